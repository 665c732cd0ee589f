"""How the tidy book-ins were made from the tabulation of ICE's detention workbooks: every publication is kept.

Run by hand: ``python -m onrecord.measures.ice.detention_book_ins.load RAW_DIR OUT_DIR``.
"""

import sys
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import polars as pl

from onrecord.measures.ice.sheets import new_release, read_came
from onrecord.measures.ice.workbooks import (
    COUNTED_TO,
    Publication,
    publications,
    release_rows,
    with_publication,
)
from onrecord.records.description import MeasureDescription
from onrecord.records.invariants import flag_suspects
from onrecord.records.release import Came, NewRelease
from onrecord.records.snapshot import write_tidy
from onrecord.records.suppress import FEWEST

__all__ = ["build", "read_update"]


def build(released: Mapping[str, pl.DataFrame], description: MeasureDescription) -> Mapping[str, pl.DataFrame]:
    """Return ``releases.csv`` and ``monthly.csv`` of every publication."""
    (frame,) = (released[table.file] for table in description.released)
    known = publications(frame)
    groups = with_publication(frame)
    by_name = dict(groups)
    rows = [row for name, item in known.items() for row in _rows(item, by_name[name])]
    days = {item.label: item.day for item in known.values()}
    tidy = flag_suspects(pl.DataFrame(rows, infer_schema_length=None), days, description)
    return {"releases.csv": release_rows(known, groups), "monthly.csv": tidy}


def read_update(came: Sequence[Came], _description: MeasureDescription) -> NewRelease:
    """Return the book-ins of the workbook that came."""
    statistics, day = read_came(came)
    counted_to = statistics.counted_to["book_ins"]
    rows: list[dict[str, str | int | None]] = []
    for month in sorted({month for month, _ in statistics.book_ins if month <= counted_to}):
        counts = {agency: statistics.book_ins.get((month, agency), 0) for agency in ("cbp", "ice", "total")}
        if min(counts.values()) < FEWEST:
            continue
        end = (month + timedelta(days=31)).replace(day=1)
        is_cut = counted_to < end - timedelta(days=1)
        note = f"counts to {counted_to}, as the workbook says" if is_cut else None
        rows += _month_rows(day.isoformat(), month, counts, "partial" if is_cut else "normal", note)
    return new_release(came, statistics, day, {"monthly.csv": pl.DataFrame(rows, infer_schema_length=None)})


def _rows(item: Publication, group: pl.DataFrame) -> list[dict[str, str | int | None]]:
    """Return the months of a publication that had begun by its release and count ``FEWEST`` or more."""
    months: dict[date, dict[str, int]] = {}
    for row in group.iter_rows(named=True):
        counts = months.setdefault(date.fromisoformat(row["start"]), {})
        counts[row["arresting_agency"].lower()] = int(float(row["value"] or 0))
    rows: list[dict[str, str | int | None]] = []
    for month in sorted(months):
        counts = months[month]
        if month > min(item.last_month, item.day) or min(counts.values()) < FEWEST:
            continue
        end = (month + timedelta(days=31)).replace(day=1)
        status, note = "normal", None
        if month == item.last_month and item.pulled < end - timedelta(days=1):
            counted_to = COUNTED_TO.get(item.pulled)
            status = "partial"
            note = f"counts to {counted_to}, as the workbook says" if counted_to else "counts a part of the month"
        rows += _month_rows(item.label, month, counts, status, note)
    return rows


def _month_rows(
    label: str, month: date, counts: Mapping[str, int], status: str, note: str | None
) -> list[dict[str, str | int | None]]:
    return [
        {
            "release": label,
            "start": month.isoformat(),
            "end": (month + timedelta(days=31)).replace(day=1).isoformat(),
            "grain": "month",
            "arresting_agency": agency,
            "value": counts[agency],
            "status": status,
            "note": note,
        }
        for agency in ("cbp", "ice", "total")
    ]


if __name__ == "__main__":
    write_tidy(Path(__file__).parent, build, sys.argv[1:])
