package store

import (
	"encoding/hex"
	"sync"

	"entente/graph"
)

// bulkArticles remembers the articles of an import in few bytes each. known
// may be asked while another goroutine adds.
type bulkArticles struct {
	lock    *sync.RWMutex
	numbers map[mark]uint32 // by id
	keys    map[mark]bulkKey
	ids     []mark // by number
}

// bulkKey is the highest version of a key.
type bulkKey struct{ version, current uint32 }

func newBulkArticles() bulkArticles {
	return bulkArticles{&sync.RWMutex{}, map[mark]uint32{}, map[mark]bulkKey{}, nil}
}

func (a *bulkArticles) known(ids []string) map[string]bool {
	a.lock.RLock()
	defer a.lock.RUnlock()
	known := map[string]bool{}
	for _, id := range ids {
		if _, ok := a.numbers[hexMark(id)]; ok {
			known[id] = true
		}
	}
	return known
}

// tell notes what is there of an article in s. Which of its versions is the
// current one matters only to another extractor, which there is none of.
func (a *bulkArticles) tell(s *state, article *graph.Article, extractor string) {
	if _, ok := a.numbers[hexMark(article.ID)]; ok {
		s.articles[article.ID] = savedArticle{extractor: extractor}
	}
	if key, ok := a.keys[markOf(article.Key)]; ok {
		s.keys[article.Key] = savedKey{version: int(key.version), current: a.id(key.current)}
	}
}

func (a *bulkArticles) id(number uint32) string { return hex.EncodeToString(a.ids[number][:]) }

// add remembers a new version, and returns its number.
func (a *bulkArticles) add(c *crate) int {
	a.lock.Lock()
	defer a.lock.Unlock()
	n := uint32(len(a.ids)) //nolint:gosec // four billion articles do not fit a disk
	id := hexMark(c.article.ID)
	a.ids = append(a.ids, id)
	a.numbers[id] = n
	a.keys[markOf(c.article.Key)] = bulkKey{uint32(c.article.Version), n} //nolint:gosec // as above
	return int(n)
}
