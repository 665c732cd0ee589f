"""The unit written on a number: per cent, money, a measure, and what it is told by ('$60 a barrel', '5 km/h').

Words after a number are looked up in :mod:`onrecord.read.unit_table`, never searched for, so that the cost does not
grow with the table.
"""

import re
from dataclasses import dataclass
from typing import get_args

from onrecord.model import Per
from onrecord.read.unit_table import (
    denominators,
    is_money,
    per_of,
    sign_pattern,
    signs_behind,
    tight_symbols,
    unit_lexicon,
    unit_symbols,
    unit_words,
)

__all__ = ["Written", "currency_before", "unit_after"]

_TOKEN = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*\.?|[%°º]")
_GAP = re.compile(r"[\s-]{0,2}(?:(?<=\s)[(\[{<])?(?=[^\W_]|[%°º\"″'$€£¥元₡₾₭₿₹₩₽₺₪₦₱₫฿₴])")
_SYMBOL = re.compile(
    r"(?:°\s?[CF]|[°ºµμ]?[A-Za-z]{1,8}(?:[-/][A-Za-z]{1,4})?|[°º\"″€£$¥元₡₾₭₿₹₩₽₺₪₦₱₫฿₴]|'')(?![^\W\d_])"
)
_POWER = re.compile(r"\^?(?P<digit>[23²³])(?!\d)|\s(?P<word>squared|cubed)\b")
_SLASH = re.compile(r"\s?/\s?(?=[^\W\d_])")
_LINK = re.compile(r"[\s-](?P<link>per|a|an|each|every|the)[\s-](?=[^\W\d_])", re.IGNORECASE)
_LONGEST = 4
"""Words of the longest unit in the table: 'pound per square inch'."""

_SPEED = frozenset({"metre", "kilometre", "mile", "foot", "inch", "millimetre", "centimetre", "nautical mile", "yard"})
_RESCALED = frozenset({"second", "minute"})
"""Periods that no ``per`` has: they stay within the unit."""

_INCHES = re.compile(r"\.?(?:\s(?:thick|long|wide|deep|tall|high|across|diameter)\b|\s?(?:$|[.,;)]))")
_WARMTH = re.compile(
    r"(?i)\btemperature|\bdegree|\bweather|°|\bcelsius|\bfahrenheit|\bwarm|\bcold|\bhot\b|\bheat|\bfreez|\bthermo|\bboil|\bmelt|\boutside"
)
"""Words about a temperature, without which '13F' and '5C' are names."""

_PENCE = re.compile(r"(?i)£|\bpence\b|\bpenn|\bsterling\b|\d\s?p\s(?:per|a)\b")
"""What tells that 'p' is pence: '720p' is not."""

_MASS_BEFORE = re.compile(r"(?i)\b(?:weigh\w*|weight|lost|lose|losing|gain\w*|shed\w*|lift\w*|drop\w*|carr\w+)\b")
_MONEY_BEFORE = re.compile(
    r"(?i)\b(?:cost\w*|paid|pay\w*|spen[dt]\w*|pric\w+|worth|fin\w{2,4}|fee|earn\w*|raised?|sold|for|bill\w*|budget|salary|wages?)\b"
)


@dataclass(frozen=True, slots=True)
class Written:
    """A unit that ends at ``end``, and the period behind it that it is told for."""

    unit: str
    end: int
    per: Per | None = None


def currency_before(text: str, at: int) -> tuple[str, int] | None:
    """Return the currency whose sign or code stands right before ``at``, and where the sign begins."""
    window = text[max(0, at - 8) : at]
    found = sign_pattern().search(window)
    if found is None:
        return None
    sign = found.group().strip()
    if sign in {"Sh", "Fr"} and not window[found.start() :].endswith((" ", sign)):
        return None
    return str(
        unit_lexicon()["currency_signs"].get(sign) or unit_lexicon()["currency_signs"].get(sign.upper(), sign.upper())
    ), at - len(window) + found.start()


def unit_after(text: str, at: int, *, money: str | None = None, large: bool = False) -> Written | None:
    """Return the unit written on the number that ends at ``at``, with what it is told by.

    ``money`` is the currency before the number; ``large`` says that the number has a magnitude ('20 million pounds'
    is money).  Where ``money`` is given and nothing follows, that alone is the unit.
    """
    base = None
    if money is None:
        base = _name(text, at, large=large)
        if base is None:
            return None
    else:
        named = _name(text, at, large=large)
        end = named[1] if named is not None and is_money(named[0]) else at
        base = (money if named is None or named[0] != "CAD" else named[0], end)
    return _told_by(text, *base)


def _name(text: str, at: int, *, large: bool) -> tuple[str, int] | None:
    """Return the name of the unit at ``at`` and where it ends: words first, the longest; then symbols."""
    gap = _GAP.match(text, at)
    if gap is None:
        return None
    start = gap.end()
    closed = gap.group()[-1:] in "([{<" and gap.group() != ""
    found = _worded(text, start, large=large) or _symbol(text, start, tight=start == at)
    if found is None or (closed and text[found[1] : found[1] + 1] not in tuple(")]}>")):
        return None
    if found[0] in {"point", "second"} and gap.group() == "-" and found[0] == "point":
        return None
    return (found[0], found[1] + 1) if closed else found


def _worded(text: str, start: int, *, large: bool) -> tuple[str, int] | None:
    """Return the longest name in words at ``start``: 'square miles', 'percentage points'."""
    ends: list[tuple[str, int]] = []
    position = start
    key = ""
    while len(ends) < _LONGEST:
        token = _TOKEN.match(text, position)
        if token is None:
            break
        key = f"{key} {token.group().lower()}" if key else token.group().lower()
        ends.append((key, token.end()))
        if token.end() >= len(text) or text[token.end()] not in " -\u00a0\n":
            break
        position = token.end() + 1
    for key, end in reversed(ends):
        for name in (key, key.removesuffix(".")):
            unit = unit_words().get(name)
            if unit is None and name in {"pound", "pounds"}:
                return _pounds(text, start, start + len(name), large=large), start + len(name)
            if unit is not None and _is_whole(text, start, end, name):
                return _powered(text, unit, end if name == key else end - 1)
    return None


def _is_whole(text: str, start: int, end: int, name: str) -> bool:
    """Say whether the words are the whole unit, not the start of another noun or a word of another meaning."""
    word = text[start:end]
    if name in {
        "won",
        "real",
        "rand",
        "buck",
        "pc",
        "cup",
        "stone",
        "ps",
        "mi",
        "mark",
        "bit",
        "rad",
        "deg",
        "yard",
        "carat",
        "nickel",
    }:
        following = re.match(r"\s[a-z]+", text[end : end + 14])
        digits = text[start - 1 : start].isdigit()
        if name in {"won", "real", "rand", "nickel"}:
            return text[start - 1 : start] in {" ", "-"} and not (
                name == "won" and following and following.group() in {" by", " in", " at", " the", " and"}
            )
        return digits or name not in {"ps", "pc", "bit"} or (name == "bit" and text[start - 1] == "-")
    return name not in {"point", "points"} or word.islower()


def _pounds(text: str, start: int, end: int, *, large: bool) -> str:
    """Return whether 'pounds' are money or a mass, by the words about them."""
    before = text[max(0, start - 60) : start]
    if text[start - 1 : start] == "-" or _MASS_BEFORE.search(before):
        return "pound-mass"
    if large or (text[end : end + 3] != " of" and _MONEY_BEFORE.search(before)):
        return "GBP"
    return "pound-mass"


def _powered(text: str, unit: str, end: int) -> tuple[str, int]:
    power = _POWER.match(text, end)
    if power is None or unit not in _SPEED:
        return unit, end
    mark = power["digit"] or power["word"]
    return f"{'square' if mark in {'2', '²', 'squared'} else 'cubic'} {unit}", power.end()


def _symbol(text: str, start: int, *, tight: bool) -> tuple[str, int] | None:
    """Return the unit whose symbol stands at ``start``: 'km', '°C', 'kWh'."""
    found = _SYMBOL.match(text, start)
    if found is None:
        return None
    for symbol in (found.group(), re.split(r"[-/]", found.group())[0]):
        unit = unit_symbols().get(symbol)
        end = start + len(symbol)
        if unit is None or (
            symbol in tight_symbols() and not tight and not (symbol == "in" and _INCHES.match(text, end))
        ):
            continue
        if symbol == "in" and not _INCHES.match(text, end):
            continue
        if text[end : end + 1].isdigit() and (unit not in _SPEED or _POWER.match(text, end) is None):
            continue
        if len(symbol) == 1 and symbol.isalpha() and text[end : end + 1] in {"-", "’", "'", "&"}:
            continue
        if symbol in {"C", "F"} and not _WARMTH.search(text, max(0, start - 80), end + 40):
            continue
        if symbol == "p" and not _PENCE.search(text, max(0, start - 120), end + 60):
            continue
        if symbol in {'"', "''"} and text.count('"', max(0, start - 200), start) % 2:
            continue
        if symbol in signs_behind() and re.match(r"\s?\d", text[end : end + 2]):
            continue
        return _powered(text, unit, end)
    return None


def _told_by(text: str, unit: str, end: int) -> Written:
    """Return the unit with what it is told by: a period becomes ``per``, all else stays within the unit."""
    link = _SLASH.match(text, end) or _LINK.match(text, end)
    if link is None or unit in {"point", "percentage point", "basis point"}:
        return Written(unit, end)
    loose = link.re is _LINK and link["link"].lower() != "per"
    token = _TOKEN.match(text, link.end())
    if token is None:
        return Written(unit, end)
    word = token.group().lower().rstrip(".")
    period = per_of(word)
    if period is not None or word in _RESCALED or word in {"h", "hr", "s", "min"}:
        return _by_period(
            text,
            unit,
            end,
            period or {"h": "hour", "hr": "hour", "s": "second", "min": "minute"}.get(word, word),
            token.end(),
        )
    if link.re is _LINK and link["link"].lower() == "the":
        return Written(unit, end)
    found = _worded(text, link.end(), large=False) or (None if loose else _symbol(text, link.end(), tight=True))
    if word == "pound":
        found = "pound-mass", link.end() + len(word)
    if found is not None and not is_money(found[0]) and found[0] != "percent":
        return Written(f"{unit} per {found[0]}", found[1])
    if word in denominators() or (not loose and link.re is _LINK and unit != "percent"):
        return Written(f"{unit} per {word}", link.end() + len(word))
    return Written(unit, end)


def _by_period(text: str, unit: str, end: int, period: str, stop: int) -> Written:
    if re.match(r"\s(?:ago|earlier|later|before|after)\b", text[stop : stop + 9]):
        return Written(unit, end)
    if period in _RESCALED or (period == "hour" and unit in _SPEED):
        return Written(f"{unit} per {period}", stop)
    per = next((name for name in get_args(Per) if name == period), None)
    return Written(unit, end, per)
