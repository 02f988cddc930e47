package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"mime"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"

	"entente/graph"
	"entente/loader/source"
)

// Media types of POST batches.
const (
	mediaForm   = "multipart/form-data"
	mediaNDJSON = "application/x-ndjson"
)

// uploadInput is a body that is read as it comes in, not into memory.
type uploadInput struct {
	Name string `query:"name" maxLength:"200" doc:"what to call the batch; for JSON lines also the name of the input"`

	media    string
	boundary string
	body     io.Reader
	extend   func(time.Time) error // moves the read deadline
}

// Resolve takes hold of the body.
func (in *uploadInput) Resolve(ctx huma.Context) []error {
	in.media = ctx.Header("Content-Type")
	if media, params, err := mime.ParseMediaType(in.media); err == nil {
		in.media, in.boundary = media, params["boundary"]
	}
	in.body, in.extend = ctx.BodyReader(), ctx.SetReadDeadline
	return nil
}

// load takes an upload in and queues it. The upload waits on disk until it is
// loaded and is removed then.
func (s *Server) load(_ context.Context, in *uploadInput) (*acceptedReply, error) {
	release, ok := s.uploads.take()
	if !ok {
		return nil, graph.Errorf(codeTooMany, "%d uploads are coming in already; try again in a moment", s.limits.Uploads)
	}
	defer release()
	held, err := s.receive(in)
	if err != nil {
		return nil, err
	}
	return accepted(s.jobs.Start(held.title(in.Name), held.items, held.remove)) //nolint:contextcheck // a load outlives its request
}

// receive spools the body, and leaves nothing behind when it fails.
func (s *Server) receive(in *uploadInput) (*spool, error) {
	dir, err := os.MkdirTemp(s.folder.dir, uploadPrefix)
	if err != nil {
		return nil, diskError(err)
	}
	held := &spool{dir: dir, maxFiles: s.limits.UploadFiles}
	body := &patientReader{r: in.body, stall: s.limits.Stall, extend: in.extend}
	switch in.media {
	case mediaForm:
		err = held.form(multipart.NewReader(body, in.boundary))
	case mediaNDJSON:
		err = held.lines(in.Name, body)
	default:
		err = graph.Errorf(codeMedia, "send files as %s in the field files, or JSON lines as %s", mediaForm, mediaNDJSON)
	}
	if err == nil && len(held.files) == 0 {
		err = graph.FieldError("files", "the upload holds no file; attach at least one in the field files")
	}
	if err != nil {
		held.remove()
		return nil, err
	}
	return held, nil
}

// spool is an upload on disk. The files there bear numbers: a client's names
// never reach the file system.
type spool struct {
	dir      string
	maxFiles int
	files    []spooled
}

type spooled struct{ name, path string }

// uploadPrefix marks folders of uploads, so that leftovers can be told.
const uploadPrefix = "entente-upload-"

// form takes every file of the field files.
func (u *spool) form(r *multipart.Reader) error {
	for {
		part, err := r.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return formError(err)
		}
		if part.FormName() != "files" || part.FileName() == "" {
			return graph.FieldError("files", "%q is not a file in the field files; send nothing else", short(part.FormName()))
		}
		if _, err := u.add(cleanName(part.FileName()), part); err != nil {
			return err
		}
	}
}

// formError tells a broken form from a body that is too large or too slow.
func formError(err error) error {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) || errors.Is(err, os.ErrDeadlineExceeded) {
		return err
	}
	return graph.Errorf(graph.Invalid, "the form is broken: %w", err)
}

// lines takes a body of JSON lines.
func (u *spool) lines(name string, body io.Reader) error {
	name = cleanName(name)
	if ext := strings.ToLower(filepath.Ext(name)); ext != ".jsonl" && ext != ".ndjson" {
		name += ".jsonl"
	}
	size, err := u.add(name, body)
	if err == nil && size == 0 {
		return graph.Errorf(graph.Invalid, "the body is empty; send one JSON object per line")
	}
	return err
}

// add writes one file and returns its size.
func (u *spool) add(name string, content io.Reader) (int64, error) {
	if len(u.files) == u.maxFiles {
		return 0, graph.Errorf(graph.TooLarge, "the upload holds more than %d files; send fewer at a time", u.maxFiles)
	}
	path := filepath.Join(u.dir, fmt.Sprintf("%06d", len(u.files)))
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return 0, diskError(err)
	}
	size, err := io.Copy(file, content)
	if closed := file.Close(); err == nil {
		err = closed
	}
	u.files = append(u.files, spooled{name, path})
	return size, diskError(err)
}

// diskError names a full disk; what else fails stays as it is.
func diskError(err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return graph.Errorf(graph.NoSpace, "the disk is full; make room on the server and send the upload again")
	}
	return err
}

// items reads the files, one after the other, when the batch's turn comes.
func (u *spool) items(ctx context.Context) iter.Seq[source.Item] {
	return func(yield func(source.Item) bool) {
		for _, f := range u.files {
			if ctx.Err() != nil || !f.items(ctx, yield) {
				return
			}
		}
	}
}

// items yields what one file holds; it returns false when the reader has
// enough.
func (f spooled) items(ctx context.Context, yield func(source.Item) bool) bool {
	file, err := os.Open(f.path)
	if err != nil {
		reason := "the upload is gone from the server's disk; send it again"
		return yield(source.Item{Name: f.name, Reject: &graph.Reject{Stage: "source", Reason: reason, Name: f.name}})
	}
	defer func() { _ = file.Close() }() // it was only read
	for item := range source.Stream(ctx, f.name, file) {
		if !yield(item) {
			return false
		}
	}
	return true
}

func (u *spool) remove() { _ = os.RemoveAll(u.dir) }

// title names the batch.
func (u *spool) title(given string) string {
	switch {
	case strings.TrimSpace(given) != "":
		return cleanName(given)
	case len(u.files) == 1:
		return u.files[0].name
	}
	return fmt.Sprintf("%s and %d more", u.files[0].name, len(u.files)-1)
}

// maxName bounds the name of an upload, in characters.
const maxName = 120

// cleanName keeps what can be shown of a client's name for a file: its last
// element, printable, of bounded length.
func cleanName(name string) string {
	name = strings.ToValidUTF8(name, "")
	if cut := strings.LastIndexAny(name, `/\`); cut >= 0 {
		name = name[cut+1:]
	}
	name = strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return -1
	}, name))
	if utf8.RuneCountInString(name) > maxName {
		runes := []rune(name)
		name = string(runes[:maxName/2]) + "…" + string(runes[len(runes)-maxName/2+1:])
	}
	if strings.Trim(name, ".") == "" {
		return "upload"
	}
	return name
}

// patientReader gives a client the same time again for every piece that it
// sends, so that a large upload may take long and a dead one may not.
type patientReader struct {
	r      io.Reader
	stall  time.Duration
	extend func(time.Time) error
}

// Read extends the deadline and reads.
func (p *patientReader) Read(b []byte) (int, error) {
	_ = p.extend(time.Now().Add(p.stall)) // a connection without deadlines has none to extend
	return p.r.Read(b)
}
