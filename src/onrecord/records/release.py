"""A release taken into a measure folder: appended, judged by the invariants, loaded strictly, and only then kept.

Nothing is changed where the folder stands: the new folder is made beside it, whole.  Raises ``MeasureError``.
"""

import csv
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import MeasureError
from onrecord.model import Release
from onrecord.records.description import MeasureDescription, read_description
from onrecord.records.invariants import flag_suspects
from onrecord.records.loader import COLUMNS, load_series
from onrecord.records.snapshot import read_releases
from onrecord.records.stamp import stamp_description
from onrecord.records.tables import read_verified

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Came", "Derive", "Difference", "NewRelease", "Taken", "declare_codes", "take_in"]

NEAR = 100
"""Days by which the day of a release may have been put off where its own is not known (a year's last workbook)."""

Derive = Callable[["Mapping[str, pl.DataFrame]", Mapping[str, date]], "Mapping[str, pl.DataFrame]"]
"""From the tidy files and the day of each release to the files that follow from them, made again."""

FIELDS = ("release", "day", "stated_day", "agency", "title", "url", "licence", "citation", "sha256", "day_note")


@dataclass(frozen=True, slots=True)
class Came:
    """A file that came, or that the user named: ``day`` is the day on which it did, ``key`` its name in ``each``."""

    path: Path
    name: str
    sha256: str
    day: date
    url: str | None = None
    key: str | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class NewRelease:
    """A release as a measure's ``load.py`` read it: its line of ``releases.csv`` and its rows of each tidy file.

    ``codes`` declares codes that the measure did not have; ``notes`` is what a person should know of how it was read.
    """

    label: str
    day: date
    agency: str
    title: str
    url: str | None
    sha256: str
    tables: "Mapping[str, pl.DataFrame]"
    citation: str | None = None
    licence: str | None = None
    stated_day: date | None = None
    day_note: str | None = None
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure of a release that is held already, and what was read now."""

    file: str
    period: str
    codes: str
    held: float | None
    read: float | None


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of taking a release in.

    ``state``: ``added``; ``held`` (the same figures are held already); ``differs`` (the same publication is held with
    other figures, listed, and nothing was changed).  ``suspect`` gives the reasons of the values that were flagged.
    """

    state: str
    label: str
    day: date
    rows: int
    suspect: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()


def take_in(folder: Path, new: NewRelease, out: Path, derive: Derive | None = None) -> Taken:
    """Write the measure of ``folder`` with ``new`` into ``out`` (``AGENCY/MEASURE``) and say what came of it.

    Raises:
        MeasureError: the release is older than what is held, or the measure would not hold with it.

    """
    import polars as pl  # noqa: PLC0415 - slow to import

    description = read_description(folder / "measure.yml", MeasureDescription)
    releases = read_releases(folder, description)
    files = {file.file: file for file in description.data}
    frames = {
        name: pl.read_csv(io.BytesIO(read_verified(folder, name, file.sha256)), infer_schema=False)
        for name, file in files.items()
    }
    unknown = set(new.tables) - set(frames)
    if unknown:
        raise MeasureError(f"{folder}: load.py gives {min(unknown)!r}, which is no file of the measure")
    rows = sum(table.height for table in new.tables.values())
    same = _same_publication(frames, releases, new)
    if same is not None:
        differences = _compare(frames, same, new)
        return Taken("differs" if differences else "held", same, releases[same].day, rows, (), differences)
    _refuse_older(frames, releases, new, folder)
    days = {label: release.day for label, release in releases.items()} | {new.label: new.day}
    suspect: list[str] = []
    for name, table in new.tables.items():
        whole = pl.concat([frames[name], _as_text(table, frames[name].columns, name)])
        whole = flag_suspects(whole, days, description)
        ours = whole.filter((pl.col("release") == new.label) & (pl.col("status") == "suspect"))
        suspect += [str(note) for note in ours["note"].unique(maintain_order=True)]
        frames[name] = whole
    if derive is not None:
        frames |= {name: _as_text(frame, frames[name].columns, name) for name, frame in derive(frames, days).items()}
    _write(folder, description, new, frames, out)
    return Taken("added", new.label, new.day, rows, tuple(suspect))


def declare_codes(text: str, codes: Mapping[str, Mapping[str, str]], description: MeasureDescription) -> str:
    """Return the text of a ``measure.yml`` with ``codes`` declared under its dimensions."""
    for dimension, more in codes.items():
        known = description.dimensions.get(dimension, {})
        lines = "".join(f"    {code}: {_quoted(label)}\n" for code, label in more.items() if code not in known)
        pattern = rf"(?m)^(dimensions:\n(?:(?!\S).*\n)*?  {re.escape(dimension)}:\n)"
        match = re.search(pattern, text)
        if match is None:
            raise MeasureError(f"measure.yml: has no dimension {dimension!r} on a line of its own; declare it so")
        text = text[: match.end()] + lines + text[match.end() :]
    return text


def _quoted(label: str) -> str:
    return '"' + label.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _same_publication(
    frames: "Mapping[str, pl.DataFrame]", releases: Mapping[str, Release], new: NewRelease
) -> str | None:
    """Return the label of the same release as held: the same file or label, or mostly its figures near its day."""
    for label, release in releases.items():
        if release.sha256 == new.sha256 or label == new.label:
            return label
    best, best_same = None, 0
    for label, release in releases.items():
        is_near = release.day_note is not None and abs((release.day - new.day).days) <= NEAR
        if new.day not in {release.day, release.stated_day} and not is_near:
            continue
        same, there = _alike(frames, label, new)
        if there and same * 2 > there and same > best_same:
            best, best_same = label, same
    return best


def _alike(frames: "Mapping[str, pl.DataFrame]", label: str, new: NewRelease) -> tuple[int, int]:
    """Return how many figures of ``new`` the release held has alike, and how many periods and codes both have."""
    same = there = 0
    for name, table in new.tables.items():
        held, read = _figures(frames[name], label), _figures(_as_text(table, frames[name].columns, name), new.label)
        both = held.keys() & read.keys()
        there += max(len(held), len(read)) if both else len(read)
        same += sum(held[place] == read[place] for place in both)
    return same, there


def _compare(frames: "Mapping[str, pl.DataFrame]", label: str, new: NewRelease) -> tuple[Difference, ...]:
    found = []
    for name, table in new.tables.items():
        held, read = _figures(frames[name], label), _figures(_as_text(table, frames[name].columns, name), new.label)
        for start, codes in sorted(held.keys() | read.keys()):
            mine, theirs = held.get((start, codes)), read.get((start, codes))
            if mine != theirs:
                found.append(Difference(name, start, ", ".join(codes), mine, theirs))
    return tuple(found)


def _figures(frame: "pl.DataFrame", label: str) -> dict[tuple[str, tuple[str, ...]], float]:
    """Return a release's values by the start of the period and the codes in column order."""
    import polars as pl  # noqa: PLC0415 - slow to import

    names = [name for name in frame.columns if name not in COLUMNS]
    return {
        (row["start"], tuple(str(row[name]) for name in names)): float(row["value"])
        for row in frame.filter(pl.col("release") == label).iter_rows(named=True)
    }


def _refuse_older(
    frames: "Mapping[str, pl.DataFrame]", releases: Mapping[str, Release], new: NewRelease, folder: Path
) -> None:
    for name in new.tables:
        days = [releases[label].day for label in frames[name]["release"].unique() if label in releases]
        if days and new.day <= max(days) and _series_touch(frames[name], new.tables[name]):
            raise MeasureError(
                f"{folder}: the release of {new.day} is older than the one held, of {max(days)}; nothing was changed"
            )


def _series_touch(held: "pl.DataFrame", read: "pl.DataFrame") -> bool:
    """Say whether two tables have a series in common."""
    names = [name for name in held.columns if name not in COLUMNS]
    return not names or bool(set(held.select(names).unique().rows()) & set(read.select(names).unique().rows()))


def _as_text(table: "pl.DataFrame", columns: list[str], name: str) -> "pl.DataFrame":
    import polars as pl  # noqa: PLC0415 - slow to import

    if set(table.columns) != set(columns):
        raise MeasureError(f"{name}: load.py gives the columns {', '.join(table.columns)}, not {', '.join(columns)}")
    return table.select(pl.col(column).cast(pl.String) for column in columns)


def _write(
    folder: Path, description: MeasureDescription, new: NewRelease, frames: "Mapping[str, pl.DataFrame]", out: Path
) -> None:
    """Write the new folder and load every series of it, so that what does not hold is not kept."""
    out.mkdir(parents=True)
    listed = read_verified(folder, description.releases.file, description.releases.sha256)
    files = {description.releases.file: listed + _line(new)}
    files |= {name: frame.write_csv().encode() for name, frame in frames.items()}
    text = declare_codes((folder / "measure.yml").read_text(encoding="utf-8"), new.codes, description)
    for name, data in files.items():
        (out / name).write_bytes(data)
    (out / "measure.yml").write_text(stamp_description(text, files), encoding="utf-8")
    made = read_description(out / "measure.yml", MeasureDescription)
    load_series(out, made, read_releases(out, made))


def _line(new: NewRelease) -> bytes:
    line = io.StringIO()
    row = {
        "release": new.label,
        "day": new.day.isoformat(),
        "stated_day": new.stated_day.isoformat() if new.stated_day and new.stated_day != new.day else None,
        "agency": new.agency,
        "title": new.title,
        "url": new.url,
        "licence": new.licence,
        "citation": new.citation,
        "sha256": new.sha256,
        "day_note": new.day_note,
    }
    csv.DictWriter(line, FIELDS, lineterminator="\n").writerow(row)
    return line.getvalue().encode()
