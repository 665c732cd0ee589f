"""The stretch of days that a claim is about, and what a change is measured against.

Of the times in a clause the claim takes the one that its figure stands with: not the day on which figures were
released, not what it is compared with, not the range of a superlative next to it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from onrecord.model import Grain, Span, Time, When
from onrecord.read.stretches import of_the_year, shifted, stretches_of

__all__ = ["change_period", "period_of", "since_before"]

_TOLD = re.compile(
    r"(?i)\b(?:released|published|dated|issued|compiled|obtained|filed|updated|reported|said|told|wrote|announced|posted|interview|"
    r"hearing|speech|statement|report|briefing|released\sto\sthe\spublic)\s(?:on\s|in\s|late\s|early\s|this\s|last\s)?\Z"
)
_COMPARED = re.compile(
    r"(?i)\b(?:(?:times|twice|double|triple|half)\s(?:as\smany\sas\s)?(?:those|that|the\s[a-z]+(?:\sof\s[a-z]+)?|what\s[a-z]+\swas)\s(?:of|in|for|from)|"
    r"(?:times|twice|double|triple|half)\sas\smany\s(?:[a-z]+\s){0,3}as|as\smany\b[^.;,]{0,48}?\sas|"
    r"than|from|over|versus|vs\.?|against|compared\s(?:with|to)|relative\sto|after|before|up\sfrom|down\sfrom)\s"
    r"(?:in\s|during\s|the\s|that\sof\s|those\sof\s|those\sin\s|those\sfor\s|that\sin\s|a\srecord\sin\s|(?:an?|its|the)\s(?:[a-z-]+\s){0,2}(?:peak|high|low|record|total|level|average)\sof\s|levels\sin\s|its\slevel\sin\s|just\s|about\s|[\d,.]+%?\s(?:percent\s|people\s|arrests\s|encounters\s|jobs\s)?(?:in|of|for)\s(?:early\s|mid-|late\s)?){0,3}\Z"
)
_LEVEL = re.compile(r"(?i)\s(?:pace|levels?|rate|total|average|peak|high|low|figure|mark)\b")
_BESIDE = re.compile(
    r"(?i)\b(?:twice|double|triple|half|times|above|below|than|under|over)\s(?:the\s|its\s|their\s)?\Z"
)
"""'Twice the 2019 pace' is set against 2019, and told of another time."""
_LESS_THAN = re.compile(r"(?i)(?:less|more|fewer)\sthan\s(?:an?|one)\s\w+\s(?:ago|earlier|before)")
"""'14 cents less than a week ago' is set against it."""
_SAME = re.compile(
    r"(?i)(?:the\s)?same\s(?:month|period|time|week|quarter|point|stretch)|(?:an?|one)\s(?:year|month)\s(?:earlier|before|prior)"
)
_YEAR_BEFORE = re.compile(
    r"(?i)\b(?:(?:a|one)\syear\s(?:earlier|ago|before|prior)|year[\s-](?:over|on)[\s-]year|(?:the\s)?(?:previous|prior|preceding)\syear|"
    r"over\sthe\syear|(?:the\s)?same\s(?:month|period|time|quarter|week)\s(?:a\syear\s(?:earlier|ago|before)|last\syear|in\sthe\s(?:previous|prior)\syear|the\syear\sbefore)|"
    r"last\syear's\slevel|the\syear\sbefore)\b"
)
_AGO = re.compile(r"(?i)\b(?:an?|one)\syear\s(?:ago|earlier|before|prior)\Z")
_YEAR_TO = re.compile(
    r"\b(?:[Oo]ver|[Ii]n)\sthe\s(?:year|12\smonths|twelve\smonths)\s(?:to|through|ended|ending)\s(?:in\s)?[A-Z]"
)
"""'Over the year to April' is from April to April."""
_MONTH_BEFORE = re.compile(
    r"(?i)\b(?:(?:a|one)\smonth\s(?:earlier|ago|before|prior)|month[\s-](?:over|on)[\s-]month|(?:the\s)?(?:previous|prior|preceding)\smonth|over\sthe\smonth|"
    r"the\smonth\sbefore)\b"
)
_LATER = re.compile(
    r"(?i)\b(?:has|have|had)\s(?:now\s)?since\b|\bsince\s(?:then|fallen|risen|come|dropped|climbed)\b|\b(?:is|are|stands?|and|but)\snow\b"
)
"""Words between a time and a figure that tell of a later day: 'and has since come down to'."""
_THAN = re.compile(r"(?i)\bthan\s(?:it\s(?:was|did|had)\s)?(?:in\s|during\s|for\s)?(?:the\s)?\Z")
_FULL: frozenset[Grain] = frozenset({"month", "quarter", "fiscal_year", "year"})


def period_of(text: str, times: Sequence[Time], clause: Span, anchor: Span, barred: Sequence[Span] = ()) -> When | None:
    """Return the stretch of days that the figure at ``anchor`` is told for, or None where its clause names none.

    Two times that 'between' or 'from' joins are one stretch; times inside ``barred`` belong to another claim.
    """
    inside = [
        time
        for time in times
        if clause.start <= time.start
        and time.end <= clause.end
        and time.type in {"DATE", "DURATION"}
        and time.when.start is not None
        and not _SAME.fullmatch(text[time.start : time.end])
        and not any(span.start <= time.start and time.end <= span.end for span in barred)
        and not (time.end <= anchor.start and _LATER.search(text, time.end, anchor.start))
    ]
    stretches = stretches_of(text, inside)
    free = [item for item in stretches if not _is_told(text, item[0], clause.start)]
    own = [item for item in free if not _is_compared(text, item[0], clause.start)] or [
        item for item in free if _leads(text, item[0])
    ]
    if not own:
        return None
    after = [item for item in own if item[0].start >= anchor.start]
    before = [item for item in own if item[0].start < anchor.start]
    if after and not before and _is_taken(text, times, anchor, after[0][0].start):
        return None
    if after and (not before or not re.search(r"[,;]\s", text[anchor.end : after[0][0].start])):
        return after[0][1]
    return before[-1][1] if before else after[0][1]


def _is_taken(text: str, times: Sequence[Time], anchor: Span, end: int) -> bool:
    """Say whether a time without a day stands with the figure, and another behind a comma: 'over 100 days, then'."""
    own = [time for time in times if anchor.end <= time.start < end and time.when.start is None and time.type != "SET"]
    return bool(own) and re.search(r"[,;]\s", text[own[0].end : end]) is not None


def _is_told(text: str, span: Span, start: int) -> bool:
    """Say whether a time is the day on which something was released or said."""
    return _TOLD.search(text, max(start, span.start - 30), span.start) is not None


def _is_compared(text: str, span: Span, start: int) -> bool:
    """Say whether a time is what something is compared with: 'than in May', 'up from 700 in May'."""
    joined = text[span.start : span.end]
    if re.search(r"(?i)\s(?:and|to|through|until)\s|[-–]", joined):
        return False
    if _is_level(text, span) or _LESS_THAN.match(text, span.start, span.end):
        return True
    return _COMPARED.search(text, max(start, span.start - 72), span.start) is not None


def _is_level(text: str, span: Span) -> bool:
    """Say whether a time only names a level that a figure is set against: 'twice the 2019 pace'."""
    return bool(_LEVEL.match(text, span.end) and _BESIDE.search(text, max(0, span.start - 16), span.start))


def _leads(text: str, span: Span) -> bool:
    """Say whether a time that is set against another may be a figure's own all the same, where it has no other."""
    if _is_level(text, span) or _LESS_THAN.match(text, span.start, span.end):
        return False
    before = text[max(0, span.start - 20) : span.start]
    return re.search(r"(?i)\b(?:after|before|over|from|than)\s(?:in\s|during\s)?(?:the\s)?\Z", before) is None


def change_period(
    text: str, times: Sequence[Time], clause: Span, period: When | None, barred: Sequence[Span] = ()
) -> When | None:
    """Return the stretch over which a change is measured, from the period it is compared with to its own.

    'In June from a year earlier' runs from June of the year before to June; without a word of comparison the period
    stands as it is.
    """
    whole = period is not None and period.start is not None and period.end is not None and period.grain in _FULL
    joined = period is not None and "/" in (period.timex or "")
    if any(time.when == period and _AGO.search(text, time.start, time.end) for time in times):
        return None
    runs_to = _YEAR_TO.search(text, clause.start, clause.end) is not None
    if runs_to and period is not None and period.end is not None and period.end.day == 1:
        first, last = shifted(period.end, months=13), shifted(period.end, months=1)
        return When(first, period.end, "month", f"{first:%Y-%m}/{last:%Y-%m}")
    if period is not None and whole and not joined and period.start is not None:
        if _YEAR_BEFORE.search(text, clause.start, clause.end):
            return _from(shifted(period.start, years=1), period)
        if period.grain == "month" and _MONTH_BEFORE.search(text, clause.start, clause.end):
            return _from(shifted(period.start, months=1), period)
    if period is not None and any(
        (time.when.start, time.when.end) == (period.start, period.end)
        and _THAN.search(text, max(clause.start, time.start - 24), time.start)
        for time in times
    ):
        return replace(period, end=None)
    base = next(
        (
            time
            for time in times
            if clause.start <= time.start
            and time.end <= clause.end
            and time.when.start is not None
            and time.when.grain in _FULL
            and not any(span.start <= time.start and time.end <= span.end for span in barred)
            and _is_compared(text, Span(time.start, time.end), clause.start)
        ),
        None,
    )
    if base is None or base.when.start is None or joined:
        return period
    if period is None:
        is_relative = _YEAR_BEFORE.fullmatch(text, base.start, base.end) or _AGO.search(text, base.start, base.end)
        return None if is_relative else replace(base.when, end=None)
    if whole and base.when.grain == period.grain and period.start is not None:
        begun = of_the_year(text[base.start : base.end], base.when, period.start)
        if begun.start is not None and begun.start < period.start:
            return replace(period, start=begun.start, timex=f"{begun.timex}/{period.timex}")
    return period


def since_before(period: When | None, published: date | None) -> When | None:
    """Return an open stretch that begins before the day of publication: 'since January 20' looks back."""
    if period is None or period.start is None or period.end is not None or published is None:
        return period
    start = period.start
    if start <= published:
        return period
    back = date(
        published.year if (start.month, min(start.day, 28)) <= (published.month, published.day) else published.year - 1,
        start.month,
        min(start.day, 28),
    )
    return replace(period, start=back, timex=back.isoformat() if period.grain == "day" else f"{back:%Y-%m}")


def _from(start: date, period: When) -> When:
    return replace(period, start=start, timex=f"{start:%Y-%m}/{period.timex}")
