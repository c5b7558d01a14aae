"""What goes into the encoder and what comes out: the order of features, markers and output columns.

The same numbers stand in server/src/second/words.ts and windows.ts; the manifest that export.py writes carries them to the product.
"""

SHAPES, PLACES, TAGS = 8, 4, 8

# Markers take the place of pieces that BERT's vocabulary leaves unused, in this order from [unused1] on.
MARKERS = ["sentence", "headline", "lead", "early", "body", "heading", "listItem", "blockQuotation", "caption", "other"]

ATTRIBUTION = ["outside", "sourceBegins", "sourceGoesOn", "cueBegins", "cueGoesOn", "contentBegins", "contentGoesOn"]
LOADED = ["none", "label", "euphemism", "editorial", "verb", "sensational", "scare"]
ANONYMOUS = ["none", "vague", "described", "agentless", "secondhand"]
REASONS = ["number", "superlative", "cause", "accusation", "motive", "speculation", "event", "quote"]

# Groups of output columns. Word groups are read at a word's first piece, sentence groups at the sentence's marker.
WORD_GROUPS = {"attribution": ATTRIBUTION, "loaded": LOADED, "anonymous": ANONYMOUS, "claim": ["claim"], "bias": ["babe", "ptc", "basil"]}
SENTENCE_GROUPS = {
    "sentenceClaim": ["claim", "mustClaim"],
    "reason": REASONS,
    "sentenceAnonymous": ["anonymous"],
    "sentenceLoaded": ["loaded"],
    "attributed": ["attributed"],
    "helpers": ["ct24", "policlaim", "babe", "ptc", "basil"],
}


def columns():
    """Names of all output columns in their order: `group.name`; sentence groups follow word groups."""
    return [f"{group}.{name}" for groups in (WORD_GROUPS, SENTENCE_GROUPS) for group, names in groups.items() for name in names]


def column_range(group):
    """First and last-but-one column of a group."""
    names = columns()
    first = next(i for i, name in enumerate(names) if name.startswith(group + "."))
    size = len((WORD_GROUPS | SENTENCE_GROUPS)[group])
    return first, first + size
