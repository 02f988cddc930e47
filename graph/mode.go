package graph

import "strings"

// Mode is the one word derived from Facts for drawing and filtering.
type Mode string

// Modes, in the order in which the first that holds is taken.
const (
	Conditional Mode = "conditional"
	Negated     Mode = "negated"
	Hedged      Mode = "hedged"
	Planned     Mode = "planned"
	Asserted    Mode = "asserted"
)

// Modes returns the modes, most certain first: the order of legends.
func Modes() []Mode { return []Mode{Asserted, Hedged, Planned, Conditional, Negated} }

// Valid reports whether m is one of the five modes.
func (m Mode) Valid() bool {
	switch m {
	case Asserted, Hedged, Planned, Conditional, Negated:
		return true
	}
	return false
}

// Certainty tells whether the text vouches for what it says.
type Certainty string

// Certainties.
const (
	CertaintyAsserted Certainty = "asserted"
	CertaintyHedged   Certainty = "hedged"
)

// Time places a statement relative to the article.
type Time string

// Times.
const (
	Past    Time = "past"
	Ongoing Time = "ongoing"
	Future  Time = "future"
)

// Facts are the four things read separately from the text about how something
// is said. The zero value is not valid: Certainty and Time must be set.
type Facts struct {
	Negated     bool      `json:"negated"`
	Certainty   Certainty `json:"certainty" enum:"asserted,hedged"`
	Time        Time      `json:"time" enum:"past,ongoing,future"`
	Conditional bool      `json:"conditional"`
}

// Mode returns the first that holds of conditional, negated, hedged, planned,
// asserted.
func (f Facts) Mode() Mode {
	switch {
	case f.Conditional:
		return Conditional
	case f.Negated:
		return Negated
	case f.Certainty == CertaintyHedged:
		return Hedged
	case f.Time == Future:
		return Planned
	}
	return Asserted
}

// Reading is what a relation said in a certain way comes to.
type Reading struct {
	Plover   Plover
	CAMEO    string
	Quad     int
	Polarity int
	Weight   float64
}

// roots holds the code, sign and weight of a PLOVER root that a mode turned a
// relation into.
var roots = map[Plover]Reading{
	PloverAgree:    {PloverAgree, "030", 1, +1, +3},
	PloverReject:   {PloverReject, "120", 3, -1, -3},
	PloverSanction: {PloverSanction, "160", 4, -1, -6},
	PloverThreaten: {PloverThreaten, "130", 3, -1, -4},
	PloverRetreat:  {PloverRetreat, "087", 2, +1, +6.5},
}

// Read applies the mode table: what r means when it is said as f tells.
// cameo is the lexicon's finer code, or empty for the relation's own; it is
// kept only while the reading stays with the relation's root. An unknown
// relation and BELONGS_TO read as nothing: no root, polarity 0, weight 0.
func Read(r Relation, f Facts, cameo string) Reading {
	info, ok := r.Info()
	if !ok || info.Plover == "" {
		return Reading{}
	}
	plain := info.Plover
	if diplomatic(cameo) && (plain == PloverAgree || plain == PloverCooperate) {
		plain = PloverSupport
	}
	root := turn(plain, f)
	if root != plain {
		return roots[root]
	}
	if cameo == "" {
		cameo = info.CAMEO
	}
	return Reading{root, cameo, root.Quad(), info.Polarity, info.Weight}
}

// diplomatic reports whether a code is of CAMEO's 05, to which the signing of an
// agreement (057) and diplomatic ties belong. PLOVER reads all of it as SUPPORT
// once it is done, whichever relation the words say.
func diplomatic(cameo string) bool { return strings.HasPrefix(cameo, "05") }

// turn is the mode table of the model, one row per group of roots.
func turn(root Plover, f Facts) Plover {
	future := f.Time == Future
	switch root {
	case PloverAgree, PloverConsult, PloverSupport:
		return pick(f.Negated, future, root, PloverAgree, PloverReject, PloverReject)
	case PloverCooperate, PloverAid, PloverConcede, PloverRetreat:
		return pick(f.Negated, future, root, PloverAgree, PloverSanction, PloverReject)
	case PloverAccuse, PloverReject, PloverThreaten:
		return pick(f.Negated, future, root, root, PloverAgree, PloverAgree)
	case PloverRequest:
		return pick(f.Negated, future, root, root, PloverAgree, PloverAgree)
	default: // PROTEST, MOBILIZE, SANCTION, COERCE, ASSAULT
		return pick(f.Negated, future, root, PloverThreaten, PloverRetreat, PloverAgree)
	}
}

// pick chooses a cell of the mode table by its columns.
func pick(negated, future bool, past, planned, denied, deniedFuture Plover) Plover {
	switch {
	case negated && future:
		return deniedFuture
	case negated:
		return denied
	case future:
		return planned
	}
	return past
}
