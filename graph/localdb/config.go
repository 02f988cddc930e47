package localdb

import (
	_ "embed"
	"fmt"
	"strings"
	"text/template"
)

//go:embed neo4j.conf.tmpl
var configText string

var configTemplate = template.Must(template.New("neo4j.conf").Parse(configText))

// config is what neo4j.conf depends on. Its folders are relative to the
// server's home, which comes on the command line: in the file, Neo4j cannot
// read a path with an accent or a backslash.
type config struct {
	Port   int
	Memory memory
}

// render returns the text of neo4j.conf.
func (c config) render() (string, error) {
	var b strings.Builder
	err := configTemplate.Execute(&b, c)
	return b.String(), err
}

const mebibyte = 1 << 20

// memory is what the server may take, in MiB.
type memory struct {
	Heap         int
	PageCache    int
	Transactions int // of the heap, all together
}

// Bounds of the memory settings in MiB. The lower ones run the sample corpus;
// the upper ones were measured with a million statements.
const (
	minHeap, maxHeap           = 384, 1024
	minPageCache, maxPageCache = 64, 256
	fallbackMachine            = 8 << 10
)

// shareOf gives the server an eighth of the machine as heap and a thirty-second
// as page cache, within bounds.
func shareOf(machine uint64) memory {
	total := int(machine / mebibyte) //nolint:gosec // MiB of any machine fit
	if total == 0 {
		total = fallbackMachine
	}
	m := memory{Heap: clamp(total/8, minHeap, maxHeap), PageCache: clamp(total/32, minPageCache, maxPageCache)}
	m.Transactions = min(256, m.Heap/2)
	return m
}

func clamp(n, low, high int) int { return max(low, min(n, high)) }

// flags are the JVM's memory flags: the server's entry point does not read the
// heap from neo4j.conf.
func (m memory) flags() []string {
	return []string{fmt.Sprintf("-Xms%dm", m.FirstHeap()), fmt.Sprintf("-Xmx%dm", m.Heap)}
}

// FirstHeap is the heap that the server starts with.
func (m memory) FirstHeap() int { return m.Heap / 2 }
