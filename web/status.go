package web

import (
	"context"
	"time"

	"entente/graph"
)

type relationsReply struct {
	Relations []graph.RelationInfo `json:"relations"`
}

func (s *Server) relations(context.Context, *struct{}) (*reply[relationsReply], error) {
	return &reply[relationsReply]{relationsReply{graph.Relations()}}, nil
}

// statusReply tells what runs here.
type statusReply struct {
	Version string `json:"version" doc:"of the program" example:"0.1.0"`
	Neo4j   Neo4j  `json:"neo4j"`
	Limits  Limits `json:"limits"`
}

func (s *Server) status(context.Context, *struct{}) (*reply[statusReply], error) {
	return &reply[statusReply]{statusReply{Version: s.config.Version, Neo4j: s.config.Neo4j, Limits: s.limits}}, nil
}

type healthReply struct {
	Status string `json:"status" enum:"live,ready"`
}

func (s *Server) live(context.Context, *struct{}) (*reply[healthReply], error) {
	return &reply[healthReply]{healthReply{"live"}}, nil
}

// readyWithin bounds how long the database may take to say that it is there.
const readyWithin = 3 * time.Second

func (s *Server) ready(ctx context.Context, _ *struct{}) (*reply[healthReply], error) {
	ctx, cancel := context.WithTimeout(ctx, readyWithin)
	defer cancel()
	if err := s.store.Ping(ctx); err != nil {
		return nil, graph.Errorf(graph.Unavailable, "the database does not answer: %w", err)
	}
	return &reply[healthReply]{healthReply{"ready"}}, nil
}
