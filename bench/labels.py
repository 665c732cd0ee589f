"""Mode, act, hedge, evidence and source kind: how far two annotators agree, and how often onrecord is right.

    python bench/labels.py --gold GOLD.json [--errors] [--floor act=85 ...]

GOLD.json is made by ``python bench/score/polnear.py --make-gold POLNEAR_DATA dev GOLD.json``.  The labels lie in
``bench/gold`` as offsets without text, by the guideline ``docs/labels.md``.  Both annotators are language models that
worked from the guideline alone, neither seeing what the other had written.

The rules, all mechanical: an item is scored for a label where both annotators gave the same value; where they differ
it is reported apart.  An attribution of ``onrecord read --jsonl`` is taken for the item whose content and source it
overlaps by half (Jaccard over tokens, as in ``score/polnear.py``), of several the one that shares words of the cue.  As
the encoder misses some, the same steps are also run on the gold spans.  Documents are halved by a hash of their name:
rules are tuned on the development half alone, to which the items of the other were moved whose labels had been seen.
"""

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "score"))
sys.path.insert(0, str(Path(__file__).parent / "gold"))
sys.path.insert(0, str(Path(__file__).parent))

import polnear as scorer
from make_sheet import ROLES, read_items, read_labels, text_hash, texts

from _peers import machine

LABELS = ("mode", "act", "hedged", "evidence", "source_kind")
SEEN = frozenset(
    ("029", "033", "045", "048", "074", "092", "093", "097", "109", "111", "118", "119", "125", "131", "158", "159")
)
"""Items whose labels were seen with the annotators' remarks before the rules were written: no test of them."""

PARTS = ("random", "words", "invented")
HALVES = ("development", "held-out")
RARE = (("evidence", "none_offered"), ("evidence", "offered"), ("hedged", "yes"), ("mode", "direct"), ("mode", "mixed"))

Answers = dict[str, dict[str, str]]
"""The labels of each item that was found, by its number."""


def half(item: Mapping) -> str:
    """Return the half that an item belongs to: that of its document, by a hash of its name."""
    return HALVES[0 if item["item"] in SEEN else hashlib.sha256(item["doc"].encode()).digest()[0] % 2]


def kappa(pairs: list[tuple[str, str]]) -> float | None:
    """Return Cohen's kappa (1960); None where chance alone agrees always, as one value is all there is."""
    if not pairs:
        return None
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(first[value] * second[value] for value in first) / len(pairs) ** 2
    seen = sum(a == b for a, b in pairs) / len(pairs)
    return None if chance == 1 else (seen - chance) / (1 - chance)


def labels_of(item: Mapping) -> dict[str, str]:
    """Return the labels of an attribution as ``onrecord read --jsonl`` prints it, in the words of the guideline."""
    return {
        "mode": item["mode"],
        "act": item["act"],
        "hedged": "yes" if item["hedged"] else "no",
        "evidence": item["evidence"]["status"],
        "source_kind": item["source"]["kind"] if item["source"] else "none",
    }


def read_texts(documents: Mapping[str, str]) -> dict[str, list[dict]]:
    """Return the attributions of each document as a user's command prints them."""
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / "texts.jsonl"
        lines = (json.dumps({"ref": doc, "text": text}) + "\n" for doc, text in documents.items())
        source.write_text("".join(lines), encoding="utf-8")
        command = [sys.executable, "-m", "onrecord", "read", "--jsonl", "--max-size", "100MB", str(source)]
        out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    readings = [json.loads(line) for line in out.splitlines()]
    return {reading["document"]["ref"]: reading["attributions"] for reading in readings}


def match(items: list[dict], documents: Mapping[str, str], found: Mapping[str, list[dict]]) -> Answers:
    """Return the labels of the attribution that was found for each item, where one was."""
    answers: Answers = {}
    for doc in dict.fromkeys(item["doc"] for item in items):
        tokens = scorer.Doc(documents[doc])
        predicted = [(each, {role: tokens.ids(_pieces(each[role])) for role in ROLES}) for each in found.get(doc, [])]
        for item in (item for item in items if item["doc"] == doc):
            gold = {role: tokens.ids(item[role]) for role in ROLES}
            fitting = [
                (bool(ids["cue"] & gold["cue"]), scorer.jaccard(ids["content"], gold["content"]), number)
                for number, (_, ids) in enumerate(predicted)
                if scorer.jaccard(ids["content"], gold["content"]) >= 0.5
                and scorer.src_ok(gold["source"], ids["source"])
            ]
            if fitting:
                answers[item["item"]] = labels_of(predicted[max(fitting)[2]][0])
    return answers


def _pieces(spans: dict | None) -> list[list[int]]:
    return [[span["start"], span["end"]] for span in spans["spans"]] if spans else []


def label_gold_spans(items: list[dict], documents: Mapping[str, str], gold: list[dict]) -> Answers:
    """Return the labels of each item when the steps are given the annotated spans in place of the encoder's."""
    from onrecord.model import Attribution, Document, Reading, Source, Span
    from onrecord.read.anchor import anchor_times
    from onrecord.read.describe import describe
    from onrecord.read.pipeline import assemble, step
    from onrecord.read.resolve import resolve_speakers
    from onrecord.read.segment import segment_document

    rows = {document["doc_id"]: document["attributions"] for document in gold}
    answers: Answers = {}
    for doc in dict.fromkeys(item["doc"] for item in items):
        wanted = {_key(item): item["item"] for item in items if item["doc"] == doc}
        given = [row for row in rows.get(doc, []) if row["content"]] or [it for it in items if it["doc"] == doc]

        @step("attribute", version=1, needs=("segments",), adds=("attributions",))
        def attribute(reading: Reading, given: list[dict] = given, wanted: dict[str, str] = wanted) -> Reading:
            made = []
            for number, row in enumerate(given):
                source, cue, content = (tuple(Span(*piece) for piece in sorted(row[role] or [])) for role in ROLES)
                made.append(
                    Attribution(
                        id=wanted.get(_key(row), f"other_{number}"),
                        segment_kind=reading.segment_kind(content[0]),
                        mode="indirect",
                        source=Source(source, "person") if source else None,
                        cue=cue or None,
                        content=content,
                        confidence=1.0,
                    )
                )
            return replace(reading, attributions=tuple(sorted(made, key=lambda one: one.content[0])))

        text = documents[doc]
        steps = (segment_document, anchor_times, attribute, describe, resolve_speakers)
        reading = assemble(steps)(Document(doc, doc, None, None, None, None, None, None, "en", "news", text, "0" * 64))
        if reading.issues:
            raise SystemExit(f"{doc}: {reading.issues[0].what}")
        for each in reading.attributions:
            if each.id in wanted.values():
                answers[each.id] = {
                    "mode": each.mode,
                    "act": each.act,
                    "hedged": "yes" if each.hedged else "no",
                    "evidence": each.evidence.status,
                    "source_kind": each.source.kind if each.source else "none",
                }
    return answers


def _key(row: Mapping) -> str:
    return repr([[list(piece) for piece in row[role] or []] for role in ROLES])


class Table:
    """The items with both annotators' labels, from which every figure is made."""

    def __init__(self, items: list[dict], first: Answers, second: Answers) -> None:
        self.items, self.first, self.second = items, first, second

    def numbers(self, is_wanted: Callable[[dict], bool]) -> list[str]:
        """Return the numbers of the items that ``is_wanted``."""
        return [item["item"] for item in self.items if is_wanted(item)]

    def agreed(self, numbers: Iterable[str], label: str) -> dict[str, str]:
        """Return the value on which both annotators settled, of the items where they did."""
        values = {number: (self.first[number][label], self.second[number][label]) for number in numbers}
        return {number: first for number, (first, second) in values.items() if first == second}

    def accuracy(self, answers: Answers, numbers: Iterable[str], label: str) -> tuple[int, int]:
        """Return how many were right, of how many agreed ones that were found."""
        gold = {number: value for number, value in self.agreed(numbers, label).items() if number in answers}
        return sum(answers[number][label] == value for number, value in gold.items()), len(gold)


def _columns(table: Table) -> dict[str, list[str]]:
    return {
        **{part: table.numbers(lambda item, part=part: item["part"] == part) for part in PARTS},
        "all": table.numbers(lambda _: True),
        **{name: table.numbers(lambda item, name=name: half(item) == name) for name in HALVES},
    }


def print_agreement(table: Table) -> None:
    """Print how far the annotators agree: raw, and Cohen's kappa."""
    columns = _columns(table)
    print(f"| agreement, % (kappa) | {' | '.join(columns)} |\n|---|{'---|' * len(columns)}")
    for label in LABELS:
        cells = []
        for numbers in columns.values():
            pairs = [(table.first[number][label], table.second[number][label]) for number in numbers]
            chance_free = kappa(pairs)
            told = "-" if chance_free is None else f"{chance_free:.2f}"
            cells.append(f"{100 * sum(a == b for a, b in pairs) / len(pairs):.1f} ({told})")
        print(f"| {label} | {' | '.join(cells)} |")
    print(f"| items | {' | '.join(str(len(numbers)) for numbers in columns.values())} |\n")


def print_accuracy(table: Table, answers: Answers, title: str) -> dict[str, float]:
    """Print how many of the agreed labels are right; return the percentages over all items."""
    columns = _columns(table)
    print(f"| {title}: right, % (of) | {' | '.join(columns)} |\n|---|{'---|' * len(columns)}")
    overall = {}
    for label in LABELS:
        cells = []
        for name, numbers in columns.items():
            right, of = table.accuracy(answers, numbers, label)
            cells.append(f"{100 * right / of:.1f} ({of})" if of else "-")
            if name == "all":
                overall[label] = 100 * right / of if of else 0.0
        print(f"| {label} | {' | '.join(cells)} |")
    found = [f"{sum(number in answers for number in numbers)} of {len(numbers)}" for numbers in columns.values()]
    print(f"| found | {' | '.join(found)} |\n")
    return overall


def print_rare(table: Table, kinds: Mapping[str, Answers]) -> None:
    """Print precision and recall of the values that are rare or grave, so that a common default hides nothing."""
    print(f"| rare values | {' | '.join(f'{name}: precision | {name}: recall' for name in kinds)} |")
    print(f"|---|{'---|---|' * len(kinds)}")
    numbers = table.numbers(lambda _: True)
    for label, value in RARE:
        cells = []
        for answers in kinds.values():
            gold = {number: each for number, each in table.agreed(numbers, label).items() if number in answers}
            true = {number for number, each in gold.items() if each == value}
            told = {number for number in gold if answers[number][label] == value}
            cells += [f"{len(true & told)} of {len(told)}", f"{len(true & told)} of {len(true)}"]
        print(f"| {label} {value} | {' | '.join(cells)} |")
    print()


def print_disagreements(table: Table, answers: Answers) -> None:
    """Print, where the annotators differ, whom onrecord agrees with."""
    heads = ("where they differ", "items", "as the first", "as the second", "as neither", "not found")
    print(f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
    for label in LABELS:
        differing = set(table.numbers(lambda _: True)) - set(table.agreed(table.first, label))
        met = [number for number in differing if number in answers]
        first = sum(answers[number][label] == table.first[number][label] for number in met)
        second = sum(answers[number][label] == table.second[number][label] for number in met)
        rest = len(met) - first - second
        print(f"| {label} | {len(differing)} | {first} | {second} | {rest} | {len(differing) - len(met)} |")
    print()


def print_errors(table: Table, answers: Answers) -> None:
    """Print what is wrong in the development half, by item and without words of the texts."""
    for item in table.items:
        if half(item) == "development":
            for label in LABELS:
                value = table.agreed([item["item"]], label).get(item["item"])
                told = answers.get(item["item"], {}).get(label)
                if value is not None and told not in (value, None):
                    print(f"{item['item']} {item['doc']} {label}: {value}, told {told}")


def main() -> None:
    """Print the tables; fail where a floor is not reached."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--errors", action="store_true", help="list the wrong labels of the development half")
    parser.add_argument("--given", action="store_true", help="only what the steps make of the gold spans")
    parser.add_argument("--floor", action="append", default=[], metavar="LABEL=PERCENT", help="as read, over all parts")
    parser.add_argument("--gold-floor", action="append", default=[], metavar="LABEL=PERCENT", help="given gold spans")
    options = parser.parse_args()
    gold = json.loads(options.gold.read_text(encoding="utf-8"))
    items, documents = read_items(), texts(options.gold)
    for item in items:
        if text_hash(documents[item["doc"]]) != item["sha"]:
            raise SystemExit(f"{item['doc']}: not the text that the offsets were made for")
    table = Table(items, read_labels("a"), read_labels("b"))
    print(f"{machine()}, {datetime.now(tz=UTC):%Y-%m-%d}\n")
    print_agreement(table)
    wanted = {item["doc"]: documents[item["doc"]] for item in items}
    read = {} if options.given else match(items, documents, read_texts(wanted))
    given = label_gold_spans(items, documents, gold)
    figures = {
        "floor": print_accuracy(table, read, "as read"),
        "gold_floor": print_accuracy(table, given, "given gold spans"),
    }
    print_rare(table, {"as read": read, "given": given})
    print_disagreements(table, given)
    if options.errors:
        print_errors(table, given)
    low = [
        f"{label} {figures[kind][label]:.1f} is below the floor of {floor}"
        for kind in figures
        for label, floor in (entry.split("=") for entry in getattr(options, kind))
        if figures[kind][label] < float(floor)
    ]
    if low:
        sys.exit("; ".join(low))


if __name__ == "__main__":
    main()
