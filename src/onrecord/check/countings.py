"""Other countings of the same events: the series that differ from the default only in who counted, and by what rule.

A dimension named ``source`` (or ``counting``) holds them.  Where one covers the window, its value is shown beside the
default's, so that the range between the rules can be read.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from onrecord.check.codes import COUNTINGS, with_codes
from onrecord.check.weigh import Part, Scoped, View, look
from onrecord.model import Series, SeriesLookup

__all__ = ["counted_otherwise", "counting_label", "other_countings"]


def other_countings(scoped: Scoped, series: SeriesLookup, as_of: date) -> Iterator[tuple[str, View]]:
    """Yield the label and the view of each other counting that is visible on ``as_of``, where one series is used."""
    for label, part in _others(scoped, series):
        view = look(replace(scoped, parts=(part,)), as_of)
        if view.is_held and view.periods:
            yield label, view


def counted_otherwise(scoped: Scoped, series: SeriesLookup) -> Iterator[Series]:
    """Yield the series of each other counting, whatever its vintage."""
    for _, part in _others(scoped, series):
        yield part.series


def _others(scoped: Scoped, series: SeriesLookup) -> Iterator[tuple[str, Part]]:
    if len(scoped.parts) != 1:
        return
    part = scoped.parts[0]
    own = dict(part.key)
    for dimension in sorted(COUNTINGS & set(own)):
        for code, label in part.measure.dimensions.get(dimension, {}).items():
            key = with_codes(part.key, {dimension: code})
            found = series(part.measure.id, key) if code != own[dimension] else None
            if found is not None:
                yield _short(label), Part(part.measure, key, found)


def counting_label(part: Part) -> str:
    """Return the label of the default counting, or the measure's title where it has none."""
    for dimension, code in part.key:
        if dimension in COUNTINGS:
            return _short(part.measure.dimensions.get(dimension, {}).get(code, code))
    return part.measure.title


def _short(label: str) -> str:
    """Return a label up to its first comma: the rest tells where the counting comes from."""
    return label.partition(",")[0]
