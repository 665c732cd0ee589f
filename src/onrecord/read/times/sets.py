"""Rules for what repeats."""

import re

from onrecord.read.times.days import unanchored
from onrecord.read.times.frame import Frame, Meaning
from onrecord.read.times.patterns import Rule
from onrecord.read.times.words import duration_of, group, month_number, number_of, time_words, unit_code, weekday_number

__all__ = ["RULES", "is_rate"]

_NUMBER_BEFORE = re.compile(
    r"(?:\d[\d,.]*|(?i:\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty|hundreds|thousands|dozens)))"
    r"(?i:%|\s(?:percent|hundred|thousand|million|billion|trillion))?(?:\s[^\s.;:!?]{1,24}){0,5}\s\Z"
)
_NO_RATE_BEFORE = re.compile(
    r"(?i)\b(?:for|in|within|after|about|nearly|almost|over|than|takes?|took|taken|spent|spend|of|by|every|from|is|was|be|"
    r"not|just|only|least|once|at|to|and|or|if|with|such|what|as|until|before|last|first|ago|on|a|an|the|half)\s\Z"
)


def is_rate(text: str, start: int, end: int) -> bool:
    """Say whether 'a day' at ``text[start:end]`` tells a rate: 'a number of things a day'."""
    if not re.match(r"(?i)an?\s", text[start:end]) or re.match(
        r"\s?(?:-|ago|earlier|later|before|after|from|long)\b", text[end : end + 9]
    ):
        return False
    before = text[max(0, start - 90) : start]
    return _NO_RATE_BEFORE.search(before) is None and _NUMBER_BEFORE.search(before) is not None


def read_set(match: re.Match[str], _: Frame) -> Meaning | None:
    """Read 'every two weeks', 'Mondays', 'daily', 'twice a year'."""
    part = f"T{time_words()['parts_of_day'][group(match, 'partofday')]}" if group(match, "partofday") else ""
    if group(match, "weekday"):
        return "SET", unanchored(f"XXXX-WXX-{weekday_number(match['weekday'])}{part}")
    if group(match, "month"):
        return "SET", unanchored(f"XXXX-{month_number(match['month']):02d}")
    if part:
        return "SET", unanchored(f"XXXX-XX-XX{part}")
    if group(match, "repeated"):
        if match[0][0].isupper() and re.match(r"\s[A-Z]", match.string[match.end() : match.end() + 2]):
            return None
        return "SET", unanchored(str(time_words()["repeated"][group(match, "repeated")]))
    if group(match, "season"):
        return "SET", unanchored(f"XXXX-{time_words()['seasons'][group(match, 'season')]}")
    words = group(match, "num")
    number = "2" if words == "other" else number_of(words or "one")
    return "SET", unanchored(duration_of(number, unit_code(match["unit"])))


def read_rate(match: re.Match[str], _: Frame) -> Meaning | None:
    """Read 'a year' where it tells a rate."""
    if not is_rate(match.string, match.start(), match.end()):
        return None
    return "SET", unanchored(duration_of("1", unit_code(match["unit"])))


def read_weekends(match: re.Match[str], _: Frame) -> Meaning | None:
    """Read 'on weekends', 'on weekdays'."""
    return "SET", unanchored("XXXX-WXX-WE" if group(match, "days") == "weekends" else "XXXX-WXX-WD")


RULES: tuple[Rule, ...] = (
    (
        "unit weekday month season partofday",
        (
            r"(?:(?i:almost|nearly) )?(?i:every|each)(?i: single| and every)? (?:(?P<num><NUM>|(?i:other|few)) )?"
            r"(?:(?P<unit><UNITS>)|(?P<weekday><WEEKDAY>)|"
            r"(?P<month><FULLMONTH>)|(?P<partofday><PARTOFDAY>)|(?P<season><SEASON>))"
        ),
        read_set,
    ),
    ("weekday", r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days)", read_set),
    ("weekday", r"(?P<weekday><WEEKDAY>) (?P<partofday><PARTOFDAY>)s", read_set),
    ("weekend", r"(?P<days>(?i:weekends|weekdays))", read_weekends),
    (
        "unit",
        (
            r"(?i:once|twice|(?:three|four|five|six|seven|eight|ten|several|many|\d{1,2}) times) "
            r"(?i:a|per|each|every) (?P<unit><UNIT>)"
        ),
        read_set,
    ),
    ("unit", r"(?i:an?) (?P<unit><UNIT>)", read_rate),
    ("repeated", r"(?P<repeated><REPEATED>)(?![-’'])", read_set),
)
