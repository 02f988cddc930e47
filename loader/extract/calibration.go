package extract

import (
	"sort"
	"strconv"

	"entente/graph"
)

// point says what share of the statements with a score is right.
type point struct{ score, right float64 }

// readPoint reads a row of calibration.tsv: score, share right, both rising.
func (l *lexicon) readPoint(cells []string) error {
	score, err := strconv.ParseFloat(cells[0], 64)
	if err != nil {
		return graph.Errorf(graph.Internal, "the score %q is not a number", cells[0])
	}
	right, err := strconv.ParseFloat(cells[1], 64)
	if err != nil || right < 0 || right > 1 {
		return graph.Errorf(graph.Internal, "the share %q is not a number from 0 to 1", cells[1])
	}
	if n := len(l.calibration); n > 0 && (l.calibration[n-1].score >= score || l.calibration[n-1].right > right) {
		return graph.Errorf(graph.Internal, "the point %s %s does not rise over the one before", cells[0], cells[1])
	}
	l.calibration = append(l.calibration, point{score, right})
	return nil
}

// calibrate turns the score of a claim into the probability that it is right.
func (l *lexicon) calibrate(score float64) float64 {
	points := l.calibration
	i := sort.Search(len(points), func(i int) bool { return points[i].score >= score })
	switch {
	case i == 0:
		return points[0].right
	case i == len(points):
		return points[i-1].right
	}
	a, b := points[i-1], points[i]
	return a.right + (b.right-a.right)*(score-a.score)/(b.score-a.score)
}
