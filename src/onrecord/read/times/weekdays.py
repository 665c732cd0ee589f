"""Rules for weekdays, for days counted from today, and for parts of a day."""

import re
from datetime import timedelta

from onrecord.model import When
from onrecord.read.times.calendar import shift, weekday_near
from onrecord.read.times.days import days_of, unanchored
from onrecord.read.times.frame import Frame, Meaning
from onrecord.read.times.patterns import Rule, led_by
from onrecord.read.times.words import direction_of, group, text_before, time_words, weekday_number, word_before

__all__ = ["RULES", "part_of_day", "read_bare_part"]

_FROM_TODAY = {"yesterday": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2}


def part_of_day(match: re.Match[str], when: When | None) -> Meaning | None:
    """Return the day, or the part of it that the match names."""
    if when is None:
        return None
    part = group(match, "partofday")
    if not part:
        return "DATE", when
    return "TIME", When(when.start, when.end, "hour", f"{when.timex}T{time_words()['parts_of_day'][part]}")


def read_weekday(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'Sunday', 'last Friday', 'Tuesday night', 'Monday of last week'; not 'Black Monday', 'Sunday Times'."""
    names = time_words()["before"]
    if word_before(match) in names["named_day"] and not re.search(r"[.,]\s{1,3}\Z", text_before(match, 3)):
        return None
    after = re.match(r"\s([A-Z][a-z]+)", match.string[match.end() : match.end() + 16])
    if after and after[1].lower() in names["day_named"]:
        return None
    if re.search(r"(?i)\bon\sa\s\Z", text_before(match, 6)):
        return part_of_day(match, unanchored(f"XXXX-WXX-{weekday_number(match['weekday'])}"))
    weekday, which = weekday_number(match["weekday"]), group(match, "which").removeprefix("the ")
    of_week = group(match, "week")
    if of_week and frame.published is not None:
        by = {"last": -1, "next": 1}.get(direction_of(of_week), 0)
        day = frame.published + timedelta(days=7 * by + weekday - frame.published.isoweekday())
        return part_of_day(match, days_of(day.isoformat()))
    if which == "that" and frame.reference_day is not None:
        return part_of_day(match, weekday_near(frame.at(frame.reference_day), weekday))
    return part_of_day(match, weekday_near(frame, weekday, direction_of(which)))


def read_relative_day(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'today', 'yesterday evening', 'this morning', 'last night', 'tonight'."""
    word = group(match, "rel").removeprefix("the ")
    if match["rel"][0].isupper() and re.search(r"\b(?:USA|Russia|Psychology|The|on)\s\Z", text_before(match, 12)):
        return None
    if word == "tomorrow" and word_before(match) == "a":
        return None
    when = shift(frame, "D", -1 if word == "last" else _FROM_TODAY.get(word, 0))
    if when is not None and word in {"tonight", "overnight"}:
        return "TIME", When(when.start, when.end, "hour", f"{when.timex}TNI")
    return part_of_day(match, when)


def read_that_part(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'that evening', 'the next morning': of the last day named, or the one beside it."""
    by = {"last": -1, "next": 1}.get(direction_of(group(match, "which").removeprefix("the ")), 0)
    return part_of_day(match, shift(frame.at(frame.reference_day), "D", by))


def read_bare_part(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read 'in the morning', 'late afternoon': of the last day that the paragraph names."""
    return part_of_day(match, shift(frame.at(frame.reference_day), "D", 0))


RULES: tuple[Rule, ...] = (
    (
        "weekday",
        (
            r"(?:(?i:early|late|earlier|later|mid)[\s-](?:(?i:on) )?)?"
            r"(?:(?P<which>(?i:the )?<last>|(?i:the )?<next>|(?i:this|that)) )?"
            r"(?P<weekday><WEEKDAY>)(?:(?:['’]s)? (?i:early |late |mid)?(?P<partofday><PARTOFDAY>))?"
            r"(?:,? (?:of )?(?P<week>(?i:last|this|next)) (?i:week))?"
        ),
        read_weekday,
    ),
    (
        "today",
        (
            r"(?i:earlier |later |late |early )?(?P<rel>(?i:<days>))(?:['’]s(?= (?i:<PARTOFDAY>)))?"
            r"(?: (?P<partofday><PARTOFDAY>))?"
        ),
        read_relative_day,
    ),
    (
        "partofday",
        r"(?i:earlier |later |late |early )?(?P<rel>(?i:this|last)) (?P<partofday><PARTOFDAY>)",
        read_relative_day,
    ),
    (
        "partofday",
        r"(?i:late |early )?(?P<which>(?i:that|the (?:same|next|following|previous))) (?P<partofday><PARTOFDAY>)",
        read_that_part,
    ),
    (
        "partofday",
        led_by("in during of overnight") + r"the (?i:late |early )?(?P<partofday>(?i:morning|afternoon|evening))",
        read_bare_part,
    ),
    ("partofday", r"(?i:late|early|mid)[\s-](?P<partofday>(?i:morning|afternoon|evening))", read_bare_part),
    ("partofday", r"(?P<partofday>(?i:morning|afternoon))(?= (?i:trading|trade|session))", read_bare_part),
)
