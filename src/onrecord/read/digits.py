"""Numbers in digits, with sign, currency, fraction, power and magnitude: '3,012', '-$1.2bn', '2½', '10 1/2', '21st'."""

import math
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any

from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.numeral import Numeral, NumeralKind
from onrecord.read.units import currency_before

__all__ = ["digits"]

_VULGAR = {
    "½": 1 / 2,
    "¼": 1 / 4,
    "¾": 3 / 4,
    "⅓": 1 / 3,
    "⅔": 2 / 3,
    "⅕": 1 / 5,
    "⅖": 2 / 5,
    "⅗": 3 / 5,
    "⅘": 4 / 5,
    "⅙": 1 / 6,
}
_VULGAR |= {"⅚": 5 / 6, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8}

_ALONE = frozenset({2, 3, 4, 5, 8, 10, 16, 32, 64})
"""What a fraction in digits may be told in with no more words: '3/4'; '9/11', '24/7' and '1/6' are none."""

_SIGN = re.compile(r"(?:(?:^|(?<=[\s(\"“$€£¥]))(?:[-−]|−\s)|(?<!plus\sor\s)\b(?P<word>(?i:minus|negative))\s)\Z")
_HALF = re.compile(r"\sand\sa\s(?:half|(?P<quarter>quarter))\b(?!\s(?:million|billion|of))")
_OF_OR_UNIT = re.compile(
    r"\s(?:of|the|a|an|inch\w*|miles?|cups?|tea\w+|table\w+|points?)\b|-(?:inch|mile|acre|point|cup)\b"
)


@cache
def _table(name: str) -> dict[str, Any]:
    return dict(load_lexicon("quantities")[name])


@cache
def _pattern() -> re.Pattern[str]:
    magnitude = word_pattern([*_table("magnitudes"), *_table("far_magnitudes")])
    short = word_pattern(_table("short_magnitudes"))
    blank = "[\u00a0\u202f\u2009]"
    vulgar = f"[{''.join(_VULGAR)}]"
    return re.compile(
        r"(?<!\d[.,:/])(?:(?<![\w.#@/^])|(?<=[A-Z]{3})(?<![A-Z]{4}))(?:"
        r"(?P<digits>\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,6})?|\d{1,2}(?:,\d{2}){1,3},\d{3}(?:\.\d{1,2})?"
        rf"|\d{{1,3}}(?:{blank}\d{{3}}){{1,5}}(?:[.,]\d{{1,2}}(?!\d))?|\d{{1,3}}(?:\s\d{{3}}){{2,4}}(?!\d)|\d{{1,3}}\s000(?!\d)"
        r"|\d{1,3}(?:\.\d{3}){1,4},\d{1,2}|\d{1,15}(?:\.\d{1,12})?|\.\d{1,8})"
        rf"(?:\s?(?P<vulgar>{vulgar})|[\s-]{{1,2}}(?P<mixed>[1-9]/[1-9]\d?)(?![\d/])|\s?/\s?(?P<bottom>[1-9]\d?)(?![\d/]))?"
        r"(?P<raised>\^[-+]{0,2}\d{1,2}\b)?(?P<power>[eE][-+]?\d{1,2}\b|\s?[x×]\s?10\s?\^?\s?[-−+]?\d{1,2}\b)?"
        rf"(?:\s(?P<code>{word_pattern(load_lexicon('units')['currency_codes']['codes'])})\s(?=(?i:million|billion|trillion)\b)|\s?(?P<mega>M)(?=(?:USD|EUR|GBP|SEK|NOK|DKK|AUD|CAD|CHF)\b))?"
        rf"(?:(?:[\s-]|(?<=[A-Z]\s))?(?P<magnitude>(?i:{magnitude})s?)\b|\s?(?P<short>{short})\b(?!['’/]|-(?![\d$£€]))|(?P<th>st|nd|rd|th)\b)?"
        rf"(?![\d]|[.,]\d|:\d)|(?P<alone>{vulgar}))"
    )


def digits(text: str) -> Iterator[Numeral]:
    """Yield the numbers in digits of ``text``, in order."""
    for found in _pattern().finditer(text):
        number = _read(text, found)
        if number is not None:
            yield number


def _read(text: str, found: re.Match[str]) -> Numeral | None:
    """Return the number of one match, or None where it is a fraction that is a date or a name ('9/11')."""
    start, end = found.start(), found.end()
    value, step = _value(found)
    if start and text[start - 1].isalpha() and currency_before(text, start) is None:
        return None
    if found["th"]:
        return Numeral(start, end, "ordinal", value, value, 1.0)
    if found["bottom"] and not _is_fraction(text, found):
        return None
    factor, end = _factor(text, found)
    currency = None if found["bottom"] else currency_before(text, start)
    if found["code"]:
        currency = found["code"], start
    sign = _sign(text, start if currency is None else currency[1])
    if currency is None and sign is not None:
        currency = currency_before(text, sign)
    start = min(start, *(at for at in (sign, currency[1] if currency else None) if at is not None), start)
    if factor == 1 and found["short"] and currency is not None:
        factor, end = float(_table("short_magnitudes")[found["short"]]), found.end()
    number = float(f"{value * factor * (-1 if sign is not None else 1):.15g}")
    if not math.isfinite(number) or abs(number) > 1e30:
        return None
    part = found["bottom"] is not None or found["alone"] is not None
    kind: NumeralKind = "fraction" if part and factor == 1 and _is_share(text, end) else "number"
    if kind == "fraction":
        number = round(100 * number, 2)
    half = _HALF.match(text, end) if found["magnitude"] else None
    if half is not None and kind == "number":
        number += (0.25 if half["quarter"] else 0.5) * factor
        end = half.end()
    return Numeral(
        start,
        end,
        kind,
        number,
        number,
        1.0 if kind == "fraction" else step * factor,
        currency[0] if currency is not None else None,
        bare=factor == 1 and currency is None and not part and sign is None,
        large=factor > 1,
        grouped="," in (found["digits"] or "") or "." in (found["digits"] or ""),
    )


def _value(found: re.Match[str]) -> tuple[float, float]:
    """Return the value of the digits, without magnitude, and the unit of their last significant digit."""
    if found["alone"]:
        return _VULGAR[found["alone"]], 0.01
    written = found["digits"]
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d{1,2}", written):
        written = written.replace(".", "").replace(",", ".")
    plain = re.sub(r"[\s\u00a0\u202f\u2009]", "", written)
    plain = re.sub(r",(?=\d{1,2}$)", ".", plain) if re.search(r"\s", written) else plain
    plain = plain.replace(",", "")
    value, step = float(Decimal(plain)), float(_step(plain))
    if found["vulgar"]:
        return value + _VULGAR[found["vulgar"]], 0.01
    if found["mixed"]:
        top, bottom = found["mixed"].split("/")
        return value + int(top) / int(bottom), 0.01
    if found["bottom"]:
        return value / int(found["bottom"]), 0.01
    if found["raised"]:
        exponent = int(re.sub(r"\D", "", found["raised"])) * (-1 if "-" in found["raised"] else 1)
        return (value**exponent if value else 0.0), 1e-6
    if found["power"]:
        power = int(re.sub(r"^(?:\s?[x×]\s?10|[eE])\s?\^?\s?", "", found["power"]).replace("−", "-"))
        return value * 10.0**power, step * 10.0**power
    return value, step


def _factor(text: str, found: re.Match[str]) -> tuple[float, int]:
    """Return the magnitude behind the digits and where it ends; a lone 'm' is a unit but before a thing counted."""
    if found["magnitude"]:
        word = found["magnitude"].lower()
        tables = {**_table("magnitudes"), **_table("far_magnitudes")}
        return float(tables.get(word) or tables[word.removesuffix("s")]), found.end()
    if found["mega"]:
        return 1e6, found.end("mega")
    if not found["short"]:
        return 1.0, found.end()
    short = found["short"]
    if short in {"m", "b", "T", "mil"}:
        counted = short in {"m", "b", "mil"} and re.match(
            r"(?:[\s-])(?!(?:tall|long|wide|high|deep|above|below|away|from|race|sprint|final|hurdles|freestyle|of|in|and|to|x|by|at|on|the)\b)[a-z]{3,}",
            text[found.end() : found.end() + 12],
        )
        if not counted:
            return 1.0, found.start("short") - (text[found.start("short") - 1] == " ")
    if (
        text[found.start("short") - 1].isspace()
        and short in {"k", "K", "M", "B", "T", "MM"}
        and found["digits"].isdigit()
        and not currency_before(text, found.start())
    ):
        return 1.0, found.start("short") - 1
    return float(_table("short_magnitudes")[short]), found.end()


def _step(plain: str) -> Decimal:
    """Return the unit of the last significant digit as written: '3000' -> 1000, '3.10' -> 0.01."""
    if "." in plain:
        return Decimal(1).scaleb(-len(plain.split(".")[1]))
    zeros = len(plain) - len(plain.rstrip("0")) if plain.strip("0") else 0
    return Decimal(1).scaleb(zeros)


def _sign(text: str, at: int) -> int | None:
    """Return where the minus before ``at`` begins: a dash on the number, 'minus', 'negative'; not a list's dash."""
    found = _SIGN.search(text, max(0, at - 17), at)
    return found.start() if found is not None else None


def _is_fraction(text: str, found: re.Match[str]) -> bool:
    """Say whether 'a/b' is a part: below one, and told so by the words behind it or by its denominator."""
    top, bottom = found["digits"], int(found["bottom"])
    if not top.isdigit() or len(top) > 2 or not 0 < int(top) < bottom:
        return False
    return bottom in _ALONE or _OF_OR_UNIT.match(text, found.end()) is not None


def _is_share(text: str, end: int) -> bool:
    """Say whether a part is of a whole rather than of a unit: not '1/4 mile', '½ cup'."""
    return _OF_OR_UNIT.match(text, end) is None or text[end : end + 4] in {" of ", " the"}
