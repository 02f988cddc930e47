package localdb

import (
	"context"
	"fmt"
)

// Bounds of the importer's memory, in MiB: its heap, and what it keeps beside.
const (
	minImportHeap, maxImportHeap       = 512, 4 << 10
	minImportOffHeap, maxImportOffHeap = 512, 64 << 10
)

// Import makes a database by `neo4j-admin database import full` from files in
// dir, which args name, and puts it into the place of the managed server's as
// Restore does. The importer takes up to an eighth of the machine's memory as
// heap and a quarter beside it. What it has to say of bad rows is in the
// file import.report in dir. Errors: Unavailable, with its words, when it does
// not take the files, and as those of Restore.
func Import(ctx context.Context, options Options, dir string, args []string, r Replacement) error {
	o := options.withDefaults()
	return replace(ctx, o, r, func(a admin) error {
		a.dir = dir
		a.report = func(percent int64) {
			o.Progress(Progress{PhaseImport, "Making the database from the files of the import", percent, 100})
		}
		machine := int(machineMemory() / mebibyte) //nolint:gosec // MiB of any machine fit
		flags := []string{fmt.Sprintf("-Xmx%dm", clamp(machine/8, minImportHeap, maxImportHeap)), "-XX:+UseParallelGC"}
		line := append([]string{
			"database", "import", "full", defaultDatabase,
			fmt.Sprintf("--max-off-heap-memory=%dm", clamp(machine/4, minImportOffHeap, maxImportOffHeap)),
		}, args...)
		return a.run(ctx, flags, nil, nil, line...)
	})
}
