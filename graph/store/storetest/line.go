package storetest

import (
	"context"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
)

// Line is a line to the tests' server that can be cut and mended.
type Line struct {
	target   string
	listener net.Listener

	mu    sync.Mutex
	down  bool
	conns []net.Conn
}

// NewLine returns a line that stands; it goes with the test.
func NewLine(t testing.TB) *Line {
	t.Helper()
	var listen net.ListenConfig
	listener, err := listen.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_, target, _ := strings.Cut(Config(t).URI, "://")
	l := &Line{target: target, listener: listener}
	t.Cleanup(func() { _ = listener.Close(); l.Cut() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go l.pass(t.Context(), conn)
		}
	}()
	return l
}

// URI is where the server is reached by this line.
func (l *Line) URI() string { return "bolt://" + l.listener.Addr().String() }

func (l *Line) pass(ctx context.Context, conn net.Conn) {
	var dialer net.Dialer
	server, err := dialer.DialContext(ctx, "tcp", l.target)
	if err != nil || !l.keep(conn, server) {
		_ = conn.Close()
		return
	}
	go func() { _, _ = io.Copy(server, conn); _ = server.Close() }()
	_, _ = io.Copy(conn, server)
	_ = conn.Close()
}

func (l *Line) keep(conns ...net.Conn) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.down {
		return false
	}
	l.conns = append(l.conns, conns...)
	return true
}

// Cut breaks all connections and takes no new ones.
func (l *Line) Cut() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.down = true
	for _, conn := range l.conns {
		_ = conn.Close()
	}
	l.conns = nil
}

// Mend takes connections again.
func (l *Line) Mend() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.down = false
}
