package extract

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"entente/graph"
)

// render.go writes an Explanation for people.

// Text renders an explanation in plain text. Per sentence it has the sentence
// and, indented by two, the parts that have something to say:
//
//	sentence 1, body, paragraph 1
//	  Russia refused to back the plan.
//	tree      number word, tag and its probability, relation and head, theirs; [what the extractor mends]
//	actors    "Moscow" is Russia (country); unnamed; rejected with the reason
//	clauses   number verb, forms; subject and how it was found; objects; places; governor; modes by their cues
//	voices    who says by which word: the stretch
//	statements  source RELATION target, mode; rule; trigger; confidence as a sum; cues; speakers
//	dropped   the same, and why
//	missed    trigger: its rows, each with what it lacked
//	left out  what was too much to list
//
// The order of the parts and their names are stable; words of reasons may
// change.
func (e Explanation) Text() string {
	p := &printer{threshold: e.Threshold}
	if e.ID != "" {
		p.line(0, "article %s", oneLine(e.ID))
	}
	for _, c := range e.Structure {
		p.line(0, "cut as %s: %s", c.Part, quoted(c.Text))
	}
	for _, r := range e.Rejects {
		p.line(0, "dropped at %d to %d: %s", r.Start, r.End, oneLine(r.Reason))
	}
	for i, s := range e.Sentences {
		p.line(0, "sentence %d, %s, paragraph %d", i+1, s.Part, s.Paragraph)
		p.sentence(s)
	}
	p.leftOut(0, e.Omitted)
	return p.out.String()
}

// printer collects lines.
type printer struct {
	out       strings.Builder
	threshold float64
}

// line writes a line, indented by twice depth.
func (p *printer) line(depth int, format string, args ...any) {
	p.out.WriteString(strings.Repeat("  ", depth))
	fmt.Fprintf(&p.out, format, args...)
	p.out.WriteByte('\n')
}

func (p *printer) leftOut(depth int, omitted []string) {
	if len(omitted) > 0 {
		p.line(depth, "left out: %s", strings.Join(omitted, ", "))
	}
}

func (p *printer) sentence(s SentenceReading) {
	p.line(1, "%s", s.Excerpt.Text)
	if s.Unread != "" {
		p.line(1, "not read: %s", s.Unread)
	}
	p.tree(s.Words)
	p.actors(s.Actors)
	p.clauses(s.Clauses)
	p.voices(s.Voices)
	p.statements(s.Statements)
	p.dropped(s.Dropped)
	p.missed(s.Missed)
	p.leftOut(1, s.Omitted)
}

// tree writes a line per word, in columns.
func (p *printer) tree(words []Word) {
	if len(words) == 0 {
		return
	}
	p.line(1, "tree")
	width := 0
	for _, w := range words {
		width = max(width, utf8.RuneCountInString(w.Text))
	}
	for _, w := range words {
		head := "root"
		if w.Head > 0 && w.Head <= len(words) {
			head = "of " + strconv.Itoa(w.Head) + " " + words[w.Head-1].Text
		} else if w.Head > 0 {
			head = "of " + strconv.Itoa(w.Head)
		}
		mended := ""
		if w.Mended != "" {
			mended = " [" + w.Mended + "]"
		}
		if w.Relation == "" {
			p.line(2, "%3d %s %-5s %.2f, not parsed", w.Number, padded(w.Text, width), w.UPOS, w.TagProb)
			continue
		}
		p.line(2, "%3d %s %-5s %.2f %-10s %.2f %s%s", w.Number, padded(w.Text, width), w.UPOS, w.TagProb, w.Relation, w.ArcProb, head, mended)
	}
}

func padded(text string, width int) string {
	return text + strings.Repeat(" ", max(0, width-utf8.RuneCountInString(text)))
}

func (p *printer) actors(actors []ActorSeen) {
	if len(actors) == 0 {
		return
	}
	p.line(1, "actors")
	for _, a := range actors {
		switch {
		case a.State == "named":
			p.line(2, "%s is %s (%s)", quoted(a.Text), a.Entity, a.Kind)
		case a.Kind == graph.KindPlace:
			p.line(2, "%s is %s (place), to which things may be done", quoted(a.Text), a.Entity)
		case a.State == "unnamed":
			p.line(2, "%s is %s (%s), a common noun that counts where no name does", quoted(a.Text), a.Entity, a.Kind)
		default:
			p.line(2, "%s is none: %s", quoted(a.Text), a.Reason)
		}
	}
}

func (p *printer) clauses(clauses []Clause) {
	if len(clauses) == 0 {
		return
	}
	p.line(1, "clauses")
	for _, c := range clauses {
		parts := []string{fmt.Sprintf("%d %s, %s", c.Number, quoted(c.Verb), strings.Join(c.Forms, " "))}
		if c.Subject != "" {
			parts = append(parts, fmt.Sprintf("subject %s (%s)", quoted(c.Subject), c.How))
		}
		for _, o := range c.Objects {
			parts = append(parts, "object "+quoted(o))
		}
		for _, b := range c.Places {
			parts = append(parts, b.Preposition+" "+quoted(b.Text))
		}
		if c.Governs > 0 {
			parts = append(parts, fmt.Sprintf("governs %d by %s", c.Governs, c.By))
		}
		if c.GovernedBy > 0 {
			parts = append(parts, fmt.Sprintf("governed by %d", c.GovernedBy))
		}
		if modes := byCues(c.Modes, c.Cues); modes != "" {
			parts = append(parts, modes)
		}
		p.line(2, "%s", strings.Join(parts, "; "))
	}
}

// byCues joins modes and the words that set them.
func byCues(modes, cues []string) string {
	if len(modes) == 0 && len(cues) == 0 {
		return ""
	}
	out := strings.Join(modes, ", ")
	if out == "" {
		out = "plain"
	}
	for i, c := range cues {
		joint := ", "
		if i == 0 {
			joint = " by "
		}
		out += joint + quoted(c)
	}
	return out
}

func (p *printer) voices(voices []VoiceHeard) {
	if len(voices) == 0 {
		return
	}
	p.line(1, "voices")
	for _, v := range voices {
		who := "somebody"
		if len(v.Speakers) > 0 {
			who = strings.Join(v.Speakers, ", ")
		}
		if v.By == quotationMarks {
			p.line(2, "%s: what stands in quotation marks", who)
			continue
		}
		modes := ""
		if len(v.Modes) > 0 {
			modes = ", " + strings.Join(v.Modes, ", ")
		}
		var says []string
		for _, text := range v.Says {
			says = append(says, quoted(text))
		}
		p.line(2, "%s by %s%s: %s", who, quoted(v.By), modes, strings.Join(says, " and "))
	}
}

func (p *printer) statements(made []Made) {
	if len(made) == 0 {
		return
	}
	p.line(1, "statements")
	for _, m := range made {
		st := m.Statement
		p.line(2, "%s %s %s, %s", nameOf(st.Source), st.Relation, nameOf(st.Target), st.Mode)
		p.line(3, "by %s at %s", quoted(shortRule(st.Rule)), quoted(oneLine(st.Trigger.Text)))
		p.line(3, "confidence %.2f, %.2f needed: %s", st.Confidence, p.threshold, sum(m.Steps))
		for _, c := range st.Cues {
			p.line(3, "%s by %s", c.Kind, quoted(oneLine(c.Text)))
		}
		p.said(st)
	}
}

// said writes who says a statement, when and where it happens.
func (p *printer) said(st graph.Statement) {
	var speakers []string
	for _, m := range st.Speakers {
		speakers = append(speakers, nameOf(m))
	}
	if len(speakers) > 0 {
		p.line(3, "said by %s", strings.Join(speakers, ", "))
	}
	if st.Quoted {
		p.line(3, "inside quotation marks")
	}
	if st.EventFrom != "" {
		p.line(3, "from %s to %s", st.EventFrom, st.EventTo)
	}
	if st.Place != "" {
		p.line(3, "in %s", oneLine(st.Place))
	}
}

// sum writes steps as a sum.
func sum(steps []Step) string {
	var b strings.Builder
	for i, s := range steps {
		switch {
		case i == 0:
			fmt.Fprintf(&b, "%.2f", s.By)
		case s.By < 0:
			fmt.Fprintf(&b, " - %.2f", -s.By)
		default:
			fmt.Fprintf(&b, " + %.2f", s.By)
		}
		b.WriteString(" (" + s.What + ")")
	}
	return b.String()
}

func (p *printer) dropped(dropped []Dropped) {
	if len(dropped) == 0 {
		return
	}
	p.line(1, "dropped")
	for _, d := range dropped {
		p.line(2, "%s %s %s: %s", d.Source, d.Relation, d.Target, d.Reason)
		p.line(3, "by %s at %s", quoted(shortRule(d.Rule)), quoted(d.Trigger))
		p.line(3, "confidence: %s", sum(d.Steps))
	}
}

func (p *printer) missed(missed []Missed) {
	if len(missed) == 0 {
		return
	}
	p.line(1, "missed")
	for _, m := range missed {
		head := m.Sort + " " + quoted(m.Trigger)
		if m.Reason != "" {
			head += ": " + m.Reason
		}
		p.line(2, "%s", head)
		for _, t := range m.Rows {
			rule := quoted(shortRule(t.Rule))
			if t.Relation != "" {
				rule += " " + string(t.Relation)
			}
			p.line(3, "%s: %s", rule, t.Lacks)
		}
		if m.More > 0 {
			p.line(3, "and %d rows more", m.More)
		}
	}
}
