package source

import (
	"bytes"
	"net/http"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// kind is the format of an input.
type kind int

const (
	kindText kind = iota
	kindHTML
	kindJSON  // values one after another, or one array of them
	kindLines // one JSON object per line
)

// sniff tells the format of an input from its first bytes and its name, or
// the reason why it cannot be read.
func sniff(name string, head []byte) (kind, string) {
	if len(head) == 0 {
		return 0, "The input is empty."
	}
	text := headText(head)
	if text == "" {
		return 0, "The input holds nothing but spaces."
	}
	if reason := foreign(head, text); reason != "" {
		return 0, reason
	}
	ext := strings.ToLower(filepath.Ext(name))
	switch {
	case text[0] == '{' || text[0] == '[':
		if k, ok := jsonKind(ext, text); ok {
			return k, ""
		}
	case text[0] == '<' && markup(text):
		return kindHTML, ""
	}
	return byName(ext)
}

func byName(ext string) (kind, string) {
	switch ext {
	case ".html", ".htm", ".xhtml":
		return kindHTML, ""
	case ".json":
		return kindJSON, ""
	case ".ndjson", ".jsonl":
		return kindLines, ""
	case ".csv", ".tsv", ".xml", ".rss", ".atom":
		return 0, "Files of type " + ext + " are not read; give plain text, HTML, JSON or JSON lines."
	}
	return kindText, ""
}

// headText decodes the head and trims it. A character cut off by the end of
// the head is left out.
func headText(head []byte) string {
	text := decodeAll(head)
	for range utf8.UTFMax {
		if r, size := utf8.DecodeLastRuneInString(text); r == utf8.RuneError && size <= 1 {
			text = text[:len(text)-size]
		}
	}
	return strings.TrimSpace(text)
}

// foreign returns the reason why bytes are no text, or nothing.
func foreign(head []byte, text string) string {
	media := http.DetectContentType(head)
	if !strings.HasPrefix(media, "text/") && media != "application/octet-stream" {
		return "The input is " + media + ", not text; give plain text, HTML, JSON or JSON lines."
	}
	if strings.HasPrefix(text, "<?xml") && !strings.Contains(text, "<html") {
		return "The input is XML, which is not read; give plain text, HTML, JSON or JSON lines."
	}
	controls, total := 0, 0
	for _, r := range text {
		total++
		if r < ' ' && !strings.ContainsRune("\t\n\r\f\v\x1b", r) || r == utf8.RuneError {
			controls++
		}
	}
	// A stray control character is cleaned away; more than two in a hundred
	// are no text.
	if controls > 2 && controls*50 > total {
		return "The input is binary, not text; give plain text, HTML, JSON or JSON lines."
	}
	return ""
}

// markup reports whether text that begins with < is a web page.
func markup(text string) bool {
	lower := strings.ToLower(text[:min(len(text), 4096)])
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<article", "<main", "<div", "<p>", "<p ", "<meta", "<title", "<h1", "<section"} {
		if strings.Contains(lower, tag) {
			return true
		}
	}
	return false
}

// jsonKind tells lines from values: by the second line where there is one,
// else by the name. Text that only begins with a bracket is neither.
func jsonKind(ext, text string) (kind, bool) {
	after := strings.TrimLeft(text[1:], " \t\r\n")
	if after == "" {
		return kindJSON, ext == ".json"
	}
	object := text[0] == '{' && (after[0] == '"' || after[0] == '}')
	array := text[0] == '[' && (after[0] == '{' || after[0] == ']')
	named := ext == ".ndjson" || ext == ".jsonl"
	switch {
	case array && !named:
		return kindJSON, true
	case named:
		return kindLines, true
	case !object:
		return 0, false
	}
	first, second, more := bytes.Cut([]byte(text), []byte("\n"))
	second = bytes.TrimLeft(second, " \t\r\n")
	if more && len(second) > 0 && second[0] != '{' {
		if bytes.HasSuffix(bytes.TrimSpace(first), []byte("}")) {
			return kindLines, true
		}
		return kindJSON, true
	}
	return kindLines, true
}
