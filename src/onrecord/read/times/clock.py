"""Rules for hours and minutes of a day."""

import re

from onrecord.model import When
from onrecord.read.times.calendar import shift
from onrecord.read.times.frame import Frame, Meaning
from onrecord.read.times.patterns import Rule
from onrecord.read.times.words import number_of

__all__ = ["RULES", "clock_of", "read_clock"]


def clock_of(words: str) -> str | None:
    """Return ``hh:mm`` (with Z for UTC) for words of a clock, or None where no clock shows them.

    Midnight is 24:00, as in the TimeML guidelines.
    """
    lower = re.sub(r"\s+", " ", words.lower().replace(".", "")).strip()
    zone = "Z" if re.search(r"\b(?:utc|gmt)\b(?! ?[+-])", lower) else ""
    if "noon" in lower and "afternoon" not in lower:
        return "12:00" + zone
    if "midnight" in lower:
        return "24:00" + zone
    lower = re.sub(r"\A[a-z]+(?=[ -]o['’]clock)", lambda found: number_of(found[0]), lower)
    found = re.match(r"(\d{1,2}):?(\d\d)?(?!\d)", lower)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if re.search(r"\d ?pm\b|\bafternoon|\bevening|\bat night", lower) and hour < 12:
        hour += 12
    elif re.search(r"\d ?am\b", lower) and hour == 12:
        hour = 0
    return f"{hour:02d}:{minute:02d}{zone}" if hour < 25 and minute < 60 else None


def read_clock(match: re.Match[str], frame: Frame) -> Meaning | None:
    """Read '8 p.m.', '18:00 UTC', 'noon': of the last day named, unless a day stands beside it."""
    clock = clock_of(match[0])
    day = shift(frame.at(frame.reference_day), "D", 0)
    if clock is None or day is None:
        return None
    return "TIME", When(day.start, day.end, "hour", f"{day.timex}T{clock}")


RULES: tuple[Rule, ...] = (
    ("clock", r"\d{1,2}(?:[:.][0-5]\d)?(?: and a half)?\s?(?i:[ap]\.m\.|[ap]m\b|[ap]\.m\b)<ZONE>?", read_clock),
    ("clock", r"(?i:noon|midnight|midday)<ZONE>?", read_clock),
    ("clock", r"\d{1,2}:?[0-5]\d(?: hours)?<ZONE>", read_clock),
    ("clock", r"\d{1,2} (?:UTC|GMT|[ECMP][SD]T)", read_clock),
    (
        "clock",
        r"(?:(?<=at\s)|(?<=by\s)|(?<=until\s)|(?<=from\s)|(?<=before\s)|(?<=after\s))(?:[01]?\d|2[0-3]):[0-5]\d",
        read_clock,
    ),
    (
        "clock",
        (
            r"(?:\d{1,2}|(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))[\s-]?(?i:o['’]clock)"
            r"(?: (?i:in the (?:morning|afternoon|evening)|at night))?"
        ),
        read_clock,
    ),
)
