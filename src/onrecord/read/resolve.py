"""Who each source is: names, short names, offices and pronouns resolved inside the document."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from onrecord.ids import content_id
from onrecord.model import Attribution, Reading, Role, Source, Span, Speaker
from onrecord.read.anonymity import is_left_unnamed
from onrecord.read.callers import callers
from onrecord.read.cast import Cast, Member
from onrecord.read.discourse import Discourse
from onrecord.read.genders import fits_person, gender_of_pronoun, learn_genders
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.naming import typed_names
from onrecord.read.offices import base_title, is_private
from onrecord.read.pipeline import step
from onrecord.read.referents import Referents
from onrecord.read.runs import is_place
from onrecord.read.source_kinds import source_kind
from onrecord.read.sourcing import Sourcing, sourcing

__all__ = ["resolve_speakers"]

_PERSONAL = re.compile(r"\b(?:he|she|him|her|his|hers|himself|herself)\b", re.IGNORECASE)


@step(
    "resolve",
    version=4,
    needs=("attributions", "attributions.venue"),
    adds=("speakers", "attributions.source"),
)
def resolve_speakers(reading: Reading) -> Reading:
    """Say of each source what kind it is and which speaker it names."""
    return _Resolution(reading).finished()


class _Resolution:
    """The state of resolving one reading: one walk over its sources and pronouns, in the order of the text."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.document.text
        self.names = typed_names(self.text)
        self.starts = [name.span.start for name in self.names]
        self.items = sorted((item for item in reading.attributions if item.source), key=_outer_first)
        cited = sorted(_whole(item.source.spans) for item in self.items if item.source)
        self.cast = Cast(self.text, self.names)
        self.callers = callers(self.text, self.names, self.cast)
        self.discourse = Discourse(self.text, self.names, self.cast, cited)
        self.referents = Referents(reading, self.cast, self.discourse)
        self.sources: dict[str, tuple[Source, Member | None]] = {}

    def finished(self) -> Reading:
        """Resolve pronouns and sources as they come; what stands inside another's words after that other."""
        pronouns = [
            (Span(found.start(), found.end()), found.group().lower()) for found in _PERSONAL.finditer(self.text)
        ]
        self._learn(pronouns)
        events: list[tuple[int, int, Span, Attribution | str]] = [
            (_whole(item.source.spans).start, 0, _whole(item.source.spans), item) for item in self.items if item.source
        ]
        cited = {span.start for _, _, span, _ in events if span.end - span.start < 8}
        events += [(span.start, 1, span, word) for span, word in pronouns if span.start not in cited]
        events += [
            (found.start(), 2, Span(found.start(), found.end()), found["title"])
            for found in _the_title().finditer(self.text)
            if self.cast.holders(found["title"])
        ]
        later = []
        for _, _, span, event in sorted(events, key=lambda entry: entry[:2]):
            if isinstance(event, str):
                is_office = self.text[span.start : span.end].lower() != event
                member = self.referents.holder(event, span) if is_office else self.referents.personal(span, event)
                if member is not None:
                    self.discourse.add(member, span)
            elif self.referents.waits(event):
                later.append((span, event))
            else:
                self._resolve(event, span)
        for span, item in later:
            self._resolve(item, span)
        return self._written()

    def _learn(self, pronouns: Sequence[tuple[Span, str]]) -> None:
        """Learn from all pronouns who is a man and who is a woman, before any of them is resolved."""
        for item in self.items:
            whole = _whole(item.source.spans) if item.source else Span(0, 0)
            first = bisect_left(self.starts, whole.start)
            for name in self.names[first : bisect_left(self.starts, whole.end)]:
                if name.kind == "person" and name.span.start in self.cast.at:
                    self.referents.spoken.setdefault(item.id, self.cast.at[name.span.start])
        sources = {_whole(item.source.spans).start: item for item in self.items if item.source}
        seen = []
        for span, word in pronouns:
            gender = gender_of_pronoun(word)
            scores = self.referents.salience(span, word, sources.get(span.start), fits_person)
            if gender and scores:
                seen.append((gender, scores))
        learn_genders(self.cast.members, seen)

    def _written(self) -> Reading:
        """Return the reading with its speakers; a member's id is made at the end, when its full name is known."""
        used = {member.index for _, member in self.sources.values() if member is not None}
        written = []
        for item in self.reading.attributions:
            if item.id in self.sources:
                source, member = self.sources[item.id]
                written.append(replace(item, source=replace(source, speaker=self._id(member) if member else None)))
            else:
                written.append(item)
        members = sorted((self.cast.members[index] for index in used), key=lambda member: member.mentions[0])
        speakers = tuple(self._speaker(member) for member in members)
        return replace(self.reading, attributions=tuple(written), speakers=speakers)

    def _resolve(self, item: Attribution, whole: Span) -> None:
        if item.source is None:
            return
        spans = item.source.spans
        words = " ".join(self.text[span.start : span.end] for span in spans).strip(" ,;")
        names = self.names[bisect_left(self.starts, whole.start) : bisect_left(self.starts, whole.end)]
        caller = self.callers.get(whole)
        kind = caller.kind if caller else source_kind(words, names)
        words = caller.words if caller else words
        if kind in {"group", "office"} and is_left_unnamed(self.text, whole):
            kind = "unnamed"
        known = self.referents.known(words, whole) if kind == "unnamed" and not caller else None
        kind = "office" if known else kind
        member = caller.member if caller else known
        member = member or self.referents.member(item, kind, words, whole, names)
        details = Sourcing()
        if kind == "unnamed":
            around = self._around(item, whole)
            details = Sourcing(words) if caller else sourcing(words, around, self._sentence(whole, 1))
        if kind == "person" and member is not None and member.kind == "organisation":
            kind = "organisation"
        if member is not None:
            named = next((name.span for name in names if self.cast.at.get(name.span.start) is member), None)
            member.mention(named or whole)
            if named is None:
                self.discourse.add(member, whole)
            self.referents.said(item, kind, member)
        source = Source(
            spans,
            kind,
            None,
            details.described_as,
            details.count,
            details.anonymity_reason,
            details.direct_knowledge,
        )
        self.sources[item.id] = (source, member)

    def _around(self, item: Attribution, whole: Span) -> str:
        """Return the sentence of a source without what is said in it: that tells nothing of who says it."""
        at = self.discourse.sentence_at(whole.start)
        bounds = self.discourse.bounds[at] if at < len(self.discourse.bounds) else whole
        pieces, start = [], bounds.start
        for piece in item.content:
            if piece.overlaps(bounds):
                pieces.append(self.text[start : max(start, piece.start)])
                start = max(start, piece.end)
        return "\n".join([*pieces, self.text[start : max(start, bounds.end)]])

    def _sentence(self, span: Span, after: int = 0) -> str:
        """Return the sentence of a span, or the one so many ``after`` it."""
        at = self.discourse.sentence_at(span.start) + after
        if at >= len(self.discourse.bounds):
            return ""
        bounds = self.discourse.bounds[at]
        return self.text[bounds.start : bounds.end]

    def _id(self, member: Member) -> str:
        return content_id("speaker", self.reading.document.id, member.kind, member.name, member.index)

    def _speaker(self, member: Member) -> Speaker:
        return Speaker(
            id=self._id(member),
            name=member.name,
            kind=member.kind,
            roles=_roles(member),
            public_role=_is_public(member),
            mentions=tuple(sorted(member.mentions)),
        )


@cache
def _the_title() -> re.Pattern[str]:
    """Return the pattern of a title that stands for who holds it: 'the senator', not 'the senator Ada Lund'."""
    lexicon = load_lexicon("speakers")
    words = word_pattern([*lexicon["titles"]["before"], *lexicon["parties"]["words"]])
    return re.compile(rf"\b[Tt]he\s(?:former\s)?(?P<title>(?i:{words}))(?!\s[A-Z]|\s[a-z-]+\s[A-Z]|['’]|[\w-])")


def _outer_first(item: Attribution) -> tuple[bool, Span]:
    return item.within is not None, item.source.spans[0] if item.source else Span(0, 0)


def _whole(spans: Sequence[Span]) -> Span:
    return Span(spans[0].start, spans[-1].end)


def _roles(member: Member) -> tuple[Role, ...]:
    """Return a member's offices as stated, and the party where no office says it."""
    party = member.party
    told = any(party and party[:8] in (role.title or "").lower() for role in member.roles)
    return tuple(member.roles) if told or party is None else (*member.roles, Role(party.capitalize(), None))


def _is_public(member: Member) -> bool:
    """Say whether a member speaks in a public capacity: bodies do; a person does with an office stated in the text.

    To belong to a party is no office, but for who has a seat with it ('R-Ohio').  One word of which nothing tells
    that it names a body may be somebody's surname.
    """
    if member.kind == "organisation":
        name, platforms = member.name, load_lexicon("describe")["venues"]["platforms"]
        return member.sure or " " in name or name.isupper() or is_place(name) or name in platforms
    if member.kind != "person":
        return False
    titles = {base_title(role.title) for role in member.roles if role.title}
    offices = {title for title in titles if not is_private(title)}
    parties = {word for word in offices if word in load_lexicon("speakers")["parties"]["words"]}
    return bool(offices - parties) or (bool(offices) and offices == titles) or member.seat is not None
