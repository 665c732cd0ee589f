"""Numbers in words: 'twenty-five', 'a hundred and two', 'five and a half million', 'thirty-two fifths'.

The value of a run of number words is worked out by text2num, which also refuses what is no number ('two and three');
here the run is found with its offsets, cut where it is more than one number, and given what text2num leaves out
(trillions, lakhs, dozens, 'point five', 'and a half', parts).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from text_to_num import text2num

from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.numeral import step_of

__all__ = ["NumberWords", "magnitude_of", "number_words", "small_value", "spoken_fraction", "words_value"]

_MAGNITUDE_FROM = 100
"""The least magnitude: a word before which 'a' counts, and behind which 'and' may stand inside a number."""

_OTHER_FORMS = {"dozens": "dozen", "naught": "nought"}
_DIGIT = re.compile(r"\d[\s-]\Z")
_PAIRED = re.compile(r"(?i)\b(?:between|from)\s(?:minus\s|negative\s|[$€£])?\Z")


@dataclass(frozen=True, slots=True)
class NumberWords:
    """A number in words at ``text[start:end]``; ``step`` is the unit of its last significant digit."""

    start: int
    end: int
    value: float
    step: float
    large: bool = False


@cache
def _table(name: str) -> dict[str, Any]:
    return dict(load_lexicon("quantities")[name])


@cache
def _run() -> re.Pattern[str]:
    magnitude = word_pattern([*_table("magnitudes"), *_table("far_magnitudes")])
    number = word_pattern([*_table("numbers"), *_table("magnitudes"), *_table("far_magnitudes")])
    part, small, ordinal = (word_pattern(_table(name)) for name in ("parts", "numbers", "ordinals"))
    comma = rf"(?<=[dn]),\s(?={number}\s(?:hundred|thousand|million)\b)"
    joint = rf"(?:\s{{1,3}}(?:and|&)\s{{1,3}}|\s{{0,2}}-\s{{0,2}}|\s{{1,3}}|{comma})"
    return re.compile(
        r"(?i)(?<![\w’'])(?:(?P<sign>minus|negative)\s{1,2})?"
        rf"(?:(?P<part>(?:(?P<top>{small}|an?)[\s-]{{1,2}})?(?P<bottom>{part})(?:\s{{1,2}}of)?(?:\s{{1,2}}an?)?)\s{{1,2}}(?P<whole>{magnitude})\b"
        rf"|(?P<lead>an?\s{{1,3}}(?={magnitude}\b))?"
        rf"(?P<words>{number}\b(?:{joint}{number}\b(?![\s-]{{1,2}}{part}\b)){{0,11}}(?:\sdozens\b)?)"
        rf"(?P<point>\s{{1,2}}point(?:[\s-]{{1,2}}{small}\b){{1,6}})?"
        rf"(?P<tail>\s{{1,2}}and\s(?:an?|{small})[\s-]{part}\b)?"
        rf"(?:(?<=[fhrds])\s(?P<scale>{magnitude})\b)?)(?!-(?:in|on|to)-|-{ordinal}\b)"
    )


def number_words(text: str, start: int, end: int) -> Iterator[NumberWords]:
    """Yield the numbers in words of ``text[start:end]``; a lone magnitude ('million-dollar') is none."""
    for found in _run().finditer(text, start, end):
        if found["part"]:
            top = 1.0 if (found["top"] or "a").lower() in {"a", "an"} else small_value(found["top"])
            value = top / _table("parts")[found["bottom"].lower()] * magnitude_of(found["whole"])
            value = -value if found["sign"] else value
            yield NumberWords(found.start(), found.end(), value, step_of(value), large=True)
        else:
            yield from _cut(text, found)


def small_value(word: str) -> float:
    """Return the value of digits or of one number word."""
    return float(word) if word[0].isdigit() else float(_table("numbers")[word.lower()])


def magnitude_of(word: str) -> float:
    """Return the value of a magnitude, also in the plural: 'million', 'dozens'."""
    tables = {**_table("magnitudes"), **_table("far_magnitudes")}
    word = word.lower()
    return float(tables.get(word) or tables[word.removesuffix("s")])


def _is_magnitude(word: str) -> bool:
    return word in _table("magnitudes") or word in _table("far_magnitudes")


def _cut(text: str, found: re.Match[str]) -> Iterator[NumberWords]:
    """Yield the numbers of a run: one where it has a value as a whole, else as it falls apart at 'and' or a comma."""
    base = found.start("words")
    tokens = list(re.finditer(r"[a-z]+", found["words"].lower()))
    words = [_OTHER_FORMS.get(token.group(), token.group()) for token in tokens]
    paired = _PAIRED.search(text, max(0, found.start() - 18), found.start() + len(found["sign"] or "")) is not None
    at = 0
    if _DIGIT.search(text, max(0, found.start() - 3), found.start()) is not None and _is_magnitude(words[0]):
        at = 2 if words[1:2] == ["and"] else 1
    while at < len(words):
        stop, value = _longest(words, at, paired=paired)
        if value is None:
            return
        last = stop == len(words)
        if not last and words[stop] != "and" and text[base + tokens[stop - 1].end()] != ",":
            return
        end = base + tokens[stop - 1].end()
        large = _is_magnitude(words[stop - 1])
        if last:
            value, end = _finish(found, value, words[stop - 1], end)
            large = large or found["scale"] is not None
        negative = found["sign"] is not None and at == 0
        if stop - at > 1 or not _is_magnitude(words[at]) or found["lead"]:
            start = found.start() if at == 0 else base + tokens[at].start()
            yield NumberWords(start, end, -value if negative else value, step_of(value), large)
        at = stop + 1 if not last and words[stop] == "and" else stop


def _finish(found: re.Match[str], value: float, last: str, end: int) -> tuple[float, int]:
    """Return a value with its 'point five', 'and a half' and the magnitude behind them, and where it ends."""
    if found["point"]:
        digits = re.findall(r"[a-z]+", found["point"].lower())[1:]
        decimals = f"{words_value(digits):.0f}" if len(digits) == 2 and (words_value(digits) or 0) > 9 else None
        decimals = decimals or "".join(f"{small_value(word):.0f}" for word in digits)
        value = float(f"{value:.0f}.{decimals}")
        end = found.end("point")
    if found["tail"]:
        words = re.findall(r"[a-z]+", found["tail"].lower())
        top = 1.0 if words[1] in {"a", "an"} else small_value(words[1])
        if top >= _table("parts")[words[-1]]:
            return value, end
        is_far = _is_magnitude(last) and magnitude_of(last) > _MAGNITUDE_FROM
        value += top / _table("parts")[words[-1]] * (magnitude_of(last) if is_far else 1.0)
        end = found.end("tail")
    if found["scale"]:
        value *= magnitude_of(found["scale"])
        end = found.end("scale")
    return value, end


def _longest(words: list[str], at: int, *, paired: bool) -> tuple[int, float | None]:
    """Return how far a number reaches from ``at`` and its value; where ``paired``, 'and' parts two numbers."""
    stops = [index for index in range(at + 1, len(words)) if words[index] == "and"]
    whole = [len(words)]
    order = [*stops, *whole] if paired and stops else [*whole, *reversed(stops)]
    for stop in [*order, *range(len(words) - 1, at, -1)]:
        value = words_value(words[at:stop])
        if value is not None:
            return stop, value
    return at, None


def words_value(words: list[str]) -> float | None:
    """Return the value of number words, or None where they are not one number."""
    if not words or words[0] == "and" or words[-1] == "and":
        return None
    if any(word == "and" and not _is_large(words[index - 1]) for index, word in enumerate(words)):
        return None
    for far, factor in _table("far_magnitudes").items():
        if far in words:
            at = len(words) - 1 - words[::-1].index(far)
            left = words_value(words[:at]) if at else 1.0
            rest = words[at + 2 :] if words[at + 1 : at + 2] == ["and"] else words[at + 1 :]
            right = words_value(rest) if rest else 0.0
            return None if left is None or right is None or right >= factor else left * factor + right
    try:
        return float(text2num(" ".join(words), "en"))
    except (ValueError, OverflowError):
        return None


def _is_large(word: str) -> bool:
    return word in _table("far_magnitudes") or int(_table("magnitudes").get(word, 0)) >= _MAGNITUDE_FROM


def spoken_fraction(words: list[str], bottom: float) -> float | None:
    """Return the value of number words over an ordinal: 'two', 3 -> 0.667; 'twenty and three', 5 -> 20.6.

    'thirty', 5 behind 'one hundred' is 100/35; behind 'one hundred and' it is 130/5.
    """
    if words[-1:] and words[-1] in _table("tens") and bottom < 10:
        top = words_value(words[:-1])
        if top is not None:
            return top / (float(_table("numbers")[words[-1]]) + bottom)
    if "and" in words:
        at = len(words) - 1 - words[::-1].index("and")
        left, top = words_value(words[:at]), words_value(words[at + 1 :])
        if left is not None and top is not None and top < bottom:
            return left + top / bottom
    whole = words_value(words)
    return None if whole is None else whole / bottom
