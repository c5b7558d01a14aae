"""Makes the tiny model with which the tests run the second reading: second.onnx, second.vocab.txt and second.json in this folder, and pieces.json: words with their pieces.

    python make-model.py        (needs numpy, onnx and tokenizers)

It has the inputs, outputs and names of the real one and has learned nothing: its numbers are drawn. What it says of a piece depends on the piece, its feature and the
whole window, so that a test sees which window was read.
"""

import hashlib
import json
from pathlib import Path

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper, save
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

FOLDER = Path(__file__).parent
WIDTH = 8
FEATURES = 256
MARKERS = ["sentence", "headline", "lead", "early", "body", "heading", "listItem", "blockQuotation", "caption", "other"]
COLUMNS = {
    "attribution": ["outside", "sourceBegins", "sourceGoesOn", "cueBegins", "cueGoesOn", "contentBegins", "contentGoesOn"],
    "loaded": ["none", "label", "euphemism", "editorial", "verb", "sensational", "scare"],
    "anonymous": ["none", "vague", "described", "agentless", "secondhand"],
    "claim": ["claim"],
    "bias": ["babe", "ptc", "basil"],
    "sentenceClaim": ["claim", "mustClaim"],
    "reason": ["number", "superlative", "cause", "accusation", "motive", "speculation", "event", "quote"],
    "sentenceAnonymous": ["anonymous"],
    "sentenceLoaded": ["loaded"],
    "attributed": ["attributed"],
    "helpers": ["ct24", "policlaim", "babe", "ptc", "basil"],
}
WORDS = ["the", "a", "of", "to", "and", "in", "said", "critics", "officials", "slammed", "regime", "first", "percent", "##s", "##ed", "##ing", "##er"]


def pieces():
    characters = [chr(c) for c in range(33, 127) if not chr(c).isupper()] + list("“”‘’–—…")
    return ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *(f"[{m}]" for m in MARKERS), *characters, *(f"##{c}" for c in characters if c.isalnum()), *WORDS]


def model(count, outputs):
    rng = np.random.default_rng(4)

    def tensor(name, *shape):
        return numpy_helper.from_array(rng.normal(size=shape).astype(np.float32), name)

    nodes = [
        helper.make_node("Gather", ["pieces", "input_ids"], ["word"]),
        helper.make_node("Gather", ["shapes", "features"], ["shape"]),
        helper.make_node("Add", ["word", "shape"], ["piece"]),
        helper.make_node("ReduceMean", ["piece"], ["window"], axes=[1], keepdims=1),
        helper.make_node("Add", ["piece", "window"], ["both"]),
        helper.make_node("Tanh", ["both"], ["state"]),
        helper.make_node("MatMul", ["state", "heads"], ["logits"]),
    ]
    graph = helper.make_graph(
        nodes,
        "second",
        [helper.make_tensor_value_info(name, TensorProto.INT64, [1, "pieces"]) for name in ("input_ids", "features")],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, [1, "pieces", outputs])],
        [tensor("pieces", count, WIDTH), tensor("shapes", FEATURES, WIDTH), tensor("heads", WIDTH, outputs)],
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    checker.check_model(made)
    return made


def facts(path):
    content = path.read_bytes()
    return {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


columns = [f"{group}.{name}" for group, names in COLUMNS.items() for name in names]
vocabulary = FOLDER / "second.vocab.txt"
vocabulary.write_text("".join(f"{piece}\n" for piece in pieces()), encoding="utf-8", newline="\n")
onnx_file = FOLDER / "second.onnx"
save(model(len(pieces()), len(columns)), onnx_file)
manifest = {
    "version": 1,
    "columns": columns,
    "thresholds": {"claim": 0.9, "anonymous": {"known": 0.9, "unknown": 0.95}, "loaded": {"known": 0.9, "unknown": 0.95}},
    "budgets": {"before": 24, "after": 12, "most": 64, "headline": 12, "word": 6},
    "model": facts(onnx_file),
    "vocabulary": facts(vocabulary),
}
(FOLDER / "second.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")

tokenizer = Tokenizer(models.WordPiece({piece: i for i, piece in enumerate(pieces())}, unk_token="[UNK]", max_input_chars_per_word=100))
tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
TRIED = ["the", "The", "slammed", "officials", "naïve", "Erdoğan", "co-author", "don't", "don’t", "“", "…", "$4,000.50", "U.S.", "[lead]", "[CLS]", "##s", "a" * 100, "a" * 101, "東京", "ﬁne", "🙂", "\u0301", "x\ufffdy", "a\u00adb", "½", "İzmir", "STRASSE", "_x_"]
words = [[word, tokenizer.encode(word, add_special_tokens=False).ids or [1]] for word in TRIED]
(FOLDER / "pieces.json").write_text(json.dumps(words) + "\n", encoding="utf-8")
