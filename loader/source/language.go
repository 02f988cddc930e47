package source

import (
	"strings"
	"unicode"

	"github.com/abadojack/whatlanggo"
)

// How a text is judged. Running text of any language has a third and more of
// function words; a list of prices or names has few of any language, and is
// not held against a text.
const (
	judged        = 400  // words looked at
	foreignHits   = 3    // function words of another language it takes at least
	foreignShare  = 0.10 // and their share of all words
	unlistedWords = 40   // words it takes to tell a language without a list
)

// foreignLanguage returns the English name of the language of a text that is
// not English, or nothing. It takes evidence for another language, not the
// want of it for English: many names and figures do not make a text foreign.
// What is too short to tell is taken for English unless declared otherwise, by
// an ISO 639 code.
func foreignLanguage(text, declared string) string {
	words, letters, latin := sample(text)
	if letters > 0 && latin*2 < letters {
		return whatlanggo.DetectLang(text).String()
	}
	english, foreign, language := functionWords(words)
	switch {
	case foreign >= foreignHits && float64(foreign) >= foreignShare*float64(len(words)) && foreign > 2*english:
		return language
	case english == 0 && foreign == 0:
		return unlisted(words, declared)
	}
	return ""
}

// functionWords counts the English function words among words, and those of
// the other language that has most.
func functionWords(words []string) (english, foreign int, language string) {
	var hits [len(foreignWords)]int
	for _, w := range words {
		if englishWords[w] {
			english++
			continue
		}
		for i := range foreignWords {
			if foreignWords[i].words[w] {
				hits[i]++
			}
		}
	}
	for i, n := range hits {
		if n > foreign {
			foreign, language = n, foreignWords[i].language
		}
	}
	return english, foreign, language
}

// unlisted judges a text without one function word that is known: by its
// letters where it is long, else by its declaration.
func unlisted(words []string, declared string) string {
	if len(words) >= unlistedWords {
		if info := whatlanggo.Detect(strings.Join(words, " ")); info.IsReliable() && !listed(info.Lang.String()) {
			return info.Lang.String()
		}
		return ""
	}
	code, _, _ := strings.Cut(strings.ToLower(declared), "-")
	if code == "" || code == "en" || code == "eng" {
		return ""
	}
	for lang, name := range whatlanggo.Langs {
		if lang.Iso6391() == code || lang.Iso6393() == code {
			return name
		}
	}
	return ""
}

func listed(language string) bool {
	if language == "English" {
		return true
	}
	for i := range foreignWords {
		if foreignWords[i].language == language {
			return true
		}
	}
	return false
}

// sample returns the first words of a text in lower case, and how many of the
// letters in them there are, all and Latin ones.
func sample(text string) (words []string, letters, latin int) {
	if len(text) > judged*12 {
		text = strings.ToValidUTF8(text[:judged*12], "")
	}
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
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
