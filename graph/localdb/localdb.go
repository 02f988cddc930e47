package localdb

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"

	"entente/graph"
)

// Names that Neo4j gives to its first user and database.
const (
	defaultUser     = "neo4j"
	defaultDatabase = "neo4j"
)

// Options say where the server's files live and what is known already. The
// zero value takes everything from the environment.
type Options struct {
	Dir      string              // the program's data folder; "" for the user's own. The server's files go to its subfolder neo4j
	URI      string              // of a Neo4j to use as it is; "" for NEO4J_URI, and when that is unset too a local one is started
	User     string              // for URI; "" for NEO4J_USERNAME, then "neo4j"
	Password string              // for URI; "" for NEO4J_PASSWORD
	Database string              // "" for NEO4J_DATABASE, then "neo4j"
	Progress func(Progress)      // called from one goroutine at a time, also after Start when the server had to be started again; may be nil
	Getenv   func(string) string // nil for os.Getenv
	Detach   bool                // leave the server running when this process ends, until Stop is called for Dir
}

// Phase is what Start or a running server is busy with.
type Phase string

// Phases, in the order in which they come.
const (
	PhaseFind     Phase = "find"     // looking for a Neo4j, or waiting for another process that starts one
	PhaseDownload Phase = "download" // Done and Total are bytes; Total is 0 where it is not known
	PhaseVerify   Phase = "verify"   // Done and Total are bytes
	PhaseStart    Phase = "start"
	PhaseRecover  Phase = "recover" // Done and Total are percent
	PhaseReady    Phase = "ready"
	PhaseRestart  Phase = "restart" // the server had ended by itself and is started again
	PhaseStop     Phase = "stop"
	PhaseBackup   Phase = "backup"  // Done and Total are percent
	PhaseRestore  Phase = "restore" // Done and Total are percent
	PhaseImport   Phase = "import"  // Done and Total are percent, of each of four steps
	PhaseProve    Phase = "prove"   // a new database is looked at before it takes the old one's place
	PhaseFailed   Phase = "failed"  // it ended again and again and was given up
)

// Progress is one report of how far things are.
type Progress struct {
	Phase   Phase  `json:"phase"`
	Message string `json:"message"` // a sentence for people
	Done    int64  `json:"done,omitempty"`
	Total   int64  `json:"total,omitempty"`
}

// Server is a Neo4j that can be connected to.
type Server struct {
	URI      string
	User     string
	Password string
	Database string
	Managed  bool   // started by this package, now or before
	How      string // where it came from, in words

	folder *folder
	hold   *hold
}

// Start returns a Neo4j to connect to: the one Options or NEO4J_URI name
// (which is not contacted here), else the managed server of Dir, which is
// started when it does not run. Progress is reported on the way; there is no
// limit to the time but ctx, because recovery of a large store takes as long
// as it takes.
//
// Errors: Unavailable when the machine offers no way to run Neo4j (it names
// all of them) or the server dies at start (with its last words),
// Unauthorized when the server does not take the folder's password, NoSpace
// when the disk is full, Refused when a downloaded file is not the one that
// was expected, Conflict when the folder is in use in a way that cannot be
// shared.
func Start(ctx context.Context, options Options) (*Server, error) {
	o := options.withDefaults()
	if o.URI != "" {
		return &Server{URI: o.URI, User: o.User, Password: o.Password, Database: o.Database, How: "given by its address"}, nil
	}
	f, err := openFolder(o.Dir, o.Getenv)
	if err != nil {
		return nil, err
	}
	server, err := f.start(ctx, o)
	if err != nil {
		return nil, spaceError(f.root, err)
	}
	return server, nil
}

// Stop lets go of the server. A server that nobody else holds and that was not
// started to stay is stopped, and Stop returns when it is gone; any other is
// left alone. It may be called more than once.
func (s *Server) Stop(ctx context.Context) error {
	if s == nil || s.hold == nil {
		return nil
	}
	h := s.hold
	s.hold = nil
	return s.folder.release(ctx, h)
}

func (o Options) withDefaults() Options {
	if o.Getenv == nil {
		o.Getenv = os.Getenv
	}
	if o.Progress == nil {
		o.Progress = func(Progress) {}
	}
	first := func(values ...string) string {
		for _, v := range values {
			if v != "" {
				return v
			}
		}
		return ""
	}
	o.URI = first(o.URI, o.Getenv("NEO4J_URI"))
	o.User = first(o.User, o.Getenv("NEO4J_USERNAME"), defaultUser)
	o.Password = first(o.Password, o.Getenv("NEO4J_PASSWORD"))
	o.Database = first(o.Database, o.Getenv("NEO4J_DATABASE"), defaultDatabase)
	return o
}

func (o Options) report(phase Phase, message string) {
	o.Progress(Progress{Phase: phase, Message: message})
}

// lookPath finds a program on the PATH that getenv gives.
func lookPath(getenv func(string) string, name string) (string, bool) {
	for _, dir := range filepath.SplitList(getenv("PATH")) {
		if found, err := exec.LookPath(filepath.Join(dir, name)); err == nil {
			return found, true
		}
	}
	return "", false
}

func internal(format string, args ...any) error {
	return graph.Errorf(graph.Internal, format, args...)
}
