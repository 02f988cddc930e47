package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"

	"entente/graph/store"
)

// mark stands for a line of a graph: whether it is that of a statement, and the
// head of its checksum.
type mark struct {
	statement bool
	sum       [16]byte
}

func markOf(line string) mark {
	sum := sha256.Sum256([]byte(line))
	return mark{strings.HasPrefix(line, "Statement "), [16]byte(sum[:])}
}

// tally counts the lines of a graph.
type tally map[mark]int

func count(ctx context.Context, s *store.Store) (tally, error) {
	t := tally{}
	for line, err := range s.Lines(ctx) {
		if err != nil {
			return nil, err
		}
		t[markOf(line)]++
	}
	return t, nil
}

// without returns the lines that t has more often than other.
func (t tally) without(other tally) tally {
	left := tally{}
	for m, n := range t {
		if n > other[m] {
			left[m] = n - other[m]
		}
	}
	return left
}

func (t tally) size() (statements, all int) {
	for m, n := range t {
		all += n
		if m.statement {
			statements += n
		}
	}
	return statements, all
}

// compare prints what the victim's graph lost and doubled against the one of an
// undisturbed load, and whether its derived values are those of a rebuild. Any
// difference is an error.
func compare(ctx context.Context, victim, undisturbed database) error {
	sound, err := undisturbed.open(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = sound.Close(ctx) }()
	s, err := victim.open(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close(ctx) }()
	want, err := count(ctx, sound)
	if err != nil {
		return err
	}
	got, err := count(ctx, s)
	if err != nil {
		return err
	}
	lost, more := want.without(got), got.without(want)
	first, err := firstLines(ctx, sound, lost)
	if err != nil {
		return err
	}
	strange, err := firstLines(ctx, s, more)
	if err != nil {
		return err
	}
	if err := s.Rebuild(ctx); err != nil {
		return err
	}
	rebuilt, err := count(ctx, s)
	if err != nil {
		return err
	}
	return report(want, lost, more, rebuilt.without(got), got.without(rebuilt), first+strange)
}

func report(want, lost, more, made, dropped tally, lines string) error {
	statements, all := want.size()
	lostStatements, lostLines := lost.size()
	moreStatements, moreLines := more.size()
	_, madeLines := made.size()
	_, droppedLines := dropped.size()
	fmt.Printf("  statements: %d, lost %d, doubled or strange %d\n", statements, lostStatements, moreStatements)
	fmt.Printf("  nodes and relationships: %d, lost %d, doubled or strange %d\n", all, lostLines, moreLines)
	fmt.Printf("  changed by a rebuild: %d\n", madeLines+droppedLines)
	switch {
	case statements == 0:
		return errors.New("nothing was loaded, so nothing is shown")
	case lostLines+moreLines > 0:
		return errors.New("the graph is not that of an undisturbed load; the first lines that differ:\n" + lines)
	case madeLines+droppedLines > 0:
		return errors.New("the graph's derived values are not those of a rebuild")
	}
	return nil
}

// firstLines returns a few of the lines that are marked.
func firstLines(ctx context.Context, s *store.Store, marked tally) (string, error) {
	var lines strings.Builder
	left := min(3, len(marked))
	for line, err := range s.Lines(ctx) {
		switch {
		case err != nil:
			return "", err
		case left == 0:
			return lines.String(), nil
		case marked[markOf(line)] > 0:
			lines.WriteString(line)
			left--
		}
	}
	return lines.String(), nil
}
