"""Why each segment stands where it does: the rules that told its lines."""

from collections.abc import Iterator
from itertools import pairwise

from onrecord.model import Reading, Reason
from onrecord.read.segment import mark_parts

__all__ = ["segment_reasons"]


def segment_reasons(reading: Reading) -> Iterator[Reason]:
    """Yield the rules of each segment, every one once; what the encoder took out of the story has its own reasons."""
    marks = list(mark_parts(reading.document))
    bounds = [0, *(mark.start for mark in marks[1:]), len(reading.document.text)]
    ranges = list(pairwise(bounds))
    at = 0
    for segment in reading.segments:
        place = f"{segment.start}-{segment.end}"
        if not marks:
            yield Reason("segment", place, "kind", "segment", "no line with words")
        while at + 1 < len(marks) and ranges[at][1] <= segment.start:
            at += 1
        told: set[str] = set()
        for index in range(at, len(marks)):
            mark = marks[index]
            if ranges[index][0] >= segment.end:
                break
            if mark.kind == segment.kind and mark.rule not in told:
                told.add(mark.rule)
                yield Reason("segment", place, "kind", "segment", mark.rule, None, mark.words)
