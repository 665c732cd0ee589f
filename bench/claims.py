"""Claims of ``onrecord read`` beside what two annotators marked, and how far they agree.

    python bench/claims.py --gold GOLD.json [--floor-precision P] [--floor-recall R] [--errors] [--set first|later|all]

``bench/gold/claims-a.tsv`` and ``claims-b.tsv`` hold offsets of the claims that two annotators, who saw neither each
other's marks nor the program, found by ``docs/claims.md`` in the invented articles and in articles of PolNeAR dev
(GOLD.json, the scorer's gold; without it the invented ones alone); ``claims-later-a.tsv`` and ``claims-later-b.tsv``
the same of texts that were drawn and marked when reading was done, by two others.  Two claims are one where the
shorter lies in the longer by half or more of its words, each paired once.  Precision: of the claims found, those that
at least one annotator marked.  Recall: of the claims that both marked, those found.
"""

import argparse
import csv
import json
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent / "gold"))

from claims_sheet import texts

from _peers import ROOT, machine

LABELS = ("kind", "voice", "checkable")
GOLD = ROOT / "bench" / "gold"


@dataclass(frozen=True)
class Marked:
    """A claim's place and labels."""

    start: int
    end: int
    kind: str
    voice: str
    checkable: str
    low: str
    high: str


def load(path: Path) -> dict[str, list[Marked]]:
    """Read an annotator's file: claims by document."""
    found: dict[str, list[Marked]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            labels = (row["kind"], row["voice"], row["checkable"], row["low"], row["high"])
            found.setdefault(row["document"], []).append(Marked(int(row["start"]), int(row["end"]), *labels))
    return found


def read(known: dict[str, str]) -> dict[str, list[Marked]]:
    """Return the claims that the command finds, by document."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "texts.jsonl"
        lines = [json.dumps({"ref": name, "text": text, "published": "2016-10-01"}) for name, text in known.items()]
        source.write_text("\n".join(lines) + "\n", encoding="utf-8")
        command = [sys.executable, "-m", "onrecord", "read", "--jsonl", "--max-size", "100MB", str(source)]
        out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return {reading["document"]["ref"]: _claims(reading) for reading in map(json.loads, out.splitlines())}


def _claims(reading: dict) -> list[Marked]:
    quantities = {item["id"]: item for item in reading["quantities"]}
    found = []
    for item in reading["claims"]:
        figure = dict(quantities.get(item["quantity"], {"low": None, "high": None, "comparator": "="}))
        if figure["comparator"] == "<":  # 'nearly 700' keeps its figure in a reading; for the annotators it ends there
            figure["low"] = None
        why = (
            "yes"
            if item["checkable"]
            else {"value_judgement": "judgement", "too_vague": "vague"}.get(item["why_not"], item["why_not"] or "vague")
        )
        low, high = ("" if figure[end] is None else f"{figure[end]:.15g}" for end in ("low", "high"))
        found.append(Marked(item["start"], item["end"], item["kind"], item["voice"], why, low, high))
    return found


def pair(one: list[Marked], two: list[Marked], text: str) -> list[tuple[Marked, Marked]]:
    """Pair claims that are one, the best fitting first."""
    fits = sorted(
        ((_shared(a, b, text), a.kind == b.kind, i, j) for i, a in enumerate(one) for j, b in enumerate(two)),
        reverse=True,
    )
    left, right, pairs = set(range(len(one))), set(range(len(two))), []
    for share, _, i, j in fits:
        if share >= 0.5 and i in left and j in right:
            left.remove(i)
            right.remove(j)
            pairs.append((one[i], two[j]))
    return pairs


def _shared(one: Marked, two: Marked, text: str) -> float:
    """Return the share of the shorter claim's words that lie in the longer."""
    both = len(text[max(one.start, two.start) : max(0, min(one.end, two.end))].split())
    return both / max(1, min(len(text[item.start : item.end].split()) for item in (one, two)))


def agreement(pairs: list[tuple[Marked, Marked]], label: str) -> tuple[float, float]:
    """Return raw agreement and Cohen's kappa of a label over paired claims."""
    values = [(getattr(a, label), getattr(b, label)) for a, b in pairs]
    raw = sum(a == b for a, b in values) / max(1, len(values))
    left, right = Counter(a for a, _ in values), Counter(b for _, b in values)
    chance = sum(left[value] * right[value] for value in left) / max(1, len(values)) ** 2
    return raw, (raw - chance) / (1 - chance) if chance < 1 else 1.0


def _group(item: Marked, group: str, name: str) -> str:
    return item.kind if group == "kind" else name.split("/", maxsplit=1)[0]


def print_groups(counts: Counter, group: str) -> None:
    """Print precision and recall by the kind of claim, or by where the texts come from."""
    print(f"\n| {group} | onrecord's | precision, % | marked by both | recall, % |\n|---|---|---|---|---|")
    for value in sorted({value for _, of, value in counts if of == group}):
        shares = [
            f"{100 * counts[part, group, value] / counts[whole, group, value]:.0f}"
            if counts[whole, group, value]
            else "-"
            for part, whole in (("right", "ours"), ("hit", "both"))
        ]
        print(
            f"| {value} | {counts['ours', group, value]} | {shares[0]} | {counts['both', group, value]} | {shares[1]} |"
        )


def print_items(what: str, name: str, text: str, items: list[Marked]) -> None:
    """Print claims with their words."""
    for item in items:
        print(f"{what:9} {name}  {item.kind}: {text[item.start : item.end]!r}")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, help="the scorer's gold of PolNeAR dev")
    parser.add_argument(
        "--set", choices=("first", "later", "all"), default="all", help="texts seen in development, the others, or both"
    )
    parser.add_argument("--floor-precision", type=float)
    parser.add_argument("--floor-recall", type=float)
    parser.add_argument("--errors", action="store_true", help="list what is missed and what nobody marked")
    options = parser.parse_args()
    parts = {"first": [""], "later": ["later-"], "all": ["", "later-"]}[options.set]
    a, b = ({k: v for part in parts for k, v in load(GOLD / f"claims-{part}{name}.tsv").items()} for name in "ab")
    known = {name: text for name, text in texts(options.gold).items() if name in a or name in b}
    found = read(known)
    both: list[tuple[Marked, Marked]] = []
    hits: list[tuple[Marked, Marked]] = []
    counts: Counter = Counter()
    groups: Counter = Counter()
    for name, text in known.items():
        one, two, ours = a.get(name, []), b.get(name, []), found[name]
        agreed = pair(one, two, text)
        missing = [item for item in two if item not in {second for _, second in agreed}]
        any_of = [*one, *missing]
        right = pair(any_of, ours, text)
        recalled = pair([first for first, _ in agreed], ours, text)
        both += agreed
        hits += recalled
        counts.update(a=len(one), b=len(two), ours=len(ours), right=len(right))
        for group in ("kind", "texts"):
            groups.update(("ours", group, _group(item, group, name)) for item in ours)
            groups.update(("right", group, _group(item, group, name)) for _, item in right)
            groups.update(("both", group, _group(item, group, name)) for item, _ in agreed)
            groups.update(("hit", group, _group(item, group, name)) for item, _ in recalled)
        if options.errors:
            told, kept = {second for _, second in right}, {first for first, _ in recalled}
            print_items("nobody's", name, text, [item for item in ours if item not in told])
            print_items("missed", name, text, [item for item, _ in agreed if item not in kept])
    precision, recall = 100 * counts["right"] / max(1, counts["ours"]), 100 * len(hits) / max(1, len(both))
    print(f"{machine()}, {datetime.now(tz=UTC):%Y-%m-%d}; {len(known)} texts\n")
    print(f"claims marked by one annotator {counts['a']}, by the other {counts['b']}, by both {len(both)}:")
    print(f"agreement on what is a claim, F1 {200 * len(both) / max(1, counts['a'] + counts['b']):.1f}\n")
    print("| | agreement of the annotators, % | kappa | onrecord where both agree, % |\n|---|---|---|---|")
    for label in (*LABELS, "low", "high"):
        raw, kappa = agreement(both, label)
        same = {first for first, second in both if getattr(first, label) == getattr(second, label)}
        told = [(first, ours) for first, ours in hits if first in same]
        ok = sum(getattr(first, label) == getattr(ours, label) for first, ours in told) / max(1, len(told))
        print(f"| {label} | {100 * raw:.1f} | {kappa:.2f} | {100 * ok:.1f} |")
    print(f"\n| onrecord | claims | % |\n|---|---|---|\n| precision | {counts['ours']} | {precision:.1f} |")
    print(f"| recall | {len(both)} | {recall:.1f} |")
    print_groups(groups, "texts")
    print_groups(groups, "kind")
    for floor, value, what in (
        (options.floor_precision, precision, "precision"),
        (options.floor_recall, recall, "recall"),
    ):
        if floor is not None and value < floor:
            sys.exit(f"{what} {value:.1f} is below the floor of {floor}")


if __name__ == "__main__":
    main()
