package source

import (
	"bytes"
	"net/url"
	"slices"
	"strings"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
)

// html reads a web page: the article in it, without what stands around, and
// what the page says about it.
func (o *output) html(in input, raw []byte) {
	doc, err := html.Parse(strings.NewReader(decodeHTML(raw, in.media)))
	if err != nil {
		o.reject(in.name, 0, "The page cannot be parsed: %v.", err)
		return
	}
	meta := pageMeta(doc)
	if meta["url"] == "" {
		meta["url"] = in.address
	}
	address, _ := url.Parse(meta["url"])
	page, err := readability.FromDocument(doc, address)
	if err != nil || page.Node == nil {
		o.reject(in.name, 0, "No article was found in the page.")
		return
	}
	without(page.Node, "figcaption", "caption", "button") // no part of the text
	f := fields{
		title: page.Title(), author: authorOf(page.Byline()), publisher: page.SiteName(),
		language: page.Language(), url: meta["url"], published: meta["published"],
	}
	if t, err := page.PublishedTime(); err == nil && f.published == "" {
		f.published = t.Format("2006-01-02T15:04:05Z07:00")
	}
	var text bytes.Buffer
	if err := page.RenderText(&text); err != nil || len(strings.Fields(text.String())) < minPageWords {
		o.reject(in.name, 0, "No article was found in the page.")
		return
	}
	o.send(article(in.name, 0, strings.TrimSpace(text.String()), f))
}

// minPageWords is what a page must have to be an article: less is what is left
// of its navigation.
const minPageWords = 5

// without takes out elements of the given names.
func without(root *html.Node, names ...string) {
	var out []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && slices.Contains(names, n.Data) {
			out = append(out, n)
		}
	}
	for _, n := range out {
		n.Parent.RemoveChild(n)
	}
}

// authorOf returns a byline without its "By".
func authorOf(byline string) string {
	if name := strings.TrimSpace(byline); len(name) > 3 && strings.EqualFold(name[:3], "by ") {
		return name[3:]
	}
	return byline
}

// pageMeta returns what readability does not: the canonical address, and the
// date as the page writes it.
func pageMeta(doc *html.Node) map[string]string {
	meta := map[string]string{}
	keep := func(key, value string) {
		if meta[key] == "" {
			meta[key] = strings.TrimSpace(value)
		}
	}
	var openGraph string
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "link":
			if attribute(n, "rel") == "canonical" {
				keep("url", attribute(n, "href"))
			}
		case "meta":
			switch strings.ToLower(attribute(n, "property") + attribute(n, "name")) {
			case "og:url":
				openGraph = attribute(n, "content")
			case "article:published_time", "date", "pubdate", "dc.date", "dcterms.created":
				keep("published", attribute(n, "content"))
			}
		case "time":
			if attribute(n, "itemprop") == "datePublished" {
				keep("published", attribute(n, "datetime"))
			}
		}
	}
	keep("url", openGraph)
	if u, err := url.Parse(meta["url"]); err != nil || u.Scheme != "http" && u.Scheme != "https" {
		delete(meta, "url")
	}
	return meta
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
