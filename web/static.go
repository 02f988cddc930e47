package web

import (
	"bytes"
	"compress/gzip"
	"embed"
	"io/fs"
	"net/http"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/labstack/echo/v4"

	"entente/graph"
)

// dist is what web/ui builds.
//
//go:embed all:dist
var dist embed.FS

// mediaTypes are fixed here, because those of the standard library depend on
// the machine.
var mediaTypes = map[string]string{
	".css": "text/css; charset=utf-8", ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".json": "application/json", ".map": "application/json", ".svg": "image/svg+xml", ".png": "image/png",
	".ico": "image/x-icon", ".woff2": "font/woff2", ".woff": "font/woff", ".txt": "text/plain; charset=utf-8",
	".webmanifest": "application/manifest+json", ".wasm": "application/wasm", ".webp": "image/webp", ".jpg": "image/jpeg",
}

// asset is a file that is served as it is, packed on first demand.
type asset struct {
	media   string
	content []byte
	etag    string // without quotes
	pack    sync.Once
	packed  []byte // nil when packing does not pay
}

func newAsset(media string, content []byte) *asset {
	return &asset{media: media, content: content, etag: graph.Hash(string(content))[:32]}
}

// browserFiles reads the embedded files of the browser.
func browserFiles() (map[string]*asset, error) {
	files, err := assetsIn(dist, "dist")
	if err != nil || files["index.html"] == nil {
		return nil, graph.Errorf(graph.Internal, "the program was built without its browser files; run make ui")
	}
	return files, nil
}

// assetsIn reads every file below root, by its path there.
func assetsIn(tree fs.FS, root string) (map[string]*asset, error) {
	files := map[string]*asset{}
	err := fs.WalkDir(tree, root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		media := mediaTypes[path.Ext(name)]
		if media == "" {
			media = "application/octet-stream"
		}
		files[strings.TrimPrefix(name, root+"/")] = newAsset(media, content)
		return nil
	})
	return files, err
}

// worthPacking is the size from which packing saves more than it costs.
const worthPacking = 1024

func (a *asset) gzipped() []byte {
	a.pack.Do(func() {
		if len(a.content) < worthPacking {
			return
		}
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		_, _ = w.Write(a.content) // a buffer does not fail
		_ = w.Close()
		if b.Len() < len(a.content)*9/10 {
			a.packed = b.Bytes()
		}
	})
	return a.packed
}

// serve answers with the asset. Each coding has an ETag of its own, so that
// both may be strong.
func (a *asset) serve(c echo.Context) error {
	h := c.Response().Header()
	h.Set("Content-Type", a.media)
	h.Set("Cache-Control", "no-cache")
	h.Add("Vary", "Accept-Encoding")
	content, etag := a.content, a.etag
	if strings.Contains(c.Request().Header.Get("Accept-Encoding"), "gzip") && a.gzipped() != nil {
		content, etag = a.packed, a.etag+"-gzip"
		h.Set("Content-Encoding", "gzip")
	}
	h.Set("ETag", `"`+etag+`"`)
	http.ServeContent(c.Response(), c.Request(), "", time.Time{}, bytes.NewReader(content))
	return nil
}

// browser serves the browser's files where no route is meant. It is no route
// for all paths itself, because that would hide which methods a path takes.
func (s *Server) browser(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		if c.Path() != "" || r.Method != http.MethodGet || isAPI(r.URL.Path) {
			return next(c)
		}
		return s.static(c)
	}
}

// static serves a file. A path that names none is a page of the browser's own
// routing, unless it looks like a file or climbs.
func (s *Server) static(c echo.Context) error {
	name := strings.TrimPrefix(c.Request().URL.Path, "/")
	if file := s.files[name]; file != nil {
		return file.serve(c)
	}
	climbs := slices.Contains(strings.Split(name, "/"), "..")
	if climbs || strings.HasPrefix(name, "assets/") || mediaTypes[path.Ext(name)] != "" {
		return echo.ErrNotFound
	}
	return s.files["index.html"].serve(c)
}
