"""Readings and checks as JSON values, in the shapes of ``model/schema.json``.

Whole numbers are written as integers; a bound that is not finite is ``null`` (open).  Text is passed on as it is:
``json.dumps`` with ``ensure_ascii`` writes every character, lone surrogates too, as valid JSON.
"""

import json
import math
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from importlib.resources import files
from typing import Any, Literal

from onrecord.model import (
    Amount,
    Attribution,
    Check,
    CheckedReading,
    Claim,
    Document,
    Period,
    Quantity,
    Reading,
    Source,
    Span,
    Speaker,
    Time,
    When,
)

__all__ = ["checked_to_dict", "reading_to_dict", "schema"]

Json = dict[str, Any]


def schema(name: Literal["reading", "check"]) -> Json:
    """Return the JSON Schema of what ``onrecord read`` or ``onrecord check`` emits for one document."""
    whole: Json = json.loads(files("onrecord.model").joinpath("schema.json").read_text("utf-8"))
    top = {"reading": "Reading", "check": "CheckedReading"}[name]
    return {
        "$schema": whole["$schema"],
        "title": f"onrecord {name}",
        "description": whole["description"],
        "$ref": f"#/$defs/{top}",
        "$defs": whole["$defs"],
    }


def reading_to_dict(reading: Reading, *, explain: bool = False) -> Json:
    """Return a reading as the schema's Reading; every span carries its exact words.

    ``explain`` adds ``explained``: the voice of each sentence, and for each item the step and rule that made it.
    """
    text = reading.document.text
    result: Json = {
        "schema": "onrecord.reading/1",
        "document": _document(reading.document),
        "segments": [{"start": s.start, "end": s.end, "kind": s.kind} for s in reading.segments],
        "attributions": [_attribution(item, text) for item in reading.attributions],
        "speakers": [_speaker(item, text) for item in reading.speakers],
        "quantities": [_quantity(item) for item in reading.quantities],
        "times": [_time(item) for item in reading.times],
        "claims": [_claim(item) for item in reading.claims],
        "issues": [{"step": i.step, "what": i.what, "start": i.start, "end": i.end} for i in reading.issues],
        "origin": dict(reading.origin),
    }
    if explain:
        result["explained"] = _explained(reading)
    return result


def _explained(reading: Reading) -> Json:
    sentences = [asdict(item) for item in reading.sentences]
    return {"sentences": sentences, "items": [asdict(item) for item in reading.reasons]}


def checked_to_dict(checked: CheckedReading, *, explain: bool = False) -> Json:
    """Return a checked reading as the schema's CheckedReading; ``explain`` as in :func:`reading_to_dict`."""
    return {
        "schema": "onrecord.check/1",
        "reading": reading_to_dict(checked.reading, explain=explain),
        "checks": [_check(item) for item in checked.checks],
    }


def _number(value: float | None) -> float | None:
    if value is None or not math.isfinite(value):
        return None
    return int(value) if value == int(value) else value


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _spans(spans: Iterable[Span], text: str) -> list[Json]:
    return [{"start": span.start, "end": span.end, "text": text[span.start : span.end]} for span in spans]


def _document(document: Document) -> Json:
    return {
        "id": document.id,
        "ref": document.ref,
        "url": document.url,
        "title": document.title,
        "byline": document.byline,
        "publisher": document.publisher,
        "published": _day(document.published),
        "modified": _day(document.modified),
        "language": document.language,
        "kind": document.kind,
        "text": document.text,
        "sha256": document.sha256,
    }


def _source(source: Source, text: str) -> Json:
    return {
        "spans": _spans(source.spans, text),
        "kind": source.kind,
        "speaker": source.speaker,
        "described_as": source.described_as,
        "count": source.count,
        "anonymity_reason": source.anonymity_reason,
        "direct_knowledge": source.direct_knowledge,
    }


def _attribution(item: Attribution, text: str) -> Json:
    return {
        "id": item.id,
        "segment_kind": item.segment_kind,
        "mode": item.mode,
        "source": None if item.source is None else _source(item.source, text),
        "cue": None if item.cue is None else {"spans": _spans(item.cue, text)},
        "content": {"spans": _spans(item.content, text)},
        "within": item.within,
        "act": item.act,
        "hedged": item.hedged,
        "evidence": {"status": item.evidence.status, "spans": _spans(item.evidence.spans, text)},
        "venue": item.venue,
        "when": _when(item.when),
        "confidence": _number(item.confidence),
    }


def _speaker(speaker: Speaker, text: str) -> Json:
    return {
        "id": speaker.id,
        "name": speaker.name,
        "kind": speaker.kind,
        "roles": [{"title": role.title, "organisation": role.organisation} for role in speaker.roles],
        "public_role": speaker.public_role,
        "mentions": _spans(speaker.mentions, text),
    }


def _quantity(quantity: Quantity) -> Json:
    return {
        "id": quantity.id,
        "start": quantity.start,
        "end": quantity.end,
        "low": _number(quantity.low),
        "high": _number(quantity.high),
        "unit": quantity.unit,
        "of": quantity.of,
        "per": quantity.per,
        "approx": quantity.approx,
        "vague": quantity.vague,
        "comparator": quantity.comparator,
        "step": _number(quantity.step),
        "change": quantity.change,
        "ordinal": quantity.ordinal,
    }


def _when(when: When | None) -> Json | None:
    if when is None:
        return None
    return {"from": _day(when.start), "to": _day(when.end), "grain": when.grain, "timex": when.timex}


def _time(time: Time) -> Json:
    when = time.when
    return {
        "start": time.start,
        "end": time.end,
        "type": time.type,
        "timex": when.timex,
        "from": _day(when.start),
        "to": _day(when.end),
        "grain": when.grain,
    }


def _claim(claim: Claim) -> Json:
    return {
        "id": claim.id,
        "start": claim.start,
        "end": claim.end,
        "attribution": claim.attribution,
        "speaker": claim.speaker,
        "voice": claim.voice,
        "kind": claim.kind,
        "topic": claim.topic,
        "quantity": claim.quantity,
        "baseline": claim.baseline,
        "actor": claim.actor,
        "scope": list(claim.scope),
        "population": claim.population,
        "area": list(claim.area),
        "period": _when(claim.period),
        "comparator": claim.comparator,
        "polarity": claim.polarity,
        "hedged": claim.hedged,
        "target_status": claim.target_status,
        "checkable": claim.checkable,
        "why_not": claim.why_not,
    }


def _amount(amount: Amount | None) -> Json | None:
    if amount is None:
        return None
    return {"low": _number(amount.low), "high": _number(amount.high), "unit": amount.unit, "per": amount.per}


def _window(period: Period | None) -> Json | None:
    if period is None:
        return None
    return {"from": period.start.isoformat(), "to": period.end.isoformat(), "days": period.days}


def _series(check: Check) -> Json:
    """One series is an object, several of one measure its ``codes``, several measures a ``sum``; none is empty.

    Each has the ``factor`` by which its values are units; of several, each how many of the observations are its.
    """
    runs = _runs(check)
    each: list[Json] = [{"measure": measure, "key": dict(key)} for measure, key in check.series]
    if len(check.factors) == len(each):
        each = [{**item, "factor": _number(factor)} for item, factor in zip(each, check.factors, strict=True)]
    if len(runs) == len(each) > 1:
        each = [{**item, "observations": count} for item, count in zip(each, runs, strict=True)]
    if len(each) <= 1:
        return each[0] if each else {}
    return {"codes" if len({measure for measure, _ in check.series}) == 1 else "sum": each}


def _runs(check: Check) -> list[int]:
    """Return how many observations each series has: a new one begins where time does not go on."""
    counts: list[int] = []
    before = None
    for item in check.observations:
        if before is None or item.period <= before:
            counts.append(0)
        counts[-1] += 1
        before = item.period
    return counts


def _check(check: Check) -> Json:
    return {
        "id": check.id,
        "claim": check.claim,
        "measure": check.measure,
        "series": _series(check),
        "scope": {
            "covers": list(check.scope.covers),
            "as_claimed": check.scope.as_claimed,
            "remainder": _amount(check.scope.remainder),
        },
        "as_of": check.as_of.isoformat(),
        "finding": check.finding,
        "because": check.because,
        "said": _amount(check.said),
        "recorded": _amount(check.recorded),
        "window": _window(check.window),
        "windows": [
            {"window": _window(item.window), "recorded": _amount(item.recorded), "finding": item.finding}
            for item in check.windows
        ],
        "reached": None
        if check.reached is None
        else {"periods": check.reached.periods, "of": check.reached.of, "grain": check.reached.grain},
        "rules": [{"name": rule.name, "value": _number(rule.value)} for rule in check.rules],
        "observations": [
            {"period": item.period.label, "value": _number(item.value), "status": item.status, "release": item.release}
            for item in check.observations
        ],
        "arithmetic": check.arithmetic,
        "why": check.why,
        "caveats": list(check.caveats),
        "qualifies": list(check.qualifies),
        "citations": list(check.citations),
        "releases": [
            {"id": item.id, "day": item.day.isoformat(), "agency": item.agency, "sha256": item.sha256}
            for item in check.releases
        ],
    }
