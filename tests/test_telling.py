"""What is told of who speaks, asked, or set on condition is no claim, and no part of whose acts are counted."""

import pytest

from claims_read import as_claimed, claims_in
from onrecord.model import Attribution, Source, Span
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
        "“By no stretch,” he said, “has ICE arrested a million people in 2025.”",
        "Suppose ICE arrested 3,000 people every day in 2025: that would be more than a million.",
        "“I don't know how many people ICE arrested in October 2025,” she said.",
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


@pytest.mark.parametrize(
    "text",
    [
        "ICE arrested 321,701 people in 2025, about 9 percent more than its records show.",
        "That month ICE made 17,410 arrests.",
        "Unemployment has not been above 5 percent in any month since September 2021.",
    ],
)
def test_what_is_compared_with_no_time_or_an_unknown_one_contradicts_nobody(text):
    assert {check.finding for check in as_claimed(text, "2026-05-20")} <= {"matches"}


def test_an_aside_before_a_figure_gives_it_neither_time_nor_place():
    text = "In August 2025, the month the surge in Washington began, ICE arrested 28,350 people across the country."
    (check,) = as_claimed(text)
    assert (check.finding, check.window.start.isoformat()) == ("matches", "2025-08-01")
    text = "In fiscal year 2025, which ended in September, ICE made 235,143 arrests."
    (check,) = as_claimed(text)
    assert (check.finding, check.window.grain) == ("matches", "fiscal_year")


def test_what_nobody_disputes_is_not_denied():
    source, cue = Span(0, 6), Span(7, 15)
    text = "Nobody disputes that ICE arrested fewer than 10,000 people in November 2024."
    start = text.index("ICE")
    said = Attribution(
        "a", "body", "indirect", Source((source,), "unnamed"), (cue,), (Span(start, len(text)),), 1.0, act="deny"
    )
    assert [claim.polarity for claim in claims_in(text, "2026-05-20", (said,)).claims] == ["+"]
