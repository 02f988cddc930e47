package store

import (
	"bufio"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph"
)

// listDelimiter parts the elements of a list in a column. A normalized text
// never holds it.
const listDelimiter = "\x1f"

// table writes what the importer reads as nodes of one label, or as
// relationships of one type. It knows no properties: a row with one that its
// file has no column for begins another file.
type table struct {
	dir, name string
	head      []string // the columns before the properties, as the importer spells them
	files     []string
	multiline bool // a value has several lines
	longest   int  // bytes of the longest value

	columns map[string]string // of the open file: property -> its type
	order   []string
	file    *os.File
	out     *bufio.Writer
}

// add writes a row: the values of the head, then the properties that are not
// nil.
func (t *table) add(properties map[string]any, head ...string) error {
	fresh := map[string]string{}
	for name, value := range properties {
		if kind := columnType(value); kind != "" && t.columns[name] == "" {
			fresh[name] = kind
		}
	}
	if t.file == nil || len(fresh) > 0 {
		if err := t.open(fresh); err != nil {
			return err
		}
	}
	line := slices.Clone(head)
	for _, name := range t.order {
		cell, err := t.cell(name, properties[name])
		if err != nil {
			return err
		}
		line = append(line, cell)
	}
	_, err := t.out.WriteString(strings.Join(line, ",") + "\n")
	return err
}

// open begins another file, with columns for the properties that came so far.
func (t *table) open(fresh map[string]string) error {
	if err := t.close(); err != nil {
		return err
	}
	if t.columns == nil {
		t.columns = map[string]string{}
	}
	maps.Copy(t.columns, fresh)
	t.order = slices.Sorted(maps.Keys(t.columns))
	name := fmt.Sprintf("%s-%d.csv", t.name, len(t.files)+1)
	file, err := os.Create(filepath.Join(t.dir, name))
	if err != nil {
		return err
	}
	t.files, t.file, t.out = append(t.files, name), file, bufio.NewWriterSize(file, 256<<10)
	line := slices.Clone(t.head)
	for _, property := range t.order {
		line = append(line, property+":"+t.columns[property])
	}
	_, err = t.out.WriteString(strings.Join(line, ",") + "\n")
	return err
}

// close may be called more than once.
func (t *table) close() error {
	if t.file == nil {
		return nil
	}
	err := errors.Join(t.out.Flush(), t.file.Close())
	t.file = nil
	return err
}

// columnType is how the importer spells the type of a property, or nothing for
// one that is not there.
func columnType(value any) string {
	switch value.(type) {
	case nil:
		return ""
	case string:
		return "string"
	case int:
		return "long"
	case float64:
		return "double"
	case bool:
		return "boolean"
	case time.Time:
		return "datetime"
	case neo4j.Date:
		return "date"
	case []int:
		return "long[]"
	}
	return "string[]"
}

// cell spells a value. Texts are always quoted, because an empty one without
// quotes is none.
func (t *table) cell(name string, value any) (string, error) {
	switch v := value.(type) {
	case nil:
		return "", nil
	case string:
		return t.quoted(v), nil
	case int:
		return strconv.Itoa(v), nil
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64), nil
	case bool:
		return strconv.FormatBool(v), nil
	case time.Time:
		return v.Format(time.RFC3339Nano), nil
	case neo4j.Date:
		return v.Time().Format(time.DateOnly), nil
	case []int:
		texts := make([]string, len(v))
		for i, n := range v {
			texts[i] = strconv.Itoa(n)
		}
		return strings.Join(texts, listDelimiter), nil
	case []string:
		for _, text := range v {
			if strings.Contains(text, listDelimiter) {
				return "", graph.Errorf(graph.Invalid, "The %s %q holds the control character U+001F, which an import cannot take. Take it out, or use load.", name, text)
			}
		}
		return t.quoted(strings.Join(v, listDelimiter)), nil
	}
	return "", graph.Errorf(graph.Internal, "The property %s is a %T, which no import can write.", name, value)
}

func (t *table) quoted(text string) string {
	t.longest = max(t.longest, len(text))
	t.multiline = t.multiline || strings.Contains(text, "\n")
	return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
}
