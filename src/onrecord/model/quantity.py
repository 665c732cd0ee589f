"""How much: a closed range, its unit, and how precisely it is stated."""

from dataclasses import dataclass
from typing import Literal

__all__ = ["Amount", "Change", "Comparator", "Per", "Quantity"]

Comparator = Literal["=", "<", "<=", ">", ">=", "~"]
Per = Literal["day", "week", "month", "quarter", "year", "hour", "person"]
Change = Literal["up", "down", "to", "by"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity at ``text[start:end]``.

    ``low`` and ``high`` bound it (``None`` is open; percent as 12.0); ``unit`` is the singular lemma of the thing
    counted or a unit; ``of`` the words that name what is counted; ``step`` the unit of the last significant
    digit as written (3000 -> 1000, 3,012 -> 1).
    """

    id: str
    start: int
    end: int
    low: float | None
    high: float | None
    unit: str | None = None
    of: str | None = None
    per: Per | None = None
    approx: bool = False
    vague: bool = False
    comparator: Comparator = "="
    step: float = 1.0
    change: Change | None = None
    ordinal: bool = False


@dataclass(frozen=True, slots=True)
class Amount:
    """A closed range of a unit, said or recorded."""

    low: float | None
    high: float | None
    unit: str | None
    per: str | None
