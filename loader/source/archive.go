package source

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// Limits of an archive. The text of news packs to a third or a tenth; what
// packs to less than a hundredth is made to fill memory or disk.
const (
	MaxLayers = 4        // of archives in one another; a tar.gz has two
	MaxRatio  = 100      // of what is unpacked to what was packed,
	freeBytes = 32 << 20 // once so much is unpacked
	maxSpool  = 1 << 30  // a zip that is no file by itself, in bytes
	maxIndex  = 32 << 20 // a zip's list of its files, in bytes
)

var (
	errBomb  = refusal(fmt.Sprintf("The archive unpacks to more than %d times its size, the limit; unpack it yourself and load what is in it.", MaxRatio))
	errSpool = refusal(fmt.Sprintf("The zip is larger than %d MB, the limit for one from standard input, an address or another archive; save it as a file and load that.", maxSpool>>20))
	errIndex = refusal(fmt.Sprintf("The zip's list of files is larger than %d MB, the limit; split it.", maxIndex>>20))
)

// meter compares what comes out of an archive, and of those in it, to what it
// has.
type meter struct {
	packed, unpacked int64
	told             bool // a reject says so
}

func (m *meter) over() bool { return m.unpacked > freeBytes && m.unpacked > MaxRatio*m.packed }

// bomb reports whether an archive has unpacked to too much, and sees to it that
// this is told once.
func (o *output) bomb(in input) bool {
	if !in.meter.over() {
		return false
	}
	if !in.meter.told {
		in.meter.told = true
		o.reject(in.name, 0, "%s", errBomb)
	}
	return true
}

// packed counts what is read of the outermost archive.
type packed struct {
	r     io.Reader
	meter *meter
}

// Read reads and counts.
func (p packed) Read(b []byte) (int, error) {
	n, err := p.r.Read(b)
	p.meter.packed += int64(n)
	return n, err
}

// unpacked counts what is unpacked and ends a bomb.
type unpacked struct {
	r     io.Reader
	meter *meter
}

// Read reads and counts, and fails when there is too much.
func (u unpacked) Read(b []byte) (int, error) {
	if u.meter.over() {
		u.meter.told = true // by who reads
		return 0, errBomb
	}
	n, err := u.r.Read(b)
	u.meter.unpacked += int64(n)
	return n, err
}

// archive reads what is in an archive. r is the input itself, rest the input
// from its first byte.
func (o *output) archive(in input, kind kind, r io.Reader, rest *bufio.Reader) {
	if in.layers++; in.layers > MaxLayers {
		o.reject(in.name, 0, "There are more than %d archives in one another; unpack them yourself and load what is in them.", MaxLayers)
		return
	}
	outermost := in.meter == nil
	if outermost {
		in.meter = &meter{}
	}
	if kind == kindZip {
		o.zip(in, r, rest, outermost)
		return
	}
	var stream io.Reader = rest
	if outermost {
		stream = packed{rest, in.meter}
	}
	if kind == kindTar {
		o.tar(in, stream)
		return
	}
	z, err := gzip.NewReader(stream)
	if err != nil {
		o.reject(in.name, 0, "The gz cannot be unpacked: %v.", err)
		return
	}
	o.stream(in, unpacked{z, in.meter})
}

func (o *output) tar(in input, r io.Reader) {
	t := tar.NewReader(r)
	for found := false; !o.done() && !o.bomb(in); {
		h, err := t.Next()
		switch {
		case errors.Is(err, io.EOF):
			if !found {
				o.reject(in.name, 0, "The archive holds no files to read.")
			}
			return
		case err != nil:
			o.reject(in.name, 0, "%s", readReason(err))
			return
		case h.Typeflag == tar.TypeDir || h.Typeflag == tar.TypeXGlobalHeader:
			continue
		}
		inside, ok := o.member(in, h.Name)
		if !ok {
			continue
		}
		found = true
		if h.Typeflag != tar.TypeReg || sparse(h) {
			o.reject(inside.name, 0, "%s is not a regular file.", inside.name)
			continue
		}
		o.stream(inside, t)
	}
}

// sparse reports whether a file has holes, which unpack to any size.
func sparse(h *tar.Header) bool {
	for key := range h.PAXRecords {
		if strings.HasPrefix(key, "GNU.sparse.") {
			return true
		}
	}
	return false
}

// member is an input in an archive. What is hidden is left out, as in a
// folder; a name that leads out of the archive is rejected, although nothing
// would be written there.
func (o *output) member(in input, name string) (input, bool) {
	name = strings.ReplaceAll(name, `\`, "/")
	clean := path.Clean(name)
	inside := input{name: in.name + "/" + line(clean), layers: in.layers, meter: in.meter}
	for _, part := range strings.Split(clean, "/") {
		if strings.HasPrefix(part, ".") && part != ".." || part == "__MACOSX" {
			return inside, false
		}
	}
	if !filepath.IsLocal(filepath.FromSlash(clean)) || strings.Contains(name, ":/") {
		o.reject(inside.name, 0, "The name leads out of the archive, so it is not read; pack the file under a relative name without \"..\".")
		return inside, false
	}
	return inside, true
}

// seekable is what a zip is read from.
type seekable interface {
	io.ReaderAt
	io.Seeker
}

func (o *output) zip(in input, r io.Reader, rest *bufio.Reader, outermost bool) {
	file, size, done, err := zipFile(r, rest)
	if err != nil {
		o.reject(in.name, 0, "%s", readReason(err))
		return
	}
	defer done()
	if outermost {
		in.meter.packed = size
	}
	bounded := &boundedAt{file, maxIndex}
	z, err := zip.NewReader(bounded, size)
	if err != nil {
		if !errors.Is(err, errIndex) {
			err = refusal(fmt.Sprintf("The zip cannot be unpacked: %v; make it anew.", err))
		}
		o.reject(in.name, 0, "%s", err)
		return
	}
	bounded.left = -1
	if office(z) {
		o.reject(in.name, 0, "The input is an office document or a book, not text; save it as plain text or HTML.")
		return
	}
	found := false
	for _, f := range z.File {
		if o.done() || o.bomb(in) {
			return
		}
		if f.FileInfo().IsDir() {
			continue
		}
		if inside, ok := o.member(in, f.Name); ok {
			found = true
			o.zipped(inside, f)
		}
	}
	if !found && !o.done() {
		o.reject(in.name, 0, "The archive holds no files to read.")
	}
}

// zipped reads a file in a zip.
func (o *output) zipped(in input, f *zip.File) {
	const encrypted = 1
	if !f.Mode().IsRegular() {
		o.reject(in.name, 0, "%s is not a regular file.", in.name)
		return
	}
	if f.Flags&encrypted != 0 {
		o.reject(in.name, 0, "The file is encrypted; unpack it yourself and load it.")
		return
	}
	r, err := f.Open()
	if err != nil {
		o.reject(in.name, 0, "The file cannot be unpacked: %v; pack it with deflate.", err)
		return
	}
	defer func() { _ = r.Close() }() // only read
	o.stream(in, unpacked{r, in.meter})
}

// office reports whether a zip is one document of many parts.
func office(z *zip.Reader) bool {
	for _, f := range z.File[:min(len(z.File), 8)] {
		if f.Name == "[Content_Types].xml" || f.Name == "mimetype" || f.Name == "META-INF/MANIFEST.MF" {
			return true
		}
	}
	return false
}

// zipFile returns a zip as a file: itself where it is one, else a copy that
// done removes. It leaves memory as it is, whatever the zip's size.
func zipFile(r io.Reader, rest io.Reader) (file io.ReaderAt, size int64, done func(), err error) {
	if s, ok := r.(seekable); ok {
		if size, err := s.Seek(0, io.SeekEnd); err == nil {
			return s, size, func() {}, nil
		}
	}
	spool, err := os.CreateTemp("", "entente-zip-")
	if err != nil {
		return nil, 0, nil, err
	}
	done = func() {
		_ = spool.Close()           // it goes away
		_ = os.Remove(spool.Name()) // a folder for passing things
	}
	size, err = io.Copy(spool, &limitReader{rest, maxSpool, errSpool})
	if err != nil {
		done()
		return nil, 0, nil, err
	}
	return spool, size, done, nil
}

// boundedAt fails when more than left bytes were read, unless that is negative.
type boundedAt struct {
	io.ReaderAt
	left int64
}

// ReadAt reads and counts.
func (b *boundedAt) ReadAt(p []byte, at int64) (int, error) {
	if b.left < 0 {
		return b.ReaderAt.ReadAt(p, at)
	}
	if b.left < int64(len(p)) {
		return 0, errIndex
	}
	b.left -= int64(len(p))
	return b.ReaderAt.ReadAt(p, at)
}
