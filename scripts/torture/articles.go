package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
)

// What the articles are about: few actors, so that many articles touch one edge.
var (
	actors = []string{
		"Russia", "Iran", "Turkey", "France", "Germany", "Japan", "Egypt", "Brazil", "India", "Poland", "Sweden", "Chile",
		"Kenya", "Cuba", "Serbia", "China", "Canada", "Mexico", "Norway", "Greece", "Italy", "Spain", "Qatar", "Iraq",
	}
	deeds = []string{"supports %s", "condemned %s", "will arm %s", "may attack %s", "did not support %s", "imposed sanctions on %s", "threatened %s", "praised %s"}
)

// sentencesEach is how many sentences an article has.
const sentencesEach = 8

// writeArticles writes n articles as JSON lines, the same ones for the same
// number. Every tenth says again what the one before it said, as wire copies
// do, and every tenth is a new version of the one before it.
func writeArticles(path string, number, n int) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(file)
	encoder := json.NewEncoder(out)
	draw := rand.New(rand.NewPCG(uint64(number), 2)) //nolint:gosec // articles, not secrets; number counts up from 1
	id, text := "", ""
	for i := range n {
		if i%10 != 5 {
			id = fmt.Sprintf("load %d, article %d", number, i)
		}
		if i%10 != 3 {
			text = article(draw)
		}
		err = errors.Join(err, encoder.Encode(map[string]string{
			"id": id, "text": text, "published": fmt.Sprintf("2017-%02d-%02d", 1+i%12, 1+i%28), "publisher": fmt.Sprintf("Wire %d", i%5),
		}))
	}
	return errors.Join(err, out.Flush(), file.Close())
}

func article(draw *rand.Rand) string {
	var text strings.Builder
	for range sentencesEach {
		from := draw.IntN(len(actors))
		to := (from + 1 + draw.IntN(len(actors)-1)) % len(actors)
		fmt.Fprintf(&text, "%s %s on day %d of the talks.\n", actors[from], fmt.Sprintf(deeds[draw.IntN(len(deeds))], actors[to]), 1+draw.IntN(1_000_000))
	}
	return text.String()
}
