package main

import (
	"context"
	"os"

	"github.com/spf13/cobra"

	"entente/graph"
	"entente/loader/quality"
	"entente/loader/syntax"
)

func (p *program) quality() *cobra.Command {
	var folder, golden string
	c := &cobra.Command{
		Use:   "quality --data DIR",
		Short: "Measure how well sentences are read, on treebanks and news; takes minutes",
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.measureQuality(cmd.Context(), folder, golden)
		},
	}
	c.Flags().StringVar(&folder, "data", "", "folder with the treebanks (ud/) and the news (news/)")
	c.Flags().StringVar(&golden, "golden", "", "file to write the figures to, the speed left out")
	return c
}

func (p *program) measureQuality(ctx context.Context, folder, golden string) error {
	if folder == "" {
		return usageError{graph.FieldError("data", "no data to measure on; give a folder with treebanks and news by --data")}
	}
	data, err := quality.Open(folder)
	if err != nil {
		return err
	}
	analyzer, err := syntax.New()
	if err != nil {
		return err
	}
	progress := p.meter()
	report, err := quality.Measure(ctx, analyzer, data, func(step string) { progress.line("measuring " + step) })
	progress.end()
	if err != nil {
		return err
	}
	if golden != "" {
		if err := os.WriteFile(golden, []byte(report.Golden()), 0o644); err != nil { //nolint:gosec // figures for all to read
			return graph.Errorf(graph.Invalid, "the figures cannot be written: %w", err)
		}
	}
	return p.result(report, "%s", report.Table())
}
