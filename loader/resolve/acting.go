package resolve

import (
	"strings"

	"entente/graph"
	"entente/loader/syntax"
)

// likely is the probability from which the kind of a name counts that is not
// sure, once the tree shows that the name acts.
const likely = 0.3

// noteActing notes the proper nouns that the tree makes act, by where they
// start: subjects, agents and what is coordinated with them.
func (t *text) noteActing(doc syntax.Document) {
	t.acting = map[int]graph.Kind{}
	for _, s := range doc.Sentences {
		if len(s.Tokens) > longest {
			continue
		}
		for i, tok := range s.Tokens {
			if tok.UPOS == "PROPN" && actsInTree(s.Tokens, i) {
				t.acting[tok.Start] = likelyKind(s, i)
			}
		}
	}
}

// actsInTree reports whether token i, or the name that it is a part of, is the
// subject or the agent of a verb.
func actsInTree(tokens []syntax.Token, i int) bool {
	for steps := 0; i >= 0 && steps < len(tokens); steps++ {
		switch base, _, _ := strings.Cut(tokens[i].Deprel, ":"); {
		case base == "nsubj" || tokens[i].Deprel == "obl:agent":
			h := tokens[i].Head
			return h >= 0 && (tokens[h].UPOS == "VERB" || base != "nsubj")
		case base == "obl" || base == "nmod":
			return behindPerson(tokens, i)
		case base == "flat" || base == "conj" || base == "appos":
			i = tokens[i].Head
		default:
			return false
		}
	}
	return false
}

// behindPerson reports whether a preposition before token i leads to those whom
// something is done by, with or to, and seldom to a place.
func behindPerson(tokens []syntax.Token, i int) bool {
	for k := i - 1; k >= 0 && k > i-8; k-- {
		if tokens[k].Head == i && tokens[k].Deprel == "case" {
			switch strings.ToLower(tokens[k].Text) {
			case "against", "by", "with":
				return true
			}
		}
	}
	return false
}

// likelyKind is the likeliest kind of the names that hold token i: of a person
// or an organization, else nothing.
func likelyKind(s syntax.Sentence, i int) graph.Kind {
	best, kind := float32(likely), graph.Kind("")
	for _, n := range s.Names {
		if n.First <= i && i < n.End && n.Prob > best {
			best, kind = n.Prob, n.Kind
		}
	}
	return kind
}

// actingKind is the kind of a name that no list knows and the tree makes act:
// what the syntax holds likeliest; a person where a name of several words has
// none; an organization where it is an acronym.
func (t *text) actingKind(first, last int) graph.Kind {
	if len(t.acting) == 0 || placePrepositions[t.before(first)] {
		return ""
	}
	for i := first; i <= last; i++ {
		kind, acts := t.acting[t.words[i].start]
		switch {
		case !acts:
		case kind == graph.KindPerson || kind == graph.KindOrganization:
			return kind
		case kind != "":
			return ""
		case first < last && t.nameLike(first, last):
			return graph.KindPerson
		case first == last && t.acronym(first):
			return graph.KindOrganization
		}
	}
	return ""
}

// before is the word before word i, in lower case.
func (t *text) before(i int) string {
	if i == 0 {
		return ""
	}
	return t.words[i-1].lower
}

// nameLike reports whether all words have one capital, as in a person's name.
func (t *text) nameLike(first, last int) bool {
	for i := first; i <= last; i++ {
		if w := t.words[i]; !nameParticles[w.lower] && (!w.capital || w.upper || orgWord(w.lower) || placeWords[w.lower] || eventWords[w.lower]) {
			return false
		}
	}
	return last-first < 4
}

// acronym reports whether word i is of capitals in a sentence that is not.
func (t *text) acronym(i int) bool {
	w := t.words[i]
	if !w.upper || len(w.key) > 7 || noActors[w.lower] {
		return false
	}
	for j := i + 1; j < len(t.words) && t.words[j].sentence == w.sentence; j++ {
		if len(t.words[j].key) > 3 && !t.words[j].upper {
			return true
		}
	}
	return false
}

// noActors are acronyms of things.
var noActors = set("tv gdp aids hiv dna covid sars gmt est pst cet utc suv usd eur gbp vat gps pdf sms faq diy ira cpi ppi lng lpg atm iq ad bc am pm ii iii iv vi vii id ai vr pc dvd cd")
