"""Attributions out of the encoder's marks: one for each cue, with the source and the content that belong to it."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.model import Attribution, Reading, Reason, Source, Span
from onrecord.read.blind import stand_ins
from onrecord.read.confidence import Beliefs
from onrecord.read.decode_marks import CueMark, Cuts, decode_marks
from onrecord.read.lexicon import load_lexicon
from onrecord.read.names import Name, find_names
from onrecord.read.nested import attribution_id, nest, relative_attributions, with_relatives
from onrecord.read.pipeline import Step, step
from onrecord.read.reporting import act_of
from onrecord.read.sourcing import source_kind
from onrecord.read.surroundings import Surroundings, is_a_place_undergoing, surroundings, word_bounds
from onrecord.read.tag import Encoder, Marks

__all__ = ["attributer", "find_attributions"]

ANTECEDENT = 0.6
"""Belief in a content found by rule before an apposition: about the share that was right among those on dev."""

_APPOSITION = re.compile(r",\s(?:an?|the|something|one|which)\s(?:[\w-]+\s){0,3}?(?:that\s|which\s)?$")
_OWNED = re.compile(r"\s(?P<thing>[\w-]+)(?!\w)")
_ACCORDING = re.compile(r"(?i)according\sto\b")
_AS = re.compile(r"as\s")
_NEVER_FIRST = ",;:.!?)]}”’ "
_NEVER_LAST = "([{“‘—–- "


def attributer(encoder: Encoder, cuts: Cuts | None = None) -> Step:
    """Return the step that finds attributions with this encoder."""
    chosen = cuts or Cuts()

    @step("attribute", version=1, needs=("segments",), adds=("attributions",), model=encoder.version)
    def attribute(reading: Reading) -> Reading:
        """Find the attributions of a text, nested ones pointing to the one they stand in."""
        text = reading.document.text
        names = find_names(text)
        marks = encoder.mark(text, stand_ins(text, names))
        found = find_attributions(reading, marks, chosen, names)
        sure = [replace(item, confidence=encoder.calibration.confidence(beliefs)) for item, beliefs in found]
        whole = with_relatives(reading, sure, tuple(relative_attributions(reading, names)))
        believed = {item.cue: beliefs for item, beliefs in found}
        reasons = tuple(reason for item in whole for reason in _reasons(item, believed.get(item.cue)))
        return replace(reading, attributions=nest(whole), reasons=(*reading.reasons, *reasons))

    return attribute


def find_attributions(
    reading: Reading, marks: Marks, cuts: Cuts, names: Sequence[Name]
) -> list[tuple[Attribution, Beliefs]]:
    """Decode marks into attributions in text order, each with what the encoder believes of its parts.

    Nothing is taken from headings, boilerplate and bylines: who took a picture is not who said something.
    """
    bounds = word_bounds(marks.pieces)
    around = surroundings(reading, marks.pieces, bounds)
    found: dict[str, tuple[Attribution, Beliefs]] = {}
    for mark in decode_marks(marks, cuts, around):
        item = _attribution(reading, mark, bounds, names)
        if item is not None:
            found[item.id] = item, _beliefs(mark, item, around)
    return sorted(found.values(), key=lambda pair: (pair[0].content[0], pair[0].id))


def _beliefs(mark: CueMark, item: Attribution, around: Surroundings) -> Beliefs:
    """Return what the encoder believes of an attribution that was made of ``mark``."""
    quoted = float(around.quoted[sorted(mark.content)].mean()) if mark.content else 0.0
    return Beliefs(
        cue=mark.sure,
        content=mark.content_sure if mark.content else ANTECEDENT,
        source=mark.source_sure if item.source else None,
        quoted=quoted,
    )


def _reasons(item: Attribution, beliefs: Beliefs | None) -> Iterator[Reason]:
    """Yield which head found each part of an attribution, and how sure the whole is; a rule's is whole."""
    if beliefs is None:
        yield Reason("attribution", item.id, "all", "attribute", "relative clause", item.confidence)
        return
    parts = [("cue", "label 'cue'", beliefs.cue), ("content", "link to the cue", beliefs.content)]
    if beliefs.source is not None:
        parts.append(("source", "link to the cue", beliefs.source))
    for what, head, sure in parts:
        yield Reason("attribution", item.id, what, "attribute", f"encoder: {head}", round(sure, 4))
    yield Reason("attribution", item.id, "confidence", "attribute", "calibration on PolNeAR dev", item.confidence)


def _attribution(reading: Reading, mark: CueMark, bounds: Sequence[Span], names: Sequence[Name]) -> Attribution | None:
    """Return the attribution of one cue, or None where its words hold nothing that was said."""
    text = reading.document.text
    source, cue, content = (_spans(words, bounds, text) for words in (mark.source, mark.cue, mark.content))
    if not content and source and cue:
        content = _antecedent(text, source[0], cue[0])
    if not content or not cue:
        return None
    if _AS.match(text, content[0].start) and act_of(text, cue) == "describe":
        cue, content = _shift_as(cue, content)
    cue = _whole_cue(text, cue)
    if source:
        source = (*source[:-1], _with_document(text, _whole_names(text, source[-1], names)))
        content = _without(text, content, source[-1])
        if is_a_place_undergoing(text[source[0].start : source[-1].end], text[cue[0].start : cue[-1].end]):
            return None
    if not content:
        return None
    where = reading.segment_kind(content[0])
    if where == "opinion" and source and _is_the_author(text, source[0], names):
        return None
    return Attribution(
        id=attribution_id(reading, source, cue, content),
        segment_kind=where,
        mode="indirect",
        source=Source(source, "person") if source else None,
        cue=cue,
        content=content,
        confidence=0.0,
    )


def _spans(words: Iterable[int], bounds: Sequence[Span], text: str) -> tuple[Span, ...]:
    """Return the spans of some words: neighbours make one, and a span without a letter or digit is none."""
    spans: list[Span] = []
    before = None
    for word in sorted(words):
        place = bounds[word]
        if before is not None and word == before + 1:
            spans[-1] = Span(spans[-1].start, place.end)
        else:
            spans.append(place)
        before = word
    trimmed = (_trimmed(span, text) for span in spans)
    return tuple(span for span in trimmed if any(char.isalnum() for char in text[span.start : span.end]))


def _trimmed(span: Span, text: str) -> Span:
    """Return the span without marks at its edges that belong to what stands outside it."""
    start, end = span.start, span.end
    while start < end and text[start] in _NEVER_FIRST:
        start += 1
    while end > start and text[end - 1] in _NEVER_LAST:
        end -= 1
    return Span(start, end)


def _is_the_author(text: str, source: Span, names: Sequence[Name]) -> bool:
    """Say whether an opinion's author speaks, himself or through things that only he makes speak ('a calmer policy').

    What he thinks is the opinion, and nobody's reported statement.
    """
    words = text[source.start : source.end]
    if words.lower() in load_lexicon("speakers")["pronouns"]["self"]:
        return True
    named = [name for name in names if source.contains(name.span)]
    return not named and source_kind(words, named) == "document"


def _with_document(text: str, source: Span) -> Span:
    """Return a source with the document it owns: in 'her post accused' the post is part of it."""
    found = _OWNED.match(text, source.end)
    documents = load_lexicon("speakers")["documents"]["heads"]
    owns = found is not None and text[source.start : source.end].endswith(("’s", "'s"))
    return Span(source.start, found.end()) if found and owns and found["thing"].lower() in documents else source


def _without(text: str, content: tuple[Span, ...], source: Span) -> tuple[Span, ...]:
    """Return a content without words of its source and without the noun by which an apposition takes it up."""
    pieces = []
    for span in content:
        start = source.end if source.start <= span.start < source.end else span.start
        end = source.start if span.start < source.start < span.end else span.end
        taken_up = _APPOSITION.search(text, start, source.start) if 0 <= source.start - end <= 1 else None
        pieces.append(_trimmed(Span(start, taken_up.start() if taken_up else end), text))
    return tuple(span for span in pieces if any(char.isalnum() for char in text[span.start : span.end]))


def _antecedent(text: str, source: Span, cue: Span) -> tuple[Span, ...]:
    """Return what an apposition speaks of: in 'The mill closed, a fact she admitted' it is what stands before it."""
    if cue.start - source.end > 2:
        return ()
    start = max(text.rfind(". ", 0, source.start) + 2, text.rfind("\n", 0, source.start) + 1, source.start - 400, 0)
    found = _APPOSITION.search(text, start, source.start)
    return (Span(start, found.start()),) if found and found.start() > start else ()


def _shift_as(cue: tuple[Span, ...], content: tuple[Span, ...]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Give the 'as' of 'described as the largest' to the cue."""
    at = content[0].start
    joined = cue[-1].end + 1 == at
    longer = (*cue[:-1], Span(cue[-1].start, at + 2)) if joined else (*cue, Span(at, at + 2))
    return longer, (Span(at + 3, content[0].end), *content[1:])


def _whole_cue(text: str, cue: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return a cue with the 'to' that 'according' cannot do without."""
    last = cue[-1]
    found = _ACCORDING.match(text, max(last.start, last.end - 9))
    return (*cue[:-1], Span(last.start, found.end())) if found else cue


def _dangles(text: str, start: int, end: int) -> bool:
    """Say whether a phrase ends in a preposition ('Several aides to')."""
    return text[start:end].lower().endswith((" to", " of", " for", " with", " from", " at"))


def _whole_names(text: str, span: Span, names: Sequence[Name]) -> Span:
    """Return a source with the names at its edges whole: 'Rep' becomes 'Rep. Alan Torvik'."""
    starts = [name.whole.start for name in names]
    start, end = span.start, span.end
    for name in names[max(0, bisect_right(starts, start) - 2) : bisect_right(starts, end + 1)]:
        titled = Span(name.whole.start, name.span.end)
        if titled.start < start < titled.end:
            start = titled.start
        if titled.start < end < titled.end or (0 <= titled.start - end <= 1 and _dangles(text, start, end)):
            end = titled.end
    return Span(start, end)
