"""Who is a man and who a woman, as far as the text tells: by titles, kin, and its own pronouns; never by a name."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from onrecord.read.lexicon import load_lexicon, word_pattern
from onrecord.read.names import Name
from onrecord.read.offices import base_title

if TYPE_CHECKING:
    from onrecord.read.cast import Member

__all__ = [
    "OPEN",
    "UNLIKELY",
    "fits_gender",
    "fits_person",
    "gender_of",
    "gender_of_pronoun",
    "learn_genders",
    "stated_gender",
]

OPEN = 0.5
"""Votes for a man and for a woman that everybody has before the text tells."""

UNLIKELY = 0.3
"""Probability below which a pronoun or honorific cannot mean somebody: two clear votes against none."""

ROUNDS = 5
"""Rounds in which pronouns and genders settle; more change nothing."""

DOUBT = 0.25
"""What a pronoun's gender leaves open: the lower, the more a member's known gender counts."""

UNSURE = 0.4
"""How well a name that may be a person's or a body's fits a pronoun for a person."""


def gender_of_pronoun(word: str) -> str | None:
    """Return the gender of a pronoun, or None."""
    pronouns = load_lexicon("speakers")["pronouns"]
    if word in pronouns["masculine"]:
        return "masculine"
    return "feminine" if word in pronouns["feminine"] else None


def gender_of(word: str | None) -> str | None:
    """Return the gender that a title or noun tells, or None."""
    titles = load_lexicon("speakers")["titles"]
    lower = base_title(word) if word else ""
    if lower in titles["masculine"]:
        return "masculine"
    return "feminine" if lower in titles["feminine"] else None


def stated_gender(text: str, name: Name) -> str | None:
    """Return the gender that a title, an apposition or the words before a name tell, or None."""
    titled = gender_of(name.honorific) or gender_of(name.role.title if name.role else None)
    return titled or _gender_in(name.called or "") or _gender_before(text, name)


def _gender_in(words: str) -> str | None:
    """Return the gender that an apposition tells ('an actress', 'a mother of two')."""
    for word in re.findall(r"[\w’'-]+", words.lower())[:4]:
        gender = gender_of(word)
        if gender:
            return gender
    return None


def _gender_before(text: str, name: Name) -> str | None:
    """Return the gender that the words right before a name tell ('his wife, Ada,', 'actress Ada Lund')."""
    start = name.whole.start
    if text[start - 2 : start] == ", " and text[name.span.end : name.span.end + 1] in {",", ".", ";", ")"}:
        start -= 2
        found = _gendered().search(text[max(0, start - 40) : start] + " ")
    else:
        found = _gendered().search(text[max(0, start - 40) : start])
    return gender_of(found["noun"]) if found else None


@cache
def _gendered() -> re.Pattern[str]:
    titles = load_lexicon("speakers")["titles"]
    nouns = [word for key in ("masculine", "feminine") for word in titles[key] if word.isalpha()]
    return re.compile(rf"(?i)\b(?P<noun>{word_pattern(nouns)})\s\Z")


def learn_genders(members: Sequence["Member"], seen: Sequence[tuple[str, Mapping[int, float]]]) -> None:
    """Let the text's own pronouns tell who is a man and who is a woman.

    ``seen`` has each pronoun's gender and the salience of everybody it may mean.  Expectation maximisation: each
    votes for them by their salience and by what the other pronouns say of them; a few rounds settle it.
    """
    stated = {member.index: member.votes for member in members}
    for _ in range(ROUNDS):
        votes: dict[int, list[float]] = defaultdict(lambda: [0.0, 0.0])
        for gender, scores in seen:
            likely = {index: score**2 * members[index].is_likely(gender) ** 2 for index, score in scores.items()}
            total = sum(likely.values()) or 1.0
            for index, share in likely.items():
                votes[index][gender == "feminine"] += share / total
        for index, (men, women) in votes.items():
            first = stated[index]
            members[index].votes = (first[0] + men, first[1] + women)


def fits_person(member: "Member") -> float:
    """Say how well a member fits a pronoun for a person."""
    if member.kind == "person":
        return 1.0 if member.sure else 0.8
    return UNSURE if member.kind == "organisation" and not member.sure else 0.0


def fits_gender(member: "Member", gender: str | None) -> float:
    """Say how well a member fits a pronoun of this gender."""
    likely = member.is_likely(gender)
    return fits_person(member) * (DOUBT + likely) if likely > UNLIKELY else 0.0
