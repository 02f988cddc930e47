package quality

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"entente/graph"
	"entente/loader/syntax"
	"entente/loader/syntax/conllu"
)

// kinds of named spans, in the order in which they are reported.
var kinds = []graph.Kind{graph.KindPerson, graph.KindOrganization, graph.KindPlace, graph.KindGroup, graph.KindEvent}

// goldNames returns the named spans of a sentence out of GUM's entity marks,
// by the rules of gold_names in loader/syntax/train/treebank.py: of each
// mention of a fitting kind whose head is a proper noun, the run of proper
// nouns around the head. Of spans that overlap the longest stays.
func goldNames(words []conllu.Word) []syntax.Name {
	all := mentions(words)
	var spans []syntax.Name
	for _, m := range all {
		if n, ok := nameIn(words, m, all); ok {
			spans = append(spans, n)
		}
	}
	slices.SortStableFunc(spans, func(a, b syntax.Name) int {
		return cmp.Or(cmp.Compare(b.End-b.First, a.End-a.First), cmp.Compare(a.First, b.First))
	})
	var out []syntax.Name
	for _, n := range spans {
		if !slices.ContainsFunc(out, func(o syntax.Name) bool { return n.First < o.End && o.First < n.End }) {
			out = append(out, n)
		}
	}
	slices.SortFunc(out, func(a, b syntax.Name) int { return cmp.Compare(a.First, b.First) })
	return out
}

func nameIn(words []conllu.Word, m mention, all []mention) (syntax.Name, bool) {
	head, ok := m.head(words)
	if !ok || !properNoun(words[head]) || !slices.Contains([]string{"person", "organization", "place", "event"}, m.kind) {
		return syntax.Name{}, false
	}
	r := run{words: words, mention: m, left: head, right: head, head: head, other: otherNames(m, all)}
	r.growLeft()
	r.growRight()
	r.trim()
	if !slices.ContainsFunc(words[r.left:r.right+1], func(w conllu.Word) bool { return !titles[w.Form] }) {
		return syntax.Name{}, false
	}
	kind := graph.Kind(m.kind)
	if kind == graph.KindPerson && words[head].XPOS == "NNPS" {
		kind = graph.KindGroup
	}
	return syntax.Name{First: r.left, End: r.right + 1, Kind: kind}, true
}

func properNoun(w conllu.Word) bool {
	return w.UPOS == "PROPN" || strings.HasPrefix(w.XPOS, "NNP")
}

// otherNames are the words inside a person that are a name of another kind by
// themselves: the country of a president.
func otherNames(m mention, all []mention) map[int]bool {
	if m.kind != "person" {
		return nil
	}
	other := map[int]bool{}
	for _, o := range all {
		if o.kind == "person" || o.kind == "abstract" || o.first == m.first && o.last == m.last {
			continue
		}
		for j := o.first; j <= o.last; j++ {
			other[j] = true
		}
	}
	return other
}

// run is a name that grows from its head; both ends are included.
type run struct {
	words             []conllu.Word
	mention           mention
	left, right, head int
	other             map[int]bool
}

func (r *run) growLeft() {
	for r.left > r.mention.first {
		j := r.left - 1
		for j > r.mention.first && inside[lower(r.words[j])] && j > r.left-3 {
			j--
		}
		if !r.part(j) || !r.joinsLeft(j) {
			return
		}
		r.left = j
	}
}

// joinsLeft reports whether the words between j and the run may stand in a
// name.
func (r *run) joinsLeft(j int) bool {
	between := r.words[j+1 : r.left]
	person := r.mention.kind == "person"
	and := false
	for _, w := range between {
		and = and || lower(w) == "and"
		if person && (lower(w) == "and" || lower(w) == "in" || lower(w) == "on") {
			return false
		}
	}
	if len(between) > 0 && r.words[j].Deprel == "conj" {
		return false
	}
	return !and || r.below(j)
}

func (r *run) growRight() {
	for r.right < r.mention.last {
		j := r.right + 1
		for j < r.mention.last && inside[lower(r.words[j])] && j < r.right+3 {
			j++
		}
		if !r.part(j) || !r.joinsRight(j) {
			return
		}
		r.right = j
	}
}

func (r *run) joinsRight(j int) bool {
	w := r.words[j]
	if (w.Deprel == "conj" || w.Deprel == "appos" || w.Deprel == "list") && w.Head <= r.right {
		return false
	}
	if r.mention.kind != "person" && r.mention.kind != "place" {
		return true
	}
	return !slices.ContainsFunc(r.words[r.right+1:j], func(w conllu.Word) bool { return !particles[lower(w)] })
}

// part reports whether a word may belong to the name.
func (r *run) part(j int) bool {
	return (properNoun(r.words[j]) || r.words[j].XPOS == "CD") && !r.other[j]
}

// below reports whether word j hangs below the head, so that "and" is inside
// the name.
func (r *run) below(j int) bool {
	for range r.words {
		if j == r.head {
			return true
		}
		if j = r.words[j].Head; j < 0 {
			return false
		}
	}
	return false
}

// trim takes numbers and titles off the front.
func (r *run) trim() {
	for r.left < r.head && r.words[r.left].XPOS == "CD" && !(r.mention.kind == "event" && digits(r.words[r.left].Form)) {
		r.left++
	}
	for r.mention.kind == "person" && r.left < r.right && (titles[r.words[r.left].Form] || r.words[r.left].Form == "-") {
		r.left++
	}
}

func lower(w conllu.Word) string { return strings.ToLower(w.Form) }

func digits(form string) bool {
	return strings.IndexFunc(form, func(r rune) bool { return !unicode.IsDigit(r) }) < 0
}

func set(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

// titles stand before a person and are no part of the name.
var titles = set(`President Prime Minister Minister Premier Chancellor King Queen Prince Princess Pope Emperor Sultan
	Sheikh Senator Representative Congressman Congresswoman Governor Mayor General Colonel Major Captain Lieutenant
	Admiral Sergeant Commander Judge Justice Secretary Ambassador Professor Doctor Chairman Chairwoman Director Chief
	Vice Deputy Foreign Defense Defence Attorney Speaker Mr. Mrs. Ms. Mr Mrs Ms Dr. Dr Prof. Prof Gen. Sen. Rep. Gov.
	Lt. Col. Capt. Maj. Adm. Sgt. Rev. Sir Lord Lady Dame Father Brother Sister Saint Archbishop Bishop Cardinal
	Ayatollah Imam Coach Officer Detective Inspector Commissioner Interior Finance Former Acting`)

// particles stand inside the names of people and places, inside those of all.
var (
	particles = set(`- – de del la van von der den bin ibn al el da di of`)
	inside    = set(`of the for de del la le van von der den bin ibn al el da di do du dos y & - – and on in`)
)

// nameScores scores the named spans of readings, all kinds first.
func nameScores(readings []reading) []KindScore {
	var all count
	counts := map[graph.Kind]count{}
	for _, r := range readings {
		gold := goldNames(r.gold.Words)
		for _, n := range gold {
			all.gold++
			tell(counts, n.Kind, count{gold: 1})
		}
		for _, n := range r.found.Names {
			right := one(nameRight(gold, n))
			all.found++
			all.right += right
			tell(counts, n.Kind, count{found: 1, right: right})
		}
	}
	out := []KindScore{{"", all.score()}}
	for _, k := range kinds {
		out = append(out, KindScore{k, counts[k].score()})
	}
	return out
}

func nameRight(gold []syntax.Name, n syntax.Name) bool {
	n.Prob = 0
	return slices.Contains(gold, n)
}
