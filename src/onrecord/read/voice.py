"""The voice of each sentence, from the encoder: furniture of the page, and what is said in the author's own voice.

Furniture is what belongs to no story (captions, credits, editors' lines), as NewsDiscourse's annotators have it
(Choubey et al., ACL 2020); subjective is what shows an opinion, as NewsSD's have it (Antici et al., LREC-COLING 2024).
The encoder gives each piece a log-odds for each, in the same pass that finds attributions; a sentence has their mean.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

import numpy as np

from onrecord.model import Reading, Reason, Segment, SegmentKind, Sentence, Span
from onrecord.read.blind import stand_ins
from onrecord.read.introduced import introductions
from onrecord.read.layout import layout
from onrecord.read.naming import typed_names
from onrecord.read.pipeline import Step, step
from onrecord.read.sentences import sentences
from onrecord.read.tag import VOICES, Encoder, Marks
from onrecord.read.turn_labels import labelled_lines

__all__ = ["voicer"]

FURNITURE = 0.5
"""Least probability of furniture at which a sentence leaves the story; chosen on NewsDiscourse's training part."""

_TOLD: frozenset[SegmentKind] = frozenset({"body", "opinion", "heading"})
"""A line that looks like a heading may be furniture ('Slideshow (3 Images)'); what rules took out stays out."""


def voicer(encoder: Encoder) -> Step:
    """Return the step that tells the voice of sentences with this encoder, and takes furniture out of the story."""

    @step("voice", version=3, needs=("segments",), adds=("sentences",), model=encoder.version)
    def tell_voice(reading: Reading) -> Reading:
        """Give each sentence of the story its voice; sentences of furniture become segments of their own."""
        text = reading.document.text
        told = tuple(_told(reading, encoder.mark(text, stand_ins(text, typed_names(text)))))
        out = _furniture(text, told)
        parts = _without_furniture(reading, told, out)
        reasons = tuple(_reasons(parts, told, out))
        return replace(reading, sentences=told, segments=parts, reasons=(*reading.reasons, *reasons))

    return tell_voice


def _furniture(text: str, told: Sequence[Sentence]) -> frozenset[int]:
    """Return where the sentences of furniture start; no line holds one that tells who speaks in it, or below it."""
    lines = sorted((*labelled_lines(text), *(item.line for item in introductions(text))))

    def is_spoken(sentence: Sentence) -> bool:
        at = bisect_right(lines, Span(sentence.start, len(text))) - 1
        return at >= 0 and sentence.start < lines[at].end

    return frozenset(item.start for item in told if item.furniture >= FURNITURE and not is_spoken(item))


def _told(reading: Reading, marks: Marks) -> Iterator[Sentence]:
    """Yield the sentences of the story, headings among them, with their voices."""
    starts = np.fromiter((start for start, _ in marks.pieces.offsets), dtype=np.int64, count=len(marks.pieces))
    sums = np.concatenate([np.zeros((1, len(VOICES)), np.float64), marks.voices.cumsum(0, dtype=np.float64)])
    for segment in reading.segments:
        if segment.kind not in _TOLD:
            continue
        if segment.kind == "heading" and layout().opinion_label.match(reading.document.words(segment.span)):
            continue
        for span in sentences(reading.document.text, segment.start, segment.end):
            first, end = np.searchsorted(starts, (span.start, span.end))
            if first == end:
                continue
            odds = (sums[end] - sums[first]) / (end - first)
            share = dict(zip(VOICES, 1 / (1 + np.exp(-np.clip(odds, -30, 30))), strict=True))
            yield Sentence(
                span.start, span.end, round(float(share["furniture"]), 4), round(float(share["subjective"]), 4)
            )


def _without_furniture(reading: Reading, told: Sequence[Sentence], out: frozenset[int]) -> tuple[Segment, ...]:
    """Return the segments with each run of furniture sentences as a part of its own; they still tile the text."""
    parts: list[Segment] = []
    at = 0
    for segment in reading.segments:
        inside = []
        while at < len(told) and told[at].start < segment.end:
            inside.append(told[at])
            at += 1
        parts += _parted(reading, segment, inside, out)
    return tuple(parts)


def _parted(reading: Reading, segment: Segment, inside: Sequence[Sentence], out: frozenset[int]) -> Iterator[Segment]:
    """Yield a segment, parted where furniture begins and ends."""
    runs = [(is_out, list(run)) for is_out, run in groupby(inside, lambda item: item.start in out)]
    if not any(is_out for is_out, _ in runs):
        yield segment
        return
    begins = [segment.start, *(run[0].start for _, run in runs[1:])]
    for (is_out, run), start, end in zip(runs, begins, [*begins[1:], segment.end], strict=True):
        kind = _furniture_kind(reading.document.words(Span(run[0].start, run[-1].end))) if is_out else segment.kind
        yield Segment(start, end, kind)


def _reasons(parts: Sequence[Segment], told: Sequence[Sentence], out: frozenset[int]) -> Iterator[Reason]:
    """Yield how sure the encoder is of each part that it took out of the story."""
    sure = {item.start: item.furniture for item in told if item.start in out}
    for part in parts:
        if part.start in sure:
            place = f"{part.start}-{part.end}"
            yield Reason("segment", place, "kind", "voice", "encoder: furniture of the page", sure[part.start])


def _furniture_kind(words: str) -> SegmentKind:
    """Return what furniture is, by its words: a caption names its picture's maker or says that it is one."""
    known = layout()
    return "caption" if known.caption.match(words) or known.pictured.search(words) else "boilerplate"
