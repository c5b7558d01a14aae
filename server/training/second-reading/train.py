"""Trains the second reading.

    python train.py --data PREPARED.jsonl --base FOLDER --out FOLDER [--seed 1] [--held-back 5]

Two stages: first all corpora with the marked drafts among them, then the marked drafts with a little of the rest. After every epoch the figures on the drafts that are
held back (one in six) are printed and a checkpoint is written; a run that was stopped goes on from its last one.
"""

import argparse
import json
import os
import random
import time

import numpy as np
import torch
import torch.nn.functional as F
from data import IGNORE, Pieces, read_documents, windows
from layout import PLACES, SHAPES, column_range, columns
from measure import figures, predict_documents
from model import from_base
from tokenizers import Tokenizer

FOLDS = 6
MOST_PIECES = 160
PIECES_A_BATCH = 2400

# Share of each corpus's documents that an epoch of each stage sees.
STAGES = [
    {"epochs": 2, "rate": 1.2e-4, "share": {"marks": 1, "polnear": 0.2, "babe": 0.6, "ptc": 0.2, "basil": 0.25, "ct24": 0.04, "policlaim": 0.2}},
    {"epochs": 4, "rate": 8e-5, "share": {"marks": 1, "polnear": 0.06, "babe": 0.05, "ptc": 0.02, "basil": 0.02}},
]
HELPERS = 0.4  # weight of the helper corpora's losses
POSITIVE = {"loaded": 2.0, "anonymous": 2.0, "claim": 1.0, "sentenceClaim": 1.5}
LAYER_DECAY = 0.85


def is_held_back(document, fold):
    """Marked drafts are dealt out over the folds; an article that is held back is held back in every corpus."""
    return int(document.id.split(" ")[0]) % FOLDS == fold


def parameter_groups(model, rate):
    depth = model.encoder.config.num_hidden_layers
    groups = []
    for name, parameter in model.named_parameters():
        if "encoder.layer." in name:
            layer = int(name.split("encoder.layer.")[1].split(".")[0])
            scale = LAYER_DECAY ** (depth - 1 - layer)
        elif name.startswith("encoder.embeddings"):
            scale = LAYER_DECAY**depth
        else:
            scale = 5.0
        decay = 0.01 if parameter.dim() > 1 and "embeddings" not in name else 0.0
        groups.append({"params": [parameter], "lr": rate * scale, "weight_decay": decay})
    return groups


def batches(found, rng):
    """Windows of about the same length together, in a drawn order."""
    found.sort(key=lambda window: len(window.ids) + rng.random() * 24)
    grouped, group = [], []
    for window in found:
        if group and (len(group) + 1) * max(len(window.ids), len(group[-1].ids)) > PIECES_A_BATCH:
            grouped.append(group)
            group = []
        group.append(window)
    if group:
        grouped.append(group)
    rng.shuffle(grouped)
    return grouped


def tensors(group, rng, hide_first):
    longest = max(len(window.ids) for window in group)
    ids = torch.zeros(len(group), longest, dtype=torch.long)
    features = torch.zeros(len(group), longest, dtype=torch.long)
    mask = torch.zeros(len(group), longest, dtype=torch.long)
    for b, window in enumerate(group):
        n = len(window.ids)
        ids[b, :n] = torch.tensor(window.ids)
        own = torch.tensor(window.features)
        # The first reading was trained on PolNeAR: there its tags would give the answer away. Elsewhere they are hidden at times, so that the encoder does not lean on them.
        if window.corpus.startswith("polnear") or rng.random() < hide_first:
            own = own % (SHAPES * PLACES)
        features[b, :n] = own
        mask[b, :n] = 1
    return ids, features, mask


def loss_of(logits, group):
    """The weighted sum of all tasks' mean losses over the batch."""
    total = logits.new_zeros(())
    picked = {}
    for b, window in enumerate(group):
        for sentence, at, firsts in window.parts:
            for task, labels in sentence.words.items():
                rows, targets = picked.setdefault(("word", task), ([], []))
                rows.extend((b, first) for first in firsts)
                targets.extend(labels)
            for task, label in sentence.labels.items():
                if label is None or label == IGNORE:
                    continue
                rows, targets = picked.setdefault(("sentence", task), ([], []))
                rows.append((b, at))
                targets.append(label)
    names = columns()
    for (level, task), (rows, targets) in picked.items():
        index = torch.tensor(rows)
        chosen = logits[index[:, 0], index[:, 1]]
        target = torch.tensor(targets)
        if level == "word" and task in ("attribution", "loaded", "anonymous"):
            first, end = column_range(task)
            weight = torch.ones(end - first)
            weight[1:] = POSITIVE.get(task, 1.0)
            value = F.cross_entropy(chosen[:, first:end], target, weight=weight, reduction="sum") / len(targets)
            value = value * (1.0 if task == "attribution" else 6.0)
        elif level == "sentence" and task == "reason":
            first, end = column_range("reason")
            value = 0.3 * F.cross_entropy(chosen[:, first:end], target)
        else:
            name = {
                ("word", "claim"): "claim.claim",
                ("sentence", "claim"): "sentenceClaim.claim",
                ("sentence", "mustClaim"): "sentenceClaim.mustClaim",
                ("sentence", "anonymous"): "sentenceAnonymous.anonymous",
                ("sentence", "loaded"): "sentenceLoaded.loaded",
                ("sentence", "attributed"): "attributed.attributed",
            }.get((level, task), f"bias.{task}" if level == "word" else f"helpers.{task}")
            value = F.binary_cross_entropy_with_logits(
                chosen[:, names.index(name)], target.float(), pos_weight=torch.tensor(POSITIVE["sentenceClaim"] if task == "claim" else 1.0)
            )
            if level == "word":
                value = value * (1.0 if task == "claim" else 2.0)
        corpus_weight = 1.0 if task in ("loaded", "anonymous", "claim", "reason", "mustClaim") else HELPERS
        if (level, task) == ("word", "attribution"):
            corpus_weight = 1.0
        total = total + corpus_weight * value
    return total


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--base", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--held-back", type=int, default=5, help="fold that is held back; -1 trains on all marked drafts")
    parser.add_argument("--layers", default="")
    parser.add_argument("--stages", default="", help="JSON that takes the place of the stages")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    np.random.seed(options.seed)
    torch.set_num_threads(options.threads)
    os.makedirs(options.out, exist_ok=True)
    stages = json.loads(options.stages) if options.stages else STAGES

    pieces = Pieces(Tokenizer.from_file(os.path.join(options.base, "tokenizer.json")))
    documents = {}
    for document in read_documents(options.data, pieces):
        documents.setdefault(document.corpus, []).append(document)
    held = [d for d in documents["marks"] if is_held_back(d, options.held_back)]
    away = {d.id.split(" ", 1)[1] for d in held}
    documents["marks"] = [d for d in documents["marks"] if d not in held]
    development = documents.pop("polnear-dev", [])
    for corpus, own in documents.items():
        if corpus != "marks":
            documents[corpus] = [d for d in own if d.id not in away]
    print({corpus: len(own) for corpus, own in documents.items()}, "held back", len(held), flush=True)

    layers = [int(i) for i in options.layers.split(",")] if options.layers else None
    model = from_base(options.base, layers)
    checkpoint = os.path.join(options.out, "checkpoint.pt")
    done = 0
    state = None
    if os.path.exists(checkpoint):
        state = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(state["model"])
        done = state["epochs"]
        rng.setstate(state["random"])
        torch.set_rng_state(state["torch"])
        print(f"going on after epoch {done}", flush=True)

    epoch = 0
    for stage in stages:
        optimizer = torch.optim.AdamW(parameter_groups(model, stage["rate"]), betas=(0.9, 0.98), eps=1e-6)
        peak = [group["lr"] for group in optimizer.param_groups]
        for number in range(stage["epochs"]):
            epoch += 1
            if epoch <= done:
                continue
            if state and "optimizer" in state and number > 0:
                optimizer.load_state_dict(state["optimizer"])
            state = None
            found = []
            for corpus, share in stage["share"].items():
                own = documents.get(corpus, [])
                for document in rng.sample(own, round(len(own) * share)):
                    found.extend(windows(document, MOST_PIECES, rng))
            grouped = batches(found, rng)
            model.train()
            started, seen, lost = time.time(), 0, 0.0
            for step, group in enumerate(grouped):
                progress = (number + step / len(grouped)) / stage["epochs"]
                warm = min(1.0, (number * len(grouped) + step + 1) / (0.08 * stage["epochs"] * len(grouped)))
                for group_of, top in zip(optimizer.param_groups, peak):
                    group_of["lr"] = top * warm * (1 - progress) ** 0.9
                ids, features, mask = tensors(group, rng, 0.25)
                loss = loss_of(model(ids, features, mask), group)
                optimizer.zero_grad(set_to_none=True)
                loss.backward()
                torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
                optimizer.step()
                seen += int(mask.sum())
                lost += loss.item()
                if step % 50 == 49:
                    print(f"epoch {epoch} {step + 1}/{len(grouped)} loss {lost / (step + 1):.4f} {seen / (time.time() - started):.0f} pieces/s", flush=True)
            print(f"epoch {epoch}: loss {lost / len(grouped):.4f}, {seen} pieces, {time.time() - started:.0f} s", flush=True)
            torch.save(
                {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "epochs": epoch, "random": rng.getstate(), "torch": torch.get_rng_state()},
                checkpoint + ".new",
            )
            os.replace(checkpoint + ".new", checkpoint)
            torch.save(model.state_dict(), os.path.join(options.out, f"epoch{epoch}.pt"))
            if held:
                print(json.dumps(figures(predict_documents(model, held)), indent=None), flush=True)
    if development:
        from measure import attribution_figures

        print(attribution_figures(model, development[:30]), flush=True)


if __name__ == "__main__":
    main()
