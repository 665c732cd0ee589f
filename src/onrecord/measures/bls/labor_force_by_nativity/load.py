"""How the tidy levels of the labor force by nativity were made from the table transcribed.

Run by hand: ``python -m onrecord.measures.bls.labor_force_by_nativity.load RAW_DIR OUT_DIR``.
"""

import sys
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from onrecord.records.description import MeasureDescription
from onrecord.records.snapshot import write_tidy

__all__ = ["build"]

STANDING = {"lf": "labor_force", "emp": "employed", "unemp": "unemployed", "pop": "population"}


def build(released: Mapping[str, pl.DataFrame], description: MeasureDescription) -> Mapping[str, pl.DataFrame]:
    """Return ``monthly.csv``: thousands of people by nativity and standing; October 2025 was not collected."""
    (frame,) = (released[table.file] for table in description.released)
    tidy = (
        frame.unpivot(index="start", variable_name="column", value_name="value")
        .drop_nulls("value")
        .with_columns(
            pl.col("start").str.to_date(),
            pl.col("column").str.split("_").list.get(0).replace_strict(STANDING).alias("standing"),
            pl.col("column").str.split("_").list.get(1).alias("nativity"),
        )
        .select(
            pl.lit("2026-09-30").alias("release"),
            "start",
            pl.col("start").dt.offset_by("1mo").alias("end"),
            pl.lit("month").alias("grain"),
            "nativity",
            "standing",
            pl.col("value").cast(pl.Int64),
            pl.lit("secondary").alias("status"),
            pl.lit(None, pl.String).alias("note"),
        )
    )
    return {"monthly.csv": tidy.sort("nativity", "standing", "start")}


if __name__ == "__main__":
    write_tidy(Path(__file__).parent, build, sys.argv[1:])
