"""The text of a drafted ``measure.yml``: what could be guessed, and a question where a person has to say."""

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.model import Grain

__all__ = ["Described", "describe_draft"]

_FILLER = {
    "the",
    "of",
    "and",
    "by",
    "in",
    "for",
    "monthly",
    "weekly",
    "daily",
    "annual",
    "total",
    "number",
    "rate",
    "count",
}


@dataclass(frozen=True, slots=True)
class Described:
    """What is known of a draft: its name, where it came from, its grain, day, figures, codes and tidy rows."""

    id: str
    file: str
    grain: Grain
    day: date
    values: Sequence[str]
    codes: Mapping[str, Mapping[str, str]]
    rows: Sequence[Mapping[str, str]]
    sha256: str


def describe_draft(draft: Described) -> tuple[str, bytes, bytes, tuple[str, ...]]:
    """Return ``measure.yml``, ``releases.csv``, ``data.csv`` and what a person should look at."""
    subject = draft.values[0] if len(draft.values) == 1 else draft.id.partition("/")[2]
    words = re.sub(r"[_\W]+", " ", subject).strip()
    unit, kind = _unit(words), _kind(words)
    figures = [float(row["value"]) for row in draft.rows]
    labels = json.dumps(f"{draft.day}")
    lines = [
        f"id: {draft.id}",
        f"title: {_q(words[:1].upper() + words[1:])}",
        'agency: "?"  # who counts',
        'publisher: "?"  # who publishes the table',
        f"definition: {_q(f'Drafted from {draft.file}, column {subject}. What is one count, in plain words?')}",
        f"event: {_q(unit)}  # the thing that happens or stands",
        f"topic: {_q(_topic(words))}  # the word that claims use for it; a claim of another topic is not compared",
        f"unit: {_q(unit)}",
        "factor: 1  # 1000 where the figures are thousands",
        f"kind: {kind}  # flow: happens over a period; stock: stands at a time",
        f"grain: {draft.grain}",
        'area: "?"  # the area that is counted',
        f"covers: [{_q('?')}]  # whose acts or whom it counts",
        "leaves_out: []  # what a reader may think is counted and is not",
        *_dimensions(draft.codes),
        f"claimed_by: [{', '.join(_q(word) for word in _claimed_by(words))}]  # words by which a claim means it",
        *_code_words(draft.codes),
        "characterisations: []",
        "counting_rules: []",
        "breaks: []",
        f"caveats: [{_q('Drafted; definition, agency, unit and day of release have not been looked at.')}]",
        'licence: "?"',
        f"citation: {_q(f'{draft.file} (say who released it, and when)')}",
        "releases:",
        "  file: releases.csv",
        f"  sha256: {'0' * 64}",
        "  rows: 1",
        "data:",
        "  - file: data.csv",
        f"    sha256: {'0' * 64}",
        "    rows: 1",
        f"    minimum: {min(figures):g}  # no value may be smaller",
        f"    maximum: {max(figures) * 2 if max(figures) > 0 else max(figures):g}  # or larger",
    ]
    release = {
        "release": json.loads(labels),
        "day": draft.day.isoformat(),
        "stated_day": "",
        "agency": "?",
        "title": draft.file,
        "url": "",
        "licence": "",
        "citation": "",
        "sha256": draft.sha256,
        "day_note": "set by hand or taken as the last day counted; correct it to the day of release",
    }
    todo = (
        f"{draft.id}/measure.yml: each '?' and the definition",
        f"kind {kind}, unit {unit!r}, topic {_topic(words)!r}: guessed from the name",
        f"releases.csv: the day of release ({draft.day}); before it no check sees the figures",
    )
    rows = [{"release": str(draft.day), **row, "status": "normal", "note": ""} for row in draft.rows]
    return "\n".join(lines) + "\n", _csv([release]), _csv(rows), todo


def _dimensions(codes: Mapping[str, Mapping[str, str]]) -> list[str]:
    if not codes:
        return ["dimensions: {}", "key: {}"]
    lines = ["dimensions:"]
    for name, labels in codes.items():
        lines.append(f"  {name}:")
        lines += [f"    {code}: {_q(label)}" for code, label in labels.items()]
    lines.append("key:  # the default series")
    return [*lines, *(f"  {name}: {_total(labels)}" for name, labels in codes.items())]


def _total(labels: Mapping[str, str]) -> str:
    """Return the code that is the whole, by its name, else the first."""
    whole = ("total", "all", "us", "united_states", "national", "nationwide")
    return next((code for code in labels if code in whole), next(iter(labels)))


def _code_words(codes: Mapping[str, Mapping[str, str]]) -> list[str]:
    if not codes:
        return ["code_words: {}"]
    lines = ["code_words:  # words that pick one code"]
    for name, labels in codes.items():
        lines.append(f"  {name}:")
        lines += [f"    {code}: [{_q(re.sub(r'[_]+', ' ', label))}]" for code, label in labels.items()]
    return lines


def _unit(words: str) -> str:
    lower = words.lower()
    if re.search(r"rate|percent|share|pct|%", lower):
        return "percent"
    if re.search(r"wage|earning|price|dollar|cost|spend|salary", lower):
        return "dollar"
    last = lower.split()[-1] if lower.split() else "count"
    return last[:-1] if last.endswith("s") and not last.endswith("ss") and len(last) > 3 else last


def _kind(words: str) -> str:
    is_stock = re.search(
        r"rate|percent|share|wage|price|level|index|employ|payroll|population|stock|held", words.lower()
    )
    return "stock" if is_stock else "flow"


def _topic(words: str) -> str:
    kept = [word for word in words.lower().split() if word not in _FILLER]
    return kept[0] if kept else "measure"


def _claimed_by(words: str) -> list[str]:
    kept = [word for word in words.lower().split() if word not in _FILLER]
    return list(dict.fromkeys([words.lower(), *kept[:1]])) or ["measure"]


def _q(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _csv(rows: Sequence[Mapping[str, str]]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()
