package graph

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"unicode"
)

// Hash returns the SHA-256 of the parts, each preceded by its length so that
// no two lists of parts run together, as 64 hex digits. One part alone is
// hashed as it is.
func Hash(parts ...string) string {
	h := sha256.New()
	for _, part := range parts {
		if len(parts) > 1 {
			h.Write([]byte(strconv.Itoa(len(part)) + ":"))
		}
		h.Write([]byte(part))
	}
	return hex.EncodeToString(h.Sum(nil))
}

// idLength is the number of hex digits of an id: 128 bits, so that a
// collision among a billion statements has a chance below 1e-20.
const idLength = 32

// ArticleID is the id of the version of the article key whose text has the
// given SHA-256.
func ArticleID(key, sha string) string { return Hash("article", key, sha)[:idLength] }

// StatementID is the id of what an article says by one source span, relation
// and target span. The same text read by the same extractor gives the same id.
func StatementID(articleID string, r Relation, source, target Mention) string {
	return Hash("statement", articleID, string(r), span(source), span(target))[:idLength]
}

func span(m Mention) string { return strconv.Itoa(m.Start) + "-" + strconv.Itoa(m.End) }

// EdgeKey is the key of the aggregated edge of a relation between two
// entities, given by id.
func EdgeKey(sourceID string, r Relation, targetID string) string {
	return sourceID + "|" + string(r) + "|" + targetID
}

// EntityID is the id of an entity that the gazetteer does not list: its kind
// and a slug of its name, so that it reads well in an address. qualifier
// tells apart what shares a name (the day of an event) and may be empty.
func EntityID(kind Kind, name, qualifier string) string {
	id := string(kind) + "-" + Slug(name)
	if qualifier != "" {
		id += "-" + Slug(qualifier)
	}
	return id
}

// maxSlug keeps ids short enough for addresses and index keys, in bytes.
const maxSlug = 80

// Slug turns a name into lower-case letters and digits of any script, joined
// by single hyphens. A name without letters or digits, or one too long to be
// told apart by its first part, gets a hash.
func Slug(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(name) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			b.WriteRune(r)
			gap = false
			continue
		}
		// Apostrophes and dots stand inside a word: "U.S." is "us".
		gap = gap || (r != '.' && r != '\'' && r != '’')
	}
	slug := b.String()
	if slug == "" || len(slug) > maxSlug {
		return Hash(name)[:16]
	}
	return slug
}
