"""Numbers as news writes them: digits, number words, vague plurals, fractions, multiples, ordinals.

Each is found by a bounded pattern and read into a closed range with the unit of its last significant digit; what it
counts, and whether it is a quantity at all, is for :mod:`onrecord.read.quantify`.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Literal

from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.nearby import stretches_near

__all__ = ["Numeral", "NumeralKind", "numerals"]

NumeralKind = Literal["number", "vague", "fraction", "share", "multiple", "ordinal"]


_BEFORE, _AFTER = 30, 80
"""Characters searched around a number word: what may lead it, and the longest chain of words after it."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at ``text[start:end]``; ``currency`` is the sign before it; ``bare`` says that it is plain digits."""

    start: int
    end: int
    kind: NumeralKind
    low: float
    high: float | None
    step: float
    currency: str | None = None
    bare: bool = False


def numerals(text: str) -> list[Numeral]:
    """Return the numbers of ``text`` in order, without overlap; of those that meet, the longest."""
    found = list(_digits(text))
    for start, end in stretches_near(text, _is_trigger, _BEFORE, _AFTER):
        for scan in (_worded, _vague, _fractions, _multiples, _ordinals):
            found.extend(scan(text, start, end))
    found.sort(key=lambda item: (item.start, -item.end))
    kept: list[Numeral] = []
    for numeral in found:
        if not kept or numeral.start >= kept[-1].end:
            kept.append(numeral)
    return kept


def _is_trigger(word: str, text: str, end: int) -> bool:
    """Say whether a word is a number word, or the 'in' or 'out of' of '1 in 5'."""
    if word in {"in", "out"}:
        return text[max(0, end - len(word) - 2) : end - len(word)].strip().isdigit()
    return word in _trigger_words()


@cache
def _trigger_words() -> frozenset[str]:
    """Return the words of which each number that is not all digits has one."""
    tables = ("numbers", "magnitudes", "vague", "few", "ordinals", "parts", "multiples")
    names = {word for table in tables for name in _table(table) for word in name.split()}
    return frozenset(names | {"most", "majority", "times", "fold"}) - {"a", "of"}


@cache
def _table(name: str) -> dict[str, Any]:
    return dict(load_lexicon("quantities")[name])


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """Return the compiled pattern of this name."""
    number = word_pattern([*_table("numbers"), *_table("magnitudes")])
    magnitude = word_pattern(name for name in _table("magnitudes") if name not in {"hundred", "dozen"})
    parts = word_pattern(_table("parts"))
    few = word_pattern(_table("few"))
    vague = word_pattern(_table("vague"))
    small = word_pattern(_table("numbers"))
    match name:
        case "digits":
            currency = word_pattern(_table("currencies"))
            short = word_pattern(_table("short_magnitudes"))
            source = (
                rf"(?P<currency>{currency}\s?)?(?<!\d[.,:/])(?<![\w.#@/])"
                r"(?P<digits>\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?|\.\d{1,6})"
                rf"(?:(?:\s|-)?(?P<magnitude>(?i:hundred|{magnitude}))\b|(?P<short>{short})\b(?!['’/])|(?P<th>(?:st|nd|rd|th))\b)?"
                r"(?![\d]|[.,]\d|:\d)"
            )
            return re.compile(source)
        case "worded":
            lead = rf"(?:(?P<lead>half an?|an?|{few})\s{{1,3}}(?={word_pattern(_table('magnitudes'))}\b))?"
            return re.compile(
                rf"(?i)\b{lead}{number}\b(?:(?:\s{{1,2}}and\s{{1,2}}|[\s-]{{1,2}}){number}\b){{0,8}}(?:\s+and\s+a\s+half)?"
            )
        case "vague":
            return re.compile(
                rf"(?i)\b(?:(?P<first>{vague})\s{{1,3}}of\s{{1,3}})?(?P<last>{vague})\b|\b(?P<few>{few})(?=\s+[a-z])"
            )
        case "fractions":
            return re.compile(
                rf"(?i)\b(?:(?P<count>{small}|an?)[\s-]{{1,2}}(?P<part>{parts})|(?P<half>half))\b(?=\s(?:of|the|that|all|its|their|a)\b)"
                rf"|\b(?P<m>{small}|\d{{1,2}})\s(?:in|out\sof)\s(?P<n>{small}|\d{{1,3}})\b(?!\s*(?:%|percent|of|day|week|month|year|million))"
                r"|(?<![\d/])(?P<top>\d)/(?P<bottom>\d{1,2})(?![\d/])(?=\s+of\b)"
            )
        case "share":
            return re.compile(rf"(?i)\b{word_pattern(load_lexicon('quantities')['words']['share'])}(?=\s)")
        case "multiples":
            return re.compile(
                rf"(?i)\b(?:(?P<word>{word_pattern(_table('multiples'))})|(?P<count>{small}|\d{{1,4}}(?:\.\d)?)[\s-]{{1,2}}(?:times|fold)\b"
                r"(?=\s(?:as|more|higher|larger|greater|the|that|what|last|its|their)\b))(?!-)\b"
            )
    return re.compile(rf"(?i)\b(?P<word>{word_pattern(_table('ordinals'))})\b(?=[\s-][a-z])")


def _digits(text: str) -> Iterator[Numeral]:
    """Yield numbers in digits, with the magnitude behind them: '3,012', '$1.2 billion', '21st'."""
    for found in _pattern("digits").finditer(text):
        value = Decimal(found["digits"].replace(",", ""))
        step = _step(found["digits"])
        factor = 1
        if found["magnitude"]:
            factor = int(_table("magnitudes")[found["magnitude"].lower()])
        elif found["short"]:
            factor = int(_table("short_magnitudes")[found["short"]])
        number = float(value * factor)
        currency = found["currency"].strip() if found["currency"] else None
        if found["th"]:
            yield Numeral(found.start(), found.end(), "ordinal", number, number, 1.0)
            continue
        bare = factor == 1 and currency is None
        yield Numeral(found.start(), found.end(), "number", number, number, float(step * factor), currency, bare)


def _step(digits: str) -> Decimal:
    """Return the unit of the last significant digit as written: '3,000' -> 1000, '3.10' -> 0.01."""
    plain = digits.replace(",", "")
    if "." in plain:
        return Decimal(1).scaleb(-len(plain.split(".")[1]))
    zeros = len(plain) - len(plain.rstrip("0")) if plain.strip("0") else 0
    return Decimal(1).scaleb(zeros)


def _worded(text: str, start: int, end: int) -> Iterator[Numeral]:
    """Yield numbers in words: 'twenty-five', 'a hundred and two', 'several thousand', 'half a million'."""
    for found in _pattern("worded").finditer(text, start, end):
        words = re.findall(r"[a-z]+", found.group().lower())
        lead = re.sub(r"\s+", " ", (found["lead"] or "").lower())
        value = _value_of([word for word in words if word in _table("numbers") or word in _table("magnitudes")], lead)
        if found.group().lower().endswith("half"):
            value += 0.5
        if lead in _table("few"):
            yield Numeral(found.start(), found.end(), "vague", value, None, value)
            continue
        if words in (["hundred"], ["thousand"], ["million"], ["billion"], ["trillion"], ["dozen"]):
            continue
        yield Numeral(found.start(), found.end(), "number", value, value, _step_of(value))


def _value_of(words: list[str], lead: str) -> float:
    """Return the value of number words; ``lead`` stands before the first magnitude ('half a', 'several')."""
    start = 0.5 if lead.startswith("half") else float(_table("few").get(lead, 1 if lead else 0))
    total, group = 0.0, start
    for word in words:
        if word in _table("numbers"):
            group += float(_table("numbers")[word])
            continue
        factor = float(_table("magnitudes")[word])
        if factor <= 100:
            group = (group or 1.0) * factor
        else:
            total, group = total + (group or 1.0) * factor, 0.0
    return total + group


def _step_of(value: float) -> float:
    """Return the unit of the last significant digit of a value in words."""
    if value <= 0 or not value.is_integer():
        return 1.0 if value <= 0 else 0.5
    step = 1.0
    while value % (step * 10) == 0 and step < 1e15:
        step *= 10
    return step


def _vague(text: str, start: int, end: int) -> Iterator[Numeral]:
    """Yield vague plurals and their least value: 'millions', 'hundreds of thousands', 'several'."""
    for found in _pattern("vague").finditer(text, start, end):
        if found["few"]:
            low = float(_table("few")[re.sub(r"\s+", " ", found["few"].lower())])
        elif found["first"]:
            low = float(_table("vague")[found["first"].lower()]) * float(_table("vague")[found["last"].lower()]) / 2
        else:
            low = float(_table("vague")[found["last"].lower()])
        yield Numeral(found.start(), found.end(), "vague", low, None, low)
    for found in _pattern("share").finditer(text, start, end):
        if found.group().lower() != "most":
            yield Numeral(found.start(), found.end(), "share", 50.0, None, 1.0)


def _fractions(text: str, start: int, end: int) -> Iterator[Numeral]:
    """Yield fractions as percent: 'a third of', 'two-thirds of', 'one in five'."""
    for found in _pattern("fractions").finditer(text, start, end):
        if found["m"]:
            top, bottom = _small(found["m"]), _small(found["n"])
        elif found["top"]:
            top, bottom = float(found["top"]), float(found["bottom"])
        elif found["half"]:
            top, bottom = 1.0, 2.0
        else:
            top = 1.0 if found["count"].lower() in {"a", "an"} else _small(found["count"])
            bottom = float(_table("parts")[found["part"].lower()])
        if 0 < top <= bottom:
            percent = round(100 * top / bottom, 2)
            yield Numeral(found.start(), found.end(), "fraction", percent, percent, 1.0)


def _small(word: str) -> float:
    return float(word) if word.isdigit() else float(_table("numbers")[word.lower()])


def _multiples(text: str, start: int, end: int) -> Iterator[Numeral]:
    """Yield multiples: 'twice', 'doubled', 'three times as many'."""
    for found in _pattern("multiples").finditer(text, start, end):
        if found["word"]:
            value = float(_table("multiples")[found["word"].lower()])
        else:
            value = float(found["count"]) if found["count"][0].isdigit() else _small(found["count"])
        if math.isfinite(value):
            yield Numeral(found.start(), found.end(), "multiple", value, value, _step_of(value))


def _ordinals(text: str, start: int, end: int) -> Iterator[Numeral]:
    """Yield ordinals in words: 'third'."""
    for found in _pattern("ordinals").finditer(text, start, end):
        value = float(_table("ordinals")[found["word"].lower()])
        yield Numeral(found.start(), found.end(), "ordinal", value, value, 1.0)
