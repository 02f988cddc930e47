package store

import (
	_ "embed"
	"maps"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/signature"
)

//go:embed copies.cypher
var copiesCypher string

// text is what the current articles of one text have in common. Groups are
// made of texts: an article belongs where its text does.
type text struct {
	hash      string
	signature signature.Signature
	first     string   // order key of the earliest article
	originals []string // of the articles, as they stand in the database
}

// orderKey orders articles for the choice of an original: the earliest, then
// the one with the smallest id; one without a date comes last.
func orderKey(a graph.Article) string {
	if a.Published.IsZero() {
		return "~" + articleKey(a)
	}
	return articleKey(a)
}

// original is the id of the earliest article.
func (x *text) original() string { return x.first[strings.LastIndexByte(x.first, '|')+1:] }

// join adds what is known of the same text from another place.
func (x *text) join(y *text) {
	x.first = min(x.first, y.first)
	x.originals = union(x.originals, y.originals)
	if len(x.signature) == 0 {
		x.signature = y.signature
	}
}

// texts are kept by hash.
type texts map[string]*text

func (all texts) add(x *text) {
	if known := all[x.hash]; known != nil {
		known.join(x)
		return
	}
	all[x.hash] = x
}

// copiesOf finds the groups of some texts, whole: all current texts from which
// a chain of copies leads to one of them. Only what is a copy of a text found
// before is followed, not all that shares a band with it. gone are articles
// that are about to leave.
func (t transaction) copiesOf(start texts, gone []string) (texts, error) {
	found, frontier := maps.Clone(start), start
	for len(frontier) > 0 {
		there, err := t.askCopies(frontier, nil, gone)
		if err != nil {
			return nil, err
		}
		next := texts{}
		for _, x := range there {
			switch {
			case found[x.hash] != nil:
				found.add(x)
			case frontier.near(x):
				found[x.hash], next[x.hash] = x, x
			}
		}
		frontier = next
	}
	return found, nil
}

// near tells whether x is a copy of one of the texts.
func (all texts) near(x *text) bool {
	for _, y := range all {
		if x.signature.Near(y.signature) {
			return true
		}
	}
	return false
}

// askCopies asks for the texts with these hashes, those that bear one of the
// originals, and all that share a band with one of the first.
func (t transaction) askCopies(of texts, originals, gone []string) ([]*text, error) {
	bands := make([][]int, signature.BandCount)
	for i := range bands {
		bands[i] = []int{}
	}
	for _, x := range of {
		for i, band := range x.signature.Bands() {
			bands[i] = append(bands[i], band)
		}
	}
	row, err := t.row(copiesCypher, map[string]any{
		"hashes": slices.Sorted(maps.Keys(of)), "originals": originals, "bands": bands, "gone": gone,
	})
	if err != nil {
		return nil, err
	}
	there := lists(row, func(c *cells) *text {
		return &text{c.text(), readSignature(c), c.text(), c.texts()}
	})
	return there, row.done()
}

// group returns the original of each text, by hash: that of the earliest text
// in its group. Groups are the connected parts of the graph of near texts, so
// that no order of coming makes a difference.
func (all texts) group() map[string]string {
	parent := map[*text]*text{}
	var root func(x *text) *text
	root = func(x *text) *text {
		if up := parent[x]; up != nil {
			parent[x] = root(up)
			return parent[x]
		}
		return x
	}
	type key struct{ place, band int }
	sharing := map[key][]*text{}
	for _, x := range all {
		for place, band := range x.signature.Bands() {
			k := key{place, band}
			for _, y := range sharing[k] {
				early, late := root(x), root(y)
				if early == late || !x.signature.Near(y.signature) {
					continue
				}
				if late.first < early.first {
					early, late = late, early
				}
				parent[late] = early
			}
			sharing[k] = append(sharing[k], x)
		}
	}
	originals := map[string]string{}
	for hash, x := range all {
		originals[hash] = root(x).original()
	}
	return originals
}
