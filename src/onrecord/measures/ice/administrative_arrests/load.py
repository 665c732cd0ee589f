"""How the tidy arrests were made: months by criminality, weeks where they are valid, and what is held of states.

Run by hand: ``python -m onrecord.measures.ice.administrative_arrests.load RAW_DIR OUT_DIR``; never at run time.
"""

import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import polars as pl

from onrecord.errors import MeasureError
from onrecord.measures.areas import area_code
from onrecord.records.description import MeasureDescription
from onrecord.records.release import Came, NewRelease
from onrecord.records.rows import RULES, RecordColumns, RecordCounts, count_records
from onrecord.records.snapshot import write_tidy
from onrecord.records.suppress import add_totals, suppress_small

__all__ = ["build", "count_arrests", "read_update"]

CRIMINALITY = {
    "1 convicted criminal": "convicted",
    "convicted criminal": "convicted",
    "2 pending criminal charges": "pending",
    "pending criminal charges": "pending",
    "3 other immigration violator": "other",
    "other immigration violator": "other",
}
"""The classes as the release writes them, in small letters."""

RECORDS = RecordColumns(
    day=("apprehension_date", "apprehension_date_time"),
    moment=("apprehension_date_time", "apprehension_date"),
    identifier=("unique_identifier", "anonymized_identifier"),
    duplicate=("duplicate_drop_row", "duplicate_likely"),
    dimensions={
        "area": (("apprehension_state", "apprehension_state_filled_in"), None),
        "criminality": (("apprehension_criminality",), CRIMINALITY),
    },
    alike=("apprehension_method",),
)
"""The only columns of a record-level release that are read."""

FIRST_DAY = date(2022, 10, 1)
"""The release's first day; earlier ones are errors of writing."""

FIRST_WEEK = date(2024, 9, 1)
"""Earlier weeks count people of overlapping releases twice: 2 to 3 times the monthly file (1.0 from here on)."""

LAST_DAY = {"monthly": date(2026, 3, 10), "weekly": date(2025, 10, 15)}
"""The last day that each release counts: its last period is cut there."""

STATES_SPAN = (date(2025, 1, 1), date(2026, 8, 1))
"""The one period of the state totals, half-open, as their column says."""

FIVE_STATES = ("texas", "wisconsin", "illinois", "minnesota", "oregon")
FIVE_FROM, FIVE_TO = date(2025, 8, 2), date(2026, 3, 10)
"""First and last day of the five states; a row of 2026-09-17 lies beyond the release counted."""

RETRIEVED = "2026-11-23"
"""The label and day of tables whose own day is not known: the day on which they were retrieved."""

TIDY = ("release", "start", "end", "grain", "area", "criminality", "source", "value", "status", "note")


def build(released: Mapping[str, pl.DataFrame], description: MeasureDescription) -> Mapping[str, pl.DataFrame]:
    """Return the tidy files; the total of a month is the sum of its three classes."""
    monthly, weekly, states, five = (released[table.file] for table in description.released)
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
        "by_area.csv": _states(states),
        "five_states.csv": _five_states(five),
    }


def count_arrests(path: Path, last: date = date.max) -> RecordCounts:
    """Return the arrests of a record-level release by day, state, criminality and rule, days to ``last``."""
    return count_records(path, RECORDS, FIRST_DAY, last)


def read_update(came: Sequence[Came], _description: MeasureDescription) -> NewRelease:
    """Return the months of a record-level release, by class, state and rule; no row of it is kept.

    The publisher's own mark of duplicates is the rule of the default series, or one row within 24 hours where there
    is no mark; the other rules are counted for the nation, so that their range can be shown.
    """
    (only,) = came
    counted = count_arrests(only.path, only.day)
    if counted.counts.is_empty():
        raise MeasureError(f"{only.name}: has no arrest from {FIRST_DAY} on; it is not the release expected")
    last = date.fromisoformat(str(counted.counts["day"].max()))
    rule = "publisher" if "publisher" in counted.rules else "within_24_hours"
    label = only.day.isoformat()
    others = [name for name in counted.rules if name != rule]
    states = _cube(counted, rule).filter(pl.col("area") != "all")
    return NewRelease(
        label=label,
        day=only.day,
        agency="ICE",
        title=f"Arrests, record-level release to {last}, counted here",
        url=only.url or "https://deportationdata.org/",
        sha256=only.sha256,
        tables={
            "monthly.csv": _months(_nation(counted, rule), label, last, "monthly", RULES[rule]),
            "by_area.csv": pl.concat(
                [
                    _months(states, label, last, "records", RULES[rule]),
                    *(
                        _months(
                            _nation(counted, name).filter(pl.col("criminality") == "all"),
                            label,
                            last,
                            f"records_{name}",
                            RULES[name],
                        )
                        for name in others
                    ),
                ]
            ),
        },
        licence="CC0-1.0",
        citation=(
            "Government data provided by ICE in response to a FOIA request to the Deportation Data Project; "
            f"record-level arrests fetched on {only.day}, {RULES[rule]}."
        ),
        day_note="the release does not say its day; the day on which it came is kept",
        codes={
            "area": {code: code.replace("_", " ").title() for code in states["area"].unique().sort()},
            "source": {
                "records": "record-level release, by state",
                **{f"records_{name}": f"record-level release, {RULES[name]}" for name in others},
            },
        },
        notes=(
            f"{counted.rows:,} rows read and none kept; columns read: {', '.join(counted.read)}",
            (
                f"{counted.without_day:,} rows without a day from {FIRST_DAY} to {only.day}, "
                f"{counted.without_identifier:,} without an identifier"
            ),
            f"rule of the default series: {RULES[rule]}",
        ),
    )


def _nation(counted: RecordCounts, rule: str) -> pl.DataFrame:
    """Return the nation's months by class and in all, cells under 10 left out."""
    cells = counted.counts.select(
        pl.col("day").dt.truncate("1mo").alias("start"), "criminality", pl.col(rule).alias("value")
    )
    sums = add_totals(cells.group_by("start", "criminality").agg(pl.col("value").sum()), ["criminality"])
    shown = suppress_small(sums, ["criminality"], ["start"], withheld=["unknown"]).filter(
        pl.col("criminality") != "unknown"
    )
    return shown.with_columns(pl.lit("us").alias("area"))


def _cube(counted: RecordCounts, rule: str) -> pl.DataFrame:
    """Return the months by state and class with their sums; cells under 10, and arrests without a state, left out."""
    cells = counted.counts.select(
        pl.col("day").dt.truncate("1mo").alias("start"), "area", "criminality", pl.col(rule).alias("value")
    )
    cells = cells.group_by("start", "area", "criminality").agg(pl.col("value").sum())
    cube = suppress_small(
        add_totals(cells, ["area", "criminality"]), ["area", "criminality"], ["start"], withheld=["unknown"]
    )
    return cube.filter(
        pl.col("area").str.contains(r"^[a-z][a-z0-9_]*$"),
        pl.col("area") != "unknown",
        pl.col("criminality") != "unknown",
    )


def _months(frame: pl.DataFrame, label: str, last: date, source: str, rule: str) -> pl.DataFrame:
    """Return tidy months; one that ends within a week of the last day counted is partial, and cut there."""
    after = pl.lit(last).dt.offset_by("1d")
    whole = pl.col("start").dt.offset_by("1mo")
    late = whole > after.dt.offset_by("-7d")
    return (
        frame.with_columns(
            pl.lit(label).alias("release"),
            pl.min_horizontal(whole, after).alias("end"),
            pl.lit("month").alias("grain"),
            pl.lit(source).alias("source"),
            pl.when(late).then(pl.lit("partial")).otherwise(pl.lit("normal")).alias("status"),
            pl.when(late).then(pl.lit(f"counts to {last}; {rule}")).otherwise(pl.lit(rule)).alias("note"),
        )
        .sort("area", "start", "criminality")
        .select(TIDY)
    )


def _states(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the total of each state over the one span held; it is a stretch of days, no period of the calendar."""
    return (
        frame.with_columns(
            pl.lit("2026-09-30 states").alias("release"),
            pl.lit(STATES_SPAN[0]).alias("start"),
            pl.lit(STATES_SPAN[1]).alias("end"),
            pl.lit("day").alias("grain"),
            area_code(pl.col("state")).alias("area"),
            pl.lit("all").alias("criminality"),
            pl.lit("state_totals").alias("source"),
            pl.col("value").cast(pl.Int64),
            pl.lit("secondary").alias("status"),
            pl.lit(None, pl.String).alias("note"),
        )
        .sort("area")
        .select(TIDY)
    )


def _five_states(frame: pl.DataFrame) -> pl.DataFrame:
    """Return months and days of five states: months first, then days under 10 left out so that no month tells them."""
    days = (
        frame.unpivot(on=FIVE_STATES, index="start", variable_name="area", value_name="value")
        .with_columns(pl.col("start").str.to_date(), pl.col("value").replace("NA", "0").cast(pl.Int64))
        .filter(pl.col("start").is_between(FIVE_FROM, FIVE_TO))
        .with_columns(pl.col("start").dt.truncate("1mo").alias("month"), pl.col("start").cast(pl.String).alias("day"))
    )
    months = days.group_by("area", "month").agg(pl.col("value").sum()).with_columns(pl.lit("all").alias("day"))
    cells = pl.concat([days.select("area", "month", "day", "value"), months.select("area", "month", "day", "value")])
    shown = suppress_small(cells, ["day"], ["area", "month"])
    is_month = pl.col("day") == "all"
    start = (
        pl.when(is_month)
        .then(pl.max_horizontal("month", pl.lit(FIVE_FROM)))
        .otherwise(pl.col("day").str.to_date(strict=False))
    )
    whole = pl.col("month").dt.offset_by("1mo")
    after = pl.lit(FIVE_TO).dt.offset_by("1d")
    cut = is_month & ((pl.col("month") < FIVE_FROM) | (whole > after))
    return (
        shown.with_columns(start.alias("start"))
        .with_columns(
            pl.lit(f"{RETRIEVED} five states").alias("release"),
            pl.when(is_month)
            .then(pl.min_horizontal(whole, after))
            .otherwise(pl.col("start").dt.offset_by("1d"))
            .alias("end"),
            pl.when(is_month).then(pl.lit("month")).otherwise(pl.lit("day")).alias("grain"),
            pl.lit("all").alias("criminality"),
            pl.when(is_month)
            .then(pl.lit("five_states_monthly"))
            .otherwise(pl.lit("five_states_daily"))
            .alias("source"),
            pl.when(cut).then(pl.lit("partial")).otherwise(pl.lit("secondary")).alias("status"),
            pl.when(cut).then(pl.lit(f"counts from {FIVE_FROM} to {FIVE_TO} only")).alias("note"),
        )
        .sort("source", "area", "start")
        .select(TIDY)
    )


def _tidy(frame: pl.DataFrame, source: str, release: str, grain: str, status: str) -> pl.DataFrame:
    last = LAST_DAY[source]
    after = pl.lit(last).dt.offset_by("1d")
    cut = pl.col("end") > after
    return (
        frame.with_columns(
            pl.lit(release).alias("release"),
            pl.lit(grain).alias("grain"),
            pl.lit("us").alias("area"),
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
