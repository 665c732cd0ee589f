"""Quoted stretches of a text, whatever marks it uses, so that a quote can be told from a paraphrase."""

from bisect import bisect_right

from onrecord.model import Span

__all__ = ["quoted_share", "quoted_spans"]

_PAIRS = {"“": "”", "„": "”“", "«": "»", "‹": "›", "‘": "’"}
_STRAIGHT = '"＂'
_LONGEST = 4000
"""A quotation longer than this is taken for a mark that was never closed."""


def quoted_spans(text: str) -> tuple[Span, ...]:
    """Return the stretches inside quotation marks, marks included, in order.

    A mark left open ends with its paragraph, as a quotation that runs over several paragraphs opens each anew.
    Single marks count only where one opens after white space and its partner closes before the next opens: an
    apostrophe opens nothing.
    """
    spans: list[Span] = []
    opened, closers = -1, ""
    for index, char in enumerate(text):
        if opened >= 0:
            if char in closers and not (closers == "’" and _is_apostrophe(text, index)):
                spans.append(Span(opened, index + 1))
                opened = -1
            elif char == "\n" or index - opened > _LONGEST:
                if closers != "’" and index - opened <= _LONGEST:
                    spans.append(Span(opened, index))
                opened = -1
        elif char in _STRAIGHT and not _is_inch(text, index):
            opened, closers = index, _STRAIGHT
        elif char in _PAIRS and (char != "‘" or _opens(text, index)):
            opened, closers = index, _PAIRS[char]
    if opened >= 0 and closers != "’":
        spans.append(Span(opened, len(text)))
    return tuple(spans)


def quoted_share(text: str, spans: tuple[Span, ...], quotes: tuple[Span, ...]) -> float:
    """Return the share, 0 to 1, of the letters and digits of ``spans`` that stand inside ``quotes``."""
    letters = inside = 0
    for span in spans:
        first = max(0, bisect_right(quotes, span) - 1)
        near = quotes[first : bisect_right(quotes, Span(span.end, span.end))]
        for index in range(span.start, span.end):
            if text[index].isalnum():
                letters += 1
                inside += any(quote.start <= index < quote.end for quote in near)
    return inside / letters if letters else 0.0


def _opens(text: str, index: int) -> bool:
    return index == 0 or not text[index - 1].isalnum()


def _is_apostrophe(text: str, index: int) -> bool:
    return 0 < index < len(text) - 1 and text[index - 1].isalnum() and text[index + 1].isalnum()


def _is_inch(text: str, index: int) -> bool:
    """Say whether a straight mark follows a digit and opens nothing: 6'2" is a height."""
    after = text[index + 1 : index + 2]
    return index > 0 and text[index - 1].isdigit() and not after.isalnum()
