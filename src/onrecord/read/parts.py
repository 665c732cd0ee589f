"""Parts and multiples of a whole: 'a third of', 'two-thirds', 'one in five', 'most of', 'twice', 'three times as many'."""

import math
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.numberwords import small_value
from onrecord.read.numeral import Numeral, step_of

__all__ = ["fractions", "multiples", "shares"]


@cache
def _table(name: str) -> dict[str, Any]:
    return dict(load_lexicon("quantities")[name])


@cache
def _words(name: str) -> str:
    return word_pattern(load_lexicon("quantities")["part_words"][name])


@cache
def _fraction() -> re.Pattern[str]:
    small, parts = word_pattern(_table("numbers")), word_pattern(_table("parts"))
    plural = word_pattern(part for part in _table("parts") if part.endswith("s"))
    single = word_pattern(part for part in _table("parts") if not part.endswith("s"))
    return re.compile(
        r"(?i)(?<![\w’'-])(?:"
        rf"(?P<count>{small}(?:[\s-]{small})?|an?)[\s-]{{1,2}}(?P<part>{parts})\b(?=\s(?:{_words('whole')})\b)"
        rf"|(?P<half>half)\b(?=\s(?:{_words('whole')})\b)"
        rf"|(?P<many>{small}(?:[\s-]{small})?)[\s-]{{1,2}}(?P<parted>{plural})\b(?!-[a-z]+-)"
        rf"|(?P<one>one)-(?P<single>{single})\b(?![\s-](?:party|person|class|degree|grade|time|year|day|hour|term))"
        rf"|(?:{_words('lead')})\s(?P<led>(?:(?P<ledcount>an?|one)[\s-])?(?P<ledpart>half|third|quarter|fifth|tenth))\b(?![\s-](?:{_words('not_whole')})\b|-)"
        rf"|(?P<m>{small}|\d{{1,2}})\s(?:in|out\sof)(?:\severy)?\s(?P<n>{small}(?:-{small})?|\d{{1,3}}(?:,000)?)\b"
        rf"(?!\s*(?:%|{_words('not_out_of')})\b|[,.]\d|%))"
    )


def fractions(text: str, start: int, end: int) -> Iterator[Numeral]:
    """Yield fractions of ``text[start:end]`` as percent: 'a third of', 'two-thirds', 'one in five', 'about half'."""
    for found in _fraction().finditer(text, start, end):
        if found["m"]:
            top, bottom = small_value(found["m"]), _denominator(found["n"])
        elif found["half"]:
            top, bottom = 1.0, 2.0
        elif found["led"]:
            top, bottom = 1.0, float(_table("parts")[found["ledpart"].lower()])
            if not found["ledcount"] and found["ledpart"].lower() != "half":
                continue
        elif found["one"]:
            top, bottom = 1.0, float(_table("parts")[found["single"].lower()])
        else:
            many = found["count"] or found["many"]
            top = 1.0 if many.lower() in {"a", "an"} else _count(many)
            bottom = float(_table("parts")[(found["part"] or found["parted"]).lower()])
        if 0 < top <= bottom:
            percent = round(100 * top / bottom, 2)
            at = found.start("led") if found["led"] else found.start()
            yield Numeral(at, found.end(), "fraction", percent, percent, 1.0)


def _count(words: str) -> float:
    return sum(small_value(word) for word in re.split(r"[\s-]", words))


def _denominator(words: str) -> float:
    return float(words.replace(",", "")) if words[0].isdigit() else _count(words)


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
