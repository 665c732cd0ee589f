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

from onrecord.errors import MeasureError
from onrecord.model import Period
from onrecord.records.areas import area_names
from onrecord.records.describe import Described, describe_draft
from onrecord.records.figures import Figures, is_missing, read_figures
from onrecord.records.gather import gather_periods
from onrecord.records.grid import Grid
from onrecord.records.opened import read_file
from onrecord.records.stamp import stamp_description

__all__ = ["Column", "Draft", "Wishes", "draft_measure"]

MAX_CODES = 80
"""A text column with more values than this names things one by one and is no dimension."""

MAX_AREAS = 4_000
"""Areas that a column so named may hold: the United States have about 3,200 counties."""

_PERSON = re.compile(
    r"(?:^|_)(?:name|first|last|surname|birth|dob|ssn|passport|alien|address|street|email|e_mail|phone|person|"
    r"identifier|uuid|guid|id|lat|latitude|lon|longitude)(?:_|$)"
)
_THING = re.compile(
    r"(?:^|_)(?:state|county|city|town|district|school|hospital|station|region|area|country|agency|department|office|"
    r"borough|ward|precinct|zone|route|line|branch|facility|site|industry|category|series|measure|indicator)_name$"
)
_AREA = re.compile(
    r"(?:^|_)(?:state|states|area|region|country|county|city|town|nation|province|geo|geography|district|borough|parish|"
    r"municipality|metro|msa|jurisdiction|place|neighborhood|neighbourhood|ward|precinct|zip|fips|location)(?:_|$)"
)
_CODE = re.compile(
    r"(?:^|_)(?:fips|geoid|geo_id|code|zip|zipcode|rank|no|number_of_row|row|index_no|year|month|quarter)$"
)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user says instead of leaving it to be guessed."""

    id: str | None = None
    value: str | None = None
    period: str | None = None
    sheet: str | None = None
    released: date | None = None
    day_first: bool | None = None
    area: str | None = None
    agency: str | None = None


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
    stem = re.sub(r"[_\W]+", " ", file.stem).strip()
    id_ = wishes.id or f"own/{_code(file.stem) or 'measure'}"
    if not re.fullmatch(r"[a-z][a-z0-9_]*/[a-z][a-z0-9_]*", id_):
        raise MeasureError(f"{id_}: is no measure's name; write it as agency/measure in small letters")
    folder = out / id_
    if folder.exists():
        raise MeasureError(f"{folder}: is there already; say another --id, or delete it")
    table = read_file(file, wishes.sheet)
    grid, notes = table.grid, table.notes
    found = gather_periods(grid, file.name, stem or "value", wishes.period, day_first=wishes.day_first)
    grid = found.grid
    values = _find_values(grid, found.column, wishes, file.name, is_comma_likely=table.is_comma_likely)
    dimensions = _find_dimensions(grid, found.column, values)
    rows, codes = _tidy(grid, found.column, found.periods, values, dimensions, file.name)
    known = [item for item in found.periods if item is not None]
    day = wishes.released or max(item.last_day for item in known)
    described = Described(
        id_,
        file.name,
        found.grain,
        day,
        values,
        codes,
        rows,
        table.sha256,
        wishes.area or _only_area(grid, dimensions),
        wishes.agency,
    )
    text, releases, tidy, todo = describe_draft(described)
    files = {"releases.csv": releases, "data.csv": tidy}
    try:
        folder.mkdir(parents=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
        (folder / "measure.yml").write_text(stamp_description(text, files), encoding="utf-8")
    except OSError as error:
        raise MeasureError(f"{folder}: cannot be written ({error.strerror}); say another --out") from error
    columns = tuple(_column(grid, name, found.column, values, dimensions) for name in grid.names)
    guesses = (
        f"period: column {found.column!r}, by {found.grain.replace('_', ' ')}, {_span(known)}",
        f"value: {', '.join(list(values)[:8])}{' and more' if len(values) > 8 else ''}",
        f"dimensions: {', '.join(codes) or 'none'}",
        f"released: {day}{'' if wishes.released else ', the last day counted, for want of a better one'}",
        *(f"note: {words}" for words in (*notes, *grid.notes, *found.notes, *_on_figures(values))),
    )
    return Draft(out, folder, columns, guesses, todo)


def _span(periods: Sequence[Period]) -> str:
    """Return the first and the last period as tables write them."""
    first, last = (
        f"{item.start.year}-Q{item.start.month // 3 + 1}" if item.grain == "quarter" else item.label.partition("/")[0]
        for item in (min(periods), max(periods))
    )
    return f"{first} to {last}"


def _only_area(grid: Grid, dimensions: Mapping[str, str]) -> str | None:
    """Return the one area of a table that counts no other."""
    for column, dimension in dimensions.items():
        labels = set(_labels(column, grid.column(column))) if dimension == "area" else set()
        if len(labels) == 1:
            return labels.pop()
    return None


def _find_values(grid: Grid, period: str, wishes: Wishes, name: str, *, is_comma_likely: bool) -> dict[str, Figures]:
    """Return the columns of figures, and the figures of each."""
    if wishes.value is not None and wishes.value not in grid.names:
        raise MeasureError(f"{name}: has no column {wishes.value!r}, only {', '.join(grid.names[:20])}")
    found: dict[str, Figures] = {}
    wrong: list[tuple[int, str, str]] = []
    for column in (wishes.value,) if wishes.value else grid.names:
        code = _code(column) or ""
        if column == period or (wishes.value is None and (_is_person(code) or _CODE.search(code))):
            continue
        cells = grid.column(column)
        figures, odd = read_figures(cells, is_comma_likely=is_comma_likely)
        if figures is not None:
            found[column] = figures
        elif odd is not None:
            good = sum(read_figures([cell])[0] is not None for cell in cells)
            wrong.append((good, column, f"row {grid.lines[cells.index(odd)]} holds {odd[:40]!r}"))
    if found:
        return found
    most = max(wrong, default=(0, "", ""))
    if most[0] * 2 > len(grid.rows):
        raise MeasureError(
            f"{name}: column {most[1]!r} is no column of figures: {most[2]}; correct the cell or empty it"
        )
    if wishes.value is not None:
        raise MeasureError(f"{name}: column {wishes.value!r} holds no figures; name another --value")
    raise MeasureError(
        f"{name}: no column holds figures beside the periods in {period!r}; name one with --value. Where a workbook's "
        "figures are formulas, open it in a spreadsheet program and save it, so that their results are stored"
    )


def _on_figures(values: Mapping[str, Figures]) -> list[str]:
    notes = []
    for column, figures in values.items():
        left = sum(value is None for value in figures.values)
        if figures.missing:
            marks = ", ".join(figures.missing[:4])
            notes.append(f"{column!r}: {left} cell{'s' * (left != 1)} without a figure ({marks})")
        notes += [f"{column!r}: {words}" for words in figures.notes]
    return notes[:8]


def _is_person(code: str) -> bool:
    return _PERSON.search(code) is not None and _THING.search(code) is None


def _find_dimensions(grid: Grid, period: str, values: Mapping[str, Figures]) -> dict[str, str]:
    """Return the columns that break the figures down, and the name of the dimension of each."""
    found: dict[str, str] = {}
    for column in grid.names:
        code = _code(column)
        if column == period or column in values or code is None or _is_person(code):
            continue
        cells = [cell for cell in grid.column(column) if cell is not None]
        labels = set(cells)
        states = _states(column, labels)
        is_area = _AREA.search(code) is not None or states is not None
        is_of_figures = states is None and read_figures(cells)[0] is not None
        if (
            is_of_figures
            or not 1 <= len(labels) <= (MAX_AREAS if is_area else MAX_CODES)
            or len(cells) < len(grid.rows)
        ):
            continue
        if any(_pairs(grid, column, other) for other in found):
            continue
        name = "area" if is_area and "area" not in found.values() else code
        if name not in {"release", "start", "end", "grain", "value", "status", "note", *found.values()}:
            found[column] = name
    return found


def _pairs(grid: Grid, one: str, other: str) -> bool:
    """Say whether two columns name the same things in two ways, as a state and its code do."""
    pairs = set(zip(grid.column(one), grid.column(other), strict=True))
    return len(pairs) > 1 and len({first for first, _ in pairs}) == len({second for _, second in pairs}) == len(pairs)


def _tidy(  # noqa: PLR0917 - what was found of the table, in order
    grid: Grid,
    period: str,
    periods: Sequence[Period | None],
    values: Mapping[str, Figures],
    dimensions: Mapping[str, str],
    name: str,
) -> tuple[list[dict[str, str]], dict[str, dict[str, str]]]:
    """Return the tidy rows, and each dimension's codes and labels; several figures make a dimension ``series``."""
    codes: dict[str, dict[str, str]] = {dimension: {} for dimension in dimensions.values()}
    if len(values) > 1:
        codes["series"] = {}
    labels = {column: _labels(column, grid.column(column)) for column in dimensions}
    held: dict[str, dict[str, str]] = {dimension: {} for dimension in codes}
    rows: list[dict[str, str]] = []
    seen: dict[tuple[str, ...], int] = {}
    for at, when in enumerate(periods):
        if when is None:
            continue
        own = {dim: _code_of(labels[column][at], codes[dim], held[dim]) for column, dim in dimensions.items()}
        for value, figures in values.items():
            number = figures.values[at]
            if number is None:
                continue
            key = dict(own)
            if len(values) > 1:
                key["series"] = _code_of(value, codes["series"], held["series"])
            place = (when.start.isoformat(), *key.values())
            line = grid.lines[at]
            if place in seen:
                raise MeasureError(
                    f"{name}: rows {seen[place]} and {line} hold the same period{' and codes' if key else ''}; sum "
                    f"them up, or keep a column that tells them apart ({grid.column(period)[at]}"
                    f"{''.join(f', {label}' for label in key.values())})"
                )
            seen[place] = line
            start, end = when.start.isoformat(), when.end.isoformat()
            rows.append({"start": start, "end": end, "grain": when.grain, **key, "value": number})
    for dimension in [dimension for dimension, known in codes.items() if len(known) == 1]:
        del codes[dimension]
        rows = [{head: cell for head, cell in row.items() if head != dimension} for row in rows]
    used = {dimension: {row[dimension] for row in rows} for dimension in codes}
    return rows, {
        dimension: {code: label for code, label in known.items() if code in used[dimension]}
        for dimension, known in codes.items()
    }


def _labels(column: str, cells: Sequence[str | None]) -> tuple[str, ...]:
    """Return the labels of a column: names of states for their letters or numbers, else what stands there."""
    names = _states(column, {cell for cell in cells if cell is not None}) or {}
    return tuple(names.get(str(cell), str(cell)) for cell in cells)


def _states(column: str, labels: set[str]) -> dict[str, str] | None:
    return area_names(labels, numbered=re.search(r"(?:^|_)fips(?:_|$)", _code(column) or "") is not None)


def _code_of(label: str, known: dict[str, str], held: dict[str, str]) -> str:
    """Return the code of a label, made anew where none is held; two labels never share one."""
    if label in held:
        return held[label]
    code = base = _code(label) or "other"
    number = 1
    while code in known:
        number += 1
        code = f"{base}_{number}"
    known[code] = label
    held[label] = code
    return code


def _code(label: str) -> str | None:
    code = re.sub(r"[^a-z0-9]+", "_", label.lower()).strip("_")
    if not code:
        return None
    return code if code[0].isalpha() else f"n_{code}"


def _column(grid: Grid, name: str, period: str, values: Mapping[str, Figures], dimensions: Mapping[str, str]) -> Column:
    cells = [cell for cell in grid.column(name) if not is_missing(cell)]
    type_ = "figures" if read_figures(grid.column(name))[0] is not None else "text"
    if name == period:
        type_, role = "periods", "period"
    elif name in values:
        type_, role = "figures", "value"
    elif name in dimensions:
        role = f"dimension {dimensions[name]}"
    elif _is_person(_code(name) or ""):
        role = "left out: may tell a person"
    elif any(_pairs(grid, name, other) for other in dimensions):
        role = "left out: names the same as another column"
    elif _CODE.search(_code(name) or ""):
        role = "left out: a code"
    elif len(cells) < len(grid.rows):
        role = "left out: not filled in every row"
    else:
        role = "left out"
    return Column(name, type_, role, str(cells[0])[:60] if cells else "")
