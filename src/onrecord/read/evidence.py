"""What a text says of the evidence offered for a content, by the guideline ``docs/labels.md``.

Printed about somebody, so precision comes first: only words in the text count, only the writer's (never what a source
says of another's evidence), and only where grammar tells that they speak of this source's content.
"""

import re
from collections.abc import Sequence

from onrecord.model import Attribution, Evidence, Span
from onrecord.read.evidence_owners import Owners, is_document
from onrecord.read.evidence_words import evidence_words, none_offered, offered
from onrecord.read.lexicon import load_lexicon, word_pattern

__all__ = ["evidence_of"]


def evidence_of(
    text: str, items: Sequence[Attribution], sentences: Sequence[Span], quotes: Sequence[Span]
) -> dict[str, Evidence]:
    """Return the evidence of each attribution of which the text says something, by its id."""
    owners = Owners(text, items, sentences, quotes)
    evidence: dict[str, Evidence] = {}
    for found in none_offered(text):
        for item in owners.of(found):
            evidence.setdefault(item.id, Evidence("none_offered", (found.span,)))
    for found in offered(text):
        for item in owners.of(found):
            evidence.setdefault(item.id, Evidence("offered", (found.span,)))
    for item in items:
        spans = _document_source(text, item)
        if spans:
            evidence.setdefault(item.id, Evidence("offered", spans))
    return evidence


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
    if not (publishes or is_document(text, item) or _is_document_cue(text, item.cue, last)):
        return ()
    near = sorted([first, *item.cue[:1]])
    if near[1].start - near[0].end <= 2:
        return (Span(near[0].start, max(last.end, item.cue[0].end) if near[1] == first else item.cue[0].end),)
    return tuple(near)
