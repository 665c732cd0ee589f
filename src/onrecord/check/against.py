"""Sizes that compare with something else than another time: another's count, a goal, a stretch of another length."""

import re

from onrecord.check.case import Case

__all__ = ["is_against_other"]

_THAT = re.compile(
    r"(?i)(?:\stimes)?\s(?:that|those|this)\s(?:many|number|figure|total|amount|level|pace|rate|count)\b|\sthat\b(?=[,.]|\Z)"
)
"""'Nearly twice that many' points to a figure before it, whose day is not known."""

_OTHER = re.compile(
    r"(?i)(?:\stimes)?\s(?:more|fewer|less|higher|lower|larger|smaller|above|below|as\smany|the\snumber)\s(?:[a-z]+\s){0,3}(?:than|as)?\s?"
    r"(?:its|their|the|what|official|[A-Z][\w.]*(?:['’]s)?)\s(?:[a-z-]+\s){0,3}(?:show|shows|showed|records?|data|figures?|says?|said|claims?|claimed|"
    r"goals?|target|average|estimates?|count|counts|tally|police|report(?:s|ed)?)\b"
)
"""'9 percent more than its records show' compares two counts, not two times."""

_COMPARED = re.compile(
    r"(?i)(?:\stimes)?\s(?:as\s(?:many|much|high|large)\b[^.;,]{0,80}?\sas|(?:more|higher|larger)\b[^.;,]{0,80}?\sthan)\s(?:in|during|for|over)\s"
    r"(?!the\s(?:first|previous|prior|preceding|same|year|month)\b|an?\s(?:year|month)\b)"
)


_MORE_PER = re.compile(r"(?i)\s(?:more|fewer|less)\s")
"""'About 100 more people a day' rounds two rates and then their difference: no record decides how exact that is."""


def is_against_other(case: Case, *, is_ratio: bool) -> bool:
    """Say whether a size is one against something else than another time, or against a time of another length."""
    quantity, when = case.quantity, case.claim.period
    if quantity is None:
        return False
    if _OTHER.match(case.text, quantity.end) is not None:
        return True
    if quantity.per is not None and _MORE_PER.match(case.text, quantity.end) is not None:
        return True
    if is_ratio and _THAT.match(case.text, quantity.end) is not None:
        return True
    one = when is not None and "/" not in (when.timex or "") and when.end is not None
    return one and is_ratio and _COMPARED.match(case.text, quantity.end) is not None
