"""Find every time expression and resolve it against the publication date (TimeML 1.2.1, TempEval-3)."""

import re
from dataclasses import replace
from datetime import date
from functools import cache, partial

from onrecord.model import Reading, Time, When
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.pipeline import step
from onrecord.read.timevalue import Frame
from onrecord.read.timex import candidates

__all__ = ["anchor_times", "find_times"]

_NEAR = 90
"""Characters on each side in which a word may say that a time lies ahead: a clause or two."""

_STOP = re.compile(r"[.!?]\s+(?=[A-Z“\"])|\n\s*\n")
_NUMBER_BEFORE = re.compile(r"[\d][\d,.]*(?:\s(?i:hundred|thousand|million|billion))?[^.;:!?\n]{0,60}\Z")
_NUMBER_AFTER = re.compile(r"\s(?:[\w-]+\s){0,2}(?:of|to|at)\s(?:[a-z]+\s){0,3}[$€£]?\d")


@step("anchor", version=1, needs=("segments",), adds=("times",))
def anchor_times(reading: Reading) -> Reading:
    """Return the reading with every time expression of its text."""
    document = reading.document
    return replace(reading, times=find_times(document.text, document.published))


def find_times(text: str, published: date | None) -> tuple[Time, ...]:
    """Return the time expressions of ``text`` in order, without overlap.

    'Since' opens the stretch that follows it: 'since January 20' ends nowhere.  Rates ('3,000 a day') belong to
    their quantity and are left out.
    """
    times: list[Time] = []
    reference: date | None = None
    at = 0
    for candidate in candidates(text):
        if candidate.start < at:
            continue
        looks_ahead = partial(_looks_ahead, text, candidate.start, candidate.end)
        meaning = candidate.read(Frame(published, reference, looks_ahead))
        if meaning is None or (meaning[0] == "SET" and _is_rate(text, candidate.start, candidate.end)):
            continue
        type_, when = meaning
        if type_ == "DATE" and when.grain == "day" and when.start is not None:
            reference = when.start
        times.append(Time(candidate.start, candidate.end, type_, _opened(text, candidate.start, when)))
        at = candidate.end
    return tuple(times)


def _opened(text: str, start: int, when: When) -> When:
    """Return the stretch without its end where 'since' stands before it."""
    if when.start is not None and re.search(r"(?i)\bsince\s{1,3}\Z", text[max(0, start - 10) : start]):
        return replace(when, end=None)
    return when


def _is_rate(text: str, start: int, end: int) -> bool:
    """Say whether a repetition tells the rate of a quantity near it: '3,000 arrests every day'."""
    if re.match(r"(?i)hourly|daily|weekly|monthly|quarterly|yearly|annual", text[start:end]) and _NUMBER_AFTER.match(
        text, end, min(len(text), end + 60)
    ):
        return True
    return _NUMBER_BEFORE.search(text, max(0, start - 80), start) is not None


@cache
def _tense() -> re.Pattern[str]:
    tense = load_lexicon("times")["tense"]
    return re.compile(
        rf"\b(?:(?P<ahead>{word_pattern(tense['future'])})|{word_pattern(tense['past'])}|[a-z]{{2,12}}ed)\b|['’](?P<will>ll)\b"
    )


def _looks_ahead(text: str, start: int, end: int) -> bool:
    """Say whether the verb nearest to ``text[start:end]`` in its sentence looks to the future."""
    low, high = max(0, start - _NEAR), min(len(text), end + _NEAR)
    for stop in _STOP.finditer(text, low, start):
        low = stop.end()
    stop_after = _STOP.search(text, end, high)
    high = stop_after.start() if stop_after else high
    before = None
    for found in _tense().finditer(text, low, start):
        before = found
    after = _tense().search(text, end, high)
    if before is None:
        nearest = after
    elif after is None or start - before.end() <= 2 * (after.start() - end) + 6:
        nearest = before
    else:
        nearest = after
    return nearest is not None and nearest.lastgroup in {"ahead", "will"}
