"""Why each time stands in a reading: the rule that read it, and what it was counted from.

What a time was counted from is told by trying: read against another day, another time named before, or the other
tense, an expression that depends on it says something else.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from onrecord.model import Reading, Reason
from onrecord.read.anchor import Found, read_times
from onrecord.read.times.frame import Frame
from onrecord.read.times.grammar import Candidate

__all__ = ["RULES", "time_reasons"]

RULES: Mapping[str, str] = {
    "clock.clock": "clock: the hour",
    "dates.day_of_month": "date: a day of the month alone",
    "dates.iso": "date: year, month and day in digits",
    "dates.month": "date: a month",
    "dates.month_day": "date: a day of a month",
    "dates.nth_of_month": "date: a week or weekday of a month",
    "dates.september_11": "date: a day that is a name",
    "dates.slashes": "date: month, day and year between slashes",
    "dates.unknown_day": "date: a day that is not told",
    "durations.all": "duration: a whole unit",
    "durations.and_a_half": "duration: a unit and a half",
    "durations.described": "duration: a number, an adjective and a unit",
    "durations.duration": "duration: a number of units",
    "durations.first": "duration: the first or last units of a year",
    "durations.half_unit": "duration: half or a quarter of a unit",
    "durations.lasting": "duration: a word for how long",
    "durations.one": "duration: one unit",
    "durations.vague": "duration: units without a number",
    "durations.window": "duration: units up to or from publication",
    "named.apart": "named before: so many units earlier or later",
    "named.neighbour": "named before: the unit before or after",
    "named.next_to": "named before: a unit next to an event",
    "named.that_unit": "named before: that unit",
    "named.year_ago": "named before: the same a year earlier",
    "parts.bare_season": "part of a year: a season without its year",
    "parts.fiscal": "part of a year: a fiscal year",
    "parts.half": "part of a year: a half",
    "parts.holiday": "part of a year: a holiday",
    "parts.quarter": "part of a year: a quarter",
    "parts.season": "part of a year: a season",
    "relative.ago": "relative: so many units ago",
    "relative.from_now": "relative: so many units from now",
    "relative.shifted": "relative: the unit before, after or now",
    "relative.the_unit": "relative: the unit that it lies in",
    "relative.weekend": "relative: the weekend",
    "sets.rate": "set: a unit as a rate",
    "sets.set": "set: every so many units",
    "sets.weekends": "set: weekends or weekdays",
    "terms.administration": "term: an administration",
    "terms.first_days": "term: the first days of a presidential term",
    "vague.recent": "vague: recent or coming units",
    "vague.reference": "vague: a word for past, present or future",
    "weekdays.bare_part": "day: a part of the day without its day",
    "weekdays.relative_day": "day: counted from today",
    "weekdays.that_part": "day: a part of the day named before, or of the next",
    "weekdays.weekday": "day: a weekday",
    "years.century": "year: a century",
    "years.decade": "year: a decade",
    "years.year": "year: a year alone",
    "years.years": "year: a range of years",
}
"""What the rules of the grammar are called, by kind and reader."""


def time_reasons(reading: Reading) -> Iterator[Reason]:
    """Yield for each time the rule that read it, what it was counted from, and what opened or joined it."""
    text = reading.document.text
    for found in read_times(text, reading.document.published):
        place = f"{found.time.start}-{found.time.end}"
        for candidate, frame in found.made:
            yield Reason("time", place, "value", "anchor", RULES[candidate.rule], None, candidate.match[0])
            for rule in _counted_from(candidate, frame):
                yield Reason("time", place, "anchor", "anchor", rule)
        if len(found.made) > 1:
            yield Reason("time", place, "value", "anchor", "a clock and the day beside it are one")
        opened = _opened(found)
        if opened is not None:
            yield Reason("time", place, "bounds", "anchor", opened)


def _counted_from(candidate: Candidate, frame: Frame) -> Iterator[str]:
    """Yield what a match was read against, where it would say something else against another."""
    meaning = candidate.read(frame)
    if candidate.read(replace(frame, named=None, named_day=None)) != meaning:
        yield "counted from the time named before"
    elif frame.published is None:
        yield "no day of publication is known"
    elif candidate.read(replace(frame, published=None)) != meaning:
        yield "counted from the day of publication"
    else:
        yield "needs no other day"
    if candidate.read(replace(frame, looks_ahead=lambda: not frame.ahead)) != meaning:
        yield "the verb nearby looks ahead" if frame.ahead else "no verb nearby looks ahead"


def _opened(found: Found) -> str | None:
    """Return what took the start or the end off a stretch."""
    candidate, frame = found.made[0]
    meaning = candidate.read(frame)
    if meaning is None or len(found.made) > 1:
        return None
    whole, when = meaning[1], found.time.when
    if when.end is None and whole.end is not None:
        return "'since' leaves its end open"
    if when.start is None and whole.start is not None:
        return "'until' or 'before' leaves its start open"
    return None
