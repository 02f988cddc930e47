package main

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"entente/graph"
	"entente/loader"
	"entente/loader/extract"
	"entente/loader/quality"
	"entente/loader/syntax"
)

// ownCases are the cases of this repository.
const ownCases = "loader/extract/testdata"

// measuring is what `entente quality` is asked for.
type measuring struct {
	data, golden, cases string
	sample              quality.Sample
}

func (p *program) quality() *cobra.Command {
	var m measuring
	c := &cobra.Command{
		Use:       "quality [syntax|statements] --data DIR",
		Short:     "Measure how well sentences and statements are read, or draw statements to judge; takes minutes",
		ValidArgs: []string{"syntax", "statements"},
		Args:      cobra.MatchAll(cobra.MaximumNArgs(1), cobra.OnlyValidArgs),
		RunE: func(cmd *cobra.Command, args []string) error {
			if m.data == "" {
				return usageError{graph.FieldError("data", "no data to measure on; give a folder with treebanks, evaluation sets and news by --data")}
			}
			if m.sample.Size != 0 {
				return p.drawStatements(cmd.Context(), m)
			}
			return p.measureQuality(cmd.Context(), m, append(args, "")[0])
		},
	}
	f := c.Flags()
	f.StringVar(&m.data, "data", "", "folder with the treebanks (ud/), the evaluation sets (eval/) and the news (news/)")
	f.StringVar(&m.golden, "golden", "", "folder to write the figures to, the speed left out")
	f.StringVar(&m.cases, "cases", "", "folder with hand-written cases (default: "+ownCases+", where that is)")
	f.IntVar(&m.sample.Size, "draw", 0, "draw so many statements for a person to judge, and write them as a table, instead of measuring")
	f.Uint64Var(&m.sample.Seed, "seed", 1, "seed of --draw: the same one draws the same statements")
	f.StringVar(&m.sample.Set, "set", quality.Reuters, "news to draw from: "+quality.Reuters+" or "+quality.AGNews)
	return c
}

// figures are what was measured; what was not is absent.
type figures struct {
	*quality.Report
	Statements *quality.Statements `json:"statements,omitempty"`
}

// measureQuality measures syntax, statements, or, when only is empty, both.
func (p *program) measureQuality(ctx context.Context, m measuring, only string) error {
	var parts []quality.Part
	if only != "statements" {
		parts = append(parts, quality.ForSyntax)
	}
	if only != "syntax" {
		parts = append(parts, quality.ForStatements)
	}
	data, err := quality.Open(m.data, parts...)
	if err != nil {
		return err
	}
	var out figures
	table := ""
	if only != "statements" {
		if out.Report, err = p.measureSyntax(ctx, data, m.golden); err != nil {
			return err
		}
		table = out.Report.Table() + "\n"
	}
	if only != "syntax" {
		if out.Statements, err = p.measureStatements(ctx, data, m); err != nil {
			return err
		}
		table += out.Statements.Table()
	}
	return p.result(out, "%s", table)
}

func (p *program) measureSyntax(ctx context.Context, data quality.Data, golden string) (*quality.Report, error) {
	analyzer, err := syntax.New()
	if err != nil {
		return nil, err
	}
	progress := p.meter()
	report, err := quality.Measure(ctx, analyzer, data, func(step string) { progress.line("measuring " + step) })
	progress.end()
	if err != nil {
		return nil, err
	}
	return &report, writeGolden(golden, "syntax.golden", report.Golden())
}

func (p *program) measureStatements(ctx context.Context, data quality.Data, m measuring) (*quality.Statements, error) {
	cases, err := openCases(m.cases)
	if err != nil {
		return nil, err
	}
	reader, err := loader.NewReader(extract.Balanced)
	if err != nil {
		return nil, err
	}
	progress := p.meter()
	statements, err := quality.MeasureStatements(ctx, reader, data, cases, func(step string) { progress.line("measuring " + step) })
	progress.end()
	if err != nil {
		return nil, err
	}
	return &statements, writeGolden(m.golden, "statements.golden", statements.Table())
}

// openCases opens the folder of cases: the one named, else that of this
// repository, else none.
func openCases(dir string) (fs.FS, error) {
	named := dir != ""
	if !named {
		dir = ownCases
	}
	info, err := os.Stat(dir)
	switch {
	case err == nil && info.IsDir():
		return os.DirFS(dir), nil
	case named:
		return nil, usageError{graph.FieldError("cases", "%s is no folder with cases; give one like %s", dir, ownCases)}
	}
	return nil, nil
}

func writeGolden(dir, name, content string) error {
	if dir == "" {
		return nil
	}
	if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil { //nolint:gosec // figures for all to read
		return graph.Errorf(graph.Invalid, "the figures cannot be written: %w", err)
	}
	return nil
}

// drawStatements writes statements for a person to judge.
func (p *program) drawStatements(ctx context.Context, m measuring) error {
	data, err := quality.Open(m.data, quality.ForDraw)
	if err != nil {
		return err
	}
	reader, err := loader.NewReader(extract.Balanced)
	if err != nil {
		return err
	}
	drawn, err := quality.Draw(ctx, reader, data, m.sample)
	if err != nil {
		return asUsage(err)
	}
	return p.result(drawn, "%s", strings.TrimSuffix(quality.DrawnTable(drawn), "\n"))
}
