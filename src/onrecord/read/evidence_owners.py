"""Whose evidence some words speak of: the attribution that grammar binds them to, and nobody where it leaves that open.

A relative clause speaks of its own antecedent ('Rusk, who offered no evidence'), a finite verb of its subject, a
participle of the clause it stands in.  A sentence before is asked only where one source alone spoke in it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.model import Attribution, Span
from onrecord.read.evidence_words import EvidenceWords, evidence_words
from onrecord.read.genders import gender_of, gender_of_pronoun
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.reporting import is_reporting

__all__ = ["Owners", "is_document"]

_CLAIMING = frozenset(
    {"assert", "allege", "accuse", "deny", "predict", "describe", "criticise", "acknowledge", "praise"}
)
"""Acts for which a sentence that follows may say that no evidence was offered."""

_CHARGING = frozenset({"allege", "accuse"})
"""Of several statements, those that such a sentence speaks of."""

_TURNED_DOWN = frozenset({"deny", "criticise", "describe", "accuse"})
"""Acts whose source speaks of somebody else's claim: 'unfounded' beside them is not about this source."""

_SUBJECT = 60
"""Characters from a sentence's start in which the subject of its evidence stands."""

REACH = 150
"""Characters from an attribution in which words of its sentence on evidence may still be about it."""

STEM = 5
"""Letters by which two forms of a word are known as one."""

SHARED = 0.6
"""Share of the words of 'there is no evidence that ...' which the claim before has to hold: it says the same again."""

_COMPLEMENT = re.compile(r"\s(?:of|for|that|to|about|linking|showing|proving|behind)\s(?P<words>[^,;:.—]+)")
_NOT = re.compile(r"(?:\bnot|n['’]t|\bnever|\bhardly|\bif)\s\Z", re.IGNORECASE)
_NEGATED = re.compile(
    r"\b(?:no|not|never|nobody|none|nothing|neither|without|den(?:y|ie[sd]))\b|n['’]t\b", re.IGNORECASE
)
_WORD_BEFORE = re.compile(r"([\w’'.-]+)\W*\Z")
_HEAD_ENDS = re.compile(r",|\s(?:of|from|by|on|in|for|about|to|that|which|who|obtained|released|published|conducted)\s")
_OWNED_BY = re.compile(r"\s(?:to|for|of|with|by|about|on)\s")
_JOINS = frozenset({"but", "and", "yet", "then"})
_RELATIVES = frozenset({"who", "which", "that"})
_APPOSITION = re.compile(r",?\s|,\s[^,;:“”\"]{2,70},\s")
_ADVERB = re.compile(r"\w+ly|without\s\w+", re.IGNORECASE)
_MADE = re.compile(r"\b(?:made|leveled|levelled|lodged|raised|aired|voiced|put\sforward)\s\Z", re.IGNORECASE)
_BREAKS = re.compile(r"[,;:—–]\W*(?:[\w’'-]+\s){0,3}[A-Z]|\b(?:who|whose|whom|which|while|after|before|when|as)\b|;")


@dataclass(frozen=True, slots=True)
class _Clause:
    """The subject of words on evidence: a relative, a pronoun or noun, a clause joined to one before, or not plain."""

    kind: str
    word: str
    start: int


class Owners:
    """Finds whose evidence some words speak of."""

    def __init__(
        self, text: str, items: Sequence[Attribution], sentences: Sequence[Span], quotes: Sequence[Span]
    ) -> None:
        """Take a text's attributions, sentences and quotations, in text order."""
        self.text, self.sentences, self.quotes = text, sentences, quotes
        self.starts = [sentence.start for sentence in sentences]
        self.contents = sorted((span.start, span.end) for item in items for span in item.content)
        self.cues = sorted((span.start, span.end) for item in items for span in item.cue or ())
        self.by_sentence: dict[int, list[Attribution]] = {}
        self.ending: dict[int, list[Attribution]] = {}
        for item in items:
            self.ending.setdefault(self._sentence(item.content[-1].start), []).append(item)
            for number in {self._sentence(span.start) for span in (item.cue or item.content[:1])}:
                self.by_sentence.setdefault(number, []).append(item)

    def of(self, found: EvidenceWords) -> list[Attribution]:
        """Return the attributions that the words speak of: none where that is not plain."""
        span, number = found.span, self._sentence(found.span.start)
        if self._is_quoted(span) or _NOT.search(self.text, max(0, span.start - 8), span.start):
            return []
        here = self.by_sentence.get(number, [])
        if found.form == "remark":
            return self._remarked(span, here)
        if found.form == "claim":
            return self._adjoined(span, here)
        opened = self._opens_content(span, here) if found.form == "plain" else []
        if opened:
            return opened
        if any(start <= span.start and span.end <= end for start, end in self._contents_near(span)):
            return []
        if found.form == "next":
            return self._spoken_before(number, None, span)
        if found.form == "none":
            return self._repeated(span, number) if not here else []
        if found.form == "offered":
            near = _nearest(self.text, here, span)
            return [item for item in near if self._is_joined(item, span)]
        if found.form == "plain":
            near = _nearest(self.text, here, span)
            return [item for item in near if self._is_of(item, span) and self._speaks_of(item, span, number)]
        return self._finite(span, number, here)

    def _finite(self, span: Span, number: int, here: Sequence[Attribution]) -> list[Attribution]:
        """Return whose evidence a finite verb speaks of: its subject's, in its own sentence or the one before."""
        clause = self._clause(span, number)
        if clause.kind == "relative":
            own = [item for item in here if self._is_antecedent(item, clause.start)]
            return [item for item in _picked(self.text, own, span) if self._speaks_of(item, span, number)]
        near = _nearest(self.text, here, span)
        fitting = [item for item in near if self._is_subject(item, clause, span)]
        fitting = [item for item in fitting if self._speaks_of(item, span, number)]
        opens = span.start - self.sentences[number].start <= _SUBJECT and not any(
            item.cue and item.cue[0].start < span.start for item in here
        )
        before = self._spoken_before(number, clause.word, span) if opens and clause.word else []
        return fitting + [item for item in before if self._speaks_of(item, span, number)]

    def _remarked(self, span: Span, here: Sequence[Attribution]) -> list[Attribution]:
        """Return the statement that a closing remark speaks of: the one before it, by the remark's own subject."""
        before = _nearest(self.text, [item for item in here if item.content[0].start < span.start], span)
        subject = re.search(r"\bfor\swhich\s(?P<who>[\w’'-]+(?:\s[\w’'-]+)??)(?=\s)", self.text[span.start : span.end])
        who = subject["who"].removesuffix(" has").removesuffix(" have").rsplit(" ", 1)[-1] if subject else None
        return [
            item
            for item in before
            if item.act != "deny" and (who is None or self._agrees(item, who) or who in _front(self.text, item))
        ]

    def _adjoined(self, span: Span, here: Sequence[Attribution]) -> list[Attribution]:
        """Return whose claim a writer calls baseless: beside the cue, or as that which somebody repeats."""
        is_adverb = _ADVERB.fullmatch(self.text, span.start, span.end) is not None
        return [
            item
            for item in _nearest(self.text, here, span)
            if (is_adverb or item.act not in _TURNED_DOWN)
            and (_is_beside(item, span) or self._is_what_is_made(item, span))
        ]

    def _is_what_is_made(self, item: Attribution, span: Span) -> bool:
        """Say whether 'the baseless claim' is what a source makes or repeats: it follows such a verb."""
        cue = item.cue or ()
        if not cue or span.start < cue[-1].end or not _making().search(self.text[cue[0].start : cue[-1].end]):
            return False
        return re.fullmatch(r"\s(?:the|an?|his|her|their|its)\s", self.text[cue[-1].end : span.start]) is not None

    def _opens_content(self, span: Span, here: Sequence[Attribution]) -> list[Attribution]:
        """Return the statement whose content took in the writer's words before it: 'claimed without evidence that'."""
        return [
            item
            for item in here
            if item.cue
            and item.content[0].start == span.start == item.cue[-1].end + 1
            and re.match(
                r"\sthat\s" if item.act != "accuse" else r"\s(?:that|of)\s", self.text[span.end : span.end + 6]
            )
        ]

    def _is_of(self, item: Attribution, span: Span) -> bool:
        """Say whether a phrase such as 'without evidence' is about an attribution of its own clause."""
        if item.act in _TURNED_DOWN and item.act != "accuse":
            return _is_beside(item, span)
        ends = [piece.end for piece in _pieces(item) if piece.end <= span.start]
        if ends and _MADE.search(self.text, max(ends), span.start):
            return False
        return self._is_joined(item, span)

    def _is_joined(self, item: Attribution, span: Span) -> bool:
        """Say whether nothing between an attribution and a phrase begins another clause."""
        pieces = _pieces(item)
        before = max((piece.end for piece in pieces if piece.end <= span.start), default=-REACH)
        after = min((piece.start for piece in pieces if piece.start >= span.end), default=span.end + REACH)
        if any(piece.overlaps(span) for piece in pieces):
            return True
        first, end = (before, span.start) if span.start - before <= after - span.end else (span.end, after)
        words = re.compile(r"[a-z]+").finditer(self.text, first, end)
        tells = any(is_reporting(word[0]) and not self._is_cue(word.start()) for word in words)
        return not tells and not _BREAKS.search(self.text, first, end)

    def _is_cue(self, place: int) -> bool:
        at = bisect_right(self.cues, (place, len(self.text)))
        return any(start <= place < end for start, end in self.cues[max(0, at - 3) : at])

    def _sentence(self, place: int) -> int:
        return max(0, bisect_right(self.starts, place) - 1)

    def _is_quoted(self, span: Span) -> bool:
        at = bisect_right(self.quotes, Span(span.start, span.end)) - 1
        return at >= 0 and self.quotes[at].contains(span)

    def _contents_near(self, span: Span) -> Iterator[tuple[int, int]]:
        sentence = self.sentences[self._sentence(span.start)]
        last = bisect_left(self.contents, (span.start + 1, 0))
        for place in reversed(self.contents[max(0, last - 12) : last]):
            if place[1] >= sentence.start:
                yield place

    def _clause(self, span: Span, number: int) -> _Clause:
        """Return the subject of a finite verb, by the words before it."""
        first = self.sentences[number].start
        before = self.text[first : span.start]
        while True:
            word = _WORD_BEFORE.search(before[-40:])
            if word is None:
                return _Clause("unclear", "", first)
            start = len(before) - len(before[-40:]) + word.start()
            if before.rstrip()[-1:] in ",;—–":
                return _Clause("unclear", "", first + start)
            lower = word[1].lower()
            if lower in _RELATIVES:
                return _Clause("relative", lower, first + start)
            if lower not in evidence_words("auxiliaries") and not word[1].endswith("ly"):
                kind = "pronoun" if lower in evidence_words("pronouns") else "noun"
                return _Clause(kind, word[1].removesuffix("’s").removesuffix("'s"), first + start)
            before = before[:start]
            if lower in _JOINS:
                return _Clause("joined", "", first + start)

    def _is_antecedent(self, item: Attribution, relative: int) -> bool:
        """Say whether the source stands before a relative pronoun and is what it takes up, not a name within it."""
        if item.source is None:
            return False
        first, last = item.source.spans[0], item.source.spans[-1]
        if first.start == relative:
            return True
        end = min(last.end, relative)
        if first.start > relative or (not _APPOSITION.fullmatch(self.text, end, relative) and last.end <= relative):
            return False
        return _OWNED_BY.search(self.text, first.start, end) is None

    def _is_subject(self, item: Attribution, clause: _Clause, span: Span) -> bool:
        """Say whether a clause's subject is the attribution's source."""
        if item.cue and any(piece.overlaps(span) for piece in item.cue):
            return True
        if item.cue is None or item.cue[0].start >= span.start:
            return False
        if clause.kind == "pronoun":
            return self._agrees(item, clause.word)
        if clause.kind == "noun":
            return clause.word == _last(_front(self.text, item))
        ends = [piece.end for piece in (*item.cue, *item.content) if piece.end <= span.start]
        gap = self.text[max(ends) : clause.start if clause.kind == "joined" else span.start].strip(" ”\"’'")
        return gap in {"", ","} if clause.kind == "unclear" else not _BREAKS.search(gap)

    def _agrees(self, item: Attribution, pronoun: str) -> bool:
        """Say whether a pronoun may mean the source: two pronouns are the same, a title's gender is the pronoun's."""
        lower = pronoun.lower()
        if lower not in evidence_words("pronouns"):
            return False
        gender = gender_of_pronoun(lower)
        front = [word.lower() for word in _front(self.text, item)]
        stated = {gender_of(word) or gender_of_pronoun(word) for word in front} - {None}
        if len(front) == 1 and front[0] in evidence_words("pronouns") - {"who", "which"}:
            return front[0] == lower
        return gender is None or not stated or gender in stated

    def _speaks_of(self, item: Attribution, span: Span, number: int) -> bool:
        """Say whether 'no evidence of ...' is about the content: it takes a word of it up, or the claim as such."""
        if is_document(self.text, item):
            return False
        if item.cue and any(piece.overlaps(span) for piece in item.cue):
            return re.search(r"evidence|proof", self.text[span.start : span.end], re.IGNORECASE) is not None
        rest = _COMPLEMENT.match(self.text, span.end, self.sentences[number].end)
        if rest is None:
            return True
        words = _stems(rest["words"])
        if re.match(r"(?:it|this|that|these|those|them)(?!\s\w*[a-z])", rest["words"]) or words & _claim_stems():
            return True
        return bool(words & self._content_stems(item))

    def _content_stems(self, item: Attribution) -> set[str]:
        return _stems(" ".join(self.text[piece.start : piece.end] for piece in item.content))

    def _spoken_before(self, number: int, subject: str | None, span: Span) -> list[Attribution]:
        """Return what the sentence before said, where one source alone said it (or one that is named)."""
        said = [
            item
            for item in self._said_in(number - 1)
            if item.within is None and item.act in _CLAIMING and item.source is not None
        ]
        if subject and subject.lower() in evidence_words("pronouns"):
            said = said if all(self._agrees(item, subject) for item in said) else []
        elif subject:
            said = [item for item in said if subject == _last(_front(self.text, item))]
        if len({" ".join(_source_words(self.text, item)) for item in said}) != 1:
            return []
        charges = [item for item in said if item.act in _CHARGING]
        if len(said) > 1 and not charges:
            rest = _COMPLEMENT.match(self.text, span.end, self.sentences[number].end)
            taken_up = _stems(rest["words"]) if rest else set()
            return [item for item in said if taken_up & self._content_stems(item)]
        return charges or said

    def _said_in(self, number: int) -> list[Attribution]:
        """Return what is reported in a sentence, and what was reported before and ends in it."""
        here = self.by_sentence.get(number, [])
        return [*here, *(item for item in self.ending.get(number, []) if item not in here)]

    def _repeated(self, span: Span, number: int) -> list[Attribution]:
        """Return the claim of the sentence before that 'there is no evidence that ...' says again."""
        words = self.text[span.start : self.sentences[number].end]
        rest = _COMPLEMENT.search(words)
        if rest is None or _NEGATED.search(rest["words"]):
            return []
        stems = _stems(rest["words"])
        said = [item for item in self._said_in(number - 1) if item.within is None and item.source]
        if len({" ".join(_source_words(self.text, item)) for item in said}) != 1:
            return []
        return [
            item
            for item in said
            if item.act in _CLAIMING - {"deny"}
            and not _NEGATED.search(" ".join(self.text[piece.start : piece.end] for piece in item.content))
            and len(stems) > 1
            and len(stems & self._content_stems(item)) >= SHARED * len(stems)
        ]


def _nearest(text: str, items: Sequence[Attribution], span: Span) -> list[Attribution]:
    """Return the attribution that stands nearest to some words; none where those of two sources stand equally near."""
    distances = [_distance(item, span) for item in items]
    closest = [item for item, far in zip(items, distances, strict=True) if far == min(distances) and far <= REACH]
    sources = {tuple(_source_words(text, item)) for item in closest}
    return closest[:1] if len(sources) == 1 else []


def _picked(text: str, items: Sequence[Attribution], span: Span) -> list[Attribution]:
    """Return the one of a source's statements in a sentence that is a charge, else the nearest claim."""
    claims = [item for item in items if item.act in _CLAIMING]
    return _nearest(text, [item for item in claims if item.act in _CHARGING] or claims, span)


def _distance(item: Attribution, span: Span) -> int:
    return min(max(piece.start - span.end, span.start - piece.end, 0) for piece in _pieces(item))


def _pieces(item: Attribution) -> tuple[Span, ...]:
    return (*(item.cue or ()), *item.content, *(item.source.spans if item.source else ()))


def _is_beside(item: Attribution, span: Span) -> bool:
    return any(max(piece.start - span.end, span.start - piece.end) <= 2 for piece in (item.cue or ()))


def _source_words(text: str, item: Attribution) -> list[str]:
    """Return the words of an attribution's source."""
    spans = item.source.spans if item.source else ()
    return re.findall(r"[\w’'-]+", " ".join(text[span.start : span.end] for span in spans))


def _front(text: str, item: Attribution) -> list[str]:
    """Return the words of a source up to its head noun or name, without what hangs on it."""
    if item.source is None:
        return []
    words = text[item.source.spans[0].start : item.source.spans[-1].end].replace("’", "'")
    cut = _HEAD_ENDS.search(words)
    return re.findall(r"[\w'-]+", words[: cut.start()] if cut else words)


def is_document(text: str, item: Attribution) -> bool:
    """Say whether a source is by its head noun a record, data or a recording in which nobody merely speaks."""
    front = [word.lower() for word in _front(text, item)]
    return bool(front) and front[-1] in evidence_words("documents") and not set(front) & evidence_words("speaking")


def _last(words: Sequence[str]) -> str | None:
    return words[-1] if words else None


def _stems(words: str) -> set[str]:
    return {word.lower()[:STEM] for word in re.findall(r"\w{4,}", words)}


@cache
def _making() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){word_pattern(load_lexicon('evidence')['making'])}(?!\w)", re.IGNORECASE)


@cache
def _claim_stems() -> frozenset[str]:
    words = [*load_lexicon("evidence")["claims"], "support", "back up", "prove", "contention", "view", "idea"]
    return frozenset(word[:STEM] for word in words)
