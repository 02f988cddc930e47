package extract

// headline.go holds what headlines do otherwise than prose: commas for "and",
// infinitives for the future, a colon for "says".

// headlineCommas makes the comma of "Turkey, Russia agree" a conjunction.
func headlineCommas(units []unit) {
	if len(units) < 4 || units[0].tag != tagActor || units[1].lower != "," || units[2].tag != tagActor {
		return
	}
	units[1].lower = "and"
	a, b := &units[0], &units[2]
	if a.up < 0 || a.up == 2 {
		a.up, a.rel = b.up, b.rel
	}
	b.up, b.rel = 0, "conj"
}

// readHeadline gives "Trump to meet Kim" its subject and its time, and reads
// "UN: Russia bombed" for what the UN says.
func (s *sentence) readHeadline() {
	for _, v := range s.verbs {
		if p := s.chunkAt(v.at - 1).phrase; v.infinitive && v.parent == nil && p != nil && v.subject == nil {
			v.subject, v.how = p.group, linkDirect
			v.effects.future = true
			v.cues = append(v.cues, cueAt{v.a, cueFuture})
		}
	}
	p := s.chunkAt(0).phrase
	if p == nil || s.chunkAt(1).piece != pieceStop || s.units[s.chunkAt(1).a].lower != ":" {
		return
	}
	s.voices = append(s.voices, voice{
		speakers: s.mentionsOf(p.group), ranges: [][2]int{{2, len(s.chunks)}},
		cues: []cueAt{{s.chunks[1].a, cueAttribution}},
	})
}
