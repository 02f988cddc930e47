package localdb

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"time"

	"entente/graph"
)

// probeTime is what one question to the server may take.
const probeTime = 10 * time.Second

// maxReply bounds what is read of one message: replies to the questions asked
// here are short.
const maxReply = 64 << 10

// Signatures of Bolt messages (Bolt protocol specification, version 5.1 on).
const (
	boltHello   = 0x01
	boltGoodbye = 0x02
	boltRun     = 0x10
	boltPull    = 0x3F
	boltLogon   = 0x6A
	boltSuccess = 0x70
	boltRecord  = 0x71
	boltFailure = 0x7F
)

// probe asks the server at address for one row, over Bolt and with a logon: it
// answers only when it is really there. A refused logon is Unauthorized; any
// other error means "not now".
func probe(ctx context.Context, address, user, password string) error {
	ctx, cancel := context.WithTimeout(ctx, probeTime)
	defer cancel()
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, "tcp", address)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	if deadline, ok := ctx.Deadline(); ok {
		if err := conn.SetDeadline(deadline); err != nil {
			return err
		}
	}
	if err := handshake(conn); err != nil {
		return err
	}
	return converse(conn, user, password)
}

// handshake agrees on Bolt 5.1 or 5.2, which every Neo4j since 5.7 speaks; later
// ones ask for more in the first message.
func handshake(conn io.ReadWriter) error {
	if _, err := conn.Write([]byte{
		0x60, 0x60, 0xB0, 0x17,
		0, 1, 2, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	}); err != nil {
		return err
	}
	var version [4]byte
	if _, err := io.ReadFull(conn, version[:]); err != nil {
		return err
	}
	if version[3] != 5 {
		return errors.New("no common version of Bolt")
	}
	return nil
}

func converse(conn io.ReadWriter, user, password string) error {
	agent := packMap("user_agent", "entente/localdb")
	logon := packMap("scheme", "basic", "principal", user, "credentials", password)
	query := append(packString("RETURN 1"), 0xA0, 0xA0)
	pull := []byte{0xA1, 0x81, 'n', 0xFF}
	for _, m := range []struct {
		signature byte
		fields    byte
		body      []byte
	}{
		{boltHello, 1, agent}, {boltLogon, 1, logon}, {boltRun, 3, query}, {boltPull, 1, pull},
	} {
		if err := send(conn, append([]byte{0xB0 | m.fields, m.signature}, m.body...)); err != nil {
			return err
		}
		if err := answered(conn, m.signature == boltLogon); err != nil {
			return err
		}
	}
	return send(conn, []byte{0xB0, boltGoodbye})
}

// answered reads up to the message that ends the reply to one request.
func answered(conn io.Reader, logon bool) error {
	for {
		message, err := receive(conn)
		if err != nil {
			return err
		}
		if len(message) < 2 {
			return errors.New("a Bolt message without a signature")
		}
		switch message[1] {
		case boltSuccess:
			return nil
		case boltRecord:
			continue
		case boltFailure:
			if logon && bytes.Contains(message, []byte("Neo.ClientError.Security")) {
				return graph.Errorf(graph.Unauthorized, "the server does not take the password")
			}
			return errors.New("the server answered with a failure")
		default:
			return errors.New("the server answered with an unknown message")
		}
	}
}

// send writes one message as one chunk.
func send(w io.Writer, message []byte) error {
	frame := binary.BigEndian.AppendUint16(nil, uint16(len(message))) //nolint:gosec // messages here are some hundred bytes
	frame = append(frame, message...)
	_, err := w.Write(append(frame, 0, 0))
	return err
}

// receive reads the chunks of one message; empty ones before it keep the
// connection alive and say nothing.
func receive(r io.Reader) ([]byte, error) {
	var message []byte
	for {
		var size [2]byte
		if _, err := io.ReadFull(r, size[:]); err != nil {
			return nil, err
		}
		n := int(binary.BigEndian.Uint16(size[:]))
		if n == 0 && len(message) > 0 {
			return message, nil
		}
		if len(message)+n > maxReply {
			return nil, errors.New("a Bolt message too long to be an answer")
		}
		chunk := make([]byte, n)
		if _, err := io.ReadFull(r, chunk); err != nil {
			return nil, err
		}
		message = append(message, chunk...)
	}
}

// packMap encodes up to 15 pairs of strings as PackStream does.
func packMap(pairs ...string) []byte {
	out := []byte{0xA0 | byte(len(pairs)/2)} //nolint:gosec // at most 15
	for _, s := range pairs {
		out = append(out, packString(s)...)
	}
	return out
}

func packString(s string) []byte {
	switch n := len(s); {
	case n < 16:
		return append([]byte{0x80 | byte(n)}, s...)
	case n < 256:
		return append([]byte{0xD0, byte(n)}, s...)
	default:
		return append(binary.BigEndian.AppendUint16([]byte{0xD1}, uint16(n)), s...) //nolint:gosec // passwords and names are short
	}
}
