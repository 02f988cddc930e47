package syntax

import "strings"

// abbreviationKind tells how a word that ends in a period behaves before a
// capital.
type abbreviationKind int

const (
	abbreviationNone    abbreviationKind = iota
	abbreviationTitle                    // a name follows: "Gen."
	abbreviationNumber                   // a number follows: "No."
	abbreviationMonth                    // a day follows: "Sept."
	abbreviationPlain                    // may end a sentence: "Inc."
	abbreviationAcronym                  // may end a sentence: "U.S."
	abbreviationInitial                  // one letter: "L."
)

var abbreviations = kinds(map[abbreviationKind]string{
	abbreviationTitle: `mr mrs ms mx dr prof rev fr hon sen sens rep reps gov govs gen lt col maj capt cmdr adm sgt
		cpl pvt brig st sts pres messrs mme mlle mgr msgr supt amb atty asst assoc wm geo chas dep det insp ret vs v cf e.g i.e
		viz ft mt fig figs op ed eds trans approx ca al al-`,
	abbreviationNumber: `no nos pp vol art sec par para ch cap nr tel ext p`,
	abbreviationMonth:  `jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun`,
	abbreviationPlain: `inc corp ltd co cos bros plc llc llp gmbh sa jr sr esq etc est dept univ govt natl intl assn
		ave blvd rd hwy sq ala ariz ark calif colo conn del fla ill ind kan ky la md mass mich minn miss mo mont neb
		nev okla ore pa penn tenn tex va vt wash wis wyo a.m p.m b.c a.d b.c.e c.e ph.d m.d b.a m.a div
		avg max min misc ad hrs yrs lbs oz sq cu mfg dist rel incl excl attn`,
})

func kinds(lists map[abbreviationKind]string) map[string]abbreviationKind {
	out := map[string]abbreviationKind{}
	for kind, list := range lists {
		for _, word := range strings.Fields(list) {
			out[word] = kind
		}
	}
	return out
}

// wordsToo are abbreviations that are words as well: with a period they are
// abbreviations only when capitalized.
var wordsToo = set(`mar sat sun jan mon wed no ill ind miss mass ore pa la md del art sec par ch fig max min ad ret det
	rep gen col op ed co rev ft hon est al tel dist rel div cap`)

// abbreviation tells which kind of abbreviation a word ending in a period is.
func abbreviation(word string) abbreviationKind {
	stem := strings.TrimSuffix(word, ".")
	if stem == "" || stem == word || len(stem) > 12 {
		return abbreviationNone
	}
	if len(stem) == 1 && isUpper(stem[0]) {
		return abbreviationInitial
	}
	kind, listed := abbreviations[strings.ToLower(stem)]
	if listed && !wordsToo[stem] {
		return kind
	}
	if acronym(stem) {
		return abbreviationAcronym
	}
	return abbreviationNone
}

// acronym reports whether stem is single letters with periods between them:
// "U.S", "a.k.a".
func acronym(stem string) bool {
	if len(stem) < 3 || len(stem)%2 == 0 {
		return false
	}
	for i := range len(stem) {
		letter := isLower(stem[i]) || isUpper(stem[i])
		if i%2 == 0 && !letter || i%2 == 1 && stem[i] != '.' {
			return false
		}
	}
	return true
}

// starters are words that, capitalized behind an abbreviation, begin a
// sentence rather than go on with a name.
var starters = set(`The A An This That These Those It Its He She They We I You His Her Their Our My There Here In On At
	For From By With Without Of To As If When While Where Who What Why How And But Or Nor So Yet However Although
	Though Because Since After Before During Under Over Between Among Until Unless Also Meanwhile Then Now Still
	Even Some Many Most All Both Each Every Another Other Others Several No Not Nobody Nothing Once Only Such
	Following According Despite Earlier Later Today Yesterday Last Next Instead Moreover Nevertheless Rather Just
	One Two Three Is Are Was Were Did Does Do Has Have Had Can Could Will Would Should May Might Must Let Asked`)

func set(list string) map[string]bool {
	out := map[string]bool{}
	for _, word := range strings.Fields(list) {
		out[word] = true
	}
	return out
}
