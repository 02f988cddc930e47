package extract

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"entente/graph"
	"entente/loader/syntax"
)

// Explanation tells how an article was read: each sentence with its tree,
// actors, clauses and voices, the statements made and how sure they are, and
// what was considered and not said, each with the reason. What it leaves out
// for its length is told in Omitted. Text renders it; as JSON its lists are
// never null. Offsets count code points of the text.
type Explanation struct {
	ID        string            `json:"id,omitempty"` // what the caller calls the article
	Threshold float64           `json:"threshold"`    // confidence from which a statement is kept
	Structure []Cut             `json:"structure"`    // what was cut before sentences were split
	Sentences []SentenceReading `json:"sentences"`
	Rejects   []graph.Reject    `json:"rejects"` // what was dropped before sentences were read
	Omitted   []string          `json:"omitted"` // "300 of 500 sentences"
}

// Cut is a stretch of structure: a dateline, a byline, a caption.
type Cut struct {
	Part string `json:"part"`
	Text string `json:"text"`
}

// SentenceReading tells how one sentence was read.
type SentenceReading struct {
	graph.Excerpt
	Part       string       `json:"part"`      // headline or body
	Paragraph  int          `json:"paragraph"` // from 1
	Unread     string       `json:"unread,omitempty"`
	Words      []Word       `json:"words"`
	Actors     []ActorSeen  `json:"actors"`
	Clauses    []Clause     `json:"clauses"`
	Voices     []VoiceHeard `json:"voices"`
	Statements []Made       `json:"statements"`
	Dropped    []Dropped    `json:"dropped"`
	Missed     []Missed     `json:"missed"`
	Omitted    []string     `json:"omitted"` // "120 of 200 words"
}

// Word is a token in the tree. Head is the number of the word that it hangs
// on, from 1; 0 is the root. Probabilities are calibrated, from 0 to 1.
type Word struct {
	Number   int     `json:"number"` // from 1
	Text     string  `json:"text"`
	UPOS     string  `json:"upos"`
	TagProb  float32 `json:"tag_prob"`
	Relation string  `json:"relation"`
	Head     int     `json:"head"`
	ArcProb  float32 `json:"arc_prob"` // of head and relation
	Mended   string  `json:"mended,omitempty"`
}

// ActorSeen is an actor of a sentence, or what looked like one.
type ActorSeen struct {
	Text   string     `json:"text"`
	State  string     `json:"state"` // named, unnamed (stands for an actor where no name does) or rejected
	Entity string     `json:"entity,omitempty"`
	Kind   graph.Kind `json:"kind,omitempty"`
	Reason string     `json:"reason,omitempty"` // why it was rejected
}

// Clause is a verb and its parts. Numbers count the clauses of the sentence
// from 1; 0 is none.
type Clause struct {
	Number     int      `json:"number"`
	Verb       string   `json:"verb"`
	Lemma      string   `json:"lemma"`
	Forms      []string `json:"forms"` // finite, infinitive, gerund, participle, passive, adjective; its time; asked for, purpose
	Subject    string   `json:"subject,omitempty"`
	How        string   `json:"how,omitempty"` // how the subject was found
	Objects    []string `json:"objects"`
	Places     []Behind `json:"places"`
	Governs    int      `json:"governs,omitempty"`
	By         string   `json:"by,omitempty"` // to, ing, a preposition
	GovernedBy int      `json:"governed_by,omitempty"`
	Modes      []string `json:"modes"` // negated, hedged, future, conditional; its own and those from above
	Cues       []string `json:"cues"`
}

// Behind is what stands behind a preposition.
type Behind struct {
	Preposition string `json:"preposition"`
	Text        string `json:"text"`
}

// VoiceHeard is a stretch of a sentence that somebody says.
type VoiceHeard struct {
	Speakers []string `json:"speakers"`
	By       string   `json:"by"` // the word of saying, or "quotation marks"
	Says     []string `json:"says"`
	Modes    []string `json:"modes"`
}

// Made is a statement and how its confidence comes about. The steps add up to
// the confidence before it is rounded to two digits.
type Made struct {
	Statement graph.Statement `json:"statement"`
	Steps     []Step          `json:"steps"`
}

// Step is a summand of a confidence.
type Step struct {
	What string  `json:"what"`
	By   float64 `json:"by"`
}

// Dropped is a statement in the making that was dropped.
type Dropped struct {
	Source   string         `json:"source"`
	Relation graph.Relation `json:"relation"`
	Target   string         `json:"target"`
	Rule     string         `json:"rule"`
	Trigger  string         `json:"trigger"`
	Reason   string         `json:"reason"`
	Steps    []Step         `json:"steps"`
}

// Missed is a trigger of the lexicon, or a verb that is none, with an actor
// beside it, and what its rows did not find.
type Missed struct {
	Trigger string  `json:"trigger"`
	Sort    string  `json:"sort"` // verb, adjective, noun or bearer
	Reason  string  `json:"reason,omitempty"`
	Rows    []Tried `json:"rows"`
	More    int     `json:"more,omitempty"` // rows that are not listed
}

// Tried is a row that did not fit, and what it lacked.
type Tried struct {
	Rule     string         `json:"rule"`
	Relation graph.Relation `json:"relation"`
	Lacks    string         `json:"lacks"`
}

// How much an explanation holds at most.
const (
	maxSentences = 200
	maxWords     = longest // of a sentence; so many are read
	maxList      = 40      // entries of any other list of a sentence
	mostClaims   = 100     // claims that a record keeps
	mostRows     = 400     // rows that a record keeps
	maxRows      = 12      // rows of a trigger
	maxText      = 120     // code points of a quotation
	maxSentence  = 2000    // code points of a sentence
)

// Explain reads a document as Statements does and tells how. rejects are what
// was taken for an actor and is none; those outside of sentences are left out.
func (x *Extractor) Explain(article graph.Article, doc syntax.Document, actors, unnamed []graph.Mention, rejects []graph.Reject) Explanation {
	r := newReading(x, article, actors, unnamed)
	r.trace = newTrace(x.lexicon)
	r.all(doc)
	e := Explanation{Threshold: x.threshold, Structure: []Cut{}, Sentences: []SentenceReading{}, Rejects: []graph.Reject{}, Omitted: []string{}}
	for _, b := range limit(doc.Structure, len(doc.Structure), maxList, "stretches of structure", &e.Omitted) {
		e.Structure = append(e.Structure, Cut{string(b.Part), oneLine(b.Text)})
	}
	e.Rejects = append(e.Rejects, limit(doc.Rejects, len(doc.Rejects), maxList, "rejects", &e.Omitted)...)
	for _, s := range limit(r.sentences, len(r.sentences), maxSentences, "sentences", &e.Omitted) {
		e.Sentences = append(e.Sentences, s.explain(rejects))
	}
	return e
}

// limit cuts a list of which there are total to its first n entries and tells
// in omitted what it cut.
func limit[T any](list []T, total, n int, what string, omitted *[]string) []T {
	kept := list[:min(len(list), n)]
	if len(kept) < total {
		*omitted = append(*omitted, fmt.Sprintf("%d of %d %s", total-len(kept), total, what))
	}
	return kept
}

// explain tells how a sentence was read.
func (s *sentence) explain(rejects []graph.Reject) SentenceReading {
	out := SentenceReading{Excerpt: s.Excerpt, Part: string(s.Part), Paragraph: s.Paragraph + 1, Omitted: []string{}}
	out.Text = shortened(out.Text, maxSentence)
	out.Words = s.words(limit(s.Tokens, len(s.Tokens), maxWords, "words", &out.Omitted))
	actors := s.seen(rejects)
	out.Actors = limit(actors, len(actors), maxList, "actors", &out.Omitted)
	switch {
	case len(s.units) > longest:
		out.Unread = fmt.Sprintf("it has %d words; more than %d are a list or a table", len(s.units), longest)
	case s.chunks == nil:
		out.Unread = "it names no actor"
	}
	out.Clauses = s.clauses(limit(s.verbs, len(s.verbs), maxList, "clauses", &out.Omitted))
	out.Voices = s.heard(limit(s.voices, len(s.voices), maxList, "voices", &out.Omitted))
	r := s.trace.of(s)
	if r == nil {
		r = &record{}
	}
	made, dropped, missed := s.made(r), s.droppedAll(r), s.misses(r)
	out.Statements = limit(made, r.made.total, maxList, "statements", &out.Omitted)
	out.Dropped = limit(dropped, max(len(dropped), r.lost.total), maxList, "dropped statements", &out.Omitted)
	out.Missed = limit(missed, len(missed), maxList, "words that made no statement", &out.Omitted)
	if n := r.missed.total - len(r.missed.list); n > 0 {
		out.Omitted = append(out.Omitted, fmt.Sprintf("%d of %d rows that did not fit", n, r.missed.total))
	}
	return out
}

// words lists the tokens of a sentence with what was mended about them.
func (s *sentence) words(tokens []syntax.Token) []Word {
	owner := make([]int, len(s.Tokens))
	for i, u := range s.units {
		for t := u.first; t < u.last; t++ {
			owner[t] = i
		}
	}
	out := make([]Word, 0, len(tokens))
	for i, t := range tokens {
		w := Word{Number: i + 1, Text: oneLine(t.Text), UPOS: t.UPOS, TagProb: t.TagProb, Relation: t.Deprel, Head: t.Head + 1, ArcProb: t.HeadProb * t.DeprelProb}
		if u := s.units[owner[i]]; s.chunks != nil && u.first == i && u.last == i+1 {
			w.Mended = s.mended(u, t)
		}
		out = append(out, w)
	}
	return out
}

// mended tells what the extractor takes otherwise than the tree.
func (s *sentence) mended(u unit, t syntax.Token) string {
	var out []string
	if u.upos != t.UPOS && u.mention < 0 {
		out = append(out, "taken as "+u.upos)
	}
	head := -1
	if u.up >= 0 {
		head = s.units[u.up].first
	}
	inside := u.up >= 0 && t.Head >= s.units[u.up].first && t.Head < s.units[u.up].last
	if t.Deprel != "" && (u.rel != t.Deprel || !inside && head != t.Head) {
		out = append(out, fmt.Sprintf("hung as %s on %d", u.rel, head+1))
	}
	return strings.Join(out, ", ")
}

// seen lists the actors of a sentence, and what was taken for one and is none.
func (s *sentence) seen(rejects []graph.Reject) []ActorSeen {
	out := []ActorSeen{}
	for _, u := range s.units {
		if u.mention >= 0 {
			m := s.actors[u.mention]
			out = append(out, ActorSeen{Text: oneLine(m.Text), State: "named", Entity: oneLine(m.Entity), Kind: m.Kind})
		}
		if m, ok := s.unnamed[u.end]; ok {
			out = append(out, ActorSeen{Text: oneLine(m.Text), State: "unnamed", Entity: oneLine(m.Entity), Kind: m.Kind})
		}
	}
	told := map[ActorSeen]bool{}
	for _, r := range rejects {
		if r.Start < s.Start || r.End > s.End || r.Start >= r.End {
			continue
		}
		a := ActorSeen{Text: oneLine(string(s.text[r.Start:r.End])), State: "rejected", Reason: r.Reason}
		if !told[a] {
			told[a], out = true, append(out, a)
		}
	}
	return out
}

// clauses lists the verbs of a sentence.
func (s *sentence) clauses(verbs []*verb) []Clause {
	out := []Clause{}
	for i, v := range verbs {
		e, cues := s.chain(v)
		c := Clause{
			Number: i + 1, Verb: oneLine(s.excerpt(v.a, v.b).Text), Lemma: v.lemma, Forms: s.formsOf(v),
			Objects: []string{}, Places: []Behind{}, Modes: e.names(), Cues: s.cueWords(cues),
			Governs: s.number(v.governed), By: v.by, GovernedBy: s.number(v.parent),
		}
		if v.subject != nil {
			c.Subject, c.How = s.groupText(v.subject), s.howFound(v)
		}
		for _, g := range v.objects {
			c.Objects = append(c.Objects, s.groupText(g))
		}
		for _, p := range v.places {
			c.Places = append(c.Places, Behind{p.preposition, s.groupText(p.group)})
		}
		out = append(out, c)
	}
	return out
}

// number is that of the clause of a verb, or 0.
func (s *sentence) number(v *verb) int { return slices.Index(s.verbs, v) + 1 }

func (s *sentence) formsOf(v *verb) []string {
	out := []string{}
	for _, f := range []struct {
		holds bool
		name  string
	}{
		{v.finite, "finite"},
		{v.infinitive, "infinitive"},
		{v.gerund, "gerund"},
		{v.reduced, "participle"},
		{v.passive, "passive"},
		{v.predicate, "adjective"},
		{true, string(s.tense(v))},
		{v.asked, "asked for"},
		{v.purpose, "purpose"},
	} {
		if f.holds {
			out = append(out, f.name)
		}
	}
	return out
}

// howFound tells how a verb found its subject.
func (s *sentence) howFound(v *verb) string {
	if v.how == linkShared && v.shares != nil {
		return fmt.Sprintf("shared with %d", s.number(v.shares))
	}
	return linkNames[v.how]
}

var linkNames = map[link]string{
	linkDirect: "its own", linkRelative: "by a relative clause", linkShared: "shared", linkReduced: "the noun it describes",
	linkControl: "from the clause above",
}

// heard lists who says what.
func (s *sentence) heard(voices []voice) []VoiceHeard {
	out := []VoiceHeard{}
	for _, v := range voices {
		h := VoiceHeard{Speakers: names(v.speakers), By: strings.Join(s.cueWords(v.cues), " "), Says: []string{}, Modes: v.effects.names()}
		for _, r := range v.ranges {
			if r[0] < r[1] {
				h.Says = append(h.Says, oneLine(s.excerpt(s.chunks[r[0]].a, s.chunks[r[1]-1].b).Text))
			}
		}
		out = append(out, h)
	}
	if len(s.quote) > 0 && s.hasQuote() {
		out = append(out, VoiceHeard{Speakers: names(s.quote), By: quotationMarks, Says: []string{}, Modes: []string{}})
	}
	return out
}

// quotationMarks tell that a sentence, or one beside it, names who speaks what
// stands inside them.
const quotationMarks = "quotation marks"

func names(mentions []graph.Mention) []string {
	out := []string{}
	for _, m := range mentions {
		out = append(out, nameOf(m))
	}
	return out
}

// nameOf is the actor that a mention means, else its words.
func nameOf(m graph.Mention) string {
	if m.Entity == "" {
		return oneLine(m.Text)
	}
	return oneLine(m.Entity)
}

// names lists effects.
func (e effects) names() []string {
	out := []string{}
	for _, f := range []struct {
		holds bool
		name  string
	}{{e.negated, "negated"}, {e.hedged, "hedged"}, {e.future, "future"}, {e.conditional, "conditional"}} {
		if f.holds {
			out = append(out, f.name)
		}
	}
	return out
}

func (s *sentence) cueWords(cues []cueAt) []string {
	out := []string{}
	for _, c := range s.cuesOf(cues) {
		out = append(out, c.Text)
	}
	return out
}

// groupText is the words of a group, its phrases parted by " + ".
func (s *sentence) groupText(g *group) string {
	var out []string
	for _, p := range g.phrases {
		out = append(out, s.excerpt(p.a, p.b).Text)
	}
	return oneLine(strings.Join(out, " + "))
}

// oneLine is a short text without line breaks and control characters.
func oneLine(text string) string { return shortened(text, maxText) }

// shortened is a text on one line, of n code points at most.
func shortened(text string, n int) string {
	if len(text) > 8*n { // enough for n code points and what stands between them
		text = strings.ToValidUTF8(text[:8*n], "")
	}
	text = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
	if runes := []rune(text); len(runes) > n {
		return string(runes[:n-1]) + "…"
	}
	return text
}

func quoted(text string) string { return `"` + text + `"` }
