"""Parts and multiples of a whole: 'a third of', 'two-thirds', 'one in five', 'most of', 'three times as many'."""

import math
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.numberwords import small_value, spoken_fraction, words_value
from onrecord.read.numeral import Numeral, step_of

__all__ = ["fractions", "multiples", "shares"]


@cache
def _table(name: str) -> dict[str, Any]:
    return dict(load_lexicon("quantities")[name])


@cache
def _words(name: str) -> str:
    return word_pattern(load_lexicon("quantities")["part_words"][name])


_SMALL = 0.01
"""Below one percent a part keeps its digits."""


@cache
def _fraction() -> re.Pattern[str]:
    small = word_pattern(_table("numbers"))
    number = word_pattern([*_table("numbers"), *_table("magnitudes")])
    plural = word_pattern(
        [
            *(part for part in _table("parts") if part.endswith("s")),
            *(f"{word}s" for word in _table("ordinals") if word not in {"second", "half"}),
        ]
    )
    single = word_pattern(part for part in _table("parts") if not part.endswith("s"))
    parts, tens = word_pattern(_table("parts")), word_pattern(_table("tens"))
    return re.compile(
        r"(?i)(?<![\w’'-])(?:"
        rf"(?m:^)[ \t]*(?P<line>an?\s(?:(?P<linetens>{tens})-)?(?P<linepart>{single}|first))[ \t]*(?m:$)"
        rf"|(?P<run>(?:(?P<minus>minus|negative)\s)?(?:an?\s(?=hundred|thousand|million))?{number}\b(?:(?:\s{{1,3}}and\s{{1,3}}|\s{{0,2}}-\s{{0,2}}|\s{{1,3}}){number}\b){{0,9}})\s{{0,2}}[\s-]\s{{0,2}}(?P<parted>{plural})\b(?!-[a-z]+-)"
        rf"|(?P<count>an?|one)\s{{0,1}}[\s-]\s{{0,1}}(?:(?P<tens>{tens})-)?(?P<part>{parts})\b(?=\s(?:{_words('whole')})\b(?!(?:\s(?:an?|the))?\s(?:{_words('hours')})\b))"
        rf"|(?P<half>half)\b(?=\s(?:{_words('whole')})\b(?!(?:\s(?:an?|the))?\s(?:{_words('hours')})\b))"
        rf"|(?P<one>one)\s?[\s-]\s?(?:(?P<onetens>{tens})-)?(?P<single>{single})\b(?![\s-](?:{_words('not_whole')})\b|-)(?=-|\s?[,.;:)]|\s?$|\s(?:{_words('verbs')})\b)"
        rf"|(?:{_words('lead')})\s(?P<led>(?:(?P<ledcount>an?|one)[\s-])?(?P<ledpart>half|third|quarter|fifth|tenth))\b(?![\s-](?:{_words('not_whole')})\b|-)"
        rf"|(?P<upper>one|1)\sover\s(?P<under>{number}(?:(?:\s(?:and\s)?|-){number}){{0,4}}|\d{{1,4}})\b(?=\s?[.?!]?\s?$)"
        rf"|(?P<m>{small}|\d{{1,3}})\s(?:in|out\sof)(?:\severy)?\s(?P<n>{number}(?:[\s-]{number}){{0,2}}|\d{{1,3}}(?:,000)?)\b"
        rf"(?!\s*(?:%|{_words('not_out_of')})\b|[,.]\d|%))"
    )


def fractions(text: str, start: int, end: int) -> Iterator[Numeral]:
    """Yield fractions of ``text[start:end]`` as percent: 'a third of', 'two-thirds', 'one in five', 'about half'.

    What is one or more is a number: 'thirty-two fifths'.
    """
    for found in _fraction().finditer(text, start, end):
        value = _value(found)
        if value is None:
            continue
        at = found.start("led") if found["led"] else found.start("line") if found["line"] else found.start()
        if 0 < value <= 1:
            percent = round(100 * value, 2) if value > _SMALL else float(f"{100 * value:.6g}")
            yield Numeral(at, found.end(), "fraction", percent, percent, 1.0)
        elif not found["m"]:
            yield Numeral(at, found.end(), "number", round(value, 6), round(value, 6), 0.01)


def _value(found: re.Match[str]) -> float | None:
    if found["m"]:
        bottom = _denominator(found["n"])
        return small_value(found["m"]) / bottom if bottom else None
    if found["upper"]:
        bottom = _denominator(found["under"])
        return 1 / bottom if bottom else None
    if found["line"]:
        return 1 / (
            _bottom(found["linepart"]) + (_table("tens")[found["linetens"].lower()] if found["linetens"] else 0)
        )
    if found["half"]:
        return 0.5
    if found["led"]:
        return None if not found["ledcount"] and found["ledpart"].lower() != "half" else 1 / _bottom(found["ledpart"])
    if found["one"]:
        return 1 / (_bottom(found["single"]) + (_table("tens")[found["onetens"].lower()] if found["onetens"] else 0))
    if found["count"]:
        return 1 / (_bottom(found["part"]) + (_table("tens")[found["tens"].lower()] if found["tens"] else 0))
    words = re.findall(r"[a-z]+", found["run"].lower())
    words = words[1:] if found["minus"] else words
    value = spoken_fraction(words[1:] if words[0] in {"a", "an"} else words, _bottom(found["parted"]))
    return -value if value is not None and found["minus"] else value


def _bottom(word: str) -> float:
    word = word.lower()
    return float(_table("parts").get(word) or _table("ordinals")[word.removesuffix("s")])


def _denominator(words: str) -> float | None:
    return float(words.replace(",", "")) if words[0].isdigit() else words_value(re.findall(r"[a-z]+", words.lower()))


@cache
def _share() -> re.Pattern[str]:
    return re.compile(rf"(?i)\b{word_pattern(load_lexicon('quantities')['words']['share'])}(?=\s)")


def shares(text: str, start: int, end: int) -> Iterator[Numeral]:
    """Yield vague shares of more than half: 'most of', 'a majority of'."""
    for found in _share().finditer(text, start, end):
        if found.group().lower() != "most":
            yield Numeral(found.start(), found.end(), "share", 50.0, None, 1.0)


@cache
def _multiple() -> re.Pattern[str]:
    small = word_pattern(_table("numbers"))
    return re.compile(
        rf"(?i)\b(?:(?P<word>{word_pattern(_table('multiples'))})|(?P<count>{small}|\d{{1,4}}(?:\.\d{{1,2}})?)[\s-]{{1,2}}(?:times|fold)\b"
        rf"(?=\s(?:{_words('compared')})\b))(?!-)\b"
    )


def multiples(text: str, start: int, end: int) -> Iterator[Numeral]:
    """Yield multiples: 'twice', 'doubled', 'three times as many'."""
    for found in _multiple().finditer(text, start, end):
        value = float(_table("multiples")[found["word"].lower()]) if found["word"] else small_value(found["count"])
        if math.isfinite(value):
            yield Numeral(found.start(), found.end(), "multiple", value, value, step_of(value))
