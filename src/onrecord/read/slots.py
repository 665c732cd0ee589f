"""The slots of a claim that its sentence fills: clause, actor, scope, area, hedge, negation, voice.

Everything is looked for near the claim: in the content of its attribution where somebody says it, else in its clause or
sentence.  What the text does not state stays empty.
"""

import re
from bisect import bisect_right
from functools import cache

from onrecord.model import Attribution, Reading, Span
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.mentions import agencies_in, has_word, places_in, word_regex
from onrecord.read.telling import outside, telling_in

__all__ = [
    "Sayings",
    "area_of",
    "asides_in",
    "clause_of",
    "is_hedged",
    "is_negated",
    "is_of_nobody",
    "is_uncounted",
    "is_unsaid",
    "none_start",
    "said_in",
    "scope_of",
]

_BOUNDARY = re.compile(
    r";\s|\s[—–]+\s|—|,\s(?=of\s(?:whom|which)\b)|,\s(?=(?:but|while|which|where|although|though|because|whereas|and\s(?:he|she|it|they|the)|"
    r"a\s(?:claim|charge|figure|number|reality|fact))\b)|\s(?=(?:but|while|whereas|although|though)\s)"
)
_NEIGHBOURS = 48
"""How many pieces of content that begin before a claim are looked at: nesting in a text is far shallower."""

_CLAUSE = 400
"""Characters to either side that a clause may reach: no sentence of a paper is longer."""

_LONGEST = 1000
"""Characters to either side of a claim in which its sentence is searched: no sentence of a paper is longer."""

_EARLIER = 400
"""Characters before a sentence in which 'it' or 'the agency' finds its name: the sentence or two before."""

_BACK = re.compile(
    r"(?i)\b(?:it|its|they|their|we|our|the\s(?:agency|department|bureau|patrol)(?:['’]s)?|(?:its|the)\s(?:agents|officers))\b"
)
_HERE = re.compile(
    r"(?i)\bthere\b(?!\s(?:is|are|was|were|has|have|had|will|would|been|may|might|can|could)\b)|\b(?:citywide|statewide|countywide|locally)\b|"
    r"\b(?P<where>(?:in|across|around|throughout|within)\s(?:the|this|that|our|her|his)\s(?:city|county|metro\sarea|metropolitan\sarea|region|area|"
    r"valley|suburbs?|neighborhood|borough|parish|town|village|district))\b"
)
"""Words that point to a place named before, or to one that is not the country."""
_CONCEDED = re.compile(r"[\s”\"]?,?\s{0,2}(?:a|an)\s(?:reality|fact|point|problem|issue|trend|truth|outcome|result)\s")


def clause_of(text: str, sentence: Span, anchor: Span) -> Span:
    """Return the clause of ``sentence`` that ``anchor`` stands in, cut at semicolons, dashes and relative words."""
    start, end = max(sentence.start, anchor.start - _CLAUSE), min(sentence.end, anchor.end + _CLAUSE)
    asides = asides_in(text, Span(start, end), anchor)
    for found in _BOUNDARY.finditer(text, start, end):
        if any(aside.start <= found.start() < aside.end for aside in asides):
            continue
        if found.end() <= anchor.start:
            start = found.end()
        elif found.start() >= anchor.end:
            end = found.start()
            break
    return Span(start, end)


_RELATIVE = re.compile(
    r",\s(?:which|who|where|whose|the\s(?:month|year|week|day)\s(?:that\s|in\swhich\s|when\s)?(?:[a-z]+\s){1,3})[^,;]{1,70},\s(?!and\b|but\b)"
)


def asides_in(text: str, stretch: Span, anchor: Span) -> tuple[Span, ...]:
    """Return the relative clauses that are over before ``anchor``: 'fiscal 2025, which ended in September, …'."""
    low = max(stretch.start, anchor.start - _CLAUSE)
    return tuple(Span(found.start(), found.end() - 2) for found in _RELATIVE.finditer(text, low, anchor.start))


class Sayings:
    """The contents of a reading's attributions by place, to find who says what stands at a span."""

    def __init__(self, reading: Reading) -> None:
        self._text = reading.document.text
        pieces = [(piece, item) for item in reading.attributions for piece in item.content]
        self._pieces = sorted(pieces, key=lambda pair: (pair[0].start, -pair[0].end))
        self._starts = [piece.start for piece, _ in self._pieces]

    def around(self, anchor: Span) -> Attribution | None:
        """Return the innermost attribution whose content contains ``anchor``.

        What a source is only said to have agreed to ('..., a reality the mayor acknowledged') is the paper's own claim.
        """
        last = bisect_right(self._starts, anchor.start)
        holding = [
            item
            for piece, item in self._pieces[max(0, last - _NEIGHBOURS) : last]
            if piece.contains(anchor) and _CONCEDED.match(self._text, piece.end, piece.end + 40) is None
        ]
        return min(holding, key=lambda item: sum(piece.end - piece.start for piece in item.content), default=None)


def said_in(attribution: Attribution | None, anchor: Span, otherwise: Span) -> Span:
    """Return the piece of content that holds ``anchor``, or ``otherwise`` where nobody is cited."""
    if attribution is None:
        return otherwise
    return next((piece for piece in attribution.content if piece.contains(anchor)), otherwise)


def scope_of(text: str, attribution: Attribution | None, anchor: Span, sentence: Span, clause: Span) -> tuple[str, ...]:
    """Return the agencies whose acts are counted: those named in what is said, or in the sentence of the paper.

    Where none is named there, an agency that speaks is taken to speak of itself, and 'it' or 'the agency' of the
    last one named.  Of two, that which made the arrest of those booked in or held is not whose acts are counted.
    """
    named = _named_around(text, attribution, anchor, sentence, clause)
    sentence = Span(max(sentence.start, anchor.start - _LONGEST), min(sentence.end, anchor.end + _LONGEST))
    if len(named) == 2 and _IN_DETENTION.search(text, sentence.start, sentence.end) is not None:
        others = tuple(name for name in named if not _has_arrested(text, sentence, name))
        return others or named
    return named


_IN_DETENTION = re.compile(
    r"\b(?:book(?:s|ed|ing)\b[^.;]{0,80}\b(?:into|in)|(?:in|into|to)\s(?:[A-Z][\w.]*\s|its\s|immigration\s|federal\s){0,4}(?:detention|custody)|book-ins?|held|holding|holds)\b"
)
"""Words by which a sentence tells of those booked in or held, which another agency may have arrested."""


def _has_arrested(text: str, sentence: Span, name: str) -> bool:
    """Say whether an agency stands in a sentence only as that which made the arrests: 'people arrested by'."""
    places = [found.start() for found in re.finditer(re.escape(name), text[sentence.start : sentence.end])]
    before = (text[max(sentence.start, sentence.start + at - 40) : sentence.start + at] for at in places)
    return bool(places) and all(_ARRESTED_BY.search(words) is not None for words in before)


_ARRESTED_BY = re.compile(
    r"(?i)\b(?:arrested|apprehended|caught|encountered|stopped|picked\sup|seized|turned\sover|handed\sover|transferred)\s(?:[a-z]+\s){0,3}?"
    r"(?:by|from)\s(?:the\s)?(?:u\.s\.\s|agents\s(?:of|from)\s(?:the\s)?|federal\s)?\Z"
)


_AND = re.compile(r",\s(?:and|while|but|whereas)\s|;\s")


def _part_of(text: str, own: Span, anchor: Span) -> Span:
    """Return the part of a sentence with a figure of its own: 'ICE booked in 31,590, and CBP accounted for 5,114'."""
    cuts = [found for found in _AND.finditer(text, own.start, own.end) if not anchor.overlaps(Span(*found.span()))]
    start = max((found.end() for found in cuts if found.end() <= anchor.start), default=own.start)
    end = min((found.start() for found in cuts if found.start() >= anchor.end), default=own.end)
    rest = (text[own.start : start], text[end : own.end])
    return Span(start, end) if any(re.search(r"\d", piece) for piece in rest) else own


def _is_place(text: str, own: Span, name: str) -> bool:
    """Say whether an agency is named only by a building of its own: 'outside the ICE office'."""
    near = text[own.start : own.end]
    places = [found.start() for found in re.finditer(rf"\b{re.escape(name)}\b", near)]
    return bool(places) and all(
        _AT.search(near[max(0, at - 40) : at]) is not None and _BUILDING.match(near, at + len(name)) is not None
        for at in places
    )


_AT = re.compile(
    r"(?i)\b(?:outside|inside|near|at|of|around|front\sof|to|toward|from|by)\s(?:an?|the|its|that)\s(?:[\w-]+\s){0,2}\Z"
)
_BUILDING = re.compile(
    r"(?i)(?:['’]s)?\s(?:field\s|regional\s|local\s|processing\s|detention\s)?(?:office|offices|building|facility|headquarters|center|jail|lockup|compound)\b"
)


def _named_around(
    text: str, attribution: Attribution | None, anchor: Span, sentence: Span, clause: Span
) -> tuple[str, ...]:
    """Return the agencies named around a claim: in what is said, else by who says it, else what 'it' points to."""
    said = said_in(attribution, anchor, sentence)
    low, high = anchor.start - _LONGEST, anchor.end + _LONGEST
    own = Span(max(said.start, sentence.start, low), min(said.end, sentence.end, high))
    told = [
        Span(max(piece.start, clause.start), min(piece.end, clause.end))
        for piece in (attribution.told(sentence) if attribution is not None else ())
        if piece.overlaps(clause)
    ]
    telling = telling_in(text, sentence)
    part = _part_of(text, own, anchor)
    if part != own and any(agencies_in(text, piece) for piece in outside(part, telling)):
        own = part
    said_of = tuple(name for piece in outside(own, telling) for name in agencies_in(text, piece))
    said_of = tuple(name for name in said_of if not _is_place(text, own, name))
    named = said_of or tuple(name for piece in told for name in agencies_in(text, piece))
    source = attribution.source.spans if attribution is not None and attribution.source is not None else ()
    for piece in (*source, *telling):
        named = named or agencies_in(text, piece)
    if named:
        return tuple(dict.fromkeys(named))
    if _BACK.search(text, own.start, anchor.start) is None:
        return ()
    before = agencies_in(text, Span(max(0, own.start - _EARLIER), own.start))
    return before[-1:]


def area_of(
    text: str, claim: Span, clause: Span, sentence: Span, attribution: Attribution | None = None
) -> tuple[str, ...]:
    """Return the areas that the claim names, else those of its clause, else those that a 'where' points back to.

    Where somebody is cited, a place that stands with them ('told a crowd in Dallas') is where they spoke.
    """
    low, high = claim.start - _LONGEST, claim.end + _LONGEST
    near = Span(max(sentence.start, low), min(sentence.end, high))
    told = attribution.told(sentence) if attribution is not None else (near,)
    named = places_in(text, claim)
    for piece in told:
        if not named and piece.overlaps(clause):
            named = places_in(text, Span(max(piece.start, clause.start), min(piece.end, clause.end)))
    if named and any(_WHOLE.search(text, max(piece.start, clause.start), min(piece.end, clause.end)) for piece in told):
        named = places_in(text, claim)
    comma = text.find(",", claim.end, clause.end)
    if len(named) > 1 and comma > 0:
        named = places_in(text, Span(claim.end, comma)) or named
    pieces = [(max(piece.start, low), min(piece.end, high)) for piece in told]
    here = next((found for piece in pieces if (found := _HERE.search(text, *piece))), None)
    if not named and here is not None:
        named = places_in(text, near) or places_in(text, Span(max(0, near.start - _EARLIER), near.start))[-1:]
        named = named or ((here.group().split(maxsplit=1)[1],) if here["where"] else ())
    if named or re.match(r"(?i)where\b", text[clause.start : clause.start + 6]) is None:
        return named
    before = Span(sentence.start, clause.start)
    listed = _place_list().search(text[max(before.start, before.end - 300) : before.end])
    if listed is None:
        return ()
    offset = max(before.start, before.end - 300)
    return places_in(text, Span(offset + listed.start(), offset + listed.end()))


_WHOLE = re.compile(r"(?i)\b(?:across|around|throughout)\sthe\s(?:whole\s)?(?:country|nation|United\sStates)\b")
"""What says that the whole country is meant, whatever place is named beside."""


@cache
def _place_list() -> re.Pattern[str]:
    place = word_pattern(name for names in load_lexicon("places").values() for name in names)
    return re.compile(rf"{place}(?:,?\s(?:and\s|or\s)?{place}){{0,12}},?\s?\Z")


@cache
def _hedges() -> re.Pattern[str]:
    return word_regex("claims", "hedge", case=True)


def is_hedged(text: str, clause: Span, attribution: Attribution | None) -> bool:
    """Say whether the clause or the act of reporting leaves it open whether the claim holds."""
    return (attribution is not None and attribution.hedged) or _hedges().search(
        text, clause.start, clause.end
    ) is not None


_ASIDE = 90
"""Characters of an aside between a negation and what it denies: 'did not, as the senator said, arrest'."""

_PARENTHESIS = re.compile(
    r"(?i),\s(?:as|like|despite|contrary\sto|according\sto|however|in\sfact|though|then)\b[^,;:.]{0,80},"
)
_WHICH = re.compile(
    r"(?i)\b(?:without\s(?![a-z]+ing\b)|(?:with|had|have|has|having)\s(?:no|never)\s(?!longer\b))(?:[a-z]+\s){0,3}"
)
"""What says which people are meant, and denies nothing: 'people without a criminal record made up 40 percent'."""


def is_negated(text: str, clause: Span, anchor: Span, reach: int = 45) -> bool:
    """Say whether a negation stands shortly before ``anchor`` in its clause; 'no fewer than' is none."""
    before = _PARENTHESIS.sub(" ", text[max(clause.start, anchor.start - reach - _ASIDE) : anchor.start])[-reach:]
    if none_start(text, anchor.start) < anchor.start:
        return True
    before = re.split(r"(?i)[:;]\s|\b(?:but|while|although|how\s(?:many|much)|why|when|where|who)\b", before)[-1]
    before = _WHICH.sub("", before)
    before = re.sub(r"(?i)\b(?:no|not)\s(?:fewer|less|more|only|just|later|least)\b", "", before)
    return has_word(before, "claims", "negation")


_NONE_OF = re.compile(
    r"(?i)\b(?:none|neither|not\s(?:a\ssingle\s)?one)\sof\s(?:(?:the|its|their|those|these|his|her|our|all)\s)?\Z"
)


def none_start(text: str, start: int) -> int:
    """Return where 'none of the' begins before a number that starts at ``start``, else ``start``."""
    found = _NONE_OF.search(text, max(0, start - 32), start)
    return found.start() if found is not None else start


_NOT = re.compile(r"(?i)\b(?:not|never|no\slonger)\b|n['’]t\b")
_COUNTS = re.compile(r"(?i)\b(?:record|count|log|register|see|tally|make|have|book|has|had)\w{0,3}\Z")


def is_uncounted(text: str, attribution: Attribution) -> bool:
    """Say whether the words taken for those of reporting deny a count: 'did not record more than 10,000'."""
    cue = " ".join(text[piece.start : piece.end] for piece in attribution.cue or ())
    return _NOT.search(cue) is not None and _COUNTS.search(cue.strip()) is not None


_NOBODY = re.compile(r"(?i)\W*(?:nobody|no\sone|none|neither|no\s[a-z]+)\b")


def is_of_nobody(text: str, attribution: Attribution) -> bool:
    """Say whether it is told that nobody says or denies something: 'nobody disputes that'."""
    pieces = [*(attribution.source.spans if attribution.source else ()), *(attribution.cue or ())]
    if not pieces:
        return False
    words = text[min(pieces).start : max(piece.end for piece in pieces)]
    return _NOBODY.match(words) is not None or (attribution.act == "deny" and _NOT.search(words) is not None)


def is_unsaid(text: str, attribution: Attribution) -> bool:
    """Say whether something is told not to have been said: 'did not claim that', 'never promised'."""
    cue = " ".join(text[piece.start : piece.end] for piece in attribution.cue or ())
    if attribution.act != "deny" and is_of_nobody(text, attribution):
        return True
    denied = attribution.act == "deny" or _COUNTS.search(cue.strip()) is not None
    return not denied and _NOT.search(cue) is not None
