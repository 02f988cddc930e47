package main

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/pflag"

	"entente/graph"
	"entente/loader"
	"entente/loader/extract"
	"entente/loader/llm"
)

// defaultListen is where the browser finds Entente unless told otherwise.
const defaultListen = "127.0.0.1:8480"

// flags are the whole configuration of the program.
type flags struct {
	data         string
	uri          string
	user         string
	password     string
	passwordFile string
	database     string
	logFormat    string
	json         bool
	listen       string
	noBrowser    bool
	insecure     bool
}

func (f *flags) common(set *pflag.FlagSet) {
	set.StringVar(&f.data, "data", "", "folder for everything the program keeps (default: the user's data folder)")
	set.StringVar(&f.uri, "neo4j-uri", "", "address of a Neo4j to use, for example bolt://127.0.0.1:7687 (default: a local one is started)")
	set.StringVar(&f.user, "neo4j-user", "neo4j", "Neo4j user name")
	set.StringVar(&f.password, "neo4j-password", "", "Neo4j password; other users of this machine may see it here: prefer NEO4J_PASSWORD or the file")
	set.StringVar(&f.passwordFile, "neo4j-password-file", "", "file with the Neo4j password")
	set.StringVar(&f.database, "neo4j-database", "neo4j", "Neo4j database")
	set.StringVar(&f.logFormat, "log-format", "text", "text or json")
	set.BoolVar(&f.json, "json", false, "print results and errors as JSON")
}

func (f *flags) server(set *pflag.FlagSet) {
	set.StringVar(&f.listen, "listen", defaultListen, "HOST:PORT to serve on; port 0 picks a free one")
	set.BoolVar(&f.noBrowser, "no-browser", false, "do not open a browser")
	set.BoolVar(&f.insecure, "insecure", false, "allow to serve beyond this machine although anyone who reaches it can read and load")
}

// reading is how load and extract read articles.
type reading struct {
	workers      int
	follow       bool
	precision    string
	stakeholders string
	list         graph.StakeholderList // what stakeholders names, filled by reader
	llm          string
	model        string
	keyFile      string
}

func (r *reading) flags(set *pflag.FlagSet) {
	set.IntVar(&r.workers, "workers", 0, "articles read at once (default: cores)")
	set.BoolVar(&r.follow, "follow", false, "read the pages that the entries of a feed link to, in the place of what the feed holds of them")
	set.StringVar(&r.precision, "precision", "balanced", "high, balanced or recall: how sure a statement must be to be kept")
	set.StringVar(&r.stakeholders, "stakeholders", "", "CSV file with actors of your own, which win over those that Entente knows: columns name, aliases (parted by |), kind, iso3, wikidata, description, parent")
	set.StringVar(&r.llm, "llm", "", "address of a language model that reads statements instead of the lexicon, for example http://127.0.0.1:11434/v1; it gets the articles to read")
	set.StringVar(&r.model, "llm-model", "", "name of the language model")
	set.StringVar(&r.keyFile, "llm-key-file", "", "file with the key of the language model (or ENTENTE_LLM_KEY)")
}

// reader opens a reader; what it cannot make sense of is a usage error.
func (r *reading) reader(getenv func(string) string) (*loader.Reader, error) {
	reader, err := loader.NewReader(extract.Precision(r.precision))
	if err != nil {
		return nil, asUsage(err)
	}
	if r.stakeholders != "" {
		if reader, err = r.listed(reader); err != nil {
			return nil, usageError{err}
		}
	}
	if r.llm == "" && r.model == "" && r.keyFile == "" {
		return reader, nil
	}
	key, err := r.key(getenv)
	if err != nil {
		return nil, err
	}
	model, err := llm.New(llm.Options{
		URL: r.llm, Model: r.model, Key: key, Precision: extract.Precision(r.precision), Parallel: r.workers,
	})
	if err != nil {
		return nil, asUsage(err)
	}
	return reader.WithModel(model), nil
}

// listed makes a reader know the actors of the stakeholder list.
func (r *reading) listed(reader *loader.Reader) (*loader.Reader, error) {
	list, err := readList(r.stakeholders)
	if err != nil {
		return nil, err
	}
	r.list = list
	return reader.WithStakeholders(list)
}

// readList reads a stakeholder list from a file.
func readList(path string) (graph.StakeholderList, error) {
	file, err := os.Open(path)
	if err != nil {
		return graph.StakeholderList{}, graph.FieldError("stakeholders", "The stakeholder list cannot be opened: %v", err)
	}
	defer func() { _ = file.Close() }()
	list, err := loader.ReadStakeholders(filepath.Base(path), file)
	if err != nil {
		return list, graph.Errorf(graph.CodeOf(err), "%s: %w", path, err)
	}
	return list, nil
}

// key is the language model's, from the file or the environment; empty where
// it needs none.
func (r *reading) key(getenv func(string) string) (string, error) {
	if r.keyFile == "" {
		return strings.TrimSpace(getenv("ENTENTE_LLM_KEY")), nil
	}
	key, err := os.ReadFile(r.keyFile)
	if err != nil {
		return "", graph.Errorf(graph.Invalid, "the key file of the language model cannot be read: %w", err)
	}
	return strings.TrimSpace(string(key)), nil
}

// neo4jNames are the usual names that win over the derived ones.
var neo4jNames = map[string]string{
	"neo4j-uri": "NEO4J_URI", "neo4j-user": "NEO4J_USERNAME", "neo4j-password": "NEO4J_PASSWORD",
	"neo4j-password-file": "NEO4J_PASSWORD_FILE", "neo4j-database": "NEO4J_DATABASE",
}

// fromEnvironment fills flags that the command line left out: --log-format
// from ENTENTE_LOG_FORMAT and so on, the Neo4j flags from the usual names.
func (f *flags) fromEnvironment(set *pflag.FlagSet, getenv func(string) string) error {
	var first error
	set.VisitAll(func(flag *pflag.Flag) {
		name := neo4jNames[flag.Name]
		if name == "" {
			name = "ENTENTE_" + strings.ToUpper(strings.ReplaceAll(flag.Name, "-", "_"))
		}
		value := getenv(name)
		if flag.Changed || value == "" || first != nil {
			return
		}
		if err := set.Set(flag.Name, value); err != nil {
			first = usageError{graph.FieldError(name, "%s: %v", name, err)}
		}
	})
	if first != nil {
		return first
	}
	return f.settle(getenv)
}

// settle checks what the flags say together and fills what is derived.
func (f *flags) settle(getenv func(string) string) error {
	if f.logFormat != "text" && f.logFormat != "json" {
		return usageError{graph.FieldError("log-format", "--log-format is %q; use text or json", f.logFormat)}
	}
	if f.passwordFile != "" {
		secret, err := os.ReadFile(f.passwordFile)
		if err != nil {
			return graph.Errorf(graph.Invalid, "the password file cannot be read: %w", err)
		}
		f.password = strings.TrimRight(string(secret), "\r\n")
	}
	if f.data == "" {
		folder, err := dataFolder(getenv)
		if err != nil {
			return err
		}
		f.data = folder
	}
	folder, err := filepath.Abs(f.data)
	f.data = folder
	return err
}

// dataFolder is where programs keep a user's data on this system.
func dataFolder(getenv func(string) string) (string, error) {
	if base := getenv("XDG_DATA_HOME"); base != "" {
		return filepath.Join(base, "entente"), nil
	}
	if base := getenv("LOCALAPPDATA"); runtime.GOOS == "windows" && base != "" {
		return filepath.Join(base, "entente"), nil
	}
	home := getenv("HOME")
	switch {
	case home == "":
		return "", graph.Errorf(graph.Invalid, "there is no home folder to keep data in; name a folder with --data")
	case runtime.GOOS == "darwin":
		return filepath.Join(home, "Library", "Application Support", "entente"), nil
	}
	return filepath.Join(home, ".local", "share", "entente"), nil
}
