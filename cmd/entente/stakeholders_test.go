package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// listFile writes a stakeholder list and returns its path.
func listFile(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "list.csv")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestExtractStakeholders(t *testing.T) {
	const in = "The Harbor Bloc backs Norway, and Moscow accused the Quay Office."
	path := listFile(t, "name;aliases;kind\nHarbor Bloc;;party\nQuay Office;Oslo;government\nRussian Federation;Russia;\n")
	plain := entente(t, in, nil, "extract")
	for _, got := range []outcome{
		entente(t, in, nil, "extract", "--stakeholders", path),
		entente(t, in, map[string]string{"ENTENTE_STAKEHOLDERS": path}, "extract"),
	} {
		var e extraction
		if err := json.Unmarshal([]byte(got.stdout), &e); err != nil || got.code != exitDone || len(e.Statements) != 2 {
			t.Fatalf("%v, exit %d: %s%s", err, got.code, got.stdout, got.stderr)
		}
		backs, accuses := e.Statements[0], e.Statements[1]
		if backs.Source.EntityID != "party-harbor-bloc" || backs.Target.EntityID != "country-norway" ||
			accuses.Source.EntityID != "country-russian-federation" || accuses.Target.EntityID != "government-quay-office" {
			t.Errorf("got %s", got.stdout)
		}
		if got.stdout == plain.stdout {
			t.Error("the list changes nothing")
		}
	}
	got := entente(t, in, nil, "extract", "--explain", "--stakeholders", path)
	if got.code != exitDone || !strings.Contains(got.stdout, "Russian Federation ACCUSES Quay Office") {
		t.Errorf("exit %d: %s%s", got.code, got.stdout, got.stderr)
	}
}

func TestStakeholderMistakes(t *testing.T) {
	bad := listFile(t, "name,kind,parent\nHarbor Bloc,tribe,\n,party,\n")
	loose := listFile(t, "name,parent\nHarbor Bloc,Nobody at All\n")
	long := listFile(t, "name\n"+strings.Repeat("x\n", 5<<20+1))
	for path, want := range map[string]string{
		bad:             bad + ": The stakeholder list has 2 problems\n  line 2, column kind: \"tribe\" is no kind; use one of country, ",
		loose:           "line 2, column parent: \"Nobody at All\" names no actor",
		long:            "more than 10 MB",
		"/nowhere":      "/nowhere",
		t.TempDir():     "cannot be read",
		listFile(t, ""): "line 1: the list is empty",
	} {
		for _, command := range []string{"extract", "load"} {
			got := entente(t, "", nil, command, "-", "--stakeholders", path)
			if got.code != exitUsage || !strings.Contains(got.stderr, want) || got.stdout != "" {
				t.Errorf("%s with %s: exit %d, %q is not in\n%s%s", command, path, got.code, want, got.stdout, got.stderr)
			}
		}
	}
}
