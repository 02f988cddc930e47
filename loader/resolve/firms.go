package resolve

import "entente/graph"

// firms.go reads names that a text marks or builds as firms do: in the angle
// brackets of a wire, "<Onyx Petroleum Exploration Co Ltd>", and joined by "and"
// or "&", "Virginia Electric and Power Co".

// markedWords bounds how long a name in angle brackets may be.
const markedWords = 12

// addMarked puts a body for each name of several words in angle brackets, which
// its parts, listed or not, do not stand for.
func (t *text) addMarked() {
	for i := 0; i < len(t.words); i++ {
		last, ok := t.marked(i)
		if !ok {
			continue
		}
		if n := t.at[i]; n < 0 || t.spans[n].as != name || t.spans[n].last < last && !suffixes[t.words[last].lower] {
			kind := guessKind(t.words[i : last+1])
			if kind == graph.KindPerson {
				kind = graph.KindCompany
			}
			t.clear(i, last)
			t.put(span{first: i, last: last, entity: textEntity(t.nameOf(i, last), kind), as: name})
		}
		i = last
	}
	t.arrange()
}

// marked returns the last word of the name in angle brackets that starts at word i.
func (t *text) marked(i int) (last int, ok bool) {
	w := t.words[i]
	if w.start == 0 || t.text[w.start-1] != '<' || !w.capital {
		return 0, false
	}
	for last = i; last < len(t.words) && last < i+markedWords; last++ {
		if last > i && t.words[last].gap == gapSentence {
			return 0, false
		}
		end := t.words[last].end
		if end < len(t.text) && t.text[end] == '.' {
			end++
		}
		if end < len(t.text) && t.text[end] == '>' {
			return last, last > i
		}
	}
	return 0, false
}

// suffixes end the names of firms and name nobody alone.
var suffixes = set("ltd inc plc corp co cos llc")

// withSuffixes returns the last word of a listed firm's name with what tells its
// legal form: "IBM Corp".
func (t *text) withSuffixes(last int) int {
	for next := last + 1; next < len(t.words); next++ {
		if w := t.words[next]; t.words[last].possessive || w.gap != gapSpace || !w.capital || !suffixes[w.lower] {
			break
		}
		last = next
	}
	return last
}

// tails are words that, alone behind "and", end the name of a firm.
var tails = set("power light gas electric loan trust co company corp inc ltd plc cos bank association telegraph telephone sons partners associates brothers bros")

// firmFrom returns where the part of a firm's name starts that "and" or "&" joins
// to the part from first to last, or first.
func (t *text) firmFrom(first, last int) int {
	if first < 2 || t.words[first].gap == gapSentence {
		return first
	}
	before, start := first-1, first
	if !t.ampersand(first) {
		if t.words[before].lower != "and" || t.words[first].gap != gapSpace || t.words[before].gap != gapSpace || !t.onlyTails(first, last) {
			return first
		}
		before--
	}
	for i := before; i >= 0; i-- {
		w := t.words[i]
		if n := t.at[i]; n >= 0 && (t.spans[n].as != name && t.spans[n].as != seat || t.spans[n].entity.Kind == graph.KindPerson && t.spans[n].entry != nil) {
			break
		}
		if !namePart(w) {
			break
		}
		start = i
		if w.gap != gapSpace && (w.gap != gapComma || !suffixes[t.words[first].lower]) {
			break
		}
	}
	return start
}

func (t *text) onlyTails(first, last int) bool {
	for i := first; i <= last; i++ {
		if !tails[t.words[i].lower] {
			return false
		}
	}
	return true
}

// ampersand reports whether only "&" stands between word i and the one before.
func (t *text) ampersand(i int) bool {
	return i > 0 && string(t.text[t.words[i-1].end:t.words[i].start]) == " & "
}

// isMoney reports whether the name of a country only tells a currency: "US $3
// billion", "(3.22 billion U.S.)", "Canadian dlrs".
func (t *text) isMoney(first, last int) bool {
	if next := last + 1; next < len(t.words) {
		between := string(t.text[t.words[last].end:t.words[next].start])
		if between == " $" || between == "$" || t.words[next].gap <= gapHyphen && coins[t.words[next].lower] {
			return true
		}
	}
	end := t.words[last].end
	return first > 0 && t.words[first].gap == gapSpace && amounts[t.words[first-1].lower] && end < len(t.text) && t.text[end] == ')'
}

var (
	coins   = set("dlr dlrs dollar dollars cents pounds francs marks crowns")
	amounts = set("million billion trillion mln bln dlr dlrs dollars")
)
