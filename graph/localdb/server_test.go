package localdb

import (
	"bufio"
	"context"
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph"
)

// ask runs one statement and returns its first value.
func ask(t *testing.T, s *Server, query string) any {
	t.Helper()
	driver, err := neo4j.NewDriverWithContext(s.URI, neo4j.BasicAuth(s.User, s.Password, ""))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = driver.Close(t.Context()) }()
	result, err := neo4j.ExecuteQuery(t.Context(), driver, query, nil, neo4j.EagerResultTransformer,
		neo4j.ExecuteQueryWithDatabase(s.Database))
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Records) == 0 {
		return nil
	}
	return result.Records[0].Values[0]
}

// phases collects what is reported.
type phases struct {
	mu   sync.Mutex
	seen []Progress
	wake chan struct{}
}

func newPhases() *phases { return &phases{wake: make(chan struct{}, 1)} }

func (p *phases) report(progress Progress) {
	p.mu.Lock()
	p.seen = append(p.seen, progress)
	p.mu.Unlock()
	select {
	case p.wake <- struct{}{}:
	default:
	}
}

func (p *phases) count(phase Phase) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := 0
	for _, progress := range p.seen {
		if progress.Phase == phase {
			n++
		}
	}
	return n
}

func (p *phases) wait(ctx context.Context, t *testing.T, phase Phase, n int) {
	t.Helper()
	for p.count(phase) < n {
		select {
		case <-p.wake:
		case <-ctx.Done():
			t.Fatalf("no %s: %+v", phase, p.seen)
		}
	}
}

func start(t *testing.T, o Options) *Server {
	t.Helper()
	server, err := Start(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Stop(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return server
}

func status(t *testing.T, dir string) Status {
	t.Helper()
	s, err := GetStatus(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// local is a getenv without the address of a Neo4j, so that a local one is
// started.
func local(name string) string {
	if strings.HasPrefix(name, "NEO4J_") {
		return ""
	}
	return os.Getenv(name)
}

// One server goes through everything that can happen to one.
func TestServer(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a folder, ünïcode")
	options := Options{Dir: dir, Getenv: local}
	f, err := locate(dir, local)
	if err != nil {
		t.Fatal(err)
	}
	if s := status(t, dir); s.Running {
		t.Fatalf("runs before it was started: %+v", s)
	}

	t.Run("a killed holder takes the server along", func(t *testing.T) {
		pid := killHolder(t, dir)
		if err := poll(t.Context(), func() (bool, error) { return !pid.alive(), nil }); err != nil {
			t.Fatal(err)
		}
		if err := f.waitGone(t.Context()); err != nil {
			t.Fatal(err)
		}
		if s := status(t, dir); s.Running {
			t.Errorf("still there: %+v", s)
		}
	})

	seen := newPhases()
	options.Progress = seen.report
	first := start(t, options)
	t.Run("it is private", func(t *testing.T) { isPrivate(t, f, first) })
	t.Run("a second start finds it", func(t *testing.T) {
		second := start(t, options)
		if second.URI != first.URI || second.Password != first.Password {
			t.Errorf("%+v, then %+v", first, second)
		}
		if err := second.Stop(t.Context()); err != nil {
			t.Error(err)
		}
		if s := status(t, dir); !s.Running || s.URI != first.URI || s.Phase != PhaseReady || s.Stays {
			t.Errorf("after the second let go: %+v", s)
		}
	})
	ask(t, first, "UNWIND range(1, 1000) AS n CREATE (:Marker {n: n})")

	t.Run("a crashed server is started again with its data", func(t *testing.T) {
		before := seen.count(PhaseReady)
		if err := kill(status(t, dir).PID); err != nil {
			t.Fatal(err)
		}
		seen.wait(t.Context(), t, PhaseReady, before+1)
		if seen.count(PhaseRestart) != 1 || seen.count(PhaseRecover) == 0 {
			t.Errorf("reports: %+v", seen.seen)
		}
		if n := ask(t, first, "MATCH (m:Marker) RETURN count(m)"); n != int64(1000) {
			t.Errorf("%v markers are left", n)
		}
	})

	t.Run("the server of a killed supervisor is not left beside a new one", func(t *testing.T) {
		s, ok := f.state()
		if !ok {
			t.Fatal("no state")
		}
		if err := kill(s.Supervisor.PID); err != nil {
			t.Fatal(err)
		}
		if err := f.waitGone(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := f.stopOrphan(t.Context()); err != nil {
			t.Fatal(err)
		}
		if s.Server.alive() {
			t.Error("the orphan lives")
		}
	})

	t.Run("a taken port is left alone and the data found on another", func(t *testing.T) {
		address := strings.TrimPrefix(first.URI, "bolt://")
		taken, err := net.Listen("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = taken.Close() }()
		options.Detach = true
		stays, err := Start(t.Context(), options)
		if err != nil {
			t.Fatal(err)
		}
		if stays.URI == first.URI {
			t.Errorf("started on a taken port, %s", stays.URI)
		}
		if n := ask(t, stays, "MATCH (m:Marker) RETURN count(m)"); n != int64(1000) {
			t.Errorf("%v markers are left", n)
		}
	})

	t.Run("a server that stays outlives its users until it is stopped", func(t *testing.T) {
		options.Detach = false
		user := start(t, options)
		if err := user.Stop(t.Context()); err != nil {
			t.Fatal(err)
		}
		if s := status(t, dir); !s.Running || !s.Stays {
			t.Fatalf("%+v", s)
		}
		if err := Stop(t.Context(), dir); err != nil {
			t.Fatal(err)
		}
		if s := status(t, dir); s.Running {
			t.Errorf("%+v", s)
		}
	})

	t.Run("what a full disk left half written is cut, and nothing else", func(t *testing.T) {
		options.Progress = nil
		server, err := Start(t.Context(), options)
		if err != nil {
			t.Fatal(err)
		}
		ask(t, server, "UNWIND range(1, 1000) AS n CREATE (:Marker {n: n})")
		tearLog(t, f)
		if err := server.Stop(t.Context()); err != nil {
			t.Fatal(err)
		}
		again := start(t, options)
		if n := ask(t, again, "MATCH (m:Marker) RETURN count(m)"); n != int64(2000) {
			t.Errorf("%v markers are left", n)
		}
	})

	t.Run("a wrong password is told", func(t *testing.T) {
		if err := Stop(t.Context(), dir); err != nil { // the first user still has its hold
			t.Fatal(err)
		}
		if err := os.WriteFile(f.passwordFile(), []byte("another\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := Start(t.Context(), options)
		if graph.CodeOf(err) != graph.Unauthorized || !strings.Contains(err.Error(), f.passwordFile()) {
			t.Errorf("%s: %v", graph.CodeOf(err), err)
		}
	})
}

// tearLog ends server and supervisor at once and leaves the transaction log as
// a full disk does: with the beginning of a transaction that nobody confirmed.
func tearLog(t *testing.T, f *folder) {
	t.Helper()
	s, ok := f.state()
	if !ok {
		t.Fatal("no state")
	}
	if err := errors.Join(kill(s.Server.PID), kill(s.Supervisor.PID)); err != nil {
		t.Fatal(err)
	}
	if err := f.waitGone(t.Context()); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		f.path("data", "transactions", "neo4j", "neostore.transaction.db.0"): strings.Repeat("\xff", 512),
		f.path("logs", "debug.log"): "java.io.IOException: No space left on device\n",
	} {
		file, err := os.OpenFile(name, os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		_, err = file.WriteString(text)
		if err := errors.Join(err, file.Close()); err != nil {
			t.Fatal(err)
		}
	}
}

// killHolder lets another process start the server, kills it, and returns the
// server's process.
func killHolder(t *testing.T, dir string) process {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	holder := exec.Command(self)
	holder.Env = append(os.Environ(), holdVariable+"="+dir, "NEO4J_URI=")
	output, err := holder.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := holder.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(output).ReadString('\n')
	if err != nil || !strings.HasPrefix(line, "bolt://127.0.0.1:") {
		t.Fatal(line, err)
	}
	s := status(t, dir)
	if !s.Running || s.URI != strings.TrimSpace(line) {
		t.Errorf("status: %+v", s)
	}
	pid := describe(s.PID)
	if err := holder.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = holder.Wait()
	return pid
}

// isPrivate checks that the password stands on no command line and opens the
// server, and that no other does.
func isPrivate(t *testing.T, f *folder, s *Server) {
	address := strings.TrimPrefix(s.URI, "bolt://")
	if err := probe(t.Context(), address, s.User, s.Password); err != nil {
		t.Error(err)
	}
	err := probe(t.Context(), address, s.User, "guess")
	if graph.CodeOf(err) != graph.Unauthorized {
		t.Errorf("a wrong password: %v", err)
	}
	if !strings.HasPrefix(address, "127.0.0.1:") {
		t.Errorf("it listens on %s", address)
	}
	settings, ok := f.state()
	if !ok {
		t.Fatal("no state")
	}
	for _, p := range []process{settings.Supervisor, settings.Server} {
		line, err := exec.Command("ps", "-ww", "-o", "command=", "-p", strconv.Itoa(p.PID)).Output()
		if err != nil || strings.Contains(string(line), s.Password) {
			t.Errorf("the command line of %d: %s, %v", p.PID, line, err)
		}
	}
}

// Each set of settings that this repository holds is one that Neo4j itself
// takes: it refuses to start on a name or a value that it does not know.
func TestNeo4jTakesTheSettings(t *testing.T) {
	f, err := openFolder(t.TempDir(), local)
	if err != nil {
		t.Fatal(err)
	}
	o := Options{Getenv: local, Progress: func(Progress) {}}
	j, problem := findJava(t.Context(), local)
	if j == nil {
		t.Fatal(problem)
	}
	maven, _ := lookPath(local, "mvn")
	lib, err := f.assemble(t.Context(), maven, j, o)
	if err != nil {
		t.Fatal(err)
	}
	c := config{Port: 7801, Memory: shareOf(8 << 30)}
	own, err := c.render()
	if err != nil {
		t.Fatal(err)
	}
	compose, err := os.ReadFile("../../docker-compose.yml")
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"neo4j.conf":         own,
		"docker run":         fromEnvironment(strings.Join(c.containerSettings(), "\n")),
		"docker-compose.yml": fromEnvironment(string(compose)),
	} {
		if len(strings.Split(text, "\n")) < 10 {
			t.Fatalf("%s: hardly any settings: %s", name, text)
		}
		if err := validate(t, j, lib, text); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if err := validate(t, j, lib, text+"\nno.such.setting=1\n"); err == nil {
			t.Errorf("%s: an unknown setting is taken, so this test proves nothing", name)
		}
	}
}

var environmentSetting = regexp.MustCompile(`(?m)^\s*NEO4J_([a-z]\w+)(?:=|: +)"?([^"\n]*?)"?$`)

// fromEnvironment turns the image's names of settings into Neo4j's.
func fromEnvironment(text string) string {
	var b strings.Builder
	spell := strings.NewReplacer("__", "_", "_", ".")
	for _, match := range environmentSetting.FindAllStringSubmatch(text, -1) {
		b.WriteString(spell.Replace(match[1]) + "=" + match[2] + "\n")
	}
	return b.String()
}

func validate(t *testing.T, j *java, lib, text string) error {
	t.Helper()
	home := t.TempDir()
	if err := os.WriteFile(filepath.Join(home, "neo4j.conf"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	command := exec.Command(j.Program, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", filepath.Join(lib, "*"),
		"org.neo4j.server.startup.Neo4jAdminCommand", "server", "validate-config")
	command.Env = append(os.Environ(), "NEO4J_HOME="+home, "NEO4J_CONF="+home)
	output, err := command.CombinedOutput()
	if err != nil {
		return errors.Join(err, errors.New(string(output)))
	}
	return nil
}
