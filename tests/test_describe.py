from datetime import date

import pytest

from onrecord.model import Span
from onrecord.read.describe import describe
from onrecord.read.lexicon import load_lexicon
from onrecord.read.reporting import act_of
from speech_builders import reading_of


@pytest.mark.parametrize(
    ("cue", "act"),
    [
        ("said", "assert"),
        ("has called on", "urge"),
        ("described as", "describe"),
        ("accused", "accuse"),
        ("denied", "deny"),
        ("commanded", "order"),
        ("vowed", "promise"),
        ("predicts", "predict"),
        ("conceded", "acknowledge"),
        ("alleging", "allege"),
        ("according to", "assert"),
        ("hopes", "think"),
        ("zorbled", "assert"),
    ],
)
def test_the_cue_tells_the_act(cue, act):
    assert act_of(cue, (Span(0, len(cue)),)) == act


def test_a_missing_cue_is_no_known_act():
    assert act_of("anything", None) == "other"


def test_every_act_in_the_lexicon_is_one_of_the_schema():
    from typing import get_args

    from onrecord.model import Act

    assert set(load_lexicon("cues")["acts"]) <= set(get_args(Act))


def test_a_quote_is_direct_a_part_quote_mixed_a_paraphrase_indirect():
    text = (
        "“We hired nobody,” Ada Lindqvist said. Ada Lindqvist called it “a mess” so far. Ada Lindqvist said it rained."
    )
    reading = describe(
        reading_of(
            text,
            ("Ada Lindqvist", "said", "“We hired nobody,”"),
            ("Ada Lindqvist", "called", "it “a mess” so far"),
            ("Ada Lindqvist", "said", "it rained"),
        )
    )
    assert [item.mode for item in reading.attributions] == ["direct", "mixed", "indirect"]


def test_no_evidence_is_said_only_in_the_reporters_words():
    text = (
        "Ada Lindqvist accused the growers of “cheating,” allegations made without any cited evidence. "
        "Bo Nakata said the growers had offered no proof of their losses."
    )
    reading = describe(
        reading_of(
            text,
            ("Ada Lindqvist", "accused", "the growers of “cheating,”"),
            ("Bo Nakata", "said", "the growers had offered no proof of their losses"),
        )
    )
    accused, said = reading.attributions
    assert accused.evidence.status == "none_offered"
    assert [text[span.start : span.end] for span in accused.evidence.spans] == [
        "allegations made without any cited evidence"
    ]
    assert said.evidence.status == "unstated"


def test_evidence_offered_is_kept_with_its_words():
    text = "Citing payroll records, Bo Nakata said that 12 hotels had closed."
    item = describe(reading_of(text, ("Bo Nakata", "said", "that 12 hotels had closed"))).attributions[0]
    assert item.evidence.status == "offered"
    assert [text[span.start : span.end] for span in item.evidence.spans] == ["Citing payroll records"]


def test_a_hedge_counts_outside_the_content_and_outside_quotation_marks():
    text = "Bo Nakata reportedly told staff that the mill would close. Ada Lindqvist said “it was allegedly sold.”"
    reading = describe(
        reading_of(
            text,
            ("Bo Nakata", "told", "that the mill would close"),
            ("Ada Lindqvist", "said", "“it was allegedly sold.”"),
        )
    )
    assert [item.hedged for item in reading.attributions] == [True, False]


def test_the_venue_and_the_day_are_kept_and_a_post_named_later_has_both():
    text = (
        "In a Bluesky post on Sunday, Ada Lindqvist urged members to walk out.\n\n"
        "Her post accused the mill of lying. At a news conference on Monday, Bo Nakata denied it."
    )
    reading = describe(
        reading_of(
            text,
            ("Ada Lindqvist", "urged", "members to walk out"),
            ("Her post", "accused", "the mill of lying"),
            ("Bo Nakata", "denied", "it."),
        )
    )
    post, again, later = reading.attributions
    assert (post.venue, post.when.start) == ("Bluesky", date(2025, 6, 15))
    assert (again.venue, again.when.start) == ("Bluesky", date(2025, 6, 15))
    assert (later.venue, later.when.start) == ("a news conference", date(2025, 6, 16))


def test_a_day_inside_the_content_is_not_the_day_it_was_said():
    text = "Bo Nakata said the mill would close on Friday."
    item = describe(reading_of(text, ("Bo Nakata", "said", "the mill would close on Friday"))).attributions[0]
    assert item.when is None
