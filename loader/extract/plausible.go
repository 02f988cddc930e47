package extract

import (
	"strings"

	"entente/graph"
)

// plausible.go drops claims that the kinds of their ends or the subject of the
// sentence contradict: teams that beat each other, companies that "kill" a
// product, a country that "joins" another in a round of a cup.

// dropImplausible drops such claims, each with its reason.
func (s *sentence) dropImplausible() {
	hints := s.sport()
	sport := hints >= 2
	kept := s.claims[:0]
	for _, c := range s.claims {
		reason := ""
		switch {
		case sport && c.relation != graph.BelongsTo:
			reason = "sport, not politics"
		case sport && c.verb != nil, hints == 1 && teams(c):
			reason = "sport, not politics"
		case s.force(c.source) && c.relation != graph.BelongsTo:
			reason = "a force of nature or an accident, not an actor"
		case c.relation == graph.BelongsTo && c.verb != nil && c.verb.lemma == "join" && c.verb.by == "in":
			reason = "to join somebody in doing is no membership"
		case c.relation == graph.Aids && s.trades(&c):
			reason = "to serve customers is no aid"
		case c.relation == graph.Attacks && s.blames(&c):
		case strings.HasSuffix(c.rule, ": loose") && !s.only && (firms[c.source.mention.Kind] || firms[c.target.mention.Kind]),
			strings.HasSuffix(c.rule, ": nearest") && !s.only && (firms[c.source.mention.Kind] || firms[c.target.mention.Kind]):
			reason = "no whole frame holds it, and of firms much else is said"
		case s.contest(c):
			reason = "an election, not a fight"
		case s.kindsContradict(c):
			reason = "not what actors of these kinds do: " + string(c.relation)
		}
		if reason == "" {
			kept = append(kept, c)
			continue
		}
		s.reject(reason, s.units[c.a].start, s.units[c.b-1].end)
		s.trace.lose(s, &c, reason)
	}
	s.claims = kept
}

// force reports whether what acts is a storm, a crash or the like, whoever's name
// stands in it: "Hurricane Ivan", "the crash of a Russian plane".
func (s *sentence) force(a arg) bool {
	i := s.unitOver(a.mention)
	if i < 0 {
		return false
	}
	if p := s.phraseOf(i); p != nil && (forces[p.lemma] || vehicles[p.lemma] && s.wrecked()) {
		return true
	}
	for w := range strings.FieldsSeq(strings.ToLower(a.mention.Text)) {
		if forces[w] {
			return true
		}
	}
	return i > 0 && forces[s.units[i-1].lower]
}

// wrecked reports whether a sentence tells of an accident.
func (s *sentence) wrecked() bool {
	for _, v := range s.verbs {
		if wrecks[v.lemma] {
			return true
		}
	}
	return false
}

var (
	vehicles = words("plane jet airliner helicopter aircraft train bus car truck lorry van ship boat ferry tanker vessel balloon shuttle rocket")
	wrecks   = words("crash collide plunge derail overturn sink capsize skid veer")
)

// unitOver is the unit in which a mention stands, or -1.
func (s *sentence) unitOver(m graph.Mention) int {
	for i, u := range s.units {
		if u.start <= m.Start && m.Start < u.end {
			return i
		}
	}
	return -1
}

var forces = words(`hurricane storm typhoon cyclone tornado earthquake quake tsunami flood flooding blizzard avalanche drought wildfire volcano heatwave landslide
	crash collision accident explosion epidemic outbreak virus pandemic disease famine`)

// firms are kinds of which news tells much that no frame foresees.
var firms = map[graph.Kind]bool{graph.KindCompany: true, graph.KindMedia: true}

// contest reports whether a fight is one for votes.
func (s *sentence) contest(c claim) bool {
	if c.relation != graph.Attacks || !contests[strings.Split(c.rule, ":")[0]] {
		return false
	}
	for _, u := range s.units {
		if ballots[u.lower] {
			return true
		}
	}
	return false
}

var (
	contests = words("defeat beat battle fight showdown race contest challenge trounce oust unseat duel crush rout topple hammer")
	ballots  = words("vote votes voters election elections poll polls ballot ballots primary primaries runoff electoral presidential candidate candidates")
)

// blames reads an attack on a plan or a record for what it is, opposition.
func (s *sentence) blames(c *claim) bool {
	p := s.chunkAt(c.target.at).phrase
	if p == nil || p.actor >= 0 || !abstract[p.lemma] {
		return false
	}
	c.relation, c.reciprocal, c.cameo = graph.Opposes, false, "111"
	return true
}

// abstract are things that only words can attack.
var abstract = words(`proposal plan bid idea bill law measure policy claim report record decision comment remark view stance rule ruling budget
	strategy approach argument theory candidacy nomination speech book statement suggestion offer deal agreement handling credibility`)

// trades reads the aid of a firm for what it is: trade with a firm or a state. It
// reports whether the claim is to be dropped, since the firm serves customers.
func (s *sentence) trades(c *claim) bool {
	from, to := c.source.mention.Kind, c.target.mention.Kind
	if from != graph.KindCompany && from != graph.KindMedia || c.verb == nil || !commerce[c.verb.lemma] {
		return false
	}
	c.relation, c.reciprocal, c.cameo = graph.CooperatesWith, true, "061"
	return c.target.unnamed || to == graph.KindGroup || to == graph.KindPlace || to == graph.KindPerson
}

var commerce = words("provide supply deliver sell offer furnish equip outfit serve ship lease license finance fund")

// dropQuestions drops what a sentence only asks.
func (s *sentence) dropQuestions() {
	if len(s.claims) == 0 {
		return
	}
	last := len(s.units) - 1
	for last > 0 && s.units[last].tag == tagQuote {
		last--
	}
	asks := s.units[last].lower == "?"
	kept := s.claims[:0]
	for _, c := range s.claims {
		if asks && (last == len(s.units)-1 || s.inside[c.a]) || c.verb != nil && s.askedWhether(c.verb) {
			s.reject("a question", s.units[c.a].start, s.units[c.b-1].end)
			s.trace.lose(s, &c, "a question")
			continue
		}
		kept = append(kept, c)
	}
	s.claims = kept
}

// askedWhether reports whether a verb stands in an indirect question.
func (s *sentence) askedWhether(v *verb) bool {
	for ; v != nil; v = v.parent {
		n := s.node(v)
		if !is(s.units[n].rel, "ccomp", "csubj", "acl", "advcl", "obl", "xcomp") {
			continue
		}
		k := s.childOf(n, "whether", "if")
		if k >= 0 && (s.units[k].lower == "whether" || is(s.units[n].rel, "ccomp", "csubj") || s.units[n].up >= 0 && wondering[s.units[s.units[n].up].lemma]) {
			return true
		}
	}
	return false
}

var wondering = words("wonder ask know unclear doubt question decide determine say")

// sportWords tell that a sentence is about a game; one is enough.
var sportWords = words(`quarter-final quarter-finals quarterfinal quarterfinals semi-final semi-finals semifinal semifinals halftime half-time playoff playoffs
	play-off play-offs innings wicket wickets bowler bowlers batsman batsmen striker strikers midfielder goalkeeper quarterback touchdown touchdowns
	homer homers inning shortstop pitcher outfielder linebacker nba nfl mlb nhl championships olympics 
	 scored goalless unbeaten 
	 relegation grand prix wimbledon unseeded birdie birdies kickoff rebounds yards fielder teammate teammates
	world-cup lap laps cyclist bullpen knockout under-21 under-19 heavyweight boxer bout jockey bowl preseason offseason rookie hat-trick equaliser equalizer`)

// gameWords say so where two stand together, or one between two countries.
var gameWords = words(`match matches game games team teams season league cup finals goals champion champions player players singles doubles squad fixture
	stadium overtime series score title golf hockey tournament olympic medal race penalties coach coaches
	tennis soccer football baseball basketball cricket rugby handball volleyball`)

// sport counts the words of a sentence that speak of a game, up to two; a word
// of sportWords is enough.
func (s *sentence) sport() int {
	hints := map[string]bool{}
	for i, u := range s.units {
		if u.tag == tagActor {
			continue // the Arab League
		}
		if next, third := s.unitAfter(i, 1), s.unitAfter(i, 2); sportPairs[u.lower+" "+next] && third != "of" || next == "-" && sportWords[u.lower+"-"+third] {
			return 2
		}
		for w := range strings.FieldsSeq(u.lower) {
			if sportWords[w] {
				return 2
			}
			if gameWords[w] {
				hints[singular(w)] = true
			}
		}
	}
	return min(2, len(hints))
}

// unitAfter is the word n units after unit i, or nothing.
func (s *sentence) unitAfter(i, n int) string {
	if i+n < len(s.units) {
		return s.units[i+n].lower
	}
	return ""
}

// sportPairs are pairs of words that speak of a game.
var sportPairs = map[string]bool{
	"straight sets": true, "first half": true, "second half": true, "third set": true, "first set": true, "title defense": true, "last climb": true, "last lap": true,
	"a draw": true, "second leg": true, "first leg": true, "extra time": true, "injury time": true, "starting lineup": true, "first inning": true,
}

// teams reports whether a claim may be of two teams that play each other.
func teams(c claim) bool {
	contest := c.relation == graph.Attacks || c.relation == graph.Meets || c.relation == graph.Coerces
	return contest && c.source.mention.Kind == graph.KindCountry && c.target.mention.Kind == graph.KindCountry
}

// listeners are spoken to by everybody: to speak to them is to meet nobody.
var listeners = words("reporters journalists newsmen correspondents press media crowd crowds audience audiences viewers listeners readers supporters fans lawmakers investors analysts students")

// travel are verbs by which a person visits and a weapon is moved.
var travel = words("fly travel sail head go come arrive return")

// metaphors are blows that a firm is dealt by words and markets.
var metaphors = words("hammer hit batter punish slam crush pound squeeze bash hurt rock")

// customers are served, not aided.
var customers = words("customers members subscribers clients consumers shareholders contractors readers users passengers buyers borrowers depositors policyholders")

// leading are verbs by which a team is ahead of another.
var leading = words("lead join head")

// kindsContradict reports whether the kinds of the ends speak against a claim.
func (s *sentence) kindsContradict(c claim) bool {
	from, to := c.source.mention.Kind, c.target.mention.Kind
	business := from == graph.KindCompany || from == graph.KindMedia
	switch c.relation {
	case graph.Attacks:
		if to == graph.KindCompany && c.verb != nil && metaphors[c.verb.lemma] {
			return true
		}
		return business && to != graph.KindPerson && to != graph.KindGroup || business && c.target.unnamed
	case graph.Meets:
		verb := ""
		if c.verb != nil {
			verb = c.verb.lemma
		}
		return c.target.unnamed && listeners[c.target.mention.Entity] || verb == "receive" && (to == graph.KindCompany || to == graph.KindOrganization || to == graph.KindIGO) ||
			verb == "visit" && c.source.unnamed ||
			travel[verb] && weapons[singular(lastWord(strings.ToLower(c.source.mention.Text)))]
	case graph.Aids:
		return customers[lastWord(c.target.mention.Entity)]
	case graph.MobilizesAgainst, graph.Deescalates:
		return business || from == graph.KindPerson && strings.HasPrefix(c.rule, "departure")
	case graph.Coerces:
		return business && (to == graph.KindCompany || to == graph.KindMedia)
	case graph.BelongsTo:
		state := from == graph.KindCountry || from == graph.KindGovernment
		return c.source.unnamed || c.target.unnamed || to == graph.KindPerson && from != graph.KindPerson ||
			state && c.verb != nil && leading[c.verb.lemma] && (to == graph.KindCountry || to == graph.KindGovernment)
	}
	return false
}
