package graph

import (
	"fmt"
	"strings"
)

// givenMark parts the name of an extractor from the actors that it was given.
const givenMark = "+mentions/"

// ByMentions names the reading of an article whose actors came with it: the
// extractor's name with a digest of the mentions, so that other mentions are
// another reading. Without mentions (nil) it is the name itself.
func ByMentions(extractor string, mentions []Mention) string {
	if mentions == nil {
		return extractor
	}
	parts := make([]string, len(mentions))
	for i, m := range mentions {
		parts[i] = fmt.Sprintf("%d-%d %s %s", m.Start, m.End, m.Kind, m.Entity)
	}
	return extractor + givenMark + Hash(append(parts, "mentions")...)[:12]
}

// CutMentions undoes ByMentions: the extractor's name, and whether the actors
// came with the article.
func CutMentions(reading string) (extractor string, given bool) {
	extractor, _, given = strings.Cut(reading, givenMark)
	return extractor, given
}
