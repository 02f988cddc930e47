package main

import (
	"fmt"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"entente/graph"
	"entente/graph/localdb"
	"entente/loader"
)

// plainEvery is how often progress is told where no terminal shows a bar.
const plainEvery = 5 * time.Second

// meter shows how far one thing is: a bar on a terminal, plain lines
// elsewhere, nothing with --json.
type meter struct {
	program *program
	bars    *mpb.Progress
	bar     *mpb.Bar
	told    time.Time
}

func (p *program) meter() *meter {
	m := &meter{program: p}
	if isTerminal(p.stderr) && !p.flags.json {
		m.bars = mpb.New(mpb.WithOutput(p.stderr), mpb.WithWidth(48))
	}
	return m
}

// line tells a person something once.
func (m *meter) line(text string) {
	m.end()
	if !m.program.flags.json {
		_, _ = fmt.Fprintln(m.program.stderr, text)
	}
	if isTerminal(m.program.stderr) && !m.program.flags.json {
		m.bars = mpb.New(mpb.WithOutput(m.program.stderr), mpb.WithWidth(48))
	}
}

// set moves the meter. total 0 means that the end is not known; unit formats
// a count for people.
func (m *meter) set(name string, done, total int64, unit func(done, total int64) string) {
	switch {
	case m.bars != nil:
		m.setBar(name, done, total, unit)
	case m.program.flags.json || time.Since(m.told) < plainEvery:
	default:
		m.told = time.Now()
		_, _ = fmt.Fprintf(m.program.stderr, "%s: %s\n", name, unit(done, total))
	}
}

func (m *meter) setBar(name string, done, total int64, unit func(done, total int64) string) {
	if m.bar == nil {
		counter := decor.Any(func(s decor.Statistics) string { return unit(s.Current, s.Total) })
		style := mpb.BarStyle().Build()
		if total == 0 {
			style = mpb.SpinnerStyle().PositionLeft().Build()
		}
		m.bar = m.bars.MustAdd(total, style, mpb.PrependDecorators(decor.Name(name+" ")), mpb.AppendDecorators(counter))
	}
	if total > 0 {
		m.bar.SetTotal(total, false)
	}
	m.bar.SetCurrent(done)
}

// end takes the bar away.
func (m *meter) end() {
	if m.bar != nil {
		m.bar.Abort(true)
		m.bar = nil
	}
	if m.bars != nil {
		m.bars.Wait()
		m.bars = nil
	}
}

// databaseProgress tells how a local Neo4j is found, downloaded and started.
type databaseProgress struct {
	*meter
	phase localdb.Phase
}

func (p *program) databaseProgress() *databaseProgress { return &databaseProgress{meter: p.meter()} }

func (d *databaseProgress) report(event localdb.Progress) {
	if event.Phase != d.phase {
		d.phase = event.Phase
		d.line(event.Message)
	}
	if event.Total > 0 {
		d.set(string(event.Phase), event.Done, event.Total, amount(event.Phase))
	}
}

func amount(phase localdb.Phase) func(done, total int64) string {
	switch phase {
	case localdb.PhaseRecover, localdb.PhaseBackup, localdb.PhaseRestore, localdb.PhaseImport:
		return func(done, _ int64) string { return fmt.Sprintf("%d %%", done) }
	}
	return func(done, total int64) string { return fmt.Sprintf("%d of %d MB", done>>20, total>>20) }
}

// loadProgress tells how a load goes.
type loadProgress struct {
	*meter
	notice string
	began  time.Time
}

func (p *program) loadProgress() *loadProgress {
	return &loadProgress{meter: p.meter(), began: time.Now()}
}

func (l *loadProgress) report(event loader.Event) {
	if event.Notice != "" && event.Notice != l.notice {
		l.line(event.Notice)
	}
	l.notice = event.Notice
	if item := event.Item; item != nil && (item.State == graph.ItemRejected || item.State == graph.ItemFailed) {
		l.line(fmt.Sprintf("%s %s: %s", item.State, item.Name, item.Reason))
	}
	if event.Batch.ID == "" { // what is told beside the load
		return
	}
	c := event.Batch.Counts
	l.set("articles", int64(c.Items), 0, func(done, _ int64) string {
		return fmt.Sprintf("%d (%d statements, %d unchanged, %d rejected), %s", done, c.Statements, c.Unchanged, c.Rejected, rate(c.Items, time.Since(l.began)))
	})
}
