"""A number as it stands in a text, before it is known what it counts."""

from dataclasses import dataclass
from typing import Literal

__all__ = ["Numeral", "NumeralKind", "step_of"]

NumeralKind = Literal["number", "vague", "fraction", "share", "multiple", "ordinal"]


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at ``text[start:end]``.

    ``currency`` is the code of the sign before it; ``bare`` says that it is plain digits, ``large`` that it has a
    magnitude ('3 million'), ``grouped`` that its thousands are parted ('3,000', which no year and no name is).
    """

    start: int
    end: int
    kind: NumeralKind
    low: float
    high: float | None
    step: float
    currency: str | None = None
    bare: bool = False
    large: bool = False
    grouped: bool = False


def step_of(value: float) -> float:
    """Return the unit of the last significant digit of a value in words."""
    value = abs(value)
    if value <= 0 or not value.is_integer():
        return 1.0 if value <= 0 else 0.5
    step = 1.0
    while value % (step * 10) == 0 and step < 1e15:
        step *= 10
    return step
