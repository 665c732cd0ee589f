"""Changes told without a figure where no measure knows the topic: 'premiums have gone up', 'a rise in violence'.

A movement makes a claim where what moves is counted as such ('premiums', 'turnout'), or where its verb is said of
nothing else ('skyrocketed').  What somebody wants, could or should bring about is none; what will come is a forecast.
"""

from collections.abc import Iterator
from functools import cache

from onrecord.model import ClaimKind, Polarity, Quantity, Span, WhyNot
from onrecord.read.asserted import is_asserted
from onrecord.read.counted import lemma_of
from onrecord.read.lexicon import load_lexicon
from onrecord.read.scene import Draft, Scene
from onrecord.read.slots import clause_of
from onrecord.read.tokens import Word, phrase_at, phrases

__all__ = ["movements_in"]

_BACK = 7
"""Words before a verb in which the noun that moves stands: 'support for the governor has slipped'."""

_OBJECT = 7
"""Words behind a verb in which what it raises or lowers stands: 'cut the number of jobs'."""

_OBJECT_STOP = frozenset(
    "in on at by for to from with and or as that when because who which if so but while up down out off over where after before".split()
)
_NO_SUBJECT = frozenset(
    "a an the this that these those his her its their our my your he she it they we you i who which what and or but of in on at by for to from with as if when while because so not no than then there here more less most very too also says said".split()
)
_BETWEEN_STOP = frozenset(
    "that who which said says because if when after before but while he she they we you i and or to by as than with from under through against".split()
)
_NOT_BEFORE = {"declined": ("to",), "up": ("for", "to", "with", "in"), "down": ("to", "with", "on"), "doubled": ("down",), "doubling": ("down",),
               "better": ("than",), "worse": ("than",), "strong": ("enough",)}  # fmt: skip
"""What makes another phrase of a movement: 'declined to comment', 'up for grabs', 'doubled down'."""

_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "'s", "'re", "getting", "gotten", "got", "become", "becoming", "became",
                 "remained", "remain", "remains", "gone", "went", "going", "goes"})  # fmt: skip
_AHEAD = frozenset({"will", "won't", "would", "'ll", "gonna", "shall", "we'll", "they'll", "it'll", "you'll", "he'll", "she'll", "i'll", "wouldn't"})
_EXPECTED = frozenset({"expected", "projected", "going", "likely", "set", "forecast", "poised", "predicted", "bound", "sure"})
_OPEN = frozenset({"could", "should", "must", "can", "may", "might", "let", "let's", "don't", "doesn't", "didn't", "cannot", "can't", "couldn't", "please",
                   "ought", "need", "help", "helps", "never"})  # fmt: skip
_WISHED = frozenset(
    "prevent prevents avoid avoiding propose proposes proposed proposing oppose opposes opposed support supports supported seek seeks want wants call calls called calling demand demands promise promised promises plan plans favor favors could would should no any without despite against possible potential".split()
)


@cache
def _counted() -> frozenset[str]:
    return frozenset(load_lexicon("general")["counted"]["nouns"])


def movements_in(text: str, scene: Scene, words: list[Word]) -> Iterator[Draft]:
    """Yield the movements of a sentence that no figure tells; one for each noun and direction."""
    seen: set[tuple[str, Polarity]] = set()
    for at in range(len(words)):
        draft = (
            _intransitive(text, scene, words, at)
            or _transitive(text, scene, words, at)
            or _noun(text, scene, words, at)
            or _compound(text, scene, words, at)
        )
        if draft is None or (draft.topic or "", draft.polarity) in seen:
            continue
        if not is_asserted(text, scene.span, draft.anchor):
            continue
        seen.add((draft.topic or "", draft.polarity))
        yield draft


def _form(words: list[Word], at: int, names: tuple[str, ...]) -> tuple[str, int] | None:
    """Return which list of movements the words at ``at`` stand in, and how many words they are."""
    for name in names:
        count = phrase_at(words, at, phrases("general", "moves", name))
        if count:
            return name, count
    return None


def _intransitive(text: str, scene: Scene, words: list[Word], at: int) -> Draft | None:
    """Return the movement of a subject by itself: 'crime is falling'."""
    form = _form(words, at, ("up", "down", "up_of", "down_of", "states_up", "states_down"))
    if form is None or at == 0:
        return None
    name, count = form
    verb, end = words[at], words[at + count - 1].end
    following = words[at + count].lower if at + count < len(words) and not words[at + count].cut else ""
    if following in _NOT_BEFORE.get(verb.lower, ()):
        return None
    first, helped, kind = _auxiliaries(words, at)
    if kind is None or first == 0:
        return None
    loose = name not in {"up", "down"}
    if name.startswith("states") and not helped & _BE:
        return None
    free = verb.lower.endswith("ing") and not helped & _BE and not helped & {"began", "keeps", "keep", "kept", "started", "seen"}
    subject = _subject(words, first, strict=not loose and not free)
    if free and subject != first - 1:
        return None
    if subject is None or _has_figure(scene.quantities, text, end):
        return None
    return _draft(text, scene, words[subject], Span(words[first].start if first < at else verb.start, end), name, kind, words[subject].start)


def _auxiliaries(words: list[Word], at: int) -> tuple[int, set[str], ClaimKind | None]:
    """Return where the verb that ends at ``at`` begins, its helping words, and the kind of claim (None: not asserted)."""
    table = frozenset(load_lexicon("general")["moves"]["auxiliaries"])
    first, helped = at, set[str]()
    kind: ClaimKind | None = "change"
    while first > 0 and not words[first].cut and at - first < 6:
        lower = words[first - 1].lower
        if lower in _AHEAD or (lower == "to" and first > 1 and words[first - 2].lower in _EXPECTED):
            kind = "forecast" if kind is not None else None
        elif lower in _OPEN:
            kind = None
        elif lower == "to" and first > 1 and words[first - 2].lower.rstrip("sd") in {"continue", "began", "begin", "start"}:
            pass
        elif lower == "to":
            return first, helped, None
        elif not (lower in table or lower.endswith("ly") or (kind == "forecast" and lower in _EXPECTED)):
            break
        helped.add(lower)
        first -= 1
    return first, helped, kind


def _subject(words: list[Word], first: int, *, strict: bool) -> int | None:
    """Return which word before ``first`` is what moves: the nearest noun that is counted, else (strictly) any noun."""
    if words[first].cut:
        return None
    head = first - 1
    found: int | None = None
    for index in range(head, max(-1, head - _BACK), -1):
        lower = words[index].lower.removesuffix("'s")
        if lower in _counted():
            found = index
            break
        if lower in _BETWEEN_STOP or words[index].cut:
            break
    if found is not None:
        return found
    lower = words[head].lower
    plain = strict and lower.isalpha() and len(lower) > 3 and lower not in _NO_SUBJECT and not lower.endswith("ly")  # noqa: PLR2004
    return head if plain else None


def _transitive(text: str, scene: Scene, words: list[Word], at: int) -> Draft | None:
    """Return the movement of what somebody raises or lowers: 'the law has cut costs'."""
    form = _form(words, at, ("raise", "lower"))
    if form is None or at == 0 or (words[at].cut and not words[at].lower.endswith("ing")):
        return None
    name, count = form
    verb, before = words[at], words[at - 1].lower
    first, helped, kind = _auxiliaries(words, at)
    if kind is None or before in {"a", "an", "the", "of", "by", "for", "in", "and", "or", "this", "that's", "from", "with"}:
        return None
    if verb.lower.endswith("ing") and not verb.cut and not helped & _BE and before not in _counted():
        return None
    if before in _counted() and verb.lower in {"cut", "cuts", "hikes"}:
        return None
    for index in range(at + count, min(len(words), at + count + _OBJECT)):
        lower = words[index].lower
        if words[index].cut or lower in _OBJECT_STOP:
            return None
        if lower in _counted():
            if any(verb.start < item.start < words[index].end + 12 for item in scene.quantities if not item.ordinal):
                return None
            last = index
            while last + 1 < len(words) and not words[last + 1].cut and words[last + 1].lower in _counted():
                last += 1
            polar = "up" if name == "raise" else "down"
            return _draft(text, scene, words[last], Span(verb.start, words[last].end), polar, kind, verb.start)
    return None


def _noun(text: str, scene: Scene, words: list[Word], at: int) -> Draft | None:
    """Return the movement that a noun tells: 'a rise in premiums', 'the loss of jobs'."""
    form = _form(words, at, ("nouns_up", "nouns_down"))
    if form is None or at + 2 >= len(words) or words[at + 1].cut or words[at + 1].lower not in {"in", "of"}:
        return None
    if any(words[max(0, at - 3)].start <= item.start < words[at].start for item in scene.quantities if not item.ordinal):
        return None
    lead = {word.lower for word in words[max(0, at - 5) : at]}
    if lead & _WISHED or words[at - 1].lower == "to" or at == 0:
        return None
    kind: ClaimKind = "forecast" if lead & _AHEAD else "change"
    for index in range(at + 2, min(len(words), at + 2 + _OBJECT)):
        lower = words[index].lower
        if words[index].cut or lower in {"in", "on", "by", "for", "to", "from", "with", "that"}:
            return None
        if lower in _counted():
            polar = "up" if form[0] == "nouns_up" else "down"
            return _draft(text, scene, words[index], Span(words[at].start, words[index].end), polar, kind, words[at].start)
    return None


def _compound(text: str, scene: Scene, words: list[Word], at: int) -> Draft | None:
    """Return the movement in an adjective or in the second of two nouns: 'rising costs', 'job losses', 'slow growth'."""
    if at + 1 >= len(words) or words[at + 1].cut:
        return None
    first, second = words[at].lower, words[at + 1].lower
    table = load_lexicon("general")["moving"]
    lead = {word.lower for word in words[max(0, at - 4) : at]}
    if lead & _WISHED or (at and words[at - 1].lower == "to"):
        return None
    if first in table["up"] or first in table["down"]:
        index = next((i for i in (at + 1, at + 2) if i < len(words) and not words[i].cut and words[i].lower in _counted()), None)
        polar = "up" if first in table["up"] else "down"
    elif first in table["paced"] and second == "growth":
        index, polar = at + 1, "up" if first not in {"slow", "slower", "weak", "weaker", "sluggish", "stagnant", "tepid"} else "down"
    elif first in _counted() and first not in table["policy"] and (second in table["behind_up"] or second in table["behind_down"]):
        index, polar = at, "up" if second in table["behind_up"] else "down"
        if any(words[max(0, at - 3)].start <= item.start < words[at].start for item in scene.quantities if not item.ordinal):
            return None
    else:
        return None
    if index is None:
        return None
    kind: ClaimKind = "forecast" if lead & _AHEAD else "change"
    end = words[max(index, at + 1)].end
    return _draft(text, scene, words[index], Span(words[at].start, end), polar, kind, words[at].start)


def _has_figure(quantities: tuple[Quantity, ...], text: str, end: int) -> bool:
    """Say whether a figure right behind a verb tells by how much: then the figure makes the claim."""
    following = next((item for item in quantities if item.start >= end), None)
    return following is not None and following.start - end <= 40 and following.change in {"up", "down"} and not any(  # noqa: PLR2004
        char in ",;.—" for char in text[end : following.start]
    )


def _draft(text: str, scene: Scene, noun: Word, verb: Span, name: str, kind: ClaimKind, start: int) -> Draft:
    """Return the claim of a movement."""
    polarity: Polarity = "+" if name.endswith("up") or name.startswith("up") else "-"
    why_not: WhyNot | None = "forecast" if kind == "forecast" else None
    topic = lemma_of(noun.lower)
    topic = None if topic in load_lexicon("topics") else topic
    clause = clause_of(text, scene.span, verb)
    span = Span(min(start, verb.start), max(verb.end, noun.end))
    return Draft(span, verb, clause, kind, topic, None, None, None, polarity, None, None, why_not, rule="a movement with no figure")
