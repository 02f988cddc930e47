package web

import (
	"reflect"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"entente/graph"
)

// aliases lets types of package graph, which knows nothing of HTTP, be
// described by types of this file.
func aliases(r huma.Registry) {
	r.RegisterTypeAlias(reflect.TypeFor[graph.Relation](), reflect.TypeFor[relationEnum]())
	r.RegisterTypeAlias(reflect.TypeFor[graph.Mode](), reflect.TypeFor[modeEnum]())
	r.RegisterTypeAlias(reflect.TypeFor[graph.Kind](), reflect.TypeFor[kindEnum]())
	r.RegisterTypeAlias(reflect.TypeFor[graph.Direction](), reflect.TypeFor[directionEnum]())
	r.RegisterTypeAlias(reflect.TypeFor[graph.Seed](), reflect.TypeFor[seedEnum]())
	r.RegisterTypeAlias(reflect.TypeFor[graph.Plover](), reflect.TypeFor[ploverEnum]())
	r.RegisterTypeAlias(reflect.TypeFor[graph.Date](), reflect.TypeFor[day]())
}

// named puts an enumeration into the components under a name and refers to it.
func named[T ~string](r huma.Registry, name, doc string, values []T) *huma.Schema {
	if r.Map()[name] == nil {
		enum := make([]any, len(values))
		for i, v := range values {
			enum[i] = string(v)
		}
		s := &huma.Schema{Type: huma.TypeString, Description: doc, Enum: enum}
		s.PrecomputeMessages()
		r.Map()[name] = s
	}
	return &huma.Schema{Ref: "#/components/schemas/" + name}
}

type relationEnum string

// Schema lists the 22 relations.
func (relationEnum) Schema(r huma.Registry) *huma.Schema {
	var values []graph.Relation
	for _, info := range graph.Relations() {
		values = append(values, info.Relation)
	}
	return named(r, "Relation", "what one actor does to another; GET /api/v1/relations explains each", values)
}

type modeEnum string

// Schema lists the modes.
func (modeEnum) Schema(r huma.Registry) *huma.Schema {
	return named(r, "Mode", "how something is said", graph.Modes())
}

type kindEnum string

// Schema lists the kinds of entities.
func (kindEnum) Schema(r huma.Registry) *huma.Schema {
	return named(r, "Kind", "what sort of actor an entity is", graph.Kinds())
}

type directionEnum string

// Schema lists the directions of relations.
func (directionEnum) Schema(r huma.Registry) *huma.Schema {
	return named(r, "Direction", "how source and target stand", []graph.Direction{graph.To, graph.Both, graph.ToEvent})
}

type seedEnum string

// Schema lists where entities come from.
func (seedEnum) Schema(r huma.Registry) *huma.Schema {
	return named(r, "Seed", "where an entity came from", []graph.Seed{graph.SeedGazetteer, graph.SeedStakeholders, graph.SeedText})
}

type ploverEnum string

// Schema lists the PLOVER roots that relations have.
func (ploverEnum) Schema(r huma.Registry) *huma.Schema {
	values := []graph.Plover{""}
	for _, info := range graph.Relations() {
		if !slices.Contains(values, info.Plover) {
			values = append(values, info.Plover)
		}
	}
	return named(r, "Plover", "root of the PLOVER event ontology; empty for BELONGS_TO", values)
}

type day string

// Schema describes a calendar day.
func (day) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Format: "date"}
}
