"""ICE's detention workbook read: the three tables that are kept, found by their headings, whatever the year's layout.

The layouts differ by fiscal year (columns for family centers come and go), so a table is found by the words of its
heading and its columns by theirs; a table, a column or a row that is not where it belongs is an error, never a guess.
Read in the originals of fiscal years 2024 to 2026.  Facilities, addresses and all other tables are not read.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from onrecord.errors import MeasureError
from onrecord.records.release import Came, NewRelease
from onrecord.records.spreadsheet import Cell, Sheet, Workbook, open_workbook

__all__ = ["DetentionStatistics", "new_release", "read_came", "read_statistics"]

MONTHS = ("Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep")
CRIMINALITY = {
    "total": "all",
    "convicted criminal": "convicted",
    "pending criminal charges": "pending",
    "other immigration violator": "other",
}
AGENCIES = ("total", "ice", "cbp")

_DAY = r"(\d{1,2})/(\d{1,2})/(\d{4})"
_STATED = {
    "book_ins": re.compile(rf"book-ins data (?:is|are) updated through {_DAY}", re.IGNORECASE),
    "removals": re.compile(rf"removals data are updated through {_DAY}", re.IGNORECASE),
    "held": re.compile(rf"currently in ice detention facilities data are a snapshot as(?: of)? {_DAY}", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class DetentionStatistics:
    """What one workbook says, with the last day that each table counts; ``written`` is the day on which it was saved.

    ``book_ins`` by (first of month, agency), months that stand empty left out; ``held`` by (criminality, agency).
    """

    fiscal_year: int
    written: date | None
    book_ins: Mapping[tuple[date, str], int]
    held: Mapping[tuple[str, str], int]
    removals: int
    counted_to: Mapping[str, date]

    @property
    def last_day(self) -> date:
        """The last day that any of its tables counts."""
        return max(self.counted_to.values())


def read_came(came: Sequence[Came]) -> tuple[DetentionStatistics, date]:
    """Return what the workbook that came says, and its day of release.

    That is the day on which it was saved last, which is the day of the file in four of the five originals held (the
    fifth is a year's last); where it is before the last day counted, or not said, the day on which it came.
    """
    (only,) = came
    statistics = read_statistics(open_workbook(only.path.read_bytes(), only.name))
    if statistics.written is not None and statistics.last_day <= statistics.written <= only.day:
        return statistics, statistics.written
    if statistics.last_day > only.day:
        raise MeasureError(f"{only.name}: counts to {statistics.last_day}, after the day on which it came; look at it")
    return statistics, only.day


def new_release(
    came: Sequence[Came], statistics: DetentionStatistics, day: date, tables: Mapping[str, pl.DataFrame]
) -> NewRelease:
    """Return the release of a workbook with its rows."""
    (only,) = came
    year = f"FY{statistics.fiscal_year}"
    is_saved = statistics.written == day
    return NewRelease(
        label=day.isoformat(),
        day=day,
        agency="ICE",
        title=f"Detention Statistics {year}, workbook saved on {statistics.written or day}",
        url=only.url or "https://www.ice.gov/detain/detention-management",
        sha256=only.sha256,
        tables=tables,
        citation=(
            f"U.S. Immigration and Customs Enforcement, Detention Statistics {year}, workbook saved on "
            f"{statistics.written or day}."
        ),
        stated_day=statistics.written,
        day_note=None if is_saved else "the workbook does not say a day that can be; the day on which it came is kept",
    )


def read_statistics(book: Workbook) -> DetentionStatistics:
    """Return the three tables of a workbook.

    Raises:
        MeasureError: a sheet, table, column, row or figure is not where it belongs; says which and where.

    """
    sheet = _the_sheet(book, r"^\s*Detention FY\s?\d{2,4}")
    year = _fiscal_year(sheet, book.where)
    notes = " \n".join(str(cell) for row in _the_sheet(book, r"^Footnotes").rows for cell in row if cell is not None)
    counted_to = {table: _stated_day(notes, pattern, table, book.where) for table, pattern in _STATED.items()}
    return DetentionStatistics(
        year,
        book.written,
        _book_ins(sheet, year, book.where),
        _held(sheet, book.where),
        _removals(sheet, book.where),
        counted_to,
    )


def _the_sheet(book: Workbook, pattern: str) -> Sheet:
    names = [name for name in book.names if re.search(pattern, name)]
    if len(names) != 1:
        raise MeasureError(
            f"{book.where}: {len(names)} sheets fit {pattern!r} among {', '.join(book.names)}; "
            "this is not ICE's workbook, or its layout has changed"
        )
    return book.sheet(names[0])


def _fiscal_year(sheet: Sheet, where: str) -> int:
    for row in sheet.rows[:12]:
        for cell in row:
            found = re.search(r"ICE DETENTION DATA,.*FY\s?(20\d\d)", str(cell))
            if found:
                return int(found[1])
    raise MeasureError(f"{where}: sheet {sheet.name!r} does not say its fiscal year; its layout has changed")


def _stated_day(notes: str, pattern: re.Pattern[str], table: str, where: str) -> date:
    found = pattern.search(notes)
    if found is None:
        raise MeasureError(f"{where}: the footnotes do not say to which day {table} are counted; look at the sheet")
    month, day, year = (int(part) for part in found.groups())
    return date(year, month, day)


def _find(sheet: Sheet, heading: str, where: str) -> tuple[int, int]:
    """Return the row and column of the one cell that begins with ``heading``."""
    found = [
        (at, place)
        for at, row in enumerate(sheet.rows)
        for place, cell in enumerate(row)
        if isinstance(cell, str) and _plain(cell).startswith(heading)
    ]
    if len(found) != 1:
        raise MeasureError(
            f"{where}: {len(found)} tables of sheet {sheet.name!r} are headed {heading!r}; its layout has changed"
        )
    return found[0]


def _columns(sheet: Sheet, at: int, place: int, first: str, where: str) -> Mapping[str, int]:
    """Return the columns of the table whose header begins at ``place`` with ``first``, up to the first empty one."""
    row = sheet.rows[at]
    if place >= len(row) or _plain(row[place]) != first:
        raise MeasureError(f"{where}: sheet {sheet.name!r}, row {at + 1}: {first!r} expected as first column")
    columns: dict[str, int] = {}
    for column in range(place, len(row)):
        name = _plain(row[column])
        if not name:
            break
        columns[name] = column
    return columns


def _needed(columns: Mapping[str, int], names: Sequence[str], table: str, where: str) -> None:
    missing = [name for name in names if name not in columns]
    if missing:
        raise MeasureError(
            f"{where}: the table of {table} has no column {missing[0]!r}, only {', '.join(columns)}; "
            "its layout has changed"
        )


def _book_ins(sheet: Sheet, year: int, where: str) -> Mapping[tuple[date, str], int]:
    at, place = _find(sheet, "ice initial book-ins by arresting agency and month", where)
    columns = _columns(sheet, at + 1, place, "agency", where)
    _needed(columns, [*(month.lower() for month in MONTHS), "total"], "book-ins", where)
    found: dict[tuple[date, str], int] = {}
    seen = set()
    for row in range(at + 2, at + 5):
        agency = _plain(_cell(sheet, row, place))
        if agency not in AGENCIES:
            raise MeasureError(f"{where}: sheet {sheet.name!r}, row {row + 1}: no agency is called {agency!r}")
        seen.add(agency)
        for number, month in enumerate(MONTHS):
            cell = _cell(sheet, row, columns[month.lower()])
            if cell is None or cell == "":
                continue
            first = date(year - (number < 3), (number + 9) % 12 + 1, 1)
            found[first, agency] = _count(cell, sheet, row, where)
    if seen != set(AGENCIES):
        raise MeasureError(
            f"{where}: the table of book-ins has the agencies {', '.join(sorted(seen))}; three are expected"
        )
    return found


def _held(sheet: Sheet, where: str) -> Mapping[tuple[str, str], int]:
    at, place = _find(sheet, "ice currently detained by criminality and arresting agency", where)
    columns = _columns(sheet, at + 1, place, "criminality", where)
    _needed(columns, AGENCIES, "people held", where)
    found = {}
    for row in range(at + 2, at + 6):
        code = CRIMINALITY.get(_plain(_cell(sheet, row, place)))
        if code is None:
            raise MeasureError(
                f"{where}: sheet {sheet.name!r}, row {row + 1}: no class is called {_cell(sheet, row, place)!r}"
            )
        for agency in AGENCIES:
            found[code, agency] = _count(_cell(sheet, row, columns[agency]), sheet, row, where)
    if {code for code, _ in found} != set(CRIMINALITY.values()):
        raise MeasureError(f"{where}: the table of people held does not have the four rows expected")
    return found


def _removals(sheet: Sheet, where: str) -> int:
    at, place = _find(sheet, "ice removals:", where)
    columns = _columns_with_gaps(sheet, at + 1, place)
    if _plain(_cell(sheet, at + 2, place)) != "total" or "total" not in columns:
        raise MeasureError(f"{where}: sheet {sheet.name!r}, row {at + 3}: the total of removals is not where it was")
    return _count(_cell(sheet, at + 2, columns["total"]), sheet, at + 2, where)


def _columns_with_gaps(sheet: Sheet, at: int, place: int) -> Mapping[str, int]:
    """Return the named columns from ``place`` on; merged cells leave gaps between them."""
    row = sheet.rows[at]
    return {_plain(row[column]): column for column in range(place, len(row)) if _plain(row[column])}


def _cell(sheet: Sheet, row: int, column: int) -> Cell:
    if row >= len(sheet.rows) or column >= len(sheet.rows[row]):
        return None
    return sheet.rows[row][column]


def _plain(cell: Cell) -> str:
    return re.sub(r"\s+", " ", cell).strip().lower() if isinstance(cell, str) else ""


def _count(cell: Cell, sheet: Sheet, row: int, where: str) -> int:
    text = cell.replace(",", "").strip() if isinstance(cell, str) else cell
    try:
        if isinstance(text, bool) or text is None:
            raise ValueError
        value = float(str(text))
        if value != int(value) or value < 0:
            raise ValueError
    except ValueError:
        raise MeasureError(f"{where}: sheet {sheet.name!r}, row {row + 1}: {cell!r} is no count") from None
    return int(value)
