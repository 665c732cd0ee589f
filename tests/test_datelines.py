"""A dateline is told by its form, whatever of place, day and agency it holds."""

import pytest

from onrecord.read.datelines import dateline_spans
from onrecord.read.describe import describe
from speech_builders import reading_of


@pytest.mark.parametrize(
    "dateline",
    [
        "HALDEN —",
        "HALDEN, Ohio (Some Wire) —",
        "PORT ELLIS, June 3 (AP) —",
        "PORT ELLIS, Ohio, 3 June 2025 --",
        "Halden, Ohio (AP) -",
        "9:15 a.m. –",
        "10:42 p.m. ET:",
        "ORR, May 2, 2025 /Some Newswire/ --",
    ],
)
def test_a_dateline_is_told_whole(dateline):
    text = f"{dateline} The mill closed."
    assert [text[span.start : span.end].rstrip() for span in dateline_spans(text)] == [dateline]


@pytest.mark.parametrize("text", ["The mill — closed in May — is old.", "Rell, 54, won (again) — by 12 votes."])
def test_a_sentence_with_a_dash_has_no_dateline(text):
    assert dateline_spans(text) == ()


def test_the_day_of_a_dateline_is_not_the_day_of_speaking():
    text = "PORT ELLIS, June 3 (AP) — Torvik said that the count was fair."
    assert describe(reading_of(text, ("Torvik", "said", "that the count was fair"))).attributions[0].when is None
    text = "PORT ELLIS, June 3 (AP) — Torvik said on June 2 that the count was fair."
    item = describe(reading_of(text, ("Torvik", "said", "that the count was fair"))).attributions[0]
    assert item.when.start.isoformat() == "2025-06-02"
