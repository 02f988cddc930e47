package store_test

import (
	"bytes"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
)

// proxy stands between a store and its server, and can break the line.
type proxy struct {
	listener net.Listener
	server   string

	lock     sync.Mutex
	down     bool
	trigger  []byte // cut when the client sends this...
	count    int    // ...for the so-manyth time
	after    bool   // and after the server has answered it
	stayDown bool
	open     map[net.Conn]bool
}

// newProxy returns a proxy before the server at uri, and the uri by which to
// reach it.
func newProxy(t *testing.T, uri string) (*proxy, string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	scheme, server, _ := strings.Cut(uri, "://")
	p := &proxy{listener: listener, server: server, open: map[net.Conn]bool{}}
	t.Cleanup(func() { _ = listener.Close(); p.cutAll() })
	go p.accept()
	return p, strings.Replace(scheme, "neo4j", "bolt", 1) + "://" + listener.Addr().String()
}

func (p *proxy) accept() {
	for {
		client, err := p.listener.Accept()
		if err != nil {
			return
		}
		p.lock.Lock()
		down := p.down
		p.lock.Unlock()
		server, err := net.Dial("tcp", p.server)
		if down || err != nil {
			_ = client.Close()
			continue
		}
		p.lock.Lock()
		p.open[client], p.open[server] = true, true
		p.lock.Unlock()
		go p.forward(client, server)
		go func() { _, _ = io.Copy(client, server); _ = client.Close() }()
	}
}

// cutAt breaks the line when the client sends a Bolt message with this text
// for the n-th time: before the server sees it, or, with after, once the server
// has had it. With stayDown no new line is made until up is called.
func (p *proxy) cutAt(text string, n int, after, stayDown bool) {
	p.lock.Lock()
	defer p.lock.Unlock()
	p.trigger, p.count, p.after, p.stayDown = []byte(text), n, after, stayDown
}

// cut reports whether the line was broken since cutAt.
func (p *proxy) cut() bool {
	p.lock.Lock()
	defer p.lock.Unlock()
	return p.trigger == nil
}

func (p *proxy) up() {
	p.lock.Lock()
	defer p.lock.Unlock()
	p.down, p.trigger = false, nil
}

func (p *proxy) cutAll() {
	p.lock.Lock()
	defer p.lock.Unlock()
	for c := range p.open {
		_ = c.Close()
		delete(p.open, c)
	}
}

// forward carries what the client sends.
func (p *proxy) forward(client, server net.Conn) {
	defer server.Close()
	buffer := make([]byte, 1<<20)
	for {
		n, err := client.Read(buffer)
		if err != nil {
			return
		}
		cut, after := p.hit(buffer[:n])
		if !cut || after {
			if cut {
				// The answer must not get through: the client's side goes first.
				_ = client.Close()
			}
			_, _ = server.Write(buffer[:n])
		}
		if cut {
			p.cutClients(client)
			return
		}
	}
}

func (p *proxy) hit(sent []byte) (cut, after bool) {
	p.lock.Lock()
	defer p.lock.Unlock()
	if p.trigger == nil || !bytes.Contains(sent, p.trigger) {
		return false, false
	}
	if p.count--; p.count > 0 {
		return false, false
	}
	p.trigger = nil
	p.down = p.stayDown
	return true, p.after
}

// cutClients ends every line but leaves the server to finish what it was sent.
func (p *proxy) cutClients(last net.Conn) {
	_ = last.Close()
	p.lock.Lock()
	defer p.lock.Unlock()
	for c := range p.open {
		if c.RemoteAddr().String() != p.server {
			_ = c.Close()
		}
		delete(p.open, c)
	}
}
