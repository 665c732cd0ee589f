"""Which member of a text's cast a source or pronoun stands for, by the kind of words it is made of."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from onrecord.model import Attribution, Reading, SourceKind, Span
from onrecord.read.cast import Cast, Member
from onrecord.read.cited import apposed_body, authors, cited_name, head_name, own_words
from onrecord.read.discourse import Discourse
from onrecord.read.genders import fits_gender, gender_of_pronoun
from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.names import Name
from onrecord.read.noun_heads import noun_head
from onrecord.read.offices import role_called
from onrecord.read.runs import is_place
from onrecord.read.source_kinds import pronoun_in

__all__ = ["Referents"]

RELATIVE = 90
"""Characters back in which 'who' finds whom it follows: a name and a short apposition."""

TITLED = 40
"""Characters in which a sentence's first name stands, with the titles before it."""

_DESCRIBED = re.compile(r"(?:an?|the|one|now|then)\s[^,]+\Z")
_OBJECT = frozenset(["him", "them", "whom"])
_APPOSED = re.compile(
    r"(?:,\s|\s[—–-]{1,2}\s|\s(?:is|was|remains|became)\s)(?:an?|the|one|now|then|former|another)\s[^,.;:“”\"]{2,70}\Z"
)


class Referents:
    """Finds the member for each kind of source; keeps who said what so far."""

    def __init__(self, reading: Reading, cast: Cast, discourse: Discourse) -> None:
        """Look up in ``cast`` and ``discourse``; contents of ``reading`` tell who is quoted where."""
        self.text = reading.document.text
        self.cast = cast
        self.discourse = discourse
        self.spoken: dict[str, Member] = {}
        self.last_poster: Member | None = None
        self._contents = sorted(
            (span, item.id) for item in reading.attributions if item.within is None for span in item.content
        )
        self._own = {item.id: item for item in reading.attributions}

    def waits(self, item: Attribution) -> bool:
        """Say whether a source is resolved after all others: 'I' is whoever is quoted, who may be named later."""
        words = self.text[item.source.spans[0].start : item.source.spans[-1].end].lower() if item.source else ""
        return words in _pronouns("self")

    def said(self, item: Attribution, kind: SourceKind, member: Member) -> None:
        """Note who said an attribution's content."""
        self.spoken[item.id] = member
        if item.venue and kind != "document":
            self.last_poster = member

    def member(
        self, item: Attribution, kind: SourceKind, words: str, span: Span, names: Sequence[Name]
    ) -> Member | None:
        """Return who or what a source of this kind stands for, or None where nobody in the text does."""
        if kind == "pronoun":
            return self._pronoun(item, pronoun_in(words), span)
        if words.lower().startswith("who ") and not names:
            return self._relative("who", span)
        apposed = self._apposed(words, span)
        if apposed is not None:
            return apposed
        if kind in {"office", "unnamed", "organisation", "group"}:
            named = head_name(self.text, span, names)
            if named is not None:
                return self._person(words, span, [named])
        body = apposed_body(self.text, span, names) if kind == "office" else None
        if body is not None:
            return self.cast.at.get(body.span.start) or self.cast.body(body.words)
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
        if kind == "group":
            return self.cast.body(words, "group")
        if not names and noun_head(words).is_plural:
            return self.cast.known_body(words) or self.cast.body(words, "group")
        return self._body(words, span, names)

    def _apposed(self, words: str, span: Span) -> Member | None:
        """Return whom an apposition between commas describes, a sentence's first name: 'Lund, a Republican, said'."""
        if not _DESCRIBED.match(words) or self.text[span.end : span.end + 1] != "," or words.endswith(","):
            return None
        for place in reversed(self.discourse.places_before(span.start)[-2:]):
            member = self.cast.members[place.member]
            if self.text[place.end : span.start] == ", ":
                start = self.discourse.bounds[place.sentence].start
                opens = place.start - start <= TITLED and place.end - place.start > 1
                return member if opens and member.kind == "person" else None
        return None

    def _person(self, words: str, span: Span, names: Sequence[Name]) -> Member:
        """Return the person whom the phrase is about; its titles in the phrase are the person's."""
        known = self.cast.known_body(words) if not names else None
        if known is not None:
            return known
        name = cited_name(self.text, span, names) if names else Name(span, span, words, "person")
        if name is None:
            return self._stated(words)
        member = self.cast.at.get(name.span.start) or self.cast.person(replace(name, kind="person"))
        if member.kind == "organisation" and not member.sure:
            member.kind = "person"
        if not member.roles:
            role = role_called(own_words(words, name.words))
            member.add_role(role)
            if role is not None and role.title:
                self.cast.hold_office(member, role.title)
        return member

    def _stated(self, words: str) -> Member:
        """Return somebody whom a phrase describes without a name, with the office that it states."""
        role = role_called(words)
        member = self.cast.body(words, "person")
        member.add_role(role)
        if role is not None and role.title:
            self.cast.hold_office(member, role.title)
        return member

    def _body(self, words: str, span: Span, names: Sequence[Name]) -> Member:
        """Return the body that a phrase names, or the one in the text that 'the company' takes up."""
        named = next((name for name in names if name.kind == "organisation"), None)
        if named is not None:
            return self.cast.at.get(named.span.start) or self.cast.body(named.words)
        known = self.cast.known_body(words)
        places = load_lexicon("speakers")["names"]
        only_places = all(is_place(name.words) or name.words.lower() in places["peoples"] for name in names)
        if known is not None or not only_places:
            only = names[0] if len(names) == 1 else None
            if known is None and only is not None and words.lower().removeprefix("the ") == only.words.lower():
                return self.cast.at.get(only.span.start) or self.cast.body(words)
            return known or self.cast.body(words)
        return self._taken_up(words, span) or self.cast.body(words)

    def _taken_up(self, words: str, span: Span) -> Member | None:
        """Return the body that a definite noun phrase takes up: one whose name or apposition has the noun."""
        found = re.findall(r"[\w’'-]+", words.lower())
        if len(found) < 2 or found[0] not in {"the", "this", "that"}:
            return None
        noun = found[-1]
        general = noun in load_lexicon("speakers")["organisations"]["general"]

        def fits(member: Member) -> float:
            if member.kind != "organisation":
                return 0.0
            if noun in member.name.lower().split() or noun in member.nouns:
                return 3.0
            return 1.0 if general and member.mentions else 0.0

        return self.discourse.antecedent(span, fits)

    def _office(self, words: str, span: Span) -> Member:
        """Return the holder of an office, where the text has named one; else the office itself as stated."""
        role = role_called(words)
        lower = words.lower()
        if lower.startswith(("the ", "that ", "this ")) or " " not in words.strip():
            for tried in dict.fromkeys((words, role.title if role and role.title else words)):
                holder = self.holder(tried, span)
                if holder is not None:
                    return holder
        return self._stated(words)

    def known(self, words: str, span: Span) -> Member | None:
        """Return the person named before whom 'the lawyer' or 'that student' takes up, or None."""
        head = noun_head(words)
        if (
            head.determiner not in {"the", "that", "this"}
            or len(head.before) != 1
            or head.amount
            or head.rest.strip(" ,")
        ):
            return None
        return self.holder(head.noun, span)

    def holder(self, title: str, span: Span) -> Member | None:
        """Return who holds an office named at ``span`` without a name: its most salient holder, else its first."""
        holders = self.cast.holders(title)
        salient = self.discourse.antecedent(span, lambda member: float(member in holders)) if holders else None
        return salient or (holders[0] if holders else None)

    def _author(self, words: str, span: Span, names: Sequence[Name]) -> Member | None:
        """Return a document's author, where the text names one: 'X's post', 'her letter', 'a report by X'."""
        first = words.split(" ", 1)[0].lower()
        if first in {"his", "her"}:
            return self.personal(Span(span.start, span.start + len(first)), first)
        if first in {"their", "its"}:
            return self.discourse.antecedent(span, _fits_body)
        written = [name for name in authors(self.text, span, names) if self._may_have_written(name, span)]
        named = next((self.cast.at[name.span.start] for name in written), None)
        if named is not None:
            return named
        posts = load_lexicon("describe")["venues"]["posts"]
        return self.last_poster if words.lower().split()[-1] in posts else None

    def _may_have_written(self, name: Name, document: Span) -> bool:
        """Say whether a name in a document's phrase may be its author's: not whom it was shown to or filed against."""
        sorts = load_lexicon("speakers")["documents"]["sorts"]
        if name.span.start not in self.cast.at or name.words.lower() in sorts:
            return False
        return _holding().search(self.text, document.start, name.span.start) is None

    def _pronoun(self, item: Attribution, word: str, span: Span) -> Member | None:
        if word in _pronouns("self"):
            return self._self(item, span)
        if word in {"who", "whom", "whose", "which", "that"}:
            return self._relative(word, span)
        if word in _pronouns("person"):
            return self.personal(span, word, item)
        avoid = item.content
        if word in _pronouns("plural"):
            return self.discourse.antecedent(span, _fits_plural, avoid=avoid)
        return self.discourse.antecedent(span, _fits_body, avoid=avoid)

    def _self(self, item: Attribution, span: Span) -> Member | None:
        """Return who speaks where 'I' or 'we' stands: the speaker of the words around it."""
        if item.within in self.spoken:
            return self.spoken[item.within]
        at = max(0, _first_after(self._contents, span) - 6)
        for content, id_ in self._contents[at : at + 8]:
            if id_ != item.id and content.start <= span.start and span.end <= content.end and id_ in self.spoken:
                return self.spoken[id_]
        return None

    def personal(self, span: Span, word: str, item: Attribution | None = None) -> Member | None:
        """Return whom 'he' or 'she' stands for."""
        gender = gender_of_pronoun(word)
        scores = self.salience(span, word, item, lambda member: fits_gender(member, gender))
        return self.cast.members[max(scores, key=lambda index: (scores[index], -index))] if scores else None

    def salience(
        self, span: Span, word: str, item: Attribution | None, fits: Callable[[Member], float]
    ) -> dict[int, float]:
        """Return the salience of everybody whom a pronoun may mean: not who is quoted, nor its clause's subject."""
        excluded = [self._quoting(span)] if self.discourse.is_quoted(span.start) else []
        if word in _OBJECT or (word == "her" and not self.text[span.end : span.end + 2].strip().isalpha()):
            excluded.append(self.discourse.clause_subject(span.start))
        elif word in {"he", "she"}:
            excluded += [*self.discourse.named_after(span), self.discourse.interrupted(span)]
        avoid = item.content if item is not None else ()
        scores = self.discourse.scores(span, fits, avoid, [member for member in excluded if member is not None])
        spoken_of = {member.index for member in self.discourse.named_in(avoid)}
        others = {index: score for index, score in scores.items() if index not in spoken_of}
        return others or scores

    def _quoting(self, span: Span) -> Member | None:
        """Return who is quoted at ``span``, where it is resolved already: 'he' in his words is somebody else."""
        at = max(0, _first_after(self._contents, span) - 6)
        for content, id_ in self._contents[at : at + 8]:
            if content.start <= span.start and span.end <= content.end:
                own = self._own[id_].source
                inside = own is not None and any(piece.overlaps(span) for piece in own.spans)
                return None if inside else self.spoken.get(id_)
        return None

    def _relative(self, word: str, span: Span) -> Member | None:
        """Return what 'who' or 'which' follows: a name, with or without an apposition between, else a noun phrase."""
        kinds = {"person"} if word in {"who", "whom", "whose"} else {"organisation", "group"}
        before = self.text[max(0, span.start - RELATIVE) : span.start].rstrip(" ,")
        near = [place for place in self.discourse.places_before(span.start) if span.start - place.end <= RELATIVE]
        for place in reversed(near):
            member = self.cast.members[place.member]
            gap = self.text[place.end : span.start].rstrip(" ,")
            adjacent = not gap.strip(" ,()—–-") or re.fullmatch(r"\s?\([^)]*\)", gap) is not None
            if member.kind not in kinds and not (adjacent and not member.sure):
                if adjacent:
                    continue
                continue
            if adjacent or _APPOSED.fullmatch(gap):
                return member
        return self._noun_phrase(before)

    def _noun_phrase(self, before: str) -> Member | None:
        """Return the people or thing that the last noun phrase of some words names."""
        found = _phrase().search(before)
        if found is None:
            return None
        head = found["head"].lower()
        unnamed = load_lexicon("speakers")["unnamed"]["heads"]
        return self.cast.body(found.group().strip(), "unnamed" if head in unnamed else "group")


def _fits_body(member: Member) -> float:
    if member.kind == "organisation":
        return 1.0
    return 0.8 if member.kind == "group" else 0.3 if not member.sure else 0.0


def _fits_plural(member: Member) -> float:
    return {"group": 1.0, "unnamed": 1.0, "organisation": 0.8}.get(member.kind, 0.0)


def _first_after(contents: Sequence[tuple[Span, str]], span: Span) -> int:
    from bisect import bisect_right  # noqa: PLC0415

    return bisect_right(contents, (span, "~"))


@cache
def _holding() -> re.Pattern[str]:
    return re.compile(rf"(?i)\b{word_pattern(load_lexicon('speakers')['documents']['holding'])}\s(?:the\s)?\Z")


@cache
def _pronouns(kind: str) -> frozenset[str]:
    return frozenset(load_lexicon("speakers")["pronouns"][kind])


@cache
def _phrase() -> re.Pattern[str]:
    lexicon = load_lexicon("speakers")
    heads = {*lexicon["groups"]["heads"], *lexicon["unnamed"]["heads"], *lexicon["titles"]["private"]}
    return re.compile(
        r"(?:\b(?:the|an?|some|many|several|most|two|three|four|his|her|their|all|other|\d+)\s(?:[\w-]+\s){0,3}"
        r"|\b(?!(?:from|with|of|to|by|in|for|and|at|on|as|about|than|like|among)\b)[\w-]+\s)?"
        rf"\b(?P<head>{word_pattern(heads)})\Z",
        re.IGNORECASE,
    )
