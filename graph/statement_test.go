package graph_test

import (
	"strings"
	"testing"

	"entente/graph"
)

const sentence = "Moscow said Iran allegedly armed Ансар’s fighters."

// statement is a whole one over sentence, as an extractor makes it.
func statement() graph.Statement {
	at := func(part string) graph.Excerpt {
		before, _, _ := strings.Cut(sentence, part)
		start := len([]rune(before))
		return graph.Excerpt{Text: part, Start: start, End: start + len([]rune(part))}
	}
	mention := func(part string) graph.Mention {
		e := at(part)
		return graph.Mention{Text: e.Text, Start: e.Start, End: e.End}
	}
	return graph.Statement{
		ID: "s1", Relation: graph.Aids,
		Source: mention("Iran"), Target: mention("Ансар’s fighters"), Trigger: at("armed"), Sentence: at(sentence),
		Cues:     []graph.Cue{{Excerpt: at("allegedly"), Kind: graph.CueHedge}, {Excerpt: at("said"), Kind: graph.CueAttribution}},
		Speakers: []graph.Mention{mention("Moscow")},
		Facts:    graph.Facts{Certainty: graph.CertaintyHedged, Time: graph.Past},
	}
}

func TestVerifyAcceptsVerbatimSpans(t *testing.T) {
	s := statement()
	if err := s.Verify([]rune(sentence)); err != nil {
		t.Error(err)
	}
}

func TestVerifyNamesTheSpanAtFault(t *testing.T) {
	cases := []struct {
		name  string
		spoil func(*graph.Statement)
		want  string
	}{
		{"other words", func(s *graph.Statement) { s.Source.Text = "Iraq" }, "source"},
		{"moved by one", func(s *graph.Statement) { s.Target.Start++; s.Target.End++ }, "target"},
		{"past the end", func(s *graph.Statement) { s.Target.End = 1000 }, "target"},
		{"before the start", func(s *graph.Statement) { s.Source.Start = -1 }, "source"},
		{"empty", func(s *graph.Statement) { s.Trigger.End = s.Trigger.Start; s.Trigger.Text = "" }, "trigger"},
		{"turned around", func(s *graph.Statement) { s.Trigger.Start, s.Trigger.End = s.Trigger.End, s.Trigger.Start }, "trigger"},
		{"sentence changed", func(s *graph.Statement) { s.Sentence.Text = strings.ToUpper(s.Sentence.Text) }, "sentence"},
		{"second cue", func(s *graph.Statement) { s.Cues[1].Text = "told" }, "cue 2"},
		{"speaker", func(s *graph.Statement) { s.Speakers[0].Start = 1 }, "speaker 1"},
		{"counted in bytes", func(s *graph.Statement) { s.Target.End = s.Target.Start + len(s.Target.Text) }, "target"},
		{"trigger in another sentence", func(s *graph.Statement) { s.Sentence.Text, s.Sentence.End = "Moscow said", 11 }, "outside its sentence"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := statement()
			c.spoil(&s)
			err := s.Verify([]rune(sentence))
			if graph.CodeOf(err) != graph.Unverifiable || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want one about the %s", err, c.want)
			}
		})
	}
}

func TestVerifyEmptyText(t *testing.T) {
	s := statement()
	if err := s.Verify(nil); graph.CodeOf(err) != graph.Unverifiable {
		t.Errorf("got %v", err)
	}
}

func TestInterpretFillsWhatFollowsFromTheFacts(t *testing.T) {
	s := statement()
	s.Interpret("0704")
	if s.Mode != graph.Hedged || s.Plover != graph.PloverAid || s.CAMEO != "0704" || s.Quad != 2 || s.Polarity != 1 || s.Weight != 9 {
		t.Errorf("hedged past: %+v", s)
	}
	s.Negated = true
	s.Interpret("0704")
	if s.Mode != graph.Negated || s.Plover != graph.PloverSanction || s.CAMEO != "160" || s.Polarity != -1 {
		t.Errorf("negated past: %+v", s)
	}
	if s.Relation != graph.Aids {
		t.Errorf("the relation keeps what the words say, got %s", s.Relation)
	}
}

func FuzzVerify(f *testing.F) {
	f.Add(sentence, 12, 16, 27, 32)
	f.Add("", 0, 0, 0, 0)
	f.Add("é\xff", -1, 1, 1, 5)
	f.Fuzz(func(t *testing.T, text string, sourceStart, sourceEnd, triggerStart, triggerEnd int) {
		runes := []rune(text)
		cut := func(start, end int) graph.Excerpt {
			e := graph.Excerpt{Start: start, End: end}
			if start >= 0 && start < end && end <= len(runes) {
				e.Text = string(runes[start:end])
			}
			return e
		}
		source, trigger := cut(sourceStart, sourceEnd), cut(triggerStart, triggerEnd)
		mention := graph.Mention{Text: source.Text, Start: source.Start, End: source.End}
		s := graph.Statement{Source: mention, Target: mention, Trigger: trigger, Sentence: cut(0, len(runes))}
		good := source.Text != "" && trigger.Text != "" && len(runes) > 0
		if err := s.Verify(runes); good != (err == nil) {
			t.Fatalf("verbatim %t, but got %v", good, err)
		}
	})
}
