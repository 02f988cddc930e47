package graph

// Relation names what one actor does to another. The list is closed: 22 words,
// in the order of Relations.
type Relation string

// The relations, from cooperation to conflict, with structure last.
const (
	AlliedWith       Relation = "ALLIED_WITH"
	Supports         Relation = "SUPPORTS"
	Aids             Relation = "AIDS"
	CooperatesWith   Relation = "COOPERATES_WITH"
	AgreesWith       Relation = "AGREES_WITH"
	Meets            Relation = "MEETS"
	Mediates         Relation = "MEDIATES"
	Organizes        Relation = "ORGANIZES"
	Attends          Relation = "ATTENDS"
	ConcedesTo       Relation = "CONCEDES_TO"
	Deescalates      Relation = "DEESCALATES"
	Requests         Relation = "REQUESTS"
	Opposes          Relation = "OPPOSES"
	Accuses          Relation = "ACCUSES"
	Rejects          Relation = "REJECTS"
	Threatens        Relation = "THREATENS"
	ProtestsAgainst  Relation = "PROTESTS_AGAINST"
	Sanctions        Relation = "SANCTIONS"
	MobilizesAgainst Relation = "MOBILIZES_AGAINST"
	Coerces          Relation = "COERCES"
	Attacks          Relation = "ATTACKS"
	BelongsTo        Relation = "BELONGS_TO"
)

// Plover is a root of the PLOVER event ontology; empty for BELONGS_TO.
type Plover string

// The PLOVER roots, with YIELD told apart as CONCEDE and RETREAT.
const (
	PloverAgree     Plover = "AGREE"
	PloverConsult   Plover = "CONSULT"
	PloverSupport   Plover = "SUPPORT"
	PloverCooperate Plover = "COOPERATE"
	PloverAid       Plover = "AID"
	PloverConcede   Plover = "CONCEDE"
	PloverRetreat   Plover = "RETREAT"
	PloverRequest   Plover = "REQUEST"
	PloverAccuse    Plover = "ACCUSE"
	PloverReject    Plover = "REJECT"
	PloverThreaten  Plover = "THREATEN"
	PloverProtest   Plover = "PROTEST"
	PloverSanction  Plover = "SANCTION"
	PloverMobilize  Plover = "MOBILIZE"
	PloverCoerce    Plover = "COERCE"
	PloverAssault   Plover = "ASSAULT"
)

// Direction tells how the source and the target of a relation stand.
type Direction string

// Directions.
const (
	To      Direction = "to"       // source acts on target
	Both    Direction = "both"     // holds either way
	ToEvent Direction = "to_event" // the target is an entity of kind event
)

// RelationInfo is what is known of a relation before any text is read.
type RelationInfo struct {
	Relation  Relation  `json:"relation"`
	Plover    Plover    `json:"plover,omitempty"`
	CAMEO     string    `json:"cameo,omitempty" doc:"CAMEO code that stands where the lexicon has no finer one"`
	Polarity  int       `json:"polarity" doc:"-1 conflict, 0 neutral, +1 cooperation"`
	Direction Direction `json:"direction"`
	Weight    float64   `json:"weight" doc:"-10 (assault) to +10, after PLOVER's scores and Goldstein's scale"`
	Verb      string    `json:"verb" doc:"the relation as a reader says it: A verb B"`
}

var relations = []RelationInfo{
	{AlliedWith, PloverCooperate, "062", +1, Both, +8, "is allied with"},
	{Supports, PloverSupport, "051", +1, To, +5, "supports"},
	{Aids, PloverAid, "070", +1, To, +9, "aids"},
	{CooperatesWith, PloverCooperate, "060", +1, Both, +7, "cooperates with"},
	{AgreesWith, PloverAgree, "030", +1, Both, +3, "agrees with"},
	{Meets, PloverConsult, "040", +1, Both, +1.5, "meets"},
	{Mediates, PloverConsult, "045", 0, To, +2, "mediates for"},
	{Organizes, PloverConsult, "044", 0, ToEvent, +1, "organizes"},
	{Attends, PloverConsult, "040", +1, ToEvent, +1, "attends"},
	{ConcedesTo, PloverConcede, "080", +1, To, +4.5, "concedes to"},
	{Deescalates, PloverRetreat, "087", +1, To, +6.5, "de-escalates toward"},
	{Requests, PloverRequest, "100", 0, To, -0.5, "makes a request of"},
	{Opposes, PloverAccuse, "111", -1, To, -3, "opposes"},
	{Accuses, PloverAccuse, "112", -1, To, -3.5, "accuses"},
	{Rejects, PloverReject, "120", -1, To, -3, "rejects"},
	{Threatens, PloverThreaten, "130", -1, To, -4, "threatens"},
	{ProtestsAgainst, PloverProtest, "140", -1, To, -5, "protests against"},
	{Sanctions, PloverSanction, "160", -1, To, -6, "sanctions"},
	{MobilizesAgainst, PloverMobilize, "150", -1, To, -6, "mobilizes against"},
	{Coerces, PloverCoerce, "170", -1, To, -7, "coerces"},
	{Attacks, PloverAssault, "190", -1, To, -9, "attacks"},
	{BelongsTo, "", "", 0, To, 0, "belongs to"},
}

var relationIndex = func() map[Relation]RelationInfo {
	index := make(map[Relation]RelationInfo, len(relations))
	for _, info := range relations {
		index[info.Relation] = info
	}
	return index
}()

// Relations returns the closed list of 22, in its fixed order. The caller owns
// the slice.
func Relations() []RelationInfo { return append([]RelationInfo(nil), relations...) }

// Info returns what is known of r; ok is false when r is not one of the 22.
func (r Relation) Info() (info RelationInfo, ok bool) {
	info, ok = relationIndex[r]
	return info, ok
}

// Valid reports whether r is one of the 22.
func (r Relation) Valid() bool { _, ok := relationIndex[r]; return ok }

// Quad is the class of a PLOVER root: 1 verbal cooperation, 2 material
// cooperation, 3 verbal conflict, 4 material conflict, 0 where there is no
// root. REQUEST stands in 0, because a request is neither.
func (p Plover) Quad() int {
	switch p {
	case PloverAgree, PloverConsult, PloverSupport:
		return 1
	case PloverCooperate, PloverAid, PloverConcede, PloverRetreat:
		return 2
	case PloverAccuse, PloverReject, PloverThreaten:
		return 3
	case PloverProtest, PloverSanction, PloverMobilize, PloverCoerce, PloverAssault:
		return 4
	}
	return 0
}
