package store

import (
	"context"
	_ "embed"
	"errors"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"entente/graph"
)

// Finish writes what can be told only at the end: aggregated edges, entities
// and batches. Nothing is saved after it.
func (b *Bulk) Finish() error {
	statements := make([]int, len(b.entities))
	var neighbors []uint64 // a pair of entities in both orders
	ids := make([]string, len(b.entities))
	for id, e := range b.entities {
		ids[e.number] = id
	}
	err := b.sums.each(func(source, target int, e graph.Edge) error {
		statements[source] += e.Statements
		if source != target {
			statements[target] += e.Statements
			neighbors = append(neighbors, uint64(source)<<32|uint64(target), uint64(target)<<32|uint64(source)) //nolint:gosec // numbers of nodes
		}
		e.Key = graph.EdgeKey(ids[source], e.Relation, ids[target])
		return b.edges.add(edgeProperties(e), strconv.Itoa(source), strconv.Itoa(target), string(e.Relation))
	})
	degrees := degreesOf(neighbors, len(b.entities))
	for _, id := range ids {
		e := b.entities[id]
		properties := entityProperties(e.Entity)
		properties["id"], properties["degree"], properties["statements"] = id, degrees[e.number], statements[e.number]
		err = errors.Join(err, b.nodes[labelEntity].add(properties, strconv.Itoa(e.number)))
	}
	for _, id := range sortedKeys(b.batches) {
		batch := b.batches[id]
		batch.properties["id"], batch.properties["numbered"] = id, batch.items
		err = errors.Join(err, b.nodes[labelBatch].add(batch.properties, strconv.Itoa(batch.number)))
	}
	b.counted.entities, b.counted.items = len(b.entities), b.items
	return diskFailure(errors.Join(err, b.Close()))
}

// degreesOf counts the neighbors of each entity.
func degreesOf(neighbors []uint64, entities int) []int {
	slices.Sort(neighbors)
	degrees := make([]int, entities)
	for _, pair := range slices.Compact(neighbors) {
		degrees[pair>>32]++
	}
	return degrees
}

// Close lets go of the files; those that the importer reads stay. It may be
// called more than once.
func (b *Bulk) Close() error {
	err := errors.Join(b.sums.close(), b.edges.close())
	for _, t := range b.nodes {
		err = errors.Join(err, t.close())
	}
	for _, t := range b.links {
		err = errors.Join(err, t.close())
	}
	return err
}

// Arguments are what `neo4j-admin database import full` is told of the files,
// whose names are relative to the folder.
func (b *Bulk) Arguments() []string {
	var args, multiline []string
	longest := 0
	add := func(flag string, t *table) {
		for _, file := range t.files {
			args = append(args, flag+file)
			if t.multiline {
				multiline = append(multiline, file)
			}
		}
		longest = max(longest, t.longest)
	}
	for _, label := range sortedKeys(b.nodes) {
		add("--nodes="+label+"=", b.nodes[label])
	}
	for _, kind := range sortedKeys(b.links) {
		add("--relationships="+kind+"=", b.links[kind])
	}
	add("--relationships=", b.edges)
	if len(multiline) > 0 {
		args = append(args, "--multiline-fields="+strings.Join(multiline, ","), "--multiline-fields-format=v2")
	}
	// A value has to fit the buffer whole; quotes are doubled in it.
	return append(args, "--id-type=integer", "--array-delimiter=U+001F", "--read-buffer-size="+strconv.Itoa(max(4<<20, 2*longest+1<<20)))
}

// settleVersions is how many versions are replaced in one transaction.
const settleVersions = 200

//go:embed bulk_counted.cypher
var bulkCountedCypher string

// bulkCounts are how many nodes there are.
type bulkCounts struct{ articles, entities, statements, items int }

// Settle ends an import on the database that the importer made, when its
// schema is there: articles of which a later version came are put behind it as
// Save does, copies are grouped, the list of stakeholders is kept, and every
// node is looked for. Errors: Internal when some are
// missing.
func (b *Bulk) Settle(ctx context.Context, s *Store) error {
	for some := range slices.Chunk(b.versions, settleVersions) {
		err := s.write(ctx, func(t transaction) error {
			if err := t.lock(); err != nil {
				return err
			}
			shifts, err := t.replaceVersions(some)
			if err != nil {
				return err
			}
			return t.derive(shifts)
		})
		if err != nil {
			return err
		}
	}
	if err := s.GroupCopies(ctx); err != nil {
		return err
	}
	if err := b.settleStakeholders(ctx, s); err != nil {
		return err
	}
	row, err := s.readRow(ctx, bulkCountedCypher, nil)
	if err != nil {
		return err
	}
	found := bulkCounts{row.number(), row.number(), row.number(), row.number()}
	if err := row.done(); err != nil {
		return err
	}
	if found != b.counted {
		return graph.Errorf(graph.Internal, "The import lost something: %+v were written and %+v are there.", b.counted, found)
	}
	return s.write(ctx, transaction.lock)
}

// settleStakeholders gives the new database its list, if it has one.
func (b *Bulk) settleStakeholders(ctx context.Context, s *Store) error {
	if b.list.Sum == "" {
		return nil
	}
	if _, err := s.SetStakeholders(ctx, b.list); err != nil {
		return err
	}
	return s.StakeholdersApplied(ctx, b.list.Sum)
}

// roundHalfUp rounds to four digits as Cypher does: the decimal digits that a
// number is written with, half away from zero.
func roundHalfUp(x float64) float64 {
	exact, ok := new(big.Rat).SetString(strconv.FormatFloat(x, 'g', -1, 64))
	if !ok {
		return x
	}
	rounded, _ := strconv.ParseFloat(exact.FloatString(4), 64) // digits
	return rounded
}
