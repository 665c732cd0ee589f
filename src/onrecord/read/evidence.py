"""What a text says of the evidence offered for a content, by the guideline ``docs/labels.md``.

Printed about somebody, so precision comes first: only words in the text count, only the writer's (never what a source
says of another's evidence), and only where grammar tells that they speak of this source's content.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.model import Attribution, Evidence, Span
from onrecord.read.evidence_words import EvidenceWords, evidence_words, none_offered, offered
from onrecord.read.lexicon import load_lexicon, word_pattern

__all__ = ["evidence_of"]

_CLAIMING = frozenset(
    {"assert", "allege", "accuse", "deny", "predict", "describe", "criticise", "acknowledge", "praise"}
)
"""Acts for which a sentence that follows may say that no evidence was offered."""

_TURNED_DOWN = frozenset({"deny", "criticise", "describe", "accuse"})
"""Acts whose source speaks of somebody else's claim: 'unfounded' beside them is not about this source."""

_SUBJECT = 60
"""Characters from a sentence's start in which the subject of its evidence stands."""

REACH = 150
"""Characters from an attribution in which words of its sentence on evidence may still be about it."""

STEM = 5
"""Letters by which two forms of a word are known as one."""

_COMPLEMENT = re.compile(r"\s(?:of|for|that|to|about|linking|showing|proving|behind)\s(?P<words>[^,;:.—]+)")
_NOT = re.compile(r"(?:\bnot|n['’]t|\bnever|\bhardly|\bif)\s\Z", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"([\w’'.-]+)\W*\Z")
_HEAD_ENDS = re.compile(r",|\s(?:of|from|by|on|in|for|about|to|that|which|who|obtained|released|published|conducted)\s")


def evidence_of(
    text: str, items: Sequence[Attribution], sentences: Sequence[Span], quotes: Sequence[Span]
) -> dict[str, Evidence]:
    """Return the evidence of each attribution of which the text says something, by its id."""
    reader = _Reader(text, items, sentences, quotes)
    evidence: dict[str, Evidence] = {}
    for found in none_offered(text):
        for item in reader.owners(found):
            evidence.setdefault(item.id, Evidence("none_offered", (found.span,)))
    for found in offered(text):
        for item in reader.owners(found):
            evidence.setdefault(item.id, Evidence("offered", (found.span,)))
    for item in items:
        spans = _document_source(text, item)
        if spans:
            evidence.setdefault(item.id, Evidence("offered", spans))
    return evidence


class _Reader:
    """Finds whose evidence some words speak of."""

    def __init__(
        self, text: str, items: Sequence[Attribution], sentences: Sequence[Span], quotes: Sequence[Span]
    ) -> None:
        self.text, self.sentences, self.quotes = text, sentences, quotes
        self.starts = [sentence.start for sentence in sentences]
        self.contents = sorted((span.start, span.end) for item in items for span in item.content)
        self.by_sentence: dict[int, list[Attribution]] = {}
        for item in items:
            for number in {self._sentence(span.start) for span in (item.cue or item.content[:1])}:
                self.by_sentence.setdefault(number, []).append(item)

    def owners(self, found: EvidenceWords) -> list[Attribution]:
        """Return the attributions that the words speak of: none where that is not plain."""
        span, number = found.span, self._sentence(found.span.start)
        if self._is_quoted(span) or _NOT.search(self.text, max(0, span.start - 8), span.start):
            return []
        here = self.by_sentence.get(number, [])
        if found.form == "remark":
            before = [item for item in here if item.content[0].start < span.start]
            return _nearest(self.text, before, span)
        if any(start <= span.start and span.end <= end for start, end in self._contents_near(span)):
            return []
        if found.form == "next":
            return self._spoken_before(number, None)
        if found.form == "claim":
            return [
                item
                for item in _nearest(self.text, here, span)
                if item.act not in _TURNED_DOWN and _is_beside(item, span)
            ]
        if found.form != "finite":
            near = _nearest(self.text, here, span)
            return near if found.form == "offered" else [it for it in near if self._speaks_of(it, span, number)]
        subject = self._subject(span, number)
        own = _nearest(self.text, here, span)
        fitting = [item for item in own if subject is not None and self._is_subject(item, subject, span)]
        fitting = [item for item in fitting if self._speaks_of(item, span, number)]
        opens = span.start - self.sentences[number].start <= _SUBJECT and not any(
            item.cue and item.cue[0].start < span.start for item in here
        )
        found_before = self._spoken_before(number, subject) if opens and subject else []
        return fitting + [item for item in found_before if self._speaks_of(item, span, number)]

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

    def _subject(self, span: Span, number: int) -> str | None:
        """Return the last word before a finite verb that may be its subject; '' where a clause is only joined to it."""
        before = self.text[self.sentences[number].start : span.start]
        while True:
            word = _WORD_BEFORE.search(before[-40:])
            if word is None:
                return ""
            gap = before.rstrip()[-1:] in ",;—–"
            if gap:
                return ""
            if word[1].lower() not in evidence_words("auxiliaries") and not word[1].endswith("ly"):
                return word[1].removesuffix("’s").removesuffix("'s")
            joined = word[1].lower() in {"but", "and", "yet", "then"}
            before = before[: len(before) - len(before[-40:]) + word.start()]
            if joined:
                return ""

    def _is_subject(self, item: Attribution, subject: str, span: Span) -> bool:
        """Say whether a clause's subject is the attribution's source."""
        if item.cue and any(piece.overlaps(span) for piece in item.cue):
            return True
        before = item.cue is not None and item.cue[0].start < span.start
        if not subject or subject.lower() in evidence_words("pronouns"):
            return before
        return before and subject in _source_words(self.text, item)

    def _speaks_of(self, item: Attribution, span: Span, number: int) -> bool:
        """Say whether 'no evidence of ...' is about the content: it takes a word of it up, or the claim as such."""
        if item.source is not None and _is_document(self.text, item.source.spans):
            return False
        if item.cue and any(piece.overlaps(span) for piece in item.cue):
            return re.search(r"evidence|proof", self.text[span.start : span.end], re.IGNORECASE) is not None
        rest = _COMPLEMENT.match(self.text, span.end, self.sentences[number].end)
        if rest is None:
            return True
        words = {word.lower()[:STEM] for word in re.findall(r"\w{4,}", rest["words"])}
        if re.match(r"(?:it|this|that|these|those|them)(?!\s\w*[a-z])", rest["words"]) or words & _claim_stems():
            return True
        own = " ".join(self.text[piece.start : piece.end] for piece in item.content)
        return bool(words & {word.lower()[:STEM] for word in re.findall(r"\w{4,}", own)})

    def _spoken_before(self, number: int, subject: str | None) -> list[Attribution]:
        """Return what the sentence before said, where one source alone said it (or one that is named)."""
        said = [
            item
            for item in self.by_sentence.get(number - 1, [])
            if item.within is None and item.act in _CLAIMING and item.source is not None
        ]
        if subject and subject.lower() not in evidence_words("pronouns"):
            said = [item for item in said if subject in _source_words(self.text, item)]
        return said if len({" ".join(_source_words(self.text, item)) for item in said}) == 1 else []


def _nearest(text: str, items: Sequence[Attribution], span: Span) -> list[Attribution]:
    """Return the attribution that stands nearest to some words; none where those of two sources stand equally near."""
    distances = [_distance(item, span) for item in items]
    closest = [item for item, far in zip(items, distances, strict=True) if far == min(distances) and far <= REACH]
    sources = {tuple(_source_words(text, item)) for item in closest}
    return closest[:1] if len(sources) == 1 else []


def _distance(item: Attribution, span: Span) -> int:
    pieces = (*(item.cue or ()), *item.content, *(item.source.spans if item.source else ()))
    return min(max(piece.start - span.end, span.start - piece.end, 0) for piece in pieces)


def _is_beside(item: Attribution, span: Span) -> bool:
    return any(max(piece.start - span.end, span.start - piece.end) <= 2 for piece in (item.cue or ()))


def _source_words(text: str, item: Attribution) -> list[str]:
    spans = item.source.spans if item.source else ()
    return re.findall(r"[\w’'-]+", " ".join(text[span.start : span.end] for span in spans))


def _is_document(text: str, spans: tuple[Span, ...]) -> bool:
    """Say whether a source is by its head noun a record, data or a recording in which nobody merely speaks."""
    words = text[spans[0].start : spans[-1].end].replace("’", "'")
    cut = _HEAD_ENDS.search(words)
    front = [word.lower() for word in re.findall(r"[\w'-]+", words[: cut.start()] if cut else words)]
    return bool(front) and front[-1] in evidence_words("documents") and not set(front) & evidence_words("speaking")


def _is_document_cue(text: str, cue: tuple[Span, ...], source: Span) -> bool:
    """Say whether the source owns the document that opens its cue: '[the board] [report stated]'."""
    first, _, rest = text[cue[0].start : cue[-1].end].lower().partition(" ")
    return bool(rest) and first in evidence_words("documents") and cue[0].start == source.end + 1


def _document_source(text: str, item: Attribution) -> tuple[Span, ...]:
    """Return the words by which the source is itself a record, data or a recording; none where it is not."""
    if item.source is None or not item.cue or item.act == "other":
        return ()
    first, last = item.source.spans[0], item.source.spans[-1]
    words = text[first.start : last.end]
    cue = text[item.cue[0].start : item.cue[-1].end].lower()
    publishes = cue == "according to" and re.search(word_pattern(load_lexicon("evidence")["publishers"]), words)
    if not (publishes or _is_document(text, item.source.spans) or _is_document_cue(text, item.cue, last)):
        return ()
    near = sorted([first, *item.cue[:1]])
    if near[1].start - near[0].end <= 2:
        return (Span(near[0].start, max(last.end, item.cue[0].end) if near[1] == first else item.cue[0].end),)
    return tuple(near)


@cache
def _claim_stems() -> frozenset[str]:
    words = [*load_lexicon("evidence")["claims"], "support", "back up", "prove", "contention", "view", "idea"]
    return frozenset(word[:STEM] for word in words)
