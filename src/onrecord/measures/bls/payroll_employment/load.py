"""How the tidy employment was made from a table of the CES supersectors, wages and rates left out.

Run by hand: ``python -m onrecord.measures.bls.payroll_employment.load RAW_DIR OUT_DIR``; never at run time.
"""

import sys
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from onrecord.records.description import MeasureDescription
from onrecord.records.snapshot import write_tidy

__all__ = ["build"]

PRELIMINARY = 2
"""The estimates of the last two months of a release are preliminary (BLS, CES technical notes)."""


def build(released: Mapping[str, pl.DataFrame], description: MeasureDescription) -> Mapping[str, pl.DataFrame]:
    """Return ``monthly.csv``: thousands of jobs by industry, in the release of 2026-05-08."""
    (frame,) = (released[table.file] for table in description.released)
    tidy = (
        frame.unpivot(index="start", variable_name="industry", value_name="value")
        .with_columns(pl.col("start").str.to_date(), pl.col("value").cast(pl.Float64))
        .drop_nulls("value")
    )
    preliminary = pl.col("start") >= sorted(tidy["start"].unique())[-PRELIMINARY]
    tidy = tidy.select(
        pl.lit("2026-05-08").alias("release"),
        "start",
        pl.col("start").dt.offset_by("1mo").alias("end"),
        pl.lit("month").alias("grain"),
        "industry",
        pl.col("value").cast(pl.Int64),
        pl.lit("normal").alias("status"),
        pl.when(preliminary).then(pl.lit("preliminary in this release")).alias("note"),
    )
    return {"monthly.csv": tidy.sort("industry", "start")}


if __name__ == "__main__":
    write_tidy(Path(__file__).parent, build, sys.argv[1:])
