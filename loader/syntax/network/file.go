package network

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
)

// magic opens every model file; the digit is the version of the format.
const magic = "ENTSYN1\n"

// header tells what is in a model file. It stands behind magic as JSON, its
// length before it as four bytes; the tensors follow.
type header struct {
	Name         string              `json:"name"` // goes to statements as the engine that read them
	Tags         []string            `json:"tags"` // "UPOS XPOS"
	Labels       []string            `json:"labels"`
	Kinds        []string            `json:"kinds"` // "O", "B-person", …
	Blocks       []blockShape        `json:"blocks"`
	Width        int                 `json:"width"`
	Arc          int                 `json:"arc"`
	Label        int                 `json:"label"`
	Heads        int                 `json:"heads"`
	Reach        int                 `json:"reach"` // farthest distance that has a bias of its own
	Near         int                 `json:"near"`  // hidden width of the head for names
	Seen         []int               `json:"seen"`  // layers that it sees; 0 is the embedding
	Buckets      map[string]uint32   `json:"buckets"`
	Temperatures map[string]float32  `json:"temperatures"` // of arcs, labels, tags, names
	Tensors      map[string]location `json:"tensors"`
}

type blockShape struct {
	Kind     string `json:"kind"` // "conv" or "attention"
	Dilation int    `json:"dilation"`
}

// location is where a tensor stands behind the header, in bytes.
type location struct {
	Type   string `json:"type"` // i8, f16, f32, u32
	Shape  []int  `json:"shape"`
	Offset int    `json:"offset"`
}

// file is a model file opened: the header and the bytes of the tensors.
type file struct {
	header
	data []byte
	err  error // the first that a tensor gave
}

// openFile checks the file against its SHA-256 in hexadecimal digits.
func openFile(content []byte, sum string) (*file, error) {
	if digest := sha256.Sum256(content); hex.EncodeToString(digest[:]) != sum {
		return nil, fmt.Errorf("the model file is not the one that was built: its SHA-256 is %x, not %s", digest, sum)
	}
	rest, ok := bytes.CutPrefix(content, []byte(magic))
	if !ok || len(rest) < 4 {
		return nil, fmt.Errorf("the model file has another format than %q", magic)
	}
	size := int(binary.LittleEndian.Uint32(rest))
	if size > len(rest)-4 {
		return nil, fmt.Errorf("the model file ends within its header")
	}
	f := &file{data: rest[4+size:]}
	if err := json.Unmarshal(rest[4:4+size], &f.header); err != nil {
		return nil, fmt.Errorf("the header of the model file is broken: %w", err)
	}
	return f, nil
}

var typeSizes = map[string]int{"i8": 1, "f16": 2, "f32": 4, "u32": 4}

// tensor returns the bytes of a tensor of the given type and shape; a length
// of -1 fits any.
func (f *file) tensor(name, kind string, shape ...int) []byte {
	at, ok := f.Tensors[name]
	if !ok || at.Type != kind || len(at.Shape) != len(shape) {
		f.fail("the model file has no tensor %s of type %s and %d dimensions", name, kind, len(shape))
		return nil
	}
	count := 1
	for i, n := range at.Shape {
		if shape[i] >= 0 && n != shape[i] || n < 0 {
			f.fail("the tensor %s has the shape %v, not %v", name, at.Shape, shape)
			return nil
		}
		count *= n
	}
	end := at.Offset + count*typeSizes[kind]
	if at.Offset < 0 || end > len(f.data) {
		f.fail("the tensor %s lies outside of the model file", name)
		return nil
	}
	return f.data[at.Offset:end]
}

func (f *file) fail(format string, args ...any) {
	if f.err == nil {
		f.err = fmt.Errorf(format, args...)
	}
}

// floats reads a tensor of type f32.
func (f *file) floats(name string, shape ...int) []float32 {
	raw := f.tensor(name, "f32", shape...)
	out := make([]float32, len(raw)/4)
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(raw[4*i:]))
	}
	return out
}

// halves reads a tensor of type f16.
func (f *file) halves(name string, shape ...int) []float32 {
	raw := f.tensor(name, "f16", shape...)
	out := make([]float32, len(raw)/2)
	for i := range out {
		out[i] = half(binary.LittleEndian.Uint16(raw[2*i:]))
	}
	return out
}

// words reads a tensor of type u32.
func (f *file) words(name string, shape ...int) []uint32 {
	raw := f.tensor(name, "u32", shape...)
	out := make([]uint32, len(raw)/4)
	for i := range out {
		out[i] = binary.LittleEndian.Uint32(raw[4*i:])
	}
	return out
}

// half widens an IEEE 754 half-precision number. The model has neither
// infinities nor NaN.
func half(h uint16) float32 {
	const rebias = 0x1p112 // 2^(127-15): corrects the exponent's bias
	magnitude := math.Float32frombits(uint32(h&0x7fff)<<13) * rebias
	if h&0x8000 != 0 {
		return -magnitude
	}
	return magnitude
}
