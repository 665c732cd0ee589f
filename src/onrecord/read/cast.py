"""The people and bodies of one document, and who is meant by a short name, an office or a pronoun.

Resolution inside the document by name, title and place (recency and subject position, after the salience factors of
Lappin and Leass 1994).  No knowledge of the world, no list of men's and women's names.
"""

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.model import Role, Span, SpeakerKind
from onrecord.read.lexicon import load_lexicon
from onrecord.read.names import Name, canonical_title

__all__ = ["Cast", "Member"]

REACH = 1500
"""Characters back in which an antecedent is looked for: about three paragraphs of news prose."""


@dataclass(slots=True)
class Member:
    """One person or body: what the text has said of it so far."""

    index: int
    kind: SpeakerKind
    name: str
    roles: list[Role] = field(default_factory=list)
    gender: str | None = None
    party: str | None = None
    mentions: list[Span] = field(default_factory=list)

    @property
    def surname(self) -> str:
        """The last word of a person's name, in small letters."""
        return self.name.lower().split()[-1]

    def add_role(self, role: Role | None) -> None:
        """Keep an office once."""
        if role is not None and role not in self.roles:
            self.roles.append(role)


class Cast:
    """The members of a document, in the order in which they come up."""

    def __init__(self, names: Sequence[Name], sentences: Sequence[Span], quotes: Sequence[Span] = ()) -> None:
        """Gather the persons and organisations named in a text.

        ``sentences`` tell subjects from the rest; who is named inside ``quotes`` (in order, apart) is no antecedent.
        """
        self._quotes = quotes
        self.members: list[Member] = []
        self._places: list[tuple[int, int, int]] = []  # start, end, member
        self._surnames: dict[str, list[Member]] = {}
        self._bodies: dict[str, Member] = {}
        self._sentences = sentences
        self._starts = [sentence.start for sentence in sentences]
        self._offices: dict[str, list[tuple[int, Member]]] = {}
        for name in names:
            self._enter(name)

    def _enter(self, name: Name) -> None:
        if name.kind == "organisation":
            self.mention(self.body(name.words), name.span)
        elif name.kind == "person" or (len(name.words.split()) == 1 and name.words.lower() in self._surnames):
            self.mention(self.person(name), name.span)

    def person(self, name: Name) -> Member:
        """Return the person of this name, entering a new one where nobody so far can be meant.

        A surname alone is the latest bearer of it, unless the honorific speaks against it; two first names are two
        people.
        """
        words = name.words.split()
        bearers = [
            member for member in self._surnames.get(words[-1].lower(), []) if _may_be(member, words, name.honorific)
        ]
        if bearers:
            latest = max(bearers, key=lambda member: member.mentions[-1].start if member.mentions else -1)
            if len(words) > len(latest.name.split()):
                latest.name = name.words
        else:
            latest = Member(len(self.members), "person", name.words)
            self.members.append(latest)
            self._surnames.setdefault(words[-1].lower(), []).append(latest)
        latest.add_role(name.role)
        latest.party = latest.party or name.party
        latest.gender = latest.gender or _gender(name)
        if name.role is not None and name.role.title:
            self.hold_office(latest, name.role.title, name.span.start)
        return latest

    def body(self, words: str, kind: SpeakerKind = "organisation") -> Member:
        """Return the organisation or group of this name; case and a leading article make no difference."""
        plain = words.strip().removeprefix("the ").removeprefix("The ").removeprefix("an ").removeprefix("a ")
        key = plain.lower()
        if key not in self._bodies:
            member = Member(len(self.members), kind, plain[0].upper() + plain[1:] if plain else words)
            self.members.append(member)
            self._bodies[key] = member
        return self._bodies[key]

    def is_surname(self, words: str) -> bool:
        """Say whether a person of this surname has been named."""
        return words.lower() in self._surnames

    def mention(self, member: Member, span: Span) -> None:
        """Note that ``member`` is spoken of at ``span``."""
        if span not in member.mentions:
            member.mentions.append(span)
            insort(self._places, (span.start, span.end, member.index))

    def hold_office(self, member: Member, title: str, at: int) -> None:
        """Note that ``member`` is called by ``title`` from ``at`` on."""
        held = self._offices.setdefault(canonical_title(title), [])
        if not any(entry[1] is member for entry in held):
            held.append((at, member))

    def office(self, words: str, at: int) -> Member | None:
        """Return who holds an office named without a name: its last holder mentioned before ``at``, else the first."""
        plain = words.lower().removeprefix("the ").removeprefix("that ").strip()
        holders = [member for _, member in self._offices.get(canonical_title(plain), [])]
        holders += [member for member in self.members if member.party == plain and member not in holders]
        before = [(self._last_before(member, at), member) for member in holders]
        seen = [pair for pair in before if pair[0] >= 0]
        if seen:
            return max(seen, key=lambda pair: pair[0])[1]
        return holders[0] if holders else None

    def antecedent(
        self, at: int, kinds: set[SpeakerKind], gender: str | None = None, avoid: Sequence[Span] = ()
    ) -> Member | None:
        """Return who a pronoun at ``at`` stands for: the subject of its own sentence, else of the nearest before.

        The subject is taken to be the first member named in a sentence.  Nobody named inside ``avoid`` is meant: who
        is spoken about in a quote is not who speaks.
        """
        sentence = max(0, bisect_left(self._starts, at + 1) - 1)
        while sentence >= 0 and self._sentences and at - self._sentences[sentence].start <= REACH:
            bounds = self._sentences[sentence]
            for start, _, index in self._between(bounds.start, min(at, bounds.end)):
                member = self.members[index]
                if self._is_quoted(start) or any(span.start <= start < span.end for span in avoid):
                    continue
                if member.kind in kinds and (gender is None or member.gender in (None, gender)):
                    return member
            sentence -= 1
        return None

    def nearest(self, at: int, kinds: set[SpeakerKind], reach: int) -> Member | None:
        """Return the member whose name ends last in the ``reach`` characters before ``at`` (what 'who' stands for)."""
        for _, end, index in reversed(self._between(max(0, at - 2 * reach), at)):
            if self.members[index].kind in kinds and at - end <= reach:
                return self.members[index]
        return None

    def _is_quoted(self, at: int) -> bool:
        before = bisect_left(self._quotes, Span(at + 1, at + 1)) - 1
        return before >= 0 and self._quotes[before].end > at

    def _between(self, start: int, end: int) -> list[tuple[int, int, int]]:
        return self._places[bisect_left(self._places, (start, 0, 0)) : bisect_left(self._places, (end, 0, 0))]

    def _last_before(self, member: Member, at: int) -> int:
        return max((span.start for span in member.mentions if span.start < at), default=-1)


def _may_be(member: Member, words: list[str], honorific: str | None) -> bool:
    """Say whether a name can be this member's: no other first name, no other gender."""
    gender = _gender_of(honorific)
    if gender and member.gender and gender != member.gender:
        return False
    first, own = words[0].lower().strip("."), member.name.lower().split()[0].strip(".")
    if len(words) == 1 or len(member.name.split()) == 1:
        return True
    return first == own or (min(len(first), len(own)) == 1 and first[0] == own[0])


def _gender(name: Name) -> str | None:
    title = name.role.title.lower() if name.role and name.role.title else None
    return _gender_of(name.honorific) or _gender_of(title)


def _gender_of(word: str | None) -> str | None:
    titles = load_lexicon("speakers")["titles"]
    if word is None:
        return None
    if word in titles["masculine"]:
        return "masculine"
    return "feminine" if word in titles["feminine"] else None
