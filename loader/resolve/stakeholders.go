package resolve

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"entente/graph"
)

// Limits of a stakeholder list.
const (
	maxListBytes   = 10 << 20
	maxListRows    = 50_000
	maxListNames   = 250_000 // names and aliases of all rows
	maxName        = 200     // code points of a name or alias
	maxDescription = 5_000   // code points
)

// names are the name and the aliases of a row.
func names(s graph.Stakeholder) []string { return append([]string{s.Name}, s.Aliases...) }

// listColumns may stand in any order; only the first is required.
var listColumns = []string{"name", "aliases", "kind", "iso3", "wikidata", "description", "parent"}

// ReadStakeholders reads a list in CSV. Its first line names the columns, in any
// order: name, which is required, aliases (parted by |), kind, iso3, wikidata,
// description and parent. Cells are parted by commas, semicolons or tabs; the
// text is UTF-8, with or without a byte order mark. Empty rows are skipped.
// Names come back in NFC, with single spaces.
//
// Errors: Invalid, which lists the problems, up to twenty, each with its line,
// its column and what to change; TooLarge for a list of more than 10 MB, 50,000
// rows or 250,000 names.
func ReadStakeholders(r io.Reader) ([]graph.Stakeholder, error) {
	raw, err := io.ReadAll(io.LimitReader(r, maxListBytes+1))
	switch {
	case err != nil:
		return nil, graph.Errorf(graph.Invalid, "The stakeholder list cannot be read: %w", err)
	case len(raw) > maxListBytes:
		return nil, graph.Errorf(graph.TooLarge, "The stakeholder list has more than %d MB; leave out what the articles do not name.", maxListBytes>>20)
	}
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(raw) {
		return nil, problems{{line: badLine(raw), text: `the text is not UTF-8; save the list as "CSV UTF-8"`}}.err()
	}
	list, found, err := readList(string(raw))
	if err != nil {
		return nil, err
	}
	return list, append(found, check(list)...).err()
}

// badLine is the first line that is not UTF-8, from 1.
func badLine(raw []byte) int {
	for n, line := range bytes.Split(raw, []byte("\n")) {
		if !utf8.Valid(line) {
			return n + 1
		}
	}
	return 0
}

// readList reads the rows of a list, and what is wrong with its form.
func readList(text string) ([]graph.Stakeholder, problems, error) {
	in := newCSV(text, separator(text))
	head, err := in.Read()
	switch {
	case errors.Is(err, io.EOF):
		return nil, problems{{line: 1, text: "the list is empty; its first line must name the columns: " + strings.Join(listColumns, ", ")}}, nil
	case err != nil:
		return nil, problems{broken(err)}, nil
	}
	line, _ := in.FieldPos(0)
	columns, found := header(head, line)
	if len(found) > 0 {
		return nil, found, nil
	}
	return readRows(in, columns)
}

// readRows reads what stands under the header. It ends with the first row whose
// quotation marks are broken.
func readRows(in *csv.Reader, columns []string) ([]graph.Stakeholder, problems, error) {
	var list []graph.Stakeholder
	var found problems
	for names := 0; ; {
		cells, err := in.Read()
		switch {
		case errors.Is(err, io.EOF):
			return list, found, nil
		case err != nil:
			return list, append(found, broken(err)), nil
		case blank(cells):
			continue
		}
		line, _ := in.FieldPos(0)
		if len(cells) > len(columns) && !blank(cells[len(columns):]) {
			found = append(found, problem{line: line, text: "the row has more cells than there are columns; put a cell that holds a separator between quotation marks"})
			continue
		}
		s := stakeholder(columns, cells, line)
		list, names = append(list, s), names+1+len(s.Aliases)
		if len(list) > maxListRows || names > maxListNames {
			return nil, nil, graph.Errorf(graph.TooLarge, "The stakeholder list has more than %d rows or %d names; leave out what the articles do not name.", maxListRows, maxListNames)
		}
	}
}

func newCSV(text string, separator rune) *csv.Reader {
	in := csv.NewReader(strings.NewReader(text))
	in.Comma, in.FieldsPerRecord, in.ReuseRecord = separator, -1, true
	in.TrimLeadingSpace = separator != '\t'
	return in
}

// separator is what parts the cells of the first line: the mark that makes a
// column called name, of several the one that makes most columns.
func separator(text string) rune {
	best, most := ',', 0
	for _, mark := range ",;\t" {
		cells, err := newCSV(text, mark).Read()
		if err == nil && len(cells) > most && slices.ContainsFunc(cells, func(c string) bool { return columnName(c) == "name" }) {
			best, most = mark, len(cells)
		}
	}
	return best
}

func columnName(cell string) string { return strings.ToLower(tidy(cell)) }

// header reads the names of the columns. A cell without one may end the line.
func header(cells []string, line int) (columns []string, found problems) {
	for len(cells) > 0 && tidy(cells[len(cells)-1]) == "" {
		cells = cells[:len(cells)-1]
	}
	for _, cell := range cells {
		column := columnName(cell)
		switch {
		case !slices.Contains(listColumns, column):
			found = append(found, problem{line, "", fmt.Sprintf("%q is no column of a list; leave it out, or name it as one of %s", cell, strings.Join(listColumns, ", "))})
		case slices.Contains(columns, column):
			found = append(found, problem{line, "", fmt.Sprintf("the column %s stands twice; leave one of the two out", column)})
		}
		columns = append(columns, column)
	}
	if !slices.Contains(columns, "name") {
		found = append(found, problem{line, "", "no column is called name; the first line must name the columns, " + strings.Join(listColumns, ", ")})
	}
	return columns, found
}

func blank(cells []string) bool {
	return !slices.ContainsFunc(cells, func(c string) bool { return tidy(c) != "" })
}

// tidy is a cell in NFC with single spaces.
func tidy(cell string) string { return strings.Join(strings.Fields(norm.NFC.String(cell)), " ") }

// stakeholder makes a row of its cells; those that are missing are empty.
func stakeholder(columns, cells []string, line int) graph.Stakeholder {
	s := graph.Stakeholder{Line: line, Aliases: []string{}}
	for i, column := range columns[:min(len(columns), len(cells))] {
		cell := tidy(cells[i])
		switch column {
		case "name":
			s.Name = cell
		case "aliases":
			for _, a := range list(cell) {
				if a = tidy(a); a != "" {
					s.Aliases = append(s.Aliases, a)
				}
			}
		case "kind":
			s.Kind = graph.Kind(kindForm.Replace(strings.ToLower(cell)))
		case "iso3":
			s.ISO3 = strings.ToUpper(cell)
		case "wikidata":
			s.Wikidata = cell
		case "description":
			s.Description = cell
		case "parent":
			s.Parent = cell
		}
	}
	return s
}

// kindForm lets "Armed Group" be armed_group.
var kindForm = strings.NewReplacer(" ", "_", "-", "_")
