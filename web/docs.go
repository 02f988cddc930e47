package web

import (
	"bytes"
	"embed"
	"html/template"

	"github.com/labstack/echo/v4"

	"entente/graph"
)

//go:embed docs
var docs embed.FS

// documentationPages are the page that shows the API's description, its files,
// and a page for each kind of problem.
func documentationPages() (map[string]*asset, error) {
	pages, err := assetsIn(docs, ".")
	if err != nil {
		return nil, graph.Errorf(graph.Internal, "the documentation is not in the program: %w", err)
	}
	t, err := template.ParseFS(docs, "docs/problem.html")
	if err != nil {
		return nil, graph.Errorf(graph.Internal, "the page of problems is broken: %w", err)
	}
	render := func(name string, types []problemType) error {
		var b bytes.Buffer
		if err := t.Execute(&b, types); err != nil {
			return graph.Errorf(graph.Internal, "the page of problems is broken: %w", err)
		}
		pages[name] = newAsset(mediaTypes[".html"], b.Bytes())
		return nil
	}
	for _, p := range problemTypes {
		if err := render("problems/"+string(p.Code), []problemType{p}); err != nil {
			return nil, err
		}
	}
	return pages, render("problems", problemTypes)
}

func (s *Server) openAPI(c echo.Context) error { return s.openapi.serve(c) }

// page serves one page by its name.
func (s *Server) page(name string) echo.HandlerFunc {
	return func(c echo.Context) error {
		if p := s.pages[name]; p != nil {
			return p.serve(c)
		}
		return echo.ErrNotFound
	}
}

func (s *Server) docsFile(c echo.Context) error { return s.page("docs/" + c.Param("file"))(c) }

func (s *Server) problemPage(c echo.Context) error { return s.page("problems/" + c.Param("code"))(c) }
