package extract_test

import (
	"reflect"
	"testing"
	"unicode/utf8"

	"entente/graph"
	"entente/loader/extract"
)

// FuzzStatements holds every text to the promises of Statements: it returns,
// each statement passes Verify and names its ends, and the same text gives the
// same again.
func FuzzStatements(f *testing.F) {
	for _, seed := range []string{
		"Russia backs Iran, and Turkey does not.",
		"\"We met,\" said Lavrov. \"Iran will join the Astana talks on May 3-4",
		"US-Russia-UN, to, had, by Russia's its and and which who -backed",
		"After Russia, which, while, Turkey, said that, Iran, attacked",
		"According to, according to to to be been being having Russia’s",
		"“Russia «backs» Iran” — between Iran and, among",
		"Kuwait, Oman, Qatar, Bahrain and the rest and others and more met, met and met.",
		"<Sun Life> said <IBM> <IBM.N> sold <> < a stake to the company's company, the group",
		"Whether Russia, should it, had it been told to tell Iran to, without, rather than, in case attacks",
		"A court in Kiev's court in Rome's court fined rebel-held rebels' rebels held by rebels",
	} {
		f.Add(seed)
	}
	l := newLine(f, extract.Recall)
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || len(text) > 4000 {
			t.Skip()
		}
		article := graph.Article{Text: text, Published: published}.Identify()
		doc := l.analyzer.Analyze(article)
		actors, _, _ := l.resolver.Actors(article, doc)
		unnamed, _ := l.resolver.Unnamed(doc, actors)
		statements, events, _ := l.extractor.Statements(article, doc, actors, unnamed)
		again, _, _ := l.extractor.Statements(article, doc, actors, unnamed)
		if !reflect.DeepEqual(statements, again) {
			t.Error("the same text gave two readings")
		}
		known := map[string]bool{}
		for _, m := range append(actors, unnamed...) {
			known[m.EntityID] = true
		}
		for _, e := range events {
			known[e.ID] = true
		}
		for _, s := range statements {
			if err := s.Verify([]rune(text)); err != nil {
				t.Error(err)
			}
			if !known[s.Source.EntityID] || !known[s.Target.EntityID] {
				t.Errorf("%s names an entity that nobody returned", showOne(s))
			}
		}
	})
}
