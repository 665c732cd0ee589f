"""A figure as it was said, in its unit of time, and how a record is brought to it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.check.case import Case
from onrecord.check.lexicon import lexicon
from onrecord.check.tolerance import Said, compare, stated
from onrecord.check.weigh import DAYS, View, counted_unit, is_rate
from onrecord.model import Amount, Finding, Period, WindowFinding

__all__ = ["Figure", "figure_of"]

_VERB = 40
"""Characters before a figure in which 'was not' equates it with another."""
_EQUATED = re.compile(
    r"(?i)\b(?:(?:is|was|are|were)\s(?:not|never)|(?:is|was|are|were)n['’]t|stand\sat|stood\sat)\s(?:[a-z]+\s){0,2}\Z"
)
_CLOSE = 0.02
"""Of a bound that is denied: a record beyond it by no more is close, as one below 'more than' is."""
_LEAST = 0.3
"""Of the record: a figure below this share of it is taken to count a part (a firm, a raid), and there is no check."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What was said, in its unit of time, and how a record is brought to it."""

    case: Case
    said: Said
    unit: str | None
    per: str | None
    words: str

    @property
    def pace(self) -> str:
        """The unit of time behind a figure: " a day"."""
        return f" a {self.per}" if self.per else ""

    def recorded(self, view: View, window: Period) -> float | None:
        """Return what is recorded in ``window``, in the unit of time that was said."""
        if self.per is None:
            return view.total(window)
        rate = view.rate(window)
        return None if rate is None else rate * DAYS[self.per]

    def within(self, view: View, window: Period) -> Period:
        """Return the stretch whose value is compared: of a stock, the count in the window nearest to what was said."""
        counts = [period for period in view.inside(window) if period.end <= window.end]
        if view.is_flow or not counts:
            return window
        return min(counts, key=lambda period: (abs(view.value(period) - self.said.low), -period.start.toordinal()))

    def judge(self, view: View, window: Period) -> Finding:
        """Return the finding of ``window``."""
        value = self.recorded(view, self.within(view, window)) or 0.0
        finding = compare(self.said, value)
        if self.case.claim.polarity == "-":
            return self.denied(value, finding)
        return finding

    def denied(self, value: float, finding: Finding) -> Finding:
        """Return the finding of a denied figure: "did not arrest 30,000" says that fewer were arrested.

        Only where the figure itself is denied ("was not 30,000") is a higher record no contradiction.
        """
        if self.said.wording in {"at_most", "at_least"}:
            bound = self.said.high if self.said.wording == "at_most" else self.said.low
            beyond = bound - value if self.said.wording == "at_most" else value - bound
            return "matches" if beyond <= 0 else "close" if beyond <= abs(bound) * _CLOSE else "differs"
        if self.said.wording == "plain" and not _is_equated(self.case):
            return "differs" if value >= self.said.low else "matches"
        return "differs" if finding in {"matches", "close"} else "matches"

    def is_of_less(self, found: Sequence[WindowFinding]) -> bool:
        """Say whether the figure is so far below every record that it surely counts only a part of it."""
        if self.said.wording in {"at_least", "range"} and self.said.high != self.said.low:
            return False
        return all(self.said.high < _LEAST * (item.recorded.low or 0.0) for item in found)

    def weigh(self, view: View, window: Period) -> WindowFinding:
        """Return ``window`` with what is recorded in it and its finding."""
        stretch = self.within(view, window)
        value = self.recorded(view, stretch)
        unit = counted_unit(view.scoped, self.unit)
        return WindowFinding(window, Amount(value, value, unit, self.per), self.judge(view, stretch))

    def remainder(self, view: View, window: Period) -> Amount | None:
        """Return what unrecorded agencies would have had to supply, per day."""
        rate = view.rate(window)
        if view.scoped.as_claimed or not view.is_flow or rate is None:
            return None
        missing = self.said.low / (DAYS[self.per] if self.per else window.days) - rate
        return Amount(missing, missing, view.scoped.measure.event, "day") if missing > 0 else None


def _is_equated(case: Case) -> bool:
    """Say whether it is denied that a figure is another: 'the number was not 30,000'."""
    quantity = case.quantity
    before = case.text[max(0, quantity.start - _VERB) : quantity.start] if quantity is not None else ""
    return _EQUATED.search(before) is not None


def figure_of(case: Case, view: View) -> Figure | None:
    """Return the figure that a claim states; ``None`` where it has none in a unit that the measure has."""
    quantity = case.quantity
    if quantity is None or (quantity.per is not None and quantity.per not in DAYS):
        return None
    said = stated(case.text, quantity)
    if said is None or ((quantity.unit or "") in lexicon("words")["units"]["percents"]) != is_rate(view.scoped):
        return None
    words = " ".join(case.text[quantity.start : quantity.end].split())
    return Figure(case, said, quantity.unit, quantity.per if view.is_flow else None, words)
