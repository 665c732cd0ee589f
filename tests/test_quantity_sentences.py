"""150 invented news sentences with every quantity in them: what is found may not get worse than it is.

The expected quantities were drafted with the reader and corrected by hand, so this is a guard and no measure.
"""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from onrecord.model import Span
from onrecord.read.anchor import find_times
from onrecord.read.quantify import find_quantities

SENTENCES = tomllib.loads((Path(__file__).parent / "quantities.toml").read_text(encoding="utf-8"))["sentence"]
ORDINARY = [sentence for sentence in SENTENCES if sentence["quantities"]]
FALSE_FRIENDS = [sentence["text"] for sentence in SENTENCES if not sentence["quantities"]]
FLOOR = 0.97
"""F1 of quantities right in every field, over the ordinary sentences; raise it with the reader, never lower it."""

DEFAULTS = {"low": None, "high": None, "unit": None, "per": None, "comparator": "=", "approx": False, "vague": False}
DEFAULTS |= {"change": None}


def read(text):
    """Return the quantities of a sentence as the file has them."""
    times = [Span(time.start, time.end) for time in find_times(text, date(2026, 1, 1))]
    found = find_quantities(text, times)
    return [
        (text[item.start : item.end], *(getattr(item, name) for name in DEFAULTS)) for item in found if not item.ordinal
    ]


def expected(sentence):
    return [
        (item["words"], *(item.get(name, default) for name, default in DEFAULTS.items()))
        for item in sentence["quantities"]
    ]


def is_alike(ours, gold):
    return all(
        own == pytest.approx(other) if isinstance(own, float) and other is not None else own == other
        for own, other in zip(ours, gold, strict=True)
    )


def test_there_are_enough_sentences_of_both_kinds():
    assert len(SENTENCES) >= 120
    assert len(FALSE_FRIENDS) >= 20


def test_the_sentences_read_at_least_as_well_as_they_did():
    right = wrong = missed = 0
    slips = []
    for sentence in ORDINARY:
        found, gold = read(sentence["text"]), expected(sentence)
        hits = [own for own in found if any(is_alike(own, other) for other in gold)]
        right += len(hits)
        wrong += len(found) - len(hits)
        missed += len(gold) - len(hits)
        slips += [(sentence["text"], own) for own in found if own not in hits]
    assert 2 * right / (2 * right + wrong + missed) >= FLOOR, slips


@pytest.mark.parametrize("text", FALSE_FRIENDS)
def test_a_false_friend_is_no_quantity(text):
    assert read(text) == []
