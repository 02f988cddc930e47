package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// toxiproxy is a kept, MIT-licensed proxy that spoils lines. It is fetched at
// this version when it is needed, so that nothing else of this module depends
// on what it depends on.
const toxiproxy = "github.com/Shopify/toxiproxy/v2/cmd/server@v2.5.0"

// toxic is one fault of a line in one direction, as toxiproxy's API takes it.
type toxic struct {
	Name       string         `json:"name"`
	Type       string         `json:"type"`
	Stream     string         `json:"stream"`
	Attributes map[string]int `json:"attributes"`
}

// proxy is a toxiproxy with one line.
type proxy struct {
	api     string
	command *exec.Cmd
	line    string // HOST:PORT where the line begins
}

// startProxy fetches toxiproxy into a folder and lays a line to a server.
func startProxy(ctx context.Context, folder, server string) (*proxy, error) {
	install := exec.CommandContext(ctx, "go", "install", toxiproxy)
	install.Env = append(os.Environ(), "GOBIN="+folder, "GOFLAGS=")
	if out, err := install.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("toxiproxy cannot be fetched: %w: %s", err, out)
	}
	port, err := freePort(ctx)
	if err != nil {
		return nil, err
	}
	p := &proxy{api: "http://127.0.0.1:" + port}
	p.command = exec.CommandContext(ctx, filepath.Join(folder, "server"), "-host", "127.0.0.1", "-port", port) //nolint:gosec // just installed
	p.command.Env = append(os.Environ(), "LOG_LEVEL=error")
	if err := p.command.Start(); err != nil {
		return nil, err
	}
	if err := p.lay(ctx, server); err != nil {
		return nil, errors.Join(err, p.stop())
	}
	return p, nil
}

func freePort(ctx context.Context) (string, error) {
	var listen net.ListenConfig
	listener, err := listen.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	_, port, err := net.SplitHostPort(listener.Addr().String())
	return port, errors.Join(err, listener.Close())
}

// lay waits until the API answers, and makes the line.
func (p *proxy) lay(ctx context.Context, server string) error {
	var made struct {
		Listen string `json:"listen"`
	}
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	for {
		err := p.ask(ctx, "/proxies", map[string]any{
			"name": "neo4j", "listen": "127.0.0.1:0", "upstream": server, "enabled": true,
		}, &made)
		if err == nil {
			p.line = made.Listen
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("toxiproxy does not answer: %w", err)
		case <-time.After(100 * time.Millisecond):
		}
	}
}

func (p *proxy) ask(ctx context.Context, path string, question, answer any) error {
	body, err := json.Marshal(question)
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, p.api+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer func() { _ = response.Body.Close() }() // only read
	said, err := io.ReadAll(response.Body)
	switch {
	case err != nil:
		return err
	case response.StatusCode >= http.StatusMultipleChoices:
		return fmt.Errorf("toxiproxy says %s to %s: %s", response.Status, path, strings.TrimSpace(string(said)))
	case answer == nil:
		return nil
	}
	return json.Unmarshal(said, answer)
}

// spoil makes a fault in both directions, and mend ends all.
func (p *proxy) spoil(ctx context.Context, kind string, attributes map[string]int) error {
	var err error
	for _, stream := range []string{"upstream", "downstream"} {
		err = errors.Join(err, p.ask(ctx, "/proxies/neo4j/toxics", toxic{stream, kind, stream, attributes}, nil))
	}
	return err
}

func (p *proxy) mend(ctx context.Context) error {
	return p.ask(ctx, "/reset", nil, nil)
}

// unplug takes no connections, and drops those that stand, until mend.
func (p *proxy) unplug(ctx context.Context) error {
	return p.ask(ctx, "/proxies/neo4j", map[string]any{"enabled": false}, nil)
}

func (p *proxy) stop() error {
	if err := p.command.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	_ = p.command.Wait() // killed
	return nil
}
