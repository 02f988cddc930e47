"""Reads treebanks and silver (CoNLL-U, plain or gzipped) into sentences."""

import gzip
import re
from dataclasses import dataclass

KINDS = ("person", "organization", "place", "group", "event")

SILVER_KINDS = {
    "PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place",
    "NORP": "group", "EVENT": "event",
}

# Words that stand before a person and are no part of the name.
TITLES = set(
    """President Prime Minister Minister Premier Chancellor King Queen Prince Princess Pope Emperor Sultan Sheikh Senator
    Representative Congressman Congresswoman Governor Mayor General Colonel Major Captain Lieutenant Admiral Sergeant Commander
    Judge Justice Secretary Ambassador Professor Doctor Chairman Chairwoman Director Chief Vice Deputy Foreign Defense Defence
    Attorney Speaker Mr. Mrs. Ms. Mr Mrs Ms Dr. Dr Prof. Prof Gen. Sen. Rep. Gov. Lt. Col. Capt. Maj. Adm. Sgt. Rev. Sir Lord
    Lady Dame Father Brother Sister Saint Archbishop Bishop Cardinal Ayatollah Imam Coach Officer Detective Inspector Commissioner
    Interior Finance Former Acting""".split()
)

# Words that may stand inside a name between words that are names.
INSIDE = {"of", "the", "for", "de", "del", "la", "le", "van", "von", "der", "den", "bin", "ibn", "al", "el", "da", "di", "do", "du",
          "dos", "y", "&", "-", "–", "and", "on", "in"}


@dataclass
class Sentence:
    forms: list[str]
    tags: list[str]  # "UPOS XPOS"
    heads: list[int]  # 1-based, 0 is the root
    rels: list[str]
    lemmas: list[str] | None
    names: list[str] | None  # BIO over KINDS; None where nobody marked names
    gold: bool
    confidence: float = 1.0


def read(path, gold=True, confidence=0.0):
    """Sentences of one file. Silver below the confidence is left out."""
    opener = gzip.open if str(path).endswith(".gz") else open
    out, rows, comments, marked = [], [], {}, False
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("#"):
                key, _, value = line[1:].partition("=")
                comments[key.strip()] = value.strip()
                marked = marked or key.strip() == "global.Entity"
            elif line:
                cells = line.split("\t")
                if cells[0].isdigit():
                    rows.append(cells)
            elif rows:
                sentence = build(rows, comments, gold, marked)
                if sentence.confidence >= confidence:
                    out.append(sentence)
                rows, comments = [], {}
    return out


def build(rows, comments, gold, marked):
    names = None
    if not gold:
        names = silver_names(rows)
    elif marked:
        names = gold_names(rows)
    return Sentence(
        forms=[r[1] for r in rows],
        tags=[r[3] + " " + r[4] for r in rows],
        heads=[int(r[6]) for r in rows],
        rels=[r[7] for r in rows],
        lemmas=[r[2] for r in rows] if gold else None,
        names=names,
        gold=gold,
        confidence=float(comments.get("conf", 1)),
    )


def silver_names(rows):
    """OntoNotes marks as names of ours: without a leading article, a trailing
    clitic, or adjectives of nations."""
    marks = [re.search(r"NE=([BI])-(\w+)", r[9]) for r in rows]
    out = ["O"] * len(rows)
    i = 0
    while i < len(rows):
        if not marks[i] or marks[i][2] not in SILVER_KINDS:
            i += 1
            continue
        end = i + 1
        while end < len(rows) and marks[end] and marks[end][1] == "I":
            end += 1
        first, last = i, end - 1
        while first <= last and rows[first][1].lower() == "the":
            first += 1
        while first <= last and rows[last][1] in ("'s", "’s", "'", "’", ",", "."):
            last -= 1
        kind = SILVER_KINDS[marks[i][2]]
        adjective = kind == "group" and any(r[3] == "ADJ" for r in rows[first:last + 1])
        if first <= last and not adjective and any(r[3] == "PROPN" or r[1][:1].isupper() for r in rows[first:last + 1]):
            mark(out, first, last, kind)
        i = end
    return out


def mark(out, first, last, kind):
    for j in range(first, last + 1):
        out[j] = ("B-" if j == first else "I-") + kind


def gold_names(rows):
    """Named spans out of GUM's entity marks: of each mention of a fitting type
    whose head is a proper noun, the run of proper nouns around the head. The
    longest span wins."""
    mentions = entity_mentions(rows)
    spans = []
    for first, last, kind in mentions:
        if kind not in ("person", "organization", "place", "event"):
            continue
        head = head_of(rows, first, last)
        if head is None or not proper_noun(rows[head]):
            continue
        left, right = name_run(rows, first, last, head, kind, mentions)
        if all(r[1] in TITLES for r in rows[left:right + 1]):
            continue
        if kind == "person" and rows[head][4] == "NNPS":
            kind = "group"
        spans.append((left, right, kind))
    out = ["O"] * len(rows)
    for left, right, kind in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        if all(out[j] == "O" for j in range(left, right + 1)):
            mark(out, left, right, kind)
    return out


def entity_mentions(rows):
    """(first, last, type) of every mention, nested ones too."""
    open_, out = [], []
    for i, r in enumerate(rows):
        m = re.search(r"(?:^|\|)Entity=([^|]*)", r[9])
        if not m:
            continue
        for part in re.findall(r"\([^()]*\)?|[^()]+\)", m[1]):
            if part.startswith("("):
                fields = part.strip("()").split("-")
                group, kind = fields[0], fields[1] if len(fields) > 1 else ""
                if part.endswith(")"):
                    out.append((i, i, kind))
                else:
                    open_.append((group, kind, i))
            else:
                group = part.rstrip(")").split("-")[0]
                for k in range(len(open_) - 1, -1, -1):
                    if open_[k][0] == group:
                        out.append((open_[k][2], i, open_[k][1]))
                        del open_[k]
                        break
    return out


def proper_noun(row):
    return row[3] == "PROPN" or row[4].startswith("NNP")


def head_of(rows, first, last):
    for j in range(first, last + 1):
        above = int(rows[j][6]) - 1
        if not first <= above <= last:
            return j
    return None


def name_run(rows, first, last, head, kind, mentions):
    proper = [proper_noun(r) or r[4] == "CD" for r in rows]
    other = set()  # words that are a name of another kind by themselves
    if kind == "person":
        other = {j for a, b, k in mentions if k not in ("person", "abstract") and (a, b) != (first, last) for j in range(a, b + 1)}
    left = right = head
    while left > first:
        j = left - 1
        while j > first and rows[j][1].lower() in INSIDE and j > left - 3:
            j -= 1
        joined = rows[j + 1:left]
        if not proper[j] or j in other or any(r[1].lower() in ("and", "in", "on") and kind == "person" for r in joined):
            break
        if joined and rows[j][7] == "conj" or any(r[1].lower() == "and" for r in joined) and not same_name(rows, j, head):
            break
        left = j
    while right < last:
        j = right + 1
        while j < last and rows[j][1].lower() in INSIDE and j < right + 3:
            j += 1
        joined = [r[1].lower() for r in rows[right + 1:j]]
        if not proper[j] or j in other or rows[j][7] in ("conj", "appos", "list") and int(rows[j][6]) - 1 <= right:
            break
        if kind in ("person", "place") and joined and not set(joined) <= {"-", "–", "de", "del", "la", "van", "von", "der", "den", "bin", "ibn", "al", "el", "da", "di", "of"}:
            break
        right = j
    while left < head and rows[left][4] == "CD" and not (kind == "event" and rows[left][1].isdigit()):
        left += 1
    if kind == "person":
        while left < right and (rows[left][1] in TITLES or rows[left][1] == "-"):
            left += 1
    return left, right


def same_name(rows, j, head):
    """Whether word j hangs below the head, so that "and" is inside the name."""
    for _ in range(len(rows)):
        if j == head:
            return True
        j = int(rows[j][6]) - 1
        if j < 0:
            return False
    return False
