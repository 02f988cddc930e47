package web

import (
	"context"
	"time"

	"entente/graph"
)

type relationsReply struct {
	Relations []relationInfo `json:"relations"`
}

// relationInfo is a relation with how often it is read right.
type relationInfo struct {
	graph.RelationInfo
	Judged *judgedReply `json:"judged,omitempty" doc:"how many statements of this relation people judged right in the last round of judging; absent when they judged none"`
}

type judgedReply struct {
	graph.Judged
	Low  float64 `json:"low" doc:"lower end of the 95 % interval of the precision, 0 to 1"`
	High float64 `json:"high" doc:"upper end of it"`
}

func (s *Server) relations(context.Context, *struct{}) (*reply[relationsReply], error) {
	out := relationsReply{Relations: []relationInfo{}}
	for _, info := range graph.Relations() {
		one := relationInfo{RelationInfo: info}
		if j, ok := s.config.Judged[info.Relation]; ok {
			low, high := j.Interval()
			one.Judged = &judgedReply{j, low, high}
		}
		out.Relations = append(out.Relations, one)
	}
	return &reply[relationsReply]{out}, nil
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
