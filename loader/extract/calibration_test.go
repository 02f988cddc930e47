package extract

import "testing"

// TestCalibrate holds that a higher score is never worth less, and that what
// lies between two points lies between what they are worth.
func TestCalibrate(t *testing.T) {
	l, err := openLexicon()
	if err != nil {
		t.Fatal(err)
	}
	before := 0.0
	for score := 0.0; score <= 1; score += 0.01 {
		worth := l.calibrate(score)
		if worth < before || worth < 0 || worth > 1 {
			t.Errorf("the score %.2f is worth %.3f, the one before %.3f", score, worth, before)
		}
		before = worth
	}
	if first, last := l.calibrate(0.5), l.calibrate(0.9); first > 0.6 || last < 0.8 {
		t.Errorf("0.5 is worth %.2f and 0.9 is worth %.2f", first, last)
	}
}

// TestReadPoint refuses what does not rise.
func TestReadPoint(t *testing.T) {
	for _, bad := range [][]string{{"0.5", "0.3"}, {"0.7", "0.3"}, {"x", "0.5"}, {"0.9", "2"}} {
		l := &lexicon{calibration: []point{{0.6, 0.4}}}
		if err := l.readPoint(bad); err == nil {
			t.Errorf("%v passes", bad)
		}
	}
}
