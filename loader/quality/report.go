package quality

import "entente/graph"

// Report is what Measure found. Shares are percentages, 0 to 100;
// probabilities are 0 to 1.
type Report struct {
	Model       string        `json:"model"`
	SHA256      string        `json:"sha256"` // of the model
	Attachment  []Attachment  `json:"attachment"`
	Raw         []Raw         `json:"raw"`
	Names       []KindScore   `json:"names"` // of GUM dev; all kinds first
	Calibration []Calibration `json:"calibration"`
	Relations   []Relation    `json:"relations"` // of PUD, the frequent ones first
	Speed       Speed         `json:"speed"`
}

// Attachment tells how many of the words of a treebank got the right head and
// tags when the engine was given the treebank's own tokens. Marks count as
// words.
type Attachment struct {
	Treebank string  `json:"treebank"`
	Words    int     `json:"words"`
	UAS      float64 `json:"uas"` // head right
	LAS      float64 `json:"las"` // head right, and the relation with its subtype
	UPOS     float64 `json:"upos"`
	XPOS     float64 `json:"xpos"`
	Lemma    float64 `json:"lemma"` // of the words that have one in the treebank
}

// Score compares what was found with what is there.
type Score struct {
	Gold      int     `json:"gold"`
	Found     int     `json:"found"`
	Right     int     `json:"right"`
	Precision float64 `json:"precision"` // right of found
	Recall    float64 `json:"recall"`    // right of gold
	F1        float64 `json:"f1"`
}

func score(gold, found, right int) Score {
	return Score{gold, found, right, percent(right, found), percent(right, gold), percent(2*right, gold+found)}
}

func percent(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return 100 * float64(part) / float64(whole)
}

// Raw tells how a treebank's texts were read with nothing given but the text
// and its paragraphs. Tokens match by their ends, sentences by both of theirs.
// Tags and heads are scored over the tokens that match, as in the CoNLL 2018
// shared task: a head is right if it matches the gold head. What the engine
// cuts off as structure (datelines, lines that tell a date) counts as missing.
type Raw struct {
	Treebank  string `json:"treebank"`
	Tokens    Score  `json:"tokens"`
	Sentences Score  `json:"sentences"`
	UPOS      Score  `json:"upos"`
	XPOS      Score  `json:"xpos"`
	Lemma     Score  `json:"lemma"`
	UAS       Score  `json:"uas"`
	LAS       Score  `json:"las"`
}

// KindScore scores the named spans of a kind; borders and kind must be right.
type KindScore struct {
	Kind graph.Kind `json:"kind"` // empty for all kinds together
	Score
}

// Relation scores a relation: right is a word with the right head whose
// relation is this one in both.
type Relation struct {
	Relation string `json:"relation"`
	Score
}

// Calibration compares a probability with the share of what is right.
type Calibration struct {
	Of       string  `json:"of"` // arcs, tags or names
	Treebank string  `json:"treebank"`
	Bins     []Bin   `json:"bins"`  // ten, ascending
	Error    float64 `json:"error"` // expected calibration error, 0 to 1: the mean distance of a bin's two means
}

// Bin is what was given a probability of at least From and less than To; the
// last includes 1.
type Bin struct {
	From  float64 `json:"from"`
	To    float64 `json:"to"`
	Count int     `json:"count"`
	Mean  float64 `json:"mean"`  // of the probabilities
	Right float64 `json:"right"` // share of what is right, 0 to 1
}

// Speed tells how fast texts are taken apart and read on one core.
type Speed struct {
	Articles       int     `json:"articles"`
	Words          int     `json:"words"`
	Seconds        float64 `json:"seconds"`
	WordsPerSecond float64 `json:"words_per_second"`
	PeakBytes      uint64  `json:"peak_bytes"` // memory of the process at its most; the articles are in it
}
