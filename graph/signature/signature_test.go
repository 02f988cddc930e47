package signature_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"entente/graph/signature"
)

// A case is a file: a remark, whether its two texts are copies, and the texts.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			head, a, b := readCase(t, file)
			want := strings.HasSuffix(head, "copies: yes")
			one, other := signature.Of(a), signature.Of(b)
			if one.Near(other) != want || other.Near(one) != want {
				t.Errorf("copies: %v; %s", !want, head)
			}
			if want && !shareBand(one, other) {
				t.Error("copies share no band, so that no index would find them")
			}
		})
	}
}

func readCase(t testing.TB, file string) (head, a, b string) {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	parts := strings.Split(string(content), "\n----------\n")
	if len(parts) != 3 {
		t.Fatalf("%s has %d parts, not a head and two texts", file, len(parts))
	}
	return parts[0], parts[1], parts[2]
}

func shareBand(a, b signature.Signature) bool {
	other := b.Bands()
	for i, band := range a.Bands() {
		if band == other[i] {
			return true
		}
	}
	return false
}

// Signatures are stored: one that came out otherwise would compare with
// nothing that is there.
func TestSignaturesStay(t *testing.T) {
	_, text, _ := readCase(t, "testdata/dateline.txt")
	want := []int{13809133, 14969584, 10705631, 7759533, 1706356, 5998011, 5771187, 3126381}
	if got := signature.Of(text).Bands(); !slices.Equal(got, want) {
		t.Errorf("bands %d, want %d: stored signatures need a migration", got, want)
	}
}

// FuzzOf holds what is true of every text: the same signature each time,
// whatever stands between words and whatever their case; a text is near itself
// or has no signature; bands are keys that fit the index.
func FuzzOf(f *testing.F) {
	_, a, b := readCase(f, "testdata/last_third_cut.txt")
	f.Add(a, b)
	f.Add("", "\xff\u0301 é")
	f.Add("One two\n1,000 — МОСКВА", "1,2;3\x00")
	f.Fuzz(func(t *testing.T, a, b string) {
		one, other := signature.Of(a), signature.Of(b)
		if !bytes.Equal(one, signature.Of(a)) || !bytes.Equal(one, signature.Of("("+strings.Join(strings.Fields(a), " -- ")+")")) {
			t.Fatal("the signature depends on more than the words")
		}
		if one.Near(one) != (len(one) == signature.Size) || one.Near(other) != other.Near(one) {
			t.Fatal("near is not reflexive or not symmetric")
		}
		if one.Near(other) && !shareBand(one, other) {
			t.Fatal("near texts share no band")
		}
		bands := one.Bands()
		if len(one) > 0 && len(bands) != signature.BandCount {
			t.Fatalf("%d bands", len(bands))
		}
		for _, band := range bands {
			if band < 0 || band >= 1<<24 {
				t.Fatalf("band %d", band)
			}
		}
	})
}

func BenchmarkOf(b *testing.B) {
	_, text, _ := readCase(b, "testdata/dateline.txt")
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		signature.Of(text)
	}
}
