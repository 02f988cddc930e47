package localdb

import (
	"bufio"
	"context"
	"fmt"
	"os/exec"
	"strings"

	"entente/graph"
)

// image is the official image of the Neo4j line that is used.
const image = "neo4j:5.26-community"

// boltPort is where the server listens inside a container.
const boltPort = 7687

// findDocker returns the Docker client when its daemon answers. Otherwise it
// tells why not, in words.
func findDocker(ctx context.Context, getenv func(string) string) (client, problem string) {
	client, ok := lookPath(getenv, "docker")
	if !ok {
		return "", "`docker` is not on the PATH"
	}
	ctx, cancel := context.WithTimeout(ctx, toolTime)
	defer cancel()
	output, err := exec.CommandContext(ctx, client, "version", "--format", "{{.Server.Version}}").CombinedOutput()
	if err != nil {
		return "", "`docker` is there, but its daemon does not answer: " + lastLine(string(output), err.Error())
	}
	return client, ""
}

func lastLine(text, fallback string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	if last := strings.TrimSpace(lines[len(lines)-1]); last != "" {
		return last
	}
	return fallback
}

// containerName is the name of the folder's container and of its volume.
func (f *folder) containerName() string { return "entente-neo4j-" + graph.Hash(f.root)[:12] }

// pullImage brings the image unless it is there.
func pullImage(ctx context.Context, client string, o Options) error {
	if exec.CommandContext(ctx, client, "image", "inspect", image).Run() == nil {
		return nil
	}
	cmd := exec.CommandContext(ctx, client, "pull", image)
	output, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	var complaint strings.Builder
	cmd.Stderr = &complaint
	if err := cmd.Start(); err != nil {
		return err
	}
	for lines := bufio.NewScanner(output); lines.Scan(); {
		o.report(PhaseDownload, "Docker: "+lines.Text())
	}
	if err := cmd.Wait(); err != nil {
		return graph.Errorf(graph.Unavailable, "Docker could not bring the image %s: %s", image, lastLine(complaint.String(), err.Error()))
	}
	return nil
}

// dockerCommand is the command line of the folder's container. The password
// comes by the client's environment: a command line can be read by everyone.
func (f *folder) dockerCommand(client string, c config) []string {
	name := f.containerName()
	args := []string{
		client, "run", "--rm", "--name", name, "--label", "entente=" + name,
		"--publish", fmt.Sprintf("127.0.0.1:%d:%d", c.Port, boltPort),
		"--volume", name + ":/data",
		"--env", "NEO4J_AUTH",
	}
	for _, setting := range c.containerSettings() {
		args = append(args, "--env", setting)
	}
	return append(args, image)
}

// containerSettings are the lines of neo4j.conf that differ from the image's
// own, spelled as the image wants them.
func (c config) containerSettings() []string {
	lines := []string{
		"server.bolt.advertised_address=127.0.0.1:" + fmt.Sprint(c.Port),
		"server.http.enabled=false",
		fmt.Sprintf("server.memory.heap.initial_size=%dm", c.Memory.FirstHeap()),
		fmt.Sprintf("server.memory.heap.max_size=%dm", c.Memory.Heap),
		fmt.Sprintf("server.memory.pagecache.size=%dm", c.Memory.PageCache),
		fmt.Sprintf("dbms.memory.transaction.total.max=%dm", c.Memory.Transactions),
		"db.memory.transaction.max=128m",
		"db.transaction.timeout=60s",
		"dbms.usage_report.enabled=false",
		"dbms.security.allow_csv_import_from_file_urls=false",
		"internal.dbms.cypher_ip_blocklist=0.0.0.0/0,::/0",
		"db.tx_log.preallocate=false",
		"db.tx_log.rotation.retention_policy=keep_none",
		"internal.dbms.bolt.netty_server_shutdown_quiet_period=0",
		"internal.dbms.bolt.local_enabled=false",
	}
	spell := strings.NewReplacer("_", "__", ".", "_")
	for i, line := range lines {
		name, value, _ := strings.Cut(line, "=")
		lines[i] = "NEO4J_" + spell.Replace(name) + "=" + value
	}
	return lines
}
