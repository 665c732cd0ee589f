"""Figures that another one is set against, each with its own time: 'to 1,100 in May from 650 in April'.

'A year earlier' behind such a figure is the same month, quarter or year as that of the figure before it, a year back;
where that one has no time, it is left open.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from onrecord.model import Quantity, Span, Time, When
from onrecord.read.beside import is_baseline, soft_words
from onrecord.read.periods import period_of
from onrecord.read.scene import Draft, Scene
from onrecord.read.slots import clause_of
from onrecord.read.stretches import of_the_year, shifted
from onrecord.read.tokens import free_topic

__all__ = ["Baseline", "earlier_than", "set_against", "with_topics"]

_BEFORE, _BEHIND = 90, 44
"""Characters before a figure in which the words stand that set it against another, and behind it those of its time."""

_COUNT = r"(?:an?|one|the|(?P<count>two|three|four|five|six|ten|\d{1,2}))"
_EARLIER = re.compile(
    rf"(?i)(?:about\s|just\s)?{_COUNT}\s(?P<unit>year|quarter|month|week)s?\s(?:earlier|ago|before|prior|previously)"
    r"|(?:the\s)?(?:previous|prior|preceding)\s(?P<last>year|quarter|month|week)"
    r"|(?:the\s|that\s)?same\s(?:\w+\s)?(?:month|quarter|period|time|week|point|stretch|span|three\smonths|six\smonths|nine\smonths)\s"
    r"(?:of\s|in\s)?(?P<same>(?:a|one)\syear\s(?:earlier|ago|before|prior)|(?:the\s)?(?:previous|prior|preceding|last)\syear|the\syear\sbefore)"
)
_SAME_OF = re.compile(
    r"(?i)\bsame\s(?:[\w-]+\s){0,2}?(?:month|quarter|period|time|week|point|stretch|span|half|months|weeks)\s(?:of|in)\s(?P<year>(?:19|20)\d\d)\Z"
)
_UNITS: Mapping[str, int] = {"year": 12, "quarter": 3, "month": 1}
_COUNTS: Mapping[str, int] = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10}
_STEPS: Mapping[str, int] = {"month": 1, "quarter": 3, "year": 12, "fiscal_year": 12}
"""Months of a period: one that is named by years is never shifted by a month."""

_TO_TIME = re.compile(
    r"(?i)\s(?:(?:[a-z’'-]+|\d[\d,]*)\s){0,4}?"
    r"(?:(?:in|during|for|at|of|on|over|all\sof|as\sof|by|the|early|late|mid)\s){0,3}"
)
_ALSO = re.compile(r"(?i)(?:,|,?\sand)\s(?:from\s)?")


@dataclass(frozen=True, slots=True)
class Baseline:
    """What a figure is set against: its time's place, where it has one, the period, and the figure before it."""

    when: When | None
    place: Span | None
    main: Quantity


@cache
def _set() -> re.Pattern[str]:
    noun = r"(?:peak|high|low|record|total|level|average|tally|figure|count|rate|median|share)"
    high = rf"(?:(?:an?|its|the|their)\s(?:[a-z-]+\s){{0,2}}{noun}\sof\s)?"
    lead = (
        r"(?:(?:the\s)?(?:previous|prior)\s(?:year|quarter|month|week)['’]s\s"
        r"|(?:an?\s|the\s)?(?:year|month)[-\s](?:earlier|ago)\s)?"
    )
    return re.compile(
        rf"(?i)\b(?:from|compared\s(?:with|to)|versus|vs\.?|against|than|relative\sto|after|following)\s(?:just\sover\s)?{high}(?P<lead>{lead})"
        rf"{soft_words()}{{0,4}}[$€£]?\Z"
    )


def set_against(text: str, scene: Scene) -> dict[str, Baseline]:
    """Return the figures of a sentence that another is set against, by their ids."""
    found: dict[str, Baseline] = {}
    for index, quantity in enumerate(scene.quantities[1:], 1):
        before = scene.quantities[index - 1]
        if is_baseline(text, scene.quantities, index):
            continue
        also = before.id in found and _is_also(text, before, quantity, found[before.id])
        main = found[before.id].main if also else before
        low = max(scene.span.start, before.end, quantity.start - _BEFORE)
        led = _set().search(text, low, quantity.start)
        if (led is None and not also) or not _is_of_same(main, quantity):
            continue
        limit = scene.quantities[index + 1].start if index + 1 < len(scene.quantities) else scene.span.end
        time = _time_behind(text, scene, quantity, limit)
        words = text[time.start : time.end] if time is not None else led["lead"] if led is not None else ""
        same = _SAME_OF.search(text, quantity.end, time.end) if time is not None else None
        own = _own(text, scene, main, led.start() if led is not None else quantity.start)
        if _EARLIER.search(_spoken(words)) is not None:
            when = earlier_than(own, words)
        elif same is not None and own is not None and own.start is not None:
            when = earlier_than(own, f"{own.start.year - int(same['year'])} years earlier")
        else:
            when = time.when if time is not None else None
            when = of_the_year(words, when, own.end) if when is not None and own is not None and own.end else when
        place = Span(time.start, time.end) if time is not None else None
        if place is None and led is not None and led["lead"]:
            place = Span(*led.span("lead"))
        found[quantity.id] = Baseline(when, place, main)
    return found


def with_topics(drafts: Sequence[Draft], against: Mapping[str, Baseline]) -> list[Draft]:
    """Return the drafts, those of bare figures that another is set against told as that one: its topic, its kind."""
    mains = {draft.quantity.id: draft for draft in drafts if draft.quantity is not None} if against else {}
    return [_as_main(draft, mains, against) for draft in drafts]


def _as_main(draft: Draft, mains: Mapping[str, Draft], against: Mapping[str, Baseline]) -> Draft:
    quantity = draft.quantity
    if quantity is None or quantity.id not in against or quantity.of is not None or draft.rule is None:
        return draft
    main = against[quantity.id].main
    told = mains.get(main.id)
    unit = free_topic((main.unit or "").split(" per ")[0]) if main.of is not None else None
    topic = unit or (free_topic(told.topic) if told is not None else None) or draft.topic
    kinds = {"level", "share"}
    kind = told.kind if told is not None and told.kind in kinds and draft.kind in kinds else draft.kind
    return replace(draft, topic=topic, kind=kind)


def _spoken(words: str) -> str:
    """Return 'year-earlier' and 'the previous month's' as they are said behind a figure."""
    return re.sub(r"(?i)(?:an?\s|the\s)?(year|month)[-\s](earlier|ago)\s?", r"a \1 \2", words)


def _is_of_same(main: Quantity, quantity: Quantity) -> bool:
    """Say whether a figure counts what the one before it does: it is bare, or has the same unit."""
    if main.ordinal or quantity.ordinal or main.unit == "time":
        return False
    if main.unit in {"percent", "percentage point"}:
        return quantity.unit == "percent"
    bare = quantity.unit is None or quantity.unit.startswith("per ")
    return (bare and quantity.of is None) or quantity.unit == main.unit


def _is_also(text: str, before: Quantity, quantity: Quantity, known: Baseline) -> bool:
    """Say whether a figure goes on with those that another is set against: 'from 650 in April and 500 in March'."""
    at = known.place.end if known.place is not None else before.end
    return at <= quantity.start and _ALSO.fullmatch(text, at, quantity.start) is not None


def _time_behind(text: str, scene: Scene, quantity: Quantity, limit: int) -> Time | None:
    """Return the time that stands with a figure, right behind it."""
    for time in scene.times:
        if quantity.end <= time.start < min(limit, quantity.end + _BEHIND) and time.type in {"DATE", "DURATION"}:
            return time if time.when.start is not None and _TO_TIME.fullmatch(text, quantity.end, time.start) else None
    return None


def _own(text: str, scene: Scene, main: Quantity, end: int) -> When | None:
    """Return the period of the figure that another is set against."""
    anchor = Span(main.start, main.end)
    clause = clause_of(text, scene.span, anchor)
    own = period_of(text, scene.times, Span(clause.start, min(clause.end, end)), anchor)
    lead = Span(scene.span.start, clause.start)
    return own or (period_of(text, scene.times, lead, anchor) if lead.start < lead.end else None)


def earlier_than(when: When | None, words: str) -> When | None:
    """Return the period that 'a year earlier' is to ``when``; None where that is not known, or has no such part."""
    found = _EARLIER.search(_spoken(words))
    if found is None or when is None or when.start is None or when.end is None or when.grain is None:
        return None
    unit = "year" if found["same"] else (found["unit"] or found["last"]).lower()
    word = (found["count"] or "one").lower()
    count = int(word) if word.isdigit() else _COUNTS.get(word, 1)
    if unit == "week":
        days = timedelta(days=7 * count)
        return (
            replace(when, start=when.start - days, end=when.end - days, timex=None)
            if when.grain in {"day", "week"}
            else None
        )
    months = _UNITS[unit] * count
    if when.grain not in _STEPS or when.start.day != 1 or when.end.day != 1 or months < _STEPS[when.grain]:
        return None
    start, end = shifted(when.start, months=months), shifted(when.end, months=months)
    return When(start, end, when.grain, _timex(start, end, when))


def _timex(start: date, end: date, when: When) -> str | None:
    """Return a period's TIMEX3 value where it is one month, quarter or year."""
    months = (end.year - start.year) * 12 + end.month - start.month
    if months != _STEPS.get(when.grain or "month"):
        return None
    if when.grain == "fiscal_year":
        return f"FY{end.year if end.month > 1 else start.year}"
    quarter = f"{start.year}-Q{(start.month + 2) // 3}"
    return {"month": f"{start:%Y-%m}", "quarter": quarter, "year": f"{start.year}"}[when.grain or "month"]
