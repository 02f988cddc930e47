package source

import (
	"strings"
	"unicode"

	"github.com/abadojack/whatlanggo"
)

// How a text is judged. Running English has a third and more of function
// words; a list of prices has few.
const (
	judged    = 400  // words looked at
	shortText = 12   // words below which only another script is told
	english   = 0.15 // share of function words that settles it
)

// foreignLanguage returns the English name of the language of a text that is
// not English, or nothing. A text too short to tell is taken for English
// unless its declaration says otherwise.
func foreignLanguage(text, declared string) string {
	words, letters, latin := sample(text)
	if letters > 0 && latin*2 < letters {
		return whatlanggo.DetectLang(text).String()
	}
	hits := 0
	for _, w := range words {
		if englishWords[w] {
			hits++
		}
	}
	share := float64(hits) / float64(max(len(words), 1))
	if share >= english || len(words) < shortText {
		return ""
	}
	info := whatlanggo.Detect(strings.Join(words, " "))
	if info.Lang == whatlanggo.Eng || share > 0.06 && !info.IsReliable() {
		return ""
	}
	return info.Lang.String()
}

// sample returns the first words of a text in lower case, and how many of the
// letters in them there are, all and Latin ones.
func sample(text string) (words []string, letters, latin int) {
	if len(text) > judged*12 {
		text = strings.ToValidUTF8(text[:judged*12], "")
	}
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' }) {
		if len(words) == judged {
			break
		}
		for _, r := range w {
			if unicode.IsLetter(r) {
				letters++
				if unicode.Is(unicode.Latin, r) {
					latin++
				}
			}
		}
		words = append(words, strings.ToLower(w))
	}
	return words, letters, latin
}

// englishWords are function words of English that are none in its neighbors.
var englishWords = words(`the of and to that is was for on with as by from has have had were are it its his her their
	they he she we you which who will would said says not be been at but this these those after before into over
	between about against than more all when where while can could may might should one two new there what if or
	up out our my some other during under also because since until through an`)

func words(list string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(list) {
		out[w] = true
	}
	return out
}
