package source

import (
	"io"
	"time"
)

// trickle is an input that may pause, such as a pipe that another program
// feeds. Its head is what comes before the first pause, so that nobody waits
// for more than is there to learn the type.
type trickle struct {
	pieces  chan piece
	stopped chan struct{}
	ahead   []byte
	end     error
}

type piece struct {
	bytes []byte
	err   error
}

// A piece is what one read gives at most; a pause is when nothing comes for
// longer.
const (
	pieceSize = 32 << 10
	pause     = time.Second
)

// newTrickle reads r in a goroutine of its own, until stop is called and a
// read that goes on has returned.
func newTrickle(r io.Reader) *trickle {
	t := &trickle{pieces: make(chan piece), stopped: make(chan struct{})}
	go func() {
		for {
			b := make([]byte, pieceSize)
			n, err := r.Read(b)
			select {
			case t.pieces <- piece{b[:n], err}:
			case <-t.stopped:
				return
			}
			if err != nil {
				return
			}
		}
	}()
	return t
}

func (t *trickle) stop() { close(t.stopped) }

// head returns what comes before the first pause, size bytes or a little more
// at most. Read gives it again.
func (t *trickle) head(size int) ([]byte, error) {
	for len(t.ahead) < size && t.end == nil {
		var silence <-chan time.Time
		if len(t.ahead) > 0 {
			silence = time.After(pause)
		}
		select {
		case p := <-t.pieces:
			t.take(p)
		case <-silence:
			return t.ahead, nil
		}
	}
	return t.ahead, t.end
}

func (t *trickle) take(p piece) { t.ahead, t.end = append(t.ahead, p.bytes...), p.err }

// Read waits for what comes next.
func (t *trickle) Read(b []byte) (int, error) {
	for len(t.ahead) == 0 {
		if t.end != nil {
			return 0, t.end
		}
		t.take(<-t.pieces)
	}
	n := copy(b, t.ahead)
	t.ahead = t.ahead[n:]
	return n, nil
}
