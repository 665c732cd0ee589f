"""How the tidy encounters were made from the nationwide monthly cross-reference table.

Run by hand: ``python -m onrecord.measures.cbp.border_patrol_encounters.load RAW_DIR OUT_DIR``; never at run time.
"""

import sys
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from onrecord.records.description import MeasureDescription
from onrecord.records.snapshot import write_tidy

__all__ = ["build"]


def build(released: Mapping[str, pl.DataFrame], description: MeasureDescription) -> Mapping[str, pl.DataFrame]:
    """Return ``monthly.csv``: the agency's own published count of each month."""
    (frame,) = (released[table.file] for table in description.released)
    tidy = frame.select(
        pl.lit("2026-08-19").alias("release"),
        pl.col("start").str.to_date(),
        pl.col("start").str.to_date().dt.offset_by("1mo").alias("end"),
        pl.lit("month").alias("grain"),
        pl.col("value").cast(pl.Int64),
        pl.lit("normal").alias("status"),
        pl.lit(None, pl.String).alias("note"),
    )
    return {"monthly.csv": tidy.sort("start")}


if __name__ == "__main__":
    write_tidy(Path(__file__).parent, build, sys.argv[1:])
