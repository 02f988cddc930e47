package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"os"

	"entente/graph"
	"entente/loader"
)

// rejects writes what a load rejected, or what failed, one item a line. The
// zero value writes nothing.
type rejects struct {
	file   *os.File
	buffer *bufio.Writer
	err    error // the first
}

// openRejects makes the file anew; no path means that none is asked for.
func openRejects(path string) (*rejects, error) { return rejectsTo(path, os.O_TRUNC) }

// appendRejects keeps what is in the file.
func appendRejects(path string) (*rejects, error) { return rejectsTo(path, os.O_APPEND) }

func rejectsTo(path string, how int) (*rejects, error) {
	if path == "" {
		return &rejects{}, nil
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|how, 0o666) //nolint:gosec // what the user's umask leaves, as of any output
	if err != nil {
		return &rejects{}, usageError{graph.FieldError("rejects", "The file for rejects cannot be written: %v", err)}
	}
	return &rejects{file: file, buffer: bufio.NewWriter(file)}, nil
}

func (r *rejects) report(e loader.Event) {
	if r.file == nil || r.err != nil || e.Item == nil {
		return
	}
	if e.Item.State == graph.ItemRejected || e.Item.State == graph.ItemFailed {
		r.err = json.NewEncoder(r.buffer).Encode(e.Item)
	}
}

func (r *rejects) close() error {
	if r.file == nil {
		return nil
	}
	if err := errors.Join(r.err, r.buffer.Flush(), r.file.Close()); err != nil {
		return graph.Errorf(graph.Internal, "the file for rejects could not be written whole: %w", err)
	}
	return nil
}
