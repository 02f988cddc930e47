package quality

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Table shows the report to people: tables in plain text, aligned.
func (r Report) Table() string {
	return r.Golden() + "\n" + r.speedTable()
}

// Golden is the table without what changes from run to run: the speed.
// Percentages have one decimal, probabilities two.
func (r Report) Golden() string {
	var b strings.Builder
	fmt.Fprintf(&b, "model   %s\nsha256  %s\n\n", r.Model, r.SHA256)
	b.WriteString(r.attachmentTable() + "\n" + r.rawTable() + "\n" + r.namesTable() + "\n")
	for _, c := range r.Calibration {
		b.WriteString(c.table() + "\n")
	}
	b.WriteString(r.relationTable())
	return b.String()
}

func (r Report) attachmentTable() string {
	rows := [][]string{{"gold tokens, right in %", "words", "UAS", "LAS", "UPOS", "XPOS", "lemma"}}
	for _, a := range r.Attachment {
		rows = append(rows, []string{
			a.Treebank, strconv.Itoa(a.Words), share(a.UAS), share(a.LAS), share(a.UPOS), share(a.XPOS), share(a.Lemma),
		})
	}
	return aligned(rows)
}

func (r Report) rawTable() string {
	rows := [][]string{{"raw text, F1 in %", "tokens", "sentences", "UAS", "LAS", "UPOS", "XPOS", "lemma"}}
	for _, t := range r.Raw {
		row := []string{t.Treebank}
		for _, s := range []Score{t.Tokens, t.Sentences, t.UAS, t.LAS, t.UPOS, t.XPOS, t.Lemma} {
			row = append(row, share(s.F1))
		}
		rows = append(rows, row)
	}
	return aligned(rows)
}

var scoreHead = []string{"gold", "found", "precision", "recall", "F1"}

func (s Score) cells(name string) []string {
	return []string{name, strconv.Itoa(s.Gold), strconv.Itoa(s.Found), share(s.Precision), share(s.Recall), share(s.F1)}
}

func (r Report) namesTable() string {
	rows := [][]string{append([]string{"names on GUM dev, %"}, scoreHead...)}
	for _, k := range r.Names {
		rows = append(rows, k.cells(cmp.Or(string(k.Kind), "all")))
	}
	return aligned(rows)
}

func (r Report) relationTable() string {
	rows := [][]string{append([]string{"relations on PUD, %"}, scoreHead...)}
	for _, relation := range r.Relations {
		rows = append(rows, relation.cells(relation.Relation))
	}
	return aligned(rows)
}

func (c Calibration) table() string {
	rows := [][]string{{fmt.Sprintf("%s on %s", c.Of, c.Treebank), "count", "probability", "right"}}
	for _, b := range c.Bins {
		row := []string{fmt.Sprintf("%.1f to %.1f", b.From, b.To), strconv.Itoa(b.Count), "-", "-"}
		if b.Count > 0 {
			row[2], row[3] = fmt.Sprintf("%.2f", b.Mean), fmt.Sprintf("%.2f", b.Right)
		}
		rows = append(rows, row)
	}
	return aligned(rows) + fmt.Sprintf("expected calibration error %.2f\n", c.Error)
}

func (r Report) speedTable() string {
	s := r.Speed
	return fmt.Sprintf("speed on one core: %d articles, %d words in %.1f s, %.0f words/s; memory at most %d MB\n",
		s.Articles, s.Words, s.Seconds, s.WordsPerSecond, s.PeakBytes>>20)
}

func share(percent float64) string { return strconv.FormatFloat(percent, 'f', 1, 64) }

// aligned sets the first column left and the others right.
func aligned(rows [][]string) string {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	var b strings.Builder
	for _, row := range rows {
		fmt.Fprintf(&b, "%-*s", widths[0], row[0])
		for i, cell := range row[1:] {
			fmt.Fprintf(&b, "  %*s", widths[i+1], cell)
		}
		b.WriteByte('\n')
	}
	return b.String()
}
