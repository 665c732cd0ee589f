import pytest

from onrecord.read.clauses import parted
from speech_builders import reading_of


def rows(text: str, *given: tuple[str | None, str, str]) -> list[tuple[str, str]]:
    reading = reading_of(text, *given)
    whole, _ = parted(reading, reading.attributions)
    return [(text[a.cue[0].start : a.cue[-1].end], " … ".join(text[s.start : s.end] for s in a.content)) for a in whole]


def test_a_second_verb_of_the_same_form_begins_another_statement_of_the_speaker():
    text = "The ferry commission said children would still ride free and promised that no sailing would be cut."
    content = "children would still ride free and promised that no sailing would be cut"
    reading = reading_of(text, ("The ferry commission", "said", content))
    whole, added = parted(reading, reading.attributions)
    assert [text[a.content[0].start : a.content[0].end] for a in whole] == [
        "children would still ride free",
        "that no sailing would be cut",
    ]
    assert [text[a.cue[0].start : a.cue[0].end] for a in added] == ["promised"]
    assert added[0].source == reading.attributions[0].source


@pytest.mark.parametrize(
    "text",
    [
        "Lund says fares will rise and promised that no line would close.",
        "Lund said guards found her and told her to leave.",
        "Lund said “we will rise and promised that nobody would close”.",
    ],
)
def test_a_verb_of_another_form_one_that_tells_somebody_or_a_quoted_one_begins_none(text):
    cue = "says" if " says " in text else "said"
    content = text.partition(f"{cue} ")[2].rstrip(".")
    assert rows(text, ("Lund", cue, content)) == [(cue, content)]


def test_what_somebody_else_says_behind_a_semicolon_is_no_part_of_a_content():
    text = "Lund says the copies are signed; Ott claims that he cannot read."
    first = ("Lund", "says", "the copies are signed; Ott claims that he cannot read")
    assert rows(text, first, ("Ott", "claims", "that he cannot read")) == [
        ("says", "the copies are signed"),
        ("claims", "that he cannot read"),
    ]
    assert rows(text, first) == [("says", first[2])]


def test_a_speaker_named_behind_a_clause_reports_the_clause():
    text = "The county will close its shelter, three people said, although no vote has been taken."
    assert rows(text, ("three people", "said", "although no vote has been taken")) == [
        ("said", "The county will close its shelter")
    ]


def test_of_two_speakers_named_behind_clauses_each_reports_his_own():
    text = "A second site has been found, Lund insists, and a lease could be signed within days, Ott said, in May."
    assert rows(
        text,
        ("Lund", "insists", "A second site has been found"),
        ("Ott", "said", "A second site has been found, Lund insists, and a lease could be signed within days"),
    ) == [("insists", "A second site has been found"), ("said", "a lease could be signed within days")]


def test_an_adverb_before_a_speaker_is_no_clause_and_quotations_stay_as_they_are():
    text = "On Monday, Lund said, the mill closed."
    assert rows(text, ("Lund", "said", "the mill closed")) == [("said", "the mill closed")]
    text = "As for the bent of the paper, Lund said, “We take no sides.”"
    assert rows(text, ("Lund", "said", "“We take no sides.”")) == [("said", "“We take no sides.”")]
