"""How the tidy book-ins were made from the tabulation of ICE's detention workbooks: every publication is kept.

Run by hand: ``python -m onrecord.measures.ice.detention_book_ins.load RAW_DIR OUT_DIR``; never at run time.
A publication is known by the two days it carries, its file's and its pull's, and by its fiscal year.  Days that
cannot be are repaired, figures that cannot be are flagged; both say why.
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import polars as pl

from onrecord.ids import bytes_sha256
from onrecord.records.description import MeasureDescription
from onrecord.records.snapshot import write_tidy

__all__ = ["build"]

USUAL_DELAY = timedelta(days=10)
"""Median of the days from pull to file where both are plausible (5 to 24 days)."""

SHORTFALL = timedelta(days=7)
"""A workbook counts up to 6 days beyond the day of its pull; a pull further before its last month is mistyped."""

FEW = 10
"""A month in which any agency counts fewer is left out of a publication, for all agencies."""

FALL = 0.005
"""A fiscal year's running total is revised by less than this; a larger fall is another sheet's figures."""

SAME = 0.003
"""Early and last sheets of fiscal year 2020 differ by less than this in a month; two years differ by more."""

COUNTED_TO = {
    date(2024, 10, 7): date(2024, 9, 30),
    date(2025, 9, 15): date(2025, 9, 20),
    date(2026, 1, 22): date(2026, 1, 25),
    date(2026, 2, 5): date(2026, 2, 7),
    date(2026, 4, 2): date(2026, 4, 4),
}
"""By day of pull, "ICE Book-ins data is updated through", read in the footnotes of the five workbooks held."""


@dataclass(frozen=True, slots=True)
class _Publication:
    filed: date
    pulled: date
    fiscal_year: int
    months: tuple[tuple[date, dict[str, int]], ...]
    sha256: str
    day: date
    day_note: str | None
    suspect: str | None = None

    @property
    def running_total(self) -> int:
        return sum(counts["ice"] for _, counts in self.months)


def build(released: Mapping[str, pl.DataFrame], description: MeasureDescription) -> Mapping[str, pl.DataFrame]:
    """Return ``releases.csv`` and ``monthly.csv`` of every publication."""
    (frame,) = (released[table.file] for table in description.released)
    groups = frame.with_row_index("row").partition_by("filed", "pulled", "fiscal_year", maintain_order=True)
    publications = sorted((_read(group) for group in groups), key=lambda item: (item.day, item.pulled))
    judged = _judge(publications)
    labels = {id(item): _label(item, judged) for item in judged}
    return {
        "releases.csv": pl.DataFrame([_release_row(labels[id(item)], item) for item in judged]),
        "monthly.csv": pl.DataFrame(
            [row for item in judged for row in _rows(labels[id(item)], item)], infer_schema_length=None
        ),
    }


def _read(group: pl.DataFrame) -> _Publication:
    first = group.row(0, named=True)
    filed, pulled = date.fromisoformat(first["filed"]), date.fromisoformat(first["pulled"])
    months: dict[date, dict[str, int]] = {}
    for row in group.iter_rows(named=True):
        counts = months.setdefault(date.fromisoformat(row["start"]), {})
        counts[row["arresting_agency"].lower()] = int(float(row["value"] or 0))
    last = max(month for month, counts in months.items() if any(counts.values()))
    kept = tuple((month, months[month]) for month in sorted(months) if month <= last)
    for month, counts in kept:
        if counts["ice"] + counts["cbp"] != counts["total"]:
            raise SystemExit(f"{filed}: the agencies of {month} do not add up to the total: look at the release")
    sha256 = bytes_sha256(group.drop("row").write_csv().encode())
    year = int(first["fiscal_year"])
    day, note = _release_day(filed, pulled, year, [month for month, _ in kept])
    return _Publication(filed, pulled, year, kept, sha256, day, note)


def _release_day(filed: date, pulled: date, fiscal_year: int, months: list[date]) -> tuple[date, str | None]:
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
    if filed < months[0]:
        return filed.replace(year=filed.year + 1), (
            f"the file carries {filed}, before the fiscal year {fiscal_year} that it counts; taken as a mistyped year"
        )
    if pulled > filed or pulled + SHORTFALL < months[-1]:
        return filed, f"the workbook gives its data's day as {pulled} but counts later ones; the file's day is kept"
    return filed, None


def _judge(publications: list[_Publication]) -> list[_Publication]:
    last_of_year = {item.fiscal_year: item for item in publications}
    judged: list[_Publication] = []
    highest: dict[int, tuple[int, date]] = {}
    for item in publications:
        total, since = highest.get(item.fiscal_year, (0, item.day))
        reason = None
        repeated = next(
            (other for year, other in last_of_year.items() if year < item.fiscal_year and _repeats(item, other)), None
        )
        if repeated:
            reason = (
                f"the figures are those of fiscal year {repeated.fiscal_year}, under the heading of {item.fiscal_year}"
            )
        elif item.running_total < total * (1 - FALL):
            reason = f"the running total of the fiscal year falls from {total:,} ({since}) to {item.running_total:,}"
        else:
            highest[item.fiscal_year] = max((item.running_total, item.day), (total, since))
        judged.append(_flag(item, reason))
    return judged


def _repeats(item: _Publication, other: _Publication) -> bool:
    pairs = list(zip(item.months, other.months, strict=False))
    same = [abs(mine["ice"] - theirs["ice"]) <= SAME * theirs["ice"] for (_, mine), (_, theirs) in pairs]
    return len(same) >= 6 and sum(same) >= 6


def _flag(item: _Publication, reason: str | None) -> _Publication:
    if reason is None:
        return item
    months = tuple((month, counts) for month, counts in item.months if month <= item.day)
    left_out = len(item.months) - len(months)
    if left_out:
        reason += f"; {left_out} months that had not begun by its release are left out"
    return replace(item, months=months, suspect=reason)


def _label(item: _Publication, publications: list[_Publication]) -> str:
    label = item.day.isoformat()
    if sum(other.day == item.day for other in publications) > 1:
        return f"{label} pulled {item.pulled}"
    return label


def _release_row(label: str, item: _Publication) -> dict[str, str | None]:
    changed = item.filed != item.day
    return {
        "release": label,
        "day": item.day.isoformat(),
        "stated_day": item.filed.isoformat() if changed else None,
        "agency": "ICE",
        "title": f"Detention Statistics FY{item.fiscal_year}, workbook dated {item.filed}",
        "url": "https://www.ice.gov/detain/detention-management",
        "licence": None,
        "citation": (
            f"U.S. Immigration and Customs Enforcement, Detention Statistics FY{item.fiscal_year}, workbook dated "
            f"{item.filed}; tabulated by the Deportation Data Project (ice-detention-management, 3aba70e)."
        ),
        "sha256": item.sha256,
        "day_note": item.day_note,
    }


def _rows(label: str, item: _Publication) -> list[dict[str, str | int | None]]:
    rows: list[dict[str, str | int | None]] = []
    for place, (month, counts) in enumerate(item.months, start=1):
        if min(counts.values()) < FEW:
            continue
        end = (month + timedelta(days=31)).replace(day=1)
        counted_to = COUNTED_TO.get(item.pulled)
        status, note = "normal", None
        if item.suspect:
            status, note = "suspect", item.suspect
        elif place == len(item.months) and item.pulled < end - timedelta(days=1):
            status = "partial"
            note = f"counts to {counted_to}, as the workbook says" if counted_to else "counts a part of the month"
        rows += [
            {
                "release": label,
                "start": month.isoformat(),
                "end": end.isoformat(),
                "grain": "month",
                "arresting_agency": agency,
                "value": counts[agency],
                "status": status,
                "note": note,
            }
            for agency in ("cbp", "ice", "total")
        ]
    return rows


if __name__ == "__main__":
    write_tidy(Path(__file__).parent, build, sys.argv[1:])
