"""Find every quantity: how much of what, how often, how exact.

Numbers come from :mod:`onrecord.read.numerals`; here they are joined to ranges, given what they count, and left out
where they are times, ages, names, references, addresses, scores or list numbers.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from onrecord.ids import content_id
from onrecord.model import Change, Comparator, Quantity, Reading, Span
from onrecord.read.counted import Counted, counted_after, counted_before, rate_near
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.numerals import Numeral, numerals
from onrecord.read.pipeline import step
from onrecord.read.sentences import sentences
from onrecord.read.wording import change_of, is_no_quantity, wording_of

__all__ = ["find_quantities", "quantify"]

_PHONE = re.compile(
    r"\(?\b\d{3}\)?[-.\s]\d{3}[-.]\d{4}\b|\b\d{3}-\d{4}\b|\b\d{1,2}[-–]\d{1,2}\b(?=\s?(?:win|loss|vote|victory|defeat|lead|tie|decision|ruling|[.,;)]))|\b\d{4}[-–]\d{2,4}\b"
)


_BETWEEN = re.compile(r"\s?(?:%|percent|per cent|million|billion|thousand)?\s?(?:-|–|—|to|and|or)\s?")
_LED = re.compile(
    r"(?:\s(?:or|to)\s(?:more|so|fewer|less))?\+?\s{1,3}(?:of\s{1,3})?(?:(?:the|all|its|their|his|her|our|these|those)\s{1,3}){0,2}|-"
)


@dataclass(frozen=True, slots=True)
class _Number:
    """One number or a range of two, with the unit that is written on it."""

    start: int
    end: int
    first: Numeral
    last: Numeral
    unit: str | None


@step("quantify", version=1, needs=("times",), adds=("quantities",))
def quantify(reading: Reading) -> Reading:
    """Return the reading with every quantity of its text."""
    taken = [Span(time.start, time.end) for time in reading.times]
    return replace(reading, quantities=find_quantities(reading.document.text, taken, reading.document.id))


def find_quantities(text: str, times: Sequence[Span] = (), document: str = "") -> tuple[Quantity, ...]:
    """Return the quantities of ``text`` in order; none overlaps another or one of ``times``."""
    blocked = sorted([*times, *(Span(found.start(), found.end()) for found in _PHONE.finditer(text))])
    numbers = _without(numerals(text), blocked)
    if not numbers:
        return ()
    found: list[Quantity] = []
    stretches = sentences(text)
    index, at = 0, 0
    while index < len(numbers):
        number = numbers[index]
        while at + 1 < len(stretches) and stretches[at + 1].start <= number.start:
            at += 1
        sentence = stretches[at] if stretches else Span(0, len(text))
        joined = _join(text, numbers, index)
        quantity = _quantity(text, joined, sentence, document)
        if quantity is not None:
            found.append(quantity)
        index += 1 + (joined.last is not joined.first)
    return tuple(found)


def _without(numbers: list[Numeral], blocked: Sequence[Span]) -> list[Numeral]:
    """Return the numbers that meet none of the blocked spans; both are in order."""
    kept, at = [], 0
    for number in numbers:
        while at < len(blocked) and blocked[at].end <= number.start:
            at += 1
        if not any(span.start < number.end and number.start < span.end for span in blocked[at : at + 2]):
            kept.append(number)
    return kept


@cache
def _lexicon() -> dict[str, Any]:
    return dict(load_lexicon("quantities"))


@cache
def _unit_pattern() -> re.Pattern[str]:
    percent, money, measure = (
        word_pattern(_lexicon()[name]) for name in ("percent_words", "currency_words", "measures")
    )
    return re.compile(
        rf"\s?(?P<percent>%)|[\s-]{{1,2}}(?:(?P<worded>(?i:{percent}))|(?P<money>{money})|(?P<measure>{measure}))\b|(?P<tight>{measure})\b"
    )


def _written_unit(text: str, end: int) -> tuple[str | None, int]:
    """Return the unit written on a number that ends at ``end``, and where it ends."""
    found = _unit_pattern().match(text, end)
    if found is None:
        return None, end
    if found["percent"] or found["worded"]:
        return str(
            _lexicon()["percent_words"][re.sub(r"\s+", " ", (found["percent"] or found["worded"]).lower())]
        ), found.end()
    if found["money"]:
        return str(_lexicon()["currency_words"][found["money"]]), found.end()
    return str(_lexicon()["measures"][found["measure"] or found["tight"]]), found.end()


def _join(text: str, numbers: Sequence[Numeral], index: int) -> _Number:
    """Return the number at ``index``, joined with the next one where the two are the ends of a range."""
    first = numbers[index]
    unit, end = _written_unit(text, first.end)
    if index + 1 < len(numbers):
        last = numbers[index + 1]
        between = text[first.end : last.start]
        worded = _BETWEEN.fullmatch(between)
        paired = worded is not None and first.kind == last.kind == "number" and first.low <= last.low * 1000
        unit_last, end_last = _written_unit(text, last.end)
        fits = unit is None or unit == unit_last
        if paired and fits and worded is not None and _is_range(text, first, worded.group().strip()):
            if last.currency or first.currency:
                unit_last = str(_lexicon()["currencies"][last.currency or first.currency])
            return _Number(first.start, end_last, _scaled(first, last), last, unit_last)
    if first.currency:
        unit = str(_lexicon()["currencies"][first.currency])
        end = first.end
    return _Number(first.start, end, first, first, unit)


def _scaled(first: Numeral, last: Numeral) -> Numeral:
    """Return the lower end with the magnitude of the upper one: '$5 to $10 million'."""
    factor = next(
        (power for power in (1e12, 1e9, 1e6) if last.low >= power > first.low and last.step >= power / 1000), 1.0
    )
    scaled = first.low * factor
    return replace(first, low=scaled, high=scaled) if factor > 1.0 and scaled <= last.low else first


def _is_range(text: str, first: Numeral, between: str) -> bool:
    """Say whether two numbers are the ends of one range: not 'from 2,000 to 3,000' after a verb of change."""
    before = text[max(0, first.start - 60) : first.start]
    if between.endswith(("and", "or")):
        return (between.endswith("or") and first.low < 13) or re.search(r"(?i)\bbetween\s[$€£]?\Z", before) is not None
    if re.search(r"(?i)\bfrom\s[$€£]?\Z", before):
        return change_of(before + "0", 0, len(before)) is None and not _has_change(before)
    return change_of(text, max(0, first.start - 40), first.start) is None or not between.endswith("to")


def _has_change(words: str) -> bool:
    moves = {*_lexicon()["change"]["up"], *_lexicon()["change"]["down"]}
    return any(word in moves for word in re.findall(r"[a-z]+", words.lower()))


def _bounds(number: _Number, comparator: Comparator) -> tuple[float | None, float | None]:
    """Return the closed range that a number and its wording leave; None is open."""
    low: float | None = number.first.low
    high: float | None = number.last.low if number.last is not number.first else number.first.high
    if number.last is not number.first and low is not None and high is not None and low > high:
        low = low if not number.last.bare else high
        low, high = min(low, high), max(low, high)
    if comparator in {">", ">="}:
        return low, None
    if comparator in {"<", "<="}:
        return None, high if high is not None else low
    return low, high


def _quantity(text: str, number: _Number, sentence: Span, document: str) -> Quantity | None:
    """Return the quantity of one number, or None where it is a name, an age, a reference or a mere word."""
    first, last = number.first, number.last
    plain = first.bare and number.unit is None
    if is_no_quantity(text, first.start, last.end if number.unit is None else number.end, bare=plain):
        return None
    counted = _counted(text, number, sentence)
    if _is_mere_word(text, number, counted) or (plain and counted is None and _is_score(text, number)):
        return None
    wording = wording_of(text, number.start, number.end)
    comparator: Comparator = ">=" if first.kind == "vague" else ">" if first.kind == "share" else wording.comparator
    approx = wording.approx or first.kind == "fraction"
    nearly = wording.approx and comparator == "<"
    low, high = _bounds(number, "=" if nearly else comparator)
    rate = rate_near(text, number.start, number.end, sentence.end) if first.kind != "ordinal" else None
    unit = number.unit or _unit_of(number, counted)
    return Quantity(
        id=content_id("quantity", document, number.start, number.end),
        start=number.start,
        end=number.end,
        low=low,
        high=high,
        unit=unit,
        of=counted.words if counted else None,
        per=counted.per if counted and counted.per else rate[0] if rate and unit != "percentage point" else None,
        approx=approx,
        vague=first.kind in {"vague", "share"},
        comparator=comparator,
        step=max(last.step, 1e-6),
        change=_change(text, number, sentence),
        ordinal=first.kind == "ordinal",
    )


def _unit_of(number: _Number, counted: Counted | None) -> str | None:
    if number.first.kind in {"fraction", "share"}:
        return "percent"
    if number.first.kind == "multiple":
        return "time"
    return counted.unit if counted else None


def _change(text: str, number: _Number, sentence: Span) -> Change | None:
    """Return whether the number is a change, and in which direction; 'doubled' rises, 'halved' falls."""
    word = text[number.start : number.end].lower()
    if number.first.kind == "multiple" and word not in {"twice", "double", "triple"} and "time" not in word:
        return "down" if number.first.low < 1 else "up"
    if number.first.kind in {"ordinal", "share"} or re.search(
        r"(?i)\bup to\s\Z", text[max(0, number.start - 8) : number.start]
    ):
        return None
    return change_of(text, sentence.start, number.start)


def _counted(text: str, number: _Number, sentence: Span) -> Counted | None:
    """Return what a number counts: the phrase after it, after its 'of', or the plural before it."""
    at = number.end
    single = number.first.low == number.last.low == 1 and number.first.kind == "number"
    led = _LED.match(text, at, sentence.end)
    if led is not None:
        of_part = number.unit == "percent" or number.first.kind in {"fraction", "share", "vague"}
        if of_part or " of" not in led.group():
            hyphen = led.group() == "-"
            found = counted_after(
                text, led.end(), sentence.end, single=single or hyphen or number.first.kind == "ordinal"
            )
            if found is not None and not (number.unit and not of_part):
                return found
    if number.unit is None or number.unit == "percent":
        return counted_before(text, sentence.start, number.start)
    return None


def _is_score(text: str, number: _Number) -> bool:
    """Say whether two small numbers joined by a dash, with nothing counted, are a score: '3-2'."""
    return re.fullmatch(r"\d{1,3}[-–]\d{1,3}", text[number.start : number.end]) is not None


def _is_mere_word(text: str, number: _Number, counted: Counted | None) -> bool:
    """Say whether a number word is used as a pronoun or a turn of phrase: 'one of them', 'at first', 'several said'."""
    words = text[number.start : number.end].lower()
    before = re.search(r"([a-z’']+)\s\Z", text[max(0, number.start - 20) : number.start].lower())
    after = re.match(r"[\s-]([a-z]+)", text[number.end : number.end + 20].lower())
    if words == "one":
        lead, follow = before[1] if before else "", after[1] if after else ""
        return lead in _lexicon()["not"]["one_before"] or follow in _lexicon()["not"]["one_after"] or counted is None
    if number.first.kind == "ordinal":
        return counted is None or (before is not None and before[1] in {"at", "one", "two"})
    return number.first.kind == "vague" and words in _lexicon()["few"] and counted is None
