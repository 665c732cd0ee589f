"""The word lists are data: well-formed, tidy, and read once."""

import re
from importlib.resources import files

import pytest

from onrecord.errors import PipelineError
from onrecord.read.lexicon import _require_clean, load_lexicon, word_pattern

NAMES = sorted(
    path.name.removesuffix(".toml") for path in files("onrecord.read.lexicon").iterdir() if ".toml" in path.name
)


@pytest.mark.parametrize("name", NAMES)
def test_every_lexicon_is_tidy(name):
    assert load_lexicon(name)


def test_a_lexicon_is_parsed_once():
    assert load_lexicon("sentences") is load_lexicon("sentences")


def test_an_unknown_lexicon_is_refused_with_what_to_do():
    with pytest.raises(PipelineError, match=r"add nosuch\.toml"):
        load_lexicon("nosuch")


@pytest.mark.parametrize("words", [[], ["a", "a"], [" a"], [""]])
def test_an_untidy_list_is_refused(words):
    with pytest.raises(PipelineError):
        _require_clean("test", {"group": {"words": words}})


def test_a_word_pattern_prefers_the_longer_word_and_takes_either_apostrophe():
    found = re.findall(word_pattern(["new", "new york", "author's"]), "new\nyork new author’s")
    assert found == ["new\nyork", "new", "author’s"]
