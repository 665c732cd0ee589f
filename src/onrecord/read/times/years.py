"""Rules for years, decades and centuries by their numbers."""

import re
from datetime import date

from onrecord.model import When
from onrecord.read.lexicon import word_pattern
from onrecord.read.times.days import days_of
from onrecord.read.times.frame import Frame, Meaning, dated
from onrecord.read.times.patterns import YEAR, Rule
from onrecord.read.times.words import ordinal_of, text_before, time_words, word_before

__all__ = ["RULES"]

_COUNTED_AFTER = re.compile(r"\s[a-z]{3,}s\b")
_PEOPLE_AFTER = re.compile(r"\s(?:people|men|women|[a-z]{0,8}children|[a-z]{2,12}men|police)\b")
_NOT_YEAR_AFTER = re.compile(r"\s?%|[-–/]\d(?!\d{3})|['’]\s?[ap]m|\s?[ap]\.?m|\s(?:UTC|GMT)")
_STREET_AFTER = re.compile(
    r"\s(?:[NSEW]\.?\s|(?:North|South|East|West)\s)?(?:[A-Z][\w’'.]{0,14}\s){1,2}"
    r"(?:Street|St\.|Avenue|Ave\.|Road|Rd\.|Boulevard|Blvd|Drive|Lane|Highway|Way|Court|Place|Plaza|Parkway|Terrace)"
)
"""'1600 Maple Avenue' is a house."""
_IN_NEWS = (1900, 2050)
"""Years that news name without saying so: 'the 2014 protests', but 'of 1709 schools'."""


def read_year(match: re.Match[str], _: Frame) -> Meaning | None:
    """Read '2025' where the words around it do not make it a name or a count."""
    before, after = word_before(match), match.string[match.end() : match.end() + 32]
    if match["part"]:
        return dated(days_of(match["year"]))
    lists = time_words()["before"]
    if before not in {"the", "in", "since"} and _STREET_AFTER.match(after):
        return None
    if before in lists["not_year"] or _NOT_YEAR_AFTER.match(after):
        return None
    if re.search(r"[\d/][-–/.]\Z|[A-Za-z][-/]\Z", text_before(match, 2)) and before not in {"mid", "post", "pre"}:
        return None if not re.search(r"\d{4}[-–]\Z", text_before(match, 5)) else dated(days_of(match["year"]))
    if _PEOPLE_AFTER.match(after):
        return None
    if _COUNTED_AFTER.match(after) and (
        before not in lists["date"] or not _IN_NEWS[0] <= int(match["year"]) < _IN_NEWS[1]
    ):
        return None
    if re.match(rf"\s{word_pattern(lists['counted'])}\b", after):
        return None
    return dated(days_of(match["year"]))


def read_years(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read '1914-18', '2007-08': years, or one that begins in the first; '2013-03' may be a month, and is neither."""
    if _BUDGET_AFTER.match(match.string, match.end()):
        return read_split_year(match, frame)
    first, second = int(match["year"]), int(match["second"])
    last = first - first % 100 + second
    if not first < last <= first + 10 or (last > first + 1 and second <= 12):
        return None
    if (
        last == first + 1
        and not _TWO_YEARS.match(match.string, match.end())
        and word_before(match) not in {"from", "between"}
    ):
        return read_split_year(match, frame)
    start, end = days_of(f"{first}").start, days_of(f"{last}").end
    return "DATE", When(start, end, "year", f"{first}/{last}")


_FISCAL = re.compile(r"(?i)fiscal|\bFY|budget|financial")
_TWO_YEARS = re.compile(
    r"\s(?:[a-z]+\s)?(?:crisis|recession|wars?|pandemic|downturn|drought|famine|campaign|cycle|period|uprising|protests|slump|crash)\b"
)
"""Behind two years these ran through both: 'the 2008-09 recession'."""
_BUDGET_AFTER = re.compile(r"\s(?:(?:state|city|school|county)\s)?(?:budget|spending\splan)s?\b")


def read_split_year(match: re.Match[str], _: Frame) -> Meaning | None:
    """Read 'fiscal 2024-25', 'FY2022-23', 'the 2023/24 season': one year from July on, as schools and states count."""
    first, second = int(match["year"]), int(match["second"])
    if second not in {first + 1, (first + 1) % 100}:
        return None
    is_fiscal = _FISCAL.search(match[0]) is not None or _BUDGET_AFTER.match(match.string, match.end()) is not None
    timex = f"FY{first + 1}" if is_fiscal else f"{first}/{first + 1}"
    return "DATE", When(date(first, 7, 1), date(first + 1, 7, 1), "fiscal_year" if is_fiscal else "year", timex)


def read_decade(match: re.Match[str], _: Frame) -> Meaning | None:
    """Read 'the 1990s', "the '90s"."""
    long = match["long"] or match["longmark"]
    if long:
        return dated(days_of(long[:3]))
    before = word_before(match)
    if before in {"his", "her", "their", "my", "our", "in", "low", "upper", "temperatures"} and not match["mark"]:
        return None
    return dated(days_of(f"19{match['short'][0]}"))


def read_century(match: re.Match[str], _: Frame) -> Meaning | None:
    """Read 'the 20th century', 'nineteenth-century'."""
    number = ordinal_of(match["nth"])
    return dated(days_of(f"{number - 1:02d}")) if 1 < number <= 22 else None


_SCHOOL = "(?:fiscal|financial|budget|school|academic)"
_SPLIT = r"[-–/](?P<second>\d\d(?:\d\d)?)(?![-\d/]|[.,]\d)"

RULES: tuple[Rule, ...] = (
    ("year", rf"(?P<part>(?i:the year )){YEAR}", read_year),
    ("year", rf"(?P<part><PART>)?{YEAR}", read_year),
    ("year", rf"{YEAR}[-–](?P<second>\d\d)(?![-\d/]|[.,]\d)", read_years),
    (
        "year fiscal",
        rf"(?i:fy\s?|{_SCHOOL}(?: year)? ){YEAR}{_SPLIT}",
        read_split_year,
    ),
    ("year", rf"{YEAR}{_SPLIT} (?i:{_SCHOOL} years?|season)", read_split_year),
    (
        "year",
        (
            r"(?i:the )?(?i:(?P<part>early|late|mid)(?: to mid|-to-mid)?[\s-])?"
            r"(?:(?P<long>(?:1[6-9]|20)\d0)s|(?<=the\s)(?P<longmark>(?:1[6-9]|20)\d0)['’]s|"
            r"(?:(?<=the\s)|(?<=[a-z]\s)|(?<=[a-z]-))(?P<mark>['’])?(?P<short>[2-9]0)['’]?s)"
        ),
        read_decade,
    ),
    (
        "unit",
        (
            r"(?i:the )?(?i:early |late |mid-?)?(?P<nth>\d{1,2}(?:st|nd|rd|th)|<ORDINAL>)"
            r"[\s-](?:century|Century(?!\s[A-Z]))"
        ),
        read_century,
    ),
)
