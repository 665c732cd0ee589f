"""Stretches of text around trigger words, so that costly patterns run only where they can match."""

import re
from collections.abc import Callable

__all__ = ["Trigger", "stretches_near"]

Trigger = Callable[[str, str, int], bool]
"""Takes a word in lower case, the text, and the offset where the word ends."""

_TOKEN = re.compile(r"[^\W_]++")


def stretches_near(text: str, is_trigger: Trigger, before: int, after: int) -> list[tuple[int, int]]:
    """Return the stretches of ``text`` that reach ``before`` and ``after`` characters around trigger words.

    They are in order and apart, and end at white space where there is some within as many characters again.
    """
    found: list[tuple[int, int]] = []
    for token in _TOKEN.finditer(text):
        if not is_trigger(token.group().lower(), text, token.end()):
            continue
        start, end = max(0, token.start() - before), token.end() + after
        if found and start <= found[-1][1] and end <= found[-1][1]:
            continue
        while start and not text[start].isspace() and token.start() - start < 2 * before:
            start -= 1
        while end < len(text) and not text[end].isspace() and end - token.end() < 2 * after:
            end += 1
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
