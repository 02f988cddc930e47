package resolve

import (
	"strings"
	"unicode"

	"entente/graph"
	"entente/loader/syntax"
)

// sortOf an unnamed actor.
type sortOf uint8

const (
	onePerson sortOf = iota // lawyer
	people                  // crowd
	body                    // committee
	vehicle                 // warplane
	speaker                 // source: somebody only where it speaks
)

var sorts = map[string]sortOf{"person": onePerson, "people": people, "body": body, "vehicle": vehicle, "speaker": speaker}

// noun is a common noun that an actor may be called by.
type noun struct {
	kind graph.Kind
	sort sortOf
}

// actorNoun reads a row of actors.tsv: noun, kind, sort.
func (g *gazetteer) actorNoun(cells []string) error {
	s, ok := sorts[cells[2]]
	if !ok {
		return graph.Errorf(graph.Internal, "the sort %q of the noun %q is unknown", cells[2], cells[0])
	}
	kind := graph.Kind(cells[1])
	if s != vehicle && !kind.Valid() {
		return graph.Errorf(graph.Internal, "the kind %q of the noun %q is not one of the kinds", cells[1], cells[0])
	}
	g.unnamed[cells[0]] = noun{kind, s}
	return nil
}

// Unnamed finds the actors that a document calls by a common noun and no
// name: "a suicide bomber", "trade union leaders", "18 people"; and the places
// to which something may be done. actors are the
// mentions that Actors found; what stands inside them, or describes one, is
// left out. Mentions are sorted by Start and not overlapping; each ends with
// its noun. Their entities bear the noun for a name, so that all who are
// called alike are one entity.
func (r *Resolver) Unnamed(doc syntax.Document, actors []graph.Mention) ([]graph.Mention, []graph.Entity) {
	mentions, entities := []graph.Mention{}, newEntities()
	next := 0
	for _, s := range doc.Sentences {
		for next < len(actors) && actors[next].End <= s.Start {
			next++
		}
		u := unnamed{r.gazetteer, s, nil}
		for ; next < len(actors) && actors[next].Start < s.End; next++ {
			u.actors = append(u.actors, actors[next])
		}
		if len(s.Tokens) > longest {
			continue
		}
		for i := range s.Tokens {
			m, e, ok := u.at(i)
			if !ok {
				m, e, ok = u.placeAt(i)
			}
			if ok {
				mentions = append(mentions, m)
				entities.add(e)
			}
		}
	}
	return mentions, entities.list
}

// longest is the number of tokens beyond which a sentence is no prose, and no
// tree tells who acts in it.
const longest = 400

// unnamed is a sentence whose unnamed actors are looked for.
type unnamed struct {
	g      *gazetteer
	s      syntax.Sentence
	actors []graph.Mention
}

// at is the unnamed actor whose noun is token i.
func (u unnamed) at(i int) (graph.Mention, graph.Entity, bool) {
	t := u.s.Tokens[i]
	n, known := u.noun(i)
	if !known || n.sort == vehicle || t.UPOS != "NOUN" && t.UPOS != "PROPN" && !u.holds(i) || inside[t.Deprel] && !u.holds(i) || u.taken(t.Start) || u.describes(i) {
		return graph.Mention{}, graph.Entity{}, false
	}
	if n.sort == speaker && !u.speaks(i) {
		return graph.Mention{}, graph.Entity{}, false
	}
	first := i
	for first > 0 && u.belongs(first-1, i) {
		first--
	}
	for first > 0 && first < i && u.s.Tokens[first-1].Text == "-" {
		first++ // "low-income students"
	}
	if n.sort == onePerson && (first == i || n.kind == graph.KindGovernment) && u.definite(i) || first == i && u.anaphoric(i, n) {
		return graph.Mention{}, graph.Entity{}, false
	}
	first = u.withOwner(first)
	m := graph.Mention{Start: u.s.Tokens[first].Start, End: t.End, Kind: n.kind}
	m.Text = string([]rune(u.s.Text)[m.Start-u.s.Start : m.End-u.s.Start])
	e := textEntity(u.name(first, i, n), n.kind)
	m.Entity, m.EntityID = e.Name, e.ID
	return m, e, true
}

// saying are verbs of what an article's sources do.
var saying = set("say tell add report confirm deny disclose reveal note claim warn speak comment")

// speaks reports whether noun i is the subject of a verb of saying.
func (u unnamed) speaks(i int) bool {
	t := u.s.Tokens[i]
	return t.Deprel == "nsubj" && t.Head >= 0 && saying[u.s.Tokens[t.Head].Lemma]
}

// surePlace is the probability from which a name counts as a place's.
const surePlace = 0.3

// placeAt is the name of a place that ends with token i. A place does nothing,
// but much is done to it: "shelled Mariupol".
func (u unnamed) placeAt(i int) (graph.Mention, graph.Entity, bool) {
	for _, n := range u.s.Names {
		if n.End != i+1 || n.Kind != graph.KindPlace || n.Prob < surePlace || u.taken(u.s.Tokens[i].Start) || u.taken(u.s.Tokens[n.First].Start) {
			continue
		}
		m := graph.Mention{Start: u.s.Tokens[n.First].Start, End: u.s.Tokens[i].End, Kind: graph.KindPlace}
		m.Text = string([]rune(u.s.Text)[m.Start-u.s.Start : m.End-u.s.Start])
		e := textEntity(strings.TrimPrefix(m.Text, "the "), graph.KindPlace)
		m.Entity, m.EntityID = e.Name, e.ID
		return m, e, true
	}
	return graph.Mention{}, graph.Entity{}, false
}

// noun is what the list says of the noun at token i: of its longest phrase that
// the list has, by its form or by its lemma.
func (u unnamed) noun(i int) (noun, bool) {
	t := u.s.Tokens[i]
	forms := [3]string{strings.ToLower(t.Text), strings.ToLower(t.Lemma), singular(strings.ToLower(t.Text))}
	if i > 0 && u.s.Tokens[i-1].Head == i {
		before := strings.ToLower(u.s.Tokens[i-1].Text)
		for _, f := range forms {
			if n, ok := u.g.unnamed[before+" "+f]; ok {
				return n, true
			}
		}
	}
	for _, f := range forms {
		if n, ok := u.g.unnamed[f]; ok {
			return n, true
		}
	}
	return noun{}, false
}

// holds reports whether noun i tells who holds a place: "rebel-held".
func (u unnamed) holds(i int) bool {
	return i+2 < len(u.s.Tokens) && u.s.Tokens[i+1].Text == "-" && (u.s.Tokens[i+2].Text == "held" || u.s.Tokens[i+2].Text == "controlled")
}

// anaphoric reports whether bodies in the plural stand for ones that the text has
// named: "the companies".
func (u unnamed) anaphoric(i int, n noun) bool {
	if n.sort != body || u.s.Tokens[i].XPOS != "NNS" {
		return false
	}
	for k := i - 1; k >= 0 && k > i-4; k-- {
		if d := u.s.Tokens[k]; d.Head == i && strings.EqualFold(d.Text, "the") {
			return true
		}
	}
	return false
}

// definite reports whether noun i stands for one person that the reader knows:
// "the president", "whose lawyer".
func (u unnamed) definite(i int) bool {
	t := u.s.Tokens[i]
	if t.XPOS != "NN" && t.XPOS != "NNP" {
		return false
	}
	if capitalized(t.Text) && i > 0 {
		return true // "Prime Minister"
	}
	for k := i - 1; k >= 0 && k > i-6; k-- {
		if d := u.s.Tokens[k]; d.Head == i {
			switch strings.ToLower(d.Text) {
			case "the", "this", "that", "whose", "his", "her", "its", "their":
				return true
			case "a", "an", "another", "one":
				return false
			}
		}
	}
	return false
}

func capitalized(w string) bool {
	for _, r := range w {
		return unicode.IsUpper(r)
	}
	return false
}

// inside are relations of nouns that only describe another noun.
var inside = set("compound amod flat nmod:desc goeswith fixed")

// taken reports whether an actor stands at an offset.
func (u unnamed) taken(offset int) bool {
	for _, a := range u.actors {
		if a.Start <= offset && offset < a.End {
			return true
		}
	}
	return false
}

// describes reports whether an actor's name follows as part of the same phrase:
// "journalist Lena Holm".
func (u unnamed) describes(i int) bool {
	for k, t := range u.s.Tokens {
		if t.Head == i && k > i && (strings.HasPrefix(t.Deprel, "flat") || t.Deprel == "appos" && k == i+1) && u.taken(t.Start) {
			return true
		}
	}
	return false
}

// belongs reports whether token k is one of the words right before noun i that
// tell which sort it is: "trade union leaders", "anti-government protesters".
func (u unnamed) belongs(k, i int) bool {
	t := u.s.Tokens[k]
	if t.Head < k || t.Head > i || u.taken(t.Start) {
		return false
	}
	switch t.Deprel {
	case "compound":
		return true
	case "punct":
		return t.Text == "-" && k > 0 && u.belongs(k-1, i)
	case "amod":
		lower := strings.ToLower(t.Text)
		return capitalized(t.Text) && k > 0 || u.g.modifiers[lower] && !common[lower] || strings.HasPrefix(lower, "anti") || strings.HasPrefix(lower, "pro-")
	}
	return false
}

// withOwner takes in the actor that owns the noun, right before its words:
// "Clinton's supporters".
func (u unnamed) withOwner(first int) int {
	k := first - 1
	if k >= 0 && u.s.Tokens[k].XPOS == "POS" {
		k--
	}
	if k < 0 || !u.taken(u.s.Tokens[k].Start) {
		return first
	}
	for k > 0 && u.taken(u.s.Tokens[k-1].Start) && u.s.Tokens[k-1].Head == k {
		k--
	}
	return k
}

// common tell how many or how old, not of which sort.
var common = set("new former first most many some two three four five six seven eight nine ten several dozen hundreds thousands young unidentified unnamed senior top chief main high lower upper heavily local")

// name is what the actor is called: its kind of people in the plural, a body
// in the singular, without capitals that only open a sentence.
func (u unnamed) name(first, i int, n noun) string {
	var words []string
	for k := first; k <= i; k++ {
		t := u.s.Tokens[k]
		w := t.Text
		if k == 0 && t.UPOS != "PROPN" {
			w = strings.ToLower(w)
		}
		if t.XPOS == "POS" && len(words) > 0 {
			words[len(words)-1] += w
			continue
		}
		if k == i && n.sort == onePerson {
			w = plural(w)
		}
		words = append(words, w)
	}
	return strings.ReplaceAll(strings.Join(words, " "), " - ", "-")
}

var plurals = map[string]string{"man": "men", "woman": "women", "child": "children", "person": "people", "wife": "wives", "thief": "thieves"}

// plural of a noun that may be plural already.
func plural(w string) string {
	lower := strings.ToLower(w)
	for one, more := range plurals {
		if head, ok := strings.CutSuffix(lower, one); ok {
			return w[:len(head)] + more
		}
		if strings.HasSuffix(lower, more) {
			return w
		}
	}
	switch {
	case strings.HasSuffix(lower, "s") && !strings.HasSuffix(lower, "ss"):
		return w
	case strings.HasSuffix(lower, "y") && len(w) > 2 && !strings.ContainsRune("aeiou", rune(lower[len(lower)-2])):
		return w[:len(w)-1] + "ies"
	case strings.HasSuffix(lower, "s"), strings.HasSuffix(lower, "x"), strings.HasSuffix(lower, "ch"), strings.HasSuffix(lower, "sh"):
		return w + "es"
	}
	return w + "s"
}

// singular undoes a plural that the lemma did not.
func singular(w string) string {
	switch {
	case strings.HasSuffix(w, "men"):
		return w[:len(w)-2] + "an"
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss"):
		return w[:len(w)-1]
	}
	return w
}
