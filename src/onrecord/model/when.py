"""Days: stretches of time with their grain."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

__all__ = ["Grain", "Period", "Time", "TimeType", "When"]

Grain = Literal["hour", "day", "week", "month", "quarter", "fiscal_year", "year", "decade"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class When:
    """A half-open stretch of days as a text states it; ``None`` is open or not known.

    ``start`` is the first day, ``end`` the day after the last; ``timex`` the TIMEX3 value (TimeML 1.2.1).
    """

    start: date | None
    end: date | None
    grain: Grain | None
    timex: str | None


@dataclass(frozen=True, slots=True)
class Time:
    """A TIMEX3 expression at ``text[start:end]`` and what it says (TimeML 1.2.1, TempEval-3)."""

    start: int
    end: int
    type: TimeType
    when: When


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A closed stretch of days that a record or a comparison is about: SDMX's reference period.

    Half-open: ``end`` is the day after the last.
    """

    start: date
    end: date
    grain: Grain

    @property
    def days(self) -> int:
        """Number of days."""
        return (self.end - self.start).days

    @property
    def last_day(self) -> date:
        """The last day that belongs to it."""
        return self.end - timedelta(days=1)

    @property
    def label(self) -> str:
        """The SDMX name: ``2025-06`` for a month, ``2025`` for a year, ``2025-06-01/P7D`` for other stretches."""
        if self.grain == "month" and self.start.day == 1 and self.end.day == 1 and self.days <= 31:
            return f"{self.start:%Y-%m}"
        if self.grain == "year" and (self.start.month, self.start.day) == (1, 1) and self.days in (365, 366):
            return f"{self.start:%Y}"
        if self.grain == "fiscal_year":
            return f"FY{self.end:%Y}"
        if self.days == 1:
            return self.start.isoformat()
        return f"{self.start.isoformat()}/P{self.days}D"
