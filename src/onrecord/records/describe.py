"""The text of a drafted ``measure.yml``: what could be guessed, and a question where a person has to say."""

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.model import Grain
from onrecord.records.figures import Figures
from onrecord.records.namings import Naming, name_measure

__all__ = ["Described", "describe_draft"]


@dataclass(frozen=True, slots=True)
class Described:
    """What is known of a draft: its name, where it came from, its grain, day, figures, codes and tidy rows."""

    id: str
    file: str
    grain: Grain
    day: date
    values: Mapping[str, Figures]
    codes: Mapping[str, Mapping[str, str]]
    rows: Sequence[Mapping[str, str]]
    sha256: str
    area: str | None = None
    agency: str | None = None


def describe_draft(draft: Described) -> tuple[str, bytes, bytes, tuple[str, ...]]:
    """Return ``measure.yml``, ``releases.csv``, ``data.csv`` and what a person should look at."""
    naming = name_measure(draft.id, draft.values)
    columns = ", ".join(list(draft.values)[:4])
    agency, area = draft.agency or "?", draft.area or "?"
    file = f"{draft.id}/measure.yml"
    figures = [float(row["value"]) for row in draft.rows]
    labels = json.dumps(f"{draft.day}")
    lines = [
        f"id: {draft.id}",
        f"title: {_q(naming.title)}",
        f"agency: {_q(agency)}  # who counts",
        f"publisher: {_q(agency)}  # who publishes the table",
        f"definition: {_q(f'Drafted from {draft.file}, column {columns}. What is one count, in plain words?')}",
        f"event: {_q(naming.event)}  # the thing that happens or stands, in the singular",
        f"topic: {_q(naming.topic)}  # the word that claims use for it; a claim of another topic is not compared",
        f"unit: {_q(naming.unit)}  # what a value counts, in the singular",
        f"factor: {naming.factor}  # 1000 where the figures are thousands",
        f"kind: {naming.kind}  # flow: happens over a period; stock: stands at a time",
        f"grain: {draft.grain}",
        f"area: {_q(area)}  # the area that is counted",
        'covers: ["?"]  # whose acts or whom it counts',
        "leaves_out: []  # what a reader may think is counted and is not",
        *_dimensions(draft.codes),
        f"claimed_by: [{', '.join(_q(word) for word in naming.claimed_by)}]  # words by which a claim means it",
        *_code_words(draft.codes, naming),
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
        "agency": agency,
        "title": draft.file,
        "url": "",
        "licence": "",
        "citation": "",
        "sha256": draft.sha256,
        "day_note": "set by hand or taken as the last day counted; correct it to the day of release",
    }
    todo = (
        *(
            ()
            if draft.area
            else (f"{file}: area is '?': write the place; a claim about a place is not compared before",)
        ),
        f"{file}: {'' if draft.agency else 'agency, publisher, '}covers, definition, licence and citation: each '?'",
        f"{file}: claimed_by: add the words by which articles mean it; drafted: {', '.join(naming.claimed_by)}",
        f"{file}: kind {naming.kind}, unit {naming.unit!r}, factor {naming.factor}: guessed from the name",
        *naming.doubts,
        f"{draft.id}/releases.csv: the day of release ({draft.day}); no check sees the figures before it",
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


_WHOLE = re.compile(
    r"(?i)(?:grand )?totals?|all|all .*|overall|combined|(?:state|city|county|district|nation|system)wide|"
    r"united states|.* total|total .*"
)


def _total(labels: Mapping[str, str]) -> str:
    """Return the code that is the whole, by its label, else the first."""
    return next((code for code, label in labels.items() if _WHOLE.fullmatch(label)), next(iter(labels)))


def _code_words(codes: Mapping[str, Mapping[str, str]], naming: Naming) -> list[str]:
    if not codes:
        return ["code_words: {}"]
    lines = ["code_words:  # words that pick one code"]
    for name, labels in codes.items():
        lines.append(f"  {name}:")
        for code, label in labels.items():
            words = naming.columns.get(label, ()) if name == "series" else (re.sub(r"_+", " ", label),)
            lines.append(f"    {code}: [{', '.join(_q(word) for word in words)}]")
    return lines


def _q(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _csv(rows: Sequence[Mapping[str, str]]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()
