"""Mojibake found, not mended: UTF-8 that somebody read as Windows-1252 before the text came here.

A run of characters is mojibake where the Windows-1252 bytes of them are one valid UTF-8 sequence ("â€™": E2 80 99),
and that sequence is one that news has: punctuation, letters of Latin-1, the euro and trade mark signs, emoji.
"""

import re
from dataclasses import dataclass

__all__ = ["Damage", "mojibake"]

_TRAIL = "".join(
    bytes([byte]).decode("cp1252") if byte not in {0x81, 0x8D, 0x8F, 0x90, 0x9D} else chr(byte)
    for byte in range(0x80, 0xC0)
)
_SUSPECT = re.compile(rf"[ÂÃ][{re.escape(_TRAIL)}]|â[{re.escape(_TRAIL)}]{{2}}|ð[{re.escape(_TRAIL)}]{{3}}|ï»¿|ï¿½")


@dataclass(frozen=True, slots=True)
class Damage:
    """What was found, and where the first of it stands."""

    what: str
    start: int
    end: int


def mojibake(text: str) -> Damage | None:
    """Return what there is of mojibake in a text, ``None`` where there is none."""
    found = [match for match in _SUSPECT.finditer(text) if _is_utf8(match[0])]
    if not found:
        return None
    first = found[0]
    what = (
        f"{len(found)} places look like UTF-8 once read as Windows-1252, the first “{first[0]}” for “{_mend(first[0])}”"
    )
    return Damage(f"{what}; they were kept as they came", first.start(), first.end())


def _bytes(run: str) -> bytes:
    """Return the bytes of which a run was made."""
    return b"".join(bytes([ord(c)]) if ord(c) < 0xA0 else c.encode("cp1252") for c in run)


def _mend(run: str) -> str:
    """Return what a run was meant to be."""
    return _bytes(run).decode("utf-8", "replace")


def _is_utf8(run: str) -> bool:
    """Say whether the bytes of a run are one valid UTF-8 sequence."""
    try:
        return len(_bytes(run).decode("utf-8")) == 1
    except UnicodeError:
        return False
