"""How the tidy counts of people held were made: every publication by criminality and agency, and each day of 2022-2026.

Run by hand: ``python -m onrecord.measures.ice.detained_population.load RAW_DIR OUT_DIR``.
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

__all__ = ["build", "read_update"]

CODES = {"Total": "all", "Convicted Criminal": "convicted", "Pending Criminal Charges": "pending"}

DAILY = "2026-11-23 daily"
"""The label of the daily table; the day on which it was retrieved, since its own day is not known."""


def build(released: Mapping[str, pl.DataFrame], description: MeasureDescription) -> Mapping[str, pl.DataFrame]:
    """Return ``releases.csv``, ``publications.csv`` and ``daily.csv``."""
    held, book_ins, daily = (released[table.file] for table in description.released)
    known = publications(book_ins)
    groups = with_publication(held)
    by_name = dict(groups)
    rows = [row for name, item in known.items() for row in _rows(item, by_name[name])]
    days = {item.label: item.day for item in known.values()}
    tidy = flag_suspects(pl.DataFrame(rows, infer_schema_length=None), days, description)
    listed = pl.concat([release_rows(known, groups), _daily_release(description)], how="vertical_relaxed")
    return {"releases.csv": listed, "publications.csv": tidy, "daily.csv": _daily(daily)}


def read_update(came: Sequence[Came], _description: MeasureDescription) -> NewRelease:
    """Return the people held of the workbook that came."""
    statistics, day = read_came(came)
    rows = _day_rows(day.isoformat(), statistics.counted_to["held"], statistics.held, None)
    return new_release(came, statistics, day, {"publications.csv": pl.DataFrame(rows, infer_schema_length=None)})


def _rows(item: Publication, group: pl.DataFrame) -> list[dict[str, object]]:
    """Return what a publication counts on one day; those neither convicted nor charged are the rest of its total."""
    table: dict[tuple[str, str], int] = {}
    for row in group.iter_rows(named=True):
        for agency in ("ice", "cbp", "total"):
            table[CODES[row["criminality"]], agency] = int(float(row[agency]))
    for agency in ("ice", "cbp", "total"):
        table["other", agency] = table["all", agency] - table["convicted", agency] - table["pending", agency]
    note = None if item.believed else item.count_note.replace("the last day counted", "the day")
    return _day_rows(item.label, item.held_on, table, note)


def _day_rows(label: str, day: date, table: Mapping[tuple[str, str], int], note: str | None) -> list[dict[str, object]]:
    return [
        {
            "release": label,
            "start": day.isoformat(),
            "end": (day + timedelta(days=1)).isoformat(),
            "grain": "day",
            "arresting_agency": agency,
            "criminality": criminality,
            "source": "publications",
            "value": value,
            "status": "normal",
            "note": note,
        }
        for (criminality, agency), value in sorted(table.items())
        if value >= FEWEST
    ]


def _daily(frame: pl.DataFrame) -> pl.DataFrame:
    """Return those held at midnight of each day, all and convicted; the last 7 days are partial."""
    tidy = (
        frame.with_columns(pl.col("start").str.to_date())
        .unpivot(on=["all", "convicted"], index="start", variable_name="criminality", value_name="value")
        .select(
            pl.lit(DAILY).alias("release"),
            "start",
            pl.col("start").dt.offset_by("1d").alias("end"),
            pl.lit("day").alias("grain"),
            pl.lit("total").alias("arresting_agency"),
            "criminality",
            pl.lit("daily").alias("source"),
            pl.col("value").cast(pl.Int64),
            pl.lit("secondary").alias("status"),
            pl.lit(None, pl.String).alias("note"),
        )
    )
    late = pl.col("start") > pl.col("start").max().dt.offset_by("-7d")
    return tidy.with_columns(
        pl.when(late).then(pl.lit("partial")).otherwise("status").alias("status"),
        pl.when(late).then(pl.lit("among the last 7 days of the release, whose records come late")).alias("note"),
    ).sort("start", "criminality")


def _daily_release(description: MeasureDescription) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "release": DAILY,
            "day": "2026-11-23",
            "stated_day": None,
            "agency": "ICE",
            "title": "People held at midnight by day, 2022-10-01 to 2026-03-10",
            "url": "https://deportationdata.org/",
            "licence": "counts (facts) derived from CC0-1.0 data; the derived table carries no licence of its own",
            "citation": (
                "Government data provided by ICE in response to a FOIA request to the Deportation Data Project; "
                "national daily counts summed from its tabulations."
            ),
            "sha256": description.released[2].sha256,
            "day_note": "the day of the derived table is not known; the day on which it was retrieved is kept",
        },
        schema=dict.fromkeys(
            (
                "release",
                "day",
                "stated_day",
                "agency",
                "title",
                "url",
                "licence",
                "citation",
                "sha256",
                "day_note",
            ),
            pl.String,
        ),
    )


if __name__ == "__main__":
    write_tidy(Path(__file__).parent, build, sys.argv[1:])
