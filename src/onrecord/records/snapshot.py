"""Releases as they were published: their description, and a raw released file opened for a measure's ``load.py``.

A release is known by the hash of what was released (Our World in Data's snapshots); its day is its vintage.
Raises ``MeasureError``.
"""

import csv
import io
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import MeasureError
from onrecord.ids import bytes_sha256, content_id
from onrecord.model import Release
from onrecord.records.description import MeasureDescription, ReleaseDescription, read_description, validate
from onrecord.records.tables import check_columns, read_table, read_verified

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Build", "open_released", "read_releases", "write_tidy"]

Build = Callable[["Mapping[str, pl.DataFrame]", MeasureDescription], "Mapping[str, pl.DataFrame]"]
"""From the released tables, by file, to the tidy files, by name."""


def read_releases(folder: Path, description: MeasureDescription) -> dict[str, Release]:
    """Return the releases of ``releases.csv`` by their label, in order of day.

    Read with the standard library: the list is short, and listing measures should not wait for polars.
    """
    listed = description.releases
    where = str(folder / listed.file)
    try:
        text = read_verified(folder, listed.file, listed.sha256).decode()
    except UnicodeDecodeError as error:
        raise MeasureError(f"{where}: not UTF-8 ({error}); write it again as UTF-8") from error
    rows = list(csv.DictReader(io.StringIO(text), strict=True))
    if len(rows) != listed.rows:
        raise MeasureError(f"{where}: has {len(rows)} rows, measure.yml says {listed.rows}; restore the missing rows")
    found: dict[str, Release] = {}
    for number, row in enumerate(rows, start=2):
        at = f"{where}, line {number}"
        if None in row:
            raise MeasureError(f"{at}: more cells than the header names; quote cells that hold commas")
        described = validate({name: _cell(name, value, at) for name, value in row.items()}, ReleaseDescription, at)
        if described.release in found:
            raise MeasureError(f"{at}: release {described.release!r} stands twice; give each its own label")
        found[described.release] = _release(described, description)
    if len({release.id for release in found.values()}) != len(found):
        raise MeasureError(f"{where}: two releases have the same sha256; list a release once")
    return dict(sorted(found.items(), key=lambda item: item[1].day))


def open_released(raw: Path, description: MeasureDescription) -> dict[str, "pl.DataFrame"]:
    """Return the released tables under ``raw``, all text, their columns named as ``released`` maps them."""
    frames = {}
    for table in description.released:
        where = str(raw / table.file)
        frame = read_table(read_verified(raw, table.file, table.sha256), where, table.rows)
        check_columns(frame, table.columns.keys(), table.ignored, where)
        frames[table.file] = frame.select(list(table.columns)).rename(table.columns)
    return frames


def write_tidy(folder: Path, build: Build, arguments: list[str]) -> None:
    """Run a measure's ``load.py``: read the released tables, write the tidy files, say their hash and row count.

    ``arguments`` are RAW_DIR and OUT_DIR; the hashes printed belong into ``measure.yml``.
    """
    if len(arguments) != 2:
        raise SystemExit("usage: python -m onrecord.measures.AGENCY.MEASURE.load RAW_DIR OUT_DIR")
    raw, out = map(Path, arguments)
    description = read_description(folder / "measure.yml", MeasureDescription)
    for name, frame in build(open_released(raw, description), description).items():
        data = frame.write_csv().encode()
        (out / name).write_bytes(data)
        sys.stdout.write(f"{name}: sha256 {bytes_sha256(data)}, rows {frame.height}\n")


def _cell(name: str, value: str | None, where: str) -> str | date | None:
    if not value:
        return None
    if name in {"day", "stated_day"}:
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise MeasureError(f"{where}: {name} {value!r} is no day; write YYYY-MM-DD") from error
    return value


def _release(described: ReleaseDescription, description: MeasureDescription) -> Release:
    return Release(
        id=content_id("release", description.id, described.sha256),
        measure=description.id,
        day=described.day,
        agency=described.agency,
        title=described.title,
        url=described.url,
        licence=described.licence or description.licence,
        citation=described.citation or description.citation,
        sha256=described.sha256,
        stated_day=described.stated_day,
        day_note=described.day_note,
    )
