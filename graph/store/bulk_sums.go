package store

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"entente/graph"
)

// count is what one statement adds to the aggregated edge of its pair. The
// numbers are those of the nodes.
type count struct {
	source, target     int
	article, publisher int // publisher 0 is none
}

// record is a count as it stands in a file, of fixed size.
type record struct {
	Source, Target     uint32
	Article, Publisher uint32
	Day                uint32 // yyyymmdd, 0 for none
	Relation, Mode     uint8
	Polarity           int8
	Weight, Confidence float64
	Statement          mark
}

// sumFiles is how many files the counts are spread over, by pair: all of one
// pair lie in one, and one at a time is summed up in memory.
const sumFiles = 128

// sums spreads counts over files, and sums them up to aggregated edges.
type sums struct {
	files []*os.File
	outs  []*bufio.Writer
	row   []byte
}

func newSums(dir string) (*sums, error) {
	s := &sums{}
	for i := range sumFiles {
		file, err := os.Create(filepath.Join(dir, fmt.Sprintf("sums-%03d", i)))
		if err != nil {
			return nil, errors.Join(diskFailure(err), s.close())
		}
		s.files, s.outs = append(s.files, file), append(s.outs, bufio.NewWriterSize(file, 16<<10))
	}
	return s, nil
}

var (
	relationNumbers = numbered(graph.Relations(), func(r graph.RelationInfo) graph.Relation { return r.Relation })
	modeNumbers     = numbered(graph.Modes(), func(m graph.Mode) graph.Mode { return m })
)

func numbered[T any, K comparable](list []T, key func(T) K) map[K]uint8 {
	numbers := map[K]uint8{}
	for i, value := range list {
		numbers[key(value)] = uint8(i)
	}
	return numbers
}

func (s *sums) add(one count, c *crate, st *graph.Statement) error {
	r := record{
		Source: uint32(one.source), Target: uint32(one.target), //nolint:gosec // numbers of nodes
		Article: uint32(one.article), Publisher: uint32(one.publisher), //nolint:gosec // the same
		Day: dayNumber(graph.DateOf(c.article.Published)), Relation: relationNumbers[st.Relation], Mode: modeNumbers[st.Mode],
		Polarity: int8(st.Polarity), Weight: st.Weight, Confidence: st.Confidence, Statement: hexMark(st.ID), //nolint:gosec // -1 to 1
	}
	var err error
	if s.row, err = binary.Append(s.row[:0], binary.LittleEndian, &r); err != nil {
		return err
	}
	_, err = s.outs[(r.Source*31+r.Target)%sumFiles].Write(s.row)
	return err
}

// dayNumber is a day as yyyymmdd.
func dayNumber(d graph.Date) uint32 {
	if len(d) != len("2006-01-02") {
		return 0
	}
	n, _ := strconv.ParseUint(string(d[:4]+d[5:7]+d[8:]), 10, 32) // a date's digits
	return uint32(n)
}

// dayOf is the date of a day number.
func dayOf(n uint32) graph.Date {
	if n == 0 {
		return ""
	}
	return graph.Date(fmt.Sprintf("%04d-%02d-%02d", n/10000, n/100%100, n%100))
}

// each calls edge with the sums of every pair and the numbers of its ends.
func (s *sums) each(edge func(source, target int, e graph.Edge) error) error {
	for i, file := range s.files {
		if err := s.outs[i].Flush(); err != nil {
			return err
		}
		records, err := readRecords(file.Name())
		if err != nil {
			return err
		}
		slices.SortFunc(records, compareRecords)
		for len(records) > 0 {
			n := 1
			for n < len(records) && samePair(&records[0], &records[n]) {
				n++
			}
			first := records[0]
			if err := edge(int(first.Source), int(first.Target), sumUp(records[:n])); err != nil {
				return err
			}
			records = records[n:]
		}
	}
	return nil
}

// close removes the files.
func (s *sums) close() (err error) {
	for _, file := range s.files {
		err = errors.Join(err, file.Close(), os.Remove(file.Name()))
	}
	s.files = nil
	return err
}

func readRecords(name string) ([]record, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	records := make([]record, len(data)/binary.Size(record{}))
	return records, binary.Read(bytes.NewReader(data), binary.LittleEndian, records)
}

// compareRecords brings those of one pair together, in the order of their sort
// keys: the database adds their weights in that order too.
func compareRecords(a, b record) int {
	return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Relation, b.Relation), cmp.Compare(a.Target, b.Target),
		cmp.Compare(a.Day, b.Day), bytes.Compare(a.Statement[:], b.Statement[:]))
}

func samePair(a, b *record) bool {
	return a.Source == b.Source && a.Relation == b.Relation && a.Target == b.Target
}

// sumUp is save_edges_count.cypher in Go: what the statements of one pair come
// to, before Settle groups copies. A test holds it against that text.
func sumUp(records []record) graph.Edge {
	articles, publishers := map[uint32]bool{}, map[uint32]bool{}
	modes := make([]int, len(modeNumbers))
	e := graph.Edge{Statements: len(records), Relation: graph.Relations()[records[0].Relation].Relation}
	var weight float64
	var months []string
	for _, r := range records {
		articles[r.Article] = true
		if r.Publisher != 0 {
			publishers[r.Publisher] = true
		}
		modes[r.Mode]++
		weight += r.Weight
		e.Polarity += int(r.Polarity)
		e.Confidence = max(e.Confidence, r.Confidence)
		if day := dayOf(r.Day); day != "" {
			months = append(months, string(day[:7]))
			if e.First == "" {
				e.First = day
			}
			e.Last = day
		}
	}
	e.Articles, e.Publishers, e.Independent = len(articles), len(publishers), len(articles)
	e.Asserted, e.Negated, e.Hedged = modes[modeNumbers[graph.Asserted]], modes[modeNumbers[graph.Negated]], modes[modeNumbers[graph.Hedged]]
	e.Planned, e.Conditional = modes[modeNumbers[graph.Planned]], modes[modeNumbers[graph.Conditional]]
	e.Weight = roundHalfUp(weight / float64(len(records)))
	e.Polarity = cmp.Compare(e.Polarity, 0)
	e.Months, e.Counts = tally(months)
	return e
}
