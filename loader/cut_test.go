package loader

import (
	"io"
	"net"
	"strings"
	"sync"
	"testing"
)

// cut is a line to a server that can be cut and mended.
type cut struct {
	target   string
	listener net.Listener

	mu    sync.Mutex
	down  bool
	conns []net.Conn
}

func newCut(t *testing.T, uri string) *cut {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_, target, _ := strings.Cut(uri, "://")
	c := &cut{target: target, listener: listener}
	t.Cleanup(func() { _ = listener.Close(); c.cut() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go c.pass(conn)
		}
	}()
	return c
}

func (c *cut) address() string { return c.listener.Addr().String() }

func (c *cut) pass(conn net.Conn) {
	server, err := net.Dial("tcp", c.target)
	if err != nil || !c.keep(conn, server) {
		_ = conn.Close()
		return
	}
	go func() { _, _ = io.Copy(server, conn); _ = server.Close() }()
	_, _ = io.Copy(conn, server)
	_ = conn.Close()
}

func (c *cut) keep(conns ...net.Conn) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.down {
		return false
	}
	c.conns = append(c.conns, conns...)
	return true
}

func (c *cut) cut() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.down = true
	for _, conn := range c.conns {
		_ = conn.Close()
	}
	c.conns = nil
}

func (c *cut) mend() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.down = false
}
