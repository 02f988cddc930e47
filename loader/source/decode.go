package source

import (
	"bytes"
	"io"
	"mime"
	"regexp"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// decoded returns r as UTF-8, without a byte order mark, in the encoding that
// its first bytes or its declaration tell. media is the content type that a
// server declares, or empty.
func decoded(r io.Reader, head []byte, media string) io.Reader {
	if e := encodingOf(head, media); e != nil {
		return transform.NewReader(r, e.NewDecoder())
	}
	return r
}

// decodeAll returns raw as UTF-8, without a byte order mark.
func decodeAll(raw []byte, media string) string {
	e := encodingOf(raw, media)
	if e == nil {
		return string(raw)
	}
	return decodeWith(e, raw)
}

// encodingOf tells the encoding of anything but HTML: by the byte order mark,
// by where its zero bytes stand, or by whether it is valid UTF-8. What is not
// is in the encoding that it declares, or else taken for Windows-1252, which
// holds Latin-1. It returns nil for UTF-8 without a mark.
func encodingOf(raw []byte, media string) encoding.Encoding {
	switch {
	case bytes.HasPrefix(raw, []byte("\xef\xbb\xbf")):
		return unicode.UTF8BOM
	case bytes.HasPrefix(raw, []byte("\xff\xfe")), bytes.HasPrefix(raw, []byte("\xfe\xff")):
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	}
	if e := zeros(raw); e != nil {
		return e
	}
	if validHead(raw) {
		return nil
	}
	if e := declared(raw, media); e != nil {
		return e
	}
	return charmap.Windows1252
}

var xmlEncoding = regexp.MustCompile(`^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']`)

// declared is the encoding that the server or an XML declaration names, or
// nil. UTF-8 does not count: it is for bytes that are not.
func declared(raw []byte, media string) encoding.Encoding {
	_, params, _ := mime.ParseMediaType(media)
	label := params["charset"]
	if m := xmlEncoding.FindSubmatch(raw); m != nil && label == "" {
		label = string(m[1])
	}
	e, name := charset.Lookup(label)
	if name == "utf-8" {
		return nil
	}
	return e
}

// zeros tells UTF-16 without a mark: in mostly Latin text every second byte is
// zero.
func zeros(raw []byte) encoding.Encoding {
	n := min(len(raw), 1024) &^ 1
	even, odd := 0, 0
	for i := 0; i < n; i += 2 {
		if raw[i] == 0 {
			even++
		}
		if raw[i+1] == 0 {
			odd++
		}
	}
	switch {
	case n < 4:
		return nil
	case odd*10 > n*4 && even == 0:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case even*10 > n*4 && odd == 0:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

// validHead reports whether raw is UTF-8, or would be if its last character
// were whole.
func validHead(raw []byte) bool {
	for range utf8.UTFMax {
		if utf8.Valid(raw) {
			return true
		}
		if len(raw) == 0 {
			return true
		}
		if utf8.RuneStart(raw[len(raw)-1]) {
			return utf8.Valid(raw[:len(raw)-1])
		}
		raw = raw[:len(raw)-1]
	}
	return false
}

// decodeHTML returns a page as UTF-8, by mark, declaration of the server, meta
// element, or detection.
func decodeHTML(raw []byte, media string) string {
	if e := zeros(raw); e != nil {
		return decodeWith(e, raw)
	}
	e, _, certain := charset.DetermineEncoding(raw, media)
	if !certain && utf8.Valid(raw) {
		return string(raw)
	}
	return decodeWith(e, raw)
}

func decodeWith(e encoding.Encoding, raw []byte) string {
	text, err := e.NewDecoder().Bytes(raw)
	if err != nil {
		return string(raw)
	}
	return string(text)
}
