"""The day that a machine-written date states, as it states it: no change of time zone, no guess at day or month first.

ISO 8601 (RFC 3339), the dates of e-mail and RSS (RFC 5322), seconds and milliseconds since 1970, and dates with the
month in English words.
"""

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_tz

__all__ = ["stated_day"]

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)|(\d{4})(\d\d)(\d\d)(?:T|$)")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_NAMES = (
    {name: number for number, name in enumerate(_MONTHS, 1)}
    | {name[:3]: number for number, name in enumerate(_MONTHS, 1)}
    | {"sept": 9}
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?[ ]+)?"
_WORDS = re.compile(
    rf"{_WEEKDAY}(?:([a-z]{{3,9}})\.?[ ]+(\d{{1,2}})(?:st|nd|rd|th)?,?[ ]+(\d{{4}})"
    r"|(\d{1,2})(?:st|nd|rd|th)?[ ]+([a-z]{3,9})\.?,?[ ]+(\d{4}))(?!\d)",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"\d{9,10}(?:\.\d{1,9})?|\d{12,13}")
_FIRST, _LAST = date(1900, 1, 1), date(2200, 1, 1)
_LONGEST = 100


def stated_day(stated: object) -> date | None:
    """Return the day that a date states, ``None`` where there is none, or it could be two."""
    if isinstance(stated, bool) or not isinstance(stated, str | int | float):
        return None
    words = str(stated).strip()[:_LONGEST]
    if _EPOCH.fullmatch(words):
        seconds = float(words) / (1000 if len(words.partition(".")[0]) > 10 else 1)
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).date()
    found = _ISO.match(words)
    if found:
        return _day(*(part for part in found.groups() if part))
    found = _WORDS.match(words)
    if found:
        month, day, year, later_day, later_month, later_year = found.groups()
        number = _NAMES.get((month or later_month).lower())
        return _day(year or later_year, str(number), day or later_day) if number else None
    return _mail_day(words)


def _mail_day(words: str) -> date | None:
    """Return the day of an RFC 5322 date."""
    try:
        parts = parsedate_tz(words)
    except (IndexError, ValueError, TypeError):
        return None
    return _day(*map(str, parts[:3])) if parts and re.search(r"\d:\d", words) else None


def _day(year: str, month: str, day: str) -> date | None:
    """Return the day, if the calendar has it and it lies in our time."""
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if _FIRST <= found < _LAST else None
