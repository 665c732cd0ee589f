"""How the tidy unemployment rate was made from a table of the monthly employment release.

Run by hand: ``python -m onrecord.measures.bls.unemployment_rate.load RAW_DIR OUT_DIR``.
"""

import sys
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from onrecord.records.description import MeasureDescription
from onrecord.records.snapshot import write_tidy

__all__ = ["build"]


def build(released: Mapping[str, pl.DataFrame], description: MeasureDescription) -> Mapping[str, pl.DataFrame]:
    """Return ``monthly.csv``: percent of the labor force; October 2025 was not collected."""
    (frame,) = (released[table.file] for table in description.released)
    tidy = frame.drop_nulls("value").select(
        pl.lit("2026-05-08").alias("release"),
        pl.col("start").str.to_date(),
        pl.col("start").str.to_date().dt.offset_by("1mo").alias("end"),
        pl.lit("month").alias("grain"),
        pl.col("value").cast(pl.Float64),
        pl.lit("normal").alias("status"),
        pl.lit(None, pl.String).alias("note"),
    )
    return {"monthly.csv": tidy.sort("start")}


if __name__ == "__main__":
    write_tidy(Path(__file__).parent, build, sys.argv[1:])
