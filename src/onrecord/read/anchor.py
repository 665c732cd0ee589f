"""Find every time expression and resolve it against the publication date (TimeML 1.2.1, TempEval-3)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial

from onrecord.model import Reading, Time, When
from onrecord.read.pipeline import step
from onrecord.read.times.frame import Frame
from onrecord.read.times.grammar import Candidate, candidates
from onrecord.read.times.tense import looks_ahead

__all__ = ["Found", "anchor_times", "find_times", "read_times"]

_SINCE = re.compile(r"(?i)\bsince\s{1,3}(?:at\sleast\s)?\Z")
_PARAGRAPH = re.compile(r"\n\s*\n")
_BEFORE = re.compile(r"(?i)\b(?:before|prior\sto)\s{1,3}\Z")
_UNTIL = re.compile(r"(?i)\b(?:before|prior\sto|until|till)\s{1,3}\Z")
_FROM = re.compile(r"(?i)\b(?:from|since|between)\s[^.;:]*\Z")
_BESIDE = re.compile(r",?\s{1,3}(?:(?:on|at|in\sthe|of)\s{1,3})?(?:(?:about|around|shortly\safter)\s{1,3})?")
"""What stands between a day and a clock that tell one time: 'Tuesday at 10 a.m.', 'noon on March 3'."""

_REACH = 500
"""Characters within which 'that day' or a clock is about the time named before: a paragraph or two."""


@step("anchor", version=2, needs=("segments",), adds=("times",))
def anchor_times(reading: Reading) -> Reading:
    """Return the reading with every time expression of its text."""
    document = reading.document
    return replace(reading, times=find_times(document.text, document.published))


@dataclass(frozen=True, slots=True)
class Found:
    """A time, with the matches that it was made of and what each was read against: two for a clock and its day."""

    time: Time
    made: tuple[tuple[Candidate, Frame], ...]

    @property
    def is_bare(self) -> bool:
        """Whether it is a clock or part of the day that took its day from elsewhere."""
        return len(self.made) == 1 and self.made[0][0].is_bare


def find_times(text: str, published: date | None) -> tuple[Time, ...]:
    """Return the time expressions of ``text`` in order, without overlap."""
    return tuple(item.time for item in read_times(text, published))


@lru_cache(maxsize=4)
def read_times(text: str, published: date | None) -> tuple[Found, ...]:
    """Return the time expressions of ``text`` in order, without overlap, with what each was made of.

    'Since' opens the stretch that follows it: 'since January 20' ends nowhere, 'until 2017' begins nowhere.
    """
    found: list[Found] = []
    named: Time | None = None
    day: Time | None = None
    at = 0
    for candidate in candidates(text):
        start, end = candidate.start, candidate.end
        if start < at:
            continue
        last, last_day = _near(named, start), _near(day, start)
        if candidate.is_bare and day is not None and _PARAGRAPH.search(text, day.end, start):
            last_day = None
        frame = Frame(
            published, last, None if last_day is None else last_day.start, partial(looks_ahead, text, start, end)
        )
        meaning = candidate.read(frame)
        if meaning is None:
            continue
        type_, when = meaning
        time = Time(start, end, type_, _opened(text, start, when))
        if type_ == "DATE" and when.start is not None and when.end is not None:
            named = time
        if type_ in {"DATE", "TIME"} and when.grain in {"day", "hour"} and when.start is not None:
            day = time
        found.append(Found(time, ((candidate, frame),)))
        at = end
    return tuple(_joined(text, found))


def _near(time: Time | None, start: int) -> When | None:
    """Return what a time named before says, where it stands near enough to be counted from."""
    return time.when if time is not None and start - time.end <= _REACH else None


def _opened(text: str, start: int, when: When) -> When:
    """Return the stretch without its end after 'since', without its start after 'until' and 'before'."""
    lead = text[max(0, start - 20) : start]
    if when.start is not None and _UNTIL.search(lead) and not _FROM.search(text[max(0, start - 60) : start]):
        return replace(when, start=None, end=when.start if _BEFORE.search(lead) else when.end)
    if when.start is not None and _SINCE.search(lead):
        return replace(when, end=None)
    return when


def _joined(text: str, found: Iterable[Found]) -> list[Found]:
    """Return the times, a clock and the day beside it made one."""
    times: list[Found] = []
    for item in found:
        one = _as_one(text, times[-1], item) if times else None
        if one is None:
            times.append(item)
        else:
            times[-1] = Found(one, (*times[-1].made, *item.made))
    return times


def _as_one(text: str, first: Found, last: Found) -> Time | None:
    """Return the time that a clock and a day beside it tell together, or None."""
    if first.is_bare == last.is_bare or last.time.start - first.time.end > 24:
        return None
    clock, day = (first.time, last.time) if first.is_bare else (last.time, first.time)
    told = (day.when.timex or "").split("T")
    if day.when.grain not in {"day", "hour"} or day.type not in {"DATE", "TIME"} or len(told[0]) != 10:
        return None
    if day.type == "TIME" and (len(told) < 2 or not told[1].isalpha()):
        return None
    between = text[first.time.end : last.time.start]
    if not _BESIDE.fullmatch(between) or (day.type == "TIME" and "," in between):
        return None
    timex = f"{told[0]}T{(clock.when.timex or '').split('T')[1]}"
    return Time(first.time.start, last.time.end, "TIME", When(day.when.start, day.when.end, "hour", timex))
