package resolve_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"entente/graph"
	"entente/loader/resolve"
)

// listed opens a resolver with a list.
func listed(t testing.TB, content string) *resolve.Resolver {
	t.Helper()
	list, err := resolve.ReadStakeholders(strings.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	r, err := resolve.New(list...)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func content(t testing.TB, path ...string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(path...))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// actors tells what a text names: its mentions, and the entities of the list.
func actors(r *resolve.Resolver, text string) string {
	mentions, entities, _ := read(r, text)
	out := show(mentions)
	for _, e := range entities {
		if e.Seed == graph.SeedStakeholders {
			parts := []string{e.ID, e.Name, strings.Join(e.Aliases, ", "), e.ISO3, e.Wikidata, e.Description}
			out += "\n* " + strings.TrimRight(strings.Join(parts, " | "), " |")
		}
	}
	return out
}

// TestStakeholders reads the folders of testdata/stakeholders that hold a
// list.csv. Their actors.txt is as in TestActors; a line with a star, for each
// entity of the list: id, name, aliases, iso3, wikidata, description.
func TestStakeholders(t *testing.T) {
	files, err := filepath.Glob("testdata/stakeholders/*/actors.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases found", err)
	}
	for _, file := range files {
		folder := filepath.Dir(file)
		t.Run(filepath.Base(folder), func(t *testing.T) {
			r := listed(t, content(t, folder, "list.csv"))
			checkCases(t, file, func(text string) string { return actors(r, text) })
		})
	}
}

// problemsOf is what is wrong with a list, read and used.
func problemsOf(content []byte) error {
	list, err := resolve.ReadStakeholders(bytes.NewReader(content))
	if err == nil {
		_, err = resolve.New(list...)
	}
	return err
}

// TestBadStakeholders holds what is said of the lists in
// testdata/stakeholders/bad, each beside its list.
func TestBadStakeholders(t *testing.T) {
	files, err := filepath.Glob("testdata/stakeholders/bad/*.csv")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases found", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".csv"), func(t *testing.T) {
			err := problemsOf([]byte(content(t, file)))
			if graph.CodeOf(err) != graph.Invalid {
				t.Fatalf("got %v", err)
			}
			path := strings.TrimSuffix(file, ".csv") + ".txt"
			if *update {
				if err := os.WriteFile(path, []byte(err.Error()+"\n"), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if want := strings.TrimSpace(content(t, path)); err.Error() != want {
				t.Errorf("got\n%v\nand not\n%s", err, want)
			}
		})
	}
}

func TestStakeholderLimits(t *testing.T) {
	rows := func(n int) string {
		var b strings.Builder
		b.WriteString("name\n")
		for i := range n {
			fmt.Fprintf(&b, "Actor %d\n", i)
		}
		return b.String()
	}
	if err := problemsOf([]byte(rows(50_000))); err != nil {
		t.Error(err)
	}
	for name, content := range map[string]string{
		"rows":  rows(50_001),
		"names": "name,aliases\nActor," + strings.Repeat("a|", 250_000),
		"bytes": "name,description\nActor," + strings.Repeat("a", 10<<20),
	} {
		if err := problemsOf([]byte(content)); graph.CodeOf(err) != graph.TooLarge {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if _, err := resolve.ReadStakeholders(iotest.ErrReader(os.ErrClosed)); graph.CodeOf(err) != graph.Invalid {
		t.Errorf("a list that cannot be read: %v", err)
	}
}

// TestStakeholdersInAnyOrder holds that the order of the rows changes neither
// what is read nor the list's mark, and that what the rows say does.
func TestStakeholdersInAnyOrder(t *testing.T) {
	content := content(t, "testdata", "stakeholders", "takes-aliases", "list.csv") + "Islamic State,ISIS,\nISIL,,\n"
	list, err := resolve.ReadStakeholders(strings.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	const text = "The Kremlin, Daesh, DAESH, ISIL and the Islamic State met ISIS."
	mark, want := listed(t, content).List(), actors(listed(t, content), text)
	slices.Reverse(list)
	turned, err := resolve.New(list...)
	if err != nil {
		t.Fatal(err)
	}
	if got := actors(turned, text); got != want || turned.List() != mark || len(mark) != 12 {
		t.Errorf("%s and %s\n%s\nand not\n%s", turned.List(), mark, got, want)
	}
	list[0].Description = "changed"
	if changed, err := resolve.New(list...); err != nil || changed.List() == mark {
		t.Errorf("a changed list has the same mark: %v", err)
	}
	if open(t).List() != "" {
		t.Error("no list has a mark")
	}
}

// TestStakeholdersGiven takes the caller's entities from the list first.
func TestStakeholdersGiven(t *testing.T) {
	r := listed(t, "name,aliases\nHarbor Bloc,Moscow\n")
	mentions, _ := r.Given(graph.Article{Text: "the bear met Moscow"}, []graph.Mention{{Start: 4, End: 8, Entity: "Moscow"}, {Start: 13, End: 19}})
	if got := show(mentions); got != "bear -> Harbor Bloc (organization)\nMoscow -> Harbor Bloc (organization)" {
		t.Error(got)
	}
}

// TestStakeholdersInParallel reads by one resolver from several goroutines.
func TestStakeholdersInParallel(t *testing.T) {
	r := listed(t, content(t, "testdata", "stakeholders", "renames", "list.csv"))
	const text = "Moscow praised Russia, and Syrian rebels attacked the Free Front and Hamas."
	want := actors(r, text)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if got := actors(r, text); got != want {
				t.Errorf("got\n%s\nand not\n%s", got, want)
			}
		})
	}
	all.Wait()
}

// FuzzStakeholders holds that what can be read is a valid list, which comes back
// the same when written and read. Some lists, for it takes long, open a resolver
// or say why not.
func FuzzStakeholders(f *testing.F) {
	files, err := filepath.Glob("testdata/stakeholders/*/*.csv")
	if err != nil || len(files) == 0 {
		f.Fatal("no lists found", err)
	}
	for _, file := range files {
		f.Add([]byte(content(f, file)))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		list, err := resolve.ReadStakeholders(bytes.NewReader(raw))
		if err != nil {
			if code := graph.CodeOf(err); code != graph.Invalid && code != graph.TooLarge || !utf8.ValidString(err.Error()) {
				t.Errorf("%s: %v", code, err)
			}
			return
		}
		if crc32.ChecksumIEEE(raw)%32 == 0 {
			if _, err := resolve.New(list...); err != nil && graph.CodeOf(err) != graph.Invalid {
				t.Error(err)
			}
		}
		again, err := resolve.ReadStakeholders(strings.NewReader(written(list)))
		if err != nil {
			t.Fatal(err)
		}
		for i := range list {
			list[i].Line, again[i].Line = 0, 0
		}
		if !reflect.DeepEqual(list, again) {
			t.Errorf("%+v\ncomes back as\n%+v", list, again)
		}
	})
}

// written is a list in CSV.
func written(list []graph.Stakeholder) string {
	var b strings.Builder
	out := csv.NewWriter(&b)
	_ = out.Write([]string{"name", "aliases", "kind", "iso3", "wikidata", "description", "parent"})
	for _, s := range list {
		_ = out.Write([]string{s.Name, strings.Join(s.Aliases, "|"), string(s.Kind), s.ISO3, s.Wikidata, s.Description, s.Parent})
	}
	out.Flush()
	return b.String()
}
