// Package queuetest gives tests a NATS server with JetStream, in their own
// process.
//
// What enters is a folder for its data. What leaves is its address; it stops
// when the test ends.
package queuetest

import (
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
)

// Start starts a server on a port (-1: a free one) that keeps its data in dir,
// and returns its address and the way to stop it earlier. with changes its
// options first.
func Start(t testing.TB, dir string, port int, with ...func(*server.Options)) (url string, stop func()) {
	t.Helper()
	options := &server.Options{Host: "127.0.0.1", Port: port, JetStream: true, StoreDir: dir, NoSigs: true, NoLog: true}
	for _, change := range with {
		change(options)
	}
	s, err := server.NewServer(options)
	if err != nil {
		t.Fatal(err)
	}
	s.Start()
	stop = func() { s.Shutdown(); s.WaitForShutdown() }
	t.Cleanup(stop)
	if !s.ReadyForConnections(30 * time.Second) {
		t.Fatal("the NATS server does not start")
	}
	return s.ClientURL(), stop
}
