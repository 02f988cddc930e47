package watch

import (
	"errors"
	"strings"
	"testing"
	"time"

	"entente/loader/source"
)

// between reports whether a wait is at least what is wanted, and at most a tenth
// more.
func between(wait, want time.Duration) bool { return wait >= want && wait <= want+want/10 }

func TestFeedWaits(t *testing.T) {
	away := errors.New("away")
	f := &feed{every: 15 * time.Minute}
	for i, step := range []struct {
		asked time.Duration
		err   error
		want  time.Duration
	}{
		{0, nil, 15 * time.Minute},
		{time.Minute, nil, 15 * time.Minute}, // less than is waited anyway
		{time.Hour, nil, time.Hour},
		{0, away, 15 * time.Minute},
		{0, away, 30 * time.Minute},
		{2 * time.Hour, away, 2 * time.Hour},
		{0, away, 2 * time.Hour},
		{0, away, 4 * time.Hour},
		{0, away, 6 * time.Hour},
		{0, away, 6 * time.Hour},
		{1000 * time.Hour, away, 24 * time.Hour},
		{0, nil, 15 * time.Minute},
		{0, away, 15 * time.Minute},
	} {
		if got := f.wait(step.asked, step.err); !between(got, step.want) {
			t.Errorf("step %d: %s, want %s", i, got, step.want)
		}
	}
	for range 1000 { // however often it fails
		f.failed++
	}
	if got := f.wait(0, away); !between(got, maxBackOff) {
		t.Error(got)
	}
	rare := &feed{every: 48 * time.Hour}
	for range 3 {
		if got := rare.wait(0, away); !between(got, rare.every) {
			t.Error(got)
		}
	}
}

// A feed that cannot be asked is told of, and asked again when it is time.
func TestFeedThatCannotBeAsked(t *testing.T) {
	var said []string
	f := newFeed("http://jane:secret@127.0.0.1:1/feed", Options{Every: time.Hour, Source: source.Options{}, Notice: func(s string) { said = append(said, s) }})
	now := time.Now()
	for _, step := range []struct {
		after time.Duration
		says  int
	}{{0, 1}, {30 * time.Minute, 1}, {2 * time.Hour, 2}} {
		g, wait := f.look(t.Context(), now.Add(step.after))
		if g != nil || wait <= 0 || len(said) != step.says {
			t.Errorf("after %s: %v, %s, %q", step.after, g, wait, said)
		}
	}
	if s := strings.Join(said, "\n"); !strings.Contains(s, "not on the public internet") || !strings.Contains(s, "It is asked again in 1h") || strings.Contains(s, "secret") {
		t.Errorf("said %q", s)
	}
}
