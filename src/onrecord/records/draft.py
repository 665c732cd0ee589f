"""A measure folder drafted from any table: columns, period, area and value guessed, shown, and left to be edited.

A draft is a whole measure, so it can be checked against at once; what a program cannot know (what is counted, who
counts, when it came out) stands in it as a question.  Columns that look as if they told a person are left out.
Raises ``MeasureError``.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import MeasureError
from onrecord.ids import bytes_sha256
from onrecord.model import Grain, Period
from onrecord.records.describe import Described, describe_draft
from onrecord.records.periods import read_periods
from onrecord.records.spreadsheet import Cell, open_workbook
from onrecord.records.stamp import stamp_description

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Column", "Draft", "Wishes", "draft_measure"]

MAX_FILE = 64_000_000
MAX_ROWS = 200_000
MAX_CODES = 80
"""A text column with more values than this names things one by one and is no dimension."""

_NUMBER = re.compile(r"[-+]?[$€£]?\s?\d[\d,]*(?:\.\d+)?\s?%?")
_PERSON = re.compile(
    r"(?:^|_)(?:name|first|last|surname|birth|dob|ssn|passport|alien|address|street|email|e_mail|phone|person|"
    r"identifier|uuid|guid|id|lat|latitude|lon|longitude)(?:_|$)"
)
_AREA = re.compile(r"(?:^|_)(?:state|states|area|region|country|county|city|nation|province|geo|geography)(?:_|$)")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user says instead of leaving it to be guessed."""

    id: str | None = None
    value: str | None = None
    period: str | None = None
    sheet: str | None = None
    released: date | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: what its cells are, and what it was taken as."""

    name: str
    type: str
    role: str
    example: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What was written where, what was guessed, and what a person has to look at."""

    root: Path
    folder: Path
    columns: tuple[Column, ...]
    guesses: tuple[str, ...]
    todo: tuple[str, ...]


def draft_measure(file: Path, out: Path, wishes: Wishes) -> Draft:
    """Write ``AGENCY/MEASURE`` under ``out`` from the table in ``file`` and say what was guessed.

    Raises:
        MeasureError: the file is no table, no period or value can be told, or the folder is there already.

    """
    id_ = wishes.id or f"own/{_code(file.stem) or 'measure'}"
    if not re.fullmatch(r"[a-z][a-z0-9_]*/[a-z][a-z0-9_]*", id_):
        raise MeasureError(f"{id_}: is no measure's name; write it as agency/measure in small letters")
    folder = out / id_
    if folder.exists():
        raise MeasureError(f"{folder}: is there already; say another --id, or delete it")
    data = _read(file)
    frame = _table(data, file.name, wishes)
    period, periods, grain = _find_period(frame, wishes, file.name)
    values = _find_values(frame, period, wishes, file.name)
    dimensions = _find_dimensions(frame, period, values)
    tidy, codes = _tidy(frame, period, periods, values, dimensions, file.name)
    day = wishes.released or max(item.last_day for item in periods if item is not None)
    described = Described(id_, file.name, grain, day, values, codes, tidy, bytes_sha256(data))
    text, releases, rows, todo = describe_draft(described)
    files = {"releases.csv": releases, "data.csv": rows}
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (folder / "measure.yml").write_text(stamp_description(text, files), encoding="utf-8")
    columns = tuple(_column(frame, name, period, values, dimensions) for name in frame.columns)
    known = [item for item in periods if item is not None]
    guesses = (
        f"period: column {period!r}, by {grain.replace('_', ' ')}, {min(known).label} to {max(known).label}",
        f"value: {', '.join(values[:8])}{' and more' if len(values) > 8 else ''}",
        f"dimensions: {', '.join(codes) or 'none'}",
        f"released: {day}{'' if wishes.released else ', the last day counted, for want of a better one'}",
    )
    return Draft(out, folder, columns, guesses, todo)


def _read(file: Path) -> bytes:
    if not file.is_file():
        raise MeasureError(f"{file}: no such file; name a csv, xlsx or parquet table")
    if file.stat().st_size > MAX_FILE:
        raise MeasureError(f"{file}: larger than {MAX_FILE:,} bytes; sum it up first, a measure holds aggregates")
    return file.read_bytes()


def _table(data: bytes, name: str, wishes: Wishes) -> "pl.DataFrame":
    """Return the table as text, header first."""
    import polars as pl  # noqa: PLC0415 - slow to import

    from onrecord.records.tables import read_any  # noqa: PLC0415 - the same

    if data.startswith(b"PK"):
        book = open_workbook(data, name)
        frame = _from_rows(book.sheet(wishes.sheet or book.names[0]).rows, name)
    else:
        frame = read_any(data, name)
    frame = frame.select(pl.col(column).str.strip_chars().replace("", None) for column in frame.columns)
    frame = frame.filter(~pl.all_horizontal(pl.all().is_null()))
    if frame.height == 0 or frame.width < 2:
        raise MeasureError(f"{name}: holds no table of a period and a figure; write one header line and rows below it")
    if frame.height > MAX_ROWS:
        raise MeasureError(f"{name}: has {frame.height:,} rows; sum it up first, a measure holds aggregates")
    return frame


def _from_rows(rows: Sequence[Sequence[Cell]], name: str) -> "pl.DataFrame":
    """Return a sheet's table: its header is the first row of two or more cells that are all text, or years."""
    import polars as pl  # noqa: PLC0415 - slow to import

    for at, row in enumerate(rows[:50]):
        filled = [cell for cell in row if cell is not None]
        if len(filled) >= 2 and all(isinstance(cell, str) for cell in filled) and at + 1 < len(rows):
            break
    else:
        raise MeasureError(f"{name}: no header row in the first 50 rows; write one with a name for each column")
    names = [str(cell).strip() if cell is not None else f"column_{place + 1}" for place, cell in enumerate(row)]
    names = [column if names.index(column) == place else f"{column}_{place + 1}" for place, column in enumerate(names)]
    table = [[_text(row[place] if place < len(row) else None) for place in range(len(names))] for row in rows[at + 1 :]]
    return pl.DataFrame(table, schema=dict.fromkeys(names, pl.String), orient="row")


def _text(cell: Cell) -> str | None:
    if cell is None:
        return None
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    isoformat = getattr(cell, "isoformat", None)
    return str(isoformat())[:10] if isoformat is not None else str(cell)


def _find_period(frame: "pl.DataFrame", wishes: Wishes, name: str) -> tuple[str, tuple[Period | None, ...], Grain]:
    """Return the column of periods, each row's period, and their grain."""
    if wishes.period is not None and wishes.period not in frame.columns:
        raise MeasureError(f"{name}: has no column {wishes.period!r}, only {', '.join(frame.columns)}")
    for column in [wishes.period] if wishes.period else frame.columns:
        found = read_periods(frame[column].to_list())
        if found is not None:
            return column, found[0], found[1]
    wanted = f"column {wishes.period!r} holds no periods" if wishes.period else "no column holds periods"
    raise MeasureError(
        f"{name}: {wanted}; write days as 2025-06-19, months as 2025-06, quarters as 2025-Q2, years as 2025"
    )


def _find_values(frame: "pl.DataFrame", period: str, wishes: Wishes, name: str) -> tuple[str, ...]:
    if wishes.value is not None:
        if wishes.value not in frame.columns or not _is_numeric(frame[wishes.value].to_list()):
            raise MeasureError(
                f"{name}: column {wishes.value!r} is not there, or holds no figures; name another --value"
            )
        return (wishes.value,)
    found = tuple(
        column
        for column in frame.columns
        if column != period and not _PERSON.search(_code(column) or "") and _is_numeric(frame[column].to_list())
    )
    if not found:
        raise MeasureError(f"{name}: no column holds figures; name one with --value")
    return found


def _is_numeric(cells: Sequence[str | None]) -> bool:
    filled = [cell for cell in cells if cell not in {None, "-", "NA", "N/A", "n/a", "."}]
    return bool(filled) and all(_NUMBER.fullmatch(str(cell)) for cell in filled)


def _find_dimensions(frame: "pl.DataFrame", period: str, values: Sequence[str]) -> dict[str, str]:
    """Return the columns that break the figures down, and the name of the dimension of each."""
    found: dict[str, str] = {}
    for column in frame.columns:
        code = _code(column)
        if column == period or column in values or code is None or _PERSON.search(code):
            continue
        cells = frame[column].drop_nulls()
        if _is_numeric(frame[column].to_list()) or not 1 <= cells.n_unique() <= MAX_CODES or cells.len() < frame.height:
            continue
        name = "area" if _AREA.search(code) and "area" not in found.values() else code
        if name not in {"release", "start", "end", "grain", "value", "status", "note", *found.values()}:
            found[column] = name
    return found


def _tidy(  # noqa: PLR0917 - what was found of the table, in order
    frame: "pl.DataFrame",
    period: str,
    periods: Sequence[Period | None],
    values: Sequence[str],
    dimensions: Mapping[str, str],
    name: str,
) -> tuple[list[dict[str, str]], dict[str, dict[str, str]]]:
    """Return the tidy rows, and each dimension's codes and labels; several figures make a dimension ``series``."""
    codes: dict[str, dict[str, str]] = {dimension: {} for dimension in dimensions.values()}
    if len(values) > 1:
        codes["series"] = {}
    rows: list[dict[str, str]] = []
    seen: dict[tuple[str, ...], int] = {}
    for number, (row, at) in enumerate(zip(frame.iter_rows(named=True), periods, strict=True), start=2):
        if at is None:
            continue
        own = {dim: _code_of(str(row[column]), codes[dim]) for column, dim in dimensions.items()}
        for value in values:
            cell = row[value]
            if cell is None or not _NUMBER.fullmatch(cell):
                continue
            key = {**own, **({"series": _code_of(value, codes["series"])} if len(values) > 1 else {})}
            place = (at.start.isoformat(), *key.values())
            if place in seen:
                raise MeasureError(
                    f"{name}: rows {seen[place]} and {number} hold the same period{' and codes' if key else ''}; "
                    f"sum them up, or keep a column that tells them apart ({row[period]})"
                )
            seen[place] = number
            rows.append(
                {
                    "start": at.start.isoformat(),
                    "end": at.end.isoformat(),
                    "grain": at.grain,
                    **key,
                    "value": _figure(cell),
                }
            )
    return rows, codes


def _figure(cell: str) -> str:
    return re.sub(r"[^\d.+-]", "", cell)


def _code_of(label: str, known: dict[str, str]) -> str:
    """Return the code of a label, made anew where it is not known; two labels never share one."""
    for code, held in known.items():
        if held == label:
            return code
    code = base = _code(label) or "other"
    number = 1
    while code in known:
        number += 1
        code = f"{base}_{number}"
    known[code] = label
    return code


def _code(label: str) -> str | None:
    code = re.sub(r"[^a-z0-9]+", "_", label.lower()).strip("_")
    if not code:
        return None
    return code if code[0].isalpha() else f"n_{code}"


def _column(
    frame: "pl.DataFrame", name: str, period: str, values: Sequence[str], dimensions: Mapping[str, str]
) -> Column:
    cells = frame[name].drop_nulls()
    type_ = "figures" if _is_numeric(frame[name].to_list()) else "text"
    if name == period:
        type_, role = "periods", "period"
    elif name in values:
        role = "value"
    elif name in dimensions:
        role = f"dimension {dimensions[name]}"
    elif _PERSON.search(_code(name) or ""):
        role = "left out: may tell a person"
    else:
        role = "left out"
    return Column(name, type_, role, str(cells[0]) if cells.len() else "")
