"""How the tidy employment was made from a table of the CES supersectors, and of two sectors by state.

Run by hand: ``python -m onrecord.measures.bls.payroll_employment.load RAW_DIR OUT_DIR``.
"""

import sys
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from onrecord.measures.areas import area_code
from onrecord.records.description import MeasureDescription
from onrecord.records.snapshot import write_tidy

__all__ = ["build"]

PRELIMINARY = 2
"""The estimates of the last two months of a release are preliminary (BLS, CES technical notes)."""

STATES = "2026-09-30"
"""The label and day of the table of states: it stands in a repository of September 2026, whose last day is kept."""

INDUSTRIES = {"Leisure and Hospitality": "leisure_and_hospitality", "Construction": "construction"}


def build(released: Mapping[str, pl.DataFrame], description: MeasureDescription) -> Mapping[str, pl.DataFrame]:
    """Return ``monthly.csv`` and ``states.csv``: thousands of jobs by industry."""
    national, states = (released[table.file] for table in description.released)
    return {"monthly.csv": _national(national), "states.csv": _states(states)}


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
