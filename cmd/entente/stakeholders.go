package main

import (
	"context"
	"errors"
	"io"

	"github.com/spf13/cobra"

	"entente/graph"
	"entente/loader"
	"entente/loader/extract"
)

// listing is how the stakeholders commands read what is loaded.
type listing struct {
	workers   int
	precision string
}

func (p *program) stakeholders() *cobra.Command {
	c := &cobra.Command{
		Use:   "stakeholders",
		Short: "Set, show or remove the database's list of your own stakeholders",
	}
	c.AddCommand(p.stakeholdersSet(), p.stakeholdersShow(), p.stakeholdersRemove())
	return c
}

func (p *program) stakeholdersSet() *cobra.Command {
	var how listing
	c := &cobra.Command{
		Use:   "set FILE.csv",
		Short: "Keep a list of stakeholders in the database, and read by it what is loaded",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			list, err := readList(args[0])
			if err != nil {
				return usageError{err}
			}
			return p.runSetStakeholders(cmd.Context(), list, how)
		},
	}
	how.flags(c)
	return c
}

func (p *program) stakeholdersRemove() *cobra.Command {
	var how listing
	c := &cobra.Command{
		Use:   "remove",
		Short: "Remove the list of stakeholders, and read what is loaded without it",
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.runSetStakeholders(cmd.Context(), graph.StakeholderList{}, how)
		},
	}
	how.flags(c)
	return c
}

func (h *listing) flags(c *cobra.Command) {
	c.Flags().IntVar(&h.workers, "workers", 0, "articles read at once (default: cores)")
	c.Flags().StringVar(&h.precision, "precision", "balanced", "high, balanced or recall: how sure a statement must be to be kept")
}

func (p *program) runSetStakeholders(ctx context.Context, list graph.StakeholderList, how listing) error {
	reader, err := loader.NewReader(extract.Precision(how.precision))
	if err != nil {
		return asUsage(err)
	}
	db, err := p.open(ctx)
	if err != nil {
		return err
	}
	batch, err := p.setStakeholders(ctx, db, reader, list, loader.Options{Workers: how.workers})
	if err = errors.Join(err, db.close(ctx)); err != nil {
		return err
	}
	return p.loaded(batch)
}

// setStakeholders keeps a list and reads anew what is loaded, unless that has
// been done.
func (p *program) setStakeholders(ctx context.Context, db *database, reader *loader.Reader, list graph.StakeholderList, o loader.Options) (graph.Batch, error) {
	kept, err := db.SetStakeholders(ctx, list)
	if err != nil || kept.Applied {
		return graph.Batch{Name: loader.RereadName(kept), State: graph.BatchDone, Created: kept.Set}, err
	}
	o.Batch = graph.Batch{Name: loader.RereadName(kept)}
	batch, err := p.showing(o, func(o loader.Options) (graph.Batch, error) { return loader.Reread(ctx, db.Store, reader, o) })
	return batch, p.loadError(batch, err)
}

func (p *program) stakeholdersShow() *cobra.Command {
	var csv bool
	c := &cobra.Command{
		Use:   "show",
		Short: "Tell which list of stakeholders the database keeps",
		RunE:  func(cmd *cobra.Command, _ []string) error { return p.runShowStakeholders(cmd.Context(), csv) },
	}
	c.Flags().BoolVar(&csv, "csv", false, "write the list as it was given")
	return c
}

func (p *program) runShowStakeholders(ctx context.Context, csv bool) error {
	db, err := p.open(ctx)
	if err != nil {
		return err
	}
	list, err := db.Stakeholders(ctx)
	if err = errors.Join(err, db.close(ctx)); err != nil {
		return err
	}
	if csv {
		_, err := io.WriteString(p.stdout, list.CSV)
		return err
	}
	return p.result(list, "%s", describe(list))
}

// describe tells about a list in a sentence.
func describe(list graph.StakeholderList) string {
	text := "no list of stakeholders"
	if list.Sum != "" {
		text = list.Name + ": " + plural(list.Actors, "actor") + ", set " + list.Set.Local().Format("2006-01-02 15:04")
	}
	if !list.Applied {
		text += "; not everything that is loaded has been read by it yet: run the last set or remove again"
	}
	return text
}
