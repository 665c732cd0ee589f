"""What a time expression is read against: the day of publication, the time last named, and where the text looks."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from onrecord.model import TimeType, When
from onrecord.read.times.words import direction_of, is_told

__all__ = ["Frame", "Meaning", "dated"]

Meaning = tuple[TimeType, When]
"""A TIMEX3 type, and the value with its days."""


@dataclass(frozen=True, slots=True)
class Frame:
    """``published`` is the document creation time; ``named`` the last time on the calendar that the text named.

    ``named_day`` is the last day that it named.
    """

    published: date | None
    named: When | None = None
    named_day: date | None = None
    looks_ahead: Callable[[], bool] = bool

    @property
    def ahead(self) -> bool:
        """Whether the words around the expression look to the future."""
        return self.looks_ahead()

    @property
    def reference(self) -> date | None:
        """The day that 'that day' or 'the following week' is counted from: the last one named, else publication."""
        return self.published if self.named is None or self.named.start is None else self.named.start

    @property
    def reference_day(self) -> date | None:
        """The last day named, else that of publication."""
        return self.named_day or self.published

    def year_of(self, which: str) -> int | None:
        """Return the year that 'last', 'this', 'the following' say before 'year', or None where no day is known."""
        base = self.reference if is_told(which) or which == "the next" else self.published
        by = {"last": -1, "next": 1}.get(direction_of(which.removeprefix("the ")), 0)
        return None if base is None else base.year + by

    def at(self, day: date | None) -> "Frame":
        """Return the frame with another day to count from."""
        return replace(self, published=day)


def dated(when: When | None) -> Meaning | None:
    """Return the meaning of a DATE with this value, or None where there is none."""
    return None if when is None else ("DATE", when)
