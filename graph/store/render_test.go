package store_test

import (
	"fmt"
	"sort"
	"strings"

	"entente/graph"
)

// render writes a reply in lines that people can compare.
func render(w *world, reply any) string {
	var b strings.Builder
	switch r := reply.(type) {
	case graph.Overview:
		renderView(&b, r.View)
	case graph.View:
		renderView(&b, r)
	case graph.Summary:
		renderSummary(&b, r)
	case graph.StatementPage:
		renderStatements(&b, w, r.Statements)
		fmt.Fprintf(&b, "articles %s, total %d, more %v\n", strings.Join(articleNames(w, r.Articles), " "), r.Total, r.Next != "")
	case graph.StatementDetail:
		renderStatements(&b, w, []graph.Statement{r.Statement})
		fmt.Fprintf(&b, "article %s\nwindow %d-%d %q\n", w.names[r.Article.ID], r.Window.Start, r.Window.End, r.Window.Text)
	case graph.ArticlePage:
		fmt.Fprintf(&b, "article %s version %d current %v %q\n", w.names[r.Article.ID], r.Article.Version, r.Article.Current, r.Article.Text)
		fmt.Fprintf(&b, "versions %s\n", strings.Join(articleNames(w, r.Versions), " "))
		if r.Copies.Total > 0 {
			fmt.Fprintf(&b, "copies %s, total %d, publishers %d\n", strings.Join(articleNames(w, r.Copies.Articles), " "), r.Copies.Total, r.Copies.Publishers)
		}
		renderStatements(&b, w, r.Statements)
	case graph.ArticleList:
		for _, a := range r.Articles {
			fmt.Fprintf(&b, "%s  %s  %s  statements %d\n", w.names[a.ID], day(graph.DateOf(a.Published)), a.Publisher, a.Statements)
		}
		fmt.Fprintf(&b, "total %d, more %v\n", r.Total, r.Next != "")
	case graph.Profile:
		renderProfile(&b, r)
	case graph.SearchResult:
		for _, n := range r.Entities {
			fmt.Fprintf(&b, "entity %s\n", n.ID)
		}
		for _, name := range articleNames(w, r.Articles) {
			fmt.Fprintf(&b, "article %s\n", name)
		}
		renderStatements(&b, w, r.Statements)
		fmt.Fprintf(&b, "more %v\n", r.More)
	case graph.ItemPage:
		b.WriteString(renderItems(w, r.Items))
		fmt.Fprintf(&b, "total %d, more %v\n", r.Total, r.Next != "")
	}
	return b.String()
}

func day(d graph.Date) string {
	if d == "" {
		return "undated"
	}
	return string(d)
}

func articleNames(w *world, articles []graph.Article) []string {
	names := make([]string, len(articles))
	for i, a := range articles {
		names[i] = w.names[a.ID]
	}
	return names
}

func renderItems(w *world, items []graph.Item) string {
	var b strings.Builder
	for _, i := range items {
		fmt.Fprintf(&b, "-> %s %s, %d statements", i.Name, i.State, i.Statements)
		if i.Rejects > 0 || i.Reason != "" {
			reason := i.Reason
			for id, name := range w.names {
				reason = strings.ReplaceAll(reason, id, name)
			}
			fmt.Fprintf(&b, ", %d rejects at %s: %s", i.Rejects, i.Stage, reason)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func renderStatements(b *strings.Builder, w *world, statements []graph.Statement) {
	for _, s := range statements {
		fmt.Fprintf(b, "%s  %s %s %s  %s  %s", w.names[s.ID], s.Source.EntityID, s.Relation, s.Target.EntityID, s.Mode, day(graph.DateOf(s.Published)))
		for _, m := range s.Speakers {
			fmt.Fprintf(b, "  said by %s (%s)", m.EntityID, m.Text)
		}
		if s.Source.Text != s.Source.Entity {
			fmt.Fprintf(b, "  source as %q", s.Source.Text)
		}
		if !s.Current {
			b.WriteString("  not current")
		}
		b.WriteString("\n")
	}
}

func renderView(b *strings.Builder, v graph.View) {
	for _, e := range v.Edges {
		fmt.Fprintf(b, "edge %s %s %s  statements %d articles %d publishers %d independent %d", e.Source, e.Relation, e.Target, e.Statements, e.Articles, e.Publishers, e.Independent)
		for _, mode := range []struct {
			name string
			n    int
		}{{"asserted", e.Asserted}, {"hedged", e.Hedged}, {"planned", e.Planned}, {"conditional", e.Conditional}, {"negated", e.Negated}} {
			if mode.n > 0 {
				fmt.Fprintf(b, " %s %d", mode.name, mode.n)
			}
		}
		fmt.Fprintf(b, "  weight %g polarity %+d  %s..%s %v %v\n", e.Weight, e.Polarity, day(e.First), day(e.Last), e.Months, e.Counts)
	}
	nodes := append([]graph.Node(nil), v.Nodes...)
	sort.Slice(nodes, func(i, j int) bool { return nodes[i].ID < nodes[j].ID })
	for _, n := range nodes {
		fmt.Fprintf(b, "node %s  degree %d statements %d hidden %d\n", n.ID, n.Degree, n.Statements, n.Hidden)
	}
	fmt.Fprintf(b, "total %d edges, %d nodes\n", v.TotalEdges, v.TotalNodes)
}

func renderProfile(b *strings.Builder, p graph.Profile) {
	fmt.Fprintf(b, "%s %q %s %s aliases %q  degree %d statements %d hidden %d  %s..%s\n",
		p.ID, p.Name, p.Kind, p.Seed, p.Aliases, p.Degree, p.Statements, p.Hidden, day(p.First), day(p.Last))
	for _, r := range p.Relations {
		fmt.Fprintf(b, "relation %s outgoing %d incoming %d\n", r.Relation, r.Outgoing, r.Incoming)
	}
	for _, a := range p.Affiliations {
		fmt.Fprintf(b, "affiliation %s outgoing %v\n", a.Entity.ID, a.Outgoing)
	}
	for _, s := range p.Surfaces {
		fmt.Fprintf(b, "surface %q %d\n", s.Text, s.Count)
	}
	renderView(b, p.Top)
}

func renderSummary(b *strings.Builder, s graph.Summary) {
	fmt.Fprintf(b, "articles %d statements %d actors %d relations %d  %s..%s\n", s.Articles, s.Statements, s.Actors, s.Relations, day(s.First), day(s.Last))
	for _, p := range s.Publishers {
		fmt.Fprintf(b, "publisher %s %d\n", p.Publisher, p.Articles)
	}
	for _, w := range s.Weeks {
		fmt.Fprintf(b, "week %s  %d %d %d\n", w.Week, w.Negative, w.Neutral, w.Positive)
	}
	for _, h := range s.Highlights {
		fmt.Fprintf(b, "highlight %s %s %s %s %d\n", h.Kind, h.Source.ID, h.Relation, h.Target.ID, h.Statements)
	}
}
