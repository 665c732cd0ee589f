"""ICE's detention workbooks as publications: the days they carry, repaired where they cannot be, with the reason.

Shared by the three measures that stand in these workbooks (book-ins, people held, removals).  A publication is known
by the two days it carries, its file's and its pull's, and by its fiscal year; the table of book-ins tells the last
month that it counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from onrecord.ids import bytes_sha256

__all__ = ["Publication", "publications", "release_rows", "with_publication"]

USUAL_DELAY = timedelta(days=10)
"""Median of the days from pull to file where both are plausible (5 to 24 days)."""

LONGEST_DELAY = timedelta(days=31)
"""A pull 36 days and more before its file does not fit the counts, unless the file is a year's last."""

SHORTFALL = timedelta(days=7)
"""A workbook counts up to 6 days beyond the day of its pull; a pull further before its last month is mistyped."""

COUNTED_TO = {
    date(2024, 10, 7): date(2024, 9, 30),
    date(2025, 9, 15): date(2025, 9, 20),
    date(2026, 1, 22): date(2026, 1, 25),
    date(2026, 2, 5): date(2026, 2, 7),
    date(2026, 4, 2): date(2026, 4, 4),
}
"""By day of pull, "ICE Book-ins data is updated through", read in the footnotes of the five workbooks held."""

HELD_ON = {
    date(2024, 10, 7): date(2024, 10, 3),
    date(2025, 9, 15): date(2025, 9, 21),
    date(2026, 1, 22): date(2026, 1, 25),
    date(2026, 2, 5): date(2026, 2, 7),
    date(2026, 4, 2): date(2026, 4, 4),
}
"""By day of pull, "Currently in ICE Detention Facilities data are a snapshot as", read in the same footnotes."""


@dataclass(frozen=True, slots=True)
class Publication:
    """One workbook: ``label`` names it in the data, ``day`` is its release, ``pulled`` the day that it gives its data.

    ``believed`` is ``pulled`` where that can be, else ``None``; ``last_month`` is the last month that it counts.
    """

    label: str
    filed: date
    pulled: date
    fiscal_year: int
    day: date
    day_note: str | None
    last_month: date
    believed: date | None

    @property
    def is_final(self) -> bool:
        """Say whether its fiscal year was over when its data were pulled."""
        return self.counted_to >= date(self.fiscal_year, 9, 30)

    @property
    def counted_to(self) -> date:
        """The last day that its year-to-date figures count: as its footnotes say, else the day of the pull."""
        stated = COUNTED_TO.get(self.pulled) or self.believed or self.day - USUAL_DELAY
        return min(stated, date(self.fiscal_year, 9, 30))

    @property
    def held_on(self) -> date:
        """The day on which it counts those held: as its footnotes say, else the day of the pull."""
        return HELD_ON.get(self.pulled) or self.believed or self.day - USUAL_DELAY

    @property
    def count_note(self) -> str:
        """Where the last day counted is known from."""
        if self.pulled in COUNTED_TO:
            return "the last day counted is the one that the workbook says"
        if self.believed:
            return "the last day counted is taken as that of the workbook's pull; it may count some days more"
        return (
            f"the workbook gives the day of its pull as {self.pulled}, which cannot be; taken as {USUAL_DELAY.days} "
            "days before the file's day, the median delay"
        )


def publications(book_ins: pl.DataFrame) -> dict[tuple[str, str, str], Publication]:
    """Return each publication by the three texts that name it (file's day, pull's day, fiscal year), in order of day.

    ``book_ins`` is the table of book-ins as released, with columns ``filed``, ``pulled``, ``fiscal_year``, ``start``
    and ``value``.
    """
    found = []
    for (filed, pulled, year), group in book_ins.group_by("filed", "pulled", "fiscal_year", maintain_order=True):
        counted = group.filter(pl.col("value").cast(pl.Float64).fill_null(0) > 0)["start"].to_list()
        first, last = date.fromisoformat(min(group["start"])), date.fromisoformat(max(counted))
        key = (str(filed), str(pulled), str(year))
        days = (date.fromisoformat(key[0]), date.fromisoformat(key[1]), int(key[2]))
        found.append((key, days, *_release_day(*days, first, last), last, tuple(group["value"].to_list())))
    found.sort(key=lambda item: (item[2], item[1][1]))
    taken: dict[date, tuple[object, ...]] = {}
    made: dict[tuple[str, str, str], Publication] = {}
    for key, (filed_day, pulled_day, fiscal_year), day, note, last, values in found:
        repeated = taken.setdefault(pulled_day, values) != values
        is_last = (filed_day.month, filed_day.day) == (12, 31) and filed_day.year == fiscal_year
        plausible = pulled_day <= day and (is_last or day - pulled_day <= LONGEST_DELAY) and not repeated
        label = day.isoformat()
        if sum(other[2] == day for other in found) > 1:
            label = f"{label} pulled {pulled_day}"
        made[key] = Publication(
            label, filed_day, pulled_day, fiscal_year, day, note, last, pulled_day if plausible else None
        )
    return made


def with_publication(table: pl.DataFrame) -> list[tuple[tuple[str, str, str], pl.DataFrame]]:
    """Return the rows of each publication in ``table``, with the three texts that name it."""
    groups = table.group_by("filed", "pulled", "fiscal_year", maintain_order=True)
    return [((str(name[0]), str(name[1]), str(name[2])), group) for name, group in groups]


def release_rows(
    known: Mapping[tuple[str, str, str], Publication], groups: list[tuple[tuple[str, str, str], pl.DataFrame]]
) -> pl.DataFrame:
    """Return ``releases.csv``: one row for each publication; its hash is that of its rows in the released table."""
    hashes = {name: bytes_sha256(group.write_csv().encode()) for name, group in groups}
    rows = []
    for name, item in known.items():
        if name not in hashes:
            continue
        rows.append(
            {
                "release": item.label,
                "day": item.day.isoformat(),
                "stated_day": item.filed.isoformat() if item.filed != item.day else None,
                "agency": "ICE",
                "title": f"Detention Statistics FY{item.fiscal_year}, workbook dated {item.filed}",
                "url": "https://www.ice.gov/detain/detention-management",
                "licence": None,
                "citation": (
                    "U.S. Immigration and Customs Enforcement, Detention Statistics "
                    f"FY{item.fiscal_year}, workbook dated {item.filed}; tabulated by the "
                    "Deportation Data Project (ice-detention-management, 3aba70e)."
                ),
                "sha256": hashes[name],
                "day_note": item.day_note,
            }
        )
    return pl.DataFrame(rows, infer_schema_length=None)


def _release_day(filed: date, pulled: date, fiscal_year: int, first: date, last: date) -> tuple[date, str | None]:
    """Return the day of release and why it is not simply the file's."""
    placeholder = (filed.month, filed.day) == (12, 31) and filed.year == fiscal_year
    if placeholder and pulled < date(fiscal_year, 9, 1):
        return pulled + USUAL_DELAY, (
            f"the file carries {filed}, the placeholder of a fiscal year's last workbook, but its data were pulled on "
            f"{pulled}, and later workbooks replaced it from 2021-04-29; day estimated as {USUAL_DELAY.days} days "
            "after the pull, the median delay"
        )
    if placeholder:
        return filed, (
            f"{filed} is the placeholder of a fiscal year's last workbook; its own day is not known, and the late one "
            "is kept so that nothing is shown too early"
        )
    if filed < first:
        return filed.replace(year=filed.year + 1), (
            f"the file carries {filed}, before the fiscal year {fiscal_year} that it counts; taken as a mistyped year"
        )
    if pulled > filed or pulled + SHORTFALL < last:
        return filed, f"the workbook gives its data's day as {pulled} but counts later ones; the file's day is kept"
    return filed, None
