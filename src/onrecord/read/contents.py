"""Where what is told begins and ends, where the words around it tell better than the encoder.

A content begins with its clause's subject and does not end on 'the'; what the author adds about somebody else ('…, but
the agency did not reply') is no part of it, nor is a sentence that another already says.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from onrecord.model import Attribution, Reading, Span
from onrecord.read.edges import trimmed
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.nested import attribution_id, in_order
from onrecord.read.quotes import quoted_spans
from onrecord.read.reporting import act_of
from onrecord.read.reports import plain_report
from onrecord.read.sentences import sentences

__all__ = ["with_whole_contents"]

_FAR = 80
"""Characters between a cue and the auxiliary with which its content was taken to begin."""

_LED = re.compile(
    r"\s(?P<opener>to|that|whether)\s|(?<=declined)\s(?P<said>to\s[a-z]+)\s|(?<=refused)\s(?P<done>to\s[a-z]+)\s"
)
_NEARLY = 12
"""Characters by which two contents that begin alike may end apart and be one."""

_GAP = 2
"""Characters between a piece of a content and an attribution inside it."""

_LEAST = 8
"""Characters of a content before an addition of the author's."""

_COORDINATES = frozenset({"but", "and", "while", "although", "though"})
_PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i", "you"})
_NO_PRONOUN = r"(?!(?:he|she|they|it|we|I|you|that|there|not|if|when|to|this|these|those)\s)"
_ASKING = frozenset({"order", "urge", "request"})
_WHOM = re.compile(r"\s(?:(?!to\s)[\w’'.()-]+\s){1,6}?(?:not\s)?to\s[a-z]+\s(?:[a-z]+\s){0,2}")
_IT = re.compile(r"\s(?P<whom>it|him|her|them|himself|herself|themselves|itself|us|me)\s")
_OPENING = re.compile(
    r"(?:[A-Z][A-Z .,’'-]+(?::|\s[—–-]{1,2})\s)?(?!(?:And|But|However|Still|Yet|So|Also)\b)"
    r"(?P<words>(?:[\w’'-]+\s){1,4})"
)
_REST = re.compile(r"[^,.;:?!“”\"()—–\n]*")
_LATER = re.compile(r",\s(?:where|which|who|whom|whose|when|while|but|although|though)\s")
"""Where a clause begins later than at the 'and' before it: 'Chicago, and New York, where he claims'."""

_LOOSE_END = re.compile(r",?\s(?:and|but|or)\s(?P<last>\w+)\Z")
_LAST_WORD = re.compile(r"(?<![\w’'-])[\w’'-]+\Z")


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around the contents of a text: its sentences, quotations, and the sources and cues of all."""

    text: str
    bounds: Sequence[Span]
    quotes: Sequence[Span]
    taken: Sequence[Span]
    contents: Sequence[Span]
    told: Sequence[tuple[Span, str]]
    """For each attribution with its source before its cue: both as one stretch, and its id."""
    behind: Mapping[int, Sequence[tuple[str, int, int]]]
    """By where a content begins right behind its cue: the attribution's id, where it begins, where the content ends."""

    def sentence(self, at: int) -> int:
        """Return the number of the sentence that holds a place, or of the one before it."""
        return bisect_right(self.bounds, Span(at, 1 << 62)) - 1

    def is_quoted(self, span: Span) -> bool:
        """Say whether a span shares words with a quotation."""
        at = bisect_right(self.quotes, Span(span.end, 0)) - 1
        return at >= 0 and self.quotes[at].end > span.start

    def quotes_near(self, span: Span) -> Sequence[Span]:
        """Return the quotations that share words with a span or touch it."""
        first = bisect_left(self.quotes, Span(span.start - 1, 0))
        return self.quotes[first : bisect_right(self.quotes, Span(span.end, span.end))]

    def told_inside(self, place: Span, item: Attribution) -> Iterator[Span]:
        """Yield who else tells something in a place: source and cue as one stretch."""
        first = bisect_left(self.told, (Span(place.start, place.start), ""))
        for stretch, of in self.told[first : first + 4]:
            if of != item.id and place.contains(stretch):
                yield stretch

    def next_taken(self, start: int, end: int) -> int:
        """Return where the first source or cue begins that begins in a stretch, else the stretch's end."""
        at = bisect_left(self.taken, Span(start, 0))
        return min(self.taken[at].start, end) if at < len(self.taken) else end


def with_whole_contents(reading: Reading, found: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions with each content from the beginning to the end of what is told, in order."""
    text = reading.document.text
    taken = sorted(
        span for item in found for spans in (item.cue or (), item.source.spans if item.source else ()) for span in spans
    )
    contents = sorted(span for item in found for span in item.content)
    told = sorted(
        (Span(item.source.spans[0].start, item.cue[-1].end), item.id)
        for item in found
        if item.source and item.cue and item.source.spans[0].start < item.cue[-1].end
    )
    behind: dict[int, list[tuple[str, int, int]]] = {}
    for item in found:
        for piece in item.content:
            if item.cue and 0 <= piece.start - item.cue[-1].end <= 1:
                behind.setdefault(piece.start, []).append((item.id, _first(item), piece.end))
    around = _Around(text, sentences(text), quoted_spans(text), taken, contents, told, behind)
    whole = []
    for item in found:
        content = item.content
        for change in (_of_own_sentence, _within_sentence, _of_own_cue, _begun, _ended, _without_author, _edged):
            content = change(around, item, content)
        whole.append(item if content == item.content else _with_content(reading, item, content))
    return in_order(whole)


def _with_content(reading: Reading, item: Attribution, content: tuple[Span, ...]) -> Attribution:
    source = item.source.spans if item.source else ()
    return replace(item, id=attribution_id(reading, source, item.cue or (), content), content=content)


def _of_own_sentence(around: _Around, item: Attribution, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return a content without unquoted pieces of other sentences that somebody else says, or that say nothing."""
    if len(content) < 2 or not item.cue:
        return content
    own = around.sentence(item.cue[0].start)
    kept = []
    for piece in content:
        if around.is_quoted(piece):
            kept.append(piece)
            continue
        elsewhere = around.sentence(piece.start) != own
        loose = around.text[piece.start : piece.end].lower() in _PRONOUNS and bool(kept)
        if not loose and not (elsewhere and (_is_short(around.text, piece) or _is_anothers(around, item, piece))):
            kept.append(piece)
    return tuple(kept) if any(around.sentence(piece.start) == own for piece in kept) else content


def _within_sentence(around: _Around, item: Attribution, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return a content whose unquoted last piece ends with its sentence: behind the stop the author speaks again."""
    last = content[-1]
    number = around.sentence(last.start)
    end = around.bounds[number].end if number >= 0 else last.end
    if not item.cue or end >= last.end or around.is_quoted(last) or around.sentence(item.cue[0].start) != number:
        return content
    while end > last.start and around.text[end - 1] in ".!? \n":
        end -= 1
    return (*content[:-1], Span(last.start, end)) if end > last.start else content


def _of_own_cue(around: _Around, item: Attribution, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return a content without later pieces right behind another's cue that has them: 'and refused | to pledge'."""
    if len(content) < 2 or not item.cue:
        return content
    kept = [content[0]]
    for piece in content[1:]:
        others = around.behind.get(piece.start, ()) if not around.is_quoted(piece) else ()
        before = kept[-1].end + _GAP
        if not any(of != item.id and first > before and end >= piece.end - _NEARLY for of, first, end in others):
            kept.append(piece)
    return tuple(kept)


def _first(item: Attribution) -> int:
    """Return where an attribution's cue begins, or the source that stands right before it."""
    cue = item.cue[0].start if item.cue else item.content[0].start
    source = item.source.spans[0] if item.source else None
    return source.start if source and 0 <= cue - source.end <= _GAP else cue


def _is_short(text: str, piece: Span) -> bool:
    return len(text[piece.start : piece.end].split()) == 1


def _is_anothers(around: _Around, item: Attribution, piece: Span) -> bool:
    """Say whether a piece shares words with a content of another attribution."""
    at = bisect_left(around.contents, piece)
    near = around.contents[max(0, at - 4) : at + 4]
    return any(other.overlaps(piece) and other not in item.content for other in near) or near.count(piece) > 1


def _begun(around: _Around, item: Attribution, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return a content from its 'that' or its subject on, should it begin with an auxiliary ('told him work would')."""
    first = content[0]
    text = around.text
    it = _IT.fullmatch(text, item.cue[-1].end, first.start) if item.cue else None
    if it is not None and act_of(text, item.cue, content) == "describe":
        return (Span(it.start("whom"), first.end), *content[1:])
    sentence = around.bounds[max(0, around.sentence(first.start))]
    opening = _OPENING.fullmatch(text, sentence.start, first.start)
    is_named_behind = item.source is not None and 0 < item.source.spans[0].start - first.end <= _GAP
    if opening and is_named_behind and len(content) == 1 and not around.is_quoted(first):
        start = opening.start("words")
        if around.next_taken(start, first.start) == first.start:
            return (Span(start, first.end), *content[1:])
    led = _LED.fullmatch(around.text, item.cue[-1].end, first.start) if item.cue else None
    if led is not None:
        return (Span(led.start() + 1, first.end), *content[1:])
    if item.cue and act_of(around.text, item.cue) in _ASKING and not around.is_quoted(item.cue[0]):
        whom = _WHOM.fullmatch(around.text, item.cue[-1].end, first.start)
        if whom is not None and around.next_taken(whom.start(), first.start) == first.start:
            return (Span(whom.start() + 1, first.end), *content[1:])
    if not item.cue or len(item.cue) > 1 or not 1 < first.start - item.cue[0].end <= _FAR:
        return content
    start = item.cue[0].end
    if not _auxiliary().match(around.text, first.start) or around.next_taken(start, first.start) < first.start:
        return content
    verb = around.text[item.cue[0].start : start].rsplit(" ", 1)[-1].lower()
    found = _gap(takes=verb in load_lexicon("reported")["inner"]["to"]).fullmatch(around.text, start, first.start)
    return (Span(found.start("subject"), first.end), *content[1:]) if found else content


def _edged(around: _Around, _item: Attribution, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return a content with both marks of a quotation that it holds but for one, and without a comma at its end."""
    pieces = []
    for piece in content:
        start, end = piece.start, piece.end
        for quote in around.quotes_near(piece):
            if start <= quote.start and quote.end - 1 == end:
                end = quote.end
            if start == quote.start + 1 and end >= quote.end - 1:
                start, end = quote.start, max(end, quote.end)
        while end > start + 1 and around.text[end - 1] in ", " and not around.is_quoted(Span(end - 1, end)):
            end -= 1
        pieces.append(Span(start, end))
    return tuple(pieces)


def _ended(around: _Around, item: Attribution, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return a content that goes on to its clause's end, should it end on a word that cannot be the last."""
    last = content[-1]
    text = around.text
    if not item.cue or last.start < item.cue[-1].end or text[last.end : last.end + 1] != " ":
        return content
    word = _LAST_WORD.search(text, last.start, last.end)
    has_verb = _auxiliary().search(text, last.start, last.end + 1) is not None
    is_clause = text.startswith("that ", last.start) and not has_verb
    is_open = word is not None and word[0].lower() in _open_words()
    is_open |= is_clause and _auxiliary().match(text, last.end + 1) is not None
    if not is_open or around.is_quoted(Span(last.start, last.end + 1)):
        return content
    loose = _LOOSE_END.search(text, last.start, last.end)
    if loose and loose.start() > last.start and _auxiliary().match(text[loose.start("last") : last.end] + " "):
        return (*content[:-1], Span(last.start, loose.start()))
    rest = _REST.match(text, last.end)
    end = around.next_taken(last.end, rest.end() if rest else last.end)
    verb = _auxiliary().search(text, last.end, end)
    if verb and word and not is_clause and not _auxiliary().match(text, word.start()):
        end = verb.start()
    longer = trimmed(Span(last.start, last.start + len(text[last.start : end].rstrip())), text)
    return (*content[:-1], longer) if longer.end > last.end else content


def _without_author(around: _Around, item: Attribution, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return a content without what the author adds behind it: who else says so, or what somebody else says or does."""
    last = content[-1]
    text = around.text
    if not item.cue:
        return content
    for join in _joined().finditer(text, last.start, last.end + 1):
        if join.start() - last.start < _LEAST or around.is_quoted(Span(join.start(), join.end())):
            continue
        rest = Span(join.end(), around.bounds[around.sentence(join.start())].end)
        if join["bare"]:
            others = any(said.start == rest.start for said in around.told_inside(rest, item))
            others = others or _is_report(text, rest)
        else:
            others = join["according"] is not None or _is_authors(around, item, rest, join["join"])
        if others:
            return (*content[:-1], Span(last.start, join.start()))
    return content


def _is_authors(around: _Around, item: Attribution, rest: Span, join: str) -> bool:
    """Say whether a clause joined to a content tells what another says, does not say, or does."""
    text = around.text
    inside = (said for said in around.told_inside(rest, item) if said.start - rest.start <= _FAR)
    if any(_LATER.search(text, rest.start, said.start) is None for said in inside):
        return True
    if join not in _COORDINATES:
        return False
    if _is_report(text, rest):
        return True
    reaction = _reaction().match(text, rest.start, rest.end)
    if reaction is not None:
        return True
    cue = text[item.cue[-1].start : item.cue[-1].end].rsplit(" ", 1)[-1] if item.cue else ""
    is_past = cue.endswith("ed") or cue in {"said", "told", "wrote", "found", "thought"}
    return join == "but" and is_past and _present().match(text, rest.start, rest.end) is not None


def _is_report(text: str, clause: Span) -> bool:
    """Say whether a clause is a report of its own, whose subject is no pronoun."""
    report = plain_report(text, clause)
    source = report[0] if report else None
    return source is not None and text[source.start : source.end].lower() not in _PRONOUNS


@cache
def _joined() -> re.Pattern[str]:
    return re.compile(
        r",\s(?:(?P<according>according\sto\s)|(?P<join>but|and|while|although|though|where|which|whom)\s)|\s(?P<bare>and|while|but)\s"
    )


@cache
def _reaction() -> re.Pattern[str]:
    """Return the pattern of a subject with what it does or does not say: 'the agency had no comment'."""
    reactions = word_pattern(load_lexicon("reported")["content"]["reactions"])
    return re.compile(rf"(?P<who>{_NO_PRONOUN}(?:[\w’'.-]+\s){{1,7}}?){reactions}(?!\w)")


@cache
def _present() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<who>{_NO_PRONOUN}(?:[\w’'.-]+\s){{1,5}}?)(?:is|are|isn['’]t|aren['’]t|has|have|do|does|don['’]t|doesn['’]t)\s|that\s(?:wasn['’]t|was\snot|isn['’]t|is\snot)\s"
    )


@cache
def _open_words() -> frozenset[str]:
    words = load_lexicon("reported")["content"]
    return frozenset((*words["auxiliaries"], *words["open"]))


@cache
def _auxiliary() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w’'-]){word_pattern(load_lexicon('reported')['content']['auxiliaries'])}\s")


@cache
def _gap(*, takes: bool) -> re.Pattern[str]:
    """Return the pattern of what stands between a verb and an auxiliary; ``takes``: whom it is told, first."""
    words = load_lexicon("reported")["inner"]
    named = r"(?:[A-Z][\w’'-]+\s){0,3}"
    someone = word_pattern([*words["addressees"], *words["audiences"]])
    whom = rf"(?:{someone}|{word_pattern(words['articles'])}\s(?:{named}[A-Z][\w’'-]+|[\w’'-]+)|{named}[A-Z][\w’'-]+)\s"
    return re.compile(rf"\s{whom if takes else ''}(?P<subject>(?:that\s)?(?:[\w’'$€£-]+\s){{1,8}})")
