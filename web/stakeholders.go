package web

import (
	"bytes"
	"context"
	"mime"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"entente/graph"
	"entente/loader"
)

const mediaCSV = "text/csv"

// firstStakeholders is how many rows of the list come unless asked otherwise.
const firstStakeholders = 50

type stakeholdersInput struct {
	Limit int `query:"limit" minimum:"0" maximum:"1000" doc:"rows at most, in the order of the file; 50 when absent"`
}

type stakeholdersReply struct {
	graph.StakeholderList
	Rows []graph.Stakeholder `json:"rows" doc:"the first of the list; /api/v1/stakeholders/csv has all"`
}

func stakeholdersOperation() huma.Operation {
	return get("/api/v1/stakeholders", "stakeholders", "loading", "The list of stakeholders",
		"Which list of your own actors the database keeps, and its first rows. Without one, sum is empty.")
}

// stakeholders tells which list the database keeps.
func (s *Server) stakeholders(ctx context.Context, in *stakeholdersInput) (*reply[stakeholdersReply], error) {
	fill(&in.Limit, firstStakeholders)
	list, rows, err := loader.Stakeholders(ctx, s.store)
	if err != nil {
		return nil, err
	}
	return &reply[stakeholdersReply]{stakeholdersReply{list, rows[:min(len(rows), in.Limit)]}}, nil
}

// stakeholdersCSVOperation describes the download of the list.
func stakeholdersCSVOperation() huma.Operation {
	op := get("/api/v1/stakeholders/csv", "stakeholdersCSV", "loading", "The list of stakeholders as it was given",
		"The CSV to keep or to change; empty without a list.")
	op.Responses["200"] = &huma.Response{
		Description: "The list.",
		Content:     map[string]*huma.MediaType{mediaCSV: {Schema: &huma.Schema{Type: huma.TypeString}}},
	}
	return op
}

func (s *Server) stakeholdersCSV(ctx context.Context, _ *struct{}) (*huma.StreamResponse, error) {
	list, err := s.store.Stakeholders(ctx)
	if err != nil {
		return nil, err
	}
	return &huma.StreamResponse{Body: func(c huma.Context) { //nolint:contextcheck // c carries the request's
		c.SetHeader("Content-Type", mediaCSV+"; charset=utf-8")
		c.SetHeader("Content-Disposition", `attachment; filename="stakeholders.csv"`)
		c.SetHeader("Cache-Control", "no-store")
		c.SetStatus(http.StatusOK)
		_, _ = c.BodyWriter().Write([]byte(list.CSV)) // the client may be gone
	}}, nil
}

func (s *Server) setStakeholdersOperation() huma.Operation {
	op := operation(http.MethodPut, "/api/v1/stakeholders", "setStakeholders", "loading", "Set the list of stakeholders",
		"A CSV in UTF-8 whose first line names the columns: name, aliases, kind, iso3, wikidata, description, parent; at most 10 MB, 50,000 rows and 250,000 names. "+
			"What is wrong with it is told by line and column, and then nothing changes. Queues a batch that reads by the list what is loaded; every load reads by it from now on.",
		graph.TooLarge, codeMedia, codeTooSlow, codeTooMany, graph.NoSpace)
	op.DefaultStatus = http.StatusAccepted
	return s.bodied(op)
}

type setStakeholdersInput struct {
	Name        string `query:"name" maxLength:"200" doc:"of the file that the list comes from" example:"list.csv"`
	ContentType string `header:"Content-Type" doc:"text/csv"`
	RawBody     []byte `contentType:"text/csv"`
}

func (s *Server) setStakeholders(ctx context.Context, in *setStakeholdersInput) (*acceptedReply, error) {
	release, ok := s.uploads.take()
	if !ok {
		return nil, graph.Errorf(codeTooMany, "%d uploads are coming in already; try again in a moment", s.limits.Uploads)
	}
	defer release()
	if media, _, err := mime.ParseMediaType(in.ContentType); err != nil || media != mediaCSV {
		return nil, graph.Errorf(codeMedia, "send the list as %s", mediaCSV)
	}
	name := "list.csv"
	if in.Name != "" {
		name = cleanName(in.Name)
	}
	list, err := loader.ReadStakeholders(name, bytes.NewReader(in.RawBody))
	if err != nil {
		return nil, err
	}
	return accepted(s.jobs.SetStakeholders(ctx, list))
}

func removeStakeholdersOperation() huma.Operation {
	op := operation(http.MethodDelete, "/api/v1/stakeholders", "removeStakeholders", "loading", "Remove the list of stakeholders",
		"Queues a batch that reads without it what is loaded.", codeTooMany, graph.NoSpace)
	op.DefaultStatus = http.StatusAccepted
	return op
}

func (s *Server) removeStakeholders(ctx context.Context, _ *struct{}) (*acceptedReply, error) {
	return accepted(s.jobs.SetStakeholders(ctx, graph.StakeholderList{}))
}
