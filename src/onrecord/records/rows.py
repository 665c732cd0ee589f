"""A record-level table aggregated while it is read: counts by rule, and no row of it is kept.

Identifiers are hashed as they are read and used in memory to find rows that stand for one event; nothing else that
could tell a person is read at all.  The rules are the counting rules of docs/measures.md, each computed apart, so that
their range can be shown.  Raises ``MeasureError``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import MeasureError

if TYPE_CHECKING:
    import polars as pl

__all__ = ["RULES", "RecordColumns", "RecordCounts", "count_records"]

RULES: Mapping[str, str] = {
    "rows": "every row",
    "exact": "rows alike in every column read counted once",
    "same_day": "one row for an identifier and day, rows without identifier kept",
    "within_24_hours": "one row for an identifier within 24 hours of the row before, rows without identifier kept",
    "with_identifier": "every row that has an identifier",
    "publisher": "every row that the publisher does not mark as a duplicate",
}
"""Each rule's name and what it counts; ``publisher`` is computed where the release marks duplicates."""

BATCH = 524_288
"""Rows read at a time: the identifiers of so many, as text, take 40 MB before they are hashed."""

_DAY = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class RecordColumns:
    """Which columns of a record-level table are read, each by the first of several names that it has.

    ``dimensions`` maps a dimension to its column's names and, where given, to the codes of its values; a value without
    a code is ``unknown``.
    """

    day: Sequence[str]
    moment: Sequence[str]
    identifier: Sequence[str]
    duplicate: Sequence[str]
    dimensions: Mapping[str, tuple[Sequence[str], Mapping[str, str] | None]]
    alike: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class RecordCounts:
    """What was counted: a row per day and dimensions with a column for each rule; and what was left out."""

    counts: "pl.DataFrame"
    rules: tuple[str, ...]
    rows: int
    without_day: int
    without_identifier: int
    read: tuple[str, ...] = field(default=())


def count_records(path: Path, columns: RecordColumns, first: date, last: date) -> RecordCounts:
    """Return the counts by day, dimension and rule of the Parquet file at ``path``, days from ``first`` to ``last``.

    Raises:
        MeasureError: it is no Parquet file, or a column that is needed has none of its names.

    """
    import polars as pl  # noqa: PLC0415 - slow to import

    try:
        table = pl.scan_parquet(path, glob=False, hive_partitioning=False)
        names = table.collect_schema()
    except (pl.exceptions.PolarsError, OSError, ValueError) as error:
        raise MeasureError(f"{path.name}: not a Parquet table ({str(error)[:200]}); fetch it again") from error
    day = _pick(names, columns.day, path)
    moment = next((name for name in columns.moment if name in names), day)
    identifier = _pick(names, columns.identifier, path)
    duplicate = next((name for name in columns.duplicate if name in names), None)
    picked = {name: _pick(names, options, path) for name, (options, _) in columns.dimensions.items()}
    alike = [name for name in columns.alike if name in names]
    read = tuple(
        dict.fromkeys([day, moment, identifier, *picked.values(), *alike, *([duplicate] if duplicate else [])])
    )
    slim = table.select(
        _moment(day, names[day]).dt.date().alias("_day"),
        _moment(moment, names[moment]).alias("_moment"),
        _hashed(identifier).alias("_id"),
        pl.struct([pl.col(name) for name in read if name != duplicate]).hash().alias("_alike"),
        *(
            _coded(picked[name], codes).cast(pl.Categorical).alias(name)
            for name, (_, codes) in columns.dimensions.items()
        ),
        *([_flag(duplicate, names[duplicate]).alias("_duplicate")] if duplicate else []),
    )
    try:
        length = int(table.select(pl.len()).collect().item())
        parts = (slim.slice(start, BATCH).collect(engine="streaming") for start in range(0, max(length, 1), BATCH))
        frame = pl.concat(list(parts), rechunk=True)
    except (pl.exceptions.PolarsError, OSError, ValueError) as error:
        raise MeasureError(f"{path.name}: cannot be read to its end ({str(error)[:200]}); fetch it again") from error
    rows = frame.height
    without_identifier = frame["_id"].null_count()
    frame = frame.filter(pl.col("_day").is_between(first, last))
    kept = _keep(frame)
    rules = tuple(kept)
    counts = (
        frame.select("_day", *columns.dimensions, *(flags.alias(f"rule:{name}") for name, flags in kept.items()))
        .group_by("_day", *columns.dimensions)
        .agg(pl.col(f"rule:{name}").sum().cast(pl.Int64).alias(name) for name in rules)
        .rename({"_day": "day"})
        .with_columns(pl.col(name).cast(pl.String) for name in columns.dimensions)
        .sort("day", *columns.dimensions)
    )
    return RecordCounts(counts, rules, rows, rows - frame.height, without_identifier, read)


def _keep(frame: "pl.DataFrame") -> "dict[str, pl.Series]":
    """Return for each rule which rows it counts; of rows that stand for one event the first in time is kept."""
    import polars as pl  # noqa: PLC0415 - slow to import

    order = frame.select(pl.col("_id"), pl.col("_moment"), pl.col("_day")).with_row_index("_row").sort("_id", "_moment")
    known = pl.col("_id").is_not_null() & (pl.col("_id") == pl.col("_id").shift(1))
    order = order.select(
        "_row",
        (known & (pl.col("_day") == pl.col("_day").shift(1))).fill_null(value=False).alias("same_day"),
        (known & (pl.col("_moment") - pl.col("_moment").shift(1) <= _DAY)).fill_null(value=False).alias("within"),
    ).sort("_row")
    kept = {
        "rows": pl.repeat(value=True, n=frame.height, dtype=pl.Boolean, eager=True),
        "exact": frame["_alike"].is_first_distinct(),
        "same_day": ~order["same_day"],
        "within_24_hours": ~order["within"],
        "with_identifier": frame["_id"].is_not_null(),
    }
    if "_duplicate" in frame.columns:
        kept["publisher"] = ~frame["_duplicate"]
    return kept


def _pick(names: "pl.Schema", options: Sequence[str], path: Path) -> str:
    for name in options:
        if name in names:
            return name
    raise MeasureError(
        f"{path.name}: has no column {' or '.join(options)}, only {', '.join(names)[:300]}; the release's columns have "
        "changed, and nothing was taken from it"
    )


def _moment(name: str, type_: "pl.DataType") -> "pl.Expr":
    import polars as pl  # noqa: PLC0415 - slow to import

    if type_ == pl.Date():
        return pl.col(name).cast(pl.Datetime("us"))
    if isinstance(type_, pl.Datetime):
        return pl.col(name).dt.replace_time_zone(None).cast(pl.Datetime("us"))
    text = pl.col(name).cast(pl.String).str.strip_chars()
    return pl.coalesce(
        text.str.to_datetime("%Y-%m-%d %H:%M:%S", strict=False, time_unit="us"),
        text.str.to_datetime("%Y-%m-%dT%H:%M:%S", strict=False, time_unit="us"),
        text.str.to_date("%Y-%m-%d", strict=False).cast(pl.Datetime("us")),
    )


def _hashed(name: str) -> "pl.Expr":
    import polars as pl  # noqa: PLC0415 - slow to import

    text = pl.col(name).cast(pl.String).str.strip_chars()
    return pl.when(text.is_not_null() & (text != "")).then(text.hash())


def _coded(name: str, codes: Mapping[str, str] | None) -> "pl.Expr":
    import polars as pl  # noqa: PLC0415 - slow to import

    text = pl.col(name).cast(pl.String).str.strip_chars().str.to_lowercase()
    if codes is None:
        return text.str.replace_all(r"\.", "").str.replace_all(r"\s+", "_").fill_null("unknown")
    return text.replace_strict(list(codes), list(codes.values()), default="unknown", return_dtype=pl.String)


def _flag(name: str, type_: "pl.DataType") -> "pl.Expr":
    """Return a duplicate mark as a boolean, however the release writes it; an empty one marks nothing."""
    import polars as pl  # noqa: PLC0415 - slow to import

    if type_ == pl.Boolean():
        return pl.col(name).fill_null(value=False)
    return (
        pl.col(name)
        .cast(pl.String)
        .str.strip_chars()
        .str.to_lowercase()
        .is_in(["true", "y", "yes", "1"])
        .fill_null(value=False)
    )
