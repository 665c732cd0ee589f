"""Why each attribution has its labels: mode, act, hedge, evidence, venue and day, each with the words that told it."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from onrecord.model import Attribution, Reading, Reason, Span
from onrecord.read.describe import hedge_of, is_turn, stands_for_a_post
from onrecord.read.quotes import is_name, quoted_share, quoted_spans
from onrecord.read.reporting import act_told
from onrecord.read.sentences import sentences

__all__ = ["label_reasons"]

_STEP = "describe"


def label_reasons(reading: Reading) -> Iterator[Reason]:
    """Yield the rules of each attribution's labels; a hedge, evidence, venue or day that it lacks needs none."""
    text = reading.document.text
    quotes = quoted_spans(text)
    speech = tuple(span for span in quotes if not is_name(text, span))
    bounds = sentences(text)
    starts = [sentence.start for sentence in bounds]
    contents = sorted(span for item in reading.attributions for span in item.content)
    for item in reading.attributions:
        anchor = (item.cue or item.content)[0]
        sentence = bounds[max(0, bisect_right(starts, anchor.start) - 1)] if bounds else anchor
        yield Reason("attribution", item.id, "mode", _STEP, _mode_rule(text, item, speech))
        cue = reading.document.words(item.cue) if item.cue else None
        yield Reason("attribution", item.id, "act", _STEP, act_told(text, item.cue, item.content)[1], None, cue)
        hedge = hedge_of(text, sentence, item, quotes, contents) if item.hedged else None
        if hedge is not None:
            words = text[hedge.start : hedge.end]
            yield Reason("attribution", item.id, "hedged", _STEP, "a hedge of the writer's", None, words)
        if item.evidence.status != "unstated":
            words = reading.document.words(item.evidence.spans)
            yield Reason("attribution", item.id, "evidence", _STEP, _evidence_rule(item), None, words)
        yield from _place_and_day(text, item, sentence)


def _mode_rule(text: str, item: Attribution, speech: tuple[Span, ...]) -> str:
    """Return the rule that told how much of a content is in its source's own words."""
    if item.mode == "indirect":
        return "no word in marks of speech"
    if item.mode == "mixed":
        return "a part of the words in marks of speech"
    share = quoted_share(text, item.content, speech)
    if share == 0 and not is_turn(text, item):
        return "a turn of a transcript, or a statement that a line or its author introduces"
    if share == 1:
        return "every word in marks of speech"
    return "a turn of a transcript" if is_turn(text, item) else "nothing but linking words outside marks of speech"


def _evidence_rule(item: Attribution) -> str:
    """Return the rule that told what the text says of evidence."""
    if item.evidence.status == "none_offered":
        return "the writer's words that none was offered"
    cited = item.source.spans if item.source else ()
    is_source = any(span.overlaps(piece) for span in item.evidence.spans for piece in cited)
    return "a source that is itself a document" if is_source else "a document or data that it rests on"


def _place_and_day(text: str, item: Attribution, sentence: Span) -> Iterator[Reason]:
    """Yield the rules of venue and day."""
    carried = stands_for_a_post(text, item) and not _stands_in(text, item.venue, [sentence, *item.content])
    if item.venue is not None:
        rule = "the venue of the post before" if carried else "a platform or form of speech beside the cue"
        yield Reason("attribution", item.id, "venue", _STEP, rule, None, item.venue)
    if item.when is not None:
        yield Reason("attribution", item.id, "when", _STEP, "the day told nearest to the cue, outside the content")


def _stands_in(text: str, words: str | None, spans: Sequence[Span]) -> bool:
    return words is not None and any(words in text[span.start : span.end] for span in spans)
