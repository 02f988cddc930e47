package extract

import (
	"math"
	"sort"
	"strings"

	"entente/graph"
)

// cueKind is graph.CueKind under a short name.
type cueKind = graph.CueKind

const (
	cueNegation    = graph.CueNegation
	cueHedge       = graph.CueHedge
	cueFuture      = graph.CueFuture
	cueConditional = graph.CueConditional
	cueAttribution = graph.CueAttribution
)

// arg is an actor, or an event, in a slot of a frame.
type arg struct {
	mention graph.Mention
	penalty float64
	at      int  // chunk
	unnamed bool // called by a common noun only
}

// claim is a statement in the making.
type claim struct {
	relation       graph.Relation
	reciprocal     bool
	cameo          string
	rule           string
	source, target arg
	a, b           int   // units of the trigger
	at             int   // chunk that decides who says so
	verb           *verb // whose modes count, or nil
	effects        effects
	cues           []cueAt
	confidence     float64
	event          *graph.Entity
}

// add keeps a claim unless it says something of an actor and itself.
func (s *sentence) add(c claim) {
	c.source.mention, c.target.mention = s.naming(c.source.mention), s.naming(c.target.mention)
	s.trace.claim(s, &c)
	if c.source.mention.EntityID == c.target.mention.EntityID && c.source.mention.EntityID != "" {
		s.trace.lose(s, &c, "source and target are one actor")
		return
	}
	if c.source.mention.Start < c.target.mention.End && c.target.mention.Start < c.source.mention.End {
		s.trace.lose(s, &c, "source and target share words")
		return
	}
	if c.event != nil && c.relation == graph.Attends {
		if s.events.guests[c.event.ID] == nil {
			s.events.guests[c.event.ID] = map[string]bool{}
		}
		s.events.guests[c.event.ID][c.source.mention.EntityID] = true
	}
	s.claims = append(s.claims, c)
}

// naming is the mention by which this sentence names whom a pronoun means,
// the last before it; the pronoun itself where another sentence does.
func (s *sentence) naming(m graph.Mention) graph.Mention {
	if !pronouns[strings.ToLower(m.Text)] {
		return m
	}
	out := m
	for _, u := range s.units {
		if u.start >= m.Start {
			break
		}
		if u.mention >= 0 && s.actors[u.mention].EntityID == m.EntityID && !pronouns[u.lower] {
			out = s.actors[u.mention]
		}
	}
	return out
}

var pronouns = words("it its he his him she her they their them we us our i me my")

// drop keeps one claim per relation and pair of spans, and one relation per
// trigger and pair: the surest.
func (s *sentence) drop() {
	sort.SliceStable(s.claims, func(i, j int) bool { return s.claims[i].sure() > s.claims[j].sure() })
	s.dropEvents()
	s.dropMembers()
	type pair struct{ source, target int }
	type key struct {
		source, target string
		trigger        int
	}
	byTrigger, byRelation := map[key]bool{}, map[pair]map[graph.Relation]bool{}
	kept := s.claims[:0]
	for _, c := range s.claims {
		p := pair{c.source.mention.Start, c.target.mention.Start}
		k := key{c.source.mention.EntityID, c.target.mention.EntityID, c.a}
		if c.reciprocal && p.source > p.target {
			p.source, p.target = p.target, p.source
			k.source, k.target = k.target, k.source
		}
		if byTrigger[k] || byRelation[p][c.relation] {
			s.trace.outdo(s, &c, kept)
			continue
		}
		byTrigger[k] = true
		if byRelation[p] == nil {
			byRelation[p] = map[graph.Relation]bool{}
		}
		byRelation[p][c.relation] = true
		kept = append(kept, c)
	}
	s.claims = kept
}

// dropEvents drops an attack on an event where the target of it is named as
// well: "carried out a strike on the base".
func (s *sentence) dropEvents() {
	named := map[string]bool{}
	for _, c := range s.claims {
		if c.event == nil {
			named[string(c.relation)+c.source.mention.EntityID] = true
		}
	}
	kept := s.claims[:0]
	for _, c := range s.claims {
		if c.event == nil || c.relation != graph.Attacks || !named[string(c.relation)+c.source.mention.EntityID] {
			kept = append(kept, c)
			continue
		}
		s.trace.lose(s, &c, "an attack on an event, and who was attacked is named")
	}
	s.claims = kept
}

// dropMembers drops a membership that the text does not plainly state.
func (s *sentence) dropMembers() {
	kept := s.claims[:0]
	for _, c := range s.claims {
		if c.relation == graph.BelongsTo && c.verb != nil {
			facts, _ := s.facts(c)
			if facts.Mode() != graph.Asserted || c.verb.how == linkControl || c.source.penalty+c.target.penalty > 0.05 {
				s.trace.lose(s, &c, "a membership that is not plainly stated")
				continue
			}
		}
		kept = append(kept, c)
	}
	s.claims = kept
}

// sure is the score of a claim after what weakens it; calibrate tells what it is
// worth.
func (c claim) sure() float64 {
	sure := c.confidence - c.source.penalty - c.target.penalty
	if c.verb != nil {
		sure -= c.verb.penalty + linkPenalty[c.verb.how]
	}
	switch {
	case c.source.unnamed && c.target.unnamed:
		sure -= namelessCost
	case c.source.unnamed:
		sure -= namelessSourceCost
	}
	return max(0.05, min(0.97, sure))
}

// namelessCost is what a claim loses in which neither end has a name: who "a
// gunman" and "two men" are, nobody can look up.
const namelessCost = 0.25

// namelessSourceCost is what a claim loses by a source without a name: of 64
// judged ones 27 were right, of those between names 70 % (rounds 5 to 8).
const namelessSourceCost = 0.04

// linkPenalty is what each step between a verb and its subject costs.
var linkPenalty = map[link]float64{linkRelative: 0.05, linkShared: 0.05, linkReduced: 0.05, linkControl: 0.05}

// statements completes the claims of a sentence, sorted by source and target.
func (s *sentence) statements() []graph.Statement {
	var out []graph.Statement
	for _, c := range s.claims {
		st := s.complete(c)
		s.trace.complete(s, &c, &st)
		if st.Confidence < s.x.threshold {
			s.reject("too unsure: "+string(c.relation)+" by "+c.rule, st.Trigger.Start, st.Trigger.End)
			continue
		}
		if err := st.Verify(s.text); err != nil {
			s.reject(err.Error(), st.Trigger.Start, st.Trigger.End)
			continue
		}
		out = append(out, st)
	}
	sort.SliceStable(out, func(i, j int) bool {
		a, b := out[i], out[j]
		if a.Source.Start != b.Source.Start {
			return a.Source.Start < b.Source.Start
		}
		if a.Target.Start != b.Target.Start {
			return a.Target.Start < b.Target.Start
		}
		return a.Relation < b.Relation
	})
	return out
}

// complete makes a statement of a claim.
func (s *sentence) complete(c claim) graph.Statement {
	facts, cues := s.facts(c)
	speakers, quoted := s.speakers(c)
	st := graph.Statement{
		ArticleID: s.article.ID, Publisher: s.article.Publisher, Published: s.article.Published,
		Source: c.source.mention, Target: c.target.mention, Relation: c.relation, Reciprocal: c.reciprocal,
		Speakers: speakers, Quoted: quoted,
		Sentence: s.Excerpt, Trigger: s.excerpt(c.a, c.b), Cues: s.cuesOf(cues),
		Confidence: math.Round(s.x.lexicon.calibrate(c.sure())*100) / 100, Extractor: Version, Rule: c.rule, Current: true,
	}
	s.setting(c, &st, &facts)
	st.Facts = facts
	st.Interpret(c.cameo)
	st.ID = graph.StatementID(s.article.ID, st.Relation, st.Source, st.Target)
	return st
}

// excerpt is the text of units [a, b).
func (s *sentence) excerpt(a, b int) graph.Excerpt {
	start, end := s.units[a].start, s.units[b-1].end
	return graph.Excerpt{Text: string(s.text[start:end]), Start: start, End: end}
}

// cuesOf turns cue units into excerpts, each once, in the order of the text.
func (s *sentence) cuesOf(cues []cueAt) []graph.Cue {
	out := []graph.Cue{}
	seen := map[int]bool{}
	for _, c := range cues {
		if c.unit < 0 || c.unit >= len(s.units) || seen[c.unit] {
			continue
		}
		seen[c.unit] = true
		out = append(out, graph.Cue{Excerpt: s.excerpt(c.unit, c.unit+1), Kind: c.kind})
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Start < out[j].Start })
	return out
}
