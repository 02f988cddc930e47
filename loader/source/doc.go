// Package source turns inputs into articles.
//
// What enters is a path, an http or https address, standard input or an open
// reader. What leaves is a sequence of items in a stable order: an article
// each, normalized and identified, or the reason why there is none. A bad input
// never ends the sequence; the rest goes on.
//
// Formats: plain text with or without "key: value" head lines, HTML, JSON (an
// object, an array, objects one after another), JSON lines, CSV with a header,
// RSS, Atom and JSON feeds, zip, tar and gz of these, and folders. The type is
// told by content first, then by name. All but single articles are read as a
// stream, so memory does not grow with the input.
//
// Limits: a text, a JSON object, a row or an entry may have MaxArticle bytes,
// an HTML page MaxPage; a feed MaxFeed bytes and MaxEntries entries; archives
// in one another MaxLayers layers, and unpack to MaxRatio times their size; an
// address MaxFetch bytes, five redirects, ten minutes in all and thirty seconds
// without a byte. Addresses lead to the public internet alone.
//
// Text is decoded by its byte order mark or by what its bytes are (UTF-8,
// UTF-16), else by its declaration (of the server, of XML, of an HTML meta
// element), else as Windows-1252, and normalized: see Normalize for the rules.
// The title of an article stands beside its text and is no part of it; offsets
// refer to the text alone.
package source
