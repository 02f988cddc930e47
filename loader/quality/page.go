package quality

import (
	"cmp"
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"text/template"

	"entente/graph"
	"entente/loader/quality/judged"
)

//go:embed page.md.tmpl
var pageText string

var pageTemplate = template.Must(template.New("page").Parse(pageText))

// page is what page.md.tmpl shows. Of the tables, all but Rounds are of the
// last round.
type page struct {
	Round                  int // the last; 0 when nothing was judged
	All                    pageLine
	Rounds                 []pageRound
	Relations, Modes, Sets []pageLine
	Calibration            Calibration
	Bins                   []pageBin
	Verdicts, Causes       []pageCount
	Missing                string // relations of which nothing was judged, as a list
}

// pageLine is what was judged of one class.
type pageLine struct {
	Name string
	graph.Judged
}

// Share is the precision in percent.
func (l pageLine) Share() string { return share(100 * l.Precision()) }

// Range is the 95 % interval in percent.
func (l pageLine) Range() string {
	low, high := l.Interval()
	return fmt.Sprintf("%.0f to %.0f", 100*low, 100*high)
}

type pageRound struct {
	pageLine
	Draws string
}

type pageBin struct{ Range, Count, Mean, Right string }

type pageCount struct {
	Name  string
	Count int
}

// Page writes docs/precision.md: the rules of judging, and what was judged.
func Page(rows []judged.Row) (string, error) {
	last := judged.Last(rows)
	p := page{
		Rounds:    roundLines(rows),
		Relations: lines(last, relationNames(), func(r judged.Row) string { return string(r.Relation) }),
		Modes:     lines(last, modeNames(), func(r judged.Row) string { return string(r.Mode) }),
		Sets:      lines(last, nil, func(r judged.Row) string { return r.Set }),
		Verdicts:  counts(last, func(r judged.Row) string { return string(r.Verdict) }),
		Causes:    counts(last, func(r judged.Row) string { return r.Cause }),
	}
	if len(last) > 0 {
		p.Round = last[0].Round
		p.All = lines(last, nil, func(judged.Row) string { return allClasses })[0]
		p.Calibration = judgedCalibration(last)
		p.Bins = binLines(p.Calibration)
		p.Missing = missing(p.Relations)
	}
	var b strings.Builder
	if err := pageTemplate.Execute(&b, p); err != nil {
		return "", graph.Errorf(graph.Internal, "the page of precision cannot be written: %w", err)
	}
	return strings.TrimSpace(b.String()) + "\n", nil
}

// lines counts rows by a key, in the order given, then by name.
func lines(rows []judged.Row, order []string, key func(judged.Row) string) []pageLine {
	counts := judged.By(rows, key)
	names := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(slices.Index(order, a), slices.Index(order, b)), strings.Compare(a, b))
	})
	var out []pageLine
	for _, name := range names {
		out = append(out, pageLine{name, counts[name]})
	}
	return out
}

func roundLines(rows []judged.Row) []pageRound {
	draws := map[string][]string{}
	name := func(r judged.Row) string { return strconv.Itoa(r.Round) }
	var order []string
	for _, r := range rows {
		draw := fmt.Sprintf("%s, seed %d", r.Set, r.Seed)
		if !slices.Contains(draws[name(r)], draw) {
			draws[name(r)] = append(draws[name(r)], draw)
		}
		order = append(order, name(r))
	}
	slices.SortFunc(order, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b)) })
	var out []pageRound
	for _, l := range lines(rows, order, name) {
		out = append(out, pageRound{l, strings.Join(draws[l.Name], "; ")})
	}
	return out
}

// counts counts rows by a key that is not empty, the frequent ones first.
func counts(rows []judged.Row, key func(judged.Row) string) []pageCount {
	var out []pageCount
	for name, j := range judged.By(rows, key) {
		if name != "" {
			out = append(out, pageCount{name, j.Of})
		}
	}
	slices.SortFunc(out, func(a, b pageCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Name, b.Name))
	})
	return out
}

func judgedCalibration(rows []judged.Row) Calibration {
	var forecasts []forecast
	for _, r := range rows {
		forecasts = append(forecasts, forecast{r.Confidence, r.Verdict == judged.Right})
	}
	return calibration("statements", "news", forecasts)
}

// binLines are the bins that hold something.
func binLines(c Calibration) []pageBin {
	var out []pageBin
	for _, b := range c.Bins {
		if b.Count > 0 {
			out = append(out, pageBin{
				fmt.Sprintf("%.1f to %.1f", b.From, b.To), strconv.Itoa(b.Count), fmt.Sprintf("%.2f", b.Mean), fmt.Sprintf("%.2f", b.Right),
			})
		}
	}
	return out
}

// missing lists the relations of which nothing was judged.
func missing(judged []pageLine) string {
	var out []string
	for _, name := range relationNames() {
		if !slices.ContainsFunc(judged, func(l pageLine) bool { return l.Name == name }) {
			out = append(out, name)
		}
	}
	return strings.Join(out, ", ")
}
