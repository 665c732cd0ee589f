"""The table of units, made once from ``lexicon/units.toml``: names in words, symbols, signs of money.

Money is named by ISO 4217, measures by their SI name or as quantulum3 names them.
"""

import re
from functools import cache
from typing import Any, get_args

from onrecord.model import Per
from onrecord.read.lexicon import load_lexicon, word_pattern

__all__ = [
    "denominators",
    "is_measure",
    "is_money",
    "per_of",
    "sign_pattern",
    "signs_behind",
    "tight_symbols",
    "unit_lexicon",
    "unit_symbols",
    "unit_words",
]


@cache
def unit_lexicon() -> dict[str, Any]:
    """Return the lexicon of units."""
    return dict(load_lexicon("units"))


def is_money(unit: str | None) -> bool:
    """Say whether a unit is money."""
    return unit in _money()


def is_measure(unit: str) -> bool:
    """Say whether a unit is one of length, mass, time and the like: not money, not per cent."""
    return not is_money(unit) and unit != "percent"


@cache
def _money() -> frozenset[str]:
    tables = ("currency_signs", "currency_words")
    return frozenset({code for name in tables for code in unit_lexicon()[name].values()} | set(_codes()))


@cache
def _codes() -> frozenset[str]:
    return frozenset(unit_lexicon()["currency_codes"]["codes"])


def _plural(word: str) -> str:
    """Return the regular plural of a unit's name; 'degree celsius' has its plural inside."""
    if word.startswith(("degree ", "deg ")):
        first, rest = word.split(" ", 1)
        return f"{first}s {rest}"
    if word.endswith("y") and len(word) > 3:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("ch", "x", "z")) else "s")


@cache
def unit_words() -> dict[str, str]:
    """Return each unit's name in words, lower case, to the unit."""
    lexicon = unit_lexicon()
    found: dict[str, str] = dict(lexicon["percent"])
    found.update({code.lower(): code for code in _codes() if code not in {"ALL", "TRY", "COP", "PEN"}})
    for word, code in lexicon["currency_words"].items():
        found[_plural(word)] = code
        found[word] = code
    measures: dict[str, str] = {}
    for unit, (other, _) in lexicon["prefixed"].items():
        for prefix in ("", *lexicon["prefixes"]):
            for name in (unit, other, unit.replace(" ", "-")):
                measures[prefix + name] = prefix + unit
    for unit, names in lexicon["words"].items():
        for name in names:
            measures[name] = unit
    for name in lexicon["squared"]["words"]:
        unit = measures[name]
        measures[f"square {name}"] = f"square {unit}"
        measures[f"cubic {name}"] = f"cubic {unit}"
    for name, unit in measures.items():
        found.setdefault(name, unit)
        found.setdefault(_plural(name), unit)
    found.pop("second", None)
    return found


@cache
def unit_symbols() -> dict[str, str]:
    """Return each symbol, in its case, to the unit."""
    lexicon = unit_lexicon()
    skipped = set(lexicon["not_symbols"]["symbols"])
    found: dict[str, str] = {}
    for unit, (_, symbol) in lexicon["prefixed"].items():
        for prefix, letter in (("", ""), *lexicon["prefixes"].items()):
            if letter + symbol not in skipped:
                found[letter + symbol] = prefix + unit
    found.update(lexicon["symbols"])
    found.update({code: code for code in _codes()})
    found.update({sign: lexicon["currency_signs"][sign] for sign in signs_behind()})
    return found


@cache
def signs_behind() -> frozenset[str]:
    """Return the signs of money that may stand behind a number too: '15 €'."""
    return frozenset(
        sign for sign in unit_lexicon()["currency_signs"] if (len(sign) == 1 and not sign.isascii()) or sign == "$"
    )


@cache
def tight_symbols() -> frozenset[str]:
    """Return the symbols that are a word too, and must follow their digits without a blank."""
    return frozenset(unit_lexicon()["tight"]["symbols"])


@cache
def denominators() -> frozenset[str]:
    """Return what amounts are told by, beside the measures: 'share', 'student'."""
    return frozenset(unit_lexicon()["denominators"]["words"])


@cache
def sign_pattern() -> re.Pattern[str]:
    """Return the pattern of a currency's sign or code that ends where the search ends."""
    signs = word_pattern(unit_lexicon()["currency_signs"])
    codes = word_pattern(_codes())
    return re.compile(rf"(?<![A-Za-z])(?:{signs}|{codes}|(?i:usd|rmb|eur|gbp))\s?\Z")


def per_of(word: str) -> Per | None:
    """Return the period that a word of a rate names: 'day', 'night' -> day, 'capita' -> person."""
    named = load_lexicon("quantities")["per"].get(word)
    return next((per for per in get_args(Per) if per == named), None)
