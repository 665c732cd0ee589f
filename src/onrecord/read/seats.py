"""The state or body whose office somebody holds, as it stands beside the name: 'Sen. Ada Lund of Ohio', '(Calif.)'."""

import re
from functools import cache

from onrecord.read.lexicon import load_lexicon

__all__ = ["seat_after", "state_of"]

_WORD = r"[A-Z](?:[\w&’'-]|\.(?=\w))*"
_OF = re.compile(
    rf",?\sof\s(?:the\s)?(?P<of>{_WORD}(?:\s(?:(?:of|for|and)\s)?(?:the\s)?{_WORD}){{0,6}})(?!['’]s)(?=[\s,.;:)]|\Z)"
    r"|\sof\sthe\s(?P<noun>[a-z]+)(?=[\s,.;:)]|\Z)"
)
_BRACKETED = re.compile(r"\s\((?P<of>[A-Z][\w. ]{1,20})\)")


def seat_after(text: str, end: int) -> str | None:
    """Return the place or body whose office somebody holds, written after the name, or None."""
    found = _OF.match(text, end)
    if found is not None and found["noun"] is not None:
        return found["noun"] if found["noun"] in load_lexicon("speakers")["organisations"]["nouns"] else None
    if found is not None:
        return found["of"]
    bracketed = _BRACKETED.match(text, end)
    return bracketed["of"] if bracketed and state_of(bracketed["of"]) else None


def state_of(words: str) -> str | None:
    """Return the state that a name or a short form stands for, in small letters, or None."""
    return _states().get(words.lower().strip(".")) if words else None


@cache
def _states() -> dict[str, str]:
    states = load_lexicon("speakers")["parties"]["states"]
    return {form.strip("."): state for state, forms in states.items() for form in (state, *forms)}
