package web

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"
	"github.com/labstack/echo/v4"

	"entente/graph"
)

// routes is every address of the server. What is not listed is a page of the
// browser's own routing, or not found.
func (s *Server) routes(e *echo.Echo) huma.API {
	api := humaecho.New(e, apiConfig())

	huma.Register(api, get("/api/v1/search", "search", "questions", "Search actors, articles and statements",
		"Actors by name, alias, beginning and near spelling; articles and statements by words. Each list best first."), s.search)
	huma.Register(api, get("/api/v1/overview", "overview", "questions", "The best-evidenced part of the graph",
		"What the first screen shows, with a summary of the whole graph."), s.overview)
	huma.Register(api, get("/api/v1/entities/{id}", "entity", "questions", "Profile of an actor",
		"Names, affiliations, counts, strongest relations, first and last seen.", graph.NotFound), s.entity)
	huma.Register(api, get("/api/v1/neighborhood", "neighborhood", "questions", "What lies around actors",
		"Nodes and edges, best evidenced first. Each node tells how many neighbors the view hides."), s.neighborhood)
	huma.Register(api, get("/api/v1/relations", "relations", "questions", "The closed list of relations",
		"All 22, from cooperation to conflict, with direction, polarity, weight and codes, and how many statements of each people judged right."), s.relations)

	huma.Register(api, get("/api/v1/statements", "statements", "evidence", "Evidence, newest first",
		"What sentences say, each with its spans, mode and speakers. A cursor leads to the next page."), s.statements)
	huma.Register(api, get("/api/v1/statements/{id}", "statement", "evidence", "One statement with the text around it",
		"The sentence verbatim in its window of the article.", graph.NotFound), s.statement)
	huma.Register(api, get("/api/v1/articles", "articles", "evidence", "Articles, newest first", "Without their texts."), s.articles)
	huma.Register(api, get("/api/v1/articles/{id}", "article", "evidence", "An article with its statements",
		"One version of a text, in which every statement's spans are offsets. Carries an ETag.", graph.NotFound), s.article)
	huma.Register(api, operation(http.MethodDelete, "/api/v1/articles/{id}", "removeArticle", "loading", "Remove an article",
		"With all its versions and statements. Edges keep what other articles support; what nothing names any more goes too.", graph.NotFound), s.removeArticle)

	huma.Register(api, s.bodied(post("/api/v1/cypher", "cypher", "cypher", "Run a reading Cypher statement",
		"The statement passes a guard first: it can read and nothing else. Rows, bytes and time are bounded, and the reply says when rows were cut.",
		graph.Refused, graph.Timeout, graph.TooLarge)), s.cypher)
	huma.Register(api, s.bodied(post("/api/v1/cypher/explain", "explain", "cypher", "Plan of a reading Cypher statement",
		"What the database would do, without doing it.", graph.Refused, graph.Timeout, graph.TooLarge)), s.explain)

	s.loadingRoutes(api)

	huma.Register(api, get("/api/v1/status", "status", "server", "What runs here", "Version, database and limits."), s.status)
	huma.Register(api, get("/api/v1/health/live", "live", "server", "Does the server run?", "Asks nothing of the database."), s.live)
	huma.Register(api, get("/api/v1/health/ready", "ready", "server", "Can the server answer?", "Asks the database."), s.ready)

	e.GET("/api/v1/openapi.json", s.openAPI)
	e.GET("/api/v1/docs", s.page("docs/index.html"))
	e.GET("/api/v1/docs/:file", s.docsFile)
	e.GET("/problems", s.page("problems"))
	e.GET("/problems/:code", s.problemPage)
	e.Use(s.browser) // every other address
	return api
}

// loadingRoutes are those of batches and of the list of stakeholders.
func (s *Server) loadingRoutes(api huma.API) {
	huma.Register(api, s.uploadOperation(), s.load)
	huma.Register(api, s.bodied(acceptedOperation("/api/v1/batches/url", "loadAddress", "Load what is at an address",
		"Queues a page, a feed, a table or an archive on the public internet, within the limits of entente load. Addresses of private networks are refused, also behind redirects.",
		graph.TooLarge)), s.loadAddress)
	huma.Register(api, acceptedOperation("/api/v1/batches/sample", "loadSample", "Load the sample corpus",
		"Queues the reports that come with the program."), s.loadSample)
	huma.Register(api, get("/api/v1/batches", "batches", "loading", "Batches, newest first", "Those that wait or run come first."), s.batches)
	huma.Register(api, get("/api/v1/batches/{id}", "batch", "loading", "One batch", "Its state and counts.", graph.NotFound), s.batch)
	huma.Register(api, get("/api/v1/batches/{id}/items", "items", "loading", "Items of a batch",
		"Each article, or input that gave none, with the reason.", graph.NotFound), s.items)
	huma.Register(api, rejectsOperation(), s.rejects)
	huma.Register(api, eventsOperation(api), s.events)
	huma.Register(api, post("/api/v1/batches/{id}/cancel", "cancelBatch", "loading", "Cancel a batch",
		"What was written stays; loading the same again goes on.", graph.NotFound, graph.Conflict), s.cancelBatch)
	huma.Register(api, acceptedOperation("/api/v1/batches/{id}/retry", "retryBatch", "Load the rest of a batch",
		"Runs a batch again that failed or was canceled, or of which articles failed, as long as the server has what it loaded (`kept`). What came to an end stays as it is.",
		graph.NotFound, graph.Conflict), s.retryBatch)

	huma.Register(api, stakeholdersOperation(), s.stakeholders)
	huma.Register(api, stakeholdersCSVOperation(), s.stakeholdersCSV)
	huma.Register(api, s.setStakeholdersOperation(), s.setStakeholders)
	huma.Register(api, removeStakeholdersOperation(), s.removeStakeholders)
	documentUpload(api, s.limits)
}
