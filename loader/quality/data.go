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
	"strings"

	"entente/graph"
	"entente/loader/syntax/conllu"
)

// Files of the data folder.
const (
	ewtDev  = "ud/ewt-dev.conllu.gz"
	gumDev  = "ud/gum-dev.conllu.gz"
	pud     = "ud/pud.conllu.gz"
	reuters = "news/reuters21578.jsonl.gz"
)

// Data is a folder with everything that Measure needs.
type Data struct {
	dir   string
	files fs.FS
}

// Open checks that the folder holds every file.
func Open(dir string) (Data, error) {
	d := Data{dir, os.DirFS(dir)}
	all := []string{ewtDev, gumDev, pud, reuters}
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
	out := make([]graph.Article, 0, n)
	err := d.read(reuters, func(r io.Reader) error {
		decoder := json.NewDecoder(bufio.NewReader(r))
		for len(out) < n {
			var row struct{ Title, Text string }
			if err := decoder.Decode(&row); errors.Is(err, io.EOF) {
				return nil
			} else if err != nil {
				return err
			}
			out = append(out, graph.Article{Title: row.Title, Text: row.Text})
		}
		return nil
	})
	return out, err
}
