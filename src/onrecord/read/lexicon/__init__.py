"""Word lists as data: each file of this folder is one lexicon, read once and checked for slips."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from onrecord.errors import PipelineError

__all__ = ["load_lexicon", "word_pattern"]


@cache
def load_lexicon(name: str) -> Mapping[str, Any]:
    """Return the lexicon ``name`` (the file without ``.toml``), parsed once.

    Raises:
        PipelineError: there is no such file, it is not TOML, or one of its lists is empty, holds blank or untrimmed
            words, or the same word twice.

    """
    path = files(__name__) / f"{name}.toml"
    try:
        lexicon = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise PipelineError(f"there is no lexicon '{name}': add {name}.toml to onrecord/read/lexicon") from error
    except ValueError as error:
        raise PipelineError(f"the lexicon '{name}' is not TOML: {error}") from error
    _require_clean(name, lexicon)
    return MappingProxyType(lexicon)


def word_pattern(words: Iterable[str]) -> str:
    """Return a regex group for any of ``words``, longest first.

    A space stands for white space of up to three characters (a line may break there), an apostrophe for either form.
    """
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    parts = (re.escape(word).replace(r"\ ", r"\s{1,3}").replace("'", "['’]") for word in ordered)
    return f"(?:{'|'.join(parts)})"


def _require_clean(where: str, value: object) -> None:
    """Raise PipelineError where a list in ``value`` is empty, untidy or repeats itself."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            _require_clean(f"{where}.{key}", item)
    elif isinstance(value, list):
        words = [item for item in value if isinstance(item, str)]
        if not value:
            raise PipelineError(f"{where} is an empty list: take it out or fill it")
        untidy = next((word for word in words if not word or word != word.strip()), None)
        if untidy is not None:
            raise PipelineError(f"{where} holds {untidy!r}: take out the blanks around it")
        twice = next((word for word in words if words.count(word) > 1), None)
        if twice is not None:
            raise PipelineError(f"{where} holds '{twice}' twice: keep one")
        for item in value:
            _require_clean(where, item)
