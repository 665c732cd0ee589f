"""How the tidy arrests were made: the monthly counts by criminality, and the weekly counts where they are valid.

Run by hand: ``python -m onrecord.measures.ice.administrative_arrests.load RAW_DIR OUT_DIR``; never at run time.
"""

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import polars as pl

from onrecord.records.description import MeasureDescription
from onrecord.records.snapshot import write_tidy

__all__ = ["build"]

FIRST_WEEK = date(2024, 9, 1)
"""Earlier weeks count people of overlapping releases twice: 2 to 3 times the monthly file (1.0 from here on)."""

LAST_DAY = {"monthly": date(2026, 3, 10), "weekly": date(2025, 10, 15)}
"""The last day that each release counts: its last period is cut there."""

TIDY = ("release", "start", "end", "grain", "criminality", "source", "value", "status", "note")


def build(released: Mapping[str, pl.DataFrame], description: MeasureDescription) -> Mapping[str, pl.DataFrame]:
    """Return ``monthly.csv`` and ``weekly.csv``; the total of a month is the sum of its three classes."""
    monthly, weekly = (released[table.file] for table in description.released)
    codes = ["convicted", "pending", "other"]
    by_class = (
        monthly.with_columns(pl.col("month").str.to_date("%Y-%m").alias("start"), pl.col(*codes, "all").cast(pl.Int64))
        .with_columns(pl.col("start").dt.offset_by("1mo").alias("end"))
        .filter(pl.sum_horizontal(codes) == pl.col("all"))
        .unpivot(on=["all", *codes], index=["start", "end"], variable_name="criminality", value_name="value")
    )
    if by_class.height != 4 * monthly.height:
        raise SystemExit("a month's classes do not add up to its total: look at the release")
    weeks = (
        weekly.filter(pl.col("event") == "arrests")
        .select(pl.col("week").str.to_date().alias("start"), pl.col("value").cast(pl.Int64))
        .filter(pl.col("start") >= FIRST_WEEK)
        .with_columns(pl.col("start").dt.offset_by("7d").alias("end"), pl.lit("all").alias("criminality"))
    )
    return {
        "monthly.csv": _tidy(by_class, "monthly", "2026-05-01", "month", "secondary"),
        "weekly.csv": _tidy(weeks, "weekly", "2026-02-03", "week", "normal"),
    }


def _tidy(frame: pl.DataFrame, source: str, release: str, grain: str, status: str) -> pl.DataFrame:
    last = LAST_DAY[source]
    after = pl.lit(last).dt.offset_by("1d")
    cut = pl.col("end") > after
    return (
        frame.with_columns(
            pl.lit(release).alias("release"),
            pl.lit(grain).alias("grain"),
            pl.lit(source).alias("source"),
            pl.when(cut).then(pl.lit("partial")).otherwise(pl.lit(status)).alias("status"),
            pl.when(cut).then(pl.lit(f"counts to {last}, the last day of the release")).alias("note"),
            pl.min_horizontal("end", after).alias("end"),
        )
        .sort("start", "criminality")
        .select(TIDY)
    )


if __name__ == "__main__":
    write_tidy(Path(__file__).parent, build, sys.argv[1:])
