package web

import (
	"bytes"
	"context"
	"encoding/json"

	"entente/graph"
)

type cypherInput struct {
	Body struct {
		Query      string     `json:"query" doc:"one reading statement" example:"MATCH (a:Entity)-[r:SUPPORTS]->(b:Entity) RETURN a.name, b.name, r.statements ORDER BY r.statements DESC LIMIT 20"`
		Parameters parameters `json:"parameters,omitempty" doc:"values for $name in the query; whole numbers stay whole"`
	}
}

func (in *cypherInput) question() graph.CypherQuery {
	return graph.CypherQuery{Query: in.Body.Query, Parameters: in.Body.Parameters}
}

func (s *Server) cypher(ctx context.Context, in *cypherInput) (*reply[graph.Table], error) {
	return ask(ctx, in.question(), s.store.Cypher)
}

func (s *Server) explain(ctx context.Context, in *cypherInput) (*reply[graph.Plan], error) {
	return ask(ctx, in.question(), s.store.Explain)
}

// parameters are the values of a query. Whole numbers become int64, because
// LIMIT and SKIP take no other.
type parameters map[string]any

// UnmarshalJSON reads an object.
func (p *parameters) UnmarshalJSON(text []byte) error {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var values map[string]any
	if err := decoder.Decode(&values); err != nil {
		return err
	}
	for name, value := range values {
		values[name] = plain(value)
	}
	*p = values
	return nil
}

// plain turns JSON numbers into Go numbers, all the way down.
func plain(value any) any {
	switch v := value.(type) {
	case json.Number:
		if whole, err := v.Int64(); err == nil {
			return whole
		}
		broken, err := v.Float64()
		if err != nil {
			return v.String()
		}
		return broken
	case []any:
		for i := range v {
			v[i] = plain(v[i])
		}
	case map[string]any:
		for name := range v {
			v[name] = plain(v[name])
		}
	}
	return value
}
