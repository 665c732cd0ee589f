"""Parts of an article and voice of its sentences: NewsDiscourse (furniture) and NewsSD (subjective), validation parts.

    python bench/segments.py --corpora CORPORA [--floor-furniture F1] [--floor-subjective F1]

CORPORA holds ``newsdiscourse/validation`` and ``newssd/english/val.csv``.  Everything comes from
``onrecord read --jsonl --explain``.  A sentence of NewsDiscourse counts as furniture where more than half of it lies in
a segment that is boilerplate, caption, byline or note; one of NewsSD is a text of its own, subjective where that is
likelier than not.
Published for NewsSD: mBERT 76 macro-F1 (Antici et al., LREC-COLING 2024).
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "training"))

from _peers import machine
from sentences import Voiced, load_discourse, load_subjective

OUT = {"boilerplate", "caption", "byline", "note"}


def read(texts: list[str]) -> list[dict]:
    """Return the readings of some texts, through the command."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "texts.jsonl"
        source.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
        command = [sys.executable, "-m", "onrecord", "read", "--jsonl", "--explain", "--max-size", "100MB", str(source)]
        out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def is_furniture(reading: dict, start: int, end: int) -> bool:
    """Say whether more than half of ``text[start:end]`` lies in segments that are no part of the story."""
    out = sum(
        max(0, min(end, segment["end"]) - max(start, segment["start"]))
        for segment in reading["segments"]
        if segment["kind"] in OUT
    )
    return 2 * out > end - start


def is_subjective(reading: dict) -> bool:
    """Say whether most of a text's words stand in sentences told as subjective."""
    told = reading["explained"]["sentences"]
    words = sum(item["end"] - item["start"] for item in told)
    return bool(words) and sum((item["end"] - item["start"]) * item["subjective"] for item in told) >= words / 2


def f1(pairs: Counter, label: bool) -> tuple[float, float, float]:
    """Return precision, recall and F1 of a label, in percent, from counts of (gold, told)."""
    hit = pairs[label, label]
    precision = hit / max(1, pairs[True, label] + pairs[False, label])
    recall = hit / max(1, pairs[label, True] + pairs[label, False])
    both = precision + recall
    return 100 * precision, 100 * recall, 100 * (2 * precision * recall / both if both else 0.0)


def furniture(items: list[Voiced]) -> Counter:
    """Count (gold, told) over the sentences of articles."""
    readings = read([item.text for item in items])
    return Counter(
        (bool(target[0]), is_furniture(reading, start, end))
        for item, reading in zip(items, readings, strict=True)
        for (start, end), target in zip(item.sentences, item.targets, strict=True)
    )


def subjective(items: list[Voiced]) -> Counter:
    """Count (gold, told) over single sentences."""
    readings = read([item.text for item in items])
    return Counter(
        (bool(item.targets[0][3]), is_subjective(reading)) for item, reading in zip(items, readings, strict=True)
    )


def main() -> None:
    """Print the two tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--floor-furniture", type=float, help="exit 1 where F1 (in %%) is below this")
    parser.add_argument("--floor-subjective", type=float, help="exit 1 where macro-F1 (in %%) is below this")
    options = parser.parse_args()
    out = furniture(load_discourse(options.corpora / "newsdiscourse" / "validation"))
    voice = subjective(load_subjective(options.corpora / "newssd" / "english" / "val.csv"))
    precision, recall, score = f1(out, label=True)
    macro = (f1(voice, label=True)[2] + f1(voice, label=False)[2]) / 2
    print(f"{machine()}, {datetime.now(tz=UTC):%Y-%m-%d}\n")
    print("| | precision | recall | F1 | sentences |\n|---|---|---|---|---|")
    print(f"| furniture (NewsDiscourse validation) | {precision:.1f} | {recall:.1f} | {score:.1f} | {out.total()} |")
    for label, name in ((True, "subjective"), (False, "objective")):
        figures = " | ".join(f"{value:.1f}" for value in f1(voice, label=label))
        print(f"| {name} (NewsSD validation) | {figures} | {voice.total()} |")
    print(f"| subjective and objective, macro-F1 | | | {macro:.1f} | |")
    for floor, value, what in (
        (options.floor_furniture, score, "furniture F1"),
        (options.floor_subjective, macro, "subjective macro-F1"),
    ):
        if floor is not None and value < floor:
            sys.exit(f"{what} {value:.1f} is below the floor of {floor}")


if __name__ == "__main__":
    main()
