"""Whether a claim counts those who were taken in over a stretch of time, where the record counts who is there on a day.

"ICE has detained more than 200,000 people since January" adds up those who came; "60,000 were detained as of
September" counts those who were there.
"""

import re

from onrecord.check.case import Case
from onrecord.check.windows import is_open_ended

__all__ = ["counts_taken_in"]

_ACTIVE = re.compile(
    r"(?i)\b(?<!were\s)(?<!was\s)(?<!been\s)(?<!being\s)(?<!are\s)(?<!is\s)(?:detained|jailed|locked\sup|rounded\sup)\s"
    r"(?:at\sleast\s|about\s|around\s|nearly\s|almost\s|some\s|roughly\s|approximately\s|an?\s|more\sthan\s|over\s|up\sto\s|fewer\sthan\s|"
    r"another\s|as\smany\sas\s|(?:an\s)?estimated\s)*\Z"
)
"""'ICE detained 31,000': the verb right before the figure, and no form of 'be' before it."""

_PASSIVE = re.compile(r"(?i)\b(?:have|has|had|having)\sbeen\sdetained\b|\bwere\sdetained\b")
_STANDING = re.compile(
    r"(?i)\b(?:as\sof|currently|now|at\sany\sone\stime|at\sonce|in\s(?:ICE\s)?(?:detention|custody)|at\sthe\s(?:end|start|beginning)\sof|"
    r"average\sdaily|daily\saverage|on\saverage|on\sany\sgiven\sday|a\sday|per\sday|each\snight|held|holding|being\sdetained|population)\b"
)
_BEFORE = 40


def counts_taken_in(case: Case) -> bool:
    """Say whether a claim of a level counts all who were detained in a stretch of time, not those held on a day."""
    claim, quantity = case.claim, case.quantity
    if claim.kind not in {"level", "event"} or claim.topic != "detention" or quantity is None:
        return False
    if quantity.per is not None or _STANDING.search(case.told) is not None:
        return False
    when = claim.period
    is_day = when is not None and when.grain in {"hour", "day"} and when.end is not None
    if is_day and not is_open_ended(case):
        return False
    if _ACTIVE.search(case.text, max(0, quantity.start - _BEFORE), quantity.start) is not None:
        return True
    return when is not None and _PASSIVE.search(case.told) is not None
