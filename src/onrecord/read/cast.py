"""The people and bodies of one document: each a member with all its names, whatever form they come in.

Full names first, then each short name in its place: with two bearers of a surname it is the one whom the text speaks of
there.  No knowledge of the world, no list of men's and women's names.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from onrecord.model import Role, Span, SpeakerKind
from onrecord.read.aliases import given_names, is_acronym_of, may_be_body, may_be_person, person_words
from onrecord.read.callings import may_hold, of_generation, of_title
from onrecord.read.genders import OPEN, UNLIKELY, gender_of, stated_gender
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.names import Name
from onrecord.read.naming import stem
from onrecord.read.offices import canonical_title, is_before_title, is_private, roles_called, status_of
from onrecord.read.runs import is_place
from onrecord.read.seats import state_of
from onrecord.read.surnames import gender_after, gender_hint, is_called_by_surname, named_just_before

__all__ = ["Cast", "Member"]

MOST_BEARERS = 24
"""Members compared with a name: more bearers of one word are not told apart, so that a list of names stays linear."""

RECENT, FIRST = 0.6, 1.0
"""What being named just before, and being the first of a surname to be named, count for a bare surname."""

SPOKEN = 1.5
"""What counts for a bare surname's bearer who alone is named in the paragraph before it: more than being first."""

LIKELY = 0.7
"""Probability from which a bearer is told by 'he' or 'she' after a bare surname: a title or a kin noun said so."""

STATED = 4.0
"""Votes of a title or noun that says whether somebody is a man or a woman: as many as four clear pronouns."""


@dataclass(slots=True)
class Member:
    """One person or body: what the text has said of it so far.

    ``sure`` tells that words of the text leave no doubt about its kind; ``nouns`` are the common nouns by which it is
    called; ``votes`` count what in the text speaks for a man, and for a woman.
    """

    index: int
    kind: SpeakerKind
    name: str
    sure: bool = True
    roles: list[Role] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    votes: tuple[float, float] = (0.0, 0.0)
    party: str | None = None
    seat: str | None = None
    mentions: list[Span] = field(default_factory=list)

    def is_likely(self, gender: str | None) -> float:
        """Return the probability, 0 to 1, that a pronoun of this gender can stand for the member."""
        if gender is None:
            return 1.0
        men, women = self.votes
        share = (OPEN + men) / (2 * OPEN + men + women)
        return share if gender == "masculine" else 1 - share

    def add_role(self, role: Role | None) -> None:
        """Keep an office once; one without its body gives way to the same with it."""
        if role is None or role in self.roles:
            return
        same = [held for held in self.roles if canonical_title(held.title or "") == canonical_title(role.title or "")]
        if any(held.organisation for held in same) and not role.organisation:
            return
        if not role.organisation or not same or any(held.organisation for held in same):
            self.roles.append(role)
        else:
            self.roles[self.roles.index(same[0])] = role

    def has_office(self) -> bool:
        """Say whether an office is stated that is no private one."""
        return any(role.title and not is_private(role.title) for role in self.roles)

    def mention(self, span: Span) -> None:
        """Note that the text speaks of this member at ``span``; mentions stay in order."""
        at = bisect_left(self.mentions, span)
        if at == len(self.mentions) or self.mentions[at] != span:
            self.mentions.insert(at, span)


class Cast:
    """The members of a document, in the order in which their full names come up."""

    def __init__(self, text: str, names: Sequence[Name]) -> None:
        """Gather the persons and bodies that a text names."""
        self.text = text
        self._ends = {name.span.end: name.span.start for name in names}
        self._starts = {name.span.start: name.span.start for name in names}
        self._sorted_starts = sorted(self._starts)
        self.members: list[Member] = []
        self._full: dict[int, int] = defaultdict(int)
        self.at: dict[int, Member] = {}
        self._people: dict[str, list[Member]] = defaultdict(list)
        self._indexed: set[tuple[str, int]] = set()
        self._open: dict[str, Member] = {}
        self._bodies: dict[str, Member] = {}
        self._body_words: dict[str, list[Member]] = defaultdict(list)
        self._offices: dict[str, list[Member]] = defaultdict(list)
        long = [name for name in names if " " in name.words and name.kind != "other"]
        for name in sorted(long, key=lambda name: (-min(3, name.words.count(" ")), name.span.start)):
            self._enter(name)
        for name in names:
            if name.span.start not in self.at and " " not in name.words:
                self._enter_short(name)
        self._hear_addresses()

    def _hear_addresses(self) -> None:
        """Learn from 'Mr. President' and 'Madam Speaker' who holds the office, where only one does."""
        for found in _addressed().finditer(self.text):
            holders = self._offices.get(canonical_title(found["title"]), [])
            if len(holders) == 1:
                men, women = holders[0].votes
                is_woman = found["address"].startswith("Madam")
                holders[0].votes = (men, women + STATED) if is_woman else (men + STATED, women)

    def _enter(self, name: Name) -> None:
        member = self.person(name) if name.kind == "person" else self._named_body(name)
        member.sure = member.sure or name.sure
        self._full[member.index] += 1
        self._place(member, name)

    def _place(self, member: Member, name: Name) -> None:
        self.at[name.span.start] = member
        member.mention(name.span)

    def _enter_short(self, name: Name) -> None:
        """Enter a name of one word: a person or body of the text, or one that is never named in full."""
        lower = name.words.lower()
        places = load_lexicon("speakers")["names"]
        listed = is_place(lower) or lower in places["peoples"] or lower in _party_words()
        if (listed and name.kind != "person") or (name.kind == "other" and name.sure):
            return
        if lower in load_lexicon("speakers")["titles"]["kinds"] and is_before_title(self.text, name.span.end):
            return
        bearers = self._bearers(person_words(name.words))
        if not bearers and not name.honorific and lower in load_lexicon("speakers")["titles"]["ambiguous"]:
            return
        if bearers and (name.kind != "organisation" or not name.sure or name.honorific):
            self._place(self.person(replace(name, kind="person")), name)
        elif name.kind == "person":
            self._place(self.person(name), name)
        else:
            member = self._named_body(name)
            member.sure = member.sure or name.sure
            self._place(member, name)

    def person(self, name: Name) -> Member:
        """Return the person of this name, entering a new one where nobody in the text can be meant.

        Two first names are two people, and an honorific keeps a man and a woman of one surname apart.
        """
        words = person_words(name.words)
        gender = gender_of(name.honorific) or gender_of(name.role.title if name.role else None)
        bearers = [member for member in self._bearers(words) if member.is_likely(gender) > UNLIKELY]
        bearers = of_generation(bearers, name.words)
        bearers = of_title(bearers, name.role) if len(words) == 1 else bearers
        if bearers:
            member = self._likeliest(bearers, words, name, gender)
            if member not in bearers:
                return member
            if len(words) > len(person_words(member.name)):
                member.name = name.words
                self._index(member, words)
        else:
            member = self._new("person", name.words, sure=name.sure)
            self._index(member, words)
        self._describe(member, name)
        return member

    def _index(self, member: Member, words: Sequence[str]) -> None:
        for word in sorted({words[-1], *words[-2:-1], *given_names(words[0])}):
            if (word, member.index) not in self._indexed:
                self._indexed.add((word, member.index))
                self._people[word].append(member)

    def _bearers(self, words: Sequence[str]) -> list[Member]:
        if not words:
            return []
        found = self._people.get(words[-1], [])[-MOST_BEARERS:]
        fit = [member for member in found if may_be_person(person_words(member.name), words)]
        surnames = [member for member in fit if person_words(member.name)[-1] == words[-1]]
        return surnames or fit

    def _likeliest(self, bearers: Sequence[Member], words: Sequence[str], name: Name, gender: str | None) -> Member:
        """Return who of several bearers a name means: a bare surname that fits two alike is kept as nobody's."""
        at = name.span.start
        scores = {member.index: self._nearness(member, words, at) for member in bearers}
        if len(bearers) > 1 and len(words) == 1:
            near = named_just_before(self.text, bearers, at)
            said = gender or gender_after(self.text, name.span.end)
            bearers = [member for member in bearers if said and member.is_likely(said) > LIKELY] or bearers
            if len(near) > 1:
                near = [member for member in near if member.has_office()] or near
            told = gender or name.role or len(bearers) == 1
            if len(near) > 1 and not told and not is_called_by_surname(self.text, bearers, at):
                return self._nobodys(name)
            for member in bearers:
                hint = gender_hint(self.text, member, self._sorted_starts) if gender else None
                bonus = SPOKEN * (near == [member]) + (SPOKEN if hint == gender else -SPOKEN if hint else 0.0)
                scores[member.index] = (scores[member.index][0] + bonus, scores[member.index][1])
        return max(bearers, key=lambda member: scores[member.index])

    def _nobodys(self, name: Name) -> Member:
        """Return the member that stands for a surname of which it is open whose it is."""
        if name.words not in self._open:
            self._open[name.words] = self._new("person", name.words, sure=name.sure)
        return self._open[name.words]

    def _nearness(self, member: Member, words: Sequence[str], at: int) -> tuple[float, int]:
        """Return how likely a name at ``at`` is this member's.

        Where two bear a surname, the one whom the text is about goes by it alone; the other is named in full.
        """
        full = person_words(member.name)
        same = float(len(set(full) & set(words)))
        before = bisect_left(member.mentions, Span(at, at))
        gap = at - member.mentions[before - 1].end if before else 10**6
        often = min(self._full[member.index], 6) / 12
        first = float(bool(member.mentions) and self._is_first(member))
        return same + RECENT * 400 / (400 + max(0, gap)) + FIRST * first + often, -member.index

    def _is_first(self, member: Member) -> bool:
        """Say whether a member is the first of his surname whom the text names."""
        bearers = self._people.get(person_words(member.name)[-1], [])[:MOST_BEARERS]
        return all(not other.mentions or other.mentions[0] >= member.mentions[0] for other in bearers)

    def _describe(self, member: Member, name: Name) -> None:
        member.add_role(name.role)
        member.party = member.party or name.party
        member.seat = member.seat or (state_of(name.seat) if name.seat else None)
        if member.party and not member.seat and name.role is not None and name.role.organisation:
            member.seat = state_of(name.role.organisation)
        gender = stated_gender(self.text, name)
        called = name.called or ""
        if gender:
            men, women = member.votes
            member.votes = (men + STATED, women) if gender == "masculine" else (men, women + STATED)
        member.nouns |= set(re.findall(r"[a-z][\w-]+", called.lower())[:12])
        for held in (name.role, *(roles_called(called) if called else ())):
            if held is not None and held.title:
                member.add_role(held)
                self.hold_office(member, held.title)

    def _new(self, kind: SpeakerKind, name: str, *, sure: bool = True) -> Member:
        member = Member(len(self.members), kind, name, sure)
        self.members.append(member)
        return member

    def _named_body(self, name: Name) -> Member:
        """Return the body of this name, by its full name, an acronym or the beginning or end of a longer name."""
        key = stem(name.words)
        if key in self._bodies:
            return self._note(self._bodies[key], name)
        for member in self._near_bodies(name):
            if self._is_short_for(name, member):
                self._bodies[key] = member
                return self._note(member, name)
        member = self._new("organisation", name.words, sure=name.sure or name.kind == "organisation")
        self._keep_body(key, member)
        return self._note(member, name)

    def _note(self, member: Member, name: Name) -> Member:
        member.nouns |= set(re.findall(r"[a-z][\w-]+", (name.called or "").lower())[:12])
        return member

    def _near_bodies(self, name: Name) -> list[Member]:
        words = stem(name.words).split()
        keys = {words[0], words[-1], name.words.replace(".", "").lower()}
        found = [member for key in sorted(keys) for member in self._body_words.get(key, [])[-MOST_BEARERS:]]
        found += [
            self.at[at]
            for at in (self._ends.get(name.span.start - 2), self._starts.get(name.span.end + 2))
            if at in self.at and self.at[at].kind == "organisation"
        ]
        return sorted(set_of(found), key=lambda member: -len(member.mentions))

    def _is_short_for(self, name: Name, member: Member) -> bool:
        full, short = stem(member.name), stem(name.words)
        if is_acronym_of(name.words, member.name) or self._is_bracketed(name, member):
            return True
        if not may_be_body(full, short):
            return False
        generic = short in load_lexicon("speakers")["organisations"]["words"]
        definite = self.text[max(0, name.span.start - 4) : name.span.start].lower() == "the "
        if full.startswith(f"{short} "):
            return definite or not generic
        return generic or " " in short or full.endswith(f" of {short}")

    def _is_bracketed(self, name: Name, member: Member) -> bool:
        """Say whether one of the two stands in brackets right after the other: 'General Motors Corporation (GM)'."""
        if self.text[name.span.end : name.span.end + 1] == ")":
            return any(span.end == name.span.start - 2 for span in member.mentions[-3:])
        if self.text[name.span.end : name.span.end + 2] == " (":
            return any(span.start == name.span.end + 2 for span in member.mentions[-3:])
        return False

    def _keep_body(self, key: str, member: Member) -> None:
        self._bodies[key] = member
        words = key.split() or [key]
        letters = "".join(word[0] for word in member.name.split() if word[0].isupper()).lower()
        for word in {words[0], words[-1], letters, letters.removeprefix("us").removeprefix("u")}:
            self._body_words[word].append(member)

    def body(self, words: str, kind: SpeakerKind = "organisation") -> Member:
        """Return the organisation, group or office of this phrase; case and a leading article make no difference."""
        plain = re.sub(r"^(?:the|an?)\s+", "", words.strip(), flags=re.IGNORECASE) or words
        key = stem(re.sub(r"['’]s?(?=\s)", "", plain))
        if key not in self._bodies:
            member = self._new(kind, plain[0].upper() + plain[1:])
            self._keep_body(key, member)
        return self._bodies[key]

    def known_body(self, words: str) -> Member | None:
        """Return the body of this name, where the text has it."""
        return self._bodies.get(stem(words))

    def is_person(self, words: str) -> bool:
        """Say whether a person can be meant by this name."""
        return bool(self._bearers(person_words(words)))

    def hold_office(self, member: Member, title: str) -> None:
        """Note that ``member`` holds an office, so that 'the senator' can be resolved."""
        holders = self._offices[canonical_title(title)]
        if member not in holders:
            holders.append(member)

    def holders(self, title: str) -> list[Member]:
        """Return who holds an office or belongs to a party, as the text states it; a former holder where no other is.

        A party's word may have a state before it: 'the Ohio Republican'.
        """
        plain = title.lower().removeprefix("the ").strip()
        held = list(self._offices.get(canonical_title(plain), []))
        held = [member for member in held if may_hold(member, plain)] or held
        held = [member for member in held if may_hold(member, plain, status=status_of(plain))] or held
        state, _, party = plain.rpartition(" ")
        of_state = state_of(state)
        of_party = [
            member
            for member in self.members
            if member.party == (party or plain) and (not state or (of_state is not None and member.seat == of_state))
        ]
        return held + [member for member in of_party if member not in held]


@cache
def _addressed() -> re.Pattern[str]:
    titles = word_pattern(load_lexicon("speakers")["titles"]["before"])
    return re.compile(rf"\b(?P<address>Mr\.|Mister|Madame?)\s(?P<title>(?i:{titles}))(?![\w-]|\s[A-Z])")


def set_of(members: Sequence[Member]) -> list[Member]:
    """Return members once each, in order."""
    return list({member.index: member for member in members}.values())


@cache
def _party_words() -> frozenset[str]:
    return frozenset(load_lexicon("speakers")["parties"]["words"])
