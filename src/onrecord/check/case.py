"""A claim with what it needs to be checked: its reading, its figures, its words, and the day it was said."""

import math
import re
from dataclasses import dataclass, replace
from datetime import date

from onrecord.model import Amount, Claim, Quantity, Reading, Span

__all__ = ["Case", "open_case"]

_LARGEST = 1e18  # no record counts more
_LONGEST = 2000  # characters of a claim's words that are searched
_MARK = re.compile(r"[,;:!?—–]|\.\s")
_TAIL = 90  # characters behind a claim in which a relative clause begins that says who is meant
_CLAUSE_END = re.compile(r"[,;:.!?—–](?=\s|\Z)|\n")
_STOP = re.compile(r"(?<![A-Z])(?<!\b[A-Z][a-z])[.!?]['\"”’)]{0,2}\s+(?=['\"“‘(]?[A-Z])|\n")
"""Where a sentence ends, nearly: 'U.S. employers' and 'St. Paul' do not end one."""


@dataclass(frozen=True, slots=True)
class Case:
    """One claim in its reading; ``said`` is the day it was said, ``words`` its own words."""

    reading: Reading
    claim: Claim
    quantity: Quantity | None
    baseline: Quantity | None
    said: date | None
    words: str

    @property
    def text(self) -> str:
        """The document's text."""
        return self.reading.document.text

    @property
    def paragraph(self) -> str:
        """The line of the text that the claim stands in, cut to what is searched."""
        start = self.text.rfind("\n", max(0, self.claim.start - _LONGEST), self.claim.start) + 1
        start = max(start, self.claim.start - _LONGEST)
        end = self.text.find("\n", self.claim.end)
        return self.text[start : min(end if end >= 0 else len(self.text), self.claim.end + _LONGEST)]

    @property
    def sentence(self) -> str:
        """The sentence that the claim stands in, cut to what is searched."""
        return self.text[self._place.start : self._place.end].strip()

    @property
    def _place(self) -> Span:
        low, high = max(0, self.claim.start - _LONGEST), min(len(self.text), self.claim.end + _LONGEST)
        start = max((found.end() for found in _STOP.finditer(self.text, low, self.claim.start)), default=low)
        after = _STOP.search(self.text, max(self.claim.start, self.claim.end - 1), high)
        return Span(start, after.start() + 1 if after else high)

    @property
    def told(self) -> str:
        """The claim's sentence without the words that say who says it, when and where."""
        attribution = self.reading.attribution(self.claim.attribution)
        if attribution is None:
            return self.sentence
        return " … ".join(self.text[piece.start : piece.end] for piece in attribution.told(self._place)).strip()

    @property
    def tail(self) -> str:
        """The words right behind the claim's own, up to the next comma: 'with no criminal record'."""
        found = _CLAUSE_END.search(self.text, self.claim.end, self.claim.end + _TAIL)
        return self.text[self.claim.end : found.start() if found else self.claim.end + _TAIL].split("\n")[0]

    @property
    def subject(self) -> str:
        """Who acts, or where nobody does the words from the last mark up to the claim's own."""
        if self.claim.actor is not None:
            return self.claim.actor
        before = self.text[max(0, self.claim.start - _TAIL) : self.claim.start].rsplit("\n", 1)[-1]
        return _MARK.split(before)[-1].strip()

    @property
    def slots(self) -> str:
        """The words that name what is counted: the population, or the claim's own words where it names none."""
        return self.claim.population or self.words

    @property
    def amount(self) -> Amount | None:
        """What was said, as an amount."""
        if self.quantity is None:
            return None
        return Amount(self.quantity.low, self.quantity.high, self.quantity.unit, self.quantity.per)


def open_case(reading: Reading, claim: Claim) -> Case:
    """Return ``claim`` with what it needs to be checked."""
    quantity = _finite(reading.quantity(claim.quantity))
    spans = [reading.document.text[claim.start : min(claim.end, claim.start + _LONGEST)]]
    if quantity is not None and not claim.start <= quantity.start < claim.end:
        spans.append(reading.document.text[quantity.start : quantity.end])
    if quantity is not None and quantity.of and quantity.of not in spans[0]:
        spans.append(quantity.of)
    return Case(
        reading,
        _denied(claim, quantity, reading.document.text),
        quantity,
        _finite(reading.quantity(claim.baseline)),
        _said_day(reading, claim),
        " … ".join(spans),
    )


_NEVER = re.compile(r"(?i)\bnever\s(?:[a-z]+\s){1,6}(?:about\s|around\s|than\s)?\Z")
"""'Has never arrested 3,000': a figure denied of all time."""


_FRONT = 120
"""Characters before a figure in which 'in no month' stands that denies it."""
_IN_NO = re.compile(
    r"(?i)\b(?:(?:in|on|during)\s(?:no|not\sone)\s(?:single\s)?(?:day|week|month|quarter|year)|at\sno\s(?:time|point)|not\sonce)\b"
    r"[^.;,]{0,60}?\s(?:did|has|have|had|was|were|does|do)\s[^.;,]*\Z"
)
"""'In no month of fiscal 2025 did it record more than 60,000'."""


def _denied(claim: Claim, quantity: Quantity | None, text: str) -> Claim:
    """Return ``claim``, denied where 'never' stands before its figure."""
    if quantity is None or claim.kind not in {"level", "event"} or claim.polarity == "-":
        return claim
    before = text[max(0, quantity.start - _FRONT) : quantity.start]
    is_denied = _NEVER.search(before) is not None or _IN_NO.search(before) is not None
    return replace(claim, polarity="-") if is_denied else claim


def _finite(quantity: Quantity | None) -> Quantity | None:
    """Return the quantity, or ``None`` where its figure is no number that can be compared."""
    if quantity is None:
        return None
    bounds = [bound for bound in (quantity.low, quantity.high) if bound is not None]
    return quantity if all(math.isfinite(bound) and abs(bound) < _LARGEST for bound in bounds) else None


def _said_day(reading: Reading, claim: Claim) -> date | None:
    """Return the attribution's day where it states one, else the day of publication."""
    attribution = reading.attribution(claim.attribution)
    published = reading.document.published
    if attribution is not None and attribution.when is not None and attribution.when.grain in {"hour", "day"}:
        day = attribution.when.start
        if day is not None and (published is None or day <= published):
            return day
    return published
