package store_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph"
	"entente/graph/store/storetest"
)

// BenchmarkSave saves 1,500 statements a call into a growing graph, and writes
// the same rows in turns with it by plain UNWIND: every node and relationship
// that the save left, with all properties, ledger and aggregated edges
// included, but nothing looked up, checked or counted. Those go to labels and
// types of their own with the same constraints and indexes, so that neither
// graph is in the other's way. of_raw is the ratio of the rates.
func BenchmarkSave(b *testing.B) {
	s := storetest.Open(b)
	raw := newRaw(b)
	c := newCorpus(11, 5_000)
	const size = 1_500
	var saving, writing time.Duration
	n := 0
	step := func(name string) (save, write time.Duration) {
		parcels := benchParcels(c, name, size)
		start := time.Now()
		if _, err := s.Save(context.Background(), name, parcels); err != nil {
			b.Fatal(err)
		}
		save = time.Since(start)
		rows := raw.rows(name, parcels)
		start = time.Now()
		raw.write(rows)
		return save, time.Since(start)
	}
	for i := range 4 { // plans are made, and the graph is no longer empty
		step(fmt.Sprintf("warm%d", i))
	}
	for b.Loop() {
		save, write := step(fmt.Sprintf("b%d", n))
		saving, writing = saving+save, writing+write
		n++
	}
	b.ReportMetric(float64(n*size)/saving.Seconds(), "statements/s")
	b.ReportMetric(writing.Seconds()/saving.Seconds(), "of_raw")
	b.ReportMetric(0, "ns/op")
}

// raw writes rows as plainly as it goes.
type raw struct {
	b       *testing.B
	driver  neo4j.DriverWithContext
	session neo4j.SessionWithContext
}

var (
	schemaNames  = regexp.MustCompile(`(CONSTRAINT|INDEX) (\w+) IF`)
	schemaLabels = regexp.MustCompile(`\((n|r):|\[r:`)
)

// newRaw makes the schema anew for labels and types that begin with Raw, and
// drops it in the end.
func newRaw(b *testing.B) *raw {
	b.Helper()
	c, ctx := storetest.Config(b), context.Background()
	driver, err := neo4j.NewDriverWithContext(c.URI, neo4j.BasicAuth(c.User, c.Password, ""))
	if err != nil {
		b.Fatal(err)
	}
	r := &raw{b, driver, driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: "neo4j"})}
	b.Cleanup(func() { _ = r.session.Close(ctx); _ = driver.Close(ctx) })
	files, err := filepath.Glob("schema/*.cypher")
	if err != nil || len(files) == 0 {
		b.Fatalf("no schema: %v", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		for _, statement := range strings.Split(string(text), ";") {
			name := schemaNames.FindStringSubmatch(statement)
			if name == nil {
				continue
			}
			statement = schemaNames.ReplaceAllString(statement, "$1 raw_$2 IF")
			statement = schemaLabels.ReplaceAllStringFunc(statement, func(s string) string { return s + "Raw" })
			r.run(statement, nil)
			b.Cleanup(func() { storetest.Cypher(b, "", "DROP "+name[1]+" raw_"+name[2]+" IF EXISTS", nil) })
		}
	}
	r.run("CALL db.awaitIndexes(60)", nil)
	return r
}

func (r *raw) run(text string, parameters map[string]any) []*neo4j.Record {
	r.b.Helper()
	ctx := context.Background()
	result, err := r.session.Run(ctx, text, parameters)
	if err != nil {
		r.b.Fatal(err)
	}
	records, err := result.Collect(ctx)
	if err != nil {
		r.b.Fatal(err)
	}
	return records
}

// What a save left: the rows, as lists of maps. Columns: entities, articles,
// statements, items, edges by relation.
const rawRows = `
CALL () { MATCH (d:Article) WHERE d.id IN $articles RETURN collect(properties(d)) AS articles }
CALL () { MATCH (d:Article)-[:REPORTS]->(s) WHERE d.id IN $articles
  RETURN collect({properties: properties(s), speakers: [(s)-[m:SAID_BY]->(p) | {id: p.id, depth: m.depth}]}) AS statements,
    collect(DISTINCT s.source_id) + collect(DISTINCT s.target_id) AS ends, collect(DISTINCT [s.source_id, s.relation, s.target_id]) AS pairs }
CALL (ends) { MATCH (e:Entity) WHERE e.id IN ends RETURN collect(properties(e)) AS entities }
CALL () { MATCH (i:Item {batch: $batch}) RETURN collect(properties(i)) AS items }
CALL (pairs) { UNWIND pairs AS pair MATCH (a:Entity {id: pair[0]}) MATCH (b:Entity {id: pair[2]})
  MATCH (a)-[r]->(b) WHERE type(r) = pair[1]
  WITH type(r) AS relation, collect({source: a.id, target: b.id, properties: properties(r)}) AS rows
  RETURN collect([relation, rows]) AS edges }
RETURN entities, articles, statements, items, edges`

const (
	rawEntities = `UNWIND $rows AS row MERGE (e:RawEntity {id: row.id}) SET e = row`
	rawArticles = `UNWIND $rows AS row CREATE (d:RawArticle) SET d = row
FOREACH (name IN CASE WHEN row.publisher IS NULL THEN [] ELSE [row.publisher] END |
  MERGE (p:RawPublisher {name: name}) CREATE (d)-[:RawPUBLISHED_BY]->(p))`
	rawStatements = `UNWIND $rows AS row
MATCH (a:RawEntity {id: row.properties.source_id}) MATCH (b:RawEntity {id: row.properties.target_id})
MATCH (d:RawArticle {id: row.properties.article_id})
CREATE (s:RawStatement) SET s = row.properties
CREATE (d)-[:RawREPORTS]->(s) CREATE (s)-[:RawSOURCE]->(a) CREATE (s)-[:RawTARGET]->(b)
WITH s, row UNWIND row.speakers AS speaker
MATCH (p:RawEntity {id: speaker.id}) CREATE (s)-[:RawSAID_BY {depth: speaker.depth}]->(p)`
	rawItems = `MERGE (b:RawBatch {id: $batch}) WITH b UNWIND $rows AS row CREATE (i:RawItem) SET i = row CREATE (b)-[:RawHAS_ITEM]->(i)`
	rawEdges = `UNWIND $rows AS row MATCH (a:RawEntity {id: row.source}) MATCH (b:RawEntity {id: row.target})
MERGE (a)-[r:%s {key: row.properties.key}]->(b) SET r = row.properties`
)

type rawText struct {
	text string
	rows any
}

// rows reads what a save left.
func (r *raw) rows(batch string, parcels []graph.Parcel) []rawText {
	r.b.Helper()
	ids := make([]string, len(parcels))
	for i, p := range parcels {
		ids[i] = p.Article.ID
	}
	found := r.run(rawRows, map[string]any{"batch": batch, "articles": ids})[0].Values
	texts := []rawText{{rawEntities, found[0]}, {rawArticles, found[1]}, {rawStatements, found[2]}, {rawItems, found[3]}}
	for _, edges := range found[4].([]any) {
		relation := edges.([]any)
		texts = append(texts, rawText{fmt.Sprintf(rawEdges, "Raw"+relation[0].(string)), relation[1]})
	}
	if n := len(found[2].([]any)); n != 5*len(parcels) {
		r.b.Fatalf("%d statements were left of %d articles", n, len(parcels))
	}
	return texts
}

// write writes the rows in one transaction.
func (r *raw) write(texts []rawText) {
	r.b.Helper()
	ctx := context.Background()
	tx, err := r.session.BeginTransaction(ctx)
	if err != nil {
		r.b.Fatal(err)
	}
	defer tx.Close(ctx)
	for _, t := range texts {
		result, err := tx.Run(ctx, t.text, map[string]any{"rows": t.rows, "batch": "raw"})
		if err == nil {
			_, err = result.Consume(ctx)
		}
		if err != nil {
			r.b.Fatal(err)
		}
	}
	if err := tx.Commit(ctx); err != nil {
		r.b.Fatal(err)
	}
}
