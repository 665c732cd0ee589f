"""Shares by code: every code of a dimension as a share of their sum, in one window.

The total is the measure's own total, which the codes add up to (or, of nested codes, the whole), so that the
denominator can be said in words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.check.codes import with_codes
from onrecord.check.weigh import Part, Scoped, View, look
from onrecord.check.wording import counted, number, percent
from onrecord.model import Measure, Period, Rule, SeriesLookup

__all__ = ["Breakdown", "break_down"]

_ROUNDING = 0.005
"""By how much, of the whole, codes that add up to it may miss it through rounding."""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """One view per code of a dimension, on one day; ``periods`` are full in every code."""

    measure: Measure
    dimension: str
    views: Mapping[str, View]
    periods: tuple[Period, ...]
    whole: View | None

    @property
    def view(self) -> View:
        """The codes as one view: their sum."""
        first = next(iter(self.views.values()))
        parts = self.parts
        return look(replace(first.scoped, parts=parts), first.as_of)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The series used, in the order of the codes."""
        return tuple(view.scoped.parts[0] for view in self.views.values())

    def label(self, code: str) -> str:
        """Return the code's label."""
        return self.measure.dimensions[self.dimension].get(code, code)

    def counts(self, window: Period) -> Mapping[str, float] | None:
        """Return each code's count; ``None`` where a day is not covered."""
        counts = {code: view.total(window) for code, view in self.views.items()}
        held = {code: value for code, value in counts.items() if value is not None}
        return held if len(held) == len(counts) and sum(held.values()) > 0 else None

    def total(self, window: Period) -> float | None:
        """Return what the shares are of: the sum of the codes, or the whole where some codes are parts of others."""
        counts = self.counts(window)
        if counts is None:
            return None
        added = sum(counts.values())
        whole = self.whole.total(window) if self.whole is not None else None
        return added if whole is None or abs(added - whole) <= _ROUNDING * whole else whole

    def shares(self, window: Period) -> Mapping[str, float] | None:
        """Return each code's share in percent."""
        counts = self.counts(window)
        total = self.total(window)
        if counts is None or not total:
            return None
        return {code: value / total * 100 for code, value in counts.items()}

    def rules(self, window: Period) -> list[Rule]:
        """Return every code's share as a rule, so that none is shown without the others."""
        shares = self.shares(window) or {}
        return [Rule(f"{self.label(code)}, percent", share) for code, share in shares.items()]

    def arithmetic(self, window: Period, where: str, picked: Sequence[str] = ()) -> str:
        """Return each share as a division, and the sum of the picked codes where they are several."""
        counts = self.counts(window) or {}
        total = self.total(window) or 0.0
        event = self.measure.event
        steps = [
            f"{self.label(code)} {number(value)} / {number(total)} = {percent(value / total * 100)}"
            for code, value in counts.items()
        ]
        if len(picked) > 1:
            both = sum(counts[code] for code in picked)
            steps.append(
                f"{' + '.join(self.label(code) for code in picked)} {number(both)} / {number(total)} = "
                f"{percent(both / total * 100)}"
            )
        return f"of {counted(total, event)} {where}: {'; '.join(steps)}"


def break_down(scoped: Scoped, dimension: str, series: SeriesLookup, as_of: date) -> Breakdown | None:
    """Return ``scoped``'s first series by the codes of ``dimension``; ``None`` where one of them is not held.

    The code of the default key is the total, and no part of itself, where no other code is larger.
    """
    part = scoped.parts[0]
    default = dict(part.measure.key).get(dimension)
    views: dict[str, View] = {}
    for code in part.measure.dimensions.get(dimension, {}):
        key = with_codes(part.key, {dimension: code})
        found = series(part.measure.id, key)
        if found is None:
            return None
        views[code] = look(replace(scoped, parts=(Part(part.measure, key, found),)), as_of)
    whole = views.get(default) if default is not None else None
    if default is not None and whole is not None and _is_total(default, views):
        del views[default]
    else:
        whole = None
    if not views:
        return None
    shared = set.intersection(*(set(view.periods) for view in views.values()))
    return Breakdown(part.measure, dimension, views, tuple(sorted(shared)), whole)


def _is_total(default: str, views: Mapping[str, View]) -> bool:
    """Say whether no other code is larger than the default one in the newest period that all hold."""
    shared = set.intersection(*(set(view.periods) for view in views.values()))
    if not shared:
        return True
    newest = max(shared)
    return views[default].value(newest) >= max(view.value(newest) for view in views.values())
