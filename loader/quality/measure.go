package quality

import (
	"context"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"entente/graph"
	"entente/loader/syntax"
	"entente/loader/syntax/conllu"
)

// Articles is how many articles of the news the speed is measured on.
const Articles = 2000

// Measure measures the analyzer on everything in the folder. Accuracy takes
// all cores, speed one. progress, where given, is told each step before it
// begins.
func Measure(ctx context.Context, a *syntax.Analyzer, data Data, progress func(step string)) (Report, error) {
	m := measurement{steps: steps{ctx: ctx, progress: progress}, analyzer: a, data: data}
	m.report = Report{Model: a.Version(), SHA256: syntax.ModelSum()}
	m.step("speed on "+reuters, m.speed) // first, for its peak of memory
	m.step(ewtDev, func() error { _, err := m.goldTokens("EWT dev", ewtDev); return err })
	m.step(gumDev, m.gum)
	m.step(pud, m.pud)
	return m.report, m.err
}

// steps is a measurement under way, told step by step.
type steps struct {
	ctx      context.Context // of the one call that it serves
	progress func(string)
	err      error // the first; nothing is measured after it
}

func (s *steps) step(name string, f func() error) {
	if s.err != nil {
		return
	}
	if s.progress != nil {
		s.progress(name)
	}
	s.err = f()
	if err := s.ctx.Err(); err != nil {
		s.err = graph.Errorf(graph.Timeout, "stopped before everything was measured: %w", err)
	}
}

// measurement is a Report under way.
type measurement struct {
	steps
	analyzer *syntax.Analyzer
	data     Data
	report   Report
}

func (m *measurement) speed() error {
	articles, err := m.data.Articles(Articles)
	if err == nil {
		m.report.Speed = speed(m.ctx, m.analyzer, articles)
	}
	return err
}

func (m *measurement) gum() error {
	readings, err := m.goldTokens("GUM dev", gumDev)
	if err != nil {
		return err
	}
	m.report.Names = nameScores(readings)
	m.report.Calibration = append(m.report.Calibration, calibration("names", "GUM dev", nameForecasts(readings)))
	m.rawText("GUM dev", readings, func(conllu.Sentence) bool { return true })
	m.rawText("GUM dev, news", readings, func(s conllu.Sentence) bool { return s.Genre() == "news" })
	return nil
}

func (m *measurement) pud() error {
	readings, err := m.goldTokens("PUD", pud)
	if err != nil {
		return err
	}
	m.report.Relations = relations(readings)
	m.report.Calibration = append(m.report.Calibration,
		calibration("arcs", "PUD", arcForecasts(readings)), calibration("tags", "PUD", tagForecasts(readings)))
	m.rawText("PUD", readings, func(conllu.Sentence) bool { return true })
	return nil
}

// goldTokens reads a treebank by its own tokens.
func (m *measurement) goldTokens(name, file string) ([]reading, error) {
	gold, err := m.data.treebank(file)
	if err != nil {
		return nil, err
	}
	readings := slices.Concat(each(m.ctx, documents(gold), func(d document) []reading {
		gold := d.sentences
		found := make([]syntax.Sentence, len(gold))
		for i, s := range gold {
			found[i] = blank(s)
		}
		m.analyzer.Annotate(found)
		out := make([]reading, len(gold))
		for i := range gold {
			out[i] = reading{gold[i], found[i]}
		}
		return out
	})...)
	m.report.Attachment = append(m.report.Attachment, attachment(name, readings))
	return readings, nil
}

// rawText reads the texts of the sentences that are wanted.
func (m *measurement) rawText(name string, readings []reading, wanted func(conllu.Sentence) bool) {
	var gold []conllu.Sentence
	for _, r := range readings {
		if wanted(r.gold) {
			gold = append(gold, r.gold)
		}
	}
	tallies := each(m.ctx, documents(gold), func(d document) tally {
		return compare(d, segments(m.analyzer.Analyze(graph.Article{Text: d.text})))
	})
	m.report.Raw = append(m.report.Raw, raw(name, tallies))
}

// each applies f to all items, by all cores, until ctx ends; what was not
// reached then is zero.
func each[T, U any](ctx context.Context, items []T, f func(T) U) []U {
	out := make([]U, len(items))
	var next atomic.Int64
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(items)) && ctx.Err() == nil; i = next.Add(1) - 1 {
				out[i] = f(items[i])
			}
		})
	}
	workers.Wait()
	return out
}
