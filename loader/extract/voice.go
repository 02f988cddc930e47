package extract

import (
	"slices"
	"sort"

	"entente/graph"
)

// voice is a stretch of a sentence that somebody says.
type voice struct {
	speakers []graph.Mention
	ranges   [][2]int // chunks [a, b)
	verb     *verb    // nil for "according to"
	effects  effects
	cues     []cueAt
}

func (v voice) holds(chunk int) bool {
	for _, r := range v.ranges {
		if chunk >= r[0] && chunk < r[1] {
			return true
		}
	}
	return false
}

// says reports whether a voice says a claim: it stands in the voice's stretch,
// and the tree does not part the two. What tells when or whether something was
// said is not said, and a clause is not said by a verb inside it: "Israel, which
// denies such raids, bombed".
func (s *sentence) says(v voice, c claim) bool {
	if !v.holds(c.at) {
		return false
	}
	if c.verb == nil || c.a < len(s.inside) && s.inside[c.a] {
		return true
	}
	if c.verb.how == linkRelative && slices.ContainsFunc(v.speakers, func(m graph.Mention) bool { return m.EntityID == c.source.mention.EntityID }) {
		return false // "said Haniya, who accused Israel"
	}
	if v.verb == nil {
		return true
	}
	if v.effects.negated && s.tellsOf(c.verb, v.verb) {
		return false // "denied a link to militants who killed"
	}
	inside := v.verb.how != linkDirect && s.hangsBy(v.verb, c.verb, "acl") || s.hangsBy(v.verb, c.verb, "advcl")
	return !inside && !s.hangsBy(c.verb, v.verb, "advcl", "conj")
}

// tellsOf reports whether a relative clause stands between the clause of v and
// that of w over it.
func (s *sentence) tellsOf(v, w *verb) bool {
	way := append([]int{s.node(v)}, s.climb(s.node(v))...)
	end := slices.Index(way, s.node(w))
	return end >= 0 && slices.ContainsFunc(way[:end], s.tells)
}

// hangsBy reports whether the clause of v hangs on that of w by one of these
// relations.
func (s *sentence) hangsBy(v, w *verb, rels ...string) bool {
	n, top := s.node(v), s.node(w)
	for steps := 0; n >= 0 && steps < maxDepth; steps++ {
		up := s.units[n].up
		if up == top {
			return is(s.units[n].rel, rels...) && !(is(s.units[n].rel, "conj") && v.subject == w.subject)
		}
		if is(s.units[n].rel, "acl") && is("acl", rels...) && s.under(up, top) {
			return true
		}
		n = up
	}
	return false
}

// under reports whether unit i hangs below unit top.
func (s *sentence) under(i, top int) bool { return i == top || slices.Contains(s.climb(i), top) }

func (v voice) size() int {
	n := 0
	for _, r := range v.ranges {
		n += r[1] - r[0]
	}
	return n
}

// findVoices reads who says what in the sentence.
func (s *sentence) findVoices() {
	for _, v := range s.verbs {
		if sp, ok := s.x.lexicon.speeches[v.lemma]; ok && (v.finite || v.gerund) {
			s.speech(v, sp)
		}
	}
	for i, c := range s.chunks {
		if c.piece == piecePrep && c.lower == "according" {
			s.accordingTo(i)
		}
	}
	sort.SliceStable(s.voices, func(i, j int) bool { return s.voices[i].size() < s.voices[j].size() })
}

// speech adds the voice of a verb of saying: what follows it, or what stands
// before it when nothing follows.
func (s *sentence) speech(v *verb, sp speech) {
	if c := s.x.lexicon.controls[v.lemma]; v.governed != nil && c.complements[v.by] {
		return // "denied bombing", "is expected to back": the control says it
	}
	one := voice{verb: v, effects: sp.effects, cues: []cueAt{{v.head, cueAttribution}}}
	if v.effects.negated {
		one.effects = one.effects.xor(effects{negated: sp.effects.negated || disbelief[v.lemma], hedged: true})
	}
	one.effects.future = one.effects.future && !v.effects.negated
	who := v.subject
	if v.passive {
		who = agentOf(v)
		one.effects.hedged = true // "is said to have"
	}
	one.speakers = s.mentionsOf(who)
	from, to := s.contentRight(v)
	if s.finiteIn(from, to) && (!alsoDeeds[v.lemma] || s.hasClause(v)) {
		one.ranges = append(one.ranges, [2]int{from, to})
	}
	if left := s.contentLeft(v); left > 0 {
		one.ranges = append(one.ranges, [2]int{0, left})
	}
	if len(one.ranges) > 0 {
		s.voices = append(s.voices, one)
	}
}

// alsoDeeds are verbs of saying that do something else without a clause: "will
// add to its reserves".
var alsoDeeds = words("add continue find show learn charge observe maintain repeat recall promise indicate estimate expect")

// hasClause reports whether a clause or a quotation completes a verb.
func (s *sentence) hasClause(v *verb) bool {
	for _, k := range s.below(v) {
		if is(s.units[k].rel, "ccomp", "parataxis") || s.inside[k] && k > v.head {
			return true
		}
	}
	return is(s.units[s.node(v)].rel, "parataxis")
}

// disbelief are verbs that negated say that it is not so.
var disbelief = words("believe think accept agree")

// agentOf is the group behind "by", or nil.
func agentOf(v *verb) *group {
	for _, p := range v.places {
		if p.preposition == "by" {
			return p.group
		}
	}
	return nil
}

// mentionsOf lists the actors of a group: its heads, or who owns them.
func (s *sentence) mentionsOf(g *group) []graph.Mention {
	out := []graph.Mention{}
	if g == nil {
		return out
	}
	for _, a := range s.args(g) {
		out = append(out, a.mention)
	}
	return out
}

// contentRight is the stretch that follows a verb of saying, up to where the
// speaker acts again or the clause turns.
func (s *sentence) contentRight(v *verb) (from, to int) {
	from = v.at + 1
	for i := from; i < len(s.chunks); i++ {
		c := s.chunks[i]
		switch {
		case c.verb != nil && (c.verb.shares == v || c.verb.shares != nil && c.verb.shares.shares == v) && c.verb.finite:
			return from, i
		case c.piece == pieceStop && s.units[c.a].lower == ";":
			return from, i
		case c.piece == pieceComma && s.frontedAt(v.at) && s.chunkAt(s.skipRight(i+1)).phrase != nil && s.ownSubject(s.chunkAt(s.skipRight(i+1)).phrase):
			return from, i
		case c.piece == pieceSub && turns[c.lower] && s.chunkAt(i-1).piece == pieceComma:
			return from, i
		}
	}
	return from, len(s.chunks)
}

// turns are subordinators that end what somebody says when a comma stands
// before them.
var turns = words("while although though whereas")

// finiteIn reports whether a clause stands in a stretch.
func (s *sentence) finiteIn(from, to int) bool {
	for _, v := range s.verbs {
		if v.at >= from && v.at < to && (v.finite || v.infinitive || v.gerund) {
			return true
		}
	}
	return false
}

// contentLeft returns the end of the stretch before ", X said", or 0.
func (s *sentence) contentLeft(v *verb) int {
	end := v.at
	if v.subject != nil {
		end = min(end, v.subject.first)
	}
	i := end - 1
	for i > 0 && (s.chunks[i].piece == pieceAdverb || s.chunks[i].piece == pieceTime) {
		i--
	}
	if v.subject != nil && v.subject.first > v.at { // ", said Lavrov"
		i = v.at - 1
	}
	if i <= 0 || v.how == linkRelative || v.how == linkShared {
		return 0
	}
	p := s.chunks[i].piece
	if p != pieceComma && p != pieceQuote {
		return 0
	}
	if !s.finiteIn(0, i) || s.fronted(i) || s.adverbial(v, i) {
		return 0
	}
	return i
}

// adverbial reports whether the clauses before the comma at i only tell when or
// whether v is so: "had Iran attacked, he would have warned".
func (s *sentence) adverbial(v *verb, i int) bool {
	for _, o := range s.verbs {
		if n := s.node(o); o.at < i && s.units[n].up == s.node(v) {
			return is(s.units[n].rel, "advcl") && !s.inside[n]
		}
	}
	return false
}

// fronted reports whether what stands before the comma at i is a clause of
// its own, opened by a subordinator: "After Russia attacked, Turkey said".
func (s *sentence) fronted(i int) bool {
	first := s.chunkAt(0)
	if first.piece == pieceQuote {
		return false
	}
	finite := 0
	for _, v := range s.verbs {
		if v.at < i && v.finite {
			finite++
		}
	}
	return (first.piece == pieceSub || first.piece == piecePrep && clausePrepositions[first.lower]) && finite <= 1
}

// frontedAt reports whether the verb at chunk i stands in a clause that opens
// the sentence with a subordinator.
func (s *sentence) frontedAt(i int) bool {
	first := s.chunkAt(0)
	if first.piece != pieceSub && !(first.piece == piecePrep && clausePrepositions[first.lower]) {
		return false
	}
	for j := 1; j < i; j++ {
		if s.chunks[j].piece == pieceComma {
			return false
		}
	}
	return true
}

// accordingTo adds the voice of "according to X": the whole sentence.
func (s *sentence) accordingTo(i int) {
	for j := i + 1; j < len(s.chunks) && j <= i+3; j++ {
		if p := s.chunks[j].phrase; p != nil {
			who := s.mentionsOf(p.group)
			s.voices = append(s.voices, voice{
				speakers: who, ranges: [][2]int{{0, len(s.chunks)}},
				cues: []cueAt{{s.chunks[i].a, cueAttribution}},
			})
			return
		}
	}
}

// speakers lists who says a claim, nearest first, each once; quoted tells
// whether its trigger stands inside quotation marks.
func (s *sentence) speakers(c claim) ([]graph.Mention, bool) {
	out := []graph.Mention{}
	seen := map[string]bool{}
	add := func(ms []graph.Mention) {
		for _, m := range ms {
			if !seen[m.EntityID] && !(c.relation == graph.BelongsTo && m.EntityID == c.source.mention.EntityID) {
				seen[m.EntityID] = true
				out = append(out, m)
			}
		}
	}
	for v := c.verb; v != nil; v = v.parent {
		if v.parent == nil && v.shares != nil && !v.finite {
			v = v.shares // "accused Iran of arming and training"
		}
		if v.parent == nil {
			break
		}
		if accusing2[v.parent.lemma] && v.parent.by != "to" && !v.parent.passive {
			add(s.mentionsOf(v.parent.subject))
		}
	}
	if c.verb != nil {
		add(s.denier(c.verb))
	}
	for _, v := range s.voices {
		if s.says(v, c) {
			add(v.speakers)
		}
	}
	quoted := s.inside[c.a]
	if quoted && len(out) == 0 {
		add(s.quote)
	}
	return out, quoted
}

// denier lists who denies the claim or report that the clause of v completes:
// "Moscow rejected claims that".
func (s *sentence) denier(v *verb) []graph.Mention {
	h := s.units[s.node(v)].up
	if h < 0 || !doubted[s.units[h].lemma] || !is(s.units[s.node(v)].rel, "acl", "ccomp") {
		return nil
	}
	if up := s.units[h].up; up >= 0 && refuting[s.units[up].lemma] && s.verbAt[up] != nil && is(s.units[h].rel, "obj") {
		return s.mentionsOf(rolesOf(s.verbAt[up]).agent)
	}
	return nil
}

// markQuotes tells for each unit whether it stands inside quotation marks,
// which may have opened in a sentence before.
func (s *sentence) markQuotes() {
	if s.Paragraph != s.paragraph {
		s.quoted, s.paragraph = false, s.Paragraph
	}
	s.inside = make([]bool, len(s.units))
	for i, u := range s.units {
		switch u.lower {
		case "“", "``", "«":
			s.quoted = true
		case "”", "''", "»":
			s.quoted = false
		case "\"":
			s.quoted = !s.quoted
		}
		s.inside[i] = s.quoted
	}
}

// spreadQuotes gives quotations that run over several sentences the speaker
// that one of them names: the sentence itself, else the nearest of its
// paragraph before it, else after it, else the paragraph before.
func (r *reading) spreadQuotes() {
	for _, s := range r.sentences {
		s.quote = s.ownQuote()
	}
	for i, s := range r.sentences {
		if len(s.quote) > 0 || !s.hasQuote() {
			continue
		}
		s.quote = r.neighborQuote(i)
	}
}

func (s *sentence) hasQuote() bool {
	for _, in := range s.inside {
		if in {
			return true
		}
	}
	return false
}

// ownQuote is who speaks a quotation of this sentence by a voice in it.
func (s *sentence) ownQuote() []graph.Mention {
	for _, v := range s.voices {
		if len(v.speakers) > 0 && v.verb != nil && !s.inside[v.verb.head] {
			return v.speakers
		}
	}
	return nil
}

// quoteReach is how many sentences a quotation may be away from its speaker.
const quoteReach = 12

func (r *reading) neighborQuote(i int) []graph.Mention {
	s := r.sentences[i]
	for j := i - 1; j >= i-quoteReach && j >= 0 && r.sentences[j].Paragraph == s.Paragraph; j-- {
		if q := r.sentences[j].ownQuote(); len(q) > 0 {
			return q
		}
	}
	for j := i + 1; j < len(r.sentences) && j <= i+quoteReach && r.sentences[j].Paragraph == s.Paragraph; j++ {
		if q := r.sentences[j].ownQuote(); len(q) > 0 {
			return q
		}
	}
	for j := i - 1; j >= i-quoteReach && j >= 0 && r.sentences[j].Paragraph >= s.Paragraph-1; j-- {
		if q := r.sentences[j].ownQuote(); len(q) > 0 && r.sentences[j].hasQuote() {
			return q
		}
	}
	return nil
}
