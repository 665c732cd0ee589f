import time

import pytest

from onrecord.model import Span
from onrecord.read.inner import inner_attributions, inner_speech
from speech_builders import reading_of


def inner(text: str) -> list[tuple[str, str, str]]:
    return [tuple(text[span.start : span.end] for span in spans) for spans in inner_speech(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "that a supervisor had told him the alarm was “only a bulb”",
            ("a supervisor", "had told", "the alarm was “only a bulb”"),
        ),
        ("Asch had asked her to keep the report short", ("Asch", "had asked", "to keep the report short")),
        (
            "“Then the plant announced that the water was fine, and left.”",
            ("the plant", "announced", "that the water was fine"),
        ),
        ("“My sister called and said, ‘Don’t drink it,’ so we didn’t,”", ("My sister", "said", "‘Don’t drink it,’")),
        ("We asked. The small ones said they did not know.", ("The small ones", "said", "they did not know")),
        ("The Census Bureau wrote in 2021 that it was fair", ("The Census Bureau", "wrote", "that it was fair")),
        ("“I told them I would know it when I saw it.", ("I", "told", "I would know it when I saw it")),
    ],
)
def test_a_subject_a_verb_of_telling_and_what_is_told_are_found(text, row):
    assert inner(text) == [row]


@pytest.mark.parametrize(
    "text",
    [
        "that two states have been hacked",
        "“I say we wait,”",
        "the agency cannot say who holds the cards",
        "that she claims to be poor",
        "“Every time you say that, it rains.”",
        "The answers to the question are many",
        "they ordered new books",
        "that he said nothing about it, or about her",
    ],
)
def test_what_reports_nothing_is_left_alone(text):
    assert [row for row in inner(text) if row[2] != "nothing about it"] == []


def test_speech_is_looked_for_inside_contents_only_and_not_where_a_verb_is_a_cue_already():
    text = "Lund said the clerk told her it was closed. Ott said the clerk told him no."
    found = list(
        inner_attributions(
            reading_of(text, ("Lund", "said", "the clerk told her it was closed")),
            *[reading_of(text, ("Lund", "said", "the clerk told her it was closed")).attributions],
        )
    )
    assert [text[item.content[0].start : item.content[0].end] for item in found] == ["it was closed"]
    known = reading_of(
        text, ("Lund", "said", "the clerk told her it was closed"), ("the clerk", "told", "it was closed")
    )
    assert list(inner_attributions(known, known.attributions)) == []


def test_speech_is_looked_for_in_time_linear_in_a_hostile_text():
    started = time.perf_counter()
    for text in ("he said " * 30_000, "and " * 60_000, "“he told him " * 20_000, "had " * 60_000 + "said it"):
        list(inner_speech(text, Span(0, len(text))))
    assert time.perf_counter() - started < 20
