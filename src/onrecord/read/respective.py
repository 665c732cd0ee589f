"""Figures and times that stand in step: 'in September and October came to 33,177 and 37,637, respectively'."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import TypeVar

from onrecord.model import Quantity, Span, Time, When
from onrecord.read.beside import soft_words
from onrecord.read.scene import Scene
from onrecord.read.stretches import of_the_year

__all__ = ["dealt_out"]

_MOST = 4
"""Figures that stand in step: more are a table."""

_REACH = 300
"""Characters around a figure in which the times stand that it is in step with."""

Placed = TypeVar("Placed", Quantity, Time)

_NEXT = re.compile(r"(?i)(?:%|\spercent|\speople|\sarrests|\sjobs|\sencounters)?(?:,\s(?:and\s)?|\sand\s)(?:in\s)?")
_LED = re.compile(r"(?i)\b(?:between|from)\s(?:the\s)?\Z")
_RESPECTIVELY = re.compile(r"(?i)\brespectively\b")


def dealt_out(text: str, scene: Scene, quantity: Quantity | None) -> When | None:
    """Return the time that is a figure's own where as many figures as times are listed, or None where they are not.

    Without 'respectively' only two of each are in step, and only a list of months is.
    """
    if quantity is None:
        return None
    figures = _list_at(text, scene.quantities, bisect_left(scene.quantities, quantity.start, key=_start))
    if len(figures) < 2 or any(item.per != quantity.per for item in figures):
        return None
    said = _RESPECTIVELY.search(text, scene.span.start, scene.span.end) is not None
    low, high = (quantity.start - _REACH, quantity.end + _REACH)
    near = [time for time in scene.times if low <= time.start <= high and time.when.start is not None]
    for at in range(len(near)):
        times = _list_at(text, near, at)
        if len(times) != len(figures) or len({time.when.grain for time in times}) > 1:
            continue
        if said or (len(times) == 2 and times[0].when.grain == "month" and not _led(text, times[0])):
            own, last = times[figures.index(quantity)], times[-1]
            return of_the_year(text[own.start : own.end], own.when, last.when.end) if last.when.end else own.when
    return None


def _start(quantity: Quantity) -> int:
    return quantity.start


def _list_at(text: str, items: Sequence[Placed], at: int) -> list[Placed]:
    """Return the items that commas and 'and' join to the one at ``at``, in order; none where they are too many."""
    first, last = at, at
    while first and last - first <= _MOST and _joined(text, Span(items[first - 1].end, items[first].start)):
        first -= 1
    while (
        last + 1 < len(items) and last - first <= _MOST and _joined(text, Span(items[last].end, items[last + 1].start))
    ):
        last += 1
    return list(items[first : last + 1]) if last - first < _MOST else []


def _joined(text: str, between: Span) -> bool:
    found = _NEXT.match(text, between.start, between.end)
    return (
        found is not None and re.fullmatch(rf"(?i){soft_words()}{{0,3}}", text[found.end() : between.end]) is not None
    )


def _led(text: str, time: Time) -> bool:
    return _LED.search(text, max(0, time.start - 14), time.start) is not None
