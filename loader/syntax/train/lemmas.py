"""Learns how words lose their endings: for a tag and the longest known ending
of a word, how many letters to cut and what to put. Out of the gold treebanks,
and for words that they lack out of the silver's own bases."""

import collections

MINIMUM = 3  # words that an ending needs; a whole word needs one


def edit(form, lemma):
    """(letters to cut, letters to put), or None where they share no beginning."""
    n = 0
    while n < min(len(form), len(lemma)) and form[n] == lemma[n]:
        n += 1
    if n == 0 and len(form) > 3:
        return None
    return len(form) - n, lemma[n:]


def pairs(gold, silver):
    """Counts of (tag, form, lemma) in small letters. Names keep their form."""
    count = collections.Counter()
    bases = collections.Counter()
    for s in gold + silver:
        for form, tag in zip(s.forms, s.tags):
            xpos = tag.split(" ")[1]
            if xpos in ("VB", "VBP", "NN"):
                bases[xpos[0], form.lower()] += 1
    seen = set()
    for s in gold:
        for form, tag, lemma in zip(s.forms, s.tags, s.lemmas):
            xpos = tag.split(" ")[1]
            if xpos.startswith("NNP") or lemma == "_" or not form[:1].isalpha() and "'" not in form and "’" not in form:
                continue
            form, lemma = form.lower().replace("’", "'"), lemma.lower() if lemma != "I" else lemma
            count[xpos, form, lemma] += 1
            seen.add((xpos, form))
    for (xpos, form), base in guesses(silver, bases, seen).items():
        count[xpos, form, base] += 1
    return count


def guesses(silver, bases, seen):
    out = {}
    for s in silver:
        for form, tag in zip(s.forms, s.tags):
            xpos, w = tag.split(" ")[1], form.lower()
            if (xpos, w) in seen or (xpos, w) in out or not w.isalpha() or len(w) < 5 or xpos not in ("VBD", "VBN", "VBG", "VBZ", "NNS"):
                continue
            fits = [(bases[xpos[0], b], b) for b in candidates(xpos, w) if bases[xpos[0], b] > 1]
            if fits:
                out[xpos, w] = max(fits)[1]
    return out


def candidates(xpos, w):
    if xpos in ("VBD", "VBN") and w.endswith("ed"):
        return [w[:-1], w[:-2]] + [w[:-3]] * (w[-3:-2] == w[-4:-3]) + [w[:-3] + "y"] * w.endswith("ied")
    if xpos == "VBG" and w.endswith("ing"):
        return [w[:-3], w[:-3] + "e"] + [w[:-4]] * (w[-4:-3] == w[-5:-4])
    if xpos in ("VBZ", "NNS") and w.endswith("s"):
        return [w[:-1]] + [w[:-2]] * w.endswith("es") + [w[:-3] + "y"] * w.endswith("ies")
    return []


def learn(gold, silver):
    """Rows (tag, ending, cut, put). A whole word's ending begins with ^."""
    best = {}
    for (xpos, form, lemma), n in sorted(pairs(gold, silver).items()):
        if n > best.get((xpos, form), (0, ""))[0]:
            best[xpos, form] = n, lemma
    votes = collections.defaultdict(collections.Counter)  # (tag, ending) -> edits
    for (xpos, form), (n, lemma) in best.items():
        if n < 2 and xpos[0] not in "VNJ":
            continue  # a slip of the pen
        change = edit(form, lemma)
        if change is None:
            change = len(form), lemma
        word = "^" + form
        for k in range(min(len(form), 9)):
            votes[xpos, word[len(word) - k:]][change] += 1
        votes[xpos, word][change] += 1
    rows, decided = [], {}
    for xpos, ending in sorted(votes, key=lambda x: (len(x[1]), x)):
        counts = votes[xpos, ending]
        inside = [(n, change) for change, n in counts.items() if change[0] <= len(ending.lstrip("^"))]
        change = max(inside, default=(0, (0, "")))[1]
        whole = ending.startswith("^")
        parent = next((decided[xpos, ending[k:]] for k in range(1, len(ending) + 1) if (xpos, ending[k:]) in decided), (0, ""))
        if change != parent and (whole or sum(counts.values()) >= MINIMUM):
            decided[xpos, ending] = change
            rows.append((xpos, ending, *change))
    return rows


def lemma(rows, form, xpos):
    """The same as in loader/syntax/lemma.go."""
    if xpos.startswith("NNP"):
        return form
    low = form.lower().replace("’", "'")
    word = "^" + low
    for k in range(len(word) + 1):
        change = rows.get((xpos, word[k:]))
        if change:
            cut, put = change
            return low[:len(low) - cut] + put
    return low
