"""Numbers in words: 'twenty-five', 'a hundred and two', 'five and a half million', 'three quarters of a million'.

The value of a run of number words is worked out by text2num, which also refuses what is no number ('two and three');
here the run is found with its offsets, cut where it is more than one number, and given what text2num leaves out
(trillions, lakhs, dozens, 'point five', 'and a half').
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from text_to_num import text2num

from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.numeral import step_of

__all__ = ["NumberWords", "number_words", "small_value"]

_MAGNITUDE_FROM = 100
"""The least magnitude: a word before which 'a' counts, and behind which 'and' may stand inside a number."""


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
    number = word_pattern([*_table("numbers"), *_table("magnitudes"), *_table("far_magnitudes")])
    magnitude = word_pattern([*_table("magnitudes"), *_table("far_magnitudes")])
    part = word_pattern(_table("parts"))
    small, ordinal = word_pattern(_table("numbers")), word_pattern(_table("ordinals"))
    return re.compile(
        r"(?i)(?<![\w’'])(?:(?P<sign>minus|negative)\s{1,2})?"
        rf"(?:(?P<part>(?:(?P<top>{small}|an?)[\s-]{{1,2}})?(?P<bottom>{part})(?:\s{{1,2}}of)?(?:\s{{1,2}}an?)?)\s{{1,2}}(?P<whole>{magnitude})\b"
        rf"|(?P<lead>an?\s{{1,3}}(?={magnitude}\b))?"
        rf"(?P<words>{number}\b(?:(?:\s{{1,3}}(?:and|&)\s{{1,3}}|\s{{0,2}}-\s{{0,2}}|\s{{1,3}}|(?<=[dn]),\s(?={number}\s(?:hundred|thousand|million)\b)){number}\b(?![\s-]{{1,2}}{part}\b)){{0,11}})"
        rf"(?P<point>\s{{1,2}}point(?:[\s-]{{1,2}}{small}\b){{1,6}})?"
        rf"(?P<tail>\s{{1,2}}and\s(?:an?|{small})[\s-]{part}\b)?"
        rf"(?:(?<=[fhrds])\s(?P<scale>{magnitude})\b)?)(?!-(?:in|on|to)-|-{ordinal}\b)"
    )


def number_words(text: str, start: int, end: int) -> Iterator[NumberWords]:
    """Yield the numbers in words of ``text[start:end]``; a lone magnitude ('million-dollar') is none."""
    for found in _run().finditer(text, start, end):
        if found["part"]:
            top = 1.0 if (found["top"] or "a").lower() in {"a", "an"} else small_value(found["top"])
            value = top / _table("parts")[found["bottom"].lower()] * _magnitude(found["whole"])
            yield _signed(found, found.start(), found.end(), value, large=True)
        else:
            yield from _cut(text, found)


def small_value(word: str) -> float:
    """Return the value of digits or of one number word."""
    return float(word) if word[0].isdigit() else float(_table("numbers")[word.lower()])


def _magnitude(word: str) -> float:
    word = word.lower()
    return float(_table("magnitudes").get(word) or _table("far_magnitudes")[word])


def _signed(found: re.Match[str], start: int, end: int, value: float, *, large: bool) -> NumberWords:
    return NumberWords(start, end, -value if found["sign"] else value, step_of(value), large)


def _cut(text: str, found: re.Match[str]) -> Iterator[NumberWords]:
    """Yield the numbers of a run: one where it has a value as a whole, else as it falls apart at 'and' or a comma."""
    tokens = list(re.finditer(r"[a-z]+", text[found.start("words") : found.end("words")].lower()))
    base = found.start("words")
    paired = re.search(r"(?i)\b(?:between|from)\s[$€£]?\Z", text[max(0, found.start() - 9) : found.start()]) is not None
    at = 0
    while at < len(tokens):
        stop, value = _longest(tokens, at, paired=paired)
        if value is None:
            if tokens[at].group() == "and":
                at += 1
                continue
            return
        last = stop == len(tokens)
        if not last and tokens[stop].group() != "and" and text[base + tokens[stop - 1].end()] != ",":
            return
        start = found.start() if at == 0 else base + tokens[at].start()
        end = base + tokens[stop - 1].end()
        words = [token.group() for token in tokens[at:stop]]
        large = words[-1] in _table("magnitudes") or words[-1] in _table("far_magnitudes")
        if last:
            value, end = _finish(found, value, words[-1], end)
            large = large or found["scale"] is not None
        if len(words) > 1 or words[0] not in _table("magnitudes") or found["lead"]:
            yield _signed(found, start, end, value, large=large)
        at = stop


def _finish(found: re.Match[str], value: float, last: str, end: int) -> tuple[float, int]:
    """Return a value with its 'point five', 'and a half' and the magnitude behind them, and where it ends."""
    if found["point"]:
        digits = re.findall(r"[a-z]+", found["point"].lower())[1:]
        value = float(f"{value:.0f}." + "".join(f"{small_value(word):.0f}" for word in digits))
        end = found.end("point")
    if found["tail"]:
        words = re.findall(r"[a-z]+", found["tail"].lower())
        top = 1.0 if words[1] in {"a", "an"} else small_value(words[1])
        whole = _magnitude(last) if last in _table("magnitudes") and _magnitude(last) > _MAGNITUDE_FROM else 1.0
        value += top / _table("parts")[words[-1]] * whole
        end = found.end("tail")
    if found["scale"]:
        value *= _magnitude(found["scale"])
        end = found.end("scale")
    return value, end


def _longest(tokens: list[re.Match[str]], at: int, *, paired: bool) -> tuple[int, float | None]:
    """Return how far a number reaches from ``at`` and its value; where ``paired``, 'and' parts two numbers."""
    stops = [index for index in range(at + 1, len(tokens)) if tokens[index].group() == "and"]
    whole = [len(tokens)]
    for stop in [*stops, *whole] if paired and stops else [*whole, *reversed(stops)]:
        value = _value([token.group() for token in tokens[at:stop]])
        if value is not None:
            return stop, value
    for stop in range(len(tokens) - 1, at, -1):
        value = _value([token.group() for token in tokens[at:stop]])
        if value is not None:
            return stop, value
    return at, None


def _value(words: list[str]) -> float | None:
    """Return the value of number words, or None where they are not one number."""
    if not words or words[0] == "and" or words[-1] == "and":
        return None
    if any(word == "and" and not _is_large(words[index - 1]) for index, word in enumerate(words)):
        return None
    for far, factor in _table("far_magnitudes").items():
        if far in words:
            at = len(words) - 1 - words[::-1].index(far)
            left = _value(words[:at]) if at else 1.0
            rest = words[at + 2 :] if words[at + 1 : at + 2] == ["and"] else words[at + 1 :]
            right = _value(rest) if rest else 0.0
            return None if left is None or right is None or right >= factor else left * factor + right
    try:
        return float(text2num(" ".join(words), "en"))
    except (ValueError, OverflowError):
        return None


def _is_large(word: str) -> bool:
    return word in _table("far_magnitudes") or _table("magnitudes").get(word, 0) >= _MAGNITUDE_FROM
