package extract

import (
	"embed"
	"sort"
	"strings"

	"entente/graph"
)

//go:embed lexicon/*.tsv lexicon/frames/*.tsv
var files embed.FS

// row is a line of the lexicon: what a trigger in a frame says.
type row struct {
	trigger    string
	frame      frame
	relation   graph.Relation
	reciprocal bool
	cameo      string
	confidence float64
	example    string
	name       string // for Statement.Rule
}

// control says what a word does to the verb that it governs: "refused to
// meet", "accused of bombing", "has no plans to leave".
type control struct {
	complements map[string]bool // to, ing, of, from, …
	effects     effects
}

// effects are what governs a verb from outside it.
type effects struct {
	negated, hedged, future, conditional bool
}

// speech is a word by which somebody says something.
type speech struct {
	effects effects
}

// candidate is a reading of a word as a form of a verb.
type candidate struct {
	lemma string
	form  form
}

// lexicon is all that the embedded files say. It is read only after it is
// opened.
type lexicon struct {
	closed    map[string]tag
	verbs     map[string][]candidate
	controls  map[string]control
	speeches  map[string]speech
	events    map[string]bool
	ownables  map[string]bool
	kin       []map[string]bool // nouns that may stand for one another in a frame
	lights    map[string]bool
	roles     map[string]bool
	cues      map[string]effects
	rows      map[string][]*row // by kind and trigger
	particles map[string]bool   // "carry out"
	all       []*row

	calibration []point // by rising score
}

func openLexicon() (*lexicon, error) {
	l := &lexicon{
		closed: map[string]tag{}, verbs: map[string][]candidate{}, controls: map[string]control{},
		speeches: map[string]speech{}, events: map[string]bool{}, ownables: map[string]bool{}, lights: map[string]bool{},
		roles: map[string]bool{}, cues: map[string]effects{}, rows: map[string][]*row{}, particles: map[string]bool{},
	}
	for _, step := range []struct {
		file    string
		columns int
		read    func([]string) error
	}{
		{"closed", 2, l.readClosed},
		{"verbs", 3, l.readVerb},
		{"classes", 2, l.readClass},
		{"control", 3, l.readControl},
		{"speech", 2, l.readSpeech},
		{"cues", 2, l.readCue},
		{"calibration", 2, l.readPoint},
		{"frames/cooperation-verbal", 6, l.readRow},
		{"frames/cooperation-material", 6, l.readRow},
		{"frames/conflict-verbal", 6, l.readRow},
		{"frames/conflict-material", 6, l.readRow},
	} {
		if err := eachRow(step.file, step.columns, step.read); err != nil {
			return nil, err
		}
	}
	return l, nil
}

// eachRow hands each row of an embedded file to read.
func eachRow(file string, columns int, read func([]string) error) error {
	raw, err := files.ReadFile("lexicon/" + file + ".tsv")
	if err != nil {
		return graph.Errorf(graph.Internal, "the lexicon file %s cannot be read: %w", file, err)
	}
	for number, line := range strings.Split(strings.TrimRight(string(raw), "\n"), "\n") {
		if strings.HasPrefix(line, "#") || line == "" {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != columns {
			return graph.Errorf(graph.Internal, "lexicon/%s.tsv line %d has %d columns instead of %d", file, number+1, len(cells), columns)
		}
		if err := read(cells); err != nil {
			return graph.Errorf(graph.Internal, "lexicon/%s.tsv line %d: %w", file, number+1, err)
		}
	}
	return nil
}

var closedTags = map[string]tag{
	"determiner": tagDet, "number": tagNumber, "pronoun": tagPronoun, "preposition": tagPrep, "conjunction": tagConj,
	"subordinator": tagSub, "relative": tagRel, "modal": tagModal, "aux": tagAux, "adverb": tagAdv, "negation": tagNeg,
	"adjective": tagAdj,
}

func (l *lexicon) readClosed(cells []string) error {
	t, ok := closedTags[cells[0]]
	if !ok {
		return graph.Errorf(graph.Internal, "the word class %q is unknown", cells[0])
	}
	for _, w := range strings.Fields(cells[1]) {
		if _, taken := l.closed[w]; !taken {
			l.closed[w] = t
		}
	}
	return nil
}

func (l *lexicon) readVerb(cells []string) error {
	for text, f := range inflect(cells[0], cells[1], cells[2]) {
		l.verbs[text] = append(l.verbs[text], candidate{cells[0], f})
	}
	return nil
}

// readClass reads the noun lists of classes.tsv: event, ownable, light, role,
// kin.
func (l *lexicon) readClass(cells []string) error {
	if cells[0] == "kin" {
		l.kin = append(l.kin, words(strings.ReplaceAll(cells[1], "|", " ")))
		return nil
	}
	lists := map[string]map[string]bool{"event": l.events, "ownable": l.ownables, "light": l.lights, "role": l.roles}
	into, ok := lists[cells[0]]
	if !ok {
		return graph.Errorf(graph.Internal, "the list %q is unknown", cells[0])
	}
	for _, w := range strings.Split(cells[1], "|") {
		into[w] = true
		if _, particle, two := strings.Cut(w, " "); two && cells[0] == "light" && particleWords[particle] {
			l.particles[w] = true
		}
	}
	return nil
}

// particleWords make one verb with the verb before them.
var particleWords = words("out up off down away")

func (l *lexicon) readControl(cells []string) error {
	e, err := parseEffects(cells[2])
	c := control{words(cells[1]), e}
	for w := range l.controls[cells[0]].complements { // a verb and a noun of one form
		c.complements[w] = true
	}
	c.effects = c.effects.or(l.controls[cells[0]].effects)
	l.controls[cells[0]] = c
	if _, particle, two := strings.Cut(cells[0], " "); two && particleWords[particle] {
		l.particles[cells[0]] = true
	}
	return err
}

func (l *lexicon) readSpeech(cells []string) error {
	e, err := parseEffects(cells[1])
	l.speeches[cells[0]] = speech{e}
	return err
}

func (l *lexicon) readCue(cells []string) error {
	e, err := parseEffects(cells[1])
	l.cues[cells[0]] = e
	return err
}

func parseEffects(list string) (effects, error) {
	var e effects
	for _, w := range strings.Fields(list) {
		switch w {
		case "negated":
			e.negated = true
		case "hedged":
			e.hedged = true
		case "future":
			e.future = true
		case "conditional":
			e.conditional = true
		case "plain":
		default:
			return e, graph.Errorf(graph.Internal, "the effect %q is unknown", w)
		}
	}
	return e, nil
}

// addKin widens the nouns of a frame: two of kin bring the others.
func (l *lexicon) addKin(nouns map[string]bool) {
	for _, set := range l.kin {
		n := 0
		for w := range set {
			if nouns[w] {
				n++
			}
		}
		if n < 2 {
			continue
		}
		for w := range set {
			nouns[w] = true
		}
	}
}

// readRow reads a row of frames/*.tsv: trigger, frame, relation, CAMEO code,
// confidence, example. A row whose example does not mark both ends does not
// load.
func (l *lexicon) readRow(cells []string) error {
	f, err := parseFrame(cells[1])
	if err != nil {
		return err
	}
	relation, reciprocal := strings.CutSuffix(cells[2], " both")
	r := &row{
		trigger: cells[0], frame: f, relation: graph.Relation(relation), reciprocal: reciprocal,
		cameo: cells[3], example: cells[5], name: cells[0] + ": " + cells[1],
	}
	info, ok := r.relation.Info()
	switch {
	case !ok:
		return graph.Errorf(graph.Internal, "the relation %q is not one of the 22", cells[2])
	case !strings.Contains(r.example, "[") || !strings.Contains(r.example, "{"):
		return graph.Errorf(graph.Internal, "the example of %s must mark its [source] and its {target}", r.name)
	}
	r.reciprocal = reciprocal || info.Direction == graph.Both
	if r.confidence, err = parseConfidence(cells[4]); err != nil {
		return err
	}
	l.addKin(r.frame.nouns)
	key := f.kind.key(r.trigger)
	l.rows[key] = append(l.rows[key], r)
	sort.SliceStable(l.rows[key], func(i, j int) bool { return l.rows[key][i].frame.strict() > l.rows[key][j].frame.strict() })
	l.all = append(l.all, r)
	if f.kind == kindVerb {
		l.knowVerb(r.trigger)
	}
	return nil
}

// knowVerb makes a trigger a verb that the tagger knows.
func (l *lexicon) knowVerb(trigger string) {
	verb, _, two := strings.Cut(trigger, " ")
	if two {
		l.particles[trigger] = true
	}
	for _, c := range l.verbs[verb] {
		if c.lemma == verb {
			return
		}
	}
	for text, f := range inflect(verb, "", "") {
		l.verbs[text] = append(l.verbs[text], candidate{verb, f})
	}
}
