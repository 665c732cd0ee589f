"""Find every quantity: how much of what, how often, how exact.

Numbers come from :mod:`onrecord.read.numerals` and are joined by :mod:`onrecord.read.ranges`; here they are given what
they count, and left out where they are times, ages, names, references, addresses, scores or list numbers.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from onrecord.ids import content_id
from onrecord.model import Change, Comparator, Quantity, Reading, Span
from onrecord.read.counted import Counted, counted_after, counted_before, rate_near
from onrecord.read.denominators import with_denominators
from onrecord.read.excluded import barred_spans, is_excluded
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.numeral import Numeral
from onrecord.read.numerals import numerals
from onrecord.read.pipeline import step
from onrecord.read.proper import is_proper
from onrecord.read.ranges import Number, join_numbers
from onrecord.read.sentences import sentences
from onrecord.read.wording import change_after, change_between, change_of, start_with_wording, wording_of

__all__ = ["find_quantities", "quantify"]

_LED = re.compile(
    r"(?:\s(?:or|to)\s(?:more|so|fewer|less)|-plus|-odd)?\+?\s{1,3}(?P<of>of\s{1,3})?(?P<whole>(?:(?:the|all|its|their|his|her|our|these|those)\s{1,3}){0,2}"
    r"(?:\d{1,6}\s|(?:two|three|four|five|six|seven|eight|nine|ten|twelve)\s)?)(?:(?:more|fewer|additional|extra|other|further)\s(?!than\b))?|-"
)
_TIME_BEHIND = re.compile(
    r"\s(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s(?:years?|quarters?|months?|weeks?|days?|decades?)\s"
    r"(?:ago|earlier|before|prior|later|after)\b"
)
"""'83,000 two years earlier' counts no years."""
_AND_BUT = re.compile(r",?\s(?:(?:and|but)\s)?(?:(?:is|are)\s)?")
_LIST = re.compile(
    r"-?(?:,\s?(?:(?:or|and|to)\s)?|\s?(?:or|and|to|-|–|—)\s?)(?:(?:\d{1,3}|[a-z]{3,9}),?\s(?:(?:or|and|to)\s)?)?"
)
"""Between the numbers of a list: a joint, with one more number at most."""

_TURNED: dict[Comparator, Comparator] = {">": "<", ">=": "<=", "<": ">", "<=": ">="}
"""'More than halved' is less than a half."""

_LIST_REACH = 20
_IN_OTHER_WORDS = re.compile(r",?\sor\s(?:about\s|nearly\s|roughly\s|almost\s)?|\s\(")
_SCORE = re.compile(r"\d{1,3}\s?[-–]\s?\d{1,3}")


@step("quantify", version=2, needs=("times",), adds=("quantities",))
def quantify(reading: Reading) -> Reading:
    """Return the reading with every quantity of its text."""
    taken = [Span(time.start, time.end) for time in reading.times]
    return replace(reading, quantities=find_quantities(reading.document.text, taken, reading.document.id))


def find_quantities(text: str, times: Sequence[Span] = (), document: str = "") -> tuple[Quantity, ...]:
    """Return the quantities of ``text`` in order; none overlaps another or one of ``times``."""
    times = sorted(times)
    blocked = sorted([*times, *barred_spans(text)])
    numbers = [number for number in _without(numerals(text), blocked) if not _leads_to_time(text, number, times)]
    if not numbers:
        return ()
    starts = sorted([*(span.start for span in blocked), *(number.start for number in numbers)])
    limits = [_next(starts, number.end, len(text)) for number in numbers]
    stretches = sentences(text)
    found: list[Quantity] = []
    at = 0
    for number in join_numbers(text, numbers, limits):
        while at + 1 < len(stretches) and stretches[at + 1].start <= number.start:
            at += 1
        sentence = stretches[at] if stretches else Span(0, len(text))
        quantity = _quantity(text, number, sentence, document)
        if quantity is not None:
            found.append(_with_change_before(text, found[-1], quantity) if found else quantity)
    return tuple(with_denominators(text, _merge_bounds(text, found)))


def _with_change_before(text: str, last: Quantity, quantity: Quantity) -> Quantity:
    """Return a quantity with the change of the one that it tells in other words: 'fell 340 points, or 1.2 percent'."""
    same = (
        quantity.change is None
        and last.change in {"up", "down"}
        and _IN_OTHER_WORDS.fullmatch(text[last.end : quantity.start])
    )
    return replace(quantity, change=last.change) if same else quantity


def _merge_bounds(text: str, found: list[Quantity]) -> list[Quantity]:
    """Return the quantities with two bounds of one thing made a range: 'more than 10 and less than 20'."""
    merged: list[Quantity] = []
    for quantity in found:
        last = merged[-1] if merged else None
        if last is not None and _is_other_bound(text, last, quantity):
            lower, upper = (last, quantity) if last.comparator in {">", ">="} else (quantity, last)
            merged[-1] = replace(
                quantity,
                id=last.id,
                start=last.start,
                low=lower.low,
                high=upper.high,
                unit=quantity.unit or last.unit,
                of=quantity.of or last.of,
                comparator="=",
            )
        else:
            merged.append(quantity)
    return merged


def _is_other_bound(text: str, last: Quantity, quantity: Quantity) -> bool:
    lower, upper = (last, quantity) if last.comparator in {">", ">="} else (quantity, last)
    if (
        lower.low is None
        or upper.high is None
        or lower.high is not None
        or upper.low is not None
        or lower.low > upper.high
    ):
        return False
    if last.unit is not None and last.unit != quantity.unit:
        return False
    begins = start_with_wording(text, quantity.start)
    return begins < quantity.start and _AND_BUT.fullmatch(text[last.end : begins]) is not None


def _leads_to_time(text: str, number: Numeral, times: Sequence[Span]) -> bool:
    """Say whether a number is the first of a list that ends in a time: '40 or 50 years', '10-11 a.m.'."""
    index = bisect_left(times, number.end, key=lambda span: span.start)
    if index == len(times) or times[index].start - number.end > _LIST_REACH or number.currency is not None:
        return False
    return (
        _LIST.fullmatch(text[number.end : times[index].start]) is not None
        and _number_start().match(text, times[index].start) is not None
    )


@cache
def _number_start() -> re.Pattern[str]:
    return re.compile(rf"(?i)\d|{word_pattern(load_lexicon('quantities')['numbers'])}\b")


def _next(starts: Sequence[int], at: int, end: int) -> int:
    index = bisect_left(starts, at)
    return starts[index] if index < len(starts) else end


def _without(numbers: Sequence[Numeral], blocked: Sequence[Span]) -> list[Numeral]:
    """Return the numbers that meet none of the blocked spans; both are in order of their starts."""
    kept: list[Numeral] = []
    at, reach = 0, 0
    for number in numbers:
        while at < len(blocked) and blocked[at].start < number.end:
            reach = max(reach, blocked[at].end)
            at += 1
        if reach <= number.start:
            kept.append(number)
    return kept


@cache
def _lexicon() -> dict[str, Any]:
    return dict(load_lexicon("quantities"))


def _bounds(number: Number, comparator: Comparator) -> tuple[float | None, float | None]:
    """Return the closed range that a number and its wording leave; None is open."""
    low: float | None = number.first.low
    high: float | None = number.last.low if number.last is not number.first else number.first.high
    if low is not None and high is not None and low > high:
        low, high = high, low
    if comparator in {">", ">="}:
        return low, None
    if comparator in {"<", "<="}:
        return None, high if high is not None else low
    return low, high


def _quantity(text: str, number: Number, sentence: Span, document: str) -> Quantity | None:
    """Return the quantity of one number, or None where it is a name, an age, a reference or a mere word."""
    first = number.first
    plain = number.unit is None and not first.large and first.kind == "number" and not first.currency
    counted = _counted(text, number, sentence)
    behind = counted is not None and counted.start >= number.end
    end = number.last.end if number.unit is None else number.end
    if is_proper(text, first.start, first.end):
        return None
    if is_excluded(text, number.start, end, bare=plain, counted=behind, grouped=first.grouped):
        return None
    if _is_mere_word(text, number, counted) or (
        plain and counted is None and _SCORE.fullmatch(text[number.start : number.end])
    ):
        return None
    wording = wording_of(text, number.start, number.end)
    comparator: Comparator = ">=" if first.kind == "vague" else ">" if first.kind == "share" else wording.comparator
    if first.kind == "multiple" and 0 < first.low < 1:
        comparator = _TURNED.get(comparator, comparator)
    nearly = wording.approx and comparator == "<"
    low, high = _bounds(number, "=" if nearly else comparator)
    unit = number.unit or _unit_of(number, counted)
    return Quantity(
        id=content_id("quantity", document, number.start, number.end),
        start=number.start,
        end=number.end,
        low=low,
        high=high,
        unit=unit,
        of=counted.words if counted else None,
        per=number.per or _per(text, number, counted, sentence, unit),
        approx=wording.approx or first.kind == "fraction",
        vague=first.kind in {"vague", "share"},
        comparator=comparator,
        step=max(number.last.step, 1e-6),
        change=_change(text, number, sentence),
        ordinal=first.kind == "ordinal",
    )


def _per(text: str, number: Number, counted: Counted | None, sentence: Span, unit: str | None) -> Any:
    """Return the period that the quantity is told for, from the words about it."""
    if counted is not None and counted.per is not None:
        return counted.per
    if number.first.kind == "ordinal" or unit == "percentage point" or (unit is not None and " per " in unit):
        return None
    rate = rate_near(text, number.start, number.end, sentence.end)
    return rate[0] if rate is not None else None


def _unit_of(number: Number, counted: Counted | None) -> str | None:
    if number.first.kind in {"fraction", "share"}:
        return "percent"
    if number.first.kind == "multiple":
        return "time"
    return counted.unit if counted else None


def _change(text: str, number: Number, sentence: Span) -> Change | None:
    """Return whether the number is a change, and in which direction; 'doubled' rises, 'halved' falls."""
    word = text[number.start : number.end].lower()
    if number.first.kind == "multiple" and word not in {"twice", "double", "triple"} and "time" not in word:
        return "down" if number.first.low < 1 else "up"
    if number.first.kind in {"ordinal", "share"} or re.search(
        r"(?i)\bup to\s\Z", text[max(0, number.start - 8) : number.start]
    ):
        return None
    return (
        change_of(text, sentence.start, number.start)
        or change_after(text, number.end, sentence.end, of_unit=number.unit is not None)
        or change_between(text, number.end, sentence.end)
    )


def _counted(text: str, number: Number, sentence: Span) -> Counted | None:
    """Return what a number counts: the phrase after it, after its 'of', or the plural before it."""
    at = number.end
    single = number.first.low == number.last.low == 1 and number.first.kind == "number"
    led = _LED.match(text, at, sentence.end)
    if led is not None and _TIME_BEHIND.match(text, at) is None:
        of_part = number.unit == "percent" or number.first.kind in {"fraction", "share", "vague"}
        if of_part or not led["of"] or led["whole"]:
            at = led.start("whole") if led["whole"] and not led["of"] and led["whole"][:1].isdigit() else led.end()
            hyphen = led.group() == "-"
            found = counted_after(
                text,
                at,
                sentence.end,
                single=single or hyphen or number.first.kind == "ordinal",
                tied=hyphen and number.first.kind != "ordinal",
            )
            if found is not None and not (number.unit and not of_part):
                return found
    if number.unit is None or number.unit == "percent":
        return counted_before(text, sentence.start, number.start)
    return None


def _is_mere_word(text: str, number: Number, counted: Counted | None) -> bool:
    """Say whether a number word is used as a pronoun or a turn of phrase: 'one of them', 'at first', 'several said'."""
    words = text[number.start : number.end].lower()
    before = re.search(r"([a-z’']+)\s\Z", text[max(0, number.start - 20) : number.start].lower())
    if words == "one point" and before is not None and before[1] == "at":
        return True
    after = re.match(r"[\s-]([a-z]+)", text[number.end : number.end + 20].lower())
    if words == "one":
        lead, follow = before[1] if before else "", after[1] if after else ""
        return lead in _lexicon()["not"]["one_before"] or follow in _lexicon()["not"]["one_after"] or counted is None
    if number.first.kind == "multiple" and after is not None and after[1] in _lexicon()["words"]["no_multiple"]:
        return True
    if number.first.kind == "ordinal":
        return counted is None or (before is not None and before[1] in {"at", "one", "two"})
    return number.first.kind == "vague" and words in _lexicon()["few"] and counted is None
