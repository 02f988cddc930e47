"""Turns a checkpoint into the model file of the product.

usage: export.py CHECKPOINT DATA MODEL TESTDATA

Writes MODEL/english.bin with its SHA-256 beside it, MODEL/lemmas.tsv, and
TESTDATA/layers.json, against which the inference in Go is checked."""

import hashlib
import json
import pathlib
import struct
import sys

import numpy as np
import torch
import torch.nn.functional as F

import lemmas
import train
import treebank
from features import BUCKETS, Features, fnv1a
from network import ARC, BLOCKS, HEADS, LABEL, NEAR, REACH, SEEN, WIDTH, Convolution, Names, Network

NAME = "syntax/1"
# Sentences of our own, whose numbers the tests in Go compare.
PROBES = ["While Russia backs Bashar al Assad 's regime , the US has supported opposition forces .", "Talks in Geneva broke down ."]


class File:
    def __init__(self):
        self.tensors, self.parts, self.size = {}, [], 0

    def add(self, name, kind, array):
        raw = array.astype({"i8": "<i1", "f16": "<f2", "f32": "<f4", "u32": "<u4"}[kind]).tobytes()
        self.tensors[name] = {"type": kind, "shape": list(array.shape), "offset": self.size}
        raw += b"\0" * (-len(raw) % 64)
        self.parts.append(raw)
        self.size += len(raw)

    def table(self, name, weights):
        scale = np.maximum(np.abs(weights).max(1), 1e-8) / 127
        cells = np.rint(weights / scale[:, None])
        self.add("table." + name, "i8", cells)
        self.add("scale." + name, "f32", scale)
        return cells.astype(np.float32) * scale.astype(np.float32)[:, None]

    def linear(self, name, weight, bias):
        self.add(name + ".weight", "f16", weight)
        self.add(name + ".bias", "f32", bias)
        return weight.astype(np.float16).astype(np.float32)

    def write(self, path, header):
        head = json.dumps({**header, "tensors": self.tensors}, separators=(",", ":")).encode()
        head += b" " * (-(len(head) + 12) % 64)
        content = b"ENTSYN1\n" + struct.pack("<I", len(head)) + head + b"".join(self.parts)
        path.write_bytes(content)
        path.with_suffix(".sha256").write_text(hashlib.sha256(content).hexdigest() + "\n")


def array(tensor):
    return tensor.detach().numpy().astype(np.float32)


def tables(out, network, vocabulary):
    """One row for each word: its own and what its vector gives, in the order
    of the hashes. Puts the rounded rows back into the network."""
    hashes = np.array([fnv1a(w) for w in vocabulary], np.uint32)
    order = np.concatenate([[0], np.argsort(hashes) + 1])
    rows = array(network.own.weight + network.project(network.vectors))
    out.add("vocabulary", "u32", np.sort(hashes))
    rounded = np.zeros_like(rows)
    rounded[order] = out.table("vocabulary", rows[order])
    network.own.weight.data = torch.from_numpy(rounded)
    network.project.weight.data.zero_()
    for name in ("word", "prefix", "suffix", "shape"):
        table = getattr(network, name)
        table.weight.data = torch.from_numpy(out.table(name, array(table.weight)))


def layer(out, name, linear, scale=None):
    weight, bias = array(linear.weight), array(linear.bias)
    if scale is not None:  # of the queries: 1 / sqrt(width)
        weight[:WIDTH] *= scale
        bias[:WIDTH] *= scale
    weight = out.linear(name, weight, bias)
    if scale is not None:
        weight[:WIDTH] /= scale
    linear.weight.data = torch.from_numpy(weight)


def norm(out, name, n):
    out.add(name + ".gain", "f32", array(n.weight))
    out.add(name + ".shift", "f32", array(n.bias))


def body(out, network):
    norm(out, "norm", network.norm)
    out.add("root", "f32", array(network.root))
    for i, block in enumerate(network.blocks):
        name = f"block{i}"
        norm(out, name, block.n)
        if isinstance(block, Convolution):
            layer(out, name + ".in", block.c)
        else:
            layer(out, name + ".in", block.q, (WIDTH // HEADS) ** -0.5)
            out.add(name + ".bias", "f32", array(block.bias))
        layer(out, name + ".out", block.o)


def heads(out, network, names):
    for name in ("arc_head", "arc_dependent", "label_head", "label_dependent"):
        layer(out, name, getattr(network, name)[0])
    arc = array(network.arc)
    network.arc.data[:ARC] = torch.from_numpy(out.linear("arc", arc[:ARC].T, arc[ARC])).T
    label = array(network.label)  # (LABEL + 1, labels, LABEL + 1)
    flat = label.reshape(LABEL + 1, -1)
    network.label.data[:LABEL] = torch.from_numpy(out.linear("label", flat[:LABEL].T, flat[LABEL]).T.reshape(label[:LABEL].shape).copy())
    out.add("distance", "f32", array(network.distance))
    layer(out, "tag", network.tag)
    layer(out, "near", names.near)
    layer(out, "names", names.out[0])


@torch.no_grad()
def scores(network, names, sets):
    """Scores and targets of every word of the sets, for each head."""
    network.eval()
    out = {k: ([], []) for k in ("arcs", "labels", "tags", "names")}
    for data in sets:
        for a in range(0, len(data.rows), 16):
            f, mask, gold, targets, _ = data.batch(range(a, min(a + 16, len(data.rows))))
            arcs, label, tags, _ = network(f, mask)
            marks = names(network.layers(f, mask)[0], mask)
            for key, x, target in zip(out, (arcs, network.labels(label, gold), tags, marks), targets):
                known = target != -100
                if key == "names":  # what no one takes for a name tells nothing of names
                    known &= (target > 0) | (x.argmax(-1) > 0)
                x = x[known]
                out[key][0].append(F.pad(x, (0, 400 - x.shape[1]), value=-1e9) if key == "arcs" else x)
                out[key][1].append(target[known])
    return {k: (torch.cat(x), torch.cat(t)) for k, (x, t) in out.items()}


def temperature(x, target):
    grid = [0.6 + 0.05 * i for i in range(60)]
    return min(grid, key=lambda t: float(F.cross_entropy(x / t, target)))


@torch.no_grad()
def probe(network, head, features, header):
    network.eval()
    out = []
    for text in PROBES:
        words = text.split(" ")
        f = torch.zeros(1, len(words) + 1, 7, dtype=torch.long)
        f[0, 1:] = torch.from_numpy(features.sentence(words).astype(np.int64))
        mask = torch.ones(1, len(words) + 1, 1)
        layers, _ = network.layers(f, mask)
        arcs, label, tags, _ = network(f, mask)
        names = head(layers, mask)
        t = header["temperatures"]
        p = (arcs[0] / t["arcs"]).softmax(-1)
        chosen = arcs.argmax(-1)
        q = (network.labels(label, chosen)[0] / t["labels"]).softmax(-1)
        short = lambda x: [[float(f"{v:.5g}") for v in row] for row in x]
        out.append({
            "words": words,
            # Every eighth column of each row is enough: a wrong one spoils the next layer.
            "layers": [short(x[0][:, ::8].tolist()) for x in layers],
            "arcs": short(p[1:].tolist()),
            "labels": short(q[1:].topk(3).values.tolist()),
            "tags": short((tags[0] / t["tags"]).softmax(-1)[1:].topk(3).values.tolist()),
            "names": short((names[0] / t["names"]).softmax(-1)[1:].tolist()),
        })
    return out


def main(checkpoint, data, model, testdata):
    saved = torch.load(checkpoint, weights_only=False)
    folder, model, testdata = pathlib.Path(data), pathlib.Path(model), pathlib.Path(testdata)
    tags, labels = saved["tags"], saved["labels"]
    network = Network(saved["weights"]["vectors"], len(tags), len(labels), len(saved["kinds"]))
    network.load_state_dict(saved["weights"])
    names = Names(len(saved["kinds"]))
    names.load_state_dict(saved["names"])
    network.eval(), names.eval()
    features = Features(saved["vocabulary"])
    ud = lambda name: treebank.read(folder / "ud" / f"{name}.conllu.gz")
    gold = ud("ewt-train") + ud("gum-train")
    silver = [s for path in sorted((folder / "silver").glob("*.conllu*")) for s in treebank.read(path, gold=False, confidence=train.CONFIDENCE)]
    dev = [train.Data(ud(n), features, tags, labels) for n in ("ewt-dev", "gum-dev")]

    out = File()
    tables(out, network, saved["vocabulary"])
    body(out, network)
    heads(out, network, names)
    measured = scores(network, names, dev)
    header = {
        "name": NAME, "tags": tags, "labels": labels, "kinds": saved["kinds"],
        "blocks": [{"kind": kind, "dilation": d} for kind, d in BLOCKS],
        "width": WIDTH, "arc": ARC, "label": LABEL, "heads": HEADS, "reach": REACH, "near": NEAR, "seen": SEEN, "buckets": BUCKETS,
        "temperatures": {k: round(temperature(*measured[k]), 2) for k in ("arcs", "labels", "tags", "names")},
    }
    model.mkdir(parents=True, exist_ok=True)
    out.write(model / "english.bin", header)
    print(header["temperatures"], (model / "english.bin").stat().st_size)
    for data, name in zip(dev, ("ewt-dev", "gum-dev")):
        train.evaluate(network, data, name)
    train.evaluate_names(network, names, dev[1])
    rows = lemmas.learn(gold, silver)
    (model / "lemmas.tsv").write_text("".join(f"{tag}\t{ending}\t{cut}\t{put}\n" for tag, ending, cut, put in sorted(rows)))
    table = {(tag, ending): (cut, put) for tag, ending, cut, put in rows}
    for name in ("ewt-dev", "gum-dev", "pud"):
        words = [(f, t.split(" ")[1], lemma) for s in ud(name) for f, t, lemma in zip(s.forms, s.tags, s.lemmas) if lemma != "_"]
        print(name, "lemmas of gold tags", round(100 * sum(lemmas.lemma(table, f, x) == lemma for f, x, lemma in words) / len(words), 2), len(rows))
    testdata.mkdir(parents=True, exist_ok=True)
    (testdata / "layers.json").write_text(json.dumps(probe(network, names, features, header), indent=None, separators=(",", ":")).replace('{"words"', '\n{"words"').replace('],"', '],\n"') + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
