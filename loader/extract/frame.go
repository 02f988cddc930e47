package extract

import (
	"strconv"
	"strings"

	"entente/graph"
)

// kind of a trigger.
type kind uint8

const (
	kindVerb      kind = iota // "S V T": Russia backs the regime
	kindNoun                  // "S N for T": Russia's support for the regime
	kindAdjective             // "S A of T": Russia is critical of the plan
	kindHyphen                // "S-V T": Russia-backed rebels
	kindBearer                // "S B of T": Iran, an ally of Syria
)

func (k kind) key(trigger string) string { return string(rune('0'+k)) + trigger }

// slot of a frame.
type slot uint8

const (
	slotNone   slot = iota
	slotSource      // S
	slotTarget      // T: an actor
	slotEvent       // E: talks, an agreement, an attack
	slotAny         // x: anything that is not the source or target
	slotBoth        // S+T: two actors or more that do it to one another
	slotNouns       // [part]: one of these nouns
)

// place of a slot behind prepositions.
type place struct {
	prepositions map[string]bool
	slot         slot
}

// frame tells where source and target stand about a trigger.
type frame struct {
	kind    kind
	subject slot // before the verb, or the owner of the noun
	object  slot
	second  slot            // a second object: "gave Hamas money"
	nouns   map[string]bool // what slotNouns allows, by lemma
	places  []place
	between bool // N between S and T
}

var slots = map[string]slot{"S": slotSource, "T": slotTarget, "E": slotEvent, "x": slotAny, "S+T": slotBoth}

// parseFrame reads the frame column: slots and prepositions in the order of
// an active clause, for example "S V x on|against T".
func parseFrame(text string) (frame, error) {
	f := frame{nouns: map[string]bool{}}
	tokens := strings.Fields(text)
	at := -1
	for i, t := range tokens {
		switch t {
		case "V", "N", "A", "B":
			at, f.kind = i, map[string]kind{"V": kindVerb, "N": kindNoun, "A": kindAdjective, "B": kindBearer}[t]
		case "S-V":
			return frame{kind: kindHyphen, subject: slotSource, object: slotTarget}, nil
		}
	}
	if at < 0 || at > 1 {
		return f, graph.Errorf(graph.Internal, "the frame %q has no trigger in its first or second place", text)
	}
	if at == 1 {
		f.subject = slots[tokens[0]]
	}
	return f, f.parseRest(text, tokens[at+1:])
}

// parseRest reads what stands after the trigger.
func (f *frame) parseRest(text string, rest []string) error {
	if len(rest) == 4 && rest[0] == "between" {
		f.between = true
		return nil
	}
	for _, into := range []*slot{&f.object, &f.second} {
		if len(rest) > 0 && f.parseObject(into, rest[0]) {
			rest = rest[1:]
		}
	}
	for len(rest) > 0 {
		p := place{prepositions: map[string]bool{}}
		if len(rest) < 2 || !f.parseObject(&p.slot, rest[1]) {
			return graph.Errorf(graph.Internal, "the frame %q has a preposition without a slot", text)
		}
		for _, w := range strings.Split(rest[0], "|") {
			p.prepositions[w] = true
		}
		f.places = append(f.places, p)
		rest = rest[2:]
	}
	return nil
}

// parseObject reads a slot or a list of nouns in brackets.
func (f *frame) parseObject(into *slot, token string) bool {
	if s, ok := slots[token]; ok {
		*into = s
		return true
	}
	inner, found := strings.CutPrefix(token, "[")
	if !found {
		return false
	}
	for _, n := range strings.Split(strings.TrimSuffix(inner, "]"), "+") {
		f.nouns[n], f.nouns[singular(n)] = true, true
	}
	*into = slotNouns
	return true
}

// hasTarget reports whether an actor as the target stands anywhere in the frame.
func (f frame) hasTarget() bool {
	if f.subject == slotTarget || f.object == slotTarget {
		return true
	}
	for _, p := range f.places {
		if p.slot == slotTarget {
			return true
		}
	}
	return false
}

func parseConfidence(cell string) (float64, error) {
	c, err := strconv.ParseFloat(cell, 64)
	if err != nil || c <= 0 || c > 1 {
		return 0, graph.Errorf(graph.Internal, "the confidence %q is not a number above 0 and up to 1", cell)
	}
	return c, nil
}

// strict counts what a frame asks for, so that the row that asks most is
// tried first.
func (f frame) strict() int {
	n := 2 * len(f.places)
	if f.object == slotNouns || f.second == slotNouns {
		n += 2
	}
	if f.second != slotNone {
		n++
	}
	if f.hasTarget() {
		n++
	}
	return n
}
