package quality

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"entente/graph"
	"entente/loader/syntax/conllu"
)

// Files of the data folder.
const (
	ewtDev  = "ud/ewt-dev.conllu.gz"
	gumDev  = "ud/gum-dev.conllu.gz"
	pud     = "ud/pud.conllu.gz"
	plv     = "eval/plv_train.jsonl.gz"
	dse     = "eval/dse_valid.jsonl.gz"
	reuters = "news/reuters21578.jsonl.gz"
	agnews  = "news/agnews.jsonl.gz"
)

// Part is the files of the data folder that one purpose needs.
type Part []string

// The parts.
var (
	ForSyntax     = Part{ewtDev, gumDev, pud, reuters}
	ForStatements = Part{plv, dse}
	ForDraw       = Part{reuters, agnews}
)

// Data is a folder with what is measured on.
type Data struct {
	dir   string
	files fs.FS
}

// Open checks that the folder holds every file of the parts.
func Open(dir string, parts ...Part) (Data, error) {
	d := Data{dir, os.DirFS(dir)}
	all := slices.Concat(parts...)
	for _, name := range all {
		if _, err := fs.Stat(d.files, name); err != nil {
			reason := "cannot be read"
			if errors.Is(err, fs.ErrNotExist) {
				reason = "is not there"
			}
			return Data{}, graph.FieldError("data", "%s %s; give a folder that holds %s",
				filepath.Join(dir, name), reason, strings.Join(all, ", "))
		}
	}
	return d, nil
}

// read opens a gzipped file and hands its content to f.
func (d Data) read(name string, f func(io.Reader) error) error {
	path := filepath.Join(d.dir, name)
	file, err := d.files.Open(name)
	if err != nil {
		return graph.Errorf(graph.Invalid, "%s cannot be read: %w", path, err)
	}
	defer func() { _ = file.Close() }() // only read
	content, err := gzip.NewReader(file)
	if err == nil {
		err = f(content)
	}
	if err != nil {
		return graph.Errorf(graph.Invalid, "%s is not as it should be: %w", path, err)
	}
	return nil
}

func (d Data) treebank(name string) ([]conllu.Sentence, error) {
	var out []conllu.Sentence
	err := d.read(name, func(r io.Reader) error {
		for s, err := range conllu.Read(r) {
			if err != nil {
				return err
			}
			out = append(out, s)
		}
		return nil
	})
	return out, err
}

// Articles returns the first n articles of the news.
func (d Data) Articles(n int) ([]graph.Article, error) {
	rows, err := jsonRows[struct{ Title, Text string }](d, reuters, n)
	out := make([]graph.Article, len(rows))
	for i, row := range rows {
		out[i] = graph.Article{Title: row.Title, Text: row.Text}
	}
	return out, err
}

// jsonRows returns the first n rows of a file of JSON lines.
func jsonRows[T any](d Data, name string, n int) ([]T, error) {
	var out []T
	err := d.read(name, func(r io.Reader) error {
		decoder := json.NewDecoder(bufio.NewReader(r))
		for len(out) < n {
			var row T
			if err := decoder.Decode(&row); errors.Is(err, io.EOF) {
				return nil
			} else if err != nil {
				return err
			}
			out = append(out, row)
		}
		return nil
	})
	return out, err
}
