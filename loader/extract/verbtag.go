package extract

import "strings"

// before returns the nearest unit left of i that is no adverb or negation.
func before(units []unit, i int) (u unit, at int) {
	for at = i - 1; at >= 0; at-- {
		if t := units[at].tag; t != tagAdv && t != tagNeg {
			return units[at], at
		}
	}
	return unit{tag: tagStop, mention: -1}, -1
}

// after returns the unit right of i, which may not be tagged yet.
func after(units []unit, i int) unit {
	if i+1 < len(units) {
		return units[i+1]
	}
	return unit{tag: tagStop, mention: -1}
}

// isVerb decides whether a word that can be a verb of form f is one at i.
func (x *Extractor) isVerb(units []unit, i int, f form) bool {
	prev, at := before(units, i)
	next := after(units, i)
	if prev.tag == tagActor && possessivePronouns[prev.lower] {
		prev.tag = tagDet
	}
	if prev.tag == tagHyphen && at == i-1 && i > 1 && units[i-1].start == units[i-2].end {
		return false // "Russia-backed" is read by its own pattern
	}
	if next.tag == tagHyphen && i+2 < len(units) && next.end == units[i+2].start {
		return false
	}
	switch {
	case f&formIng != 0:
		return x.isGerund(units, i, prev, next)
	case f&(formPast|formPart) != 0 && f&formBase == 0:
		return x.isPast(units, i, prev, next)
	}
	return x.isPresent(units, i, f, prev, next)
}

func opensPhrase(t tag) bool { return t == tagDet || t == tagPossessive || t == tagAdj }

// isPast: "attacked" is a verb unless it stands inside a noun phrase.
func (x *Extractor) isPast(units []unit, i int, prev, next unit) bool {
	if prev.tag == tagDet || prev.tag == tagPossessive || prev.tag == tagNumber {
		return next.tag == tagPrep && next.lower == "by"
	}
	if prev.tag == tagPrep && prev.lower != "as" && prev.lower != "than" && next.tag == tagActor {
		return false // "to displaced Syrians"
	}
	if prev.tag == tagAdj || prev.tag == tagPrep && next.tag == tagOther {
		return next.tag == tagPrep || next.tag == tagActor || next.tag == tagDet || opensPhrase(next.tag)
	}
	if (prev.tag == tagConj || prev.tag == tagComma) && next.tag == tagOther && x.plainNoun(next) && (inPhrase(units, i) || prev.tag == tagConj && x.verbFollows(units, i)) {
		return false
	}
	return true
}

// inPhrase reports whether a determiner stands close before i with nothing
// but nouns and adjectives, conjunctions and commas between.
func inPhrase(units []unit, i int) bool {
	for j := i - 1; j >= 0 && j > i-4; j-- {
		switch units[j].tag {
		case tagDet, tagPossessive:
			return true
		case tagAdj, tagConj, tagComma, tagAdv, tagOther:
			continue
		}
		return false
	}
	return false
}

// plainNoun reports whether an untagged word can only be a noun or adjective.
func (x *Extractor) plainNoun(u unit) bool {
	return u.tag == tagNoun || u.tag == tagOther && len(x.lexicon.verbs[u.lower]) == 0 && !strings.HasSuffix(u.lower, "ly")
}

// gerundNouns are -ing words that are nouns more often than not.
var gerundNouns = words(`meeting meetings bombing bombings shelling training funding building hearing briefing warning killing killings gathering
	uprising understanding fighting offering opening ruling findings finding planning spending proceedings proceeding hacking meddling beating
	beatings setting saying feeling standing crossing landing ceiling backing`)

func (x *Extractor) isGerund(units []unit, i int, prev, next unit) bool {
	switch prev.tag {
	case tagAux:
		return true
	case tagDet, tagPossessive, tagAdj, tagNumber:
		return false
	}
	object := next.tag == tagDet || next.tag == tagActor || next.tag == tagPronoun || next.tag == tagTo || next.tag == tagOther && !gerundNouns[units[i].lower]
	if gerundNouns[units[i].lower] && !object {
		return false
	}
	if prev.tag == tagNoun || prev.tag == tagActor {
		return object || next.tag == tagPrep && !gerundNouns[units[i].lower] || next.lower == "that"
	}
	return true
}

// biased are words that are nouns more often than verbs.
var biased = words(`talks talk attacks attack strikes strike sanctions sanction forces force troops plans plan demands demand calls call protests
	protest clashes clash reports report visits visit moves move aids aid drills raids raid views view states state claims claim charges charge bombs
	bomb shells guns gun threats uses use supplies supply supports support deals deal contacts contact rebels rebel fighters rules rule links link
	ranks rank issues issue orders order votes vote bans ban fires fire hopes hope fears fear ties tie limits limit signs sign offers offer
	gains gain lines line trade trades leads arms arm mines mine targets target places place means results result remarks remark comments comment
	interests interest needs need exports export imports import allies ally conflict conflicts battle battles fight fights war ceasefire cease
	press costs cost names name questions question changes change efforts guards guard leaders patrol patrols challenge challenges pressure
	stance dispute disputes praise criticism blame end start set side sides probe probes search purge stand release releases help work
	control controls access delegates appeal appeals proposal warning missile missiles post posts crack return test tests base bases police share`)

// isPresent: "backs" and "back" are verbs after a modal or to, or between two
// noun phrases.
func (x *Extractor) isPresent(units []unit, i int, f form, prev, next unit) bool {
	u := units[i]
	_, at := before(units, i)
	past := f&(formPast|formPart) != 0
	switch prev.tag {
	case tagModal:
		return f&(formBase|formPast) != 0
	case tagAux:
		return f&formBase != 0 && doForms[prev.lower] || past
	case tagPrep:
		return prev.lower == "to" && f&formBase != 0 && x.infinitive(units, i, next)
	case tagDet, tagPossessive, tagAdj, tagNumber:
		return false
	case tagRel:
		return true
	case tagActor:
		if at > 0 && f&formPresent != 0 && (units[at-1].tag == tagRel || units[at-1].lower == "that") {
			return true // "the rebels whom Turkey supports"
		}
	case tagPronoun:
		return subjectPronouns[prev.lower] || opensPhrase(next.tag)
	}
	if prev.tag == tagVerb && prev.lemma == "help" && f&formBase != 0 && units[max(i-1, 0)].tag != tagComma {
		return true
	}
	if prev.tag == tagConj && f&formBase != 0 {
		return x.conjoined(units, i, next)
	}
	if prev.tag != tagNoun && prev.tag != tagActor && prev.tag != tagComma && prev.tag != tagConj && prev.tag != tagTime && prev.tag != tagQuote {
		return false
	}
	if f&formPresent == 0 && !past && (prev.tag == tagComma || prev.tag == tagQuote) {
		return false
	}
	if f&formPresent == 0 && detBefore(units, i) && !(next.tag == tagDet || next.tag == tagActor || next.tag == tagPronoun) {
		return false
	}
	if x.lexicon.nouns[u.lower] && !(next.tag == tagDet || next.tag == tagActor) {
		return false
	}
	return x.betweenPhrases(units, i, f, prev, next)
}

// detBefore reports whether i stands in a noun phrase that a determiner opens.
func detBefore(units []unit, i int) bool {
	for j := i - 1; j >= 0; j-- {
		switch units[j].tag {
		case tagDet, tagPossessive:
			return true
		case tagNoun, tagAdj, tagNumber, tagHyphen:
		default:
			return false
		}
	}
	return false
}

var (
	doForms         = words("do does did")
	subjectPronouns = words("he she it they we i you who")
)

// infinitive: after "to", a word that is also a noun is a verb when an object
// or a preposition of its own follows.
func (x *Extractor) infinitive(units []unit, i int, next unit) bool {
	if !biased[units[i].lower] {
		return true
	}
	switch next.tag {
	case tagDet, tagActor, tagPronoun, tagAdj, tagOther, tagNoun, tagNumber, tagAdv:
		return true
	case tagPrep:
		return units[i].lower != "aid" && units[i].lower != "force"
	}
	return false
}

// conjoined: "to arm and train the rebels".
func (x *Extractor) conjoined(units []unit, i int, next unit) bool {
	if next.tag != tagDet && next.tag != tagActor && next.tag != tagPronoun && next.tag != tagPrep && next.tag != tagOther && next.tag != tagAdj {
		return false
	}
	for j := i - 1; j >= 0 && j > i-10; j-- {
		switch units[j].tag {
		case tagVerb:
			if units[j].form&formBase != 0 && units[j].form&formPast == 0 && !biased[units[i].lower] && next.tag != tagOther && next.tag != tagPrep {
				return true
			}
		case tagTo, tagModal:
			return !biased[units[i].lower] || next.tag == tagDet || next.tag == tagActor
		case tagPrep:
			if units[j].lower == "to" && j+1 < len(units) && units[j+1].tag == tagVerb {
				return true
			}
		case tagStop, tagSub, tagRel:
			return false
		}
	}
	return false
}

// betweenPhrases decides for a word between two noun phrases.
func (x *Extractor) betweenPhrases(units []unit, i int, f form, prev, next unit) bool {
	u := units[i]
	strong := next.tag == tagDet || next.tag == tagActor || next.tag == tagPronoun || next.lower == "that"
	modifier := prev.tag == tagActor && demonym(prev)
	plural := f&formBase != 0 && f&formPresent == 0 && f&formPast == 0
	if plural && verbBefore(units, i) || plural && !pluralSubject(prev) && !coordinated(units, i) && (biased[u.lower] || !pluralBefore(units, i)) {
		return false
	}
	switch {
	case modifier && !strong:
		return false
	case strong:
		return (!modifier || !biased[u.lower]) && (!plural || pluralSubject(prev) || coordinated(units, i) || !biased[u.lower])
	case biased[u.lower]:
		if modifier || f&formPresent == 0 || x.verbFollows(units, i) {
			return false
		}
		if next.tag == tagPrep {
			return x.takes(u.lower, next.lower) && (prev.tag == tagActor || prev.tag == tagComma)
		}
		return prev.tag == tagActor && next.tag == tagOther && len(prev.text) > 3 && !strings.Contains(prev.text, " ")
	}
	return true
}

// pluralSubject reports whether a base form may follow as a present tense.
func pluralSubject(prev unit) bool {
	if prev.tag == tagActor && (len(prev.lower) < 4 || strings.HasSuffix(prev.lower, "states")) {
		return false
	}
	return strings.HasSuffix(prev.lower, "s") && !strings.HasSuffix(prev.lower, "ss") || prev.lower == "people" || prev.lower == "police" || prev.lower == "they"
}

// coordinated reports whether "A and B" stands before i.
func coordinated(units []unit, i int) bool {
	_, at := before(units, i)
	for j := at - 1; j >= 0 && j > at-4; j-- {
		switch units[j].tag {
		case tagConj:
			return units[j].lower == "and" && j > 0 && (units[j-1].tag == tagActor || units[j-1].tag == tagNoun) && units[at].tag == tagActor
		case tagDet, tagAdj:
		default:
			return false
		}
	}
	return false
}

// verbBefore reports whether the clause has a verb left of i already.
func verbBefore(units []unit, i int) bool {
	for j := i - 1; j >= 0; j-- {
		switch units[j].tag {
		case tagVerb, tagAux, tagModal:
			return true
		case tagStop, tagSub, tagRel, tagConj, tagComma, tagQuote:
			return false
		}
	}
	return false
}

// pluralBefore reports whether a plural noun with a prepositional phrase
// stands before i: "sanctions on Iran remain".
func pluralBefore(units []unit, i int) bool {
	prepositions := 0
	for j := i - 1; j >= 0 && j > i-8; j-- {
		switch units[j].tag {
		case tagPrep:
			prepositions++
		case tagNoun, tagActor:
			if prepositions > 0 && strings.HasSuffix(units[j].lower, "s") && (j+1 < len(units) && units[j+1].tag == tagPrep) {
				return true
			}
		case tagDet, tagAdj, tagNumber, tagPossessive, tagConj:
		default:
			return false
		}
	}
	return false
}

// takes reports whether the lexicon has the verb with that preposition.
func (x *Extractor) takes(text, preposition string) bool {
	for _, c := range x.lexicon.verbs[text] {
		for _, r := range x.lexicon.rows[kindVerb.key(c.lemma)] {
			for _, p := range r.frame.places {
				if r.frame.object == slotNone && p.prepositions[preposition] {
					return true
				}
			}
		}
	}
	return false
}

// verbFollows reports whether the clause has a clear verb after i.
func (x *Extractor) verbFollows(units []unit, i int) bool {
	for _, u := range units[i+1:] {
		switch u.tag {
		case tagAux, tagModal:
			return true
		case tagStop, tagSub, tagRel, tagConj, tagComma, tagQuote:
			return false
		case tagOther:
			for _, c := range x.lexicon.verbs[u.lower] {
				if c.form == formPast || c.form == formPast|formPart {
					return true
				}
			}
		}
	}
	return false
}

// demonym reports whether a mention is an adjective of a nation, which makes
// the next word a noun.
func demonym(u unit) bool {
	return !strings.Contains(u.text, " ") && endsIn(u.lower, "ian", "ean", "can", "ish", "ese", "iss", "utch", "rench", "eek", "aeli", "raqi", "udi", "abi", "aiti", "mani", "stani", "erman", "ai", "zech", "kurd", "khstani", "azakh", "zbek", "oviet", "yrgyz", "emeni", "atari", "hali")
}
