"""What is printed about somebody's evidence stands in the text, is the writer's, and speaks of that somebody."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.describe import describe
from onrecord.read.evidence_words import evidence_spans
from speech_builders import reading_of

CLAIM = ("Torvik", "claimed", "that workers had fled")


def evidence(text: str, *rows: tuple[str | None, str, str]) -> list[tuple[str, str]]:
    """Return status and words of each row's evidence."""
    found = describe(reading_of(text, *rows)).attributions
    return [(item.evidence.status, " … ".join(text[a.start : a.end] for a in item.evidence.spans)) for item in found]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Torvik claimed, without evidence, that workers had fled.", "without evidence"),
        ("Torvik claimed, offering no evidence, that workers had fled.", "offering no evidence"),
        ("Torvik claimed that workers had fled but offered no proof.", "offered no proof"),
        ("Torvik claimed that workers had fled, without citing any source.", "without citing any source"),
        ("Torvik claimed that workers had fled. He did not provide evidence.", "did not provide evidence"),
        (
            "Torvik claimed that workers had fled. But Torvik has not produced any documents.",
            "has not produced any documents",
        ),
        (
            "Torvik claimed that workers had fled. He did not respond to a request for evidence.",
            "did not respond to a request for evidence",
        ),
        (
            "Torvik claimed that workers had fled. He didn’t immediately respond to requests for the records.",
            "didn’t immediately respond to requests for the records",
        ),
        ("Torvik claimed that workers had fled.\n\nHe offered no proof that workers had gone.", "offered no proof"),
        (
            "Torvik claimed that workers had fled. There is no evidence to support that claim.",
            "There is no evidence to support that claim",
        ),
        ("Torvik claimed that workers had fled. His claim is unsubstantiated.", "His claim is unsubstantiated"),
        ("Torvik baselessly claimed that workers had fled.", "baselessly"),
    ],
)
def test_no_evidence_is_told_in_the_writers_words(text, words):
    assert evidence(text, CLAIM) == [("none_offered", words)]


@pytest.mark.parametrize(
    "text",
    [
        "Torvik claimed that workers had fled.",
        "Torvik falsely claimed that workers had fled.",
        "Torvik claimed that workers had fled. He did not respond to a request for comment.",
        "Torvik claimed that workers had fled. He did not elaborate.",
        "Torvik claimed that workers had fled. He gave no details.",
        "Torvik claimed that workers had fled. The agency offered no evidence.",
        "Torvik claimed that workers had fled, and the agency has provided no proof.",
        "Torvik claimed that workers had fled. He did not provide any evidence of savings.",
        "Torvik claimed that workers had fled, not without evidence.",
        "Torvik claimed that workers had fled, “without evidence,” as he put it himself.",
        "Torvik claimed that workers had fled. He later produced evidence.",
        "Torvik claimed that workers had fled.\n\nRain fell. No evidence of frost was seen.",
    ],
)
def test_silence_other_peoples_evidence_and_other_matters_tell_nothing_of_the_source(text):
    assert evidence(text, CLAIM) == [("unstated", "")]


def test_what_a_source_says_of_anothers_evidence_is_not_about_the_source():
    text = "Bo Nakata said the growers had offered no proof of their losses."
    assert evidence(text, ("Bo Nakata", "said", "the growers had offered no proof of their losses")) == [
        ("unstated", "")
    ]
    text = "Bo Nakata rejected the baseless claim that he left."
    assert evidence(text, ("Bo Nakata", "rejected", "the baseless claim that he left")) == [("unstated", "")]
    assert evidence(text, ("Bo Nakata", "rejected", "that he left")) == [("unstated", "")]


def test_of_two_sources_in_a_sentence_the_nearer_one_is_meant():
    text = "Torvik claimed that workers had fled without evidence, while Bo Nakata said that they stayed."
    rows = [("Torvik", "claimed", "that workers had fled"), ("Bo Nakata", "said", "that they stayed")]
    assert [status for status, _ in evidence(text, *rows)] == ["none_offered", "unstated"]


def test_of_two_sources_in_the_sentence_before_a_pronoun_means_neither():
    text = "Torvik claimed that workers had fled, while Bo Nakata said that they stayed. He offered no proof."
    rows = [("Torvik", "claimed", "that workers had fled"), ("Bo Nakata", "said", "that they stayed")]
    assert [status for status, _ in evidence(text, *rows)] == ["unstated", "unstated"]
    named = text.replace("He offered", "Torvik offered")
    assert [status for status, _ in evidence(named, *rows)] == ["none_offered", "unstated"]


def test_a_closing_remark_of_the_writer_counts_though_the_content_runs_over_it():
    text = "Torvik accused the growers of “cheating,” allegations made without any cited evidence."
    row = ("Torvik", "accused", "the growers of “cheating,” allegations made without any cited evidence")
    assert evidence(text, row) == [("none_offered", "allegations made without any cited evidence")]


@pytest.mark.parametrize(
    ("text", "row", "words"),
    [
        (
            "Citing payroll records, Bo Nakata said that 12 hotels had closed.",
            ("Bo Nakata", "said", "that 12 hotels had closed"),
            "Citing payroll records",
        ),
        (
            "Bo Nakata, citing figures from a state survey, said that 12 hotels had closed.",
            ("Bo Nakata", "said", "that 12 hotels had closed"),
            "citing figures",
        ),
        (
            "Citing the Labor Department, Bo Nakata said that 12 hotels had closed.",
            ("Bo Nakata", "said", "that 12 hotels had closed"),
            "Citing the Labor Department",
        ),
        (
            "Documents show that 12 hotels had closed.",
            ("Documents", "show", "that 12 hotels had closed"),
            "Documents show",
        ),
        (
            "12 hotels closed, according to payroll data.",
            ("payroll data", "according to", "12 hotels closed"),
            "according to payroll data",
        ),
        (
            "12 hotels closed, according to the Bureau of Labor Statistics.",
            ("the Bureau of Labor Statistics", "according to", "12 hotels closed"),
            "according to the Bureau of Labor Statistics",
        ),
    ],
)
def test_evidence_offered_is_kept_with_its_words(text, row, words):
    assert evidence(text, row) == [("offered", words)]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Citing his health, Bo Nakata said that he would go.", ("Bo Nakata", "said", "that he would go")),
        ("Bo Nakata cited the audit as a reason to wait.", ("Bo Nakata", "cited", "a reason to wait")),
        ("News reports said that 12 hotels closed.", ("News reports", "said", "that 12 hotels closed")),
        ("Her post said that 12 hotels closed.", ("Her post", "said", "that 12 hotels closed")),
    ],
)
def test_reasons_people_and_what_merely_speaks_are_no_evidence(text, row):
    assert evidence(text, row) == [("unstated", "")]


PHRASES = [
    "without evidence",
    "he offered no proof",
    "Torvik claimed it",
    ". ",
    ", ",
    "“",
    "”",
    "citing data",
    "\n",
    "unfounded claims",
    "but",
    "did not respond to a request for records",
]


@given(st.lists(st.sampled_from(PHRASES), max_size=14))
def test_any_text_is_read_and_the_words_lie_in_it(pieces):
    text = "Torvik claimed that workers had fled " + " ".join(pieces)
    item = describe(reading_of(text, CLAIM)).attributions[0]
    assert (item.evidence.status == "unstated") == (item.evidence.spans == ())
    assert all(0 <= span.start < span.end <= len(text) for span in item.evidence.spans)


@pytest.mark.parametrize(
    "piece", ["without ", "did not provide ", "no evidence ", "citing the ", "unfounded ", ", claims "]
)
def test_the_time_grows_with_the_length_alone(piece):
    def seconds(count: int) -> float:
        started = time.process_time()
        evidence_spans(piece * count)
        return time.process_time() - started

    short, long = min(seconds(2000) for _ in range(3)), seconds(16000)
    assert long < 8 * 4 * max(short, 0.001)


def test_the_samples_closing_remark_is_told_with_its_noun_whatever_the_verb():
    text = "Torvik’s post accused his opponents of “hiding criminals,” an accusation for which he offered no evidence."
    row = ("Torvik’s post", "accused", "his opponents of “hiding criminals,”")
    assert evidence(text, row) == [("none_offered", "an accusation for which he offered no evidence")]


RUSK = ("Lou Rusk", "claimed", "that the count was rigged")
PELL = ("Mayor Sue Pell", "said", "the count was fair")


@pytest.mark.parametrize(
    ("text", "rows", "statuses"),
    [
        (
            (
                "Mayor Sue Pell said the count was fair. "
                "Lou Rusk, who provided no evidence, claimed that the count was rigged."
            ),
            (PELL, RUSK),
            ["unstated", "none_offered"],
        ),
        (
            (
                "Mayor Sue Pell said the count was fair. "
                "Lou Rusk, a farmer, who has offered no proof, claimed that the count was rigged."
            ),
            (PELL, RUSK),
            ["unstated", "none_offered"],
        ),
        (
            "Mayor Sue Pell said the count was fair in a letter to Lou Rusk, who has offered no evidence.",
            (PELL,),
            ["unstated"],
        ),
        (
            "Mayor Sue Pell said the count was fair. Lou Rusk, a farmer, provided no evidence that it was not fair.",
            (PELL,),
            ["unstated"],
        ),
        (
            "Aides to Lou Rusk, who has offered no evidence, claimed that the count was rigged.",
            (("Aides to Lou Rusk", "claimed", "that the count was rigged"),),
            ["unstated"],
        ),
        (
            "Mayor Sue Pell said the count was fair, a day after Lou Rusk claimed without evidence it was not.",
            (PELL,),
            ["unstated"],
        ),
        ("Ms. Pell said the count was fair. He offered no evidence.", (("Ms. Pell", *PELL[1:]),), ["unstated"]),
        (
            "A spokesman for Lou Rusk said the count was fair. Rusk offered no evidence.",
            (("A spokesman for Lou Rusk", *PELL[1:]),),
            ["unstated"],
        ),
        (
            "Mayor Sue Pell rejected his claim, made without evidence.",
            (("Mayor Sue Pell", "rejected", "his claim"),),
            ["unstated"],
        ),
    ],
)
def test_a_clause_on_evidence_speaks_of_its_own_subject_alone(text, rows, statuses):
    assert [status for status, _ in evidence(text, *rows)] == statuses


@pytest.mark.parametrize(
    "text",
    [
        "Rusk said the roads were safe, claimed without evidence that the count was rigged, and promised to sue.",
        "Rusk said the roads were safe, claimed that the count was rigged, and promised to sue. He gave no evidence.",
        "Rusk, who gave no evidence, said the roads were safe, claimed that the count was rigged, and promised to sue.",
    ],
)
def test_of_several_statements_the_charge_is_what_lacks_evidence(text):
    rows = [
        ("Rusk", "said", "the roads were safe"),
        ("Rusk", "claimed", "that the count was rigged"),
        ("Rusk", "promised", "to sue"),
    ]
    assert [status for status, _ in evidence(text, *rows)] == ["unstated", "none_offered", "unstated"]


@pytest.mark.parametrize(
    ("text", "row", "words"),
    [
        (
            "Torvik made the baseless claim that workers had fled.",
            ("Torvik", "made", "that workers had fled"),
            "baseless claim",
        ),
        (
            "Torvik repeated his unfounded allegation that workers had fled.",
            ("Torvik", "repeated", "his unfounded allegation that workers had fled"),
            "unfounded allegation",
        ),
        ("Torvik claimed that workers had fled. He has yet to produce evidence.", CLAIM, "has yet to produce evidence"),
        ("Torvik claimed that workers had fled, though he could not cite proof.", CLAIM, "could not cite proof"),
        ("Torvik claimed that workers had fled, despite a lack of evidence.", CLAIM, "despite a lack of evidence"),
        (
            "Torvik claimed that workers had fled. There is no evidence that workers have fled.",
            CLAIM,
            "There is no evidence",
        ),
        (
            "“The workers fled,” Torvik said. “They ran.” He gave no evidence for either claim.",
            ("Torvik", "said", "“They ran.”"),
            "gave no evidence",
        ),
    ],
)
def test_other_forms_by_which_no_evidence_is_told(text, row, words):
    assert evidence(text, row) == [("none_offered", words)]


@pytest.mark.parametrize(
    "text",
    [
        "Torvik claimed that workers had fled. There is no evidence that frost had killed the pears.",
        "Torvik claimed that no workers had fled. There is no evidence that workers fled.",
        "Torvik claimed that workers had fled without elaborating.",
        "Torvik claimed that workers had fled but declined to provide details.",
        "Torvik claimed that workers had fled, sharing a video accusing the growers.",
    ],
)
def test_what_only_sounds_like_it_tells_nothing(text):
    row = ("Torvik", "claimed", "that no workers had fled" if "no workers" in text else "that workers had fled")
    assert evidence(text, row) == [("unstated", "")]
