"""A report: one HTML file with each article, its claims marked in place, and beside them what the records show.

It needs no network and no script; a content security policy (CSP 3) forbids both.  Every string is escaped by
Jinja2 and made visible by :func:`onrecord.show.clean.visible`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import PurePath

from jinja2 import DictLoader, Environment, StrictUndefined, Template
from markupsafe import Markup

from onrecord.model import CheckedReading, Document, Issue, Measure, Reading
from onrecord.show.cards import Card, Note, claim_cards, notes
from onrecord.show.clean import flat, is_web_link, visible
from onrecord.show.marks import Block, mark_text
from onrecord.show.pictures import dark_rules
from onrecord.show.words import finding_words, long_day, number, plain

__all__ = ["render_report"]


@dataclass(frozen=True, slots=True)
class Article:
    """One checked reading as the template shows it; ``name`` begins every id of its part of the page."""

    name: str
    title: str
    about: tuple[str, ...]
    url: str | None
    kind: str
    document: Document
    blocks: tuple[Block, ...]
    notes: dict[str, Note]
    cards: dict[str, Card]
    issues: tuple[Issue, ...]
    origin: tuple[tuple[str, str], ...]


def render_report(
    checked: Sequence[CheckedReading], *, excerpts: bool = False, measures: Sequence[Measure] = ()
) -> str:
    """Return the report on ``checked`` as one HTML page.

    ``excerpts`` shows only the sentences that carry statements or claims; ``measures`` add definitions and labels.
    """
    articles = [_article(f"d{at}", item, measures, excerpts=excerpts) for at, item in enumerate(checked, start=1)]
    shown = {check.finding for item in checked for check in item.checks}
    meanings = [finding_words(finding) for finding in sorted(shown)]
    return _template().render(
        articles=articles,
        excerpts=excerpts,
        meanings=meanings,
        css=_css(),
        dark=Markup(dark_rules(".chart")),  # noqa: S704 - our own rules
        segment=_segment,
    )


def _segment(kind: str) -> str:
    return plain("segment", kind)


@cache
def _css() -> Markup:
    css = files("onrecord.show").joinpath("templates/report.css").read_text("utf-8")
    return Markup(css)  # noqa: S704 - our own file


@cache
def _template() -> Template:
    source = files("onrecord.show").joinpath("templates/report.html.j2").read_text("utf-8")
    environment = Environment(
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        loader=DictLoader({"report.html.j2": source}),
        finalize=lambda value: visible(value) if type(value) is str else value,
    )
    environment.filters["svg"] = Markup
    environment.filters["figure"] = number
    return environment.get_template("report.html.j2")


def _article(name: str, checked: CheckedReading, measures: Sequence[Measure], *, excerpts: bool) -> Article:
    reading = checked.reading
    document = reading.document
    cards = claim_cards(checked, measures, name)
    orders = {claim.id: card.order for claim, card in zip(reading.claims, cards, strict=True)}
    headline = next((item for item in reading.segments if item.kind == "headline"), None)
    headed = document.title or (headline and document.words(headline.span))
    file = PurePath(document.ref).name if document.ref and not is_web_link(document.ref) else document.ref
    title = headed or _opening(reading) or file or "Untitled document"
    about = [
        document.publisher,
        document.byline and re.sub(r"\A(?:by\s+)?", "by ", document.byline.strip(), flags=re.IGNORECASE),
    ]
    about.append(long_day(document.published) if document.published else "no publication date known")
    about.append(file if file != title and not document.url else None)
    if document.modified and document.modified != document.published:
        about.append(f"modified {long_day(document.modified)}")
    return Article(
        name,
        flat(title),
        tuple(flat(part) for part in about if part),
        document.url if is_web_link(document.url) else None,
        plain("document", document.kind),
        document,
        _blocks(reading, flat(title), excerpts=excerpts),
        {note.key: note for note in notes(reading, orders)},
        {card.key: card for card in cards},
        reading.issues,
        tuple(sorted(reading.origin.items())),
    )


_OPENING = 90
"""Characters of a text's beginning that stand for a headline that it lacks: as long as a long headline."""


def _opening(reading: Reading) -> str:
    """Return the first words of a text."""
    body = next((item for item in reading.segments if item.kind in {"body", "opinion"}), None)
    words = flat(reading.document.words(body.span)) if body is not None else ""
    return words if len(words) <= _OPENING else f"{words[:_OPENING].rsplit(' ', 1)[0].rstrip(' ,;:.')} …"


def _blocks(reading: Reading, title: str, *, excerpts: bool) -> tuple[Block, ...]:
    """Return the marked text, without a first headline that the page's own title repeats word for word."""
    blocks = mark_text(reading, excerpts=excerpts)
    if blocks and blocks[0].kind == "headline":
        runs = [run for paragraph in blocks[0].paragraphs for run in paragraph]
        if not any(run.keys for run in runs) and flat("".join(run.text for run in runs)) == title:
            return blocks[1:]
    return blocks
