"""Reads what prepare.ts wrote and cuts it into windows of pieces with their labels."""

import json
import random
from dataclasses import dataclass, field

from layout import ANONYMOUS, ATTRIBUTION, LOADED, MARKERS, REASONS

CLS, SEP, UNKNOWN = 101, 102, 100
FIRST_MARKER = 1  # [unused0] is piece 1
MOST_PIECES_OF_A_WORD = 6
IGNORE = -100


def marker(name):
    return FIRST_MARKER + 1 + MARKERS.index(name)


@dataclass
class Sentence:
    place: str
    starts_block: bool
    start: int
    end: int
    pieces: list
    firsts: list  # index of each word's first piece
    features: list
    starts: list
    ends: list
    words: dict = field(default_factory=dict)  # group -> label of each word
    labels: dict = field(default_factory=dict)  # group -> label of the sentence


@dataclass
class Document:
    id: str
    corpus: str
    sentences: list
    spans: list


class Pieces:
    """Words to pieces, each word alone; remembered."""

    def __init__(self, tokenizer):
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self.tokenizer = tokenizer
        self.known = {}

    def of(self, word):
        found = self.known.get(word)
        if found is None:
            found = self.tokenizer.encode(word, add_special_tokens=False).ids[:MOST_PIECES_OF_A_WORD] or [UNKNOWN]
            self.known[word] = found
        return found


def read_documents(path, pieces, corpora=None):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if corpora is None or row["corpus"] in corpora:
                yield read_document(row, pieces)


def read_document(row, pieces):
    sentences = []
    for block in row["blocks"]:
        for position, sentence in enumerate(block["sentences"]):
            if not sentence["words"]:
                continue
            ids, firsts, features = [], [], []
            for word, feature in zip(sentence["words"], sentence["features"]):
                firsts.append(len(ids))
                own = pieces.of(word)
                ids.extend(own)
                features.extend([feature] * len(own))
            starts, ends = sentence["starts"], sentence["ends"]
            sentences.append(Sentence(block["place"], position == 0, starts[0], ends[-1], ids, firsts, features, starts, ends))
    document = Document(row["id"], row["corpus"], sentences, row["labels"].get("spans", []))
    label(document, row["labels"].get("label"))
    return document


def covered(sentence, span):
    return [i for i, (s, e) in enumerate(zip(sentence.starts, sentence.ends)) if s < span["end"] and e > span["start"]]


def label(document, sentence_label):
    corpus = document.corpus
    for sentence in document.sentences:
        n = len(sentence.starts)
        spans = [(span, covered(sentence, span)) for span in document.spans if span["start"] < sentence.end and span["end"] > sentence.start]
        spans = [(span, words) for span, words in spans if words]
        if corpus == "marks":
            label_marks(sentence, spans, n)
        elif corpus.startswith("polnear"):
            label_attribution(sentence, spans, n)
        elif corpus in ("babe", "ptc", "basil"):
            wanted = {"babe": ("biased_word",), "ptc": ("Loaded_Language", "Name_Calling,Labeling"), "basil": ("lexical",)}[corpus]
            own = [0] * n
            for span, words in spans:
                if span["label"] in wanted:
                    for i in words:
                        own[i] = 1
            sentence.words[corpus] = own
            sentence.labels[corpus] = sentence_label if corpus == "babe" else int(any(own))
        else:
            sentence.labels[corpus] = sentence_label


def label_attribution(sentence, spans, n):
    tags = [0] * n
    order = {"content": 0, "cue": 1, "source": 2}
    for span, words in sorted(spans, key=lambda item: order[item[0]["label"]]):
        begins = ATTRIBUTION.index(span["label"] + "Begins")
        for k, i in enumerate(words):
            # A span that began in an earlier sentence goes on here.
            tags[i] = begins if k == 0 and span["start"] >= sentence.start else begins + 1
    sentence.words["attribution"] = tags
    sentence.labels["attributed"] = int(any(span["label"] == "content" for span, _ in spans))


def label_marks(sentence, spans, n):
    loaded, anonymous, claim = [0] * n, [0] * n, [0] * n
    reason, must = IGNORE, 0
    best = 0
    for span, words in spans:
        kind, sub = span["kind"], span["sub"]
        if kind == "loaded":
            for i in words:
                loaded[i] = LOADED.index(sub)
        elif kind == "anonymous-source":
            for i in words:
                anonymous[i] = ANONYMOUS.index("described" if sub == "reasoned" else sub)
        else:
            for i in words:
                claim[i] = 1
            length = min(span["end"], sentence.end) - max(span["start"], sentence.start)
            if length * 2 >= min(span["end"] - span["start"], sentence.end - sentence.start):
                must = max(must, int(span["priority"] == "must"))
                if length > best:
                    best, reason = length, REASONS.index(sub)
    sentence.words.update(loaded=loaded, anonymous=anonymous, claim=claim)
    sentence.labels.update(
        claim=int(best > 0), mustClaim=must, reason=reason, anonymous=int(any(anonymous)), loaded=int(any(loaded))
    )


@dataclass
class Window:
    corpus: str
    ids: list
    features: list
    # (sentence, position of its marker, first piece of each word or None where it is context only)
    parts: list


MOST_HEADLINE_PIECES = 12


def headline_of(document):
    """The beginning of the headline, which stands before every window that does not hold it."""
    first = document.sentences[0] if document.sentences else None
    return first if first and first.place == "headline" else None


def lay_out(corpus, sentences, headline=None):
    ids, features, parts = [CLS], [0], []
    if headline is not None and sentences[0] is not headline and sentences[0].place != "headline":
        ids += [marker("headline"), *headline.pieces[:MOST_HEADLINE_PIECES]]
        features += [0, *headline.features[:MOST_HEADLINE_PIECES]]
    for k, sentence in enumerate(sentences):
        if sentence.starts_block or k == 0:
            ids.append(marker(sentence.place))
            features.append(0)
        at = len(ids)
        ids.append(marker("sentence"))
        features.append(0)
        parts.append((sentence, at, [at + 1 + first for first in sentence.firsts]))
        ids.extend(sentence.pieces)
        features.extend(sentence.features)
    ids.append(SEP)
    features.append(0)
    return Window(corpus, ids, features, parts)


def clip(sentence, most):
    """The first words of a sentence that is too long for a window."""
    if len(sentence.pieces) <= most:
        return sentence
    n = max(1, sum(1 for first in sentence.firsts if first < most) - 1)
    end = sentence.firsts[n] if n < len(sentence.firsts) else len(sentence.pieces)
    return Sentence(
        sentence.place, sentence.starts_block, sentence.starts[0], sentence.ends[n - 1], sentence.pieces[:end], sentence.firsts[:n],
        sentence.features[:end], sentence.starts[:n], sentence.ends[:n], {g: w[:n] for g, w in sentence.words.items()}, sentence.labels,
    )


def windows(document, most, rng=None):
    """Windows of whole sentences, up to `most` pieces; where they begin is drawn anew for each epoch."""
    sentences = [clip(s, most - 4) for s in document.sentences]
    headline = headline_of(document) if rng is None or rng.random() < 0.8 else None
    found, group, size = [], [], 3
    limit = rng.randint(most // 3, most) if rng else most
    for sentence in sentences:
        own = len(sentence.pieces) + 2
        if group and size + own > limit:
            found.append(lay_out(document.corpus, group, headline))
            group, size, limit = [], 3, most
        group.append(sentence)
        size += own
    if group:
        found.append(lay_out(document.corpus, group, headline))
    return found


def context_windows(document, before, after, most):
    """As the product reads: for each block its sentences with some of what stands around them. Yields (window, indices of the judged sentences)."""
    sentences = document.sentences
    blocks, start = [], 0
    for i in range(1, len(sentences) + 1):
        if i == len(sentences) or sentences[i].starts_block:
            blocks.append((start, i))
            start = i
    for first, end in blocks:
        core = first
        while core < end:
            stop, size = core, 0
            while stop < end and (stop == core or size + len(sentences[stop].pieces) + 2 <= most):
                size += min(len(sentences[stop].pieces), most) + 2
                stop += 1
            lead, budget = core, before
            while lead > 0 and len(sentences[lead - 1].pieces) + 2 <= budget:
                lead -= 1
                budget -= len(sentences[lead].pieces) + 2
            tail, budget = stop, after
            while tail < len(sentences) and len(sentences[tail].pieces) + 2 <= budget:
                budget -= len(sentences[tail].pieces) + 2
                tail += 1
            window = lay_out(document.corpus, [clip(s, most) for s in sentences[lead:tail]], headline_of(document))
            yield window, range(core - lead, stop - lead), range(core, stop)
            core = stop
