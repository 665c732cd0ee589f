"""Attribution accuracy on PolNeAR dev, beside textacy in the same run.

    python bench/attribution.py --gold GOLD.json [--no-peers]

GOLD.json is made by ``python bench/score/polnear.py --make-gold POLNEAR_DATA dev GOLD.json``.  onrecord is run as
users run it (``onrecord read --jsonl``); textacy in its own environment, with spaCy's small English model.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "score"))
sys.path.insert(0, str(Path(__file__).parent))

import polnear as scorer

from _peers import ROOT, machine, peer_python

ROWS = (
    "token.source",
    "token.cue",
    "token.content",
    "content.exact",
    "content.overlap",
    "attribution",
    "direct.attribution",
    "indirect.attribution",
    "direct.content.overlap",
    "indirect.content.overlap",
)


def read_gold(gold: list[dict], folder: Path) -> tuple[list[dict], float]:
    """Return onrecord's attributions in the scorer's format, and the seconds that the command took."""
    source = folder / "gold.jsonl"
    with source.open("w", encoding="utf-8") as file:
        for document in gold:
            file.write(json.dumps({"ref": document["doc_id"], "text": document["text"]}) + "\n")
    started = time.perf_counter()
    command = [sys.executable, "-m", "onrecord", "read", "--jsonl", "--max-size", "100MB", str(source)]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    seconds = time.perf_counter() - started
    predicted = []
    for line in out.splitlines():
        reading = json.loads(line)
        attributions = [
            {
                "source": _pieces(item["source"]) if item["source"] else None,
                "cue": _pieces(item["cue"]) if item["cue"] else None,
                "content": _pieces(item["content"]),
                "confidence": item["confidence"],
            }
            for item in reading["attributions"]
        ]
        predicted.append({"doc_id": reading["document"]["ref"], "attributions": attributions})
    return predicted, seconds


def _pieces(spans: dict) -> list[list[int]]:
    return [[span["start"], span["end"]] for span in spans["spans"]]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--no-peers", action="store_true", help="onrecord alone")
    parser.add_argument("--floor", type=float, help="exit 1 where attribution F1 (in %%) is below this")
    options = parser.parse_args()
    gold = json.loads(options.gold.read_text(encoding="utf-8"))
    results: dict[str, dict] = {}
    notes = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        predicted, seconds = read_gold(gold, folder)
        results["onrecord"] = scorer.score(gold, predicted)
        words = sum(len(document["text"].split()) for document in gold)
        notes.append(f"onrecord: {len(gold)} documents, {words:,} words in {seconds:.1f} s, start-up included")
        if not options.no_peers:
            python = peer_python()
            target = folder / "textacy.json"
            script = ROOT / "bench" / "peers" / "textacy_quotes.py"
            out = subprocess.run([python, script, options.gold, target], check=True, capture_output=True, text=True)
            cost = json.loads(out.stdout.splitlines()[-1])
            results["textacy 0.13"] = scorer.score(gold, json.loads(target.read_text(encoding="utf-8")))
            notes.append(f"textacy: {cost['seconds']} s, {cost['lost']} documents lost to an exception")
    print(f"{machine()}, {datetime.now(tz=UTC):%Y-%m-%d}\n")
    print(f"| F1, % | {' | '.join(results)} |\n|---|{'---|' * len(results)}")
    for row in ROWS:
        figures = [f"{100 * result[row]['f']:.1f}" for result in results.values()]
        print(f"| {row} | {' | '.join(figures)} |")
    print("\n" + "\n".join(notes))
    score = 100 * results["onrecord"]["attribution"]["f"]
    if options.floor is not None and score < options.floor:
        sys.exit(f"attribution F1 {score:.1f} is below the floor of {options.floor}")


if __name__ == "__main__":
    main()
