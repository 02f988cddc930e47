// Entente turns news articles into a map of who stands where. This package is
// the only place that knows every part: it reads flags, starts the parts and
// stops them.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"entente/graph/localdb"
)

func main() {
	localdb.Supervise()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	p := program{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, getenv: os.Getenv}
	code := p.run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}
