"""The grammar of time expressions: each rule is a pattern over the words of ``lexicon/times.toml`` and its meaning.

Rules are tried everywhere; of those that meet, the one that starts first and then the longest is read.  Every pattern
is bounded in length, so that the work is linear in the text.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

from onrecord.read import timereaders as readers
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.nearby import stretches_near
from onrecord.read.timereaders import Reader
from onrecord.read.timevalue import Frame, Meaning

__all__ = ["Candidate", "candidates"]


_BEFORE, _AFTER = 80, 50
"""Characters searched around a word of time: longer than any expression before or after its last or first word."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A match of one rule: ``start`` and ``end`` index the text, ``read`` gives its meaning in a frame."""

    start: int
    end: int
    match: re.Match[str]
    reader: Reader

    def read(self, frame: Frame) -> Meaning | None:
        """Return what the words mean in this frame, or None where they are no time after all."""
        return self.reader(self.match, frame)


def candidates(text: str) -> list[Candidate]:
    """Return every match of every rule: by start, then longest first."""
    found = [
        Candidate(match.start(), match.end(), match, reader)
        for start, end in stretches_near(text, _is_trigger, _BEFORE, _AFTER)
        for pattern, reader in _rules()
        for match in pattern.finditer(text, start, end)
    ]
    found.sort(key=lambda item: (item.start, -item.end))
    return found


def _is_trigger(word: str, text: str, end: int) -> bool:
    """Say whether a word is one of those that time expressions are made of, or digits like a year or a clock."""
    if word[0].isdigit():
        return 3 <= len(word) <= 5 or text[end : end + 1] in {"/", ":"}
    return word in _trigger_words()


@cache
def _trigger_words() -> frozenset[str]:
    """Return the words of which each time expression has one, in lower case."""
    words = _words()
    groups = (
        "months",
        "short_months",
        "weekdays",
        "short_weekdays",
        "units",
        "plural_units",
        "seasons",
        "parts_of_day",
    )
    names = [name for group in (*groups, "repeated", "holidays") for name in words[group]]
    names += [name for group in ("present", "past", "future", "days") for name in words["words"][group]]
    plural = [f"{name}s" for name in words["weekdays"]]
    return frozenset(
        re.split(r"[\W_]", name)[-1]
        for name in [*names, *plural, "noon", "midnight", "fiscal", "fy", "q1", "q2", "q3", "q4"]
    ) | {"m", "am", "pm", "utc", "gmt"}


@cache
def _words() -> Mapping[str, Any]:
    return load_lexicon("times")


def _any_case(group: str) -> str:
    return f"(?i:{word_pattern(_words()[group])})"


def _capitalised(group: str) -> str:
    names = list(_words()[group])
    return word_pattern([name.title() for name in names] + [name.upper() for name in names])


@cache
def _fragments() -> dict[str, str]:
    """Return the named parts of the patterns."""
    words = _words()["words"]
    number = word_pattern(_words()["numbers"])
    months = rf"(?:{_capitalised('months')}\b|{_capitalised('short_months')}\b\.?)"
    weekdays = rf"(?:{_capitalised('weekdays')}\b|{_capitalised('short_weekdays')}\b(?:\.|(?=,)))"
    listed = {name: f"(?i:{word_pattern(words[name])})" for name in words}
    return {
        **listed,
        "S": r"\s{1,3}",
        "MONTH": months,
        "FULLMONTH": rf"(?:{_capitalised('months')})",
        "WEEKDAY": weekdays,
        "DAY": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b(?![:.]\d|%)",
        "YEAR": r"(?:1[5-9]|20)\d\d(?!\d|[.,]\d)",
        "UNIT": rf"{_any_case('units')}\b",
        "UNITS": rf"(?:{_any_case('plural_units')}|{_any_case('units')})\b",
        "PLURAL": rf"{_any_case('plural_units')}\b",
        "SEASON": _any_case("seasons"),
        "PARTOFDAY": _any_case("parts_of_day"),
        "NUM": rf"(?:\d{{1,3}}(?:,\d{{3}}){{0,3}}(?:\.\d{{1,3}})?|(?i:{number}(?:[\s-]{{1,3}}{number}){{0,3}}))",
        "ORDINAL": rf"(?i:{word_pattern(_words()['ordinals'])}|last)",
        "PART": rf"(?:(?i:the\s{{1,3}})?{listed['early']}(?:\s{{1,3}}|-))",
        "ZONE": r"(?:\s?(?:UTC|GMT|E[SD]?T|C[SD]?T|M[SD]?T|P[SD]?T|BST|CET)\b|\s?\(GMT\s?[+-]\d{1,2}\))",
        "HOLIDAY": word_pattern(
            [name.title().replace("'S", "'s").replace("Of", "of") for name in _words()["holidays"]]
        ),
    }


def _compile(pattern: str) -> re.Pattern[str]:
    """Return the pattern with each ``<NAME>`` replaced by that fragment; it stands between word boundaries."""
    filled = re.sub(r"(?<!\?P)<([A-Za-z]+)>", lambda found: _fragments()[found[1]], pattern.replace(" ", r"\s{1,3}"))
    return re.compile(rf"(?<![\w$€£#'’])(?:{filled})(?!\w)")


def _led_by(words: str) -> str:
    """Return a pattern that is true after any of these words and a blank."""
    behind = "|".join(rf"(?<={word}\s)" for word in words.split())
    return f"(?:{behind})"


_YEAR = r"(?P<year><YEAR>)"
_RELATIVE_YEAR = r"(?P<relyear>last|next|this|the current|the previous) year"
_NUMBER = r"(?P<num><NUM>(?i: and a half)?|(?i:an?|half an?)|<several>)"


def _dates() -> Iterator[tuple[str, Reader]]:
    """Yield the patterns of days, months and years, with their readers.

    A blank stands for white space, ``<NAME>`` for a fragment.
    """
    later = r"(?=\s?(?:and|to|through|until|[-–])\s?<MONTH>(?: <DAY>)?,?\s?(?P<later><YEAR>))"
    yield r"\d{4}-[01]\d-[0-3]\d", readers.read_iso
    yield r"(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4}|\d\d)", readers.read_slashes
    yield (
        rf"(?:<WEEKDAY>,? )?(?P<month><MONTH>) (?P<day><DAY>)(?:\s?[-–]\s?(?P<until>[0-3]?\d)\b)?(?:,?\s?{_YEAR})",
        readers.read_month_day,
    )
    yield rf"(?:<WEEKDAY>,? )?(?P<month><MONTH>) (?P<day><DAY>)(?P<year>){later}", readers.read_month_day
    yield r"(?:<WEEKDAY>,? )?(?P<month><MONTH>) (?P<day><DAY>)(?P<year>)", readers.read_month_day
    yield rf"(?:<WEEKDAY>,? )?(?:the )?(?P<day><DAY>) (?:of )?(?P<month><MONTH>)(?:,? {_YEAR})?", readers.read_month_day
    yield rf"(?P<part><PART>)?(?P<month><MONTH>)(?:,| of)? {_YEAR}", readers.read_month
    yield rf"(?P<part><PART>)?(?P<month><MONTH>) (?:of )?{_RELATIVE_YEAR}", readers.read_month
    yield rf"(?P<month><FULLMONTH>){later}", readers.read_month
    yield r"(?P<part><PART>)?(?:(?P<which><last>|<next>|this) )?(?P<month><FULLMONTH>)", readers.read_month
    yield (
        rf"(?i:the )?(?P<ordinal><ORDINAL>) (?P<unit><UNITS>) (?:of|in) (?P<month><FULLMONTH>)(?: {_YEAR})?(?P<part>)",
        readers.read_nth_of_month,
    )
    yield rf"<PART>?{_YEAR}", readers.read_year


def _relative_days() -> Iterator[tuple[str, Reader]]:
    """Yield the patterns of weekdays, of days counted from today, and of the clock."""
    yield (
        (
            r"(?:(?:the )?(?P<which><last>|<next>|this) )?(?P<weekday><WEEKDAY>)"
            r"(?: (?i:early |late )?(?P<partofday><PARTOFDAY>))?"
        ),
        readers.read_weekday,
    )
    yield (
        (
            r"(?i:earlier |later |late |early )?(?P<rel>(?i:<days>))(?:['’]s(?= (?i:<PARTOFDAY>)))?"
            r"(?: (?P<partofday><PARTOFDAY>))?"
        ),
        readers.read_relative_day,
    )
    yield (
        r"(?i:earlier |later |late |early )?(?P<rel>(?i:this|last)) (?P<partofday><PARTOFDAY>)",
        readers.read_relative_day,
    )
    yield r"(?i:that|the same) (?P<partofday><PARTOFDAY>)", readers.read_that_part
    clock = r"(?P<clock>\d{1,2}(?::\d\d)?\s?(?i:[ap]\.m\.|[ap]m\b)|(?i:noon|midnight))(?P<zone><ZONE>)?"
    day = r"(?:,? (?:on )?(?:(?P<weekday><WEEKDAY>)|(?P<rel>(?i:today|yesterday|tomorrow))))?"
    yield clock + day, readers.read_clock
    yield r"(?P<clock>\d{1,2}:?\d\d)(?P<zone><ZONE>)" + day, readers.read_clock
    yield r"(?<=at\s)(?P<clock>\d{1,2}:\d\d)(?P<zone>)" + day, readers.read_clock


def _stretches() -> Iterator[tuple[str, Reader]]:
    """Yield the patterns of weeks, months and years counted from now, and of durations."""
    yield (
        (
            r"(?:<PART>|(?i:(?P<side>earlier|later) ))?(?:(?i:the) )?(?P<which><last>|<next>|<this>) "
            r"(?P<unit><UNIT>)(?! old)"
        ),
        readers.read_shifted,
    )
    yield r"<PART>(?i:the) (?P<unit><UNIT>)", readers.read_the_unit
    yield (
        r"(?i:that|the same) (?P<unit>day)",
        lambda match, frame: readers.read_the_unit(match, frame.at(frame.reference)),
    )
    yield rf"(?:<about> )?{_NUMBER} (?P<unit><UNITS>) ago", readers.read_ago
    yield rf"(?i:the )?(?P<which><last>|<next>) {_NUMBER} (?P<unit><UNITS>)", readers.read_window
    yield (
        rf"(?:(?i:the|its|his|her|their) )?(?i:first) (?P<num><NUM>) (?P<unit><UNITS>)(?: of {_YEAR})?",
        readers.read_first,
    )
    yield (
        (
            r"(?:<about> )?(?P<num><NUM>(?i: and a half)?|<several>)(?: (?:straight|consecutive|full|more|additional))?"
            r"[\s-]{1,3}(?P<unit><UNITS>)(?:-old\b|-long\b)?"
        ),
        readers.read_duration,
    )
    yield (
        _led_by("for within nearly almost over about after than") + r"(?P<num>(?i:half an?|an?)) (?P<unit><UNIT>)",
        readers.read_duration,
    )
    yield r"(?P<num>(?i:an?)) (?P<unit><UNIT>)(?= (?:after|before|earlier|later|long)\b|-long)", readers.read_duration
    yield r"(?P<num>(?i:an?)) (?P<unit>(?i:decade|century))", readers.read_duration
    yield (
        _led_by("for within over in after take took spent of") + r"(?P<unit>(?i:seconds|minutes|hours|days|"
        r"weeks|months|years|decades|centuries))",
        readers.read_vague_duration,
    )
    yield r"(?i:the )?(?P<which>(?i:recent|coming)) (?P<unit><PLURAL>)", readers.read_recent


def _calendar_parts() -> Iterator[tuple[str, Reader]]:
    """Yield the patterns of quarters, seasons, holidays, decades, fiscal years, repetitions and vague references."""
    yield (
        rf"<PART>?(?i:the )?(?P<ordinal><ORDINAL>)[\s-](?i:quarter)(?: of)?(?: (?:{_YEAR}|{_RELATIVE_YEAR}))?",
        readers.read_quarter,
    )
    yield rf"Q(?P<number>[1-4])(?:,? (?:of )?{_YEAR})?(?P<relyear>)", readers.read_quarter
    yield (
        rf"(?i:the )?(?P<ordinal>(?i:first|second)) (?i:half) of (?:{_YEAR}|{_RELATIVE_YEAR}|(?i:the year))",
        readers.read_half,
    )
    yield rf"<PART>?(?i:the )?(?P<season><SEASON>)(?: of)?,? {_YEAR}", readers.read_season
    yield r"(?P<which>(?i:last|this|next|the previous|the following)) (?P<season><SEASON>)", readers.read_season
    yield (
        _led_by("in since by until during") + r"the (?P<season><SEASON>)",
        readers.read_season,
    )
    yield rf"(?P<holiday><HOLIDAY>)(?:,? {_YEAR})?", readers.read_holiday
    yield (
        (
            r"(?i:the )?(?i:(?P<part>early|late|mid)[\s-])?(?:(?P<long>(?:1[6-9]|20)\d0)s|"
            r"(?:(?<=the\s)|(?<=[a-z]\s))['’]?(?P<short>[2-9]0)s)"
        ),
        readers.read_decade,
    )
    yield r"(?i:the )?(?i:early |late |mid-?)?(?P<nth>\d{1,2}(?:st|nd|rd|th))[\s-](?i:century)", readers.read_century
    yield r"(?i:the )?(?i:fiscal)(?: (?i:year))?(?: of)? (?P<year><YEAR>)", readers.read_fiscal
    yield r"FY\s?(?P<year><YEAR>|\d\d)", readers.read_fiscal
    yield (
        (
            r"(?i:every|each) (?:(?P<num><NUM>|(?i:other)) )?(?:(?P<unit><UNITS>)|(?P<weekday><WEEKDAY>)|"
            r"(?P<month><FULLMONTH>)|(?P<partofday><PARTOFDAY>))"
        ),
        readers.read_set,
    )
    yield r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days)", readers.read_set
    yield (
        r"(?i:once|twice|(?:three|four|five|six|several) times) (?:a|per|each|every) (?P<unit><UNIT>)",
        readers.read_set,
    )
    yield rf"(?P<repeated>{_any_case('repeated')})(?!-)", readers.read_set
    yield r"<present>(?!-)", readers.refers("PRESENT_REF")
    yield r"<past>(?!-|\s{1,3}(?:<NUM>|<several>|<UNITS>|[\w-]{1,12}\s{1,3}<PLURAL>)\b)", readers.refers("PAST_REF")
    yield r"<future>(?!-)", readers.refers("FUTURE_REF")


@cache
def _rules() -> tuple[tuple[re.Pattern[str], Reader], ...]:
    grammar = chain(_dates(), _relative_days(), _stretches(), _calendar_parts())
    return tuple((_compile(pattern), reader) for pattern, reader in grammar)
