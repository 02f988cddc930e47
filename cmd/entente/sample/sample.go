// Package sample holds the reports that `entente demo` loads.
//
// Nothing enters. What leaves are about eighty short news reports on the Syria
// talks of 2016 to 2018, written for Entente and embedded in the program; see
// README.md in this folder for what in them is real.
package sample

import (
	"context"
	"embed"
	"io/fs"
	"iter"

	"entente/graph"
	"entente/loader/source"
)

// Name is what a batch of these reports is called.
const Name = "Sample reports on the Syria talks, 2016-2018"

//go:embed *.txt
var files embed.FS

// Items returns the reports in the order of their dates. The sequence ends
// early when ctx does.
func Items(ctx context.Context) iter.Seq[source.Item] {
	return func(yield func(source.Item) bool) {
		entries, err := fs.ReadDir(files, ".")
		if err != nil {
			yield(unreadable(".", err))
			return
		}
		for _, entry := range entries {
			if ctx.Err() != nil || !report(ctx, entry.Name(), yield) {
				return
			}
		}
	}
}

// report yields the items of one file and tells whether to go on.
func report(ctx context.Context, name string, yield func(source.Item) bool) bool {
	file, err := files.Open(name)
	if err != nil {
		return yield(unreadable(name, err))
	}
	defer file.Close()
	for item := range source.Stream(ctx, name, file) {
		if !yield(item) {
			return false
		}
	}
	return true
}

func unreadable(name string, err error) source.Item {
	return source.Item{Name: name, Reject: &graph.Reject{Stage: "source", Name: name, Reason: err.Error()}}
}
