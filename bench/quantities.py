"""Quantities on the cases of Recognizers-Text and quantulum3, beside quantulum3 in the same run.

    python bench/quantities.py --corpora DIR [--no-peers] [--errors] [--floor F1]

DIR holds ``recognizers/Number*/English`` and ``quantulum3``.  onrecord is run as users run it (``onrecord read
--jsonl``); quantulum3 in its own environment.  A quantity found and one expected match, one to one, where their spans
meet and both ends of the range are equal; with unit, where the units are too.  A plain number's unit may be nothing or
the thing counted.  What onrecord leaves out by design (times, names, 'last') is counted in the table 'all cases'.
"""

import argparse
import json
import math
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "score"))
sys.path.insert(0, str(Path(__file__).parent))

from quantity_gold import Case, Item, canonical, is_measure, kind_of, read_cases

from _peers import ROOT, machine, peer_python


@dataclass(slots=True)
class Tally:
    """Counts of one group: expected, found, right in value; and the same of those whose unit is known."""

    expected: int = 0
    found: int = 0
    value: int = 0
    unit_expected: int = 0
    unit_found: int = 0
    unit: int = 0

    def add(self, other: "Tally") -> None:
        """Add the counts of another group."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def f1(self, right: int, expected: int, found: int) -> float:
        """Return F1 in percent."""
        return 200 * right / (expected + found) if expected + found else math.nan


def read_onrecord(cases: list[Case], folder: Path) -> tuple[list[list[dict]], float]:
    """Return onrecord's quantities of each case, ordinals left out, and the seconds that the command took."""
    source = folder / "cases.jsonl"
    with source.open("w", encoding="utf-8") as file:
        for index, case in enumerate(cases):
            file.write(json.dumps({"ref": str(index), "text": case.text}) + "\n")
    started = time.perf_counter()
    command = [sys.executable, "-m", "onrecord", "read", "--jsonl", str(source)]
    run = subprocess.run(command, check=False, capture_output=True, text=True)
    seconds = time.perf_counter() - started
    if run.returncode not in {0, 3}:
        sys.exit(run.stderr)
    found: list[list[dict]] = [[] for _ in cases]
    for line in run.stdout.splitlines():
        reading = json.loads(line)
        found[int(reading["document"]["ref"])] = [_plain(item) for item in reading["quantities"] if not item["ordinal"]]
    return found, seconds


def _plain(item: dict) -> dict:
    """Return a quantity of a reading as offsets, range and unit; an open end is the other one."""
    unit = item["unit"] if item["per"] is None else f"{item['unit']} per {item['per']}"
    return {"start": item["start"], "end": item["end"], "low": item["low"], "high": item["high"], "unit": unit}


def is_value(item: Item, found: dict) -> bool:
    """Say whether the values are equal; a part is told in percent by the one and as a number by the other."""
    scale = 0.01 if found["unit"] == "percent" and item.unit != "percent" else 1.0
    ours = (found["low"], found["high"])
    gold = (item.low, item.high)
    if None not in gold:
        ours = tuple(other if end is None else end for end, other in zip(ours, reversed(ours), strict=True))
    return any(_equal(ours, gold, factor) for factor in {1.0, scale})


def _equal(ours: tuple, gold: tuple, factor: float) -> bool:
    return all(
        (own is None and other is None)
        or (own is not None and other is not None and math.isclose(own * factor, other, rel_tol=2e-3, abs_tol=1e-9))
        for own, other in zip(ours, gold, strict=True)
    )


def is_unit(item: Item, found: dict) -> bool:
    """Say whether the units are one; a plain number's may be nothing, the thing counted, or a share.

    Recognizers leaves out what a unit is told by ('$5 a share'), and a reader that has it is not marked down.
    """
    unit = canonical(found["unit"])
    if item.unit is None:
        return unit in {None, "dimensionless", "percent"} or not is_measure(unit.split(" per ")[0])
    if item.unit_only and " per " not in item.unit:
        unit = (unit or "").split(" per ")[0]
    return unit == item.unit


def _meets(item: Item, found: dict) -> bool:
    return item.start < found["end"] and found["start"] < item.end


def tally(case: Case, found: list[dict], *, everything: bool) -> tuple[Tally, list[str]]:
    """Return the counts of one case, and its slips in words."""
    items = [item for item in case.items if item.left_out is None or (everything and item.low is not None)]
    left = [item for item in case.items if item not in items]
    counts = [
        own
        for own in found
        if any(_meets(item, own) for item in items)
        or (case.kind in {"any", kind_of(own["unit"])} and not any(_meets(item, own) for item in left))
    ]
    known = [item for item in items if item.unit != "?"]
    result = Tally(len(items), len(counts), unit_expected=len(known))
    result.unit_found = len(counts) if known or not items else 0
    slips, used = [], set()
    for item in items:
        right = [
            index for index, own in enumerate(counts) if index not in used and _meets(item, own) and is_value(item, own)
        ]
        right.sort(key=lambda index: not is_unit(item, counts[index]))
        if not right:
            slips.append(f"missed {case.text[item.start : item.end]!r} = {item.low}..{item.high} {item.unit}")
            continue
        used.add(right[0])
        result.value += 1
        if item.unit != "?":
            result.unit += is_unit(item, counts[right[0]])
            if not is_unit(item, counts[right[0]]):
                slips.append(
                    f"unit of {case.text[item.start : item.end]!r}: {counts[right[0]]['unit']}, not {item.unit}"
                )
    for index, own in enumerate(counts):
        if index not in used:
            slips.append(f"extra {case.text[own['start'] : own['end']]!r} = {own['low']}..{own['high']} {own['unit']}")
    if items and not known:
        result.unit_found = 0
    return result, slips


def score(cases: list[Case], found: list[list[dict]], *, everything: bool, errors: bool = False) -> dict[str, Tally]:
    """Return the counts of each group and of all."""
    groups: dict[str, Tally] = defaultdict(Tally)
    for case, own in zip(cases, found, strict=True):
        counts, slips = tally(case, own, everything=everything)
        groups[case.group].add(counts)
        groups["all"].add(counts)
        if errors and slips:
            print(f"{case.group} {case.number}: {case.text!r}\n    " + "\n    ".join(slips))
    groups["all"] = groups.pop("all")
    return groups


def print_table(results: dict[str, dict[str, Tally]]) -> None:
    """Print value F1 and value+unit F1 of each group, system by system."""
    heads = [f"{name}: {column}" for name in results for column in ("value", "value+unit")]
    print(f"| F1, % | expected | {' | '.join(heads)} |\n|---|---|{'---|' * len(heads)}")
    for group in next(iter(results.values())):
        cells = []
        for groups in results.values():
            counts = groups[group]
            cells.append(f"{counts.f1(counts.value, counts.expected, counts.found):.1f}")
            known = counts.f1(counts.unit, counts.unit_expected, counts.unit_found)
            cells.append("" if math.isnan(known) or not counts.unit_expected else f"{known:.1f}")
        print(f"| {group} | {next(iter(results.values()))[group].expected} | {' | '.join(cells)} |")


def main() -> None:
    """Print the tables."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--corpora", type=Path, required=True)
    arguments.add_argument("--no-peers", action="store_true", help="onrecord alone")
    arguments.add_argument("--errors", action="store_true", help="print onrecord's slips, case by case")
    arguments.add_argument(
        "--floor", type=float, help="exit 1 where value F1 (in %%) over all cases in scope is below this"
    )
    options = arguments.parse_args()
    cases = read_cases(options.corpora)
    notes = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found, seconds = read_onrecord(cases, folder)
        systems = {"onrecord": found}
        notes.append(f"onrecord: {len(cases)} cases in {seconds:.1f} s, start-up and the whole reading included")
        if not options.no_peers:
            target = folder / "quantulum3.json"
            script = ROOT / "bench" / "peers" / "quantulum3_quantities.py"
            command = [peer_python(), script, folder / "cases.jsonl", target]
            run = subprocess.run(command, check=True, capture_output=True, text=True)
            cost = json.loads(run.stdout.splitlines()[-1])
            systems["quantulum3"] = json.loads(target.read_text(encoding="utf-8"))
            notes.append(f"quantulum3: {cost['seconds']} s without start-up, {cost['lost']} cases lost to an exception")
    if options.errors:
        score(cases, found, everything=False, errors=True)
    print(f"{machine()}, {datetime.now(tz=UTC):%Y-%m-%d}")
    for title, everything in (("cases in scope", False), ("all cases", True)):
        print(f"\n{title}\n")
        print_table({system: score(cases, own, everything=everything) for system, own in systems.items()})
    print("\n" + "\n".join(notes))
    counts = score(cases, found, everything=False)["all"]
    reached = counts.f1(counts.value, counts.expected, counts.found)
    if options.floor is not None and reached < options.floor:
        sys.exit(f"value F1 {reached:.1f} is below the floor of {options.floor}")


if __name__ == "__main__":
    main()
