package judged

import (
	"strings"
	"testing"
)

// FuzzRead holds that what can be read is valid, whatever the file holds.
func FuzzRead(f *testing.F) {
	f.Add(file)
	f.Add(strings.Join(head, "\t") + "\n1\treuters\t1\ta\t0\tMEETS\tNorway\tSweden\tasserted\t0.5\tright\t\n")
	f.Add(strings.Join(head, "\t") + "\n2\tagnews\t1\ta\t0\tMEETS\tNorway\tSweden\tasserted\tNaN\twrong actor\tname\n")
	f.Fuzz(func(t *testing.T, content string) {
		rows, err := Read(strings.NewReader(content))
		if err != nil {
			return
		}
		for _, r := range rows {
			if err := r.check(); err != nil || !(r.Confidence >= 0 && r.Confidence <= 1) || r.Start < 0 {
				t.Errorf("%+v: %v", r, err)
			}
		}
		if last := Last(rows); len(rows) > 0 && len(last) == 0 {
			t.Error("no row is of the last round")
		}
	})
}
