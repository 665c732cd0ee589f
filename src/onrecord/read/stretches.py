"""Stretches of days that several times make up together: 'from May to July', 'the six months to August 2025'.

The times step reads each expression by itself; what two of them mean together is told by the words between.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from onrecord.model import Grain, Span, Time, When

__all__ = ["Stretch", "of_the_year", "shifted", "stretches_of"]

Stretch = tuple[Span, When]

_JOINED = re.compile(r"\s?(?:,\s)?(?:and|to|through|until|up\sto|[-–])\s(?:the\s)?|\s?[-–]\s?")
_LED = re.compile(r"(?i)\b(?:between|from)\s(?:the\s)?\Z")
_LIST = re.compile(r"\s?(?:,|,?\s?and)\s(?:in\s)?")
_BEFORE = 64
"""Characters before a time in which the words stand that cut a part of it: 'the first three months of fiscal year'."""
_COUNT = (
    r"(?P<count>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fifteen|eighteen|twenty|"
    r"twenty-four|thirty|ninety)"
)
_PART = re.compile(
    rf"(?i)\b(?:the\s)?(?P<side>first|opening|initial|last|final|closing)\s(?:{_COUNT}[\s-])?(?:full\s)?"
    r"(?P<unit>day|week|month|quarter|half)s?\sof\s(?:the\s)?(?:calendar\s)?\Z"
)
_EDGE = re.compile(r"(?i)(?:since\s)?(?:the\s)?(?:very\s)?(?P<side>start|beginning|end|close)\sof\s")
_UNTIL = re.compile(
    rf"(?i)\b(?:{_COUNT}[\s-])?(?P<unit>day|week|month|quarter|year)(?:s|[\s-](?:period|stretch|span))?\s"
    r"(?:(?:that\s)?(?:ending|ended|ends)(?:\s(?:in|on|with))?|to|through|up\sto|leading\sup\sto|until)\s(?:the\send\sof\s)?\Z"
)
_WEEK_OF = re.compile(r"(?i)\bweek\s(?:of|beginning|that\sbegan|starting)\s(?:on\s)?\Z")
_NEXT = re.compile(
    rf"(?i)(?:the\s)?(?:following|next|subsequent|succeeding)\s(?P<unit>month|quarter|year)|(?:an?|{_COUNT})\s(?P<later>month|quarter|year)s?\s(?:later|after)"
    r"|(?:the\s)?same\smonth\s(?:a|one)\s(?P<same>year)\slater"
)
_PRIOR = re.compile(
    r"(?i)(?:the\s)?(?:previous|prior|preceding)\s(?P<unit>month|quarter|year)|(?:the|an?|one)\s(?P<before>month|quarter|year)\s(?:before|earlier|prior)"
)
_WORDS: Mapping[str, int] = {
    name: number
    for number, name in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
        1,
    )
} | {"fifteen": 15, "eighteen": 18, "twenty": 20, "twenty-four": 24, "thirty": 30, "ninety": 90}
_MONTHS: Mapping[str, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def stretches_of(text: str, times: Sequence[Time]) -> list[Stretch]:
    """Return the times that have days, with their places, in text order; those that belong together as one."""
    items = [item for time in times for item in [_composed(text, time)] if item is not None]
    items = [
        (span, when)
        for span, when in items
        if not any(other.overlaps(span) and other.end - other.start > span.end - span.start for other, _ in items)
    ]
    items = _listed(text, items)
    items = [_following(text, items[index - 1] if index else None, item) for index, item in enumerate(items)]
    joined: dict[int, Stretch] = {}
    skipped: set[int] = set()
    for (first, start), (last, end) in pairwise(items):
        if _is_run_to(text, (first, start), (last, end)):
            joined[first.start] = (
                Span(first.start, last.end),
                replace(start, end=end.end, grain=end.grain, timex=None),
            )
            skipped.add(last.start)
            continue
        led = _LED.search(text, max(0, first.start - 14), first.start)
        if led and end.end and start.start and _JOINED.fullmatch(text[first.end : last.start]):
            begun = of_the_year(text[first.start : first.end], start, end.end)
            if begun.start is None or end.end <= begun.start:
                continue
            when = When(begun.start, end.end, begun.grain, f"{begun.timex}/{end.timex}")
            joined[first.start] = (Span(first.start, last.end), when)
            skipped.add(last.start)
    return [joined.get(span.start, (span, when)) for span, when in items if span.start not in skipped]


_RUN_TO = re.compile(r"(?i),?\s(?:through|until|up\sto|to)\s(?:the\s(?:end\sof\s)?)?")


def _is_run_to(text: str, item: Stretch, following: Stretch) -> bool:
    """Say whether a year runs only to a time that is named in it: 'this fiscal year, through July'."""
    (place, when), (last, end) = item, following
    if when.grain not in {"year", "fiscal_year"} or end.grain in {"year", "fiscal_year"} or when.start is None:
        return False
    if end.start is None or end.end is None or not when.start <= end.start or (when.end and end.end > when.end):
        return False
    return _RUN_TO.fullmatch(text[place.end : last.start]) is not None


def _listed(text: str, items: Sequence[Stretch]) -> list[Stretch]:
    """Return the items, those of a list that follow one another as one: 'in July and August 2025'."""
    found: list[Stretch] = []
    for span, when in items:
        if found and when.start is not None and _LIST.fullmatch(text[found[-1][0].end : span.start]):
            place, before = found[-1]
            before = of_the_year(text[place.start : place.end], before, when.start + timedelta(days=1))
            led = _LED.search(text, max(0, place.start - 14), place.start)
            if led is None and before.end == when.start and before.grain == when.grain:
                found[-1] = Span(place.start, span.end), When(before.start, when.end, when.grain, None)
                continue
        found.append((span, when))
    return found


def of_the_year(words: str, start: When, end: date) -> When:
    """Return a stretch's beginning in the year before its end, where its words name no year: 'from March to July'."""
    if start.start is None or start.grain not in {"month", "day"} or re.search(r"\d{4}|(?i:last|this|next)\b", words):
        return start
    day = start.start
    for year in (end.year, end.year - 1):
        moved = shifted(day.replace(day=1), years=day.year - year)
        if moved < end:
            after = moved + (day - day.replace(day=1))
            timex = f"{after:%Y-%m}" if start.grain == "month" else after.isoformat()
            close = shifted(start.end, years=day.year - year) if start.end and start.grain == "month" else start.end
            return replace(start, start=after, end=close, timex=timex)
    return start


def _composed(text: str, time: Time) -> Stretch | None:
    """Return the stretch that a time makes up with the words before it: a part of it, or what leads up to it."""
    span, when = Span(time.start, time.end), time.when
    if when.start is None:
        return None
    low = max(0, time.start - _BEFORE)
    edge = _EDGE.match(text, time.start, time.end)
    if edge is not None and when.grain in {"year", "fiscal_year", "quarter"} and when.start.day == 1:
        return span, _edge(when, is_last=edge["side"].lower() not in {"start", "beginning"})
    if when.end is not None:
        part = _PART.search(text, low, time.start)
        cut = _cut(when, part) if part is not None else None
        if part is not None and cut is not None:
            return Span(part.start(), time.end), cut
        if when.grain == "day" and _WEEK_OF.search(text, low, time.start):
            return span, When(when.start, when.start + timedelta(days=7), "week", None)
        until = _UNTIL.search(text, low, time.start)
        if (
            until is not None
            and when.grain in {"month", "quarter", "day"}
            and not _LED.search(text, low, until.start())
        ):
            return Span(until.start(), time.end), _up_to(when.end, _number(until), until["unit"].lower())
    return span, when


def _edge(when: When, *, is_last: bool) -> When:
    """Return the first or last month of a stretch, open where it is: 'since the end of 2024' is since December."""
    start = when.start or date.min
    months = 3 if when.grain == "quarter" else 12
    first = shifted(start, months=1 - months) if is_last else start
    end = None if when.end is None else shifted(first, months=-1)
    return When(first, end, "month", f"{first:%Y-%m}")


def _number(found: re.Match[str]) -> int:
    word = (found["count"] or "one").lower()
    return int(word) if word.isdigit() else _WORDS[word]


def _cut(when: When, part: re.Match[str]) -> When | None:
    """Return the first or last days, weeks, months or quarters of a stretch; None where it is not longer than they."""
    unit, number = part["unit"].lower(), _number(part)
    is_first = part["side"].lower() in {"first", "opening", "initial"}
    start, end = when.start, when.end
    if start is None or end is None:
        return None
    if unit in _MONTHS:
        months = (6 if when.grain in {"year", "fiscal_year"} else 0) if unit == "half" else number * _MONTHS[unit]
        if not months or when.grain not in {"year", "fiscal_year", "quarter", "month"}:
            return None
        bounds = (start, shifted(start, months=-months)) if is_first else (shifted(end, months=months), end)
        grain: Grain = "month"
    else:
        days = timedelta(days=number * (7 if unit == "week" else 1))
        bounds, grain = ((start, start + days) if is_first else (end - days, end)), "day"
    if bounds[0] < start or bounds[1] > end:
        return None
    return When(bounds[0], bounds[1], grain, None)


def _up_to(end: date, number: int, unit: str) -> When:
    """Return the stretch of some units of time that ends before ``end``."""
    if unit in _MONTHS and end.day == 1:
        return When(shifted(end, months=number * _MONTHS[unit]), end, "month", None)
    days = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}[unit]
    return When(end - timedelta(days=number * days), end, "day", None)


def _following(text: str, before: Stretch | None, item: Stretch) -> Stretch:
    """Return the item; 'the following month' is that after the time named before it."""
    span, _ = item
    prior = _PRIOR.fullmatch(text[span.start : span.end])
    if prior is not None and before is not None and before[1].grain == "fiscal_year" and before[1].start is not None:
        if (prior["unit"] or prior["before"]).lower() != "year":
            return item
        earlier = shifted(before[1].start, years=1)
        return span, When(earlier, before[1].start, "fiscal_year", f"FY{before[1].start.year}")
    found = _NEXT.fullmatch(text[span.start : span.end])
    if found is None or before is None or before[1].start is None or before[1].end is None:
        return item
    when = before[1]
    unit = (found["unit"] or found["later"] or found["same"]).lower()
    number = _number(found) if found["later"] and found["count"] else 1
    months = number * _MONTHS[unit]
    start = shifted(before[1].start, months=-months) if before[1].start else None
    end = shifted(before[1].end, months=-months) if before[1].end and before[1].end.day == 1 else None
    if start is None or end is None or when.grain not in {"month", "quarter", "year", "fiscal_year"}:
        return item
    return span, replace(when, start=start, end=end, timex=f"{start:%Y-%m}" if when.grain == "month" else None)


def shifted(day: date, *, years: int = 0, months: int = 0) -> date:
    """Return the first day of a month some years or months earlier."""
    count = day.year * 12 + day.month - 1 - 12 * years - months
    return date(count // 12, count % 12 + 1, 1)
