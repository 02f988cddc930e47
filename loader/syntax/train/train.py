"""Trains the network on gold treebanks and silver.

usage: train.py DATA OUT [--steps N] [--threads N]

DATA holds ud/, silver/ and news/; OUT is a folder for the checkpoint, which
export.py turns into the model file. Seeds are fixed."""

import argparse
import math
import pathlib
import random
import time

import numpy as np
import torch
import torch.nn.functional as F

import treebank
from features import COLUMNS, Features
from network import SEEN, Names, Network
from vectors import vectors, vocabulary

KINDS = ["O"] + [p + "-" + k for k in treebank.KINDS for p in "BI"]
CONFIDENCE = 0.70  # silver below it is left out
LONGEST = 100  # words; longer sentences teach little and cost much
GOLD_TIMES = 3
TOKENS = 2000  # words in a batch
NAMES_SILVER, NAMES_EPOCHS, NAMES_RATE = 12000, 6, 2e-3


class Data:
    """Sentences as arrays, in forms as written and as headlines write them."""

    def __init__(self, sentences, features, tags, labels):
        self.features, self.tag, self.label = features, {t: i for i, t in enumerate(tags)}, {r: i for i, r in enumerate(labels)}
        self.sentences = sentences
        self.rows = [self.row(s) for s in sentences]

    def row(self, s):
        names = [KINDS.index(n) for n in s.names] if s.names else [-100] * len(s.forms)
        return (
            self.features.sentence(s.forms),
            np.array(s.heads, np.int16),
            np.array([self.label.get(r, -100) for r in s.rels], np.int16),
            np.array([self.tag.get(t, -100) for t in s.tags], np.int16),
            np.array(names, np.int8),
        )

    def batch(self, indices, rng=None):
        rows = [self.varied(i, rng) for i in indices]
        b, t = len(rows), max(len(r[0]) for r in rows) + 1
        f = np.zeros((b, t, len(COLUMNS)), np.int32)
        mask = np.zeros((b, t, 1), np.float32)
        heads = np.zeros((b, t), np.int64)
        targets = np.full((4, b, t), -100, np.int64)  # arcs, labels, tags, names
        for k, (x, h, r, g, n) in enumerate(rows):
            end = len(h) + 1
            f[k, 1:end], mask[k, :end], heads[k, 1:end] = x, 1, h
            for target, values in zip(targets, (h, r, g, n)):
                target[k, 1:end] = values
        gold = np.array([self.sentences[i].gold for i in indices])
        return [torch.from_numpy(a) for a in (f, mask, heads, targets, gold)]

    def varied(self, i, rng):
        """One sentence in twelve is written in capitals, in small letters or as
        a title, one in fifteen loses its last mark: news does this."""
        row = self.rows[i]
        if rng is None:
            return row
        s, dice = self.sentences[i], rng.random()
        if dice < 0.08:
            write = str.upper if dice < 0.03 else str.lower if dice < 0.05 else title
            row = (self.features.sentence([write(w) for w in s.forms]),) + row[1:]
            if dice < 0.05:  # without capitals the borders of names are a guess
                row = row[:4] + (np.full(len(s.forms), -100, np.int8),)
        if rng.random() < 0.07 and s.tags[-1].startswith("PUNCT") and len(s.heads) > 2 and len(s.heads) not in s.heads:
            row = tuple(a[:-1] for a in row)
        return row


def title(word):
    return word if word in ("of", "the", "to", "in", "a", "and", "for", "on") else word[:1].upper() + word[1:]


def batches(data, rng, times):
    """Indices of batches without end, sentences of like length together."""
    while True:
        order = [i for i, s in enumerate(data.sentences) if len(s.forms) <= LONGEST for _ in range(times if s.gold else 1)]
        rng.shuffle(order)
        for a in range(0, len(order), 4000):
            part, out, size = sorted(order[a:a + 4000], key=lambda i: len(data.sentences[i].forms)), [[]], 0
            for i in part:
                if size > TOKENS:
                    out.append([])
                    size = 0
                out[-1].append(i)
                size += len(data.sentences[i].forms)
            rng.shuffle(out)
            yield from out


def loss(network, batch, forget=None):
    f, mask, heads, targets, gold = batch
    arcs, label, tags, names = network(f, mask, forget)
    arc, rel, tag, name = targets
    known = arc != -100
    total = F.cross_entropy(arcs[known], arc[known])
    labels = network.labels(label, heads)
    total = total + F.cross_entropy(labels[known], rel[known], ignore_index=-100)
    total = total + 0.5 * F.cross_entropy(tags[known], tag[known], ignore_index=-100)
    for scores, source in zip(names, (gold, ~gold)):
        marked = (name != -100) & source[:, None]
        if marked.any():
            share = marked.sum() / known.sum()
            total = total + share * F.cross_entropy(scores[marked], name[marked])
    return total


@torch.no_grad()
def evaluate(network, data, name):
    network.eval()
    n = arcs_right = labels_right = tags_right = 0
    for batch in whole(data):
        f, mask, heads, targets, _ = batch
        arcs, label, tags, _ = network(f, mask)
        arc, rel, tag, _ = targets
        known = arc != -100
        chosen = arcs.argmax(-1)
        n += int(known.sum())
        ok = (chosen == arc) & known
        arcs_right += int(ok.sum())
        labels_right += int((ok & (network.labels(label, chosen).argmax(-1) == rel)).sum())
        tags_right += int(((tags.argmax(-1) == tag) & known).sum())
    print(f"  {name} UAS {100 * arcs_right / n:.2f} LAS {100 * labels_right / n:.2f} tags {100 * tags_right / n:.2f}", flush=True)
    network.train()


def whole(data):
    """All sentences once, those of like length together."""
    order = sorted(range(len(data.rows)), key=lambda i: len(data.sentences[i].forms))
    return (data.batch(order[a:a + 64]) for a in range(0, len(order), 64))


def train_names(network, gold, silver, rng):
    """The head for names, on a body that stands still."""
    network.eval()
    head = Names(len(KINDS))
    optimizer = torch.optim.AdamW(head.parameters(), lr=NAMES_RATE, weight_decay=1e-2)
    with torch.no_grad():
        seen = [(k, [network.layers(b[0], b[1])[0][i] for i in SEEN], b[1], b[3][3]) for k, data in enumerate((gold, silver)) for b in whole(data)]
    for epoch in range(NAMES_EPOCHS):
        order = [i for i, x in enumerate(seen) for _ in range(1 if x[0] else 2)]
        rng.shuffle(order)
        optimizer.param_groups[0]["lr"] = NAMES_RATE * (1 - epoch / NAMES_EPOCHS)
        head.train()
        for i in order:
            annotation, layers, mask, marks = seen[i]
            known = marks != -100
            value = F.cross_entropy(head(dict(zip(SEEN, layers)), mask, annotation)[known], marks[known])
            optimizer.zero_grad()
            value.backward()
            optimizer.step()
    return head.eval()


@torch.no_grad()
def evaluate_names(network, head, data):
    """F1 of the named spans of the gold annotation."""
    network.eval()
    given = found = right = 0
    for f, mask, _, targets, _ in whole(data):
        marks = targets[3]
        chosen = head(network.layers(f, mask)[0], mask).argmax(-1) * (marks >= 0)
        for gold, guess in zip(marks.tolist(), chosen.tolist()):
            gold, guess = spans(gold), spans(guess)
            given, found, right = given + len(gold), found + len(guess), right + len(gold & guess)
    print(f"  names F1 {200 * right / max(1, found + given):.1f}", flush=True)


def spans(marks):
    out, start = set(), None
    for i, m in enumerate(marks + [0]):
        kind = KINDS[m] if m >= 0 else "O"
        if start is not None and kind != "I-" + start[1]:
            out.add((start[0], i, start[1]))
            start = None
        if kind[0] == "B" or kind[0] == "I" and start is None:
            start = (i, kind[2:])
    return out


class Average:
    """The mean of the weights over the last steps."""

    def __init__(self, network, decay):
        self.weights, self.decay = {k: v.clone() for k, v in network.state_dict().items()}, decay

    def update(self, network):
        for k, v in network.state_dict().items():
            if k != "vectors":
                self.weights[k].lerp_(v, 1 - self.decay)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("data")
    p.add_argument("out")
    p.add_argument("--steps", type=int, default=12500)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--rate", type=float, default=2.5e-3)
    p.add_argument("--check", type=int, default=4000)
    o = p.parse_args()
    torch.set_num_threads(o.threads)
    torch.manual_seed(1)
    rng = random.Random(1)
    folder, out = pathlib.Path(o.data), pathlib.Path(o.out)
    out.mkdir(parents=True, exist_ok=True)
    ud = lambda name: treebank.read(folder / "ud" / f"{name}.conllu.gz")
    gold = ud("ewt-train") + ud("gum-train")
    silver = [s for path in sorted((folder / "silver").glob("*.conllu*")) for s in treebank.read(path, gold=False, confidence=CONFIDENCE)]
    words = vocabulary(gold + silver, sorted((folder / "news").glob("*.jsonl.gz")))
    known = torch.from_numpy(vectors(words))
    features = Features(words)
    tags, labels = sorted({t for s in gold for t in s.tags}), sorted({r for s in gold for r in s.rels})
    print(f"gold {len(gold)} silver {len(silver)} vocabulary {len(words)} tags {len(tags)} labels {len(labels)}", flush=True)
    train = Data(gold + silver, features, tags, labels)
    checks = {name: Data(ud(name), features, tags, labels) for name in ("ewt-dev", "gum-dev", "pud")}

    network = Network(known, len(tags), len(labels), len(KINDS))
    size = sum(w.numel() for n, w in network.named_parameters() if not n.split(".")[0] in ("own", "word", "prefix", "suffix", "shape"))
    print(f"weights beside the embeddings {size}", flush=True)
    optimizer = torch.optim.AdamW(network.parameters(), lr=o.rate, betas=(0.9, 0.97), weight_decay=1e-4, fused=True)
    average, start, seen = Average(network, 0.98), time.time(), 0
    for step, indices in enumerate(batches(train, rng, GOLD_TIMES)):
        if step == o.steps:
            break
        optimizer.param_groups[0]["lr"] = o.rate * min(1, (step + 1) / 400) * 0.5 * (1 + math.cos(math.pi * step / o.steps))
        batch = train.batch(indices, rng)
        f = batch[0]
        dropped = torch.rand(f.shape[:2])
        f[..., 0][dropped < 0.05] = 0
        f[..., 1][dropped < 0.12] = 0
        forget = (torch.rand(f.shape[:2]) > 0.15).float().unsqueeze(-1)
        value = loss(network, batch, forget)
        optimizer.zero_grad()
        value.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
        optimizer.step()
        seen += int((batch[3][0] != -100).sum())
        if step % 20 == 0:
            average.update(network)
        if step % 200 == 0:
            print(f"step {step} {time.time() - start:.0f} s, {seen / (time.time() - start):.0f} words/s, loss {value.item():.3f}", flush=True)
        if step and step % o.check == 0:
            for name, data in checks.items():
                evaluate(network, data, name)
            save(out, average.weights, words, tags, labels)
    network.load_state_dict(average.weights)
    for name, data in checks.items():
        evaluate(network, data, name)
    save(out, average.weights, words, tags, labels)
    names(out, gold, silver, checks["gum-dev"], rng)


def names(out, gold, silver, check, rng):
    """Trains the head for names on the body that save left."""
    saved = torch.load(out / "checkpoint.pt", weights_only=False)
    network = Network(saved["weights"]["vectors"], len(saved["tags"]), len(saved["labels"]), len(KINDS))
    network.load_state_dict(saved["weights"])
    features, marked = Features(saved["vocabulary"]), [s for s in gold if s.names and len(s.forms) <= LONGEST]
    some = rng.sample([s for s in silver if s.confidence >= 0.85], NAMES_SILVER)
    data = [Data(part, features, saved["tags"], saved["labels"]) for part in (marked, some)]
    head = train_names(network, *data, rng)
    evaluate_names(network, head, check)
    torch.save({**saved, "names": head.state_dict()}, out / "checkpoint.pt")


def save(out, weights, words, tags, labels):
    torch.save({"weights": weights, "vocabulary": words, "tags": tags, "labels": labels, "kinds": KINDS}, out / "checkpoint.pt")


if __name__ == "__main__":
    main()
