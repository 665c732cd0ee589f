"""Why each source has its kind and its speaker: the words that told the kind, and how they lead to who is meant.

How a speaker was found follows from the kind of words that the source is made of, as in
:mod:`onrecord.read.referents`, and from whether they hold the speaker's name.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from onrecord.model import Reading, Reason, Source, Span, Speaker
from onrecord.read.aliases import person_words
from onrecord.read.lexicon import load_lexicon
from onrecord.read.names import Name
from onrecord.read.naming import stem, typed_names
from onrecord.read.source_kinds import kind_told, pronoun_in

__all__ = ["speaker_reasons"]

_STEP = "resolve"

_FULL = "the full name"
_OPEN = "a surname of several, and nothing tells whose"

_AS_STATED: Mapping[str, str] = {
    "office": "an office that nobody is named for",
    "unnamed": "unnamed, kept by its description",
    "group": "a group, kept by its words",
    "organisation": "a body, kept by its words",
    "person": "a name that stands only there",
}
"""Speakers whose name is the source's own words, by the source's kind."""


def speaker_reasons(reading: Reading) -> Iterator[Reason]:
    """Yield for each source what told its kind and its speaker, and for each speaker what told name and offices."""
    text = reading.document.text
    names = typed_names(text)
    starts = [name.span.start for name in names]
    speakers = {speaker.id: speaker for speaker in reading.speakers}
    surnames = {person_words(name.words)[-1] for name in names if name.kind == "person" and " " in name.words}
    for item in reading.attributions:
        if item.source is None or not item.source.spans:
            continue
        spans = item.source.spans
        near = names[bisect_left(starts, spans[0].start) : bisect_left(starts, spans[-1].end)]
        words = " ".join(text[span.start : span.end] for span in spans).strip(" ,;")
        yield Reason("attribution", item.id, "source kind", _STEP, kind_told(words, near)[1], None, words)
        speaker = speakers.get(item.source.speaker or "")
        rule = _rule(item.source, words, speaker, near)
        is_open = speaker is not None and speaker.kind == "person" and speaker.name.lower() in surnames
        yield Reason("attribution", item.id, "speaker", _STEP, _OPEN if is_open and rule == _FULL else rule)
    for speaker in reading.speakers:
        yield from _of_speaker(speaker, names, starts)


def _rule(source: Source, words: str, speaker: Speaker | None, names: Sequence[Name]) -> str:
    """Return the rule that led from a source's words to its speaker."""
    if speaker is None:
        return "nobody in the text fits"
    if source.kind == "pronoun":
        return _pronoun_rule(pronoun_in(words))
    if source.kind == "document":
        return _author_rule(words, names)
    if source.kind in {"group", "unnamed"}:
        return _AS_STATED[source.kind]
    named = next((name for name in names if _is_named(name, speaker)), None)
    if named is not None:
        return _name_rule(named, speaker)
    if stem(words) == stem(speaker.name) or _plain(words) == _plain(speaker.name):
        return _AS_STATED[source.kind]
    if source.kind == "office":
        return "the one whom the text names as holder of the office"
    return "a noun that takes up a body named before" if source.kind == "organisation" else _AS_STATED["person"]


def _pronoun_rule(word: str) -> str:
    """Return how a pronoun finds whom it means."""
    pronouns = load_lexicon("speakers")["pronouns"]
    if word in pronouns["self"]:
        return "'I' or 'we': who is quoted around it"
    if word in {"who", "whom", "whose", "which", "that"}:
        return "'who' or 'which': what it follows"
    if word in pronouns["person"]:
        return "a pronoun: the person most in view who fits it"
    return "a pronoun: the group or body most in view"


def _author_rule(words: str, names: Sequence[Name]) -> str:
    """Return how a document's author is found."""
    first = words.split(" ", 1)[0].lower()
    if first in {"his", "her", "their", "its"}:
        return "a document: whom its possessive means"
    return "a document: the name beside it" if names else "a document: who posted last"


def _name_rule(name: Name, speaker: Speaker) -> str:
    """Return how a name that stands in a source leads to its speaker."""
    if speaker.kind == "person":
        whole, said = person_words(speaker.name), person_words(name.words)
        return _FULL if len(said) >= len(whole) else "a short name: its bearer most in view"
    return _FULL if stem(name.words) == stem(speaker.name) else "a body's acronym or short name"


def _is_named(name: Name, speaker: Speaker) -> bool:
    """Say whether a name at this place is one of a speaker's mentions."""
    at = bisect_left(speaker.mentions, name.span)
    return at < len(speaker.mentions) and speaker.mentions[at] == name.span


def _plain(words: str) -> str:
    lower = " ".join(words.lower().split())
    return lower.removeprefix("the ").removeprefix("an ").removeprefix("a ")


def _of_speaker(speaker: Speaker, names: Sequence[Name], starts: Sequence[int]) -> Iterator[Reason]:
    """Yield what told a speaker's name, offices, and whether they speak in public."""
    named = [name for span in speaker.mentions for name in _at(span, names, starts)]
    yield Reason("speaker", speaker.id, "name", _STEP, _kept_name(speaker, named), None, speaker.name)
    titles = [role.title for role in speaker.roles if role.title]
    if titles:
        rule = "a title or apposition beside the name"
        yield Reason("speaker", speaker.id, "roles", _STEP, rule, None, ", ".join(titles))
    if speaker.kind == "person":
        rule = "a public office or seat in the text" if speaker.public_role else "no public office in the text"
        yield Reason("speaker", speaker.id, "public role", _STEP, rule)
    elif speaker.public_role:
        yield Reason("speaker", speaker.id, "public role", _STEP, "bodies speak in public")
    elif speaker.kind == "organisation":
        yield Reason("speaker", speaker.id, "public role", _STEP, "one word that may be a surname")


def _at(span: Span, names: Sequence[Name], starts: Sequence[int]) -> Iterator[Name]:
    at = bisect_left(starts, span.start)
    if at < len(names) and names[at].span == span:
        yield names[at]


def _kept_name(speaker: Speaker, named: Sequence[Name]) -> str:
    """Return the rule by which a speaker's name was chosen."""
    if not named:
        return "the words by which the text first calls them"
    if any(name.words == speaker.name for name in named):
        return "the longest form of the name in the text"
    return "the words by which the text first calls them"
