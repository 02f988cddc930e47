"""The network: embeddings summed, convolution blocks with dilation, two
attention blocks with relative positions, biaffine heads for arcs and labels,
linear heads for tags and names."""

import math

import torch
import torch.nn as nn
import torch.nn.functional as F

from features import BUCKETS, VECTOR

WIDTH, ARC, LABEL, HEADS, REACH = 144, 96, 32, 4, 32
BLOCKS = (("conv", 1), ("conv", 2), ("attention", 0), ("conv", 1), ("conv", 3), ("attention", 0), ("conv", 1))


class Drop(nn.Module):
    """Dropout that takes its masks from a pool: drawing them anew costs a
    sixth of the training on a processor."""

    pool = {}

    def __init__(self, p):
        super().__init__()
        self.p = p
        if p not in self.pool:
            self.pool[p] = (torch.rand(1 << 23) >= p).float() / (1 - p)

    def forward(self, x):
        if not self.training:
            return x
        pool, n = self.pool[self.p], x.numel()
        at = int(torch.randint(0, len(pool) - n, (1,)))
        return x * pool[at:at + n].view_as(x)


class Convolution(nn.Module):
    """x + O relu(C [x(t-d), x(t), x(t+d)]), normalized."""

    def __init__(self, dilation, drop):
        super().__init__()
        self.c, self.o, self.n = nn.Linear(3 * WIDTH, 2 * WIDTH), nn.Linear(2 * WIDTH, WIDTH), nn.LayerNorm(WIDTH)
        self.dilation, self.drop = dilation, Drop(drop)

    def forward(self, x, mask, _):
        k, z = self.dilation, x * mask
        left, right = F.pad(z, (0, 0, k, 0))[:, :-k], F.pad(z, (0, 0, 0, k))[:, k:]
        return self.n(x + self.drop(self.o(F.relu(self.c(torch.cat([left, z, right], -1))))))


class Attention(nn.Module):
    """x + O softmax(Q K' / sqrt(w) + bias(distance)) V, normalized."""

    def __init__(self, drop):
        super().__init__()
        self.q, self.o, self.n = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH), nn.LayerNorm(WIDTH)
        self.bias, self.drop = nn.Parameter(torch.zeros(HEADS, 2 * REACH + 1)), Drop(drop)

    def forward(self, x, mask, distance):
        b, t, _ = x.shape
        q, k, v = self.q(x).view(b, t, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        a = q @ k.transpose(-1, -2) / math.sqrt(WIDTH // HEADS) + self.bias[:, distance]
        a = a.masked_fill(mask[:, None, None, :, 0] == 0, -1e9)
        return self.n(x + self.drop(self.o((a.softmax(-1) @ v).transpose(1, 2).reshape(b, t, WIDTH))))


class Network(nn.Module):
    def __init__(self, vectors, tags, labels, names, drop=0.15):
        super().__init__()
        table = lambda n: nn.Embedding(n, WIDTH)
        self.register_buffer("vectors", vectors)  # row 0 is the unknown word
        self.project = nn.Linear(VECTOR, WIDTH, bias=False)
        self.own = table(len(vectors))
        self.word, self.prefix = table(BUCKETS["word"]), table(BUCKETS["prefix"])
        self.suffix, self.shape = table(BUCKETS["suffix"]), table(BUCKETS["shape"])
        for e in (self.own, self.word, self.prefix, self.suffix, self.shape):
            nn.init.normal_(e.weight, std=0.25)
        nn.init.normal_(self.own.weight, std=0.05)
        self.norm = nn.LayerNorm(WIDTH)
        self.root = nn.Parameter(torch.randn(WIDTH) * 0.1)
        self.drop = Drop(0.2)
        self.blocks = nn.ModuleList(Convolution(d, drop) if kind == "conv" else Attention(drop) for kind, d in BLOCKS)
        perceptron = lambda n: nn.Sequential(nn.Linear(WIDTH, n), nn.LeakyReLU(0.1), Drop(0.2))
        self.arc_head, self.arc_dependent = perceptron(ARC), perceptron(ARC)
        self.label_head, self.label_dependent = perceptron(LABEL), perceptron(LABEL)
        self.arc = nn.Parameter(torch.randn(ARC + 1, ARC) * 0.02)
        self.distance = nn.Parameter(torch.zeros(2 * REACH + 1))
        self.label = nn.Parameter(torch.randn(LABEL + 1, labels, LABEL + 1) * 0.02)
        self.tag = nn.Linear(WIDTH, tags)
        # Two annotations of names, GUM's and the silver's: so the body learns
        # names. What the product uses is Names below.
        self.names = nn.ModuleList(nn.Linear(WIDTH, names) for _ in range(2))

    def embed(self, f, forget=None):
        own, known = self.own(f[..., 0]), self.project(self.vectors[f[..., 0]])
        if forget is not None:
            own = own * forget
        x = own + known + self.word(f[..., 1]) + self.prefix(f[..., 2])
        x = x + self.suffix(f[..., 3]) + self.suffix(f[..., 4]) + self.suffix(f[..., 5]) + self.shape(f[..., 6])
        return self.norm(x)

    def layers(self, f, mask, forget=None):
        """The output of the embedding and of each block: (batch, words + 1, WIDTH)."""
        x = self.drop(self.embed(f, forget))
        x = torch.cat([self.root.expand(x.shape[0], 1, -1), x[:, 1:]], 1)
        t = torch.arange(f.shape[1])
        distance = (t[:, None] - t[None]).clamp(-REACH, REACH) + REACH
        out = [x]
        for block in self.blocks:
            x = block(x, mask, distance)
            out.append(x)
        return out, distance

    def forward(self, f, mask, forget=None):
        out, distance = self.layers(f, mask, forget)
        x = out[-1]
        dependent = F.pad(self.arc_dependent(x), (0, 1), value=1.0)
        arcs = (dependent @ self.arc) @ self.arc_head(x).transpose(1, 2) + self.distance[distance]
        arcs = arcs.masked_fill(mask[:, None, :, 0] == 0, -1e9) - 1e9 * torch.eye(f.shape[1])
        label = F.pad(self.label_dependent(x), (0, 1), value=1.0), F.pad(self.label_head(x), (0, 1), value=1.0)
        return arcs, label, self.tag(x), [n(x) for n in self.names]

    def labels(self, label, heads):
        dependent, head = label
        chosen = head.gather(1, heads.unsqueeze(-1).expand(-1, -1, head.shape[-1]))
        b, t, k = dependent.shape
        mixed = (dependent.reshape(b * t, k) @ self.label.reshape(k, -1)).view(b * t, -1, k)
        return torch.bmm(mixed, chosen.reshape(b * t, k, 1)).view(b, t, -1)


NEAR, SEEN = 64, (0, 3, len(BLOCKS))  # hidden width; layers that it sees


class Names(nn.Module):
    """The head for names, trained on a body that stands still: a convolution
    over the embedding, a middle layer and the last one, then a linear layer
    for each of the two annotations."""

    def __init__(self, names):
        super().__init__()
        self.near, self.drop = nn.Linear(3 * len(SEEN) * WIDTH, NEAR), nn.Dropout(0.3)
        self.out = nn.ModuleList(nn.Linear(NEAR, names) for _ in range(2))

    def forward(self, layers, mask, annotation=0):
        z = self.drop(torch.cat([layers[i] for i in SEEN], -1) * mask)
        left, right = F.pad(z, (0, 0, 1, 0))[:, :-1], F.pad(z, (0, 0, 0, 1))[:, 1:]
        return self.out[annotation](self.drop(F.relu(self.near(torch.cat([left, z, right], -1)))))
