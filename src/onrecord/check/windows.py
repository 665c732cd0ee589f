"""Windows: the stretch of time that a claim names, or the natural ones where it names none.

Windows are half-open with their number of days.  The natural windows are the same for every speaker: the last full
period before the claim, the last three and twelve, the calendar year so far, and the time since the last January 20
on which a presidential term began (a stretch that speakers of every party count from).
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from onrecord.check.case import Case
from onrecord.check.lexicon import lexicon, mentions_any
from onrecord.check.weigh import View
from onrecord.model import Grain, Period

__all__ = [
    "is_elsewhere",
    "is_from_untold",
    "is_open_ended",
    "is_pointed_to",
    "is_run_to",
    "last_full",
    "named_window",
    "natural_windows",
    "period_start",
    "stale_since",
    "term_start",
]

_HUNDRED_DAYS = 100
_NEAR = 300
"""Characters around a claim in which the time stands that it names."""
_STALE = 120
"""Days after the last full period from which on a claim without a window can no longer be meant for it."""
_STALE_DAYS = 62
"""The same of what is counted on single days: a count two months old says nothing of today's."""
_LONGEST = 366
"""Days of the longest period that a claim without a window may mean."""


def named_window(case: Case, as_of: date) -> Period | None:
    """Return the window that the claim names; one without an end ("since January 20") runs to the day it was said."""
    when = case.claim.period
    if when is None or when.start is None:
        return _hundred_days(case) or _term(case)
    end = when.end
    if end is None:
        end = min(case.said or as_of, date.max - timedelta(days=1)) + timedelta(days=1)
    if end <= when.start:
        return None
    return Period(when.start, end, when.grain or "day")


def _hundred_days(case: Case) -> Period | None:
    """Return the first hundred days of the term in which a claim about "the first 100 days" was said."""
    if case.said is None or mentions_any(case.sentence, lexicon("words")["windows"]["hundred_days"]) is None:
        return None
    term = term_start(case.said)
    return Period(term, term + timedelta(days=_HUNDRED_DAYS), "day")


_TERM = re.compile(
    r"(?i)\b(?:since|than)\s(?:when\s)?(?:the\s)?(?:inauguration(?:\sday)?\b|taking\soffice\b"
    r"|(?:start|beginning)\sof\s(?:the|this|his|her|its)\s(?:new\s|current\s|second\s|first\s)?(?:term|presidency|administration)\b|term\sbegan\b"
    r"|(?:new\s|current\s)?(?:administration|president)\s(?:took|entered|came\s(?:in)?to|was\ssworn|was\sinaugurated|began)\b)"
    r"|\bunder\s(?:the\s(?:new|current|present)|this)\s(?:administration|president|government)\b"
    r"|\b(?:every|each)\s(?:week|month|quarter)\sof\s(?:the|this)\s(?:new\s|current\s)?(?:administration|presidency|term)\b"
)
"""Words for the time since the term began in which a claim is said; a name does not tell which president's it is."""

_UNTOLD = re.compile(
    r"\b(?:[Ss]ince\s(?!records?\b|then\b)|[Uu]nder\s(?:[A-Z]|his\b|her\b|their\b|the\s(?:previous|last|former|prior|old|first|second)\b)"
    r"|than\s(?:when|before|under|during|at|a\s(?:year|month|decade)|in\s[A-Z])\b|[Cc]ompared\s(?:with|to)\b"
    r"|from\s(?:its|their|the|an?)\s(?:[\w-]+\s){0,2}(?:peak|high|low|level|record)\b)"
)
"""Words for a time that something is measured from: where no day was read of it, it is not known."""


def is_from_untold(case: Case) -> str | None:
    """Return the words of a time that a change is measured from and of which no day is known: 'under Harlan'."""
    if named_window(case, case.said or date.max) is not None:
        return None
    found = _UNTOLD.search(case.sentence)
    return None if found is None else " ".join(case.sentence[found.start() :].split()[:3]).rstrip(".,;:")


def _term(case: Case) -> Period | None:
    """Return the stretch from the start of the term in which a claim "since the inauguration" was said to that day."""
    if case.said is None or _TERM.search(case.sentence) is None:
        return None
    return Period(term_start(case.said), case.said + timedelta(days=1), "day")


def is_open_ended(case: Case) -> bool:
    """Say whether the claim counts from a day on ("since January 2025")."""
    when = case.claim.period
    if when is None:
        return _hundred_days(case) is None and _term(case) is not None
    return when is not None and when.start is not None and when.end is None


def last_full(view: View, before: date | None) -> Period | None:
    """Return the last full period that ended by ``before``; where none did, ``None``."""
    ended = [period for period in view.periods if before is None or period.last_day < before]
    return ended[-1] if ended else None


def stale_since(case: Case, view: View) -> Period | None:
    """Return the last full period where a claim that names no window was said long after it, else ``None``."""
    last = last_full(view, case.said) if named_window(case, view.as_of) is None else None
    if last is None or case.said is None:
        return None
    most = _STALE_DAYS if last.days == 1 and not view.is_flow else _STALE
    return last if (case.said - last.last_day).days > most else None


def is_elsewhere(case: Case) -> bool:
    """Say whether a claim without a known window names one all the same: "two weeks before the inauguration"."""
    if named_window(case, case.said or date.max) is not None:
        return False
    return mentions_any(case.sentence, lexicon("words")["windows"]["elsewhere"]) is not None


_RUN_TO = re.compile(
    r"(?i)\b(?:through|until|till|up\sto|as\sof\sthe\send\sof|by\sthe\send\sof)\s(?:the\s(?:end\sof\s)?)?\Z"
)


def is_run_to(case: Case) -> bool:
    """Say whether the time that a claim names is only where its window ends: "through July, 99,159 people"."""
    when = case.claim.period
    if when is None or when.start is None or case.claim.kind not in {"level", "event", "share"}:
        return False
    return any(
        time.when == when and _RUN_TO.search(case.text, max(0, time.start - 30), time.start) is not None
        for time in case.reading.times
        if abs(time.start - case.claim.start) < _NEAR
    )


_THAT = re.compile(r"(?i)(?:that|the\ssame|this)\s(?:same\s|past\s)?(?:month|week|year|quarter|period|time|day)")


def is_pointed_to(case: Case) -> bool:
    """Say whether a claim's time only points to one named before, and was found nowhere: 'that month'."""
    when, published = case.claim.period, case.reading.document.published
    if when is None or when.start is None or when.end is None or published is None:
        return False
    return when.start <= published < when.end and any(
        time.when == when
        and _THAT.fullmatch(case.text[time.start : time.end]) is not None
        and case.text[time.start : time.start + 4].lower() != "this"
        for time in case.reading.times
        if abs(time.start - case.claim.start) < _NEAR
    )


def natural_windows(case: Case, view: View, *, totals: bool = False, early: bool = False) -> tuple[Period, ...]:
    """Return the windows that a claim without one may mean, each of full periods, the shortest first.

    ``totals`` leaves out the windows in which only a rate has a meaning; ``early`` adds the first hundred days of the
    term, from which a share is often still repeated long after.
    """
    last = last_full(view, case.said)
    if last is None or last.days > _LONGEST:
        return ()
    until = [period for period in view.periods if period.end <= last.end]
    recent = mentions_any(case.sentence, lexicon("words")["windows"]["recent"]) is not None
    if recent and not totals:
        return tuple(reversed(until[-2:]))
    year = date(last.start.year, 1, 1)
    starts = [until[-3:], until[-12:], _since(until, year), _since(until, term_start(last.start))]
    if not totals:
        starts.insert(0, until[-1:])
    if early:
        term = term_start(last.start)
        hundred = term + timedelta(days=_HUNDRED_DAYS)
        starts.append([period for period in _since(until, term) if period.last_day <= hundred])
    windows = {_hull(periods) for periods in starts if periods}
    return tuple(sorted(windows, key=lambda window: (window.days, window.start)))


def term_start(day: date) -> date:
    """Return the last January 20 on which a presidential term began, on or before ``day`` (20th Amendment)."""
    year = day.year - (day.year - 1) % 4
    if date(year, 1, 20) > day:
        year -= 4
    return date(year, 1, 20)


def _since(periods: Sequence[Period], day: date) -> list[Period]:
    """Return the periods that begin on or after ``day``, if the records reach back to it."""
    if not periods or periods[0].start > day:
        return []
    return [period for period in periods if period.start >= day]


def _hull(periods: Sequence[Period]) -> Period:
    return Period(periods[0].start, periods[-1].end, periods[0].grain)


def period_start(day: date, grain: Grain) -> date:
    """Return the first day of the period of this grain (a week from Sunday) that holds ``day``."""
    if grain == "week":
        return day - timedelta(days=(day.weekday() + 1) % 7)
    if grain == "month":
        return day.replace(day=1)
    if grain == "quarter":
        return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    if grain == "year":
        return day.replace(month=1, day=1)
    if grain == "fiscal_year":
        return date(day.year if day.month >= 10 else day.year - 1, 10, 1)
    return day
