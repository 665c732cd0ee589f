"""The figures that expected findings rest on, computed from the released tables with polars alone.

    python bench/checks_facts.py

Shares no code with the package: it reads the tidy CSV files of the measures as a spreadsheet would.  Exit status 1
where a ``recorded`` figure of ``bench/checks`` is not what its ``fact`` gives.
"""

import calendar
import sys
import tomllib
from datetime import date
from functools import cache
from pathlib import Path

import polars as pl
import yaml

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted((ROOT / "bench" / "checks").glob("*.toml"))
MEASURES = ROOT / "src" / "onrecord" / "measures"


def claims() -> list[dict]:
    """Return the claims of all files, in order."""
    return [claim for path in FILES for claim in tomllib.loads(path.read_text(encoding="utf-8")).get("claim", [])]


@cache
def _table(measure: str) -> pl.DataFrame:
    """Return the rows of a measure: the newest release of each period and code, without suspect and partial ones."""
    folder = MEASURES / measure
    days = pl.read_csv(folder / "releases.csv", infer_schema_length=0).select("release", day="day")
    frames = [
        pl.read_csv(path, infer_schema_length=0).with_columns(pl.col("value").cast(pl.Float64))
        for path in sorted(folder.glob("*.csv"))
        if path.name not in {"releases.csv", "sample.csv"}
    ]
    rows = pl.concat(frames, how="diagonal").join(days, on="release", how="left")
    codes = [name for name in rows.columns if name not in {"release", "start", "end", "value", "status", "note", "day"}]
    rows = rows.filter(pl.col("status").is_in(["normal", "secondary"]))
    return rows.sort("day").unique(subset=["start", *codes], keep="last", maintain_order=True)


def _months(first: str, last: str) -> list[str]:
    year, month = (int(part) for part in first.split("-"))
    names = [first]
    while names[-1] != last:
        year, month = (year + month // 12, month % 12 + 1)
        names.append(f"{year}-{month:02d}")
    return names


@cache
def _described(measure: str) -> dict:
    """Return the description of a measure: its default codes and its factor."""
    return yaml.safe_load((MEASURES / measure / "measure.yml").read_text(encoding="utf-8"))


def level(measure: str, start: str, **codes: str) -> float:
    """Return one value; ``start`` is a month (``2025-06``) or the first day of the period."""
    rows = _table(measure)
    first = start if len(start) > 7 else f"{start}-01"
    for name, code in {**_described(measure)["key"], **codes}.items():
        rows = rows.filter(pl.col(name) == code)
    (value,) = rows.filter(pl.col("start") == first)["value"].to_list()
    return value * _described(measure)["factor"]


def total(measure: str, first: str, last: str, **codes: str) -> float:
    """Return the sum of the months from ``first`` to ``last``, both counted."""
    return sum(level(measure, month, **codes) for month in _months(first, last))


def _days(first: str, last: str) -> int:
    return sum(calendar.monthrange(int(name[:4]), int(name[5:]))[1] for name in _months(first, last))


def per_day(measure: str, first: str, last: str, **codes: str) -> float:
    """Return the sum of the months divided by their days."""
    return total(measure, first, last, **codes) / _days(first, last)


def share(measure: str, dimension: str, codes: list[str], first: str, last: str, *, of: str = "all") -> float:
    """Return in percent what share of the total some codes are."""
    part = sum(total(measure, first, last, **{dimension: code}) for code in codes)
    return part / total(measure, first, last, **{dimension: of}) * 100


def highest(measure: str, first: str, last: str, **codes: str) -> float:
    """Return the highest month from ``first`` to ``last``."""
    return max(level(measure, month, **codes) for month in _months(first, last))


def lowest(measure: str, first: str, last: str, **codes: str) -> float:
    """Return the lowest month from ``first`` to ``last``."""
    return min(level(measure, month, **codes) for month in _months(first, last))


def weekly(measure: str, start: date, end: date, **codes: str) -> float:
    """Return the sum from ``start`` up to, not with, ``end``: a week that is cut gives an even share of its days."""
    rows = _table(measure).filter(pl.col("grain") == "week")
    for name, code in codes.items():
        rows = rows.filter(pl.col(name) == code)
    sum_ = 0.0
    for row in rows.iter_rows(named=True):
        first, after = date.fromisoformat(row["start"]), date.fromisoformat(row["end"])
        days = (min(after, end) - max(first, start)).days
        if days > 0:
            sum_ += row["value"] * days / (after - first).days
    return sum_


FACTS = {
    "date": date,
    "highest": highest,
    "level": level,
    "lowest": lowest,
    "per_day": per_day,
    "share": share,
    "total": total,
    "weekly": weekly,
}


def wrong_facts() -> list[str]:
    """Return a line for each figure that is not what the released tables give."""
    lines = []
    for claim in claims():
        if "fact" not in claim:
            continue
        try:
            found = eval(claim["fact"], {"__builtins__": {}}, FACTS)  # noqa: S307 - our own file, no builtins
        except (ValueError, FileNotFoundError, pl.exceptions.PolarsError) as error:
            lines.append(f"{claim['id']}: {type(error).__name__}: {error}")
            continue
        written = str(claim["recorded"])
        places = len(written.partition(".")[2])
        if abs(found - claim["recorded"]) > 0.5 * 10**-places + 1e-9:
            lines.append(f"{claim['id']}: recorded {written}, the tables give {found}")
    return lines


def main() -> None:
    """Print what is wrong."""
    lines = wrong_facts()
    print("\n".join(lines) or f"{sum('fact' in claim for claim in claims())} figures are what the tables give")
    sys.exit(1 if lines else 0)


if __name__ == "__main__":
    main()
