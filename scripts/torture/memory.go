package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"entente/graph"
)

// tenths is how many parts of the input are told apart.
const tenths = 10

// memory pipes so many megabytes of articles into one load and prints the most
// memory that its process held in each tenth of them. Reading new text costs
// seconds a megabyte, so only some percent of the articles are new; the others
// were there before, and go through everything but extraction.
func memory(ctx context.Context, o options, victim database, _ string) ([]string, error) {
	began := time.Now()
	command := victim.command(ctx, "load", "-")
	var out bytes.Buffer
	var said strings.Builder
	command.Stdout, command.Stderr = &out, &said
	input, err := command.StdinPipe()
	if err != nil {
		return nil, err
	}
	if err := command.Start(); err != nil {
		return nil, err
	}
	var peaks [tenths]int
	err = feed(input, o, func(tenth int) error {
		held, err := resident(command)
		peaks[tenth] = max(peaks[tenth], held)
		return err
	})
	err = errors.Join(err, input.Close())
	if waited := command.Wait(); waited != nil {
		err = errors.Join(err, fmt.Errorf("entente load: %w: %s", waited, said.String()))
	}
	var batch graph.Batch
	if err == nil {
		err = json.Unmarshal(out.Bytes(), &batch)
	}
	if err != nil {
		return nil, err
	}
	took := time.Since(began)
	fmt.Printf("memory: %d MB in %d articles, %d new with %d statements, %d unchanged, in %s (%.2f MB/s)\n",
		o.megabytes, batch.Counts.Items, batch.Counts.Done, batch.Counts.Statements, batch.Counts.Unchanged, took.Round(time.Second), float64(o.megabytes)/took.Seconds())
	fmt.Printf("  the loader held at most, in each tenth, %v MB\n", peaks)
	return nil, nil
}

// feed writes the articles, the same ones each time, and looks after each: the
// loader takes them no faster than it works, but for what fits its queues.
func feed(w io.Writer, o options, look func(tenth int) error) error {
	encoder := json.NewEncoder(w)
	draw := rand.New(rand.NewPCG(tenths, 4)) //nolint:gosec // articles, not secrets
	written, whole, last := 0, o.megabytes<<20, 0
	for i := 0; written < whole; i++ {
		number := 1 + draw.IntN(max(last, 1))
		if last == 0 || draw.IntN(100) < o.fresh {
			last++
			number = last
		}
		text := longArticle(number)
		if err := encoder.Encode(map[string]string{"id": fmt.Sprint("news ", number), "text": text}); err != nil {
			return err
		}
		if err := look(tenths * written / whole); err != nil {
			return err
		}
		written += len(text)
	}
	return nil
}

// resident is how many megabytes a process holds, as Linux tells.
func resident(command *exec.Cmd) (int, error) {
	file, err := os.Open(filepath.Join("/proc", fmt.Sprint(command.Process.Pid), "status"))
	if err != nil {
		return 0, fmt.Errorf("%w: the memory of a process is read from /proc: %w", errSkip, err)
	}
	defer func() { _ = file.Close() }() // only read
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var kilobytes int
		if n, _ := fmt.Sscanf(lines.Text(), "VmRSS: %d kB", &kilobytes); n == 1 {
			return kilobytes >> 10, nil
		}
	}
	return 0, errors.New("the loader ended before its input")
}

// What the articles of the memory part are about beside their one deed.
var (
	things = []string{"harvest", "bridge", "market", "weather", "river", "school", "road", "library", "orchestra", "valley", "station", "winter", "concert", "garden", "exhibition"}
	likes  = []string{"was good this year", "lasted longer than expected", "drew many visitors in the autumn", "will be repaired before the spring", "is older than the town around it", "cost less than was feared at first"}
)

// longArticle is one of about four kilobytes with one statement and much else.
func longArticle(number int) string {
	const size = 4 << 10
	draw := rand.New(rand.NewPCG(uint64(number), 5)) //nolint:gosec // articles, not secrets; number counts up from 1
	var text strings.Builder
	from := draw.IntN(len(actors))
	to := (from + 1 + draw.IntN(len(actors)-1)) % len(actors)
	fmt.Fprintf(&text, "%s %s on day %d of the talks.\n", actors[from], fmt.Sprintf(deeds[draw.IntN(len(deeds))], actors[to]), number)
	for text.Len() < size {
		fmt.Fprintf(&text, "The %s by the %s %s, and the %s %s.\n",
			things[draw.IntN(len(things))], things[draw.IntN(len(things))], likes[draw.IntN(len(likes))], things[draw.IntN(len(things))], likes[draw.IntN(len(likes))])
	}
	return text.String()
}
