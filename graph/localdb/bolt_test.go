package localdb

import (
	"bytes"
	"strings"
	"testing"

	"entente/graph"
)

// frame cuts a message into chunks of at most n bytes, after an empty chunk
// such as keeps a connection alive.
func frame(message []byte, n int) []byte {
	out := []byte{0, 0}
	for len(message) > 0 {
		size := min(n, len(message))
		out = append(out, 0, byte(size))
		out = append(out, message[:size]...)
		message = message[size:]
	}
	return append(out, 0, 0)
}

func TestAnswered(t *testing.T) {
	success := []byte{0xB1, boltSuccess, 0xA0}
	record := []byte{0xB1, boltRecord, 0x91, 0x01}
	failure := func(code string) []byte {
		return append([]byte{0xB1, boltFailure}, packMap("code", code, "message", "x")...)
	}
	cases := []struct {
		name    string
		replies [][]byte
		logon   bool
		code    graph.Code // Internal for an error of no code
	}{
		{"success", [][]byte{success}, false, ""},
		{"a row before it", [][]byte{record, success}, false, ""},
		{"wrong password", [][]byte{failure("Neo.ClientError.Security.Unauthorized")}, true, graph.Unauthorized},
		{"not available yet", [][]byte{failure("Neo.TransientError.General.DatabaseUnavailable")}, true, graph.Internal},
		{"a message of another kind", [][]byte{{0xB1, 0x7E}}, false, graph.Internal},
		{"no signature", [][]byte{{0xB1}}, false, graph.Internal},
		{"cut", nil, false, graph.Internal},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var stream bytes.Buffer
			for _, reply := range c.replies {
				stream.Write(frame(reply, 7))
			}
			if err := answered(&stream, c.logon); graph.CodeOf(err) != c.code {
				t.Errorf("got %s: %v", graph.CodeOf(err), err)
			}
		})
	}
}

func TestPackString(t *testing.T) {
	for _, c := range []struct {
		length int
		head   []byte
	}{{0, []byte{0x80}}, {15, []byte{0x8F}}, {16, []byte{0xD0, 16}}, {255, []byte{0xD0, 255}}, {300, []byte{0xD1, 1, 44}}} {
		s := strings.Repeat("x", c.length)
		if got := packString(s); !bytes.Equal(got, append(c.head, s...)) {
			t.Errorf("%d characters: %x", c.length, got[:min(4, len(got))])
		}
	}
}

// Whatever listens on the port may say anything: it is read to a bounded
// length, and what is read back is what was framed.
func FuzzReceive(f *testing.F) {
	f.Add(frame([]byte{0xB1, boltSuccess, 0xA0}, 2))
	f.Add([]byte("HTTP/1.1 400 Bad Request\r\n\r\n"))
	f.Add([]byte{0xFF, 0xFF})
	f.Fuzz(func(t *testing.T, data []byte) {
		message, err := receive(bytes.NewReader(data))
		if len(message) > maxReply {
			t.Fatalf("%d bytes", len(message))
		}
		if err != nil || len(message) == 0 {
			return
		}
		again, err := receive(bytes.NewReader(frame(message, 255)))
		if err != nil || !bytes.Equal(again, message) {
			t.Fatalf("%x, then %x, %v", message, again, err)
		}
	})
}
