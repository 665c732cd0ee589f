"""What is told of who speaks, asked, or set on condition is no claim, and no part of whose acts are counted."""

import pytest

from claims_read import as_claimed, claims_in
from onrecord.model import Span
from onrecord.read.telling import outside, telling_in


def told(text: str) -> list[str]:
    return [text[span.start : span.end] for span in telling_in(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ICE made 30,494 arrests in June, Customs and Border Protection announced on Aug. 1.", ["Customs"]),
        ("Arrests tripled in May, a lawyer for three of the families told the court.", ["a lawyer"]),
        ("ICE held 60,000 people, according to the Department of Homeland Security.", ["according to"]),
    ],
)
def test_who_is_cited_behind_a_statement_is_found_by_form(text, words):
    assert [piece.startswith(word) for piece, word in zip(told(text), words, strict=True)] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "ICE arrested 30,494 people in June, and CBP reported 8,014 encounters.",
        "In June, ICE reported 30,494 arrests.",
        "The count, which ICE said was a record, fell.",
    ],
)
def test_a_report_of_figures_is_no_telling(text):
    assert told(text) == []


def test_what_lies_outside_some_stretches_leaves_none_of_them():
    assert outside(Span(0, 10), (Span(2, 4), Span(6, 8))) == (Span(0, 2), Span(4, 6), Span(8, 10))


def test_a_figure_in_who_is_cited_is_no_claim():
    text = "ICE arrests rose in January 2026, a lawyer for 300 of those arrested told the court."
    assert [claim.kind for claim in claims_in(text, "2026-05-20").claims if claim.topic == "arrests"] == ["change"]


def test_who_announces_is_no_part_of_whose_acts_are_counted():
    text = "Border Patrol encounters in July 2025 were 6,168, Customs and Border Protection announced on Aug. 1."
    assert {claim.scope for claim in claims_in(text, "2025-08-02").claims} == {("Border Patrol",)}


def test_the_agency_that_arrests_is_not_the_one_that_detains():
    (check,) = as_claimed("In February 2026, 3,166 people arrested by CBP were booked into ICE detention.")
    assert (check.finding, check.measure) == ("matches", "ice/detention_book_ins")
    assert "arrested by CBP" in check.why


@pytest.mark.parametrize(
    "text",
    [
        "Did ICE really arrest 40,000 people in December 2025?",
        "Isn't it true that ICE arrested 40,281 people in December 2025?",
        "Asked whether ICE arrested 40,281 people in December 2025, the official left the room.",
        "Even if ICE arrested 40,281 people in December 2025, the pace has slowed since then.",
    ],
)
def test_what_is_asked_or_set_on_condition_is_not_asserted(text):
    assert as_claimed(text) == []


def test_a_superlative_keeps_both_its_month_and_its_range():
    text = "The unemployment rate in November 2025 was the highest of any month since 2021."
    (check,) = as_claimed(text)
    assert check.finding == "matches"
    assert "from January 2022 to November 2025" in check.why


@pytest.mark.parametrize("words", ["the lowest on record", "the lowest of any month on record"])
def test_a_record_that_is_a_low_has_one_side(words):
    (check,) = as_claimed(f"Border Patrol encounters in July 2025 were {words}.")
    assert check.finding == "matches"
