"""Whom a pronoun stands for: every place where somebody is spoken of, weighed by nearness and part in the sentence.

After Lappin and Leass 1994 (salience) and Hobbs 1978 (subjects first), with what news adds: who is cited is
spoken of again, who is named inside a quotation is not who speaks.  Linear: each pronoun looks at no more than the last
places before it.
"""

import re
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from onrecord.model import Span
from onrecord.read.cast import Cast, Member
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.names import Name
from onrecord.read.quotes import quoted_spans
from onrecord.read.sentences import sentences

__all__ = ["Discourse", "Place"]

REACH = 1800
"""Characters back in which an antecedent is looked for: about three paragraphs of news prose."""

MOST = 48
"""Places looked at for one pronoun: keeps a text that is one list of names linear."""

DECAY = 0.45
"""What a place counts for, per sentence back."""

SUBJECT, OTHER, OBLIQUE, POSSESSIVE, MODIFIER = 1.5, 0.9, 0.6, 0.5, 0.25
"""What a place counts for by its part in the sentence."""

QUOTED = 0.15
"""What a place inside a quotation counts for, seen from outside it."""

SPEAKER = 1.4
"""Times by which a place counts more where the text has just cited it."""

SHARE = 0.3
"""Share of a member's other places that its best one is raised by."""

FOLLOWING = 0.8
"""What a subject counts for that follows the pronoun's opening clause."""

CLAUSE = 90
"""Characters after a subject in which a name is taken to stand in its clause."""

OPENING = 40
"""Characters from the beginning of a sentence in which its first name is its subject."""

INTRODUCED = 1.4
"""Times by which a place counts more that says who somebody is: who is introduced is about to speak."""

_PREPOSITION = re.compile(
    r"\b(?:of|in|to|for|with|by|from|at|on|about|against|between|over|under|into|like|than|including|toward|towards|near"
    r"|behind|around|through|among|via|per|versus|vs\.|and|or)\s(?:the\s|then-|former\s)?\Z"
)
_VERB = re.compile(r"\s(?:\w+ly\s|also\s|then\s|has\s|had\s|have\s|once\s|never\s)?(?P<verb>[a-z]+)\b")
_CLAUSE = re.compile(
    r"[,;:—–“”\"()\n]|[.!?]\s|\b(?:that|who|which|whom|and|but|because|as|when|while|if|after|before|since|though)\b"
)
_INTERRUPTING = re.compile(r",?[”\"’']?,?\s")
_SUBORDINATE = re.compile(
    r"\A[\s“\"'(]{0,4}(?:in|as|while|though|although|after|before|when|since|despite|with|for|if|because|once|during|like|by"
    r"|through|asked|unlike|even|on|at|contrary|speaking|until)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of text that speaks of a member (by index), with its sentence and what it counts for there."""

    start: int
    end: int
    member: int
    sentence: int
    weight: float
    quoted: bool
    subject: bool


class Discourse:
    """The places of one text, filled in as it is read from its beginning to its end."""

    def __init__(self, text: str, names: Sequence[Name], cast: Cast, cited: Sequence[Span]) -> None:
        """Enter all names; ``cited`` are the spans of sources, in order."""
        self.text = text
        self.cast = cast
        self.bounds = sentences(text)
        self.starts = [sentence.start for sentence in self.bounds]
        self.quotes = quoted_spans(text)
        self._cited = cited
        self.places: list[Place] = []
        for name in names:
            member = cast.at.get(name.span.start)
            if member is not None:
                place = self._place(member, name.span, name.whole)
                if name.called or name.role:
                    place = replace(place, weight=place.weight * INTRODUCED)
                self.places.append(place)
        self.places.sort()

    def _place(self, member: Member, span: Span, whole: Span) -> Place:
        weight = self._part(span, whole)
        if any(source.overlaps(span) for source in self._near_cited(span)):
            weight *= SPEAKER
        return Place(
            span.start,
            span.end,
            member.index,
            self.sentence_at(span.start),
            weight,
            self.is_quoted(span.start),
            weight >= SUBJECT,
        )

    def _near_cited(self, span: Span) -> Sequence[Span]:
        at = bisect_right(self._cited, span)
        return self._cited[max(0, at - 2) : at + 1]

    def _part(self, span: Span, whole: Span) -> float:
        """Return what a name counts for by its part in the sentence, told from the words around it."""
        after = self.text[whole.end : whole.end + 24]
        if _modified().match(after):
            return MODIFIER
        before = self.text[max(0, whole.start - 16) : whole.start]
        possessive = self.text[span.end : span.end + 2] in {"'s", "’s", "' ", "’ "}
        if possessive:
            return POSSESSIVE
        if _PREPOSITION.search(before):
            return OBLIQUE
        found = _VERB.match(after if not after.startswith(",") else self.text[whole.end + 1 : whole.end + 25])
        if found and found["verb"] not in _words("evidence", "no_verb"):
            return SUBJECT
        at = self.sentence_at(span.start)
        first = at < len(self.bounds) and whole.start - self.bounds[at].start <= OPENING
        earlier = self.places_before(span.start)[-1:]
        return SUBJECT if first and not any(place.sentence == at for place in earlier) else OTHER

    def sentence_at(self, at: int) -> int:
        """Return the number of the sentence in which an offset lies."""
        return max(0, bisect_right(self.starts, at) - 1)

    def is_quoted(self, at: int) -> bool:
        """Say whether an offset lies inside quotation marks."""
        before = bisect_left(self.quotes, Span(at + 1, at + 1)) - 1
        return before >= 0 and self.quotes[before].end > at

    def add(self, member: Member, span: Span) -> None:
        """Note that a pronoun or noun phrase at ``span`` stands for ``member``."""
        insort(self.places, self._place(member, span, span))

    def places_before(self, at: int) -> list[Place]:
        """Return the last places before an offset, in order."""
        last = bisect_left(self.places, at, key=lambda place: place.start)
        first = bisect_left(self.places, at - REACH, key=lambda place: place.start)
        return self.places[max(first, last - MOST) : last]

    def antecedent(
        self,
        span: Span,
        fits: Callable[[Member], float],
        *,
        avoid: Sequence[Span] = (),
        not_these: Sequence[Member] = (),
    ) -> Member | None:
        """Return the most salient member before ``span`` that ``fits`` (0: not at all).

        Nobody named inside ``avoid`` is meant unless nobody else is: who is spoken about in a quote is not who speaks.
        """
        scores = self.scores(span, fits, avoid, not_these)
        best = max(scores, key=lambda index: (scores[index], -index), default=None)
        return self.cast.members[best] if best is not None else None

    def scores(
        self,
        span: Span,
        fits: Callable[[Member], float],
        avoid: Sequence[Span] = (),
        not_these: Sequence[Member] = (),
    ) -> dict[int, float]:
        """Return the salience of each member that fits: its best place, and a share of the others."""
        sentence = self.sentence_at(span.start)
        quoted = self.is_quoted(span.start)
        best: dict[int, float] = {}
        total: dict[int, float] = defaultdict(float)
        seen = [(place.member, place, 1.0) for place in self.places_before(span.start)]
        seen += [(index, place, FOLLOWING) for index, place in self._after(span, sentence, quoted=quoted)]
        for index, place, factor in seen:
            member = self.cast.members[index]
            fit = fits(member)
            if not fit or member in not_these:
                continue
            weight = place.weight * factor * DECAY ** min(8, abs(sentence - place.sentence)) * fit
            if place.quoted and not quoted:
                weight *= QUOTED
            if any(piece.start <= place.start < piece.end for piece in avoid):
                weight *= QUOTED
            best[index] = max(best.get(index, 0.0), weight)
            total[index] += weight
        return {index: high + SHARE * (total[index] - high) for index, high in best.items()}

    def _after(self, span: Span, sentence: int, *, quoted: bool) -> list[tuple[int, Place]]:
        """Return the subject that follows a pronoun in an opening clause: 'While he denied it, Per Lund left'."""
        if quoted or not self.bounds:
            return []
        bounds = self.bounds[sentence]
        if not _SUBORDINATE.match(self.text, bounds.start, bounds.end):
            return []
        first = bisect_left(self.places, bounds.start, key=lambda place: place.start)
        for place in self.places[first : first + 6]:
            if place.start > bounds.end or place.start < span.start:
                return []
            if "," in self.text[span.end : place.start] and not place.quoted:
                return [(place.member, place)] if place.subject else []
        return []

    def named_in(self, spans: Sequence[Span]) -> list[Member]:
        """Return who is named in some stretches, but for those named as somebody's: who is told of there."""
        found = []
        for span in spans:
            first = bisect_left(self.places, span.start, key=lambda place: place.start)
            last = bisect_left(self.places, span.end, key=lambda place: place.start)
            found += [
                self.cast.members[place.member]
                for place in self.places[first:last]
                if place.start in self.cast.at and self.text[place.end : place.end + 1] not in {"'", "’"}
            ]
        return found

    def interrupted(self, span: Span) -> Member | None:
        """Return the subject whose clause a pronoun interrupts: in 'Lund, she said, must go' she is not Lund."""
        for place in self.places_before(span.start)[-1:]:
            opening = self.text[self.bounds[place.sentence].start : place.start]
            if _INTERRUPTING.fullmatch(self.text, place.end, span.start) and not opening.strip(" “\"‘'").removeprefix(
                "The"
            ):
                return self.cast.members[place.member]
        return None

    def named_after(self, span: Span) -> list[Member]:
        """Return who is named later in the clause of a subject: 'he' in 'he bowed to Per Lund' is not Per Lund."""
        first = bisect_left(self.places, span.end, key=lambda place: place.start)
        found = []
        for place in self.places[first : first + 4]:
            if place.start - span.end > CLAUSE or _CLAUSE.search(self.text, span.end, place.start):
                break
            found.append(self.cast.members[place.member])
        return found

    def clause_subject(self, at: int) -> Member | None:
        """Return the subject of the clause in which an object pronoun stands: in 'Ada Lund told her' she is not Ada."""
        sentence = self.sentence_at(at)
        for place in reversed(self.places_before(at)[-4:]):
            if place.sentence != sentence:
                return None
            if _CLAUSE.search(self.text, place.end, at):
                return None
            if place.subject:
                return self.cast.members[place.member]
        return None


@cache
def _words(section: str, key: str) -> frozenset[str]:
    return frozenset(load_lexicon("speakers")[section][key])


@cache
def _modified() -> re.Pattern[str]:
    """Return the pattern of nouns before which a name is no more than a modifier: 'Lund supporters'."""
    lexicon = load_lexicon("speakers")
    nouns = {
        *lexicon["organisations"]["nouns"],
        *lexicon["unnamed"]["heads"],
        *lexicon["groups"]["heads"],
        *lexicon["evidence"]["of_body"],
    }
    return re.compile(rf"\s{word_pattern(nouns)}\b")
