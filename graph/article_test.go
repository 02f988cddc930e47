package graph_test

import (
	"testing"
	"time"

	"entente/graph"
)

func TestIdentifyChoosesTheKey(t *testing.T) {
	text := "Russia backs the Syrian government."
	cases := []struct {
		name    string
		article graph.Article
		key     string
	}{
		{"the id that was given", graph.Article{Key: "a1", URL: "https://sample-wire.example/1", Text: text}, "a1"},
		{"the address", graph.Article{URL: "https://sample-wire.example/1", Text: text}, "https://sample-wire.example/1"},
		{"the text", graph.Article{Text: text}, graph.Hash(text)},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := c.article.Identify()
			if got.Key != c.key {
				t.Errorf("key %s, want %s", got.Key, c.key)
			}
			if again := got.Identify(); again != got {
				t.Errorf("a second time gives %+v", again)
			}
		})
	}
}

func TestANewTextIsANewVersionOfTheSameKey(t *testing.T) {
	first := graph.Article{Key: "a1", Text: "Talks open."}.Identify()
	second := graph.Article{Key: "a1", Text: "Talks open late."}.Identify()
	if first.ID == second.ID || first.Key != second.Key {
		t.Errorf("ids %s and %s, keys %s and %s", first.ID, second.ID, first.Key, second.Key)
	}
}

func TestDates(t *testing.T) {
	evening := time.Date(2017, 4, 24, 23, 30, 0, 0, time.FixedZone("", -5*3600))
	if got := graph.DateOf(evening); got != "2017-04-24" {
		t.Errorf("the day in the article's own zone is 2017-04-24, got %s", got)
	}
	if got := graph.DateOf(time.Time{}); got != "" {
		t.Errorf("an unknown day stays empty, got %s", got)
	}
	cases := []struct {
		date  graph.Date
		valid bool
		month int
	}{
		{"", true, 0},
		{"2017-04-24", true, 201704},
		{"2016-02-29", true, 201602},
		{"2017-02-29", false, 0},
		{"2017-4-24", false, 0},
		{"yesterday", false, 0},
	}
	for _, c := range cases {
		if c.date.Valid() != c.valid || c.date.Month() != c.month {
			t.Errorf("%q: valid %t, month %d", c.date, c.date.Valid(), c.date.Month())
		}
	}
}
