package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// compare prints what the killed graph lost and doubled against the one of an
// undisturbed load, and whether its derived values are those of a rebuild. Any
// difference is an error.
func compare(ctx context.Context, victim, undisturbed database) error {
	want, err := undisturbed.dump(ctx)
	if err != nil {
		return err
	}
	s, err := victim.open(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close(ctx) }()
	before, err := s.Dump(ctx)
	if err != nil {
		return err
	}
	if err := s.Rebuild(ctx); err != nil {
		return err
	}
	rebuilt, err := s.Dump(ctx)
	if err != nil {
		return err
	}
	lost, more := difference(want, before)
	drift, _ := difference(rebuilt, before)
	fmt.Printf("statements: %d, lost %d, doubled or strange %d\n", statements(want), statements(lost), statements(more))
	fmt.Printf("nodes and relationships: %d, lost %d, doubled or strange %d\n",
		strings.Count(want, "\n"), strings.Count(lost, "\n"), strings.Count(more, "\n"))
	fmt.Printf("derived values that a rebuild changes: %d\n", strings.Count(drift, "\n"))
	if lost+more+drift != "" {
		return errors.New("the graph is not that of an undisturbed load; the first lines that differ:\n" + head(lost) + head(more) + head(drift))
	}
	return nil
}

func (d database) dump(ctx context.Context) (string, error) {
	s, err := d.open(ctx)
	if err != nil {
		return "", err
	}
	defer func() { _ = s.Close(ctx) }()
	return s.Dump(ctx)
}

// difference returns the lines that a has more often than b, and the other way
// round.
func difference(a, b string) (onlyA, onlyB string) {
	count := map[string]int{}
	for line := range strings.Lines(a) {
		count[line]++
	}
	for line := range strings.Lines(b) {
		count[line]--
	}
	var left, right strings.Builder
	for line, n := range count {
		for range n {
			left.WriteString(line)
		}
		for range -n {
			right.WriteString(line)
		}
	}
	return left.String(), right.String()
}

// statements counts the lines of statements in a dump.
func statements(dump string) int {
	n := 0
	for line := range strings.Lines(dump) {
		if strings.HasPrefix(line, "Statement ") {
			n++
		}
	}
	return n
}

// head returns the first lines.
func head(text string) string {
	const lines = 3
	parts := strings.SplitAfterN(text, "\n", lines+1)
	return strings.Join(parts[:min(lines, len(parts))], "")
}
