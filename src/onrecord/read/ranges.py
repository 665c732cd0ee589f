"""Numbers that belong together: the ends of a range, feet and inches, and a list that shares one unit.

'$5 to $10 million', '1.5-2%', 'between 44 mg and 50 mg', '5 feet 2 inches', '45 and 50 mg'.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from onrecord.model import Per
from onrecord.read.lexicon import load_lexicon
from onrecord.read.numeral import Numeral
from onrecord.read.unit_table import is_measure
from onrecord.read.units import Written, unit_after
from onrecord.read.wording import change_of

__all__ = ["Number", "join_numbers"]

_BETWEEN = re.compile(
    r"-?\s?(?:-|–|—|~|to|and|or|through)\s?(?:(?:as\s(?:much|many|high)\sas|about|around|nearly|almost)\s)?"
)
_LIST = re.compile(r"\s?(?:,\s?(?:and|or)?|and|or|&|and\sthen|plus)\s?")
_OF_A = re.compile(r"\s(?:of\s)?(?:an?|the)(?=\s)|\sof(?=\s\d)")
_OF = re.compile(r"\sof(?=\s)")
_INCH = re.compile(r"(?:\s|\sand\s|,\s|-)?")

_CENTS = frozenset({"USD", "EUR", "CAD", "AUD"})

_CLOSED = re.compile(r"\s?(?:[.,;!?)]|$)")
_WIDEST = 1000
"""The upper end of a range is at most this many times the lower one, else they are two numbers."""


@dataclass(frozen=True, slots=True)
class Number:
    """One number or a range of two, with the unit and the period that are written on it."""

    start: int
    end: int
    first: Numeral
    last: Numeral
    unit: str | None = None
    per: Per | None = None
    count: int = 1
    """How many numerals it is made of."""


def join_numbers(text: str, numbers: Sequence[Numeral], limits: Sequence[int]) -> list[Number]:
    """Return the numbers in order, joined where two make one; no unit reaches past its number's of ``limits``."""
    written = [_unit(text, number, limit) for number, limit in zip(numbers, limits, strict=True)]
    numbers = [_of_unit(number, unit) for number, unit in zip(numbers, written, strict=True)]
    joined: list[Number] = []
    index = 0
    while index < len(numbers):
        number = _pair(text, numbers, written, index) or _alone(numbers[index], written[index])
        joined.append(number)
        index += number.count
    return _share_units(text, joined)


def _unit(text: str, number: Numeral, limit: int) -> Written | None:
    """Return the unit on a number: words behind it, else the currency before it."""
    if number.kind in {"share", "multiple", "ordinal"}:
        return None
    at = number.end
    if number.kind in {"fraction", "vague"}:
        led = (_OF_A if number.kind == "fraction" else _OF).match(text, at)
        at = led.end() if led is not None else at
    found = unit_after(text, at, money=number.currency, large=number.large)
    if found is None or (number.kind == "fraction" and (not is_measure(found.unit) or " per " in found.unit)):
        return None
    if found.end > limit:
        end = number.end + len(text[number.end : limit].rstrip())
        return replace(found, end=max(number.end, min(found.end, end)))
    return found


def _of_unit(number: Numeral, unit: Written | None) -> Numeral:
    """Return a part of a unit as a number of it: 'half a mile' is 0.5 mile, not 50 percent."""
    if number.kind != "fraction" or unit is None:
        return number
    value = round(number.low / 100, 4)
    return replace(number, kind="number", low=value, high=value, step=0.01)


def _alone(number: Numeral, unit: Written | None) -> Number:
    if unit is None:
        return Number(number.start, number.end, number, number)
    return Number(number.start, max(number.end, unit.end), number, number, unit.unit, unit.per)


def _pair(text: str, numbers: Sequence[Numeral], written: Sequence[Written | None], index: int) -> Number | None:
    """Return the number at ``index`` joined with the next one, or None where they stand apart."""
    if index + 1 >= len(numbers):
        return None
    first, last = numbers[index], numbers[index + 1]
    if last.start - first.end > 40 or first.kind != "number" or last.kind not in {"number", "multiple"}:
        return None
    unit, behind = written[index], written[index + 1]
    end = max(last.end, behind.end) if behind else last.end
    if unit is not None and unit.end <= last.start and _INCH.fullmatch(text[unit.end : last.start]):
        whole = _two_part(text, first, last, unit, behind)
        if whole is not None:
            return whole
    between = text[unit.end if unit is not None else first.end : last.start]
    if unit is not None and first.currency is not None and unit.end <= first.end:
        between = text[first.end : last.start]
    worded = _BETWEEN.fullmatch(between)
    if worded is None or abs(first.low) > abs(last.low) * _WIDEST or not _fits(first, last, unit, behind):
        return None
    if first.low > max(last.low, 0) and not _falls(text, first, between):
        return None
    percent = unit is None and behind is not None and behind.unit == "percent"
    if not _is_range(text, first, between.strip(" -") or "-", percent=percent):
        return None
    both = behind or unit
    if last.kind == "multiple":
        return Number(first.start, end, replace(first, kind="multiple"), last, None, None, 2)
    return Number(
        first.start, end, _scaled(first, last), last, both.unit if both else None, both.per if both else None, 2
    )


def _two_part(text: str, first: Numeral, last: Numeral, unit: Written, behind: Written | None) -> Number | None:
    """Return feet and inches, or dollars and cents, as one number; None where they are neither."""
    per = 0.0
    if behind is not None and (unit.unit, behind.unit) == ("foot", "inch"):
        per = 12.0
    elif unit.unit in _CENTS and first.currency is None and not first.large:
        bare = behind is None and last.bare and last.low >= 10 and _CLOSED.match(text, last.end) is not None
        per = 100.0 if bare or (behind is not None and behind.unit == "cent") else 0.0
    if not 0 <= last.low < per:
        return None
    total = round(first.low + last.low / per, 4)
    whole = replace(first, low=total, high=total, step=0.01, bare=False)
    return Number(first.start, behind.end if behind else last.end, whole, whole, unit.unit, None, 2)


def _fits(first: Numeral, last: Numeral, unit: Written | None, behind: Written | None) -> bool:
    """Say whether the units of two numbers let them be one range."""
    if first.currency and last.currency and first.currency != last.currency:
        return False
    if unit is None:
        return True
    return bool(first.currency) if behind is None else _same(unit.unit, behind.unit)


def _same(unit: str, other: str) -> bool:
    """Say whether two units are one, or the second tells more: '$12 to $15 an hour'."""
    return unit == other or other.startswith(unit + " per ")


def _falls(text: str, first: Numeral, between: str) -> bool:
    """Say whether a range told from high to low is meant as one: '-18 to -34', 'from 7 down to 5' is not."""
    return first.low < 0 or (
        re.search(r"(?i)\bbetween\s[$€£]?\Z", text[max(0, first.start - 10) : first.start]) is not None
        and "and" in between
    )


def _scaled(first: Numeral, last: Numeral) -> Numeral:
    """Return the lower end with the magnitude of the upper one: '$5 to $10 million'."""
    if first.large or not last.large:
        return first
    factor = next(
        (power for power in (1e12, 1e9, 1e6, 1e3) if last.low >= power > first.low and last.step >= power / 1000), 1.0
    )
    scaled = first.low * factor
    return replace(first, low=scaled, high=scaled) if factor > 1.0 and scaled <= last.low else first


def _is_range(text: str, first: Numeral, between: str, *, percent: bool) -> bool:
    """Say whether two numbers are the ends of one range: not 'from 2,000 to 3,000' after a verb of change.

    ``percent`` says that both are per cent: 'by 40 to 50 percent' is a range, 'by 2,000 to 3,000' is where it arrived.
    """
    before = text[max(0, first.start - 60) : first.start]
    if between.startswith("and"):
        return re.search(r"(?i)\bbetween\s[$€£]?\Z", before) is not None
    if between.startswith("or"):
        return first.low < 13 and not first.large
    if re.search(r"(?i)\bfrom\s(?:about|around|nearly|almost|roughly|just|over|under|some)?\s?[$€£]?\Z", before):
        return change_of(before + "0", 0, len(before)) is None and not _has_change(before)
    if percent and re.search(r"(?i)\bby\s(?:about|around|nearly|almost|roughly|some)?\s?\Z", before):
        return True
    return change_of(text, max(0, first.start - 40), first.start) is None or not between.startswith("to")


@cache
def _moves() -> frozenset[str]:
    change = load_lexicon("quantities")["change"]
    return frozenset([*change["up"], *change["down"]])


def _has_change(words: str) -> bool:
    return any(word in _moves() for word in re.findall(r"[a-z]+", words.lower()))


def _share_units(text: str, numbers: list[Number]) -> list[Number]:
    """Return the numbers with the unit of the last of a list on all of it: '45 and 50 mg', '3, 4 and 5 percent'."""
    shared = list(numbers)
    for index in range(len(shared) - 2, -1, -1):
        number, following = shared[index], shared[index + 1]
        plain = number.unit is None and number.first.kind == "number" and not number.first.large
        if plain and following.unit is not None and following.first.kind == "number" and not following.first.currency:
            between = text[number.end : following.start]
            if _LIST.fullmatch(between) and following.unit != "point":
                shared[index] = replace(number, unit=following.unit, per=following.per)
    return shared
