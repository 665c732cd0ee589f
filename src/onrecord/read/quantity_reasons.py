"""Why each quantity has its value, unit, wording and change: the number's form, and the words around it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from onrecord.model import Quantity, Reading, Reason, Span
from onrecord.read.counted import lemma_of
from onrecord.read.numeral import Numeral, NumeralKind
from onrecord.read.numerals import numerals
from onrecord.read.sentences import sentences
from onrecord.read.wording import change_after, change_of, start_with_wording, wording_of

__all__ = ["quantity_reasons"]

_STEP = "quantify"

_COUNTED = 120
"""Characters behind a quantity in which what it counts stands."""

_FORMS: Mapping[NumeralKind, str] = {
    "vague": "a plural that tells about how many",
    "fraction": "a part in words",
    "share": "a part without a figure",
    "multiple": "a multiple",
    "ordinal": "an ordinal",
}


def quantity_reasons(reading: Reading) -> Iterator[Reason]:
    """Yield the rules of each quantity: of its value, and of what else it tells."""
    text = reading.document.text
    bounds = sentences(text)
    starts = [sentence.start for sentence in bounds]
    numbers = numerals(text)
    places = [number.start for number in numbers]
    for quantity in reading.quantities:
        sentence = bounds[max(0, bisect_right(starts, quantity.start) - 1)] if bounds else Span(0, len(text))
        found = numbers[bisect_left(places, quantity.start) : bisect_left(places, quantity.end)]
        words = text[quantity.start : quantity.end]
        yield Reason("quantity", quantity.id, "value", _STEP, _form(words, found), None, words)
        yield from _counting(text, quantity, found)
        yield from _wording(text, quantity)
        if quantity.change is not None:
            rule = _change_rule(text, quantity, sentence, found)
            yield Reason("quantity", quantity.id, "change", _STEP, rule)


def _form(words: str, found: Sequence[Numeral]) -> str:
    """Return how a number is written."""
    if len(found) > 1:
        return "two numbers told as one"
    if found and found[0].kind != "number":
        return _FORMS[found[0].kind]
    return "a number in digits" if any(map(str.isdigit, words)) else "a number in words"


def _counting(text: str, quantity: Quantity, found: Sequence[Numeral]) -> Iterator[Reason]:
    """Yield what told the unit, the thing counted, and the period that it is told for."""
    kind = found[0].kind if found else "number"
    if quantity.of is not None:
        behind = quantity.of.split(" ", 1)[0] in text[quantity.end : quantity.end + _COUNTED]
        rule = "the phrase behind the number" if behind else "the plural before the number"
        yield Reason("quantity", quantity.id, "of", _STEP, rule, None, quantity.of)
    if quantity.unit is not None:
        yield Reason("quantity", quantity.id, "unit", _STEP, _unit_rule(quantity, kind))
    if quantity.per is not None:
        yield Reason("quantity", quantity.id, "per", _STEP, "a rate written on the number or near it")


def _unit_rule(quantity: Quantity, kind: NumeralKind) -> str:
    """Return what told a quantity's unit."""
    if kind in {"fraction", "share"} and quantity.unit == "percent":
        return "a part is told in percent"
    if kind == "multiple" and quantity.unit == "time":
        return "a multiple is told in times"
    if quantity.of is not None and quantity.unit == lemma_of(quantity.of.rsplit(" ", 1)[-1]):
        return "the head of what is counted"
    return "the unit written on the number"


def _wording(text: str, quantity: Quantity) -> Iterator[Reason]:
    """Yield the words that told how exact a quantity is meant."""
    told = wording_of(text, quantity.start, quantity.end)
    if told.comparator == "=" and not told.approx:
        return
    begins = start_with_wording(text, quantity.start)
    words = text[begins : quantity.start].strip() or None
    rule = "words before the number" if words else "words behind the number"
    yield Reason("quantity", quantity.id, "comparator", _STEP, rule, None, words)


def _change_rule(text: str, quantity: Quantity, sentence: Span, found: Sequence[Numeral]) -> str:
    """Return what told that a quantity is a change."""
    if found and found[0].kind == "multiple":
        return "a multiple is a change"
    if change_of(text, sentence.start, quantity.start) is not None:
        return "a word of movement before the number"
    if change_after(text, quantity.end, sentence.end, of_unit=True) is not None:
        return "a word of movement behind the number"
    return "the change that it tells in other words"
