package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"

	"github.com/spf13/cobra"

	"entente/graph"
)

// version is what `entente version` prints; releases set it by the linker.
var version = "0.1.0-dev"

// Exit codes of the program.
const (
	exitDone    = 0
	exitFailed  = 1
	exitUsage   = 2
	exitRejects = 3 // done, but some inputs were rejected
)

// program is Entente as a value: tests run it with streams of their own.
type program struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	getenv         func(string) string
	flags          flags
}

// errRejects ends a command that did its work but had to reject inputs; what
// was rejected has been told already.
var errRejects = errors.New("done with rejects")

// usageError is a command line that cannot be understood.
type usageError struct{ error }

func (u usageError) Unwrap() error { return u.error }

// asUsage makes an error about an input given on the command line a usage
// error.
func asUsage(err error) error {
	if graph.CodeOf(err) == graph.Invalid {
		return usageError{err}
	}
	return err
}

// run runs one command line and returns its exit code.
func (p *program) run(ctx context.Context, args []string) int {
	root := p.root()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	var usage usageError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errRejects):
		return exitRejects
	case errors.As(err, &usage):
		p.complain(err)
		_, _ = fmt.Fprintln(p.stderr, "Run `entente --help` to see the commands and their flags.")
		return exitUsage
	}
	p.complain(err)
	return exitFailed
}

func (p *program) complain(err error) {
	if p.flags.json {
		_ = json.NewEncoder(p.stderr).Encode(map[string]string{"error": err.Error(), "code": string(graph.CodeOf(err))})
		return
	}
	_, _ = fmt.Fprintln(p.stderr, "entente:", err)
}

func (p *program) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "entente",
		Short:         "Read news articles into a map of who supports, arms, meets, accuses, sanctions or attacks whom",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return cmd.Help()
		},
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			return p.flags.fromEnvironment(cmd.Flags(), p.getenv)
		},
	}
	root.SetIn(p.stdin)
	root.SetOut(p.stdout)
	root.SetErr(p.stderr)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	p.flags.common(root.PersistentFlags())
	root.AddCommand(p.demo(), p.serve(), p.load(), p.remove(), p.stakeholders(), p.extract(), p.db(), p.quality(), p.version())
	usageOnBadArguments(root)
	return root
}

// usageOnBadArguments makes wrong arguments a usage error: cobra reports them
// as plain errors.
func usageOnBadArguments(c *cobra.Command) {
	check := c.Args
	if check == nil {
		check = cobra.NoArgs
	}
	c.Args = func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return usageError{err}
		}
		return nil
	}
	for _, child := range c.Commands() {
		usageOnBadArguments(child)
	}
}

// say prints one line for people; with --json only results are printed.
func (p *program) say(format string, args ...any) {
	if !p.flags.json {
		_, _ = fmt.Fprintf(p.stdout, format+"\n", args...)
	}
}

// result prints the outcome of a command: a value with --json, else a line.
func (p *program) result(value any, format string, args ...any) error {
	if !p.flags.json {
		_, err := fmt.Fprintf(p.stdout, format+"\n", args...)
		return err
	}
	return json.NewEncoder(p.stdout).Encode(value)
}

func (p *program) logger() *slog.Logger {
	if p.flags.logFormat == "json" {
		return slog.New(slog.NewJSONHandler(p.stderr, nil))
	}
	return slog.New(slog.NewTextHandler(p.stderr, nil))
}

func (p *program) version() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		RunE: func(*cobra.Command, []string) error {
			return p.result(map[string]string{"version": version}, "entente %s", version)
		},
	}
}
