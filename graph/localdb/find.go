package localdb

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"entente/graph"
)

// Means of running a server, as settings.json names them.
const (
	meansInstalled = "installed"
	meansMaven     = "maven"
	meansDocker    = "docker"
)

// plan is how a server is run on this machine.
type plan struct {
	Means   string
	How     string // in words
	Command func(config) []string
	Env     []string // added to our own
	Salvage []string // added to the command line when the transaction log is torn; empty where that cannot be said
	Cleanup []string // a command that removes what an earlier run left; empty for none
	Archive archive  // to be made once the server runs; its zero value for none
	Admin   adminTool
}

// missing is one way to run Neo4j that this machine does not offer.
type missing struct{ Way, Problem string }

// find looks for a way to run Neo4j: an installed one, jars on Java, Docker.
func (f *folder) find(ctx context.Context, remembered settings, password string, o Options) (*plan, error) {
	o.report(PhaseFind, "Looking for a Neo4j on this machine")
	found := []missing{{
		"Set NEO4J_URI (and NEO4J_USERNAME, NEO4J_PASSWORD) to the address of a running Neo4j 5.26", "it is not set",
	}}
	inVolume := remembered.Means == meansDocker
	if !inVolume {
		p, others, err := f.findJava(ctx, o)
		if p != nil || err != nil {
			return p, err
		}
		found = append(found, others...)
	}
	p, other, err := f.findDocker(ctx, password, o)
	if p != nil || err != nil {
		return p, err
	}
	found = append(found, other)
	if inVolume {
		return nil, graph.Errorf(graph.Unavailable, "the data of %s lies in the Docker volume %s, and %s. "+
			"Start Docker, or name another data folder to begin with an empty database", f.root, f.containerName(), other.Problem)
	}
	return nil, noWay(found)
}

// noWay is the one error that names every way out.
func noWay(found []missing) error {
	var b strings.Builder
	b.WriteString("no Neo4j could be found or assembled on this machine. Any one of these helps:")
	for _, m := range found {
		fmt.Fprintf(&b, "\n- %s. Now: %s.", m.Way, strings.TrimSuffix(m.Problem, "."))
	}
	return graph.Errorf(graph.Unavailable, "%s", b.String())
}

// findJava looks for jars and a Java to run them on.
func (f *folder) findJava(ctx context.Context, o Options) (*plan, []missing, error) {
	jre, noJava := findJava(ctx, f.getenv)
	installed, noInstalled := findInstalled(f.getenv)
	if installed != nil {
		if jre != nil {
			return f.javaPlan(meansInstalled, fmt.Sprintf("installed Neo4j %s on Java %s", installed.Version, jre.Version),
				jre, installed.Lib), nil, nil
		}
		noInstalled = filepath.Dir(installed.Lib) + " has Neo4j " + installed.Version + ", but " + noJava
	}
	found := []missing{{"Install Neo4j 5.26 Community, and set NEO4J_HOME to its folder or put `neo4j` on the PATH", noInstalled}}
	p, noMaven, err := f.findMaven(ctx, jre, noJava, o)
	if p != nil || err != nil {
		return p, nil, err
	}
	return nil, append(found, missing{
		"Install Java 17 or newer and Maven, with access to a Maven repository; Neo4j (128 MB) is then assembled from its published files", noMaven,
	}), nil
}

// findMaven brings the jars of the lock, or tells in words what keeps it from
// doing so. A wrong file, a full disk and the end of ctx are errors: no other
// way should be tried then.
func (f *folder) findMaven(ctx context.Context, jre *java, noJava string, o Options) (p *plan, problem string, err error) {
	maven, ok := lookPath(f.getenv, "mvn")
	ok = ok || f.assembled()
	switch {
	case jre == nil && !ok:
		return nil, noJava + ", and `mvn` is not on the PATH", nil
	case jre == nil:
		return nil, noJava, nil
	case !ok:
		return nil, fmt.Sprintf("Java %s is there, but `mvn` is not on the PATH", jre.Version), nil
	}
	lib, err := f.assemble(ctx, maven, jre, o)
	if graph.CodeOf(err) == graph.Unavailable && ctx.Err() == nil {
		return nil, err.Error(), nil
	}
	if err != nil {
		return nil, "", err
	}
	how := fmt.Sprintf("Neo4j %s assembled by Maven on Java %s", neo4jVersion, jre.Version)
	return f.javaPlan(meansMaven, how, jre, lib), "", nil
}

func (f *folder) javaPlan(means, how string, jre *java, lib string) *plan {
	return &plan{
		Means:   means,
		How:     how,
		Command: func(c config) []string { return jre.serverCommand(f, lib, c.Memory) },
		Env:     utf8Names(f.getenv),
		Salvage: salvageFlags,
		Archive: f.archive(jre, lib),
		Admin:   adminTool{jre, lib, utf8Names(f.getenv)},
	}
}

// utf8Names makes Java spell file names in UTF-8 where the locale says
// nothing of it: it cannot open a folder with an accent then.
func utf8Names(getenv func(string) string) []string {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if value := getenv(name); value != "" {
			if strings.Contains(strings.ToLower(strings.ReplaceAll(value, "-", "")), "utf8") {
				return nil
			}
			break
		}
	}
	return []string{"LC_ALL=C.UTF-8"}
}

func (f *folder) findDocker(ctx context.Context, password string, o Options) (*plan, missing, error) {
	client, problem := findDocker(ctx, f.getenv)
	if client != "" {
		err := pullImage(ctx, client, o)
		if err == nil {
			return f.dockerPlan(client, password), missing{}, nil
		}
		if tellsNoSpace(err.Error()) || ctx.Err() != nil {
			return nil, missing{}, err
		}
		problem = err.Error()
	}
	return nil, missing{"Install Docker and start it", problem}, nil
}

func (f *folder) dockerPlan(client, password string) *plan {
	return &plan{
		Means:   meansDocker,
		How:     "Docker image " + image,
		Command: func(c config) []string { return f.dockerCommand(client, c) },
		Env:     []string{"NEO4J_AUTH=" + defaultUser + "/" + password},
		Cleanup: []string{client, "rm", "--force", f.containerName()},
	}
}
