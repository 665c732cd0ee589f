"""Attribution on the project's own invented texts (``bench/own``), by kind of case, with floors that CI holds.

    python bench/own.py                                 the table; exit 1 below a floor or where the texts changed
    python bench/own.py --explain [NAME...]             and what was missed or made up, text by text
    python bench/own.py --update-floors [--allow-lower]

onrecord is run as users run it (``onrecord read --jsonl``) on the plain texts; the scores are those of
``bench/score/polnear.py``.  ``bench/own/README.md`` says how the texts were made and marked.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "score"))
sys.path.insert(0, str(Path(__file__).parent))

import polnear as scorer

from _floors import complaints, hash_files, raise_floors, read_floors, write_floors
from _markup import Case, MarkupError, load_cases
from _peers import ROOT, machine

TEXTS = ROOT / "bench" / "own"
FLOORS = ROOT / "bench" / "floors.toml"
HEADING = """\
The least that `python bench/own.py` may score, in %, and the hash of the texts in bench/own that it scores.
Written by `python bench/own.py --update-floors`, which raises floors; lowering one needs --allow-lower and, in the
commit message, a reason.  A floor is the score less a margin: 1.5 points, 8 for a kind of case and for a share of a few
dozen items: processors round the quantised weights differently, and a kind has only some dozens of attributions."""
ROLES = ("source", "cue", "content")
COLUMNS = ("attribution", "direct.attribution", "indirect.attribution", "content.overlap")


@dataclass(frozen=True)
class Read:
    """What onrecord found in one text: attributions in the scorer's format, with ``id`` and ``within``."""

    case: Case
    found: list[dict]
    is_lost: bool


def read_cases(cases: list[Case], folder: Path) -> list[Read]:
    """Run the command over all texts at once; a text that is missing from what it prints is lost."""
    source = folder / "own.jsonl"
    lines = [json.dumps({"ref": case.name, "text": case.text}) for case in cases]
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "onrecord", "read", "--jsonl", str(source)]
    out = subprocess.run(command, check=False, capture_output=True, text=True)
    readings = [json.loads(line) for line in out.stdout.splitlines()]
    if not readings:
        sys.exit(f"onrecord read printed nothing:\n{out.stderr[-2000:]}")
    found = {reading["document"]["ref"]: reading for reading in readings}
    results = []
    for case in cases:
        reading = found.get(case.name)
        is_lost = reading is None or reading["document"]["text"] != case.text
        items = [] if is_lost or reading is None else [_in_scorer_format(item) for item in reading["attributions"]]
        results.append(Read(case, items, is_lost))
    return results


def _in_scorer_format(item: dict) -> dict:
    spans = {role: [[span["start"], span["end"]] for span in (item[role] or {"spans": []})["spans"]] for role in ROLES}
    return {**spans, "source": spans["source"] or None, "id": item["id"], "within": item["within"]}


def count(results: Iterable[Read], *, outermost: bool = False) -> Counter:
    """Return the scorer's counts over texts; ``outermost`` leaves nested ones out on both sides, as PolNeAR does."""
    total: Counter = Counter()
    for result in results:
        gold = [item.as_gold() for item in result.case.attributions if not (outermost and item.within is not None)]
        found = [item for item in result.found if not (outermost and item["within"])]
        total += scorer.doc_counts(result.case.text, gold, found)
    return total


def match(result: Read) -> dict[int, dict]:
    """Return, by the number of a gold attribution, the found one that is the same by the scorer's measure."""
    document = scorer.Doc(result.case.text)
    gold = [_tokens(document, item.as_gold()) for item in result.case.attributions]
    found = [_tokens(document, item) for item in result.found]
    test = scorer.TESTS["attribution"]
    edges = {i: [j for j, other in enumerate(found) if test(item, other)] for i, item in enumerate(gold)}
    pairs = scorer.max_matching(len(gold), edges)
    return {result.case.attributions[i].number: result.found[j] for i, j in pairs.items()}


def _tokens(document: scorer.Doc, item: dict) -> dict:
    return {role: document.ids(item[role]) for role in ROLES}


def nested_pairs(results: Iterable[Read]) -> tuple[int, int]:
    """Return how many pairs of inner and outer attribution were found with ``within`` set right, and how many are."""
    right = total = 0
    for result in results:
        matched = match(result)
        for item in result.case.attributions:
            if item.within is None:
                continue
            total += 1
            inner, outer = matched.get(item.number), matched.get(item.within)
            right += bool(inner and outer and inner["within"] == outer["id"])
    return right, total


def score(results: list[Read]) -> tuple[dict[str, float], dict[str, float]]:
    """Return the scores that have floors, in %, and the margin that each floor is set below its score."""
    total = count(results)
    scores = {name: 100 * scorer.prf(total, name)["f"] for name in COLUMNS}
    scores["outermost attribution"] = 100 * scorer.prf(count(results, outermost=True), "attribution")["f"]
    margins = dict.fromkeys(scores, 1.5)
    right, pairs = nested_pairs(results)
    scores["nested pairs"] = 100 * right / pairs if pairs else 100.0
    words = empty_words(results)
    scores["words left alone in texts without attribution"] = 100 * (1 - words[0] / words[1]) if words[1] else 100.0
    for kind in kinds(results):
        counted = count(result for result in results if kind in result.case.kinds)
        if counted["attribution|g"]:
            scores[f"kind: {kind}"] = 100 * scorer.prf(counted, "attribution")["f"]
    return scores, {name: margins.get(name, 8.0) for name in scores}


def empty_words(results: Iterable[Read]) -> tuple[int, int]:
    """Return how many tokens are content in texts that have no attribution, and how many tokens those have."""
    taken = total = 0
    for result in results:
        if not result.case.attributions:
            document = scorer.Doc(result.case.text)
            taken += len(frozenset().union(*(document.ids(item["content"]) for item in result.found)))
            total += len(document.toks)
    return taken, total


def kinds(results: Iterable[Read]) -> list[str]:
    """Return the kinds of case, in order of their names."""
    return sorted({kind for result in results for kind in result.case.kinds})


def show(results: list[Read], scores: dict[str, float]) -> None:
    """Print the tables."""
    words = sum(len(result.case.text.split()) for result in results)
    print(f"{machine()}, {datetime.now(tz=UTC):%Y-%m-%d}; {len(results)} texts, {words:,} words\n")
    print("| F1, % | texts | gold | found | attribution | direct | indirect | content overlap |")
    print(f"|---|{'---|' * 7}")
    rows = [("all", results), ("all, outermost", results)]
    rows += [(kind, [result for result in results if kind in result.case.kinds]) for kind in kinds(results)]
    for name, chosen in rows:
        counted = count(chosen, outermost=name == "all, outermost")
        figures = [f"{100 * scorer.prf(counted, column)['f']:.1f}" for column in COLUMNS]
        figures = [
            "–" if not counted[f"{column}|g"] else figure for column, figure in zip(COLUMNS, figures, strict=True)
        ]
        gold, found = counted["attribution|g"], counted["attribution|p"]
        print(f"| {name} | {len(chosen)} | {gold} | {found} | {' | '.join(figures)} |")
    right, total = nested_pairs(results)
    taken, tokens = empty_words(results)
    print(f"\nnested pairs found, with `within` set: {right} of {total} ({scores['nested pairs']:.0f} %)")
    print(f"taken for content in texts without attribution: {taken} of {tokens} tokens")
    print(f"texts lost: {sum(result.is_lost for result in results)}")


def explain(results: Iterable[Read], names: list[str]) -> None:
    """Print what was missed and what was made up, text by text."""
    for result in results:
        if names and result.case.name not in names:
            continue
        matched = match(result)
        ids = {item["id"] for item in matched.values()}
        print(f"\n{result.case.name}")
        for item in result.case.attributions:
            if item.number not in matched:
                print(f"  missed {item.number}: {_in_words(result.case.text, item.as_gold())}")
        for other in result.found:
            if other["id"] not in ids:
                print(f"  made up: {_in_words(result.case.text, other)}")


def _in_words(text: str, item: dict) -> str:
    spans = (" … ".join(text[start:end] for start, end in item[role] or ()) or "–" for role in ROLES)
    return " ".join(" | ".join(spans).split())


def main(arguments: list[str] | None = None) -> int:
    """Print the tables and hold the floors, or rewrite them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, default=TEXTS, help="a folder of marked texts (bench/own)")
    parser.add_argument("--floors", type=Path, default=FLOORS, help="the file of floors (bench/floors.toml)")
    parser.add_argument("--explain", nargs="*", metavar="NAME", help="print what was missed and made up")
    parser.add_argument(
        "--update-floors", action="store_true", help="pin these texts, and raise floors to these scores"
    )
    parser.add_argument("--allow-lower", action="store_true", help="with --update-floors: floors may also be lowered")
    options = parser.parse_args(arguments)
    if options.allow_lower and not options.update_floors:
        parser.error("--allow-lower says how to update: give it with --update-floors")
    try:
        cases = load_cases(options.texts)
    except MarkupError as error:
        return _fail([str(error)])
    if not cases:
        return _fail([f"no .txt file in {options.texts}"])
    with tempfile.TemporaryDirectory() as name:
        results = read_cases(cases, Path(name))
    scores, margins = score(results)
    show(results, scores)
    if options.explain is not None:
        explain(results, options.explain)
    lost = [f"{result.case.name}: lost, or its text came back changed" for result in results if result.is_lost]
    floors, sha256 = read_floors(options.floors), hash_files(options.texts)
    if not options.update_floors or lost:
        return _fail([*lost, *complaints(floors, sha256, scores)])
    try:
        floors = raise_floors(floors, sha256, scores, margins, allow_lower=options.allow_lower)
    except ValueError as error:
        return _fail([str(error)])
    write_floors(options.floors, floors, HEADING)
    print(f"\nfloors written to {options.floors}")
    return 0


def _fail(reasons: list[str]) -> int:
    for reason in reasons:
        print(reason, file=sys.stderr)
    return 1 if reasons else 0


if __name__ == "__main__":
    sys.exit(main())
