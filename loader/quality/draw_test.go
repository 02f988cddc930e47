package quality

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"entente/graph"
)

// Articles with five, one, one and no statements; the first line's text
// changes when it is normalized.
const newsRows = `{"id":"ag-0","text":"\r\nThe cafe\u0301 opened. Russia supports Iran. Iran attacked Iraq. France condemned Libya. Egypt met Sudan. He said that Jordan had armed Syria."}
{"id":"ag-1","text":"Lavrov said that Iran had\tallegedly armed Iraq."}
{"id":"ag-2","text":"Turkey will not attack Greece."}
{"id":"ag-3","text":"It rained."}
`

func draw(t *testing.T, sample Sample) ([]Drawn, error) {
	t.Helper()
	data, err := Open(folder(t, nil), ForDraw)
	if err != nil {
		t.Fatal(err)
	}
	return Draw(t.Context(), newReader(t), data, sample)
}

func TestDraw(t *testing.T) {
	first, err := draw(t, Sample{AGNews, 4, 7})
	if err != nil || len(first) != 4 {
		t.Fatalf("%v: %+v", err, first)
	}
	again, err := draw(t, Sample{AGNews, 4, 7})
	if err != nil || !reflect.DeepEqual(first, again) {
		t.Errorf("the same seed draws something else: %v, %+v", err, again)
	}
	articles := map[string]int{}
	for _, d := range first {
		articles[d.Article]++
	}
	if want := map[string]int{"ag-0": 2, "ag-1": 1, "ag-2": 1}; !reflect.DeepEqual(articles, want) {
		t.Errorf("drawn of %v, want %v", articles, want)
	}
	seen := map[string]bool{}
	for seed := range uint64(20) {
		other, err := draw(t, Sample{AGNews, 4, seed})
		if err != nil {
			t.Fatal(err)
		}
		seen[fmt.Sprint(other)] = true
	}
	if len(seen) < 10 {
		t.Errorf("20 seeds draw only %d different samples", len(seen))
	}
}

// TestDrawn tells what a judge gets to see.
func TestDrawn(t *testing.T) {
	all, err := draw(t, Sample{AGNews, 4, 7})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range all {
		switch d.Article {
		case "ag-1":
			row := strings.Split(strings.TrimSuffix(DrawnTable([]Drawn{d}), "\n"), "\n")[1]
			want := fmt.Sprintf("agnews\t7\tag-1\t0\tAIDS\tIran\tIraq\thedged\t%.3f\t\t\t1\t%s\tIran -> Iran\tIraq -> Iraq\tarmed\t"+
				"Lavrov -> Sergei Lavrov\tattribution: said; hedge: allegedly\t\tLavrov said that Iran had allegedly armed Iraq.", d.Confidence, d.Rule)
			if row != want || d.Rule == "" || d.Confidence <= 0 {
				t.Errorf("got  %q\nwant %q", row, want)
			}
		case "ag-0":
			given := []rune("\r\nThe cafe\u0301 opened. Russia supports Iran. Iran attacked Iraq. France condemned Libya. Egypt met Sudan. He said that Jordan had armed Syria.")
			if at := string(given[d.Start:]); !strings.HasPrefix(at, d.Sentence) {
				t.Errorf("%q does not start at %d", d.Sentence, d.Start)
			}
			if !strings.HasSuffix(strings.TrimSpace(d.Before), ".") {
				t.Errorf("before %q stands %q", d.Sentence, d.Before)
			}
		}
	}
}

func TestBeforeStartsWithAWord(t *testing.T) {
	text := []rune(strings.Repeat("eleven char ", 40))
	if got := before(text, 480); len(got) > beforeLength || !strings.HasPrefix(got, "eleven") && !strings.HasPrefix(got, "char") {
		t.Errorf("got %q", got)
	}
	if got := before(text, 12); got != "eleven char " {
		t.Errorf("got %q", got)
	}
}

// The columns that are kept are those of judged.tsv.
func TestDrawnColumns(t *testing.T) {
	if !strings.HasPrefix("round\t"+drawnHead, "round\tset\tseed\tarticle\tstart\trelation\tsource\ttarget\tmode\tconfidence\tverdict\tcause\t") {
		t.Errorf("the columns are %q", drawnHead)
	}
}

func TestDrawRefuses(t *testing.T) {
	for _, c := range []struct {
		sample Sample
		want   string
	}{
		{Sample{"times", 1, 1}, `There is no set "times"; use reuters or agnews.`},
		{Sample{AGNews, -1, 1}, "-1 statements cannot be drawn; ask for one or more."},
		{Sample{AGNews, 5, 1}, "The set agnews gives only 4 statements, at most 2 of each article; draw no more than that."},
	} {
		if _, err := draw(t, c.sample); graph.CodeOf(err) != graph.Invalid || err.Error() != c.want {
			t.Errorf("%+v gives %v", c.sample, err)
		}
	}
}
