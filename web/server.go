package web

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/labstack/echo/v4"
	"golang.org/x/net/netutil"

	"entente/graph"
	"entente/graph/store"
	"entente/loader"
)

// Server answers HTTP. Make it with New; it may be served more than once.
type Server struct {
	config  Config
	store   *store.Store
	jobs    *loader.Jobs
	limits  Limits
	log     *slog.Logger
	echo    *echo.Echo
	openapi *asset
	pages   map[string]*asset // documentation and problems, by name
	files   map[string]*asset // of the browser, by path
	uploads slots
	streams slots
	busy    slots
	folder  folder // for uploads

	stop     sync.Once
	stopping chan struct{} // closed when streams must end
}

// New checks the configuration, removes uploads that a dead server left, and
// returns a server that listens nowhere yet.
func New(c Config) (*Server, error) {
	if err := c.validate(); err != nil {
		return nil, err
	}
	s, err := assemble(c)
	if err != nil {
		return nil, err
	}
	if s.folder, err = ownFolder(c.TempDir); err != nil {
		return nil, err
	}
	return s, nil
}

// assemble builds everything that needs no database.
func assemble(c Config) (*Server, error) {
	s := &Server{config: c, store: c.Store, jobs: c.Jobs, limits: c.Limits.orDefaults(), log: c.Log, stopping: make(chan struct{})}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	s.uploads, s.streams, s.busy = newSlots(s.limits.Uploads), newSlots(s.limits.Streams), newSlots(s.limits.Requests)
	var err error
	if s.files, err = browserFiles(); err != nil {
		return nil, err
	}
	if s.pages, err = documentationPages(); err != nil {
		return nil, err
	}
	s.echo = echo.New()
	s.echo.HideBanner, s.echo.HidePort = true, true
	s.echo.IPExtractor = echo.ExtractIPDirect()
	s.echo.HTTPErrorHandler = s.fail
	s.middleware()
	text, err := document(s.routes(s.echo))
	if err != nil {
		return nil, err
	}
	s.openapi = newAsset("application/json", text)
	return s, nil
}

// Handler returns the whole server as one handler.
func (s *Server) Handler() http.Handler { return headAsGet(s.echo) }

// CheckListen refuses an address (host:port) beyond loopback unless insecure
// is set, because this server knows no users yet: everyone who reaches it can
// read and load.
func CheckListen(address string, insecure bool) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return graph.FieldError("listen", "%q is not an address to listen on; write it as 127.0.0.1:7475", address)
	}
	ip := net.ParseIP(host)
	if insecure || strings.EqualFold(host, "localhost") || (ip != nil && ip.IsLoopback()) {
		return nil
	}
	return graph.Errorf(graph.Refused, "%s can be reached from other machines, and this server asks nobody who they are; "+
		"listen on 127.0.0.1, or add --insecure if the network is yours alone", address)
}

// drain is how long requests may go on after the end was called for.
const drain = 10 * time.Second

// Serve answers requests on the listener until ctx ends, then lets those under
// way finish for ten seconds. It closes the listener. A graceful end is no
// error.
func (s *Server) Serve(ctx context.Context, listener net.Listener) error {
	if err := s.checkListener(listener); err != nil {
		_ = listener.Close()
		return err
	}
	server := s.httpServer()
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(netutil.LimitListener(listener, s.limits.Connections)) }()
	select {
	case err := <-failed:
		return graph.Errorf(graph.Unavailable, "the server stopped listening: %w", err)
	case <-ctx.Done():
	}
	s.stop.Do(func() { close(s.stopping) })
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), drain)
	defer cancel()
	if err := server.Shutdown(ctx); err != nil {
		return errors.Join(graph.Errorf(graph.Timeout, "requests were cut off at the end of the server"), server.Close())
	}
	return nil
}

func (s *Server) checkListener(listener net.Listener) error {
	if _, ok := listener.Addr().(*net.TCPAddr); !ok {
		return nil // a Unix socket or a pipe reaches no other machine
	}
	return CheckListen(listener.Addr().String(), s.config.Insecure)
}

// httpServer bounds what a slow client can hold up. Streams and uploads move
// their deadlines themselves.
func (s *Server) httpServer() *http.Server {
	return &http.Server{
		Handler:           s.Handler(),
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       s.limits.Stall,
		WriteTimeout:      s.limits.Question + s.limits.Stall,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(s.log.Handler(), slog.LevelDebug),
	}
}
