package web

import (
	"context"
	"iter"
	"log/slog"
	"time"

	"entente/graph"
	"entente/graph/store"
	"entente/loader"
	"entente/loader/source"
)

// Config is what a server is made of. Store, Jobs, Sample and
// TempDir must be set.
type Config struct {
	Store   *store.Store
	Jobs    *loader.Jobs
	Sample  func(context.Context) iter.Seq[source.Item] // the embedded sample corpus
	Version string                                      // of the program, for GET status
	Neo4j   Neo4j                                       // for GET status
	Judged  map[graph.Relation]graph.Judged             // how often each relation is read right, for GET relations; may be nil
	Hosts   []string                                    // host names by which browsers may call the server, beside localhost and addresses
	// Insecure lets the server listen beyond loopback, where everyone who
	// reaches it can read and load.
	Insecure bool
	// TempDir holds uploads until they are loaded, in a folder per server.
	// Folders of servers that are dead are removed at the start.
	TempDir string
	Limits  Limits       // zero fields mean the defaults
	Log     *slog.Logger // nil means no log
}

// Neo4j tells where the database is, for people who point other tools at it.
type Neo4j struct {
	URI     string `json:"uri" doc:"Bolt address" example:"bolt://127.0.0.1:7687"`
	Managed bool   `json:"managed" doc:"started and stopped by Entente"`
}

// Limits bound what one client and all clients together can ask of a server.
// A zero field means its default.
type Limits struct {
	UploadBytes int64         `json:"upload_bytes" doc:"bytes of one POST batches"`
	UploadFiles int           `json:"upload_files" doc:"files of one POST batches"`
	Uploads     int           `json:"uploads" doc:"uploads at the same time"`
	BodyBytes   int64         `json:"body_bytes" doc:"bytes of any other body"`
	Requests    int           `json:"requests" doc:"requests at the same time"`
	Streams     int           `json:"streams" doc:"event streams at the same time"`
	Connections int           `json:"connections" doc:"open connections"`
	Rate        float64       `json:"rate" doc:"requests per second and client, on average"`
	Burst       int           `json:"burst" doc:"requests of one client at once"`
	Question    time.Duration `json:"question_ns" doc:"nanoseconds until a question is given up"`
	Stall       time.Duration `json:"stall_ns" doc:"nanoseconds that a client may send or take nothing"`
	Heartbeat   time.Duration `json:"heartbeat_ns" doc:"nanoseconds between signs of life of an event stream"`
}

// DefaultLimits are those of a server for one person or a small team.
func DefaultLimits() Limits {
	return Limits{
		UploadBytes: 256 << 20,
		UploadFiles: 10_000,
		Uploads:     4,
		BodyBytes:   10 << 20,
		Requests:    64,
		Streams:     64,
		Connections: 512,
		Rate:        100,
		Burst:       400,
		Question:    60 * time.Second,
		Stall:       20 * time.Second,
		Heartbeat:   15 * time.Second,
	}
}

// orDefaults fills what is zero.
func (l Limits) orDefaults() Limits {
	d := DefaultLimits()
	fill(&l.UploadBytes, d.UploadBytes)
	fill(&l.UploadFiles, d.UploadFiles)
	fill(&l.Uploads, d.Uploads)
	fill(&l.BodyBytes, d.BodyBytes)
	fill(&l.Requests, d.Requests)
	fill(&l.Streams, d.Streams)
	fill(&l.Connections, d.Connections)
	fill(&l.Rate, d.Rate)
	fill(&l.Burst, d.Burst)
	fill(&l.Question, d.Question)
	fill(&l.Stall, d.Stall)
	fill(&l.Heartbeat, d.Heartbeat)
	return l
}

func fill[T comparable](field *T, fallback T) {
	var zero T
	if *field == zero {
		*field = fallback
	}
}

func (c Config) validate() error {
	switch {
	case c.Store == nil:
		return graph.Errorf(graph.Internal, "a server needs a store")
	case c.Jobs == nil:
		return graph.Errorf(graph.Internal, "a server needs a queue of loads")
	case c.Sample == nil:
		return graph.Errorf(graph.Internal, "a server needs a sample corpus")
	case c.TempDir == "":
		return graph.Errorf(graph.Internal, "a server needs a folder for uploads")
	}
	return nil
}
