"""Attributions out of the encoder's marks: one for each cue, with the source and the content that belong to it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from onrecord.model import Attribution, Reading, Reason, Source, Span
from onrecord.read.accusations import accusations, with_accusations
from onrecord.read.blind import stand_ins
from onrecord.read.clauses import parted
from onrecord.read.confidence import Beliefs, Calibration
from onrecord.read.contents import with_whole_contents
from onrecord.read.decode_marks import CueMark, Cuts, decode_marks
from onrecord.read.doubles import with_own_subjects, without_doubles
from onrecord.read.edges import (
    antecedent,
    content_spans,
    cue_spans,
    in_sentence_of,
    is_taken_up,
    shift_as,
    whole_cue,
    whole_names,
    whole_phrase,
    with_document,
    without_loose_end,
    without_source,
    word_spans,
)
from onrecord.read.inner import inner_attributions
from onrecord.read.introduced import introduced_statements
from onrecord.read.lexicon import load_lexicon
from onrecord.read.names import Name
from onrecord.read.naming import typed_names
from onrecord.read.nested import attribution_id, in_order, nest, with_inner, with_told, without_cuts
from onrecord.read.noun_cues import noun_attributions
from onrecord.read.pipeline import Step, step
from onrecord.read.quotations import with_running_quotations
from onrecord.read.relatives import relative_attributions
from onrecord.read.reporting import act_of
from onrecord.read.reports import plain_reports
from onrecord.read.signed import signed_attributions
from onrecord.read.source_kinds import source_kind
from onrecord.read.surroundings import Surroundings, is_a_place_undergoing, surroundings, word_bounds
from onrecord.read.tag import Encoder, Marks
from onrecord.read.turns import turn_attributions
from onrecord.read.whose import (
    before_aside,
    by_nobody,
    is_passive,
    named_after,
    named_before,
    whole_passive,
    with_qualifier,
    without_asides,
    without_reason,
)

__all__ = ["attributer", "find_attributions", "read_marks"]

ANTECEDENT = 0.6
"""Belief in a content found by rule before an apposition: about the share that was right among those on dev."""

LEAST = 0.35
"""Least confidence of what the encoder finds, unless its form is plain: what is less often right than half of F1 lowers
F1 (Lipton, Elkan and Naryanaswamy, ECML 2014).  Either half of PolNeAR dev gains half a point or more by it."""

LEAST_IN_OPINION = 0.5
"""The same where the author gives an opinion: what others say is rare there, and what he says is nobody's statement."""

_AS = re.compile(r"as\s")
_OWN = re.compile(r"(?:my|our|this)\s", re.IGNORECASE)


def attributer(encoder: Encoder, cuts: Cuts | None = None) -> Step:
    """Return the step that finds attributions with this encoder."""
    chosen = cuts or Cuts()

    @step("attribute", version=1, needs=("segments",), adds=("attributions",), model=encoder.version)
    def attribute(reading: Reading) -> Reading:
        """Find the attributions of a text, nested ones pointing to the one they stand in."""
        text = reading.document.text
        names = typed_names(text)
        marks = encoder.mark(text, stand_ins(text, names))
        whole, reasons = read_marks(reading, marks, names, encoder.calibration, chosen)
        return replace(reading, attributions=whole, reasons=(*reading.reasons, *reasons))

    return attribute


def read_marks(
    reading: Reading, marks: Marks, names: Sequence[Name], calibration: Calibration, cuts: Cuts
) -> tuple[tuple[Attribution, ...], tuple[Reason, ...]]:
    """Return a text's attributions, the encoder's and those of rules, and the reasons for each."""
    believed: dict[tuple[Span, ...] | None, Beliefs] = {}
    sure = []
    for item, beliefs in find_attributions(reading, marks, cuts, names):
        confidence = calibration.confidence(beliefs)
        least = LEAST_IN_OPINION if item.segment_kind == "opinion" else LEAST
        if confidence >= least or _is_plain(reading.document.text, item):
            believed[item.cue] = beliefs
            sure.append(replace(item, confidence=confidence))
    whole, rules = _with_rules(reading, sure, names)
    return whole, tuple(reason for item in whole for reason in _reasons(item, believed.get(item.cue), rules))


def _is_plain(text: str, item: Attribution) -> bool:
    """Say whether form alone tells an attribution: a passive, a hedge, an apposition that takes up a sentence."""
    cue = item.cue or ()
    words = text[cue[0].start : cue[-1].end].lower() if cue else ""
    if is_passive(text, cue) or words in load_lexicon("describe")["hedges"]:
        return True
    return item.source is not None and is_taken_up(text, item.content[-1], item.source.spans[0])


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
        mark.source = _in_one_sentence(mark, around)
        item = _attribution(reading, mark, bounds, names)
        if item is not None:
            found[item.id] = item, _beliefs(mark, around, has_source=item.source is not None)
    return sorted(found.values(), key=lambda pair: (pair[0].content[0], pair[0].id))


def _with_rules(
    reading: Reading, found: Sequence[Attribution], names: Sequence[Name]
) -> tuple[tuple[Attribution, ...], dict[tuple[Span, ...] | None, str]]:
    """Return the encoder's attributions with those that rules find, nested, and by its cue which rule found each."""
    text = reading.document.text
    told = {"turn of a transcript": list(turn_attributions(reading)), "signature": list(signed_attributions(reading))}
    told["line that introduces it"] = list(introduced_statements(reading))
    by_layout = [item for items in told.values() for item in items]
    found = without_doubles(text, with_whole_contents(reading, found))
    told["plain report"] = list(plain_reports(reading, [*found, *by_layout]))
    found, second = parted(reading, with_own_subjects(reading, [*found, *told["plain report"]]))
    whole = with_told(text, found, by_layout)
    told["second verb"] = second
    told["relative clause"] = list(relative_attributions(reading, names))
    whole = with_inner(whole, told["relative clause"])
    whole = with_running_quotations(reading, whole)
    told["noun"] = list(noun_attributions(reading, whole))
    whole = in_order([*whole, *told["noun"]])
    told["accusation"] = list(accusations(reading, names))
    whole = with_accusations(whole, told["accusation"])
    told["speech inside speech"] = list(inner_attributions(reading, whole))
    whole = without_cuts(reading, with_inner(whole, told["speech inside speech"]))
    whole = without_asides(reading.document.text, whole)
    return nest(whole), {item.cue: rule for rule, items in told.items() for item in items}


def _in_one_sentence(mark: CueMark, around: Surroundings) -> frozenset[int]:
    """Return the words of a source that stand in its cue's sentence: of eight on dev that did not, none was right."""
    sentence = around.sentences[min(mark.cue)]
    return frozenset(word for word in mark.source if around.sentences[word] == sentence)


def _beliefs(mark: CueMark, around: Surroundings, *, has_source: bool) -> Beliefs:
    """Return what the encoder believes of an attribution that was made of ``mark``."""
    quoted = float(around.quoted[sorted(mark.content)].mean()) if mark.content else 0.0
    return Beliefs(
        cue=mark.sure,
        content=mark.content_sure if mark.content else ANTECEDENT,
        source=mark.source_sure if has_source else None,
        quoted=quoted,
    )


def _reasons(
    item: Attribution, beliefs: Beliefs | None, rules: Mapping[tuple[Span, ...] | None, str]
) -> Iterator[Reason]:
    """Yield which head found each part of an attribution, and how sure the whole is; a rule's is whole."""
    if beliefs is None:
        yield Reason("attribution", item.id, "all", "attribute", rules.get(item.cue, "a rule"), item.confidence)
        return
    linked = "the words before an apposition" if beliefs.content == ANTECEDENT else "encoder: link of content to cue"
    parts = [("cue", "encoder: mark of a cue", beliefs.cue), ("content", linked, beliefs.content)]
    if beliefs.source is not None:
        parts.append(("source", "encoder: link of source to cue", beliefs.source))
    for what, head, sure in parts:
        yield Reason("attribution", item.id, what, "attribute", head, round(sure, 4))
    yield Reason("attribution", item.id, "confidence", "attribute", "calibrated on PolNeAR dev", item.confidence)


def _attribution(reading: Reading, mark: CueMark, bounds: Sequence[Span], names: Sequence[Name]) -> Attribution | None:
    """Return the attribution of one cue, or None where its words hold nothing that was said."""
    text = reading.document.text
    cue = cue_spans(mark.cue, bounds, text)
    source = word_spans(mark.source, bounds, text)
    content = content_spans(mark.content, bounds, text, (*source, *cue))
    if not content and source and cue:
        content = antecedent(text, source[0], cue[0])
    if not content or not cue:
        return None
    if _AS.match(text, content[0].start) and act_of(text, cue) == "describe":
        cue, content = shift_as(cue, content)
    cue = whole_passive(text, whole_cue(text, cue))
    source, content = by_nobody(text, source, cue, content)
    source = named_before(text, named_after(text, source, cue, reading.times), cue)
    source = before_aside(text, source, cue, names)
    if source:
        source = (*source[:-1], _whole_source(text, source[-1], cue[0], names))
        content = without_source(text, content, source[-1])
        if is_a_place_undergoing(text[source[0].start : source[-1].end], text[cue[0].start : cue[-1].end]):
            return None
    if not content or (not source and is_passive(text, cue) and content[-1].end <= cue[0].start):
        return None
    where = reading.segment_kind(content[0])
    if where == "opinion" and source and _is_the_author(text, source[0]):
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


def _whole_source(text: str, source: Span, cue: Span, names: Sequence[Name]) -> Span:
    """Return a source as the phrase that names who is cited, without the reason for not naming him."""
    whole = with_qualifier(text, whole_names(text, whole_phrase(text, source), names), cue)
    return without_loose_end(text, in_sentence_of(text, with_document(text, without_reason(text, whole)), cue))


def _is_the_author(text: str, source: Span) -> bool:
    """Say whether an opinion's author speaks, himself or through a document of his own ('this column').

    What he thinks is the opinion, and nobody's reported statement.
    """
    words = text[source.start : source.end]
    if words.lower() in load_lexicon("speakers")["pronouns"]["self"]:
        return True
    return _OWN.match(words) is not None and source_kind(words, []) == "document"
