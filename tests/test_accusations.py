import time

import pytest

from onrecord.read.accusations import accusations, with_accusations
from onrecord.read.naming import typed_names
from speech_builders import reading_of


def told(text: str) -> list[tuple[str, str, str]]:
    reading = reading_of(text)
    return [
        (
            text[item.source.spans[0].start : item.source.spans[-1].end],
            text[item.cue[0].start : item.cue[-1].end],
            text[item.content[0].start : item.content[-1].end],
        )
        for item in accusations(reading, typed_names(text))
    ]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "Torvik’s post accused his opponents of “hiding criminals, and votes” in order to win, without evidence.",
            ("Torvik’s post", "accused", "his opponents of “hiding criminals, and votes” in order to win"),
        ),
        (
            "On Monday Ada Lund has repeatedly accused the board of losing the files, a charge it denies.",
            ("Ada Lund", "accused", "the board of losing the files"),
        ),
        (
            "She accuses the mill of “fouling it.” It shut.",
            ("She", "accuses", "the mill of “fouling it.”"),
        ),
        ("Her letter accused Rolf Behn of theft", ("Her letter", "accused", "Rolf Behn of theft")),
    ],
)
def test_who_accuses_whom_of_what_is_found(text, row):
    assert told(text) == [row]


@pytest.mark.parametrize(
    "text",
    [
        "He defends people accused of theft of cars.",
        "Rolf Behn was accused by a clerk of theft.",
        "The garden accused the neighbor of noise.",
        "She accused nobody, and spoke of the weather.",
    ],
)
def test_who_stands_accused_accuses_nobody(text):
    assert told(text) == []


def test_a_verb_that_the_encoder_took_for_a_cue_is_left_to_it():
    text = "Ada Lund accused the board of losing the files."
    reading = reading_of(text, ("Ada Lund", "accused", "the board of losing the files"))
    rule = list(accusations(reading, typed_names(text)))
    assert rule
    assert with_accusations(reading.attributions, rule) == list(reading.attributions)


def test_time_grows_with_the_text_only():
    def seconds(times: int) -> float:
        text = "Ada Lund accused “the board, the clerk of hiding files. " * times
        reading, names = reading_of(text), typed_names(text)
        start = time.perf_counter()
        list(accusations(reading, names))
        return time.perf_counter() - start

    seconds(100)
    assert seconds(4000) < 12 * max(seconds(1000), 0.01)
