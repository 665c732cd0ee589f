"""What a page says about itself: title, author, publisher, address, and the days it was published and modified.

JSON-LD of schema.org (the article types) goes first, then meta elements and ``<time>``, then what trafilatura and
htmldate find (Barbaresi 2020, JOSS).  Each day comes with the place that states it; published and modified are never
mixed.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from onrecord.model import DocumentKind
from onrecord.read.stated import stated_day

__all__ = ["About", "about_page"]

_TYPES = re.compile(r"(?:\w*Article|BlogPosting|LiveBlogPosting|SocialMediaPosting|DiscussionForumPosting|Report)$")
_KINDS: dict[str, DocumentKind] = {
    "OpinionNewsArticle": "opinion",
    "AnalysisNewsArticle": "analysis",
    "LiveBlogPosting": "live",
}
_PUBLISHED = (
    "article:published_time", "datepublished", "og:published_time", "date", "dc.date", "dc.date.issued",
    "dcterms.date", "dcterms.issued", "dcterms.created", "dc.date.created", "parsely-pub-date", "sailthru.date",
    "publishdate", "publish_date", "publish-date", "pubdate", "publication_date", "citation_publication_date",
    "article.published", "cxenseparse:recs:publishtime",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "datemodified", "og:updated_time", "dcterms.modified", "dc.date.modified",
    "last-modified", "lastmod", "article.updated", "revised",
)  # fmt: skip
_MOST_SCRIPTS = 30
_MOST_NODES = 2000
_LARGEST_SCRIPT = 1_000_000
_LAST_DAY = "2200-01-01"
"""Passed to htmldate, whose own bound is the clock: what is read must not depend on the day it is read on."""


@dataclass(frozen=True, slots=True)
class About:
    """What a page says about itself; ``published_from`` and ``modified_from`` name where each day stands."""

    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: date | None = None
    published_from: str | None = None
    modified: date | None = None
    modified_from: str | None = None
    kind: DocumentKind | None = None
    notes: tuple[str, ...] = ()


def about_page(root: Any, markup: str) -> About:
    """Return what a page says about itself; ``root`` is the page's tree as it came, ``markup`` its text."""
    article = _main_article(root)
    rest = _by_trafilatura(markup)
    published = [*_stated_by(root, article, "datePublished", "published", _PUBLISHED), *_found(rest)]
    modified = list(_stated_by(root, article, "dateModified", "modified", _MODIFIED))
    day, source = published[0] if published else (None, None)
    changed, changed_source = modified[0] if modified else (None, None)
    notes = [
        f"{source} says published {day}, {other_source} says {other}; the first was taken"
        for other, other_source in published[1:2]
        if other != day and other_source != "htmldate"
    ]
    if day and changed and changed < day:
        notes.append(f"modified {changed} lies before published {day}; both stand as the page states them")
    return About(
        title=_word(article.get("headline")) or _known(rest, "title"),
        byline=_names(article.get("author")) or _known(rest, "author"),
        publisher=_names(article.get("publisher")) or _known(rest, "sitename"),
        url=_address(_canonical(root)) or _address(_known(rest, "url")) or _address(article.get("url")),
        published=day,
        published_from=source,
        modified=changed,
        modified_from=changed_source,
        kind=_kind(article),
        notes=tuple(notes),
    )


def _main_article(root: Any) -> dict[str, Any]:
    """Return the JSON-LD node of the page's article, empty where there is none."""
    nodes = [node for node in _nodes(root) if any(_TYPES.search(name) for name in _type_names(node))]
    return next(
        (node for node in nodes if node.get("headline") or node.get("datePublished")), nodes[0] if nodes else {}
    )


def _nodes(root: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects of a page's JSON-LD scripts, outer before inner; what is no JSON is passed over."""
    scripts = [script for script in root.iter("script") if "ld+json" in (script.get("type") or "").lower()]
    left = _MOST_NODES
    for script in scripts[:_MOST_SCRIPTS]:
        try:
            pending = [json.loads((script.text or "")[:_LARGEST_SCRIPT], strict=False)]
        except (ValueError, RecursionError):
            continue
        while pending and left:
            left -= 1
            value = pending.pop(0)
            if isinstance(value, dict):
                yield value
                pending += [item for item in value.values() if isinstance(item, dict | list)]
            elif isinstance(value, list):
                pending += [item for item in value[:_MOST_NODES] if isinstance(item, dict | list)]


def _type_names(node: dict[str, Any]) -> list[str]:
    """Return the names of a node's types."""
    stated = node.get("@type")
    names = stated if isinstance(stated, list) else [stated]
    return [name.rpartition("/")[2] for name in names if isinstance(name, str)]


def _kind(article: dict[str, Any]) -> DocumentKind | None:
    """Return the kind that a node's type tells."""
    return next((_KINDS[name] for name in _type_names(article) if name in _KINDS), None)


def _stated_by(
    root: Any, article: dict[str, Any], term: str, word: Literal["published", "modified"], metas: Sequence[str]
) -> Iterator[tuple[date, str]]:
    """Yield the days that a page states under schema.org's ``term`` or in meta elements, each with its place."""
    day = stated_day(article.get(term))
    if day:
        yield day, f"json-ld {term}"
    contents: dict[str, str] = {}
    for meta in root.iter("meta"):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            contents.setdefault((meta.get(attribute) or "").strip().lower(), meta.get("content") or "")
    for name in metas:
        day = stated_day(contents.get(name))
        if day:
            yield day, f"meta {name}"
    for element in root.iter("time"):
        names = " ".join(element.get(name) or "" for name in ("itemprop", "class", "property")).lower()
        is_pubdate = word == "published" and element.get("pubdate") is not None
        is_that = term.lower() in names or word in names or is_pubdate
        day = stated_day(element.get("datetime")) if is_that else None
        if day:
            yield day, f"time {term}"


def _by_trafilatura(markup: str) -> Any:
    """Return what trafilatura finds, with htmldate's day; ``None`` where it breaks."""
    import trafilatura  # noqa: PLC0415 - a second to import

    options = {"original_date": True, "extensive_search": False, "max_date": _LAST_DAY}
    try:
        return trafilatura.extract_metadata(markup, date_config=options)
    except Exception:  # noqa: BLE001 - metadata is a help: the article is read without
        return None


def _found(rest: Any) -> Iterator[tuple[date, str]]:
    """Yield the day that htmldate found."""
    day = stated_day(_known(rest, "date"))
    if day:
        yield day, "htmldate"


def _known(rest: Any, name: str) -> str | None:
    """Return a field of what trafilatura found."""
    return _word(getattr(rest, name, None))


def _canonical(root: Any) -> str | None:
    """Return the address that a page calls its own."""
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            return _word(link.get("href"))
    return None


def _address(stated: object) -> str | None:
    """Return an address of the web."""
    return stated if isinstance(stated, str) and re.match(r"https?://", stated) else None


def _word(stated: object) -> str | None:
    """Return a string that says something, its white space made single."""
    return " ".join(stated.split())[:1000] or None if isinstance(stated, str) else None


def _names(stated: object) -> str | None:
    """Return the names of a person, a body, or a list of them."""
    found = []
    for item in stated if isinstance(stated, list) else [stated]:
        name = _word(item.get("name")) if isinstance(item, dict) else _word(item)
        if name and not re.match(r"https?://", name) and name not in found:
            found.append(name)
    return ", ".join(found[:20]) or None
