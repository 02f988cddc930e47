package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"math/big"
	mathrand "math/rand/v2"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"

	"entente/graph"
	"entente/graph/store"
	"entente/graph/store/storetest"
	"entente/loader/queue/queuetest"
)

// startProcess runs a command line as a process of its own, on the tests'
// database unless env says otherwise.
func startProcess(t *testing.T, env []string, args ...string) *watcher {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := storetest.Config(t)
	w := &watcher{T: t, command: exec.CommandContext(t.Context(), self, args...)}
	w.command.Env = append(os.Environ(), asProgram+"=1", "HOME="+t.TempDir(), "NEO4J_URI="+c.URI, "NEO4J_USERNAME="+c.User, "NEO4J_PASSWORD="+c.Password)
	w.command.Env = append(w.command.Env, env...)
	w.command.Stdout, w.command.Stderr = &w.stdout, &w.stderr
	if err := w.command.Start(); err != nil {
		t.Fatal(err)
	}
	return w
}

// midLoad waits until a load has begun and has not ended.
func midLoad(t *testing.T, st *store.Store) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(5 * time.Millisecond) {
		batches, err := st.Batches(t.Context(), 1)
		switch {
		case err != nil:
			t.Fatal(err)
		case len(batches) == 1 && batches[0].State.Final(), time.Now().After(deadline):
			t.Fatalf("not in mid-load: %+v", batches)
		case len(batches) == 1 && batches[0].State == graph.BatchQueued && batches[0].Counts.Done > 0:
			return
		}
	}
}

func portOf(t *testing.T, address string) int {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	port, err := strconv.Atoi(u.Port())
	if err != nil {
		t.Fatal(err)
	}
	return port
}

// A NATS server that restarts in mid-load, with what it has on its disk, is
// waited for by who publishes and by who works, and the graph is that of one
// loader.
func TestNATSRestartsInMidLoad(t *testing.T) {
	st := storetest.Open(t)
	news := newsOf(t, 800)
	if alone := <-beginLoad(t, news); alone.err != nil {
		t.Fatalf("%+v", alone)
	}
	want := dumped(t, st)

	st = storetest.Open(t)
	disk := t.TempDir()
	address, stop := queuetest.Start(t, disk, -1)
	worker := startProcess(t, nil, "load", "--worker", "--queue", address, "--workers", "1")
	publisher := startProcess(t, nil, "load", "--queue", address, news)
	midLoad(t, st)
	stop()
	for _, waiting := range []*watcher{worker, publisher} {
		waiting.until(&waiting.stderr, "waiting for the queue")
	}
	queuetest.Start(t, disk, portOf(t, address))
	if err := publisher.command.Wait(); err != nil {
		t.Errorf("%v: %s", err, publisher.stderr.String())
	}
	for _, back := range []*watcher{worker, publisher} {
		back.until(&back.stderr, "the queue is back")
	}
	worker.stop(os.Interrupt)
	if dumped(t, st) != want {
		t.Error("the graph differs from that of one loader")
	}
}

// guarded makes a NATS server ask for a user and a password, over TLS, and
// returns the file of who vouches for its certificate.
func guarded(t *testing.T) (with func(*server.Options), authority string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	about := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature,
	}
	certificate, err := x509.CreateCertificate(rand.Reader, about, about, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	writeFile(t, string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate})), folder, "authority.pem")
	return func(o *server.Options) {
		o.TLSConfig = &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{certificate}, PrivateKey: key}}, MinVersion: tls.VersionTLS12}
		o.Username, o.Password = "jane", "right-password"
	}, filepath.Join(folder, "authority.pem")
}

// freePort is one where nobody listens.
func freePort(t *testing.T) int {
	t.Helper()
	var listen net.ListenConfig
	listener, err := listen.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port
}

// A worker that starts before Neo4j and NATS waits for the one and then for
// the other, and says so. Both loaders are let in with a password, over TLS.
func TestAWorkerWaitsForWhatIsAwayAtItsStart(t *testing.T) {
	storetest.Open(t)
	line := storetest.NewLine(t)
	line.Cut()
	guard, authority := guarded(t)
	port := freePort(t)
	folder := t.TempDir()
	writeFile(t, "jane:right-password\n", folder, "credentials")
	trusting := "SSL_CERT_FILE=" + authority
	worker := startProcess(t, []string{trusting, "NEO4J_URI=" + line.URI()},
		"load", "--worker", "--queue", "tls://127.0.0.1:"+strconv.Itoa(port), "--queue-credentials", filepath.Join(folder, "credentials"))
	worker.until(&worker.stderr, "waiting for the database: ")
	line.Mend()
	worker.until(&worker.stderr, "waiting for the queue: ")
	queuetest.Start(t, t.TempDir(), port, guard)
	publisher := startProcess(t, []string{trusting, "ENTENTE_QUEUE=nats://jane:right-password@127.0.0.1:" + strconv.Itoa(port)}, "load", newsOf(t, 3))
	if err := publisher.command.Wait(); err != nil || !strings.Contains(publisher.stdout.String(), "3 loaded") {
		t.Errorf("%v: %s%s", err, publisher.stdout.String(), publisher.stderr.String())
	}
	worker.stop(os.Interrupt)
}

// Who is not let in is told so at once, and not what the password was.
func TestWorkersThatAreNotLetIn(t *testing.T) {
	storetest.Open(t)
	c := storetest.Config(t)
	guard, authority := guarded(t)
	address, _ := queuetest.Start(t, t.TempDir(), -1, guard)
	port := strconv.Itoa(portOf(t, address))
	open, _ := queuetest.Start(t, t.TempDir(), -1)
	for name, c := range map[string]struct {
		queue, authority, password string
		says                       string
	}{
		"the queue's password is another": {"tls://jane:wrong-password@127.0.0.1:" + port, authority, c.Password, "--queue-credentials"},
		"no user":                         {"tls://127.0.0.1:" + port, authority, c.Password, "--queue-credentials"},
		"nobody vouches for the queue":    {"tls://jane:right-password@127.0.0.1:" + port, "", c.Password, "SSL_CERT_FILE"},
		"the database's is another":       {open, authority, "wrong-password", "NEO4J_PASSWORD"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			worker := startProcess(t, []string{"SSL_CERT_FILE=" + c.authority, "ENTENTE_QUEUE=" + c.queue, "NEO4J_PASSWORD=" + c.password}, "load", "--worker", "--json")
			err := worker.command.Wait()
			said := worker.stderr.String()
			if worker.command.ProcessState.ExitCode() != exitFailed || !strings.Contains(said, `"code":"unauthorized"`) ||
				!strings.Contains(said, c.says) || strings.Contains(said, "-password@") {
				t.Errorf("%v: %s", err, said)
			}
		})
	}
}

// What no article can be made of, what is too large for the queue and what the
// database refuses goes to the file of rejects, each with its stage and reason,
// and the others are loaded. What failed is tried again by a queue that takes it.
func TestRejectsAndRetryByQueue(t *testing.T) {
	st := storetest.Open(t)
	storetest.Cypher(t, "", "CREATE INDEX poison FOR (d:Article) ON (d.text)", nil) // which takes no value above 8 KB
	t.Cleanup(func() { storetest.Cypher(t, "", "DROP INDEX poison IF EXISTS", nil) })
	c := storetest.Config(t)
	env := map[string]string{"NEO4J_URI": c.URI, "NEO4J_USERNAME": c.User, "NEO4J_PASSWORD": c.Password}
	noise, numbers := "", mathrand.New(mathrand.NewPCG(1, 2))
	for range 100 {
		noise += fmt.Sprintf("Iran criticized Russia in note %d. ", numbers.Uint64())
	}
	news := newsOf(t, 5)
	others := fmt.Sprintf("{broken\n{\"id\":\"poison\",\"text\":%q}\n{\"id\":\"noise\",\"text\":%q}\n", strings.Repeat("Iran criticized Russia. ", 500), noise)
	file, err := os.OpenFile(news, os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := file.WriteString(others); err != nil || file.Close() != nil {
		t.Fatal(err)
	}
	rejects := filepath.Join(t.TempDir(), "rejects.jsonl")
	small, _ := queuetest.Start(t, t.TempDir(), -1, func(o *server.Options) { o.MaxPayload = 1_700 })
	large, _ := queuetest.Start(t, t.TempDir(), -1)

	if got := entente(t, "", env, "load", "--queue", small, "--detach", news); got.code != exitRejects {
		t.Fatalf("published: %+v", got)
	}
	if got := entente(t, "", env, "load", "--queue", small, "--retry-failed", news); got.code != exitFailed || !strings.Contains(got.stderr, "workers still load") {
		t.Errorf("tried again too early: %+v", got)
	}
	worker := startProcess(t, nil, "load", "--worker", "--queue", small)
	got := entente(t, "", env, "load", "--queue", small, "--rejects", rejects, news)
	if got.code != exitRejects || !strings.Contains(got.stdout, "2 rejected, 1 failed") {
		t.Errorf("loaded: %+v", got)
	}
	worker.stop(os.Interrupt)
	if got, want := stages(t, rejects), []string{"failed at queue", "rejected at source", "rejected at store"}; !slices.Equal(got, want) {
		t.Errorf("rejects are %v, want %v", got, want)
	}

	other := startProcess(t, nil, "load", "--worker", "--queue", large)
	if got := entente(t, "", env, "load", "--queue", large, "--retry-failed", news); got.code != exitDone || !strings.Contains(got.stdout, "1 article: 1 loaded") {
		t.Errorf("tried again: %+v", got)
	}
	other.stop(os.Interrupt)
	if all, err := st.Articles(t.Context(), graph.ArticlesQuery{}); err != nil || all.Total != 6 {
		t.Errorf("%d articles, %v", all.Total, err)
	}
}

// stages tells of each item in a file of rejects what it is and where it
// stopped, sorted.
func stages(t *testing.T, file string) []string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	stages := []string{}
	for line := range strings.Lines(string(text)) {
		var item graph.Item
		if err := json.Unmarshal([]byte(line), &item); err != nil || item.Reason == "" {
			t.Errorf("%q: %v", line, err)
		}
		stages = append(stages, fmt.Sprintf("%s at %s", item.State, item.Stage))
	}
	slices.Sort(stages)
	return stages
}
