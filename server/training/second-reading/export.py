"""Writes the trained encoder for the product: second.onnx (int8), second.vocab.txt and second.json.

    python export.py --data PREPARED.jsonl --base FOLDER --weights EPOCH.pt --out server/models [--layers 0,2,4]

The vocabulary is cut to the pieces that English news uses; words with other pieces fall apart into shorter ones. Prints the largest difference of a probability between
PyTorch and ONNX before and after the rounding to int8, over 200 windows.
"""

import argparse
import collections
import hashlib
import json
import os
import random
import sys

import numpy as np
import onnx
import onnxruntime
import torch
from data import CLS, FIRST_MARKER, MOST_HEADLINE_PIECES, MOST_PIECES_OF_A_WORD, SEP, UNKNOWN, Pieces, read_documents, windows
from layout import MARKERS, column_range, columns
from measure import CONTEXT
from model import from_base
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import nn

RAREST = 2  # a piece that the corpora have less often is left out


class Exported(nn.Module):
    """The same computation for one input without padding; the features' three tables are one."""

    def __init__(self, model, keep):
        super().__init__()
        source = model.encoder.embeddings
        self.words = nn.Embedding.from_pretrained(source.word_embeddings.weight[keep].detach().clone())
        self.features = nn.Embedding.from_pretrained(model.feature_table().detach().clone())
        self.places = nn.Parameter((source.position_embeddings.weight + source.token_type_embeddings.weight[0]).detach().clone())
        self.norm = source.LayerNorm
        self.layers = model.encoder.encoder.layer
        self.heads = model.heads
        self.count = model.encoder.config.num_attention_heads
        self.width = model.encoder.config.hidden_size // self.count

    def forward(self, input_ids, features):
        length = input_ids.shape[1]
        x = self.norm(self.words(input_ids) + self.features(features) + self.places[:length])
        for layer in self.layers:
            own = layer.attention.self
            query, key, value = (self.split(part(x)) for part in (own.query, own.key, own.value))
            weights = torch.softmax(torch.matmul(query, key.transpose(-1, -2)) / self.width**0.5, -1)
            mixed = torch.matmul(weights, value).transpose(1, 2).reshape(1, -1, self.count * self.width)
            x = layer.attention.output.LayerNorm(layer.attention.output.dense(mixed) + x)
            wide = torch.nn.functional.gelu(layer.intermediate.dense(x))
            x = layer.output.LayerNorm(layer.output.dense(wide) + x)
        return self.heads(x)

    def split(self, x):
        return x.view(1, -1, self.count, self.width).transpose(1, 2)


def cut_vocabulary(tokenizer, counts):
    """Old numbers of the pieces that stay, specials and markers first; and the names of all."""
    names = [name for name, _ in sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])]
    specials = [0, UNKNOWN, CLS, SEP]
    markers = [FIRST_MARKER + 1 + i for i in range(len(MARKERS))]
    fixed = specials + markers
    rest = [i for i, name in enumerate(names) if i not in fixed and not name.startswith("[unused") and (counts[i] >= RAREST or len(name.removeprefix("##")) == 1)]
    kept = fixed + rest
    return kept, ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *(f"[{name}]" for name in MARKERS), *(names[i] for i in rest)]


def probabilities(logits):
    first, last = 0, None
    out = []
    for group in ("attribution", "loaded", "anonymous", "reason"):
        a, b = column_range(group)
        out.append(torch.softmax(torch.tensor(logits[:, a:b]), -1))
    for group in ("claim", "sentenceClaim", "sentenceAnonymous", "sentenceLoaded", "attributed"):
        a, b = column_range(group)
        out.append(torch.sigmoid(torch.tensor(logits[:, a:b])))
    return torch.cat(out, 1).numpy()


def digest(path):
    with open(path, "rb") as file:
        content = file.read()
    return {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def main():
    parser = argparse.ArgumentParser()
    for name in ("data", "base", "weights", "out"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--layers", default="")
    options = parser.parse_args()
    torch.set_num_threads(1)
    tokenizer = Tokenizer.from_file(os.path.join(options.base, "tokenizer.json"))
    pieces = Pieces(tokenizer)
    counts = collections.Counter()
    samples = []
    rng = random.Random(1)
    for document in read_documents(options.data, pieces):
        for sentence in document.sentences:
            counts.update(sentence.pieces)
        if document.corpus == "marks":
            samples.extend(windows(document, CONTEXT["most"], rng))
    kept, names = cut_vocabulary(tokenizer, counts)
    new = {old: i for i, old in enumerate(kept)}
    print(f"{len(kept)} of {tokenizer.get_vocab_size()} pieces stay")

    model = from_base(options.base, [int(i) for i in options.layers.split(",")] if options.layers else None)
    model.load_state_dict(torch.load(options.weights, weights_only=True))
    model.eval()
    exported = Exported(model, torch.tensor(kept)).eval()
    os.makedirs(options.out, exist_ok=True)
    whole = os.path.join(options.out, "second.float.onnx")
    rounded = os.path.join(options.out, "second.onnx")
    example = (torch.randint(0, len(kept), (1, 64)), torch.zeros(1, 64, dtype=torch.long))
    torch.onnx.export(
        exported, example, whole, input_names=["input_ids", "features"], output_names=["logits"], opset_version=17, dynamo=False,
        dynamic_axes={"input_ids": {1: "pieces"}, "features": {1: "pieces"}, "logits": {1: "pieces"}},
    )
    quantize_dynamic(whole, rounded, weight_type=QuantType.QInt8, per_channel=True, extra_options={"MatMulConstBOnly": True})
    with open(os.path.join(options.out, "second.vocab.txt"), "w", encoding="utf-8") as file:
        file.write("".join(f"{name}\n" for name in names))

    sessions = {"float": onnxruntime.InferenceSession(whole), "int8": onnxruntime.InferenceSession(rounded)}
    worst = collections.defaultdict(float)
    mean = collections.defaultdict(list)
    for window in rng.sample(samples, 200):
        ids = [new.get(i, 1) for i in window.ids]
        inputs = {"input_ids": np.array([ids]), "features": np.array([window.features])}
        with torch.no_grad():
            truth = probabilities(model(torch.tensor([[kept[i] for i in ids]]), torch.tensor([window.features]))[0].numpy())
        for name, session in sessions.items():
            difference = np.abs(probabilities(session.run(None, inputs)[0][0]) - truth)
            worst[name] = max(worst[name], float(difference.max()))
            mean[name].append(float(difference.mean()))
    for name in sessions:
        print(f"{name}: largest difference of a probability {worst[name]:.4f}, mean {np.mean(mean[name]):.5f}")
    os.remove(whole)
    manifest = {
        "version": 1,
        "columns": columns(),
        "budgets": {**CONTEXT, "headline": MOST_HEADLINE_PIECES, "word": MOST_PIECES_OF_A_WORD},
        # Until tune.ts has chosen them on drafts that the encoder has not seen.
        "thresholds": {"claim": 0.5, "anonymous": {"known": 0.3, "unknown": 0.5}, "loaded": {"known": 0.3, "unknown": 0.5}},
        "model": digest(rounded),
        "vocabulary": digest(os.path.join(options.out, "second.vocab.txt")),
    }
    with open(os.path.join(options.out, "second.json"), "w", encoding="utf-8") as file:
        json.dump(manifest, file, indent=1)
        file.write("\n")
    print(json.dumps(manifest["model"]), os.path.getsize(rounded))


if __name__ == "__main__":
    sys.exit(main())
