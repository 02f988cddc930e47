package localdb

import (
	"encoding/hex"
	"os"
	"strings"
	"testing"
)

func TestConfig(t *testing.T) {
	text, err := config{Port: 7801, Memory: shareOf(8 << 30)}.render()
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "neo4j.conf", text)
}

func TestMemoryFollowsTheMachine(t *testing.T) {
	cases := []struct {
		gibibytes uint64
		want      memory
	}{
		{1, memory{384, 64, 192}},
		{4, memory{512, 128, 256}},
		{8, memory{1024, 256, 256}},
		{512, memory{1024, 256, 256}},
		{0, memory{1024, 256, 256}},
	}
	for _, c := range cases {
		if got := shareOf(c.gibibytes << 30); got != c.want {
			t.Errorf("%d GiB: %+v, want %+v", c.gibibytes, got, c.want)
		}
	}
	if machineMemory() == 0 {
		t.Error("the memory of this machine is not known")
	}
}

// What Neo4j 5.26.30's own set-initial-password wrote for "development".
func TestInitialUserIsWhatNeo4jWrites(t *testing.T) {
	const want = "neo4j:SHA-256,f58ab913656774bc6babdbfc4adec22923fd1ec07c1aae8ccd622aaee644f0e6," +
		"cfd3a3c29361dd70f9e001527912e3089e868fd459d921a4ae8c1b365a7a8794,1024:\n"
	salt, err := hex.DecodeString("cfd3a3c29361dd70f9e001527912e3089e868fd459d921a4ae8c1b365a7a8794")
	if err != nil {
		t.Fatal(err)
	}
	if got := initialUser("neo4j", "development", salt); got != want {
		t.Errorf("got %q", got)
	}
}

func TestPasswordIsPrivateAndKept(t *testing.T) {
	f, err := openFolder(t.TempDir(), environ())
	if err != nil {
		t.Fatal(err)
	}
	first, err := f.password(false)
	if err != nil || len(first) < 20 {
		t.Fatal(first, err)
	}
	if again, err := f.password(true); err != nil || again != first {
		t.Errorf("%q, then %q, %v", first, again, err)
	}
	info, err := os.Stat(f.passwordFile())
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}

func TestDockerCommand(t *testing.T) {
	f := &folder{root: "/home/ada/.local/share/entente/neo4j"}
	command := f.dockerCommand("docker", config{Port: 7801, Memory: shareOf(8 << 30)})
	golden(t, "docker.txt", strings.Join(command, "\n")+"\n")
}
