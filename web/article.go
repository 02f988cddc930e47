package web

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"

	"entente/graph"
)

type articleInput struct {
	PathID
	IfNoneMatch string `header:"If-None-Match" doc:"ETag of the reply you have"`
}

type articleReply struct {
	Status       int
	ETag         string `header:"ETag" doc:"changes when the text, its versions or its statements do"`
	CacheControl string `header:"Cache-Control"`
	Body         graph.ArticlePage
}

// article answers with a text and its statements, or with 304 where the client
// has them.
func (s *Server) article(ctx context.Context, in *articleInput) (*articleReply, error) {
	page, err := ask(ctx, graph.ArticleQuery{ID: in.ID}, s.store.Article)
	if err != nil {
		return nil, err
	}
	out := &articleReply{Status: http.StatusOK, CacheControl: "private, no-cache", Body: page.Body}
	content, err := json.Marshal(page.Body)
	if err != nil {
		return nil, graph.Errorf(graph.Internal, "the article is no JSON: %w", err)
	}
	// Weak, because the body may be sent compressed or not.
	out.ETag = `W/"` + graph.Hash(string(content))[:32] + `"`
	if matches(in.IfNoneMatch, out.ETag) {
		out.Status = http.StatusNotModified
	}
	return out, nil
}

// removeArticle takes an article out of the graph, with what it alone supported.
func (s *Server) removeArticle(ctx context.Context, in *PathID) (*reply[graph.Removal], error) {
	removal, err := s.store.Remove(ctx, []string{in.ID})
	if err != nil {
		return nil, err
	}
	return &reply[graph.Removal]{removal}, nil
}

// matches compares an If-None-Match header with an ETag, weakly.
func matches(header, etag string) bool {
	want := strings.TrimPrefix(etag, "W/")
	for candidate := range strings.SplitSeq(header, ",") {
		candidate = strings.TrimSpace(candidate)
		if candidate == "*" || strings.TrimPrefix(candidate, "W/") == want {
			return true
		}
	}
	return false
}
