"""Which language a text is in, by py3langid (Lui and Baldwin 2012, langid.py: naive Bayes over byte n-grams)."""

import unicodedata
from collections import Counter
from functools import cache
from typing import Any

__all__ = ["detect_language"]

_ENGLISH_WORDS = frozenset({"the", "of", "and", "that", "with", "from", "which"})
_ENGLISH_SHARE = 0.06
"""Of English news these words make up 7 to 16 in a hundred, of text in other languages below 2."""

_SAMPLE = 4000
_SHORTEST = 80
_ENOUGH_WORDS = 60
_SURE = 0.9
"""On invented news sentences of 80 characters and more the right language always scored above this."""


def detect_language(text: str) -> str | None:
    """Return the ISO 639-1 code, or ``None`` where the text is too short or too mixed to tell.

    Plain English is told by its commonest words, which spares the second that loading the model takes.
    """
    sample = " ".join(text[: 4 * _SAMPLE].split())[:_SAMPLE]
    if (written := _by_script(sample)) is not None:
        return written
    if len(sample) < _SHORTEST and sample.isascii():
        return None
    words = sample.lower().split()
    if len(words) >= _ENOUGH_WORDS and sum(word in _ENGLISH_WORDS for word in words) >= _ENGLISH_SHARE * len(words):
        return "en"
    language, confidence = _identifier().classify(sample)
    return str(language) if confidence >= _SURE and language != "zxx" else None


def _by_script(sample: str) -> str | None:
    """Return the language of a text most of whose letters are not Latin; ``None`` where they are, or it has none.

    Such a text is no English however short it is; which language it is, is the likeliest written so.
    """
    scripts = Counter(unicodedata.name(letter, "").partition(" ")[0] for letter in sample if letter.isalpha())
    if not scripts:
        return None
    foreign = {script: count for script, count in scripts.items() if script in _SCRIPTS}
    # A sign of Chinese is a word and a half (a word of English has five letters): it weighs more than a letter.
    weight = sum(count * (3 if script in _SIGNS else 1) for script, count in foreign.items())
    if not foreign or weight <= sum(scripts.values()) - sum(foreign.values()):
        return None
    if {"HIRAGANA", "KATAKANA"} & set(foreign):
        return "ja"
    usual, written_so = _SCRIPTS[max(foreign, key=lambda script: foreign[script])]
    if not written_so:
        return usual
    language, _ = _identifier().classify(sample)
    return str(language) if language in written_so else usual


_SIGNS = frozenset({"CJK", "HANGUL", "HIRAGANA", "KATAKANA"})
_SCRIPTS: dict[str, tuple[str, frozenset[str]]] = {
    "CJK": ("zh", frozenset()),
    "HIRAGANA": ("ja", frozenset()),
    "KATAKANA": ("ja", frozenset()),
    "HANGUL": ("ko", frozenset()),
    "CYRILLIC": ("ru", frozenset({"ru", "uk", "bg", "sr", "mk", "be", "kk", "ky", "mn"})),
    "ARABIC": ("ar", frozenset({"ar", "fa", "ur", "ps", "ug"})),
    "GREEK": ("el", frozenset()),
    "HEBREW": ("he", frozenset()),
    "DEVANAGARI": ("hi", frozenset({"hi", "mr", "ne"})),
    "BENGALI": ("bn", frozenset({"bn", "as"})),
    "THAI": ("th", frozenset()),
    "GEORGIAN": ("ka", frozenset()),
    "ARMENIAN": ("hy", frozenset()),
    "TAMIL": ("ta", frozenset()),
    "TELUGU": ("te", frozenset()),
    "GUJARATI": ("gu", frozenset()),
    "GURMUKHI": ("pa", frozenset()),
    "ETHIOPIC": ("am", frozenset()),
    "KHMER": ("km", frozenset()),
    "LAO": ("lo", frozenset()),
}
"""Scripts by the names of their letters (Unicode), the likeliest language of each, and the others written in it."""


@cache
def _identifier() -> Any:
    """Load the language model once."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - half a second

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
