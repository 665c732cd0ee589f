"""What is not the article taken out of a page before any extractor sees it, and what looks like it is not put right.

Extractors judge by class names and by density; three ways in which that fails on news pages are told in trafilatura's
issues 164 (a lead in an element of class ``teaser`` is lost), 584 (links to related stories stay) and 850 (readers'
comments stay).  Nothing that holds the headline or the first paragraph is ever taken out.
"""

import re
from collections.abc import Iterable
from functools import cache
from itertools import islice
from typing import Any

from onrecord.read.layout import layout
from onrecord.read.lexicon import load_lexicon
from onrecord.read.markup import Block, blocks_of

__all__ = ["PROSE", "clean_page", "is_entry_time", "is_live", "is_note", "is_picture_text", "is_prose", "names_of"]

PROSE = 60
"""Characters of the shortest paragraph that counts as prose: shorter ones are labels, bylines and buttons."""

_MOST_LINKED = 0.5
_ALL_LINKED = 0.8
_MUCH = 0.25
_MOST_LOST = 0.5
_NAMES = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_DATED_NOTE = re.compile(r"(?:corrections?|clarifications?)\b[^.:]{0,40}:", re.IGNORECASE)
_STOP = re.compile(r"[.!?…。！？။؟][”\"’')\]]*$")
_NEVER = frozenset({"html", "body", "main"})
_CONTAINERS = frozenset(
    {"div", "section", "aside", "details", "ul", "ol", "nav", "form", "p", "article", "footer", "figure"}
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ENTRY_TIME = "data-entry-time"
_FEW_CARDS = 2
_MOST_NOTES = 20
_FEW_ENTRIES = 3


def clean_page(root: Any) -> None:
    """Take out of a tree, in place, consent texts, comments and links to other articles."""
    _keep_notes(root)
    _drop_named(root, "consent")
    _drop_named(root, "comments")
    _drop_passing(root)
    _drop_links(root)
    _drop_cards(root)
    _unname_leads(root)
    if is_live(root):
        _set_times_apart(root)


def is_prose(block: Block) -> bool:
    """Say whether a block is running text: long enough, ended by a stop, not mostly links."""
    return len(block.text) >= PROSE and block.link_share < _MOST_LINKED and _STOP.search(block.text) is not None


def is_note(text: str) -> bool:
    """Say whether a paragraph is a correction or an editor's note."""
    head = text[:120].lstrip("*_([ ")
    return layout().note.match(head) is not None or _DATED_NOTE.match(head) is not None


def is_live(root: Any) -> bool:
    """Say whether a page names a part of itself live and has several entries with a time."""
    times = root.iter("time")
    return sum(1 for _ in times) >= _FEW_ENTRIES and any(
        _phrases("live").search(names_of(element)) for element in root.iter() if isinstance(element.tag, str)
    )


def is_picture_text(block: Block) -> bool:
    """Say whether a block stands beneath a picture, by the names of the elements close around it."""
    holders = [block.element, *islice(block.element.iterancestors(), 2)]
    return any(_phrases("pictures").search(names_of(holder)) for holder in holders)


def is_entry_time(block: Block) -> bool:
    """Say whether a block is the time of a live entry."""
    return block.element.get(_ENTRY_TIME) is not None


def _set_times_apart(root: Any) -> None:
    """Give the time of each entry a block of its own."""
    for element in list(root.iter("time")):
        if element.text_content().strip() and not any(holder.tag in _HEADINGS for holder in element.iterancestors()):
            element.tag = "h6"
            element.set(_ENTRY_TIME, "")


def names_of(element: Any) -> str:
    """Return the words of an element's class, id and similar attributes, in small letters, between blanks."""
    stated = " ".join(element.get(name) or "" for name in ("class", "id", "data-component", "data-testid", "role"))
    return f" {' '.join(_NAMES.findall(stated[:400])).lower()} "


@cache
def _phrases(group: str) -> re.Pattern[str]:
    """Return a pattern for the words of one group between blanks."""
    words = "|".join(map(re.escape, load_lexicon("pages")[group]["words"]))
    return re.compile(rf"(?<! has)(?<! with)(?<! no) (?:{words}) ")


@cache
def _starts(group: str) -> frozenset[str]:
    """Return the words of one group as they stand in headings, with a straight apostrophe."""
    return frozenset(load_lexicon("pages")[group]["words"])


def _label(text: str) -> str:
    """Return a heading's words as the lexicon has them."""
    return text.strip(" :|–—-»›>").replace("’", "'").casefold()


def _drop(elements: Iterable[Any]) -> None:
    """Take elements out of their tree; what follows each stays."""
    for element in elements:
        if element.getparent() is not None:
            element.drop_tree()


def _drop_named(root: Any, group: str) -> None:
    """Take out the elements that a group of words names, but for those that hold what comes first on the page."""
    first = _holders_of_first(root)
    pattern = _phrases(group)
    named = [element for element in root.iter() if element.tag in _CONTAINERS and pattern.search(names_of(element))]
    _drop(element for element in named if element not in first)


def _drop_passing(root: Any) -> None:
    """Take out what is named as links and offers, but for what holds much of the page's running text.

    Papers name parts of the article so too (each paragraph that only subscribers see, the part below an
    advertisement): where what is named holds half of the text, the names say nothing.
    """
    kept = _holders_of_first(root)
    pattern = _phrases("passing")
    doomed: set[Any] = set()
    for element in root.iter():
        if element.tag in _CONTAINERS and element not in kept and pattern.search(names_of(element)):
            doomed.add(element)
    held: dict[Any, list[int]] = {}
    lost = whole = 0
    for block in blocks_of(root):
        if is_prose(block):
            holders = [block.element, *block.element.iterancestors()]
            whole += len(block.text)
            lost += len(block.text) if doomed.intersection(holders) else 0
            for element in holders:
                held.setdefault(element, []).append(len(block.text))
    much = {element for element, sizes in held.items() if len(sizes) > 1 and sum(sizes) >= whole * _MUCH}
    if lost <= whole * _MOST_LOST:
        _drop(element for element in doomed if element not in much)
    else:
        _drop(element for element in doomed if element not in held)


def _holders_of_first(root: Any) -> set[Any]:
    """Return the elements that hold the headline or the page's first paragraph after the consent texts."""
    first: set[Any] = set()
    for element in root.iter("h1"):
        first |= {element, *element.iterancestors()}
    consent = _phrases("consent")
    for block in blocks_of(root):
        holders = [block.element, *block.element.iterancestors()]
        if is_prose(block) and not any(consent.search(names_of(holder)) for holder in holders):
            return first | set(holders)
    return first


def _keep_notes(root: Any) -> None:
    """Make plain what holds a correction or an editor's note, whatever it is called (``aside``, ``footer``)."""
    notes = [block for block in blocks_of(root) if is_note(block.text)]
    for block in notes[:_MOST_NOTES]:
        for element in (block.element, *block.element.iterancestors()):
            if element.tag in _NEVER or element.tag == "article" or len(element.text_content()) > 2 * len(block.text):
                break
            element.attrib.clear()
            if element.tag in {"aside", "footer"}:
                element.tag = "p" if element is block.element else "div"


def _drop_links(root: Any) -> None:
    """Take out paragraphs and items that are links to other articles, and the headings that announce them."""
    blocks = blocks_of(root)
    prose = [index for index, block in enumerate(blocks) if is_prose(block)]
    if not prose:
        return
    doomed: list[Any] = []
    announced = False
    for index, block in enumerate(blocks):
        if index <= prose[0]:
            continue
        if block.tag in _HEADINGS or _label(block.text) in _starts("headings"):
            announced = _label(block.text) in _starts("headings")
            doomed += [block.element] if announced else []
        elif block.link_share >= _ALL_LINKED or _is_run_in(block):
            doomed.append(block.element)
        elif announced and block.link_share < _MOST_LINKED and is_prose(block):
            announced = False
    _drop(element for element in doomed if element.tag not in _NEVER and not _holds_prose(element))


def _is_run_in(block: Block) -> bool:
    """Say whether a paragraph is "READ MORE: " and a link."""
    label, colon, rest = block.text.partition(":")
    return bool(colon and rest) and _label(label) in _starts("run_in") and block.link_share >= _MOST_LINKED


def _holds_prose(element: Any) -> bool:
    """Say whether an element holds running text."""
    return any(is_prose(block) for block in blocks_of(element))


def _drop_cards(root: Any) -> None:
    """Take out rows of cards: neighbours alike, each headed by a link, where the article lies elsewhere."""
    cards: dict[Any, list[Any]] = {}
    titled = {holder for title in root.iter("h1") for holder in title.iterancestors()}
    for heading in root.iter("h2", "h3", "h4", "h5"):
        link = heading.find(".//a")
        holder = heading.getparent()
        if link is None and holder is not None and holder.tag == "a":
            link, holder = holder, holder.getparent()
        if link is None or holder is None or len(link.text_content()) < _ALL_LINKED * len(heading.text_content()):
            continue
        while holder.getparent() is not None and len(holder.getparent()) == 1 and holder.tag not in _NEVER:
            holder = holder.getparent()
        if holder.getparent() is not None and holder.tag not in _NEVER and holder not in titled:
            cards.setdefault(holder.getparent(), []).append(holder)
    rows = [row for row in cards.values() if len(set(row)) >= _FEW_CARDS and len({card.tag for card in row}) == 1]
    carried = {element for row in rows for element in row}
    outside = [
        block
        for block in blocks_of(root)
        if is_prose(block) and not carried & {block.element, *block.element.iterancestors()}
    ]
    if outside:
        _drop(carried)


def _unname_leads(root: Any) -> None:
    """Take the class off an element whose name would lose a lead (trafilatura's issue 164); make ``aside`` plain."""
    leads = _phrases("lead")
    for block in blocks_of(root):
        if is_prose(block):
            for element in (block.element, *block.element.iterancestors()):
                if element.tag in _NEVER:
                    break
                if leads.search(names_of(element)):
                    element.attrib.pop("class", None)
                    element.attrib.pop("id", None)
    for element in list(root.iter("aside")):
        if element.find(".//h1") is not None:
            element.tag = "article"
