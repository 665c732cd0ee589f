"""How the tidy encounters were made: the nationwide months, and the months by region since 1999.

Run by hand: ``python -m onrecord.measures.cbp.border_patrol_encounters.load RAW_DIR OUT_DIR``; never at run time.
"""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from onrecord.errors import MeasureError
from onrecord.records.description import MeasureDescription
from onrecord.records.release import Came, NewRelease
from onrecord.records.snapshot import write_tidy
from onrecord.records.spreadsheet import Cell, open_workbook
from onrecord.records.tables import read_columns

__all__ = ["build", "read_update"]

OHSS = "2025-01-31"
"""The label and day of the table by region: written on 2025-01-16, taken as out by the end of that month."""

MONTHS = {
    name: number
    for number, name in enumerate(
        ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"), start=1
    )
}

CBP_COLUMNS = {
    "Fiscal Year": "fiscal_year",
    "Month (abbv)": "month",
    "Component": "component",
    "Encounter Count": "value",
}
CBP_IGNORED = (
    "Month Grouping",
    "Land Border Region",
    "Area of Responsibility",
    "AOR (Abbv)",
    "Demographic",
    "Citizenship",
    "Title of Authority",
    "Encounter Type",
)
"""The columns of CBP's table of nationwide encounters; any other stops the update."""

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


def read_update(came: Sequence[Came], _description: MeasureDescription) -> NewRelease:
    """Return the months of CBP's own table (CSV), or of OHSS's workbook by region."""
    (only,) = came
    data = only.path.read_bytes()
    label = only.day.isoformat()
    if data.startswith(b"PK"):
        sheet = open_workbook(data, only.name).sheet("Monthly Region")
        cells = _region_cells(sheet.rows, only.name)
        sums = cells.group_by("start").agg(pl.col("value").sum()).with_columns(pl.lit("us").alias("area"))
        tables = {"regions.csv": _tidy(pl.concat([cells, sums.select(cells.columns)]), label, "ohss")}
        agency, title = "OHSS", "Key Homeland Security Metrics: Border Patrol encounters by month and region"
        citation = f"Office of Homeland Security Statistics, Key Homeland Security Metrics, fetched on {only.day}."
    else:
        tables = {"monthly.csv": _tidy(_nationwide_cells(data, only.name), label, "cbp")}
        agency, title = "CBP", "Nationwide encounters by month"
        citation = f"U.S. Customs and Border Protection, Nationwide Encounters, fetched on {only.day}."
    return NewRelease(
        label=label if agency == "CBP" else f"{label} OHSS",
        day=only.day,
        agency=agency,
        title=title,
        url=only.url or "https://www.cbp.gov/newsroom/stats/nationwide-encounters",
        sha256=only.sha256,
        tables={
            name: table.with_columns(pl.lit(label if agency == "CBP" else f"{label} OHSS").alias("release"))
            for name, table in tables.items()
        },
        citation=citation,
        day_note="the release does not say its day; the day on which it came is kept",
    )


def _nationwide_cells(data: bytes, where: str) -> pl.DataFrame:
    """Return the Border Patrol's encounters of each full month in CBP's table of all components."""
    frame = read_columns(data, where, CBP_COLUMNS, CBP_IGNORED)
    cells = (
        frame.filter(pl.col("component") == "U.S. Border Patrol")
        .with_columns(pl.col("value").str.replace_all(",", "").cast(pl.Int64, strict=False))
        .with_columns(
            pl.col("month")
            .str.to_uppercase()
            .replace_strict(MONTHS, return_dtype=pl.Int32, default=None)
            .alias("number"),
            pl.col("fiscal_year").str.slice(0, 4).cast(pl.Int32, strict=False),
        )
    )
    if cells.is_empty() or cells.select("value", "number", "fiscal_year").null_count().sum_horizontal().item():
        raise MeasureError(f"{where}: has no Border Patrol rows, or months and counts that cannot be read; look at it")
    year = pl.col("fiscal_year") - (pl.col("number") >= 10).cast(pl.Int32)
    return (
        cells.group_by(pl.date(year, pl.col("number"), 1).alias("start"))
        .agg(pl.col("value").sum())
        .select("start", pl.lit("us").alias("area"), "value")
    )


def _region_cells(rows: Sequence[Sequence[Cell]], where: str) -> pl.DataFrame:
    """Return the cells of the sheet by month and region, whose header is the row that names its four columns."""
    wanted = ["fiscal year", "month", "region", "quantity"]
    heads = (at for at, row in enumerate(rows) if [" ".join(str(cell).split()).lower() for cell in row[:4]] == wanted)
    head = next(heads, None)
    if head is None:
        raise MeasureError(f"{where}: sheet 'Monthly Region' has no row {', '.join(wanted)}; its layout has changed")
    found = []
    for row in rows[head + 1 :]:
        if len(row) < 4 or row[2] not in REGIONS:
            continue
        found.append(
            {"fiscal_year": str(row[0])[:4], "month": str(row[1]), "area": REGIONS[str(row[2])], "value": row[3]}
        )
    if not found:
        raise MeasureError(f"{where}: sheet 'Monthly Region' names none of the regions; its layout has changed")
    frame = pl.DataFrame(found, infer_schema_length=None).with_columns(pl.col("value").cast(pl.Int64))
    return frame.select(_month(), "area", "value")


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
