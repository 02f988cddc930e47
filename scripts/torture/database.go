package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"

	"entente/graph/localdb"
	"entente/graph/store"
)

// stopTime is what a Neo4j gets to stop in.
const stopTime = 2 * time.Minute

// database is a Neo4j with a folder of its own, and the program that loads
// into it.
type database struct {
	program, folder string
	flags           []string // of loads
}

// command is a command of the program on this database, without the Neo4j that
// the environment may name.
func (d database) command(ctx context.Context, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, d.program, append(args, "--data", d.folder, "--json")...) //nolint:gosec // the program that was named
	for _, variable := range os.Environ() {
		if !strings.HasPrefix(variable, "NEO4J_") && !strings.HasPrefix(variable, "ENTENTE_") {
			c.Env = append(c.Env, variable)
		}
	}
	return c
}

func (d database) run(ctx context.Context, args ...string) error {
	out, err := d.command(ctx, args...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("entente %s: %w: %s", strings.Join(args, " "), err, out)
	}
	return nil
}

func (d database) start(ctx context.Context) error { return d.run(ctx, "db", "start") }

// stop works also after a Ctrl-C.
func (d database) stop() error {
	ctx, cancel := context.WithTimeout(context.Background(), stopTime)
	defer cancel()
	return d.run(ctx, "db", "stop")
}

func (d database) load(ctx context.Context, files ...string) error {
	return d.run(ctx, slices.Concat([]string{"load"}, files, d.flags)...)
}

func (d database) status(ctx context.Context) (localdb.Status, error) {
	var status localdb.Status
	out, err := d.command(ctx, "db", "status").Output()
	if err == nil {
		err = json.Unmarshal(out, &status)
	}
	return status, err
}

// killServer kills the Neo4j process of this database, by its number.
func (d database) killServer(ctx context.Context) error {
	status, err := d.status(ctx)
	if err != nil {
		return err
	}
	if status.PID <= 0 {
		return fmt.Errorf("no Neo4j runs for %s", d.folder)
	}
	process, err := os.FindProcess(status.PID)
	if err != nil {
		return err
	}
	return process.Kill()
}

// loading is a load under way.
type loading struct {
	command *exec.Cmd
	ended   chan error
}

// begin starts a load and does not wait for its end.
func (d database) begin(ctx context.Context, file string) (*loading, error) {
	command := d.command(ctx, slices.Concat([]string{"load", file}, d.flags)...)
	var said strings.Builder
	command.Stdout, command.Stderr = &said, &said
	if err := command.Start(); err != nil {
		return nil, err
	}
	l := &loading{command, make(chan error, 1)}
	go func() {
		err := command.Wait()
		if err != nil {
			err = fmt.Errorf("entente load: %w: %s", err, said.String())
		}
		l.ended <- err
	}()
	return l, nil
}

// open connects to the database as it stands.
func (d database) open(ctx context.Context) (*store.Store, error) {
	status, err := d.status(ctx)
	if err != nil {
		return nil, err
	}
	password, err := os.ReadFile(status.PasswordFile)
	if err != nil {
		return nil, err
	}
	return store.Open(ctx, store.Config{
		URI: status.URI, User: status.User, Password: strings.TrimSpace(string(password)), Database: status.Database,
	})
}
