"""Quotations with their speaker set beside them by layout, as press releases have them.

'“…” — Ada Lund, mayor', 'From the desk of Ada Lund:' over a quotation, and 'Ada Lund: “…”' alone on its line: there
is no verb that reports, so what joins the two is the cue.
"""

import re
from collections.abc import Iterator
from functools import cache

from onrecord.model import Attribution, Reading, Source, Span
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.nested import attribution_id
from onrecord.read.reporting import is_reporting

__all__ = ["SIGNED", "signed_attributions"]

SIGNED = 0.9
"""Confidence in a signed quotation: about the share that was right among those of ``bench/own``."""

_QUOTED = r"[“”\"„«][^\n]{15,2000}[”“\"»]"
_GAP = r"[ \t\xa0]*+"
_SIGNED = re.compile(
    rf"(?m)^[ \t>]*+(?P<content>{_QUOTED}){_GAP}\n?+{_GAP}(?P<cue>―|—|–|--|-){_GAP}"
    rf"(?P<source>[^\W\d_a-z][^\n“”\"]{{2,120}}){_GAP}$"
)
_NAMED = re.compile(
    r"(?m)^[ \t*_•-]*+(?P<source>[A-Z][^\n“”\":]{2,100}?)[*_]{0,2}(?P<cue>:)[*_]{0,2}[ \t]++"
    rf"(?P<content>{_QUOTED})[ \t]*+$"
)
_LEAST_NAME = 2
"""Words of a name before a colon: one alone ('Note:') is seldom somebody's."""


def signed_attributions(reading: Reading) -> Iterator[Attribution]:
    """Yield an attribution for each quotation with a name set under, over or before it."""
    text = reading.document.text
    for pattern in (_SIGNED, _led(), _NAMED):
        for found in pattern.finditer(text):
            source, cue = Span(*found.span("source")), Span(*found.span("cue"))
            source = Span(source.start, source.start + len(found["source"].rstrip(" .,:*_\t\xa0")))
            content = Span(*found.span("content"))
            if pattern is _NAMED and not _is_name(text[source.start : source.end]):
                continue
            yield Attribution(
                id=attribution_id(reading, (source,), (cue,), (content,)),
                segment_kind=reading.segment_kind(content),
                mode="indirect",
                source=Source((source,), "person"),
                cue=(cue,),
                content=(content,),
                confidence=SIGNED,
            )


@cache
def _led() -> re.Pattern[str]:
    """Return the pattern of a quotation under a line that says from whom it comes."""
    leads = word_pattern(load_lexicon("reported")["signed"]["leads"])
    return re.compile(
        rf"(?m)^[ \t]*+(?:[Aa]nd )?(?P<cue>(?i:{leads})) (?P<source>[A-Z][^\n“”\":]{{3,110}})[:.]?[ \t]*+\n\s*+"
        rf"(?P<content>{_QUOTED})[ \t]*$"
    )


def _is_name(words: str) -> bool:
    """Say whether what stands before a colon names somebody, rather than says who said something."""
    parts = words.split()
    head = re.split(r",|\s\(", words, maxsplit=1)[0].split()
    return (
        len(parts) >= _LEAST_NAME
        and not head[-1][0].islower()
        and not any(part[0].islower() and is_reporting(part.strip(",.()")) for part in parts)
    )
