"""The features of a word, the same to the bit as in network/features.go."""

import numpy as np

VECTOR = 128  # width of the pretrained vectors
BUCKETS = {"word": 8192, "prefix": 4096, "suffix": 16384, "shape": 128}
COLUMNS = ("vocabulary", "word", "prefix", "suffix2", "suffix3", "suffix4", "shape")


def fnv1a(text):
    h = 2166136261
    for b in text.encode("utf-8", "surrogatepass"):
        h = ((h ^ b) * 16777619) & 0xFFFFFFFF
    return h


PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "‑": "-"})


def normal(word):
    """The word as the tables know it: lower case, digits as 0, plain marks."""
    out = []
    for c in word.translate(PLAIN):
        low = c.lower()
        c = low if len(low) == 1 else c
        out.append("0" if "0" <= c <= "9" else c)
    return "".join(out)


def shape(word):
    letters = [c for c in word if c.isalpha()]
    digit = any("0" <= c <= "9" for c in word)
    if not letters:
        kind = 1 if digit else 2
    elif all(not c.isupper() for c in letters):
        kind = 3
    elif all(c.isupper() for c in letters):
        kind = 4 if len(letters) > 1 else 5
    elif word[0].isupper() and not any(c.isupper() for c in word[1:]):
        kind = 6
    else:
        kind = 7
    id_ = kind + 8 * min(len(word) // 4, 3)
    if letters and digit:
        id_ += 32
    if "." in word and len(word) > 1:
        id_ += 64
    return id_


class Features:
    """Indices into the tables. Index 0 of the vocabulary is the unknown word."""

    def __init__(self, vocabulary):
        self.hashes = {fnv1a(w): i + 1 for i, w in enumerate(vocabulary)}
        assert len(self.hashes) == len(vocabulary), "two words of the vocabulary have one hash: leave one out"
        self.cache = {}

    def word(self, word):
        row = self.cache.get(word)
        if row is None:
            n = normal(word)
            row = (
                self.hashes.get(fnv1a(n), 0),
                fnv1a("w" + n) % BUCKETS["word"],
                fnv1a("p" + n[:3]) % BUCKETS["prefix"],
                fnv1a("2" + n[-2:]) % BUCKETS["suffix"],
                fnv1a("3" + n[-3:]) % BUCKETS["suffix"],
                fnv1a("4" + n[-4:]) % BUCKETS["suffix"],
                shape(word),
            )
            self.cache[word] = row
        return row

    def sentence(self, forms):
        return np.array([self.word(w) for w in forms], dtype=np.int32).reshape(-1, len(COLUMNS))
