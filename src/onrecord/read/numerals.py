"""Every number of a text: digits, number words, vague plurals, parts, multiples, ordinals.

Each is found by a bounded pattern and read into a closed range with the unit of its last significant digit; what it
counts, and whether it is a quantity at all, is for :mod:`onrecord.read.quantify`.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

from onrecord.read.digits import digits
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.nearby import stretches_near
from onrecord.read.numberwords import number_words
from onrecord.read.numeral import Numeral
from onrecord.read.parts import fractions, multiples, shares

__all__ = ["numerals"]

_BEFORE, _AFTER = 30, 80
"""Characters searched around a number word: what may lead it, and the longest chain of words after it."""


@lru_cache(maxsize=4)
def numerals(text: str) -> tuple[Numeral, ...]:
    """Return the numbers of ``text`` in order, without overlap; of those that meet, the longest."""
    found = list(digits(text))
    for start, end in stretches_near(text, _is_trigger, _BEFORE, _AFTER):
        for scan in (_worded, _vague, fractions, shares, multiples, _ordinals):
            found.extend(scan(text, start, end))
    found.sort(key=lambda item: (item.start, -item.end))
    kept: list[Numeral] = []
    for numeral in found:
        if not kept or numeral.start >= kept[-1].end:
            kept.append(numeral)
    return tuple(_chain(text, kept))


_CHAIN = re.compile(r"\s(?:and\s)?")


def _chain(text: str, found: list[Numeral]) -> list[Numeral]:
    """Return the numbers with those told in one breath added up: '4 thousand 3 hundred and 21'."""
    kept: list[Numeral] = []
    for numeral in found:
        last = kept[-1] if kept else None
        if (
            last is not None
            and last.kind == numeral.kind == "number"
            and last.large
            and 0 <= numeral.low < last.step <= _CHAIN_TO
            and text[last.start].isdigit()
            and text[last.end - 1].isalpha()
            and (numeral.bare or numeral.low < _CHAIN_TO)
            and numeral.currency is None
            and _CHAIN.fullmatch(text[last.end : numeral.start])
            and not _PAIRED.search(text, max(0, last.start - 9), last.start)
        ):
            total = last.low + numeral.low
            kept[-1] = replace(last, end=numeral.end, low=total, high=total, step=numeral.step, large=True)
        else:
            kept.append(numeral)
    return kept


_CHAIN_TO = 1000
"""Up to thousands numbers in digits are told as a chain; '3 million and 21' are two."""

_PAIRED = re.compile(r"(?i)\b(?:between|from)\s\Z")


def _is_trigger(word: str, text: str, end: int) -> bool:
    """Say whether a word is a number word, or the 'in', 'out of' or 'over' of '1 in 5'."""
    if word in {"in", "out", "over"}:
        return text[max(0, end - len(word) - 2) : end - len(word)].strip().isdigit()
    return word in _trigger_words()


@cache
def _trigger_words() -> frozenset[str]:
    """Return the words of which each number that is not all digits has one."""
    tables = ("numbers", "magnitudes", "far_magnitudes", "vague", "few", "ordinals", "parts", "multiples")
    names = {word for table in tables for name in _table(table) for word in name.split()}
    return frozenset(names | {"most", "majority", "times", "fold"}) - {"a", "of"}


@cache
def _table(name: str) -> dict[str, Any]:
    return dict(load_lexicon("quantities")[name])


def _worded(text: str, start: int, end: int) -> Iterator[Numeral]:
    """Yield numbers in words: 'twenty-five', 'a hundred and two', 'half a million'."""
    for found in number_words(text, start, end):
        yield Numeral(found.start, found.end, "number", found.value, found.value, found.step, large=found.large)


@cache
def _vague_pattern() -> re.Pattern[str]:
    vague, few = word_pattern(_table("vague")), word_pattern(_table("few"))
    magnitude = word_pattern([*_table("magnitudes"), *_table("far_magnitudes")])
    return re.compile(
        rf"(?i)\b(?:(?P<first>{vague})\s{{1,3}}of\s{{1,3}})?(?P<last>{vague})\b"
        rf"|\b(?P<few>{few})(?:\s{{1,3}}(?P<scale>{magnitude})\b|(?=\s{{1,3}}[a-z]))"
    )


def _vague(text: str, start: int, end: int) -> Iterator[Numeral]:
    """Yield vague plurals and their least value: 'millions', 'hundreds of thousands', 'several hundred'."""
    for found in _vague_pattern().finditer(text, start, end):
        if found["few"]:
            low = float(_table("few")[re.sub(r"\s+", " ", found["few"].lower())])
            if found["scale"]:
                scale = found["scale"].lower()
                low *= float(_table("magnitudes").get(scale) or _table("far_magnitudes")[scale])
        elif found["first"]:
            low = float(_table("vague")[found["first"].lower()]) * float(_table("vague")[found["last"].lower()]) / 2
        else:
            low = float(_table("vague")[found["last"].lower()])
        yield Numeral(found.start(), found.end(), "vague", low, None, low)


@cache
def _ordinal_pattern() -> re.Pattern[str]:
    tens = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    return re.compile(rf"(?i)\b(?:(?P<tens>{tens})-)?(?P<word>{word_pattern(_table('ordinals'))})\b(?=[\s-][a-z])")


def _ordinals(text: str, start: int, end: int) -> Iterator[Numeral]:
    """Yield ordinals in words: 'third', 'twenty-first'."""
    for found in _ordinal_pattern().finditer(text, start, end):
        value = float(_table("ordinals")[found["word"].lower()])
        value += float(_table("numbers")[found["tens"].lower()]) if found["tens"] else 0.0
        yield Numeral(found.start(), found.end(), "ordinal", value, value, 1.0)
