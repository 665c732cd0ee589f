"""Values that cannot be right, found by what must hold between them: kept, flagged ``suspect``, never corrected.

The rules of a measure stand in its ``measure.yml`` (``invariants``) and are applied in their order whenever a release
is taken in; a value already flagged is no witness against another.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log
from typing import TYPE_CHECKING, Any

from onrecord.records.description import InvariantDescription, MeasureDescription

if TYPE_CHECKING:
    import polars as pl

__all__ = ["find_suspects", "flag_suspects"]

STEADY = 1.5
"""Two neighbours that differ by less than this factor agree; a value far from both of them is the odd one."""

SWAPPED = 0.25
"""Two columns are exchanged where exchanging them back leaves less than this part of the step to their neighbours."""

REPEATED = 3
"""So many periods at least of a release of several, and half of them, stand like those of an earlier year."""


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    release: str
    day: date
    start: date
    end: date
    codes: Mapping[str, str]
    value: float

    @property
    def fiscal_year(self) -> int:
        """The fiscal year (October to September) in which the period starts."""
        return self.start.year + (self.start.month >= 10)


RETURNS = 5
"""A release is compared with so many before it."""

_Broken = Iterator[tuple[int, str]]
_Rule = Callable[[Sequence[_Row], InvariantDescription, Collection[int]], _Broken]
"""From the rows looked at, the rule and the numbers flagged so far to the numbers that break it, and why."""


def flag_suspects(frame: "pl.DataFrame", days: Mapping[str, date], description: MeasureDescription) -> "pl.DataFrame":
    """Return the tidy ``frame`` with every value that breaks an invariant as ``suspect``, its reason as the note.

    ``days`` maps the label of each release to its day.  Values flagged before stay so.
    """
    import polars as pl  # noqa: PLC0415 - slow to import

    found = find_suspects(frame, days, description)
    notes = [found.get(number, note) for number, note in enumerate(frame["note"].to_list())]
    status = ["suspect" if number in found else held for number, held in enumerate(frame["status"].to_list())]
    return frame.with_columns(pl.Series("status", status, pl.String), pl.Series("note", notes, pl.String))


def find_suspects(frame: "pl.DataFrame", days: Mapping[str, date], description: MeasureDescription) -> dict[int, str]:
    """Return the reason for each row of ``frame`` (its number from 0) that breaks an invariant of the measure."""
    rows = [
        _Row(
            number,
            row["release"],
            days[row["release"]],
            _day(row["start"]),
            _day(row["end"]),
            {name: row[name] for name in description.dimensions},
            float(row["value"]),
        )
        for number, row in enumerate(frame.iter_rows(named=True))
    ]
    found: dict[int, str] = {}
    for rule in description.invariants:
        left = [row for row in rows if row.number not in found]
        looked_at = [row for row in left if all(row.codes[name] == code for name, code in rule.where.items())]
        broken = dict(_RULES[rule.rule](looked_at, rule, found.keys()))
        if rule.flags == "release":
            reasons = {row.release: broken[row.number] for row in looked_at if row.number in broken}
            broken = {row.number: reasons[row.release] for row in left if row.release in reasons}
        found |= broken
    return found


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _adds_up(rows: Sequence[_Row], rule: InvariantDescription, _flagged: Collection[int]) -> _Broken:
    for group in _grouped(rows, lambda row: (row.release, row.start, _other(row, rule.dimension))).values():
        by_code = {row.codes[rule.dimension or ""]: row for row in group}
        total = by_code.pop(rule.total or "", None)
        parts = sum(row.value for row in by_code.values())
        if total is not None and len(by_code) > 1 and abs(parts - total.value) > rule.limit * total.value:
            for row in group:
                yield (
                    row.number,
                    f"the parts add up to {parts:,.0f}, the total says {total.value:,.0f}",
                )


def _never_falls(rows: Sequence[_Row], rule: InvariantDescription, _flagged: Collection[int]) -> _Broken:
    for (_, year), group in _grouped(rows, lambda row: (_codes(row), row.fiscal_year)).items():
        releases = sorted(_grouped(group, lambda row: (row.day, row.release)).items())
        totals = [sum(row.value for row in held) for _, held in releases]
        kept = _longest_rise(totals, rule.limit)
        for place, (_, held) in enumerate(releases):
            if place in kept:
                continue
            before = max((at for at in kept if at < place), default=None)
            if before is not None and totals[place] < totals[before]:
                reason = (
                    f"the running total of fiscal year {year} falls from {totals[before]:,.0f} "
                    f"({releases[before][0][0]}) to {totals[place]:,.0f}"
                )
            else:
                after = min((at for at in kept if at > place), default=place)
                reason = (
                    f"the running total of fiscal year {year} is {totals[place]:,.0f}, and {totals[after]:,.0f} in the "
                    f"next release ({releases[after][0][0]})"
                )
            for row in held:
                yield row.number, reason


def _longest_rise(totals: Sequence[float], limit: float) -> set[int]:
    """Return the places of the longest run (with gaps) that does not fall; of several the one that begins earliest."""
    longest = [1] * len(totals)
    following: list[int | None] = [None] * len(totals)
    for place in reversed(range(len(totals))):
        for later in range(place + 1, len(totals)):
            if totals[later] >= totals[place] * (1 - limit) and longest[later] + 1 > longest[place]:
                longest[place], following[place] = longest[later] + 1, later
    at: int | None = longest.index(max(longest)) if totals else None
    kept = set()
    while at is not None:
        kept.add(at)
        at = following[at]
    return kept


def _no_repeat(rows: Sequence[_Row], rule: InvariantDescription, flagged: Collection[int]) -> _Broken:
    shown = _grouped(rows, lambda row: (_codes(row), row.release))
    groups = [sorted(group, key=lambda row: row.start) for group in shown.values()]
    last: dict[tuple[Any, int], list[_Row]] = {}
    for group in sorted(groups, key=lambda group: (group[0].fiscal_year, group[0].day)):
        codes, year = _codes(group[0]), group[0].fiscal_year
        known = sorted(before for of, before in last if of == codes and before < year)
        again = next((before for before in known if _same(group, last[codes, before], rule)), None)
        if again is not None:
            for row in group:
                yield row.number, f"the figures are those of fiscal year {again}, under the heading of {year}"
        elif not any(row.number in flagged for row in group):
            last[codes, year] = group


def _same(mine: Sequence[_Row], theirs: Sequence[_Row], rule: InvariantDescription) -> bool:
    if mine[0].start == theirs[0].start:
        return False
    pairs = list(zip(mine, theirs, strict=False))
    same = sum(abs(one.value - other.value) <= rule.limit * other.value for one, other in pairs)
    return same == 1 if len(mine) == 1 else same >= max(REPEATED, len(mine) / 2)


def _no_return(rows: Sequence[_Row], _rule: InvariantDescription, _flagged: Collection[int]) -> _Broken:
    run: list[list[_Row]] = []
    for (day, _), group in sorted(_grouped(rows, lambda row: (row.day, row.release)).items()):
        table = {_codes(row): row.value for row in group}
        older = next(
            (held for held in reversed(run[-RETURNS:]) if {_codes(row): row.value for row in held} == table), None
        )
        if older is None or older is run[-1] or older[0].start == group[0].start:
            run.append(group)
            continue
        for row in group:
            yield (
                row.number,
                (
                    f"the figures of {day} are those of the release of {older[0].day} again, "
                    f"though {run[-1][0].day} had others"
                ),
            )


def _no_jump(rows: Sequence[_Row], rule: InvariantDescription, _flagged: Collection[int]) -> _Broken:
    for group in _grouped(rows, _codes).values():
        run = sorted(group, key=lambda row: (row.start, row.day))
        witness: _Row | None = None
        for place, row in enumerate(run):
            after = next((other for other in run[place + 1 :] if other.start != row.start), None)
            if witness is not None and _jumps(row, witness, after, rule.limit):
                beside = f"{witness.value:,.0f} ({witness.start})"
                if after is not None:
                    beside += f" and {after.value:,.0f} ({after.start})"
                yield row.number, f"{row.value:,.0f} stands beside {beside}"
            else:
                witness = row


def _jumps(row: _Row, before: _Row, after: _Row | None, limit: float) -> bool:
    values = [before.value] if after is None else [before.value, after.value]
    if min(*values, row.value, 1) <= 0 or max(values) > STEADY * min(values):
        return False
    return row.value > limit * max(values) or row.value < min(values) / limit


def _no_swap(rows: Sequence[_Row], rule: InvariantDescription, _flagged: Collection[int]) -> _Broken:
    first, second = rule.codes
    name = rule.dimension or ""
    held = [row for row in rows if row.codes[name] in rule.codes]
    releases = sorted(_grouped(held, lambda row: (row.day, row.release)).items())
    tables = [{(_other(row, name), row.codes[name]): row.value for row in group} for _, group in releases]
    swapped: set[int] = set()
    for place, table in enumerate(tables):
        before = next((at for at in reversed(range(place)) if at not in swapped), None)
        beside = [tables[at] for at in (before, place + 1) if at is not None and at < len(tables)]
        straight = sum(_distance(table, other, {first: first, second: second}) for other in beside)
        crossed = sum(_distance(table, other, {first: second, second: first}) for other in beside)
        if before is not None and straight > log(2) and crossed < SWAPPED * straight:
            swapped.add(place)
            for row in releases[place][1]:
                yield row.number, f"the columns {first} and {second} stand in each other's place"


def _distance(table: Mapping[Any, float], other: Mapping[Any, float], as_: Mapping[str, str]) -> float:
    return sum(
        abs(log(value / other[rest, as_[code]]))
        for (rest, code), value in table.items()
        if value > 0 and other.get((rest, as_[code]), 0) > 0
    )


def _grouped(rows: Sequence[_Row], by: Callable[[_Row], Any]) -> dict[Any, list[_Row]]:
    groups: dict[Any, list[_Row]] = defaultdict(list)
    for row in rows:
        groups[by(row)].append(row)
    return groups


def _codes(row: _Row) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(row.codes.items()))


def _other(row: _Row, dimension: str | None) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, code) for name, code in row.codes.items() if name != dimension))


_RULES: Mapping[str, _Rule] = {
    "adds_up": _adds_up,
    "never_falls": _never_falls,
    "no_repeat": _no_repeat,
    "no_return": _no_return,
    "no_jump": _no_jump,
    "no_swap": _no_swap,
}
