import pytest

from onrecord.read.noun_cues import noun_attributions
from speech_builders import reading_of


def found(text: str, *rows: tuple[str | None, str, str]) -> list[tuple[str | None, str, str]]:
    reading = reading_of(text, *rows)
    return [
        (
            text[item.source.spans[0].start : item.source.spans[0].end] if item.source else None,
            text[item.cue[0].start : item.cue[0].end],
            text[item.content[0].start : item.content[0].end],
        )
        for item in noun_attributions(reading, reading.attributions)
    ]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Danner's claim that the bridge was safe was disputed.", ("Danner's", "claim", "that the bridge was safe")),
        ("The firm's promise to hire 200 people came late.", ("The firm's", "promise", "to hire 200 people")),
        ("Nobody shared his view that prices will fall.", ("his", "view", "that prices will fall")),
        ("He knew Ott’s earlier claim that she had run.", ("Ott’s", "earlier claim", "that she had run")),
        ("The allegation that he took money is under review.", (None, "allegation", "that he took money")),
        ("Word that the mill would close spread fast.", (None, "Word", "that the mill would close")),
        ("He mocked its claim that it was “best, bar none”.", ("its", "claim", "that it was “best, bar none”")),
    ],
)  # fmt: skip
def test_a_noun_of_telling_reports_the_clause_behind_it(text, row):
    assert found(text) == [row]


@pytest.mark.parametrize(
    "text",
    [
        "The claim that won the day was his.",
        "The paper published claims that were later withdrawn.",
        "He saw Putnam's threat to eastern towns.",
        "Its decision to leave was late.",
        "The word that she used was rude.",
        "He gave his word to the court.",
        "The fact that nobody came was odd.",
    ],
)
def test_a_relative_clause_a_thing_and_a_noun_of_no_telling_report_nothing(text):
    assert found(text) == []


def test_inside_anothers_words_only_an_owned_noun_is_told():
    text = "Ott rejected Rourke's proposal to close the pool."
    assert found(text, ("Ott", "rejected", "Rourke's proposal to close the pool")) == [
        ("Rourke's", "proposal", "to close the pool")
    ]
    text = "Ott rejected the claim that it was late."
    assert found(text, ("Ott", "rejected", "the claim that it was late")) == []


def test_a_noun_that_is_somebodys_cue_is_told_once():
    text = "Her warning that jobs would go was ignored."
    assert found(text, ("Her", "warning", "that jobs would go")) == []
