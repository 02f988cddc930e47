package llm

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"entente/graph"
)

// maxWith bounds the cues and speakers of one statement.
const maxWith = 20

// checker holds what the model says against the text, step by step until the
// first fault.
type checker struct {
	*reading
	batch *batch
	says  claim
	at    sentence        // that it speaks of
	quote int             // where the quote begins, in code points of the article
	st    graph.Statement // as far as it is checked
}

// check keeps a claim as a statement, or rejects it with its first fault.
func (r *reading) check(b *batch, c claim) {
	k := &checker{reading: r, batch: b, says: c}
	for _, step := range []func() error{
		k.findSentence, k.findRelation, k.findEnds, k.findTrigger, k.findFacts, k.findCues, k.findSpeakers, k.weigh, k.complete,
	} {
		if err := step(); err != nil {
			start, end := k.place()
			r.reject(err.Error(), start, end)
			return
		}
	}
	r.statements = append(r.statements, k.st)
}

// place is the narrowest that the check has found.
func (k *checker) place() (start, end int) {
	switch {
	case k.st.Trigger.End > 0:
		return k.st.Trigger.Start, k.st.Trigger.End
	case k.st.Sentence.End > 0:
		return k.st.Sentence.Start, k.st.Sentence.End
	}
	return k.batch.start(), k.batch.end()
}

// unfounded is the fault of a claim that the text does not bear out.
func unfounded(format string, args ...any) error {
	return graph.Errorf(graph.Unverifiable, format, args...)
}

// quoted repeats the model's words in a reason.
func (k *checker) quoted(text string) string { return fmt.Sprintf("%q", clip(k.x.client.hide(text))) }

// findSentence finds the sentence, by its number and by the words quoted from it.
func (k *checker) findSentence() error {
	n := k.says.Sentence
	if n < 1 || n > len(k.batch.sentences) {
		return unfounded("sentence %d is none of those asked about", n)
	}
	k.at = k.batch.sentences[n-1]
	k.st.Sentence = k.at.Excerpt
	before, _, found := strings.Cut(k.at.Text, k.says.Quote)
	if !found || k.says.Quote == "" {
		return unfounded("the quote %s does not stand in the sentence", k.quoted(k.says.Quote))
	}
	k.quote = k.at.Start + utf8.RuneCountInString(before)
	return nil
}

func (k *checker) findRelation() error {
	k.st.Relation = graph.Relation(k.says.Relation)
	info, ok := k.st.Relation.Info()
	if !ok {
		return unfounded("the relation %s is not one of the %d", k.quoted(k.says.Relation), len(graph.Relations()))
	}
	k.st.Reciprocal = info.Direction == graph.Both
	return nil
}

// findEnds finds source and target among the actors of the sentence.
func (k *checker) findEnds() error {
	source, ok := k.actor(k.says.Source)
	if !ok || !k.inSentence(k.says.Source) {
		return unfounded("the source %d %s is no actor of the sentence", k.says.Source.Number, k.quoted(k.says.Source.Text))
	}
	target, ok := k.actor(k.says.Target)
	if !ok || !k.inSentence(k.says.Target) {
		return unfounded("the target %d %s is no actor of the sentence", k.says.Target.Number, k.quoted(k.says.Target.Text))
	}
	k.st.Source, k.st.Target = source, target
	if same(source, target) {
		return unfounded("source and target are the same actor, %s", k.quoted(source.Text))
	}
	if info, _ := k.st.Relation.Info(); info.Direction == graph.ToEvent && target.Kind != graph.KindEvent {
		return unfounded("%s needs an event as its target, and %s is none", info.Relation, k.quoted(target.Text))
	}
	return nil
}

// actor finds an actor by its number and its words: both must fit.
func (k *checker) actor(named namedActor) (graph.Mention, bool) {
	if named.Number < 1 || named.Number > len(k.batch.actors) {
		return graph.Mention{}, false
	}
	m := k.batch.actors[named.Number-1]
	return m, m.Text == named.Text
}

func (k *checker) inSentence(named namedActor) bool {
	return named.Number > k.at.first && named.Number <= k.at.last
}

// findTrigger finds the trigger within the quote: where it stands between source
// and target, else where it stands first. An actor's name is no trigger.
func (k *checker) findTrigger() error {
	found := occurrences(k.says.Quote, k.says.Trigger, k.quote)
	if len(found) == 0 {
		return unfounded("the trigger %s does not stand in the quote", k.quoted(k.says.Trigger))
	}
	found = slices.DeleteFunc(found, func(e graph.Excerpt) bool { return touches(e, k.st.Source) || touches(e, k.st.Target) })
	if len(found) == 0 {
		return unfounded("the trigger %s is a part of the name of source or target, or holds one", k.quoted(k.says.Trigger))
	}
	from, to := min(k.st.Source.End, k.st.Target.End), max(k.st.Source.Start, k.st.Target.Start)
	between := slices.IndexFunc(found, func(e graph.Excerpt) bool { return e.Start >= from && e.End <= to })
	k.st.Trigger = found[max(between, 0)]
	k.st.Quoted = inQuotation(k.text[k.at.opens:k.st.Trigger.Start])
	return nil
}

// findFacts takes how it is said, where the model gives words of the two lists.
func (k *checker) findFacts() error {
	f := graph.Facts{Negated: k.says.Negated, Certainty: graph.Certainty(k.says.Certainty), Time: graph.Time(k.says.Time), Conditional: k.says.Conditional}
	if f.Certainty != graph.CertaintyAsserted && f.Certainty != graph.CertaintyHedged {
		return unfounded("the certainty %s is neither asserted nor hedged", k.quoted(k.says.Certainty))
	}
	if f.Time != graph.Past && f.Time != graph.Ongoing && f.Time != graph.Future {
		return unfounded("the time %s is not past, ongoing or future", k.quoted(k.says.Time))
	}
	k.st.Facts = f
	return nil
}

// findCues finds the cue words, and one for each thing that is not plainly so.
func (k *checker) findCues() error {
	k.st.Cues = []graph.Cue{}
	if len(k.says.Cues)+len(k.says.Speakers) > maxWith {
		return unfounded("it comes with more than %d cues and speakers", maxWith)
	}
	for _, named := range k.says.Cues {
		if err := k.findCue(named); err != nil {
			return err
		}
	}
	slices.SortStableFunc(k.st.Cues, func(a, b graph.Cue) int { return a.Start - b.Start })
	return k.needCues()
}

// needCues asks a cue for each thing that is not plainly so.
func (k *checker) needCues() error {
	for _, need := range []struct {
		fact  string
		holds bool
		kind  graph.CueKind
	}{
		{"negated", k.st.Negated, graph.CueNegation},
		{"hedged", k.st.Certainty == graph.CertaintyHedged, graph.CueHedge},
		{"future", k.st.Time == graph.Future, graph.CueFuture},
		{"conditional", k.st.Conditional, graph.CueConditional},
	} {
		has := func(c graph.Cue) bool { return c.Kind == need.kind }
		if need.holds && !slices.ContainsFunc(k.st.Cues, has) {
			return unfounded("it is given as %s without a cue word of kind %s", need.fact, need.kind)
		}
	}
	return nil
}

// findCue finds one cue word; the first place in the sentence is meant.
func (k *checker) findCue(named namedCue) error {
	kind := graph.CueKind(named.Kind)
	if !slices.Contains(cueKinds, kind) {
		return unfounded("the cue %s is of the unknown kind %s", k.quoted(named.Text), k.quoted(named.Kind))
	}
	found := occurrences(k.at.Text, named.Text, k.at.Start)
	if len(found) == 0 {
		return unfounded("the cue %s does not stand in the sentence", k.quoted(named.Text))
	}
	if cue := (graph.Cue{Excerpt: found[0], Kind: kind}); !slices.Contains(k.st.Cues, cue) {
		k.st.Cues = append(k.st.Cues, cue)
	}
	return nil
}

// findSpeakers finds who says so, each once; they may stand in a sentence nearby.
func (k *checker) findSpeakers() error {
	k.st.Speakers = []graph.Mention{}
	for _, named := range k.says.Speakers {
		m, ok := k.actor(named)
		if !ok {
			return unfounded("the speaker %d %s is none of the actors", named.Number, k.quoted(named.Text))
		}
		known := func(other graph.Mention) bool { return other == m || m.EntityID != "" && other.EntityID == m.EntityID }
		if !slices.ContainsFunc(k.st.Speakers, known) {
			k.st.Speakers = append(k.st.Speakers, m)
		}
	}
	return nil
}

// weigh takes the model's confidence, up to surest, and drops what is below the
// threshold.
func (k *checker) weigh() error {
	if k.says.Confidence == nil || !(*k.says.Confidence >= 0 && *k.says.Confidence <= 1) {
		return unfounded("the confidence is not a number from 0 to 1")
	}
	k.st.Confidence = math.Round(min(*k.says.Confidence, surest)*100) / 100
	if k.st.Confidence < k.x.threshold {
		return unfounded("too unsure: %s by the model", k.st.Relation)
	}
	return nil
}

// complete fills what follows from the rest, verifies the whole, and holds it
// against the grammar.
func (k *checker) complete() error {
	a, st := k.article, &k.st
	st.ArticleID, st.Publisher, st.Published = a.ID, a.Publisher, a.Published
	st.Extractor, st.Rule, st.Current = k.x.version, "llm", true
	st.Interpret("")
	st.ID = graph.StatementID(a.ID, st.Relation, st.Source, st.Target)
	if err := st.Verify(k.text); err != nil {
		return err
	}
	return contradict(k.grammar[pairIn(*st)], *st)
}
