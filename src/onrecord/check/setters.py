"""Who has to reach a target: whoever sets one for another is none of those whose acts count.

"The White House set a goal of 3,000 arrests a day for ICE" is a goal of ICE's, and ICE's records hold all of it.
"""

import re
from collections.abc import Sequence

from onrecord.check.agencies import claimed_scope

__all__ = ["doers_of"]

_WHO_ELSE = r"officials?|leaders?|aides?|advisers?"
_ADVERBS = rf"(?:(?:has|have|had|also|then|now|reportedly|repeatedly|{_WHO_ELSE}|said\sto\shave)\s){{0,3}}"
_SETS = (
    r"(?:set|sets|setting|gave|given|gives|told|tells|telling|ordered|orders|asked|asks|wants|wanted|directed|directs|demanded|demands|pressed|presses|"
    r"pushed|pushes|imposed|imposes|assigned|assigns|instructed|instructs|required|requires|called\sfor|calls\sfor|seeks|sought|handed|announced|outlined|"
    r"laid\sout|established|issued|raised)"
)
_TOLD = (
    r"(?:told|tells|ordered|orders|asked|asks|wants|wanted|directed|directs|pressed|presses|pushed|pushes|instructed|instructs|required|requires|"
    r"given|gave|gives|set|sets|assigned|handed)"
)
_BY = (
    r"(?:set|imposed|ordered|given|issued|demanded|announced|told|directed|asked|instructed|laid\sout|assigned|handed|wanted|sought)"
    r"(?:\s\w+){0,3}\sby\s(?:the\s)?"
)
_WHOM = re.compile(rf"\b(?:for|{_TOLD})\s(?:the\s)?(?P<who>[A-Z][\w.&’'-]*(?:\s(?:and|[A-Z][\w.&’'-]*)){{0,6}})(?!\w)")


def doers_of(told: str, named: Sequence[str]) -> list[str]:
    """Return those of ``named`` who are to reach a target, or whom the sentence names as told to; else nothing.

    Nothing also where nobody sets it for another, so that whoever is named stands.
    """
    setters = [words for words in named if _is_setter(told, words)]
    if not setters:
        return []
    agencies = claimed_scope(setters).agencies
    rest = [words for words in named if words not in setters and not _is_of(words, agencies)]
    beside = claimed_scope(rest)
    if beside.is_named:
        return [] if beside.is_open else rest
    return [
        found["who"]
        for found in _WHOM.finditer(told)
        if (others := claimed_scope([found["who"]]).agencies) and not others & agencies
    ][:1]


def _is_of(words: str, agencies: frozenset[str]) -> bool:
    """Say whether words name nobody but ``agencies``; 'several federal agencies' names more."""
    own = claimed_scope([words])
    return not own.is_open and bool(own.agencies) and own.agencies <= agencies


def _is_setter(told: str, words: str) -> bool:
    """Say whether the one named sets something ("the White House has set", "set by the White House")."""
    name = re.escape(words.removeprefix("The ").removeprefix("the "))
    return re.search(rf"(?i)(?<!\w){name}(?:['’]s)?\s{_ADVERBS}{_SETS}\b|\b{_BY}{name}(?!\w)", told) is not None
