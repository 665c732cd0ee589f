"""Tables read as text first, then cast, with row counts and columns checked: nothing is guessed, nothing lost.

Every function raises ``MeasureError`` with what is wrong, where, and what to do.
"""

import io
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import MeasureError
from onrecord.ids import bytes_sha256

if TYPE_CHECKING:
    import polars as pl

__all__ = ["cast_columns", "check_columns", "read_any", "read_columns", "read_table", "read_verified"]

MAX_FILE = 64_000_000
"""Bytes of a released file: the largest shipped one has 300,000."""


def read_verified(folder: Path, name: str, sha256: str) -> bytes:
    """Return the bytes of a file that lies inside ``folder`` and has this hash."""
    path = folder / name
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            raise MeasureError(f"{path}: leads out of its folder; keep every file of a measure inside it")
        if not path.is_file():
            raise MeasureError(f"{path}: no such file; put it there or correct `file`")
        with path.open("rb") as stream:
            data = stream.read(MAX_FILE + 1)
    except OSError as error:
        raise MeasureError(
            f"{path}: cannot be read ({error.strerror}); put the file there or correct `file`"
        ) from error
    if len(data) > MAX_FILE:
        raise MeasureError(f"{path}: larger than {MAX_FILE:,} bytes; release it in smaller files")
    found = bytes_sha256(data)
    if found != sha256:
        raise MeasureError(
            f"{path}: its sha256 is {found}, measure.yml says {sha256}; restore the file, or correct the hash "
            "if the change is meant"
        )
    return data


def read_table(data: bytes, where: str, rows: int) -> "pl.DataFrame":
    """Return a CSV (all columns text, empty cells null) or Parquet table that has exactly ``rows`` rows."""
    import polars as pl  # noqa: PLC0415 - slow to import, and not every command reads a table

    try:
        if data.startswith(b"PAR1"):
            frame = pl.read_parquet(io.BytesIO(data), use_pyarrow=False)
            frame = frame.with_columns(pl.all().cast(pl.String))
        else:
            frame = pl.read_csv(io.BytesIO(data), infer_schema=False)
    except (pl.exceptions.PolarsError, OSError, ValueError) as error:
        raise MeasureError(f"{where}: not a table ({error}); write it as UTF-8 CSV with one header line") from error
    if frame.height != rows:
        raise MeasureError(f"{where}: has {frame.height} rows, measure.yml says {rows}; restore the missing rows")
    return frame


def read_any(data: bytes, where: str) -> "pl.DataFrame":
    """Return a CSV or Parquet table of any columns, all text."""
    import polars as pl  # noqa: PLC0415 - as above

    if data[:200].lstrip().lower().startswith((b"<!doctype", b"<html", b"<head")):
        raise MeasureError(f"{where}: a web page, not a table; save the table itself")
    try:
        if data.startswith(b"PAR1"):
            return pl.read_parquet(io.BytesIO(data), use_pyarrow=False).with_columns(pl.all().cast(pl.String))
        return pl.read_csv(io.BytesIO(data), infer_schema=False)
    except (pl.exceptions.PolarsError, OSError, ValueError) as error:
        raise MeasureError(
            f"{where}: not a table ({str(error)[:200]}); write it as UTF-8 CSV with one header line"
        ) from error


def read_columns(data: bytes, where: str, columns: Mapping[str, str], ignored: Collection[str]) -> "pl.DataFrame":
    """Return a CSV with these columns, all text, named as mapped; one that is neither mapped nor ignored raises.

    An ignored column may be absent.
    """
    import polars as pl  # noqa: PLC0415 - as above

    if data[:200].lstrip().lower().startswith((b"<!doctype", b"<html", b"<head")):
        raise MeasureError(f"{where}: a web page, not a table; the address has changed")
    try:
        frame = pl.read_csv(io.BytesIO(data), infer_schema=False)
    except (pl.exceptions.PolarsError, OSError, ValueError) as error:
        raise MeasureError(f"{where}: not a table ({str(error)[:200]}); look at what came") from error
    check_columns(frame, columns, [name for name in ignored if name in frame.columns], where)
    return frame.select(list(columns)).rename(dict(columns))


def check_columns(frame: "pl.DataFrame", needed: Collection[str], ignored: Collection[str], where: str) -> None:
    """Say that every column is needed or ignored, and every needed or ignored one is there."""
    unknown = [name for name in frame.columns if name not in needed and name not in ignored]
    if unknown:
        raise MeasureError(f"{where}: unknown column {unknown[0]!r}; map it, or list it under `ignored`")
    missing = [name for name in (*needed, *ignored) if name not in frame.columns]
    if missing:
        raise MeasureError(f"{where}: column {missing[0]!r} is missing; it has {', '.join(frame.columns)}")


def cast_columns(frame: "pl.DataFrame", types: Mapping[str, "pl.DataType"], where: str) -> "pl.DataFrame":
    """Return ``frame`` with these text columns cast; a cell that does not fit raises, an empty one stays null."""
    import polars as pl  # noqa: PLC0415 - as above

    for name, type_ in types.items():
        text = frame[name]
        try:
            values = (
                text.str.to_date("%Y-%m-%d", strict=False) if type_ == pl.Date() else text.cast(type_, strict=False)
            )
        except pl.exceptions.PolarsError as error:
            raise MeasureError(f"{where}: column {name!r} cannot be read as {type_} ({error})") from error
        wrong = (values.is_null() & text.is_not_null()).arg_true()
        if len(wrong):
            row = int(wrong[0])
            raise MeasureError(
                f"{where}: row {row + 2}, column {name!r}: {text[row]!r} is no {type_}; correct the cell"
            )
        frame = frame.with_columns(values.alias(name))
    return frame
