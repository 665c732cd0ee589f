import pytest

from onrecord.model import Span
from onrecord.read.naming import typed_names
from onrecord.read.whose import (
    before_aside,
    by_nobody,
    is_passive,
    named_after,
    named_before,
    whole_passive,
    with_qualifier,
    without_reason,
)
from speech_builders import find_span


def words(text, spans):
    return [text[span.start : span.end] for span in spans]


def parts(text: str, *phrases: str) -> list[tuple[Span, ...]]:
    return [(find_span(text, phrase),) for phrase in phrases]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "expected"),
    [
        (
            "It has been suggested that the grant was too large.",
            "It",
            "has been suggested",
            "that the grant was too large",
            ([], ["that the grant was too large"]),
        ),
        (
            "The cause is thought to be wind.",
            "The cause",
            "is thought",
            "to be wind",
            ([], ["The cause", "to be wind"]),
        ),
        ("Lund was ordered to repay.", "Lund", "was ordered", "to repay", ([], ["Lund", "to repay"])),
        ("Lund is thinking that it rains.", "Lund", "is thinking", "that it rains", (["Lund"], ["that it rains"])),
        ("Lund was asked by Ott to pay.", "Ott", "was asked by", "to pay", (["Ott"], ["to pay"])),
    ],
)
def test_nobody_is_cited_by_a_passive(text, source, cue, content, expected):
    found = by_nobody(text, *parts(text, source, cue, content))
    assert (words(text, found[0]), words(text, found[1])) == expected


def test_the_phrase_behind_an_inverted_verb_is_the_source():
    text = "Ruud Kallio waited. “My mother,” added his wife, Deb, “has given up milk.”"
    assert words(text, named_after(text, *parts(text, "Ruud Kallio", "added"), ())) == ["his wife, Deb"]
    text = "“My mother,” added his wife, Deb, “has given up milk.”"
    assert words(text, named_after(text, *parts(text, "his", "added"), ())) == ["his wife, Deb"]
    text = "“We wait,” said a deputy supervisor, Emil Raczek."
    assert words(text, named_after(text, (), *parts(text, "said"), ())) == ["a deputy supervisor, Emil Raczek"]


def test_a_source_that_stands_behind_its_verb_stays_as_the_encoder_has_it():
    text = "“We wait,” said Imelda Quist, who runs the hall."
    assert words(text, named_after(text, *parts(text, "Imelda Quist", "said"), ())) == ["Imelda Quist"]
    text = "Lund said. “We wait.”"
    assert words(text, named_after(text, *parts(text, "Lund", "said"), ())) == ["Lund"]


def test_the_reason_for_not_being_named_is_no_part_of_the_source():
    text = "two aides, who asked not to be named because the talks were private, said no"
    assert words(text, [without_reason(text, find_span(text, text[:-9]))]) == ["two aides"]
    text = "an official speaking on condition of anonymity"
    assert words(text, [without_reason(text, find_span(text, text))]) == ["an official"]
    text = "Ada Lund, who runs the hall"
    assert words(text, [without_reason(text, find_span(text, text))]) == [text]


@pytest.mark.parametrize(
    ("taken", "rest", "kept"),
    [
        ("two people close to the talks, who spoke", " on condition of anonymity.", "two people close to the talks"),
        ("two aides, who spoke on the condition of anonymity", " to discuss it.", "two aides"),
        ("one official who requested anonymity", " because the talks go on.", "one official"),
        ("two aides, who met on Monday", ", and who asked not to be named.", "two aides, who met on Monday"),
        ("two aides, who met on Monday", ". Another spoke on condition of anonymity.", "two aides, who met on Monday"),
    ],
)  # fmt: skip
def test_the_beginning_of_the_reason_is_no_part_of_the_source_either(taken, rest, kept):
    text = f"{taken}{rest}"
    assert words(text, [without_reason(text, find_span(text, taken))]) == [kept]


def test_a_source_is_described_up_to_its_verb():
    text = "The mill will close, three people briefed on the decision said."
    (cue,) = (find_span(text, "said"),)
    assert words(text, [with_qualifier(text, find_span(text, "three people"), cue)]) == [
        "three people briefed on the decision"
    ]
    assert words(text, [with_qualifier(text, find_span(text, "the decision"), cue)]) == [
        "three people briefed on the decision"
    ]
    text = "Hedy Lund, who crosses for her shifts, said no."
    cue = find_span(text, "said")
    assert words(text, [with_qualifier(text, find_span(text, "Hedy Lund, who crosses"), cue)]) == [
        "Hedy Lund, who crosses for her shifts"
    ]
    assert words(text, [with_qualifier(text, find_span(text, "Hedy Lund"), cue)]) == ["Hedy Lund"]


@pytest.mark.parametrize(
    "text", ["Asked whether he would go, Rusk laughed.", "When asked whether he would go, Rusk sat."]
)
def test_who_is_asked_is_not_who_asks(text):
    cue = "Asked" if text.startswith("Asked") else "asked"
    source, content = by_nobody(text, *parts(text, "Rusk", cue, "whether he would go"))
    assert (source, words(text, content)) == ((), ["whether he would go"])
    text = "Asked by Ott whether he would go, Rusk laughed."
    assert words(text, by_nobody(text, *parts(text, "Ott", "Asked", "whether he would go"))[0]) == ["Ott"]


def test_a_passive_is_whole_with_its_form_of_be():
    text = "It is widely alleged that the firm hid it."
    cue = parts(text, "alleged")[0]
    assert is_passive(text, cue)
    assert words(text, whole_passive(text, cue)) == ["is widely alleged"]
    text = "When Quince was told her post had gone, she laughed."
    assert words(text, whole_passive(text, parts(text, "was")[0])) == ["was told"]
    text = "Ott alleged that the firm hid it."
    assert whole_passive(text, parts(text, "alleged")[0]) == parts(text, "alleged")[0]


@pytest.mark.parametrize(
    ("text", "source", "cue", "expected"),
    [
        (
            "It closed, according to papers seen by the Halden Courier.",
            "the Halden Courier",
            "according to",
            "papers seen by the Halden Courier",
        ),
        ("Two aides, who were in the room, said no.", "who", "said", "Two aides"),
        ("He met two aides who said no.", "who", "said", "who"),
    ],
)
def test_a_source_is_the_phrase_beside_its_cue(text, source, cue, expected):
    assert words(text, named_before(text, *parts(text, source, cue))) == [expected]


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("Ada Lund said no. Bo Ott, citing the log, said yes.", "Ada Lund", "Bo Ott"),
        ("Ada Lund said no, but Bo Ott, without a word of proof, said yes.", "Ada Lund", "Bo Ott"),
        ("Ada Lund said no. The union, pointing to the log, said yes.", "Ada Lund", "The union"),
        ("Ada Lund met Bo Ott. In the hall, citing the log, said yes.", "Ada Lund", "Ada Lund"),
        ("Bo Ott met Ada Lund in Halden, Ohio, and said yes.", "Bo Ott", "Bo Ott"),
    ],
)
def test_a_subject_that_an_aside_parts_from_its_verb_is_the_source(text, source, expected):
    cue = (Span(text.rindex("said"), text.rindex("said") + 4),)
    found = before_aside(text, *parts(text, source), cue, typed_names(text))
    assert words(text, found) == [expected]
