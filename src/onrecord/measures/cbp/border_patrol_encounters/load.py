"""How the tidy encounters were made: the nationwide months, and the months by region since 1999.

Run by hand: ``python -m onrecord.measures.cbp.border_patrol_encounters.load RAW_DIR OUT_DIR``; never at run time.
"""

import sys
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from onrecord.records.description import MeasureDescription
from onrecord.records.snapshot import write_tidy

__all__ = ["build"]

OHSS = "2025-01-31"
"""The label and day of the table by region: written on 2025-01-16, taken as out by the end of that month."""

REGIONS = {
    "Coastal Border": "coastal_border",
    "Northern Land Border": "northern_land_border",
    "Southwest Land Border": "southwest_land_border",
}


def build(released: Mapping[str, pl.DataFrame], description: MeasureDescription) -> Mapping[str, pl.DataFrame]:
    """Return ``monthly.csv``, the agency's own published count of each month, and ``regions.csv`` with their sum."""
    nationwide, regions = (released[table.file] for table in description.released)
    cells = regions.select(
        _month(), pl.col("region").replace_strict(REGIONS).alias("area"), pl.col("value").cast(pl.Int64)
    )
    sums = cells.group_by("start").agg(pl.col("value").sum()).with_columns(pl.lit("us").alias("area"))
    return {
        "monthly.csv": _tidy(
            nationwide.select(
                pl.col("start").str.to_date(), pl.lit("us").alias("area"), pl.col("value").cast(pl.Int64)
            ),
            "2026-08-19",
            "cbp",
        ),
        "regions.csv": _tidy(pl.concat([cells, sums.select(cells.columns)]), OHSS, "ohss"),
    }


def _month() -> pl.Expr:
    """Return the first day of a month written ``01 October`` in a fiscal year, which begins in the October before."""
    number = pl.col("month").str.slice(0, 2).cast(pl.Int32)
    calendar = (number + 8) % 12 + 1
    year = pl.col("fiscal_year").cast(pl.Int32) - (calendar >= 10).cast(pl.Int32)
    return pl.date(year, calendar, 1).alias("start")


def _tidy(frame: pl.DataFrame, release: str, source: str) -> pl.DataFrame:
    return frame.select(
        pl.lit(release).alias("release"),
        "start",
        pl.col("start").dt.offset_by("1mo").alias("end"),
        pl.lit("month").alias("grain"),
        "area",
        pl.lit(source).alias("source"),
        "value",
        pl.lit("normal").alias("status"),
        pl.lit(None, pl.String).alias("note"),
    ).sort("area", "start")


if __name__ == "__main__":
    write_tidy(Path(__file__).parent, build, sys.argv[1:])
