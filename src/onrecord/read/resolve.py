"""Who each source is: names, short names, offices and pronouns resolved inside the document."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from onrecord.ids import content_id
from onrecord.model import Attribution, Reading, Source, SourceKind, Span, Speaker, SpeakerKind
from onrecord.read.cast import Cast, Member
from onrecord.read.lexicon import load_lexicon
from onrecord.read.names import Name, canonical_title, find_names, role_in
from onrecord.read.pipeline import step
from onrecord.read.quotes import quoted_spans
from onrecord.read.sentences import sentences
from onrecord.read.sourcing import Sourcing, source_kind, sourcing

__all__ = ["resolve_speakers"]


@step(
    "resolve",
    version=1,
    needs=("attributions", "attributions.venue"),
    adds=("speakers", "attributions.source"),
)
def resolve_speakers(reading: Reading) -> Reading:
    """Say of each source what kind it is and which speaker it names."""
    return _Resolution(reading).finished()


RELATIVE = 40
"""Characters back in which 'who' finds whom it follows: a name and a short apposition."""


class _Resolution:
    """The state of resolving one reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.document.text
        self.bounds = sentences(self.text)
        self.starts = [sentence.start for sentence in self.bounds]
        self.names = find_names(self.text)
        self.name_starts = [name.span.start for name in self.names]
        self.cast = Cast(self.names, self.bounds, quoted_spans(self.text))
        self.spoken: dict[str, Member] = {}
        self.last_poster: Member | None = None

    def finished(self) -> Reading:
        """Resolve every source in text order; what stands inside another's words after that other."""
        resolved: dict[str, Attribution] = {}
        sources: dict[str, tuple[Source, Member | None]] = {}
        order = [
            (item.within is not None, item.source.spans, item) for item in self.reading.attributions if item.source
        ]
        for _, spans, item in sorted(order, key=lambda entry: entry[:2]):
            source, member = self._resolve(item, spans)
            sources[item.id] = (source, member)
            if member is not None:
                self.spoken[item.id] = member
                if item.venue and source.kind != "document":
                    self.last_poster = member
        used: set[int] = set()
        for item in self.reading.attributions:
            if item.id in sources:
                source, member = sources[item.id]
                if member is not None:
                    used.add(member.index)
                    source = replace(source, speaker=self._id(member))
                resolved[item.id] = replace(item, source=source)
            else:
                resolved[item.id] = item
        speakers = tuple(self._speaker(member) for member in self.cast.members if member.index in used)
        return replace(
            self.reading,
            attributions=tuple(resolved[item.id] for item in self.reading.attributions),
            speakers=speakers,
        )

    def _resolve(self, item: Attribution, spans: tuple[Span, ...]) -> tuple[Source, Member | None]:
        whole = Span(spans[0].start, spans[-1].end)
        words = " ".join(self.text[span.start : span.end] for span in spans).strip(" ,;")
        names = self.names[
            bisect_right(self.name_starts, whole.start - 1) : bisect_right(self.name_starts, whole.end - 1)
        ]
        kind = source_kind(words, names)
        member = self._member(item, kind, words, whole, names)
        details = Sourcing()
        if kind == "unnamed":
            details = sourcing(words, self._sentence(whole))
        if member is not None:
            self.cast.mention(member, whole if kind != "person" else next(iter(self._persons(names)), whole))
        return (
            Source(
                spans,
                kind,
                None,
                details.described_as,
                details.count,
                details.anonymity_reason,
                details.direct_knowledge,
            ),
            member,
        )

    def _persons(self, names: Sequence[Name]) -> list[Span]:
        return [name.span for name in names if name.kind == "person"]

    def _sentence(self, span: Span) -> str:
        at = bisect_right(self.starts, span.start) - 1
        return self.text[self.bounds[at].start : self.bounds[at].end] if at >= 0 else ""

    def _member(
        self, item: Attribution, kind: SourceKind, words: str, span: Span, names: Sequence[Name]
    ) -> Member | None:
        if kind == "pronoun":
            return self._pronoun(item, words, span)
        if kind == "person":
            return self._person(words, span, names)
        if kind == "document":
            return self._author(words, span, names)
        if kind == "office":
            return self._office(words, span)
        if words.lower() in load_lexicon("speakers")["groups"]["indefinite"]:
            return None
        if kind == "unnamed":
            return self.cast.body(words, "unnamed")
        body = next((name.words for name in names if name.kind == "organisation"), words)
        return self.cast.body(words, "group") if kind == "group" else self.cast.body(body)

    def _person(self, words: str, span: Span, names: Sequence[Name]) -> Member:
        """Return the first person named in the phrase; its titles in the phrase are the person's."""
        name = next((name for name in names if name.kind == "person"), None)
        if name is None:
            name = names[0] if names else Name(span, span, words, "person")
        member = self.cast.person(replace(name, kind="person"))
        if not member.roles:
            role = role_in(words.replace(name.words, " ").strip(" ,"))
            member.add_role(role)
            if role is not None and role.title:
                self.cast.hold_office(member, role.title, span.start)
        return member

    def _office(self, words: str, span: Span) -> Member:
        """Return the holder of an office, where the text has named one; else the office itself as stated."""
        role = role_in(words)
        definite = words.lower().startswith(("the ", "that ")) or " " not in words.strip()
        if definite:
            for tried in (words, role.title if role and role.title else words):
                holder = self.cast.office(tried, span.start)
                if holder is not None:
                    return holder
        member = self.cast.body(words, "person")
        member.add_role(role)
        if role is not None and role.title:
            self.cast.hold_office(member, role.title, span.start)
        return member

    def _author(self, words: str, span: Span, names: Sequence[Name]) -> Member | None:
        """Return a document's author, where the text names one: 'X's post', 'her letter', 'a report by X'."""
        first = words.split(" ", 1)[0].lower()
        pronouns = load_lexicon("speakers")["pronouns"]
        if first in {"his", "her", "their", "its"}:
            kinds: set[SpeakerKind] = {"person"} if first in pronouns["person"] else {"organisation", "group"}
            return self.cast.antecedent(span.start, kinds, _gender(first))
        person = next((name for name in names if name.kind == "person"), None)
        if person is not None:
            return self.cast.person(person)
        short = next((name for name in names if self.cast.is_surname(name.words)), None)
        if short is not None:
            return self.cast.person(replace(short, kind="person"))
        body = next((name for name in names if name.kind == "organisation"), None)
        if body is not None:
            return self.cast.body(body.words)
        posts = load_lexicon("describe")["venues"]["posts"]
        return self.last_poster if words.lower().split()[-1] in posts else None

    def _pronoun(self, item: Attribution, words: str, span: Span) -> Member | None:
        lower = words.lower()
        pronouns = load_lexicon("speakers")["pronouns"]
        if lower in pronouns["self"]:
            return self.spoken.get(item.within) if item.within else None
        if lower in {"who", "whom", "which", "that"}:
            return self.cast.nearest(span.start, {"person", "organisation", "group", "unnamed"}, RELATIVE)
        if lower in pronouns["person"]:
            gender = _gender(lower)
            member = self.cast.antecedent(span.start, {"person"}, gender, item.content)
            if member is not None:
                member.gender = member.gender or gender
            return member
        if lower in pronouns["plural"]:
            return self.cast.antecedent(span.start, {"group", "organisation", "unnamed"}, None, item.content)
        return self.cast.antecedent(span.start, {"organisation", "group"}, None, item.content)

    def _id(self, member: Member) -> str:
        return content_id("speaker", self.reading.document.id, member.kind, member.name, member.index)

    def _speaker(self, member: Member) -> Speaker:
        return Speaker(
            id=self._id(member),
            name=member.name,
            kind=member.kind,
            roles=tuple(member.roles),
            public_role=_is_public(member),
            mentions=tuple(sorted(member.mentions)),
        )


def _gender(pronoun: str) -> str | None:
    pronouns = load_lexicon("speakers")["pronouns"]
    if pronoun in pronouns["masculine"]:
        return "masculine"
    return "feminine" if pronoun in pronouns["feminine"] else None


def _is_public(member: Member) -> bool:
    """Say whether a member speaks in a public capacity: bodies do; a person does with an office stated in the text."""
    if member.kind == "organisation":
        return True
    if member.kind != "person":
        return False
    private = set(load_lexicon("speakers")["titles"]["private"])
    titles = {canonical_title(role.title) for role in member.roles if role.title}
    return bool(titles - private) or member.party is not None
