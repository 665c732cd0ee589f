"""How often a claim's finding is right: precision by finding, through the command that users run.

    python bench/checks.py [FILE.toml ...] [--floor 95] [--verbose]

Each claim of ``bench/checks/*.toml`` (format: ``bench/checks/README.md``) is one line of a JSONL file; ``onrecord check
--jsonl`` reads it, and the findings as claimed on the newest records are set beside those expected.  Exit status 1
where precision or recall is below the floor, or where one of the findings that contradict a speaker is wrong.
"""

import argparse
import calendar
import json
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from _peers import ROOT, machine

CONTRADICTING = frozenset({"above_record", "below_record", "opposite_direction", "differs", "not_reached"})
NOT_COMPARED = frozenset({"not_comparable", "no_record", "not_checkable"})


def load(paths: list[Path]) -> list[dict]:
    """Return the claims of the files, in order."""
    return [claim for path in paths for claim in tomllib.loads(path.read_text(encoding="utf-8"))["claim"]]


def run(claims: list[dict], folder: Path) -> tuple[list[dict], float]:
    """Return what ``onrecord check --jsonl`` says of each claim, and the seconds it took."""
    source = folder / "claims.jsonl"
    with source.open("w", encoding="utf-8") as file:
        for claim in claims:
            line = {"ref": claim["id"], "text": claim["text"], "published": claim["published"].isoformat()}
            file.write(json.dumps(line) + "\n")
    started = time.perf_counter()
    command = [sys.executable, "-m", "onrecord", "check", "--jsonl", str(source)]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [json.loads(line) for line in out.splitlines()], time.perf_counter() - started


def as_claimed(checked: dict) -> list[dict]:
    """Return the checks as claimed on the newest day of each claim."""
    newest: dict[str, str] = {}
    for check in checked["checks"]:
        newest[check["claim"]] = max(newest.get(check["claim"], ""), check["as_of"])
    return [
        check
        for check in checked["checks"]
        if check["scope"]["as_claimed"] and check["as_of"] == newest[check["claim"]]
    ]


def agrees(check: dict, expected: dict) -> bool:
    """Say whether a check is what is expected, in all that is stated."""
    window = check["window"]
    found = (window["from"], window["to"]) if window else None
    return (
        check["finding"] == expected["finding"]
        and ("measure" not in expected or check["measure"] == expected["measure"])
        and ("because" not in expected or check["because"] == expected["because"])
        and ("period" not in expected or found == _bounds(expected["period"]))
    )


def _bounds(period: str) -> tuple[str, str]:
    """Return the half-open days of ``2025-06``, ``FY2025``, ``2025-07..2025-10`` or ``2025-01-20/2025-06-11``."""
    if "/" in period:
        start, end = period.split("/")
        return start, end
    if period.startswith("FY"):
        year = int(period[2:])
        return f"{year - 1}-10-01", f"{year}-10-01"
    if len(period) == 4:
        return f"{period}-01-01", f"{int(period) + 1}-01-01"
    first, _, last = period.partition("..")
    year, month = (int(part) for part in (last or first).split("-"))
    end = date(year, month, calendar.monthrange(year, month)[1]) + timedelta(days=1)
    return f"{first}-01", end.isoformat()


def pair(checks: list[dict], expected: list[dict]) -> tuple[list[tuple[dict, dict]], list[dict], list[dict]]:
    """Return the pairs that agree, the checks that nothing expects, and what is expected and not found."""
    left, missing, pairs = list(checks), [], []
    for item in expected:
        hit = next((check for check in left if agrees(check, item)), None)
        if hit is None:
            missing.append(item)
        else:
            left.remove(hit)
            pairs.append((hit, item))
    return pairs, left, missing


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument(
        "--floor", type=float, default=95.0, help="percent that precision and recall may not fall below"
    )
    parser.add_argument("--verbose", action="store_true", help="show the claims read in the sentences that went wrong")
    options = parser.parse_args()
    files = options.files or sorted((ROOT / "bench" / "checks").glob("*.toml"))
    claims = load(files)
    with tempfile.TemporaryDirectory() as name:
        found, seconds = run(claims, Path(name))
    right, made, wanted, harmful = Counter(), Counter(), Counter(), []
    clean = 0
    for claim, checked in zip(claims, found, strict=True):
        checks = as_claimed(checked)
        pairs, extra, missing = pair(checks, claim["expect"])
        made.update(check["finding"] for check in checks)
        wanted.update(item["finding"] for item in claim["expect"])
        right.update(check["finding"] for check, _ in pairs)
        harmful += [(claim["id"], check["finding"]) for check in extra if check["finding"] in CONTRADICTING]
        then = {check["finding"] for check in checked["checks"] if check["as_of"] <= claim["published"].isoformat()}
        is_then = "then" not in claim or claim["then"] in then
        clean += not extra and not missing and is_then
        if extra or missing or not is_then:
            print(f"\n{claim['id']} ({claim['published']}): {claim['text']}")
            for item in missing:
                print(f"  expected  {' '.join(f'{value}' for value in item.values())}")
            for check in extra:
                window = check["window"] or {"from": None, "to": None}
                print(
                    f"  found     {check['finding']} {check['because'] or ''} {check['measure']} "
                    f"{window['from']}..{window['to']}: {check['why']}"
                )
            if not is_then:
                print(f"  expected on the day it was said {claim['then']}, found {sorted(then)}")
            if options.verbose:
                for item in checked["reading"]["claims"]:
                    print("  claim     ", {key: value for key, value in item.items() if value not in (None, [], False)})
    _report(right, made, wanted, clean=clean, count=len(claims), seconds=seconds)
    for name, finding in harmful:
        print(f"wrong {finding}: {name}")
    precision, recall = _rate(right, made), _rate(right, wanted)
    sys.exit(1 if harmful or precision < options.floor or recall < options.floor else 0)


def _rate(right: Counter, of: Counter) -> float:
    return 100.0 * right.total() / of.total() if of.total() else 100.0


def _report(right: Counter, made: Counter, wanted: Counter, *, clean: int, count: int, seconds: float) -> None:
    print(f"\n{machine()}, {datetime.now(tz=UTC):%Y-%m-%d}; {count} texts in {seconds:.1f} s, process start included")
    print(f"{'finding':20} {'right':>6} {'found':>6} {'expected':>9} {'precision':>10}")
    for finding in sorted(made | wanted):
        share = f"{100 * right[finding] / made[finding]:.0f}%" if made[finding] else "-"
        print(f"{finding:20} {right[finding]:6} {made[finding]:6} {wanted[finding]:9} {share:>10}")
    print(f"{'all':20} {right.total():6} {made.total():6} {wanted.total():9} {_rate(right, made):9.1f}%")
    print(f"recall {_rate(right, wanted):.1f}%; texts with every finding right {clean} of {count}")
    print(f"expected not to be compared: {sum(wanted[finding] for finding in NOT_COMPARED)}")


if __name__ == "__main__":
    main()
