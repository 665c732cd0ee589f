"""How the tidy encounters at the southwest land border were made: totals first, then cells under 10 left out.

Run by hand: ``python -m onrecord.measures.cbp.southwest_border_encounters.load RAW_DIR OUT_DIR``.
"""

import sys
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from onrecord.records.description import MeasureDescription
from onrecord.records.snapshot import write_tidy
from onrecord.records.suppress import add_totals, suppress_small

__all__ = ["build"]

DIMENSIONS = ("citizenship", "component", "demographic")
CODES = {
    "Office of Field Operations": "field_operations",
    "U.S. Border Patrol": "border_patrol",
    "Single Adults": "single_adults",
    "FMUA": "family_units",
    "UAC": "unaccompanied_children",
    "Accompanied Minors": "accompanied_minors",
    "El Salvador": "el_salvador",
    "Guatemala": "guatemala",
    "Honduras": "honduras",
    "Mexico": "mexico",
    "Other": "other",
}
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


def build(released: Mapping[str, pl.DataFrame], description: MeasureDescription) -> Mapping[str, pl.DataFrame]:
    """Return ``monthly.csv``; the fiscal year of a month begins in the October before."""
    (frame,) = (released[table.file] for table in description.released)
    number = pl.col("month").replace_strict(list(MONTHS), list(range(1, 13)), return_dtype=pl.Int32)
    year = pl.col("fiscal_year").str.slice(0, 4).cast(pl.Int32) - (number >= 10).cast(pl.Int32)
    cells = (
        frame.with_columns(pl.col(*DIMENSIONS).replace_strict(CODES), pl.date(year, number, 1).alias("start"))
        .group_by("start", *DIMENSIONS)
        .agg(pl.col("value").cast(pl.Int64).sum())
    )
    cube = suppress_small(add_totals(cells, DIMENSIONS), DIMENSIONS, ["start"])
    tidy = cube.select(
        pl.lit("2025-09-30").alias("release"),
        "start",
        pl.col("start").dt.offset_by("1mo").alias("end"),
        pl.lit("month").alias("grain"),
        *DIMENSIONS,
        "value",
        pl.lit("normal").alias("status"),
        pl.lit(None, pl.String).alias("note"),
    )
    return {"monthly.csv": tidy.sort("start", *DIMENSIONS)}


if __name__ == "__main__":
    write_tidy(Path(__file__).parent, build, sys.argv[1:])
