package web

import (
	"encoding/json"
	"testing"

	"entente/graph"
)

// TestAnswersRunInTheConsole: the Cypher that each reply carries passes the
// guard and gives rows, so that a reader can paste it.
func TestAnswersRunInTheConsole(t *testing.T) {
	d := open(t, nil)
	for _, path := range []string{
		"search?q=russ", "overview", "overview?relation=SUPPORTS", "entities/country-russia",
		"neighborhood?id=country-russia", "neighborhood?id=country-russia&hops=2&mode=asserted&min=1",
		"statements", "statements?source=country-russia", "statements?target=country-russia", "statements?speaker=igo-united-nations",
		"statements?source=country-russia&target=country-turkey&between=true", "statements?article=" + d.names["article talks"],
		"statements/" + d.names["statement talks 0"], "articles", "articles/" + d.names["article talks"],
	} {
		answer := decode[graph.Answer](t, d.send(t, "GET /api/v1/"+path))
		body, err := json.Marshal(graph.CypherQuery{Query: answer.Cypher, Parameters: answer.Parameters})
		if err != nil {
			t.Fatal(err)
		}
		got := d.send(t, "POST /api/v1/cypher\nContent-Type: application/json\n\n"+string(body))
		if got.status != 200 {
			t.Errorf("%s: the console answers %d %s\n%s", path, got.status, got.body, answer.Cypher)
			continue
		}
		if table := decode[graph.Table](t, got); len(table.Rows) == 0 {
			t.Errorf("%s: the console gives no rows", path)
		}
	}
}
