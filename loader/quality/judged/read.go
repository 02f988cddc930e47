package judged

import (
	"bufio"
	"io"
	"slices"
	"strconv"
	"strings"

	"entente/graph"
)

// head are the columns of judged.tsv, parted by tabs.
var head = []string{"round", "set", "seed", "article", "start", "relation", "source", "target", "mode", "confidence", "verdict", "cause"}

// Read reads a file of judged statements: a head line, then one line each. An
// error is Invalid and names the line.
func Read(r io.Reader) ([]Row, error) {
	var rows []Row
	scanner := bufio.NewScanner(r)
	line := 0
	for scanner.Scan() {
		line++
		cells := strings.Split(scanner.Text(), "\t")
		if line == 1 {
			if !slices.Equal(cells, head) {
				return nil, graph.Errorf(graph.Invalid, "line 1 of the judged statements must name the columns %s, parted by tabs", strings.Join(head, ", "))
			}
			continue
		}
		row, err := parse(cells)
		if err != nil {
			return nil, graph.Errorf(graph.Invalid, "line %d of the judged statements: %w", line, err)
		}
		rows = append(rows, row)
	}
	if err := scanner.Err(); err != nil {
		return nil, graph.Errorf(graph.Invalid, "the judged statements cannot be read: %w", err)
	}
	if line == 0 {
		return nil, graph.Errorf(graph.Invalid, "the judged statements are empty; line 1 must name the columns")
	}
	return rows, nil
}

// parse reads the cells of a line.
func parse(cells []string) (Row, error) {
	if len(cells) != len(head) {
		return Row{}, graph.Errorf(graph.Invalid, "it has %d columns; give %d", len(cells), len(head))
	}
	n := numbers{}
	row := Row{
		Round: n.whole("round", cells[0]), Set: cells[1], Seed: n.seed(cells[2]), Article: cells[3], Start: n.whole("start", cells[4]),
		Relation: graph.Relation(cells[5]), Source: cells[6], Target: cells[7], Mode: graph.Mode(cells[8]),
		Confidence: n.share(cells[9]), Verdict: Verdict(cells[10]), Cause: cells[11],
	}
	if n.err != nil {
		return Row{}, n.err
	}
	return row, row.check()
}

func (r Row) check() error {
	switch {
	case r.Round < 1:
		return graph.Errorf(graph.Invalid, "round is %d; rounds count from 1", r.Round)
	case r.Set == "" || r.Article == "" || r.Source == "" || r.Target == "":
		return graph.Errorf(graph.Invalid, "set, article, source and target must be given")
	case !r.Relation.Valid():
		return graph.Errorf(graph.Invalid, "there is no relation %q", r.Relation)
	case !r.Mode.Valid():
		return graph.Errorf(graph.Invalid, "there is no mode %q", r.Mode)
	case !slices.Contains(Verdicts(), r.Verdict):
		return graph.Errorf(graph.Invalid, "there is no verdict %q", r.Verdict)
	case r.Verdict == Right && r.Cause != "":
		return graph.Errorf(graph.Invalid, "what is right has no cause; leave %q out", r.Cause)
	case r.Verdict != Right && len(strings.Fields(r.Cause)) != 1:
		return graph.Errorf(graph.Invalid, "the cause is %q; give one word for what is wrong", r.Cause)
	}
	return nil
}

// numbers reads numbers and keeps the first error.
type numbers struct{ err error }

func (n *numbers) note(ok bool, column, cell, want string) {
	if !ok && n.err == nil {
		n.err = graph.Errorf(graph.Invalid, "%s is %q; give %s", column, cell, want)
	}
}

func (n *numbers) whole(column, cell string) int {
	v, err := strconv.Atoi(cell)
	n.note(err == nil && v >= 0, column, cell, "a whole number")
	return v
}

func (n *numbers) seed(cell string) uint64 {
	v, err := strconv.ParseUint(cell, 10, 64)
	n.note(err == nil, "seed", cell, "a whole number")
	return v
}

func (n *numbers) share(cell string) float64 {
	v, err := strconv.ParseFloat(cell, 64)
	n.note(err == nil && v >= 0 && v <= 1, "confidence", cell, "a number from 0 to 1")
	return v
}
