"""Datelines: place, day and agency before a story's first words, or an entry's time; nobody's, and no day of speaking.

'HALDEN, Ohio (Some Wire) —', 'PORT ELLIS, June 3 (AP) —', 'Halden, Ohio (AP) -',
'ORR, May 2, 2025 /Wire Service/ --', '9:15 a.m. –'.
"""

import re
from functools import lru_cache

from onrecord.model import Span

__all__ = ["after_dateline", "dateline_spans"]

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = rf"(?:,? (?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?)"
_STATE = r"(?:, [A-Z][\w.]{1,20}(?: [A-Z]\w{1,15})?)"
_AGENCY = r"(?: \([^()\n]{2,40}\)| /[A-Z][\w .-]{2,30}/)"
_CAPITALS = r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}"
_TITLE_CASE = r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}"
_DATELINE = re.compile(
    rf"(?m)^[ \t]*(?:{_CAPITALS}{_STATE}?{_DAY}?{_AGENCY}? ?(?:—|–|--|-(?= )) ?"
    rf"|{_TITLE_CASE}{_STATE}?{_DAY}?{_AGENCY} ?(?:—|–|--|-(?= )) ?"
    r"|\d{1,2}[:.]\d\d\s?[ap]\.?m\.?(?: [A-Z]{2,4})?\s?(?:—|–|--|-(?= )|:(?= )|\|)\s?)"
)


@lru_cache(maxsize=4)
def dateline_spans(text: str) -> tuple[Span, ...]:
    """Return the datelines that open paragraphs, in order; several steps of a reading ask for them."""
    return tuple(Span(found.start(), found.end()) for found in _DATELINE.finditer(text))


def after_dateline(text: str, paragraph: Span) -> Span:
    """Return a paragraph without the dateline that opens it."""
    found = _DATELINE.match(text, paragraph.start, paragraph.end)
    return Span(found.end(), paragraph.end) if found and found.end() < paragraph.end else paragraph
