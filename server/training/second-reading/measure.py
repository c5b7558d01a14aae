"""What the second reading finds in documents, and how well: the same criteria as the scorer of the marked drafts."""

import math

import torch
from data import context_windows
from layout import ANONYMOUS, ATTRIBUTION, LOADED, column_range, columns

CONTEXT = {"before": 32, "after": 16, "most": 128}


@torch.no_grad()
def predict_documents(model, documents, context=CONTEXT, hide_first=False):
    """For each document its sentences with their probabilities: (document, [(sentence, words x word columns, sentence columns)])."""
    model.eval()
    found = []
    for document in documents:
        judged = []
        for window, inside, _ in context_windows(document, **context):
            ids = torch.tensor([window.ids])
            features = torch.tensor([window.features])
            if hide_first:
                features = features % 32
            logits = model(ids, features)[0]
            for k in inside:
                sentence, at, firsts = window.parts[k]
                judged.append((sentence, logits[torch.tensor(firsts)], logits[at]))
        found.append((document, judged))
    return found


def softmax_of(words, group):
    first, end = column_range(group)
    return words[:, first:end].softmax(-1)


def runs(flags):
    """Half-open ranges of consecutive true values."""
    start = None
    for i, flag in enumerate([*flags, False]):
        if flag and start is None:
            start = i
        elif not flag and start is not None:
            yield start, i
            start = None


def word_candidates(judged, group):
    """Every place where some class of the group is likelier than the bar, with the likeliest word's probability: (score, start, end, class, must)."""
    names = LOADED if group == "loaded" else ANONYMOUS
    for sentence, words, _ in judged:
        probabilities = softmax_of(words, group)
        some = 1 - probabilities[:, 0]
        for start, end in runs((some > BAR).tolist()):
            score = some[start:end].max().item()
            best = probabilities[start:end, 1:].sum(0).argmax().item() + 1
            yield score, sentence.starts[start], sentence.ends[end - 1], names[best]


BAR = 0.12


def claim_candidates(judged):
    names = columns()
    claim, word = names.index("sentenceClaim.claim"), names.index("claim.claim")
    first, end = column_range("reason")
    from layout import REASONS

    for sentence, words, own in judged:
        score = torch.sigmoid(own[claim]).item()
        if score < 0.05:
            continue
        inside = torch.sigmoid(words[:, word])
        best, span = -math.inf, (0, len(sentence.starts))
        flags = (inside > min(0.5, inside.max().item() * 0.6)).tolist()
        for a, b in runs(flags):
            value = inside[a:b].sum().item()
            if value > best:
                best, span = value, (a, b)
        yield score, sentence.starts[span[0]], sentence.ends[span[1] - 1], REASONS[own[first:end].argmax().item()]


KINDS = {"unattributed-claim": claim_candidates, "anonymous-source": lambda j: word_candidates(j, "anonymous"), "loaded": lambda j: word_candidates(j, "loaded")}


def matches(kind, start, end, mark):
    overlap = min(end, mark["end"]) - max(start, mark["start"])
    if kind == "loaded":
        return overlap > 0
    return overlap * 2 >= min(end - start, mark["end"] - mark["start"])


def curve(predicted, kind):
    """(score, precision, recall) at every candidate, best first."""
    candidates, total = [], 0
    for document, judged in predicted:
        marks = [m for m in document.spans if m["kind"] == kind]
        total += len(marks)
        for score, start, end, _ in KINDS[kind](judged):
            hit = [i for i, m in enumerate(marks) if matches(kind, start, end, m)]
            candidates.append((score, [(document.id, i) for i in hit]))
    candidates.sort(key=lambda c: -c[0])
    right, found, points = 0, set(), []
    for n, (score, hit) in enumerate(candidates, 1):
        right += bool(hit)
        found.update(hit)
        points.append((score, right / n, len(found) / max(1, total)))
    return points


def figures(predicted):
    """By kind: the highest F1 with its threshold, precision and recall; precision at recall .4 and .6."""
    result = {}
    for kind in KINDS:
        points = curve(predicted, kind)
        if not points:
            result[kind] = None
            continue
        best = max(points, key=lambda p: 2 * p[1] * p[2] / max(1e-9, p[1] + p[2]))
        at = lambda r: next((round(p, 3) for _, p, q in points if q >= r), None)
        f = 2 * best[1] * best[2] / max(1e-9, best[1] + best[2])
        result[kind] = {"F1": round(f, 3), "P": round(best[1], 3), "R": round(best[2], 3), "at": round(best[0], 3), "P@R.3": at(0.3), "P@R.4": at(0.4), "P@R.5": at(0.5), "P@R.6": at(0.6)}
    return result


def spans_of(tags):
    """(role, first, end) of BIO tags."""
    start = None
    for i, tag in enumerate([*tags, 0]):
        if start is not None and (tag == 0 or tag % 2 == 1 or tag != tags[start] + 1):
            yield ATTRIBUTION[tags[start]][:-6], start, i
            start = None
        if i < len(tags) and start is None and tag != 0:
            if tag % 2 == 0:
                tags = [*tags[:i], tag - 1, *tags[i + 1 :]]
            start = i


def attribution_figures(model, documents):
    """Exact F1 of source, cue and content on documents of the attribution corpus, tags by the likeliest class alone; spans do not cross sentences here."""
    counts = {role: [0, 0, 0] for role in ("source", "cue", "content")}
    first, end = column_range("attribution")
    for document, judged in predict_documents(model, documents, hide_first=True):
        gold = {role: set() for role in counts}
        for span in document.spans:
            gold[span["label"]].add((span["start"], span["end"]))
        tags, starts, ends = [], [], []
        for sentence, words, _ in judged:
            tags.extend(words[:, first:end].argmax(-1).tolist())
            starts.extend(sentence.starts)
            ends.extend(sentence.ends)
        for role, a, b in spans_of(tags):
            counts[role][1] += 1
            counts[role][0] += (starts[a], ends[b - 1]) in gold[role]
        for role in counts:
            counts[role][2] += len(gold[role])
    return {role: round(2 * right / max(1, found + gold), 3) for role, (right, found, gold) in counts.items()}
