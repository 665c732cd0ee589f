"""What the records hold: the findings where a release is missing here, or where the records begin too late."""

from onrecord.check.case import Case
from onrecord.check.evidence import build_check, subject, subject_of
from onrecord.check.weigh import View
from onrecord.check.wording import day_words, joined, period_words
from onrecord.model import Check, Period

__all__ = ["not_held", "out_of_span"]


def not_held(case: Case, view: View) -> Check:
    """Return ``vintage_not_held``: never said as ``no_record``, for the records themselves exist."""
    missing = [part for part, series in zip(view.scoped.parts, view.visible, strict=True) if not series.releases]
    names = {part.measure.id: subject_of(part) for part in missing}
    if len(names) < len(missing):
        names = {part.measure.id: subject_of(part).partition(",")[0] for part in missing}
    days = {part.measure.id: part.series.releases[0].day for part in missing if part.series.releases}
    why = (
        f"This installation holds no release of {joined(list(names.values()))} from {day_words(view.as_of)} or before."
    )
    if days:
        why += f" The oldest held: {'; '.join(f'{names[key]}, {day_words(day)}' for key, day in days.items())}."
    return build_check(case, view, "vintage_not_held", why)


def out_of_span(case: Case, view: View, window: Period) -> Check | None:
    """Return ``not_comparable`` by period where ``window`` begins before the oldest period that was ever released."""
    starts = [min((item.period.start for item in part.series.observations), default=None) for part in view.scoped.parts]
    known = [start for start in starts if start is not None]
    if not known or window.start >= max(known):
        return None
    return build_check(
        case,
        view,
        "not_comparable",
        f"The claim is about {period_words(window)}; the records of {subject(view.scoped)} held begin on "
        f"{day_words(max(known))}.",
        because="period",
        window=window,
    )
