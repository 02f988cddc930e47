// Package source turns inputs into articles.
//
// What enters is a path, standard input or an open reader. What leaves is a
// sequence of items in a stable order: an article each, normalized and
// identified, or the reason why there is none. A bad input never ends the
// sequence; the rest goes on.
//
// Formats: plain text with or without "key: value" head lines, HTML, JSON (an
// object, an array, objects one after another), JSON lines, and folders of
// these. The type is told by content first, then by name. JSON lines and
// arrays are read as a stream, so memory does not grow with the input; a text
// or a JSON object may have MaxArticle bytes, an HTML page MaxPage.
//
// Text is decoded by its declaration (byte order mark, HTML meta element) or
// by what its bytes are (UTF-8, UTF-16, Windows-1252), and normalized: see
// Normalize for the rules. The title of an article stands beside its text and
// is no part of it; offsets refer to the text alone.
package source
