"""How what a claim says of a whole country was in its areas: facts that qualify a finding about the whole."""

from collections.abc import Iterator
from datetime import date

from onrecord.check.case import Case
from onrecord.check.codes import AREA, with_codes
from onrecord.check.weigh import Part, Scoped, look
from onrecord.check.wording import joined, period_words, signed_percent
from onrecord.model import Period, Series, SeriesLookup

__all__ = ["area_series", "of_the_areas"]

_NAMED = 3
"""Areas named: those that moved most against the whole."""
_LEAST = 20
"""Areas that have to be held to say of how many something is true."""


def area_series(scoped: Scoped, series: SeriesLookup) -> Iterator[tuple[str, Series]]:
    """Yield the label and the series of each area with the codes of ``scoped``'s one series."""
    part = scoped.parts[0]
    areas = part.measure.dimensions.get(AREA, {})
    own = dict(part.key).get(AREA)
    if len(scoped.parts) > 1 or own is None or own != dict(part.measure.key).get(AREA):
        return
    for code, label in areas.items():
        held = series(part.measure.id, with_codes(part.key, {AREA: code})) if code != own else None
        if held is not None:
            yield label, held


def of_the_areas(case: Case, scoped: Scoped, series: SeriesLookup, as_of: date, sign: int) -> tuple[str, str] | None:
    """Return in how many areas something moved against the whole, from the first period to the last; and whose it is.

    ``sign`` is the whole's.  Only where the areas are held from the claim's own start, or near it, on.
    """
    if scoped.measure.kind != "stock" or sign == 0 or case.claim.period is None or case.claim.period.start is None:
        return None
    cited = ""
    moved: list[tuple[float, str, Period, Period]] = []
    for label, held in area_series(scoped, series):
        key = with_codes(scoped.parts[0].key, dict(held.key))
        view = look(Scoped((Part(scoped.measure, key, held),), scoped.covers, scoped.as_claimed), as_of)
        if len(view.periods) < 2:
            continue
        first, last = view.periods[0], view.periods[-1]
        cited = view.visible[0].releases[-1].citation
        if first.start <= case.claim.period.start < first.end and view.value(first):
            moved.append(((view.value(last) / view.value(first) - 1) * 100, label, first, last))
    against = sorted(item for item in moved if item[0] * sign < 0)
    if len(moved) < _LEAST or not against:
        return None
    first, last = against[0][2], against[0][3]
    shown = against[:_NAMED] if sign > 0 else against[::-1][:_NAMED]
    told = joined([f"{label} ({signed_percent(value)})" for value, label, _, _ in shown])
    way = "fell" if sign > 0 else "rose"
    sentence = (
        f"By state it {way} in {len(against)} of {len(moved)} from {period_words(first)} to {period_words(last)}, "
        f"most in {told}."
    )
    return sentence, cited
