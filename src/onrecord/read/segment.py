"""The structural parts of an article: what is reporting, what the author's opinion, what neither.

A part is told by its words (``lexicon/segments.toml``) and its form: a line of its own, short, without a final
stop, in title case.  The segments tile the text; a segment takes the white space after it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from onrecord.model import Document, Reading, Segment, SegmentKind
from onrecord.read.layout import layout
from onrecord.read.opened import crawl_prefix
from onrecord.read.pipeline import step

__all__ = ["segment_document"]

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\u2028\u2029]")
_HEAD = 300
"""Characters of a line that are looked at: no label is longer."""

_TOP_LINES = 8
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


@step("segment", version=1, needs=("document",), adds=("segments",), languages=None)
def segment_document(reading: Reading) -> Reading:
    """Return the reading with the segments that tile its document's text."""
    document = reading.document
    return replace(reading, segments=_tile(list(_mark(document)), len(document.text)))


def _tile(marks: Sequence[tuple[int, SegmentKind]], end: int) -> tuple[Segment, ...]:
    """Return segments from where each begins; neighbours of one kind are one, but for headings and captions."""
    if end == 0:
        return ()
    kept: list[tuple[int, SegmentKind]] = []
    first: SegmentKind = marks[0][1] if marks else "body"
    for start, kind in [(0, first), *marks[1:]]:
        if not kept or kept[-1][1] != kind or kind not in _MERGED:
            kept.append((start, kind))
    ends = [start for start, _ in kept[1:]] + [end]
    return tuple(Segment(start, stop, kind) for (start, kind), stop in zip(kept, ends, strict=True))


def _mark(document: Document) -> Iterator[tuple[int, SegmentKind]]:
    """Yield where each part begins, and its kind."""
    text = document.text
    begin = 0
    prefix = crawl_prefix(text)
    if prefix is not None and prefix[1] is not None:
        begin = prefix[0]
        yield 0, "boilerplate"
    lines = _lines(text, begin)
    own: SegmentKind = "opinion" if document.kind == "opinion" else "body"
    voice = own
    block: SegmentKind | None = None
    is_over = has_headline = False
    for index, line in enumerate(lines):
        if line.apart_before:
            block = None
        kind = "boilerplate" if is_over else block or _furniture(line, index, document)
        if kind is not None:
            yield line.start, kind
            words = layout()
            if kind == "note" or words.blocks.match(line.words):
                block = kind
            is_over = is_over or (document.kind == "release" and line.words in words.marks)
            if kind == "boilerplate" and not (words.passing.match(line.words) or line.words in words.rules):
                voice = own
            continue
        label = _opinion_label(line)
        if label:
            yield line.start, "heading"
            voice = "opinion"
            if line.start + label < line.end:
                yield line.start + label, "opinion"
            continue
        if not has_headline and index < _TOP_LINES and _is_headline(lines, index, document):
            has_headline = True
            yield line.start, "headline"
        elif _is_heading(lines, index):
            yield line.start, "heading"
        else:
            has_headline = True
            run_in = layout().heading_run_in.match(line.words[:_HEAD])
            if run_in and run_in.end() < len(line.words):
                yield line.start, "heading"
                yield line.start + run_in.end(), voice
            else:
                yield line.start, voice


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


def _furniture(line: _Line, index: int, document: Document) -> SegmentKind | None:
    """Return the kind of a line that is neither heading nor running text."""
    words = layout()
    head = line.words[:_HEAD]
    core = line.core[:_HEAD]
    is_short = len(line.words) <= _HEAD
    if words.note.match(head.lstrip("*_([")):
        return "note"
    if words.caption.match(head) or (is_short and words.caption_end.search(head)):
        return "caption"
    if line.words in words.marks | words.rules or words.blocks.match(head):
        return "boilerplate"
    if is_short and (words.passing.match(core) or words.closing.match(core)):
        return "boilerplate"
    if is_short and (words.ends.search(core) or _names_after(words.credits, line.words)):
        return "boilerplate"
    if index < _TOP_LINES and _is_byline(line, document):
        return "byline"
    return None


def _is_byline(line: _Line, document: Document) -> bool:
    """Say whether a line near the top names the writer or the day."""
    if len(line.words) > 140:
        return False
    if document.byline and line.core.casefold() == document.byline.casefold():
        return True
    words = layout()
    if _DAY_LINE.match(line.words) or (words.dated.match(line.words) and any(map(str.isdigit, line.words))):
        return True
    return _names_after(words.byline, line.words)


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


def _is_headline(lines: Sequence[_Line], index: int, document: Document) -> bool:
    """Say whether a line near the top is the headline."""
    line = lines[index]
    if document.title and " ".join(line.core.split()).casefold() == " ".join(document.title.split()).casefold():
        return True
    if index + 1 >= len(lines) or len(line.words) > 200 or len(line.words.split()) > 30:
        return False
    is_stopped = line.core[-1:] in ".!:;,…" and re.search(r"\b[A-Z]\.$", line.core) is None
    is_apart = line.apart_after or _is_byline(lines[index + 1], document)
    return is_apart and not is_stopped and not line.core[:1].islower()


def _is_heading(lines: Sequence[_Line], index: int) -> bool:
    """Say whether a line of its own is a heading: short, no final stop, and running text after it."""
    line = lines[index]
    core = line.core
    if line.is_marked:
        return True
    if index + 1 >= len(lines) or not (line.apart_before and line.apart_after) or len(line.words) > 90:
        return False
    words = core.split()
    if not words or core[-1] in _STOPS or core[0] in "-–—•*“\"‘'(" or core[-1] in "”\"’'" or not core[0].isalnum():
        return bool(words) and core.endswith("?") and len(words) <= 12 and _is_title(words)
    if len(words) <= 14 and _is_title(words):
        return True
    return len(words) <= 9 and not core[0].islower() and len(lines[index + 1].words) >= 60


def _is_title(words: Sequence[str]) -> bool:
    """Say whether three quarters of the longer words are capitalised, the first among them."""
    longer = [word for word in words if len(word) >= 4 and word[0].isalpha()]
    return words[0][0].isupper() and sum(word[0].isupper() for word in longer) >= 0.75 * len(longer)
