package loader

import (
	"fmt"
	"strings"
	"testing"

	"entente/graph"
	"entente/loader/extract"
	"entente/loader/source"
)

// TestHostile reads what is no article, or an article gone wrong: it ends, says
// what it dropped, and makes nothing up.
func TestHostile(t *testing.T) {
	r, err := NewReader(extract.Balanced)
	if err != nil {
		t.Fatal(err)
	}
	table := &strings.Builder{}
	for i := range 400 {
		fmt.Fprintf(table, "%d\tRussia\t%d.%d\tIran\t-%d\n", i, i, i, i)
	}
	for name, c := range map[string]struct {
		text     string
		most     int    // statements
		rejected string // a reason among the rejects, or empty
	}{
		"a quotation that never closes": {"Lavrov said: \"Iran attacked Israel. Turkey praised Qatar.\n\nFrance met Spain. " + strings.Repeat("Chad thanked Mali. ", 40), 60, ""},
		"one headline":                  {"Russia backs Syria", 1, ""},
		"a list of names":               {strings.Repeat("Russia, Iran, Turkey, Syria, Hezbollah, ", 80), 0, "a sentence of this length is no prose"},
		"a table":                       {table.String(), 0, ""},
		"a transcript":                  {strings.Repeat("LAVROV: Yes.\nKERRY: No, no. We will see.\nQ: And Iran?\n", 200), 0, ""},
		"marks only":                    {strings.Repeat("\"“”''--(<>)", 3000), 0, ""},
		"one word":                      {strings.Repeat("attack ", 20000), 0, "a sentence of this length is no prose"},
		"capitals":                      {strings.ToUpper(strings.Repeat("Us is who attacked it. ", 200)), 0, ""},
		"300 KB of one paragraph":       {strings.Repeat("Russia criticized Iran, and Turkey, which Qatar supports, met the group that it backs. ", 3500), 1 << 20, ""},
		"a long text without a period":  {strings.Repeat("Russia and Iran and ", 13000), 0, "a sentence of this length is no prose"},
	} {
		t.Run(name, func(t *testing.T) {
			article := graph.Article{Text: c.text}.Identify()
			reading := r.Read(source.Item{Article: article})
			if reading.Defect != "" {
				t.Fatal(reading.Defect)
			}
			if len(reading.Statements) > c.most {
				t.Errorf("%d statements, at most %d are in it; the first is %+v", len(reading.Statements), c.most, reading.Statements[0])
			}
			text := []rune(article.Text)
			for _, s := range reading.Statements {
				if err := s.Verify(text); err != nil {
					t.Fatal(err)
				}
			}
			told := c.rejected == ""
			for _, one := range reading.Rejects {
				told = told || one.Reason == c.rejected
			}
			if !told {
				t.Errorf("no reject says %q; there are %d", c.rejected, len(reading.Rejects))
			}
		})
	}
}
