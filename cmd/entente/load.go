package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"entente/graph"
	"entente/loader"
	"entente/loader/source"
)

// loading is what the load command is told beside how to read.
type loading struct {
	rejects     string
	retryFailed bool
	patience    time.Duration
	list        graph.StakeholderList // to set first; none where it is empty
	precision   string
	queue       queueing
	watch       bool
	every       time.Duration // a feed is asked
}

func (p *program) load() *cobra.Command {
	var reading reading
	var loading loading
	c := &cobra.Command{
		Use:   "load PATH|URL|-...",
		Short: "Load articles into the database: text, HTML, JSON, JSON lines, CSV, feeds, archives of these, folders, web addresses, or standard input (-)",
		Args: func(cmd *cobra.Command, args []string) error {
			if loading.queue.worker {
				return cobra.NoArgs(cmd, args)
			}
			return cobra.MinimumNArgs(1)(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			reader, err := reading.reader(p.getenv)
			if err != nil {
				return err
			}
			options := loader.Options{Batch: graph.Batch{Name: batchName(args)}, Workers: reading.workers, Patience: loading.patience}
			loading.list, loading.precision = reading.list, reading.precision
			if err := loading.queue.settle(loading); err != nil {
				return err
			}
			if err := loading.checkWatch(args); err != nil {
				return err
			}
			if loading.watch {
				return p.runWatch(cmd.Context(), reader, args, source.Options{Follow: reading.follow}, options, loading)
			}
			if loading.queue.worker {
				return p.work(cmd.Context(), reader, reading.precision, options, loading.queue)
			}
			return p.runLoad(cmd.Context(), reader, p.inputs(cmd.Context(), reading, args), options, loading)
		},
	}
	reading.flags(c.Flags())
	c.Flags().StringVar(&loading.rejects, "rejects", "", "file to write what was rejected or failed to, one JSON object a line, each with its reason")
	c.Flags().BoolVar(&loading.retryFailed, "retry-failed", false, "load only what failed when the same command was last run")
	c.Flags().DurationVar(&loading.patience, "patience", loader.DefaultPatience, "how long to wait for a Neo4j that is away, before the load begins or in the middle of it")
	c.Flags().StringVar(&loading.queue.url, "queue", "", "address of a NATS server, for example nats://127.0.0.1:4222: the articles are published there for workers to load; ENTENTE_QUEUE keeps a password in it from other users of this machine")
	c.Flags().StringVar(&loading.queue.credentials, "queue-credentials", "", "file with the credentials for the NATS server: .creds, the seed of an nkey, user:password, or a token")
	c.Flags().BoolVar(&loading.queue.worker, "worker", false, "load what others publish to the queue, until told to stop")
	c.Flags().BoolVar(&loading.queue.detach, "detach", false, "end when all is published to the queue, before it is loaded")
	c.Flags().BoolVar(&loading.watch, "watch", false, "load what is in the given folders and feeds, and then what arrives or changes there, until told to stop")
	c.Flags().DurationVar(&loading.every, "every", everyDefault, "how often --watch asks a feed, at most once a minute")
	return c
}

// batchName is what a load of these inputs is called.
func batchName(inputs []string) string {
	names := make([]string, len(inputs))
	for i, input := range inputs {
		names[i] = source.Redacted(input)
	}
	return strings.Join(names, " ")
}

func (p *program) runLoad(ctx context.Context, reader *loader.Reader, items iter.Seq[source.Item], o loader.Options, how loading) error {
	rejects, err := openRejects(how.rejects)
	if err != nil {
		return err
	}
	db, err := p.openPatiently(ctx, how.patience)
	if err != nil {
		return errors.Join(err, rejects.close())
	}
	if how.list.Sum != "" {
		_, err = p.setStakeholders(ctx, db, reader, how.list, o)
	}
	if err == nil && how.retryFailed {
		items, err = loader.Failed(ctx, db.Store, o.Batch.Name, items)
	}
	var batch graph.Batch
	if err == nil {
		o.Progress = rejects.report
		if how.queue.url != "" {
			batch, err = p.publish(ctx, db, reader, how.precision, items, o, how.queue)
		} else {
			batch, err = p.loadInto(ctx, db.Store, reader, items, o)
		}
		err = p.loadError(batch, err)
	}
	if err = errors.Join(err, rejects.close(), db.close(ctx)); err != nil {
		return err
	}
	return p.loaded(batch)
}

// loaded prints what a load came to.
func (p *program) loaded(batch graph.Batch) error {
	if err := p.result(batch, "%s", summary(batch)); err != nil {
		return err
	}
	if c := batch.Counts; c.Rejected+c.Failed > 0 {
		return errRejects
	}
	return nil
}

// summary says in a line what a load came to.
func summary(batch graph.Batch) string {
	c := batch.Counts
	if batch.State == graph.BatchQueued {
		return fmt.Sprintf("%s: %d published as load %s, %d unchanged, %d rejected, %d failed",
			plural(c.Items, "article"), c.Queued+c.Reading+c.Done, batch.ID, c.Unchanged, c.Rejected, c.Failed)
	}
	return fmt.Sprintf("%s: %d loaded with %s, %d unchanged, %d rejected, %d failed%s",
		plural(c.Items, "article"), c.Done, plural(c.Statements, "statement"), c.Unchanged, c.Rejected, c.Failed, pace(batch))
}

// pace says how long a load took and how fast it was.
func pace(batch graph.Batch) string {
	took := batch.Finished.Sub(batch.Created)
	if batch.Counts.Items == 0 || took < time.Millisecond {
		return ""
	}
	return fmt.Sprintf("; %s, %s", took.Round(time.Second/10), rate(batch.Counts.Items, took))
}

// rate says how many articles went through in a second.
func rate(articles int, took time.Duration) string {
	perSecond := float64(articles) / took.Seconds()
	if perSecond < 10 {
		return fmt.Sprintf("%.1f articles/s", perSecond)
	}
	return fmt.Sprintf("%.0f articles/s", perSecond)
}

// loadInto runs a load with its progress on the screen.
func (p *program) loadInto(ctx context.Context, target loader.Target, reader *loader.Reader, items iter.Seq[source.Item], o loader.Options) (graph.Batch, error) {
	return p.showing(o, func(o loader.Options) (graph.Batch, error) { return loader.Run(ctx, target, reader, items, o) })
}

// showing runs a load with its progress on the screen, and for o.Progress too.
func (p *program) showing(o loader.Options, load func(loader.Options) (graph.Batch, error)) (graph.Batch, error) {
	progress := p.loadProgress()
	also := o.Progress
	o.Progress = func(e loader.Event) {
		progress.report(e)
		if also != nil {
			also(e)
		}
	}
	batch, err := load(o)
	progress.end()
	return batch, err
}

// loadError says how to go on after a load that stopped.
func (p *program) loadError(batch graph.Batch, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, context.Canceled):
		return graph.Errorf(graph.Unavailable,
			"stopped after %s; what is loaded stays, run the same command again to go on", plural(batch.Counts.Items, "article"))
	}
	return graph.Errorf(graph.CodeOf(err),
		"the load stopped after %s: %w; what is loaded stays, run the same command again to go on", plural(batch.Counts.Items, "article"), err)
}

// plural counts things for people: "1 article", "2 articles".
func plural(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
