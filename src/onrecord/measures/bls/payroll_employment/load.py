"""How the tidy employment was made from a table of the CES supersectors, and of two sectors by state.

Run by hand: ``python -m onrecord.measures.bls.payroll_employment.load RAW_DIR OUT_DIR``.
"""

import json
import re
import sys
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from onrecord.errors import MeasureError
from onrecord.ids import bytes_sha256
from onrecord.measures.areas import area_code
from onrecord.records.description import MeasureDescription
from onrecord.records.release import Came, NewRelease
from onrecord.records.snapshot import write_tidy

__all__ = ["build", "read_update"]

TIDY = ("release", "start", "end", "grain", "area", "industry", "value", "status", "note")

PRELIMINARY = 2
"""The estimates of the last two months of a release are preliminary (BLS, CES technical notes)."""

STATES = "2026-09-30"
"""The label and day of the table of states: it stands in a repository of September 2026, whose last day is kept."""

INDUSTRIES = {"Leisure and Hospitality": "leisure_and_hospitality", "Construction": "construction"}


def build(released: Mapping[str, pl.DataFrame], description: MeasureDescription) -> Mapping[str, pl.DataFrame]:
    """Return ``monthly.csv`` and ``states.csv``: thousands of jobs by industry."""
    national, states = (released[table.file] for table in description.released)
    return {"monthly.csv": _national(national), "states.csv": _states(states)}


def read_update(came: Sequence[Came], description: MeasureDescription) -> NewRelease:
    """Return the months of every series that came from BLS's public interface (version 2)."""
    known = description.updates[0].each
    rows = [row for one in came for row in _series_rows(one, known)]
    day, label = came[0].day, came[0].day.isoformat()
    table = pl.DataFrame(rows, infer_schema_length=None).with_columns(
        pl.lit(label).alias("release"),
        pl.lit("month").alias("grain"),
        pl.lit("us").alias("area"),
        pl.lit("normal").alias("status"),
    )
    digest = bytes_sha256("".join(sorted(one.sha256 for one in came)).encode())
    return NewRelease(
        label=label,
        day=day,
        agency="BLS",
        title=f"Current Employment Statistics, national series to {max(row['start'] for row in rows):%Y-%m}",
        url="https://www.bls.gov/ces/",
        sha256=came[0].sha256 if len(came) == 1 else digest,
        tables={"monthly.csv": table.select(TIDY).sort("industry", "start")},
        citation=(
            f"U.S. Bureau of Labor Statistics, Current Employment Statistics (national), seasonally adjusted, "
            f"fetched on {day}."
        ),
        day_note="the release does not say its day; the day on which it came is kept",
    )


def _series_rows(one: Came, known: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the months of one series, whose identifier has to be the one that was asked for."""
    try:
        answer = json.loads(one.path.read_bytes())
        (series,) = answer["Results"]["series"]
        named, data = str(series["seriesID"]), list(series["data"])
        months = [item for item in data if re.fullmatch(r"M(0[1-9]|1[0-2])", item["period"])]
        rows = [
            {
                "start": (start := date(int(item["year"]), int(item["period"][1:]), 1)),
                "end": (start + timedelta(days=31)).replace(day=1),
                "value": int(item["value"].replace(",", "")),
                "note": "preliminary in this release"
                if any(note.get("code") == "P" for note in item["footnotes"])
                else None,
            }
            for item in months
            if item["value"].strip() not in {"", "-"}
        ]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        said = answer.get("message") if isinstance(locals().get("answer"), dict) else None
        raise MeasureError(
            f"{one.name}: not what BLS's interface answers ({said or error}); try again later"
        ) from error
    industry = next((code for code, name in known.items() if name == named), None)
    if industry is None or (one.key is not None and industry != one.key) or not rows:
        raise MeasureError(f"{one.name}: holds the series {named}, which was not asked for, or no month of it")
    return [{**row, "industry": industry} for row in rows]


def _national(frame: pl.DataFrame) -> pl.DataFrame:
    tidy = (
        frame.unpivot(index="start", variable_name="industry", value_name="value")
        .with_columns(pl.col("start").str.to_date(), pl.col("value").cast(pl.Float64))
        .drop_nulls("value")
    )
    preliminary = pl.col("start") >= sorted(tidy["start"].unique())[-PRELIMINARY]
    return tidy.select(
        pl.lit("2026-05-08").alias("release"),
        "start",
        pl.col("start").dt.offset_by("1mo").alias("end"),
        pl.lit("month").alias("grain"),
        pl.lit("us").alias("area"),
        "industry",
        pl.col("value").cast(pl.Int64),
        pl.lit("normal").alias("status"),
        pl.when(preliminary).then(pl.lit("preliminary in this release")).alias("note"),
    ).sort("industry", "start")


def _states(frame: pl.DataFrame) -> pl.DataFrame:
    months = {"january_2025": "2025-01-01", "july_2026": "2026-07-01"}
    return (
        frame.unpivot(on=list(months), index=["state", "industry"], variable_name="start", value_name="value")
        .with_columns(pl.col("start").replace_strict(months).str.to_date())
        .select(
            pl.lit(STATES).alias("release"),
            "start",
            pl.col("start").dt.offset_by("1mo").alias("end"),
            pl.lit("month").alias("grain"),
            area_code(pl.col("state")).alias("area"),
            pl.col("industry").replace_strict(INDUSTRIES),
            pl.col("value").cast(pl.Float64),
            pl.lit("secondary").alias("status"),
            pl.lit(None, pl.String).alias("note"),
        )
        .sort("industry", "area", "start")
    )


if __name__ == "__main__":
    write_tidy(Path(__file__).parent, build, sys.argv[1:])
