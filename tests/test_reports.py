import time

import pytest

from onrecord.model import Attribution, Span
from onrecord.read.reports import plain_report, plain_reports, subject_before
from onrecord.read.sentences import sentences
from speech_builders import find_span, reading_of


def words(text: str, report) -> tuple[str | None, str, str] | None:
    if report is None:
        return None
    source, cue, content = report
    return (
        text[source.start : source.end] if source else None,
        text[cue.start : cue.end],
        " … ".join(text[span.start : span.end] for span in content),
    )


def told(text: str) -> tuple[str | None, str, str] | None:
    return words(text, plain_report(text, Span(0, len(text))))


def found(text: str, *rows: tuple[str | None, str, str]) -> list[tuple[str | None, str, str]]:
    reading = reading_of(text, *rows)
    return [_row(text, item) for item in plain_reports(reading, reading.attributions)]


def _row(text: str, item: Attribution) -> tuple[str | None, str, str]:
    return words(text, (item.source.spans[0] if item.source else None, item.cue[0], item.content))


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Carla Innes, a nurse, said the ward was full.", ("Carla Innes, a nurse", "said", "the ward was full")),
        ("One neighbour admitted work would start in May.", ("One neighbour", "admitted", "work would start in May")),
        ("The report found that 12 bridges were unsafe.", ("The report", "found", "that 12 bridges were unsafe")),
        ("The union added it will cost $4 million.", ("The union", "added", "it will cost $4 million")),
        (
            "In a note to staff, Danner wrote that work had stopped.",
            ("Danner", "wrote", "that work had stopped"),
        ),
        ("Danner told the Halden Courier work would stop.", ("Danner", "told", "work would stop")),
        ("Innes told lawmakers Tuesday that wards were full.", ("Innes", "told", "that wards were full")),
        ("The 34-year-old warned three people were hurt.", ("The 34-year-old", "warned", "three people were hurt")),
        ("The council made clear that no money was left.", ("The council", "made clear", "that no money was left")),
    ],
)
def test_a_subject_a_verb_of_telling_and_a_clause_are_a_report(text, row):
    assert told(text) == row


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Asked about it, the spokesman declined to comment.", ("the spokesman", "declined", "to comment")),
        (
            "The agency did not immediately respond to a request for comment.",
            ("The agency", "did not immediately respond", "to a request for comment"),
        ),
        ("Officials won't say when the road will open.", ("Officials", "won't say", "when the road will open")),
        ("The lift did not respond.", None),
        ("The door would not open.", None),
    ],
)
def test_words_that_somebody_said_nothing_are_a_report_of_it(text, row):
    assert told(text) == row


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("It is understood that the player has left.", (None, "is understood", "that the player has left")),
        ("It was reported on Monday that it had closed.", (None, "was reported", "that it had closed")),
        ("The officers were ordered to leave.", (None, "were ordered", "The officers … to leave")),
        (
            "The goat is believed to be Lund's, and theories about it are welcome.",
            (None, "is believed", "The goat … to be Lund's"),
        ),
        ("The parcel is expected to the north.", None),
    ],
)
def test_a_passive_of_telling_has_no_source(text, row):
    assert told(text) == row


def test_a_verb_with_particles_speaks_ill_of_what_stands_behind_it():
    text = "Kelly Barrow has hit out at council bosses after her bins went uncollected."
    assert told(text) == ("Kelly Barrow", "has hit out at", "council bosses")


@pytest.mark.parametrize(
    "text",
    [
        "The two officers shot by the alleged gunman were innocent.",
        "Only five members spend more than the alliance's recommended share.",
        "It showed that talks can help.",
        "If Danner said the plan was late, nobody heard.",
        "The plan he announced would cost much.",
        "The woman police said had fled was found.",
        "The man reported missing was found.",
        "The ferry, which runs at nine, said its captain, Moss Adeyemi; it has carried eleven.",
        "The chief played down fears that the fire would spread.",
        "Danner said nothing.",
    ],
)
def test_no_report_is_made_of_what_only_looks_like_one(text):
    assert told(text) is None


def test_each_of_two_joined_reports_has_its_own_speaker():
    text = "Innes said the ward was full, while Brandt insisted there were beds."
    assert found(text) == [("Innes", "said", "the ward was full"), ("Brandt", "insisted", "there were beds")]
    assert found(text, ("Innes", "said", "the ward was full")) == [("Brandt", "insisted", "there were beds")]


def test_nothing_is_added_to_what_was_found_but_what_lies_in_the_new_content():
    text = "Innes said Brandt promised to leave."
    assert found(text, ("Innes", "said", "Brandt promised to leave")) == []
    assert found(text, ("Brandt", "promised", "to leave")) == [("Innes", "said", "Brandt promised to leave")]


def test_why_somebody_is_not_named_is_no_report():
    assert found("They asked not to be identified because the talks were private.") == []


def test_a_subject_is_found_inside_a_clause_with_its_apposition():
    text = "that the supervisor, Graham Dale, 47, replied that"
    subject = subject_before(text, Span(0, len(text)), find_span(text, "replied").start)
    assert subject == find_span(text, "the supervisor, Graham Dale, 47")


def test_reports_are_looked_for_in_linear_time():
    text = "The mayor and the clerk and the aide and " * 2000 + "The owner said that it was late. " * 2000
    reading = reading_of(text)
    sentences(text)
    started = time.perf_counter()
    assert len(list(plain_reports(reading, ()))) > 1500
    assert time.perf_counter() - started < 20
