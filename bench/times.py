"""Time expressions on MEANTIME, GUM and the Recognizers cases, beside dateparser's search and Recognizers-Text.

    python bench/times.py --corpora DIR [--no-peers] [--show NAME] [--floor VALUE]

DIR holds ``meantime``, ``gum`` and ``recognizers``.  onrecord is run as users run it (``onrecord read --jsonl``, the
day of publication given); the peers in their own environment, on the same texts.  Scores are those of TempEval-3.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from _peers import ROOT, machine, peer_python
from _time_corpora import read_gum, read_meantime, read_recognizers
from _timex_score import add_scores, f1, pair, score_document

MEASURES = ("strict", "relaxed", "type", "value")


def write_texts(documents: Iterable[dict], path: Path) -> None:
    """Write the texts with their day as JSON lines."""
    with path.open("w", encoding="utf-8") as file:
        for document in documents:
            file.write(json.dumps({key: document[key] for key in ("ref", "text", "published")}) + "\n")


def run_onrecord(texts: Path) -> tuple[dict[str, list[dict]], float]:
    """Return the times that onrecord reads, by ref, and the seconds that the command took."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "onrecord", "read", "--jsonl", "--max-size", "100MB", str(texts)]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    seconds = time.perf_counter() - started
    found = {}
    for line in out.splitlines():
        reading = json.loads(line)
        found[reading["document"]["ref"]] = [{**item, "value": item["timex"]} for item in reading["times"]]
    return found, seconds


def run_peer(name: str, texts: Path, folder: Path) -> tuple[dict[str, list[dict]], dict]:
    """Return the times that a peer finds, by ref, and what it cost."""
    target = folder / f"{name}.json"
    script = ROOT / "bench" / "peers" / "time_search.py"
    out = subprocess.run([peer_python(), script, name, texts, target], check=True, capture_output=True, text=True)
    return json.loads(target.read_text(encoding="utf-8")), json.loads(out.stdout.splitlines()[-1])


def score_meantime(documents: list[dict], found: dict[str, list[dict]], half: str) -> Counter[str]:
    """Return the counts on one half, or both ('ab'), within what is annotated."""
    return add_scores(
        score_document(document["gold"], _scored(document, found[document["ref"]]))
        for document in documents
        if document["half"] in half
    )


def _scored(document: dict, items: list[dict]) -> list[dict]:
    """Return what was found in the annotated stretch, the date line left out."""
    (start, end), (low, high) = document["scored"], document["unscored"]
    inside = [item for item in items if start <= item["start"] < end]
    return [item for item in inside if item["end"] <= low or item["start"] >= high]


def show_errors(documents: list[dict], found: dict[str, list[dict]]) -> None:
    """Print each difference from the gold of MEANTIME's first half."""
    for document in documents:
        if document["half"] != "a":
            continue
        gold, items, text = document["gold"], _scored(document, found[document["ref"]]), document["text"]
        pairs = pair(gold, items)
        for left, right in pairs:
            if (left["start"], left["end"], left["value"]) != (right["start"], right["end"], right["value"]):
                print(f"differs | {_words(text, left)} {left['value']} | {_words(text, right)} {right['value']}")
        paired = {id(item) for couple in pairs for item in couple}
        for name, rest in (("missed", gold), ("added", items)):
            for item in rest:
                if id(item) not in paired:
                    around = text[max(0, item["start"] - 30) : item["end"] + 20]
                    print(f"{name} | {_words(text, item)} {item['value']} | {around!r}")


def _words(text: str, item: dict) -> str:
    return text[item["start"] : item["end"]].replace("\n", " ")


def score_gum(documents: list[dict], found: dict[str, list[dict]]) -> Counter[str]:
    """Return the counts on GUM's dates.

    Found are the DATE and TIME expressions that name days; those on a date of GUM that states no single value are
    left out, as are references to past, present and future, which GUM does not mark.
    """
    total: Counter[str] = Counter()
    for document in documents:
        items = []
        for item in found[document["ref"]]:
            day = str(item["value"]).split("T")[0]
            apart = all(item["end"] <= other["start"] or other["end"] <= item["start"] for other in document["other"])
            if apart and item["type"] in {"DATE", "TIME"} and day[:1].isdigit():
                items.append({**item, "value": day})
        total.update(score_document(document["gold"], items))
    return total


def score_cases(cases: list[dict], found: dict[str, list[dict]]) -> dict[str, Counter[str]]:
    """Return, by the kind of result expected, how many are found with the same words, and with the same value."""
    kinds: dict[str, Counter[str]] = {}
    for case in cases:
        items = found[case["ref"]]
        for result in case["gold"]:
            count = kinds.setdefault(result["kind"], Counter())
            inside = [item for item in items if item["start"] < result["end"] and result["start"] < item["end"]]
            count["cases"] += 1
            count["found"] += bool(inside)
            count["extent"] += any((item["start"], item["end"]) == (result["start"], result["end"]) for item in inside)
            count["value"] += bool(inside) and _same_value(result, inside)
    return dict(sorted(kinds.items(), key=lambda pair: -pair[1]["cases"]))


def _same_value(result: dict, items: list[dict]) -> bool:
    """Say whether the value, or the days from the first item to the last, are among those expected."""
    if len(items) == 1 and items[0]["value"] in result["timexes"]:
        return True
    clocks = {f"{timex}:00" if len(timex) == 3 else timex for timex in result["timexes"] if timex[:1] == "T"}
    if len(items) == 1 and f"T{str(items[0]['value']).partition('T')[2]}" in clocks:
        return True
    first, last = items[0], items[-1]
    for start, end in result["days"]:
        if start is None:
            continue
        clock = str(start)[11:16]
        if clock and "T" in str(first["value"]) and not str(first["value"]).endswith(clock):
            continue
        stop = (
            (date.fromisoformat(str(start)[:10]) + timedelta(days=1)).isoformat()
            if end is None and _is_day(start)
            else end
        )
        if first["from"] == str(start)[:10] and (stop is None or last["to"] in {str(stop)[:10], _next(stop)}):
            return True
    return False


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(str(value)[:10])
    except ValueError:
        return False
    return True


def _next(day: str) -> str | None:
    """Return the day after, as Recognizers' ranges between two named days leave the last one out."""
    return (date.fromisoformat(str(day)[:10]) + timedelta(days=1)).isoformat() if _is_day(day) else None


def print_scores(title: str, rows: dict[str, Counter[str]], measures: tuple[str, ...]) -> None:
    """Print F1 of each row, with what was found right and what was missed."""
    print(f"\n{title}\n")
    print(f"| F1, % | {' | '.join(measures)} | precision | recall |\n|---|{'---|' * (len(measures) + 2)}")
    for name, counts in rows.items():
        figures = [f"{f1(counts, measure):.1f}" for measure in measures]
        precision = 100 * counts["relaxed"] / max(1, counts["found"])
        recall = 100 * counts["relaxed"] / max(1, counts["gold"])
        print(f"| {name} | {' | '.join(figures)} | {precision:.1f} | {recall:.1f} |")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--no-peers", action="store_true", help="onrecord alone")
    parser.add_argument("--show", action="store_true", help="print the differences on MEANTIME's first half")
    parser.add_argument("--floor", type=float, help="exit 1 where value F1 on MEANTIME (in %%) is below this")
    options = parser.parse_args()
    meantime = read_meantime(options.corpora / "meantime")
    gum = read_gum(options.corpora / "gum" / "xml")
    cases = read_recognizers(options.corpora / "recognizers" / "DateTime")
    notes = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = folder / "texts.jsonl"
        write_texts([*meantime, *gum, *cases], texts)
        found = {}
        found["onrecord"], seconds = run_onrecord(texts)
        words = sum(len(document["text"].split()) for document in (*meantime, *gum, *cases))
        notes.append(f"onrecord: {words:,} words in {seconds:.1f} s, the whole reading and its start-up included")
        for peer in () if options.no_peers else ("dateparser", "recognizers"):
            found[peer], cost = run_peer(peer, texts, folder)
            notes.append(
                f"{peer}: {cost['words']:,} words in {cost['seconds']} s, {cost['lost']} texts lost to an exception"
            )
    print(f"{machine()}, {datetime.now(tz=UTC):%Y-%m-%d}")
    rows = {
        f"{name}{title}": score_meantime(meantime, items, half)
        for name, items in found.items()
        for half, title in (("ab", ""), ("a", ", half looked at"), ("b", ", half not looked at"))
        if name == "onrecord" or half == "ab"
    }
    print_scores("MEANTIME, 120 articles", rows, MEASURES)
    dates = {name: score_gum(gum, items) for name, items in found.items()}
    print_scores(f"GUM, {len(gum)} texts, dates with one value", dates, ("strict", "relaxed", "value"))
    print("\nRecognizers' English DateTime cases, onrecord\n")
    print("| kind | cases | found, % | same words, % | same value, % |\n|---|---|---|---|---|")
    for kind, count in score_cases(cases, found["onrecord"]).items():
        shares = [f"{100 * count[key] / count['cases']:.0f}" for key in ("found", "extent", "value")]
        print(f"| {kind} | {count['cases']} | {' | '.join(shares)} |")
    print("\n" + "\n".join(notes))
    if options.show:
        show_errors(meantime, found["onrecord"])
    value = f1(rows["onrecord"], "value")
    if options.floor is not None and value < options.floor:
        sys.exit(f"value F1 {value:.1f} is below the floor of {options.floor}")


if __name__ == "__main__":
    main()
