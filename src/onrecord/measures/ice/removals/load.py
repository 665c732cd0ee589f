"""How the tidy removals were made: the running total of each publication, and the differences between them.

Run by hand: ``python -m onrecord.measures.ice.removals.load RAW_DIR OUT_DIR``.
"""

import sys
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import polars as pl

from onrecord.measures.ice.sheets import new_release, read_came
from onrecord.measures.ice.workbooks import Publication, publications, release_rows, with_publication
from onrecord.records.description import MeasureDescription
from onrecord.records.invariants import flag_suspects
from onrecord.records.release import Came, NewRelease
from onrecord.records.snapshot import write_tidy
from onrecord.records.suppress import FEWEST

__all__ = ["build", "derive", "read_update"]


def build(released: Mapping[str, pl.DataFrame], description: MeasureDescription) -> Mapping[str, pl.DataFrame]:
    """Return ``releases.csv``, ``year_to_date.csv`` and ``between_releases.csv``."""
    removals, book_ins = (released[table.file] for table in description.released)
    known = publications(book_ins)
    groups = with_publication(removals)
    values = {name: int(float(group["value"][0])) for name, group in groups}
    rows = [_row(item, values[name]) for name, item in known.items()]
    days = {item.label: item.day for item in known.values()}
    tidy = flag_suspects(pl.DataFrame(rows, infer_schema_length=None), days, description)
    return {
        "releases.csv": release_rows(known, groups),
        "year_to_date.csv": tidy,
        "between_releases.csv": differences(tidy, days),
    }


def read_update(came: Sequence[Came], _description: MeasureDescription) -> NewRelease:
    """Return the running total of the workbook that came."""
    statistics, day = read_came(came)
    counted_to = statistics.counted_to["removals"]
    is_final = counted_to >= date(statistics.fiscal_year, 9, 30)
    row = {
        "release": day.isoformat(),
        "start": date(statistics.fiscal_year - 1, 10, 1).isoformat(),
        "end": (counted_to + timedelta(days=1)).isoformat(),
        "grain": "fiscal_year",
        "counting": "year_to_date",
        "value": statistics.removals,
        "status": "normal" if is_final else "partial",
        "note": None if is_final else "the last day counted is the one that the workbook says",
    }
    return new_release(came, statistics, day, {"year_to_date.csv": pl.DataFrame([row])})


def derive(frames: Mapping[str, pl.DataFrame], days: Mapping[str, date]) -> Mapping[str, pl.DataFrame]:
    """Return the differences between releases, made again of all running totals."""
    return {"between_releases.csv": differences(frames["year_to_date.csv"], days)}


def _row(item: Publication, value: int) -> dict[str, object]:
    start = date(item.fiscal_year - 1, 10, 1)
    return {
        "release": item.label,
        "start": start.isoformat(),
        "end": (item.counted_to + timedelta(days=1)).isoformat(),
        "grain": "fiscal_year",
        "counting": "year_to_date",
        "value": value,
        "status": "normal" if item.is_final else "partial",
        "note": None if item.is_final else item.count_note,
    }


def differences(running: pl.DataFrame, days: Mapping[str, date]) -> pl.DataFrame:
    """Return the removals between the last days counted of one release and the next of the same fiscal year.

    Running totals flagged as suspect are passed over, and so is a release that counts no day or no removal more.
    """
    rows = []
    held: dict[str, tuple[date, int]] = {}
    for row in sorted(running.iter_rows(named=True), key=lambda row: (days[row["release"]], row["end"])):
        if row["status"] == "suspect":
            continue
        year, end = str(row["start"]), date.fromisoformat(str(row["end"]))
        value = int(row["value"])
        since, before = held.get(year, (date.fromisoformat(year), 0))
        if end <= since or value - before < FEWEST:
            continue
        rows.append(
            {
                "release": row["release"],
                "start": since.isoformat(),
                "end": end.isoformat(),
                "grain": "day",
                "counting": "between_releases",
                "value": value - before,
                "status": "normal",
                "note": f"{value:,} less {before:,} of the release before" if before else None,
            }
        )
        held[year] = (end, value)
    return pl.DataFrame(rows, infer_schema_length=None)


if __name__ == "__main__":
    write_tidy(Path(__file__).parent, build, sys.argv[1:])
