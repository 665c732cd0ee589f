"""The structural parts of an article: what is reporting, what the author's opinion, what neither.

A part is told by its words (``lexicon/segments.toml``) and its form: a line of its own, short, without a final
stop, in title case.  The segments tile the text; a segment takes the white space after it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import NamedTuple

from onrecord.model import Document, Reading, Segment, SegmentKind
from onrecord.read.layout import layout
from onrecord.read.opened import crawl_prefix
from onrecord.read.pipeline import step
from onrecord.read.turn_labels import labelled_lines

__all__ = ["Mark", "mark_parts", "segment_document", "title_and_byline"]

_NAMING = frozenset({"'by' and nothing but names near the top", "a writer's post near the top"})
_WRITERS_END = re.compile(
    r",\s(?=[a-z ]*(?:staff|writer|reporter|correspondent|editor|press|news)\b)|\s[|–—/-]\s", re.IGNORECASE
)
"""What follows the writers' names in a byline: posts, papers, days."""

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\u2028\u2029]")
_HEAD = 300
"""Characters of a line that are looked at: no label is longer."""

_TOP_LINES = 8
_LAST_LINES = 3
_LONGEST_POST = 80
_POST = re.compile(
    r"(?i:of the [\w ]{2,40} staff$|(?:staff|associated press)? ?(?:writers?|reporters?)$|the associated press$)"
    r"|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}(?:,| \|| [-–—]) "
)
"""Posts that stand alone in a line, or behind a name and a comma."""

_LEFT_OVER = re.compile(
    r"(?i:(?:RT:?\s*)?(?:https?://\S+|pic\.twitter\.com/\S+|\[(?:video|photo|picture|image|gif|audio|link)s?\])\s*)+|RT:?(?:\s@\S+)?"
)
_AFTER_THE_END = "text after the mark that ends a release"
_STOPS = ".!?:;,…"
_MERGED: frozenset[SegmentKind] = frozenset({"body", "opinion", "boilerplate", "note", "byline"})
_DAY_LINE = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
    r"(?:\d{4}-\d\d-\d\d|(?:[a-z]{3,9})\.? \d{1,2},? \d{4}|\d{1,2} [a-z]{3,9} \d{4}).{0,30}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of more than white space; ``start`` is that of its first visible character.

    ``apart_before`` and ``apart_after`` tell whether a blank line, or the text's edge, stands there.
    """

    start: int
    end: int
    words: str
    apart_before: bool
    apart_after: bool

    @property
    def core(self) -> str:
        """The line without Markdown's marks of headings and bold type."""
        return self.words.strip("#*_ \t")

    @property
    def is_marked(self) -> bool:
        """Whether Markdown marks it as a heading."""
        return re.match(r"#{1,6}[ \t]+\S", self.words) is not None


class Mark(NamedTuple):
    """Where a part begins, its kind, the rule that told it, and the words by which, where it went by words."""

    start: int
    kind: SegmentKind
    rule: str
    words: str | None = None


class _Told(NamedTuple):
    """What a line is, by which rule and words."""

    kind: SegmentKind
    rule: str
    words: str | None = None


@step("segment", version=3, needs=("document",), adds=("segments",), languages=None)
def segment_document(reading: Reading) -> Reading:
    """Return the reading with the segments that tile its document's text."""
    document = reading.document
    return replace(reading, segments=_tile(list(mark_parts(document)), len(document.text)))


def title_and_byline(document: Document) -> tuple[str | None, str | None]:
    """Return the headline and the writers that a plain text names itself above its first paragraph, where it does."""
    text = document.text
    marks = list(islice(mark_parts(document), _TOP_LINES))
    title = byline = None
    for mark in marks:
        line = _LINE.match(text, mark.start)
        words = line[0].strip().strip("#*_ \t") if line else ""
        if mark.kind == "body":
            break
        if mark.kind == "headline":
            title = title or words
        elif mark.kind == "byline" and mark.rule in _NAMING:
            start = layout().byline.match(words)
            byline = byline or _WRITERS_END.split(words[start.end() if start else 0 :])[0].strip() or None
    return title, byline


def _tile(marks: Sequence[Mark], end: int) -> tuple[Segment, ...]:
    """Return segments from where each begins; neighbours of one kind are one, but for headings and captions."""
    if end == 0:
        return ()
    kept: list[tuple[int, SegmentKind]] = []
    first: SegmentKind = marks[0].kind if marks else "body"
    for start, kind in [(0, first), *((mark.start, mark.kind) for mark in marks[1:])]:
        if not kept or kept[-1][1] != kind or kind not in _MERGED:
            kept.append((start, kind))
    ends = [start for start, _ in kept[1:]] + [end]
    return tuple(Segment(start, stop, kind) for (start, kind), stop in zip(kept, ends, strict=True))


def mark_parts(document: Document) -> Iterator[Mark]:
    """Yield where each part begins, its kind, and the rule that told it."""
    text = document.text
    prefix = crawl_prefix(text)
    begin = prefix[0] if prefix is not None and prefix[1] is not None else 0
    if begin:
        yield Mark(0, "boilerplate", "a crawl's line with the day", text[:begin].strip())
    lines = _lines(text, begin)
    turns = {span.start for span in labelled_lines(text)}
    own = _Told("opinion", "a document of opinion") if document.kind == "opinion" else _Told("body", "running text")
    voice = own
    block: SegmentKind | None = None
    is_over = has_headline = is_under_byline = False
    for index, line in enumerate(lines):
        if line.apart_before:
            block = None
        told = _Told("boilerplate", _AFTER_THE_END) if is_over else _furniture(line, index, document, block)
        told = told or _about_the_writer(lines, index, is_under_byline=is_under_byline)
        is_under_byline = told is not None and told.kind == "byline"
        if told is not None:
            yield Mark(line.start, *told)
            if told.kind == "note" or layout().blocks.match(line.words):
                block = told.kind
            is_over = is_over or (document.kind == "release" and line.words in layout().marks)
            if told.kind == "boilerplate" and not _goes_on_after(line):
                voice = own
            continue
        label = _opinion_label(line)
        if label:
            yield Mark(line.start, "heading", "a label of opinion", line.words[:label].strip())
            voice = _Told("opinion", "text after a label of opinion", line.words[:label].strip())
            if line.start + label < line.end:
                yield Mark(line.start + label, *voice)
            continue
        is_free = line.start not in turns and not (document.kind == "statement" and document.title is None)
        is_top = is_free and not has_headline and index < _TOP_LINES
        headline = _headline_rule(lines, index, document) if is_top else None
        if headline is not None:
            has_headline = True
            yield Mark(line.start, "headline", headline)
            continue
        heading = _heading_rule(lines, index) if is_free else None
        if heading is not None:
            yield Mark(line.start, "heading", heading)
            continue
        has_headline = True
        run_in = layout().heading_run_in.match(line.words[:_HEAD]) if is_free else None
        if run_in and run_in.end() < len(line.words):
            yield Mark(line.start, "heading", "a heading run into its paragraph", run_in[0].strip())
            yield Mark(line.start + run_in.end(), *voice)
        else:
            yield Mark(line.start, *voice)


def _goes_on_after(line: _Line) -> bool:
    """Say whether the text goes on in the same voice after a line of boilerplate."""
    words = layout()
    return bool(words.passing.match(line.core) or words.invitation.match(line.core)) or line.words in words.rules


def _about_the_writer(lines: Sequence[_Line], index: int, *, is_under_byline: bool) -> _Told | None:
    """Return what a line is that tells of the writer: a post near the top ('Staff Writers'), a note at the end."""
    line = lines[index]
    if index and index >= len(lines) - _LAST_LINES and layout().bio.match(line.core):
        return _Told("boilerplate", "who wrote the article, in its last lines")
    is_under = is_under_byline and not line.apart_before
    if index >= _TOP_LINES or len(line.core) > _LONGEST_POST or not (is_under or _POST.match(line.core)):
        return None
    is_post = line.core[-1:] not in _STOPS and layout().post.fullmatch(line.core)
    return _Told("byline", "a writer's post near the top") if is_post else None


def _lines(text: str, begin: int) -> list[_Line]:
    """Return the lines from ``begin`` on; where no blank line stands in the text, every line is a paragraph."""
    places = []
    for found in _LINE.finditer(text, begin):
        words = found[0].strip()
        if words:
            start = found.start() + found[0].index(words[0])
            places.append((start, start + len(words)))
    apart = [len(_BREAK.findall(text, one_end, two_start)) > 1 for (_, one_end), (two_start, _) in pairwise(places)]
    if not places:
        return []
    if not any(apart):
        apart = [True] * len(apart)
    return [
        _Line(start, end, text[start : min(end, start + 4 * _HEAD)], before, after)
        for (start, end), before, after in zip(places, [True, *apart], [*apart, True], strict=True)
    ]


def _furniture(line: _Line, index: int, document: Document, block: SegmentKind | None) -> _Told | None:
    """Return what a line is that is neither heading nor running text; ``block`` is the kind that it may go on."""
    if block is not None:
        return _Told(block, "a block goes on to the next blank line")
    words = layout()
    head = line.words[:_HEAD]
    core = line.core[:_HEAD]
    is_short = len(line.words) <= _HEAD
    if found := words.note.match(head.lstrip("*_([")):
        return _Told("note", "a word that opens a note", found[0])
    if found := words.caption.match(head):
        return _Told("caption", "a word that opens a caption", found[0])
    if found := words.caption_end.search(head) if is_short else None:
        return _Told("caption", "a picture's credit in brackets", found[0])
    if is_short and _LEFT_OVER.fullmatch(line.words):
        return _Told("boilerplate", "an address or a picture's place on a line of its own")
    if line.words in words.marks | words.rules:
        return _Told("boilerplate", "a mark on a line of its own", line.words)
    if found := words.blocks.match(head):
        return _Told("boilerplate", "a line that opens a block", found[0])
    if found := words.passing.match(core) if is_short else None:
        return _Told("boilerplate", "a line that the text goes on after", found[0])
    if found := words.closing.match(core) if is_short else None:
        return _Told("boilerplate", "a line that closes an article", found[0])
    if found := words.ends.search(core) if is_short else None:
        return _Told("boilerplate", "words that end a credit", found[0])
    if is_short and _names_after(words.credits, line.words):
        return _Told("boilerplate", "a credit and nothing but names", line.words)
    if found := words.invitation.match(core) if is_short else None:
        return _Told("boilerplate", "a line that asks to follow, to sign up or to get in touch", found[0])
    byline = _byline_rule(line, document) if index < _TOP_LINES else None
    return None if byline is None else _Told("byline", byline)


def _byline_rule(line: _Line, document: Document) -> str | None:
    """Return the rule by which a line near the top names the writer or the day, None where it does not."""
    if len(line.words) > 140:
        return None
    if document.byline and line.core.casefold() == document.byline.casefold():
        return "the document's byline"
    words = layout()
    if _DAY_LINE.match(line.words) or (words.dated.match(line.words) and any(map(str.isdigit, line.words))):
        return "a line with the day near the top"
    return "'by' and nothing but names near the top" if _names_after(words.byline, line.words) else None


def _names_after(start: re.Pattern[str], line: str) -> bool:
    """Say whether a line holds ``start`` and then nothing but names."""
    found = start.match(line)
    if found is None or line[-1] in "!?:,":
        return False
    names = re.findall(r"[^\W\d_][\w.’'-]*", line[found.end() :])
    small = layout().small
    is_name = [name[0].isupper() or name.casefold() in small or start.match(f"{name} by ") for name in names]
    return bool(names) and names[0][0].isupper() and all(is_name) and len(names) <= 16


def _opinion_label(line: _Line) -> int:
    """Return the length of a heading at the start of the line after which the author speaks, else 0."""
    head = line.words[:_HEAD].rstrip("*_# \t")
    marks = len(head) - len(head.lstrip("#*_ \t"))
    label = layout().opinion_label.match(head, marks)
    if label and label.end() == len(head):
        return len(line.words)
    if label and line.apart_before and head[marks].isupper():
        return label.end()
    run_in = layout().opinion_run_in.match(head, marks)
    return run_in.end() if run_in and line.apart_before else 0


def _headline_rule(lines: Sequence[_Line], index: int, document: Document) -> str | None:
    """Return the rule by which a line near the top is the headline, None where it is not."""
    line = lines[index]
    if document.title and " ".join(line.core.split()).casefold() == " ".join(document.title.split()).casefold():
        return "the document's title"
    if index + 1 >= len(lines) or len(line.words) > 200 or len(line.words.split()) > 30:
        return None
    is_stopped = line.core[-1:] in ".!:;,…" and re.search(r"\b[A-Z]\.$", line.core) is None
    is_stopped = is_stopped or _ends_a_quotation(line.core)
    is_apart = line.apart_after or _byline_rule(lines[index + 1], document) is not None
    return (
        "the first line, apart and without a stop"
        if is_apart and not is_stopped and not line.core[:1].islower()
        else None
    )


def _ends_a_quotation(core: str) -> bool:
    """Say whether a line is the end of what somebody said: '… the end of it.”'; a headline's quotation has no stop."""
    is_closed = core.endswith(("”", '"')) and (core.count("“") < core.count("”") or core.count('"') % 2 == 1)
    return is_closed or re.search(r"[.,!…][”\"’']+$", core) is not None


def _heading_rule(lines: Sequence[_Line], index: int) -> str | None:
    """Return the rule by which a line of its own is a heading, None where it is not.

    A heading is short, has no final stop, and running text after it.
    """
    line = lines[index]
    core = line.core
    if line.is_marked:
        return "Markdown's mark of a heading"
    if index + 1 >= len(lines) or not (line.apart_before and line.apart_after) or len(line.words) > 90:
        return None
    words = core.split()
    if not words or core[-1] in _STOPS or core[0] in "-–—•*“\"‘'(" or core[-1] in "”\"’'" or not core[0].isalnum():
        is_question = bool(words) and core.endswith("?") and len(words) <= 12 and _is_title(words)
        return "a question in title case on a line of its own" if is_question else None
    if len(words) <= 14 and _is_title(words):
        return "title case on a line of its own"
    is_short = len(words) <= 9 and not core[0].islower() and len(lines[index + 1].words) >= 60
    return "a short line without a stop before a paragraph" if is_short else None


def _is_title(words: Sequence[str]) -> bool:
    """Say whether three quarters of the longer words are capitalised, the first among them."""
    longer = [word for word in words if len(word) >= 4 and word[0].isalpha()]
    return words[0][0].isupper() and sum(word[0].isupper() for word in longer) >= 0.75 * len(longer)
