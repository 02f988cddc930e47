package store

import (
	"encoding/base64"
	"fmt"
	"math"
	"strconv"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph"
)

// maxValueDepth bounds lists and maps inside one another in a reply.
const maxValueDepth = 64

// jsonSize turns the driver's values into values for JSON and counts down
// about how many bytes they take there.
type jsonSize struct{ left int }

func (j *jsonSize) row(values []any) ([]any, error) { return j.list(values, 0) }

func (j *jsonSize) value(value any, depth int) (any, error) {
	if j.left -= 8; j.left < 0 {
		return nil, nil // the row is cut; its end is of no interest
	}
	if depth > maxValueDepth {
		return nil, graph.Errorf(graph.TooLarge, "The reply holds lists or maps nested more than %d deep. Return flatter values.", maxValueDepth)
	}
	switch v := value.(type) {
	case nil, bool:
		return v, nil
	case string:
		return j.text(v), nil
	case int64:
		return safeInteger(v), nil
	case float64:
		return safeFloat(v), nil
	case []byte:
		return j.text(base64.StdEncoding.EncodeToString(v)), nil
	case []any:
		return j.list(v, depth)
	case map[string]any:
		return j.object(v, depth)
	}
	return j.structure(value, depth)
}

func (j *jsonSize) text(v string) string {
	j.left -= len(v)
	return v
}

func (j *jsonSize) list(values []any, depth int) ([]any, error) {
	list := make([]any, 0, min(len(values), 1024))
	for _, value := range values {
		v, err := j.value(value, depth+1)
		if err != nil || j.left < 0 {
			return nil, err
		}
		list = append(list, v)
	}
	return list, nil
}

func (j *jsonSize) object(properties map[string]any, depth int) (map[string]any, error) {
	object := make(map[string]any, len(properties)+4)
	for key, value := range properties {
		v, err := j.value(value, depth+1)
		if err != nil || j.left < 0 {
			return nil, err
		}
		object[j.text(key)] = v
	}
	return object, nil
}

// structure turns what only a graph has. Keys with an underscore win over
// properties of the same name.
func (j *jsonSize) structure(value any, depth int) (any, error) {
	switch v := value.(type) {
	case neo4j.Node:
		return j.marked(v.Props, depth, map[string]any{"_id": v.ElementId, "_labels": v.Labels})
	case neo4j.Relationship:
		return j.marked(v.Props, depth, map[string]any{
			"_id": v.ElementId, "_type": v.Type, "_start": v.StartElementId, "_end": v.EndElementId,
		})
	case neo4j.Path:
		return j.path(v, depth)
	}
	return j.text(asText(value)), nil
}

func (j *jsonSize) marked(properties map[string]any, depth int, marks map[string]any) (any, error) {
	object, err := j.object(properties, depth)
	if err != nil || object == nil {
		return nil, err
	}
	for key, mark := range marks {
		j.left -= len(key) + 40
		object[key] = mark
	}
	return object, nil
}

func (j *jsonSize) path(p neo4j.Path, depth int) (any, error) {
	nodes, err := j.list(anys(p.Nodes), depth)
	if err != nil {
		return nil, err
	}
	relationships, err := j.list(anys(p.Relationships), depth)
	return map[string]any{"_nodes": nodes, "_relationships": relationships}, err
}

func anys[T any](values []T) []any {
	list := make([]any, len(values))
	for i, v := range values {
		list[i] = v
	}
	return list
}

// safeInteger keeps whole numbers that every reader of JSON keeps, and writes
// the others as text: 2^53 is where JavaScript begins to round.
func safeInteger(v int64) any {
	if v > maxSafeInteger || v < -maxSafeInteger {
		return strconv.FormatInt(v, 10)
	}
	return v
}

// safeFloat writes what JSON has no number for as text.
func safeFloat(v float64) any {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return strconv.FormatFloat(v, 'g', -1, 64)
	}
	return v
}

// asText writes a temporal or spatial value as Cypher's toString does.
func asText(value any) string {
	switch v := value.(type) {
	case time.Time:
		return zoned(v)
	case neo4j.Point2D:
		return fmt.Sprintf("point({srid:%d, x:%s, y:%s})", v.SpatialRefId, decimal(v.X), decimal(v.Y))
	case neo4j.Point3D:
		return fmt.Sprintf("point({srid:%d, x:%s, y:%s, z:%s})", v.SpatialRefId, decimal(v.X), decimal(v.Y), decimal(v.Z))
	case fmt.Stringer: // Date, Time, LocalTime, LocalDateTime, Duration
		return v.String()
	}
	return fmt.Sprint(value)
}

// zoned writes a moment with its offset and, where it has one, its zone.
func zoned(t time.Time) string {
	text := t.Format("2006-01-02T15:04:05.999999999Z07:00")
	if zone := t.Location().String(); zone != "" && zone != "Offset" && zone != "UTC" && zone != "Local" {
		return text + "[" + zone + "]"
	}
	return text
}

func decimal(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
