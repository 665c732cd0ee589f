from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Act, Span
from onrecord.read.describe import describe
from onrecord.read.lexicon import load_lexicon
from onrecord.read.reporting import act_of
from speech_builders import find_span, reading_of


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
        ("concluded", "assert"),
        ("insists", "assert"),
        ("bemoaned", "criticise"),
        ("has said he plans", "think"),
        ("threatened and vowed", "threaten"),
        ("endorsed", "think"),
        ("seems", "think"),
        ("seems to suggest", "assert"),
        ("said in an angry call", "assert"),
        ("nominated", "propose"),
        ("prohibits", "order"),
    ],
)
def test_the_cue_tells_the_act(cue, act):
    assert act_of(cue, (Span(0, len(cue)),)) == act


@pytest.mark.parametrize(
    ("text", "cue", "content", "act"),
    [
        ("She told him to leave.", "told", "him to leave", "order"),
        ("She told the board to resign.", "told", "the board to resign", "order"),
        ("She told him that the mill had closed.", "told", "him that the mill had closed", "assert"),
        ("She said to wait.", "said", "to wait", "order"),
        ("She said he plans to wait.", "said", "he plans to wait", "assert"),
        ("She asked him to leave.", "asked", "him to leave", "request"),
        ("She asked whether he left.", "asked", "whether he left", "ask"),
        ("The office warned growers to lock their barns.", "warned", "to lock their barns", "urge"),
        ("The office warned that barns would burn.", "warned", "that barns would burn", "predict"),
        ("She dismissed the noise.", "dismissed", "the noise", "deny"),
        ("She dismissed it as noise.", "dismissed", "it as noise", "criticise"),
        ("She dismissed as noise what he said.", "dismissed", "as noise what he said", "criticise"),
        ("She dismissed as noise what he said.", "dismissed as", "noise what he said", "criticise"),
        ("She called on him to leave.", "called", "on him to leave", "urge"),
        ("She sought to calm them.", "sought", "to calm them", "think"),
        ("She sought a delay.", "sought", "a delay", "request"),
        ("He proposed nothing new.", "proposed", "nothing new", "other"),
        ("He said no site would close.", "said", "no site would close", "assert"),
        ("He refuses to release the books or explain the loss.", "explain", "the loss", "other"),
        ("Without saying why, she left.", "saying", "why", "other"),
    ],
)
def test_what_stands_around_a_cue_tells_its_act(text, cue, content, act):
    assert act_of(text, (find_span(text, cue),), (find_span(text, content),)) == act


@pytest.mark.parametrize(
    "cue",
    ["declined", "did not respond", "hasn’t said", "never said", "refused to say", "steered clear of criticizing"],
)
def test_silence_and_negation_are_no_act(cue):
    assert act_of(cue, (Span(0, len(cue)),)) == "other"


@pytest.mark.parametrize(
    ("cue", "act"), [("not only said", "assert"), ("promised never to", "promise"), ("denied", "deny")]
)
def test_a_negation_that_denies_no_saying_changes_nothing(cue, act):
    assert act_of(cue, (Span(0, len(cue)),)) == act


@given(st.text(alphabet="said to him not. “”,’\n", max_size=40), st.data())
def test_the_act_of_any_stretch_is_one_of_the_schema(text, data):
    first, last = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    assert act_of(text, (Span(first, last),), (Span(last, len(text)),)) in get_args(Act)


def test_a_missing_cue_is_no_known_act():
    assert act_of("anything", None) == "other"


def test_every_act_in_the_lexicon_is_one_of_the_schema():
    assert set(load_lexicon("cues")["acts"]) <= set(get_args(Act))


@pytest.mark.parametrize(
    ("sentence", "cue", "content", "mode"),
    [
        ("Ada Lindqvist said that “nobody was hired.”", "said", "that “nobody was hired.”", "direct"),
        ("Ada Lindqvist said “we” [the growers] “lost.”", "said", "“we” [the growers] “lost.”", "direct"),
        ("Ada Lindqvist said we ''lost it all,'' and left.", "said", "we ''lost it all,''", "mixed"),
        ("Ada Lindqvist said “nobody was hired”.", "said", "nobody was hired", "direct"),
        (
            "Ada Lindqvist said she read the book “The Orchard Years” twice.",
            "said",
            "she read the book “The Orchard Years” twice",
            "indirect",
        ),
        (
            "Ada Lindqvist opposed the so-called ‘pear clause’ again.",
            "opposed",
            "the so-called ‘pear clause’",
            "indirect",
        ),
        ("Ada Lindqvist said the growers’ lawyer had left.", "said", "the growers’ lawyer had left", "indirect"),
        ("“One opens.\n\n“Two closes,” Ada Lindqvist said.", "said", "“One opens.\n\n“Two closes,”", "direct"),
    ],
)
def test_the_mode_follows_the_marks_of_speech(sentence, cue, content, mode):
    assert describe(reading_of(sentence, ("Ada Lindqvist", cue, content))).attributions[0].mode == mode


def test_a_turn_of_a_transcript_is_direct_and_a_headline_of_its_form_is_not():
    turns = "LINDQVIST: How many cars?\n\nRENN: I have four cars.\n\nLINDQVIST: And boats?\n\nRENN: None."
    said = describe(reading_of(turns, ("RENN", ":", "I have four cars.")))
    headline = describe(reading_of("Renn: No Deal This Year", ("Renn", ":", "No Deal This Year")))
    assert [said.attributions[0].mode, headline.attributions[0].mode] == ["direct", "indirect"]


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


@pytest.mark.parametrize(
    ("text", "row", "hedged"),
    [
        (
            "Bo Nakata seems to believe that the mill is safe.",
            ("Bo Nakata", "seems to believe", "that the mill is safe"),
            True,
        ),
        ("Reportedly, twelve hotels have closed.", (None, "Reportedly", "twelve hotels have closed"), True),
        ("Bo Nakata claimed the mill was sold.", ("Bo Nakata", "claimed", "the mill was sold"), False),
        (
            "Bo Nakata said the alleged thief reportedly fled.",
            ("Bo Nakata", "said", "the alleged thief reportedly fled"),
            False,
        ),
        ("Bo Nakata said the mill might be sold.", ("Bo Nakata", "said", "the mill might be sold"), False),
    ],
)
def test_only_the_writers_words_on_the_report_hedge_it(text, row, hedged):
    assert describe(reading_of(text, row)).attributions[0].hedged is hedged


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


@pytest.mark.parametrize(
    ("text", "cue", "content", "act"),
    [
        ("The mill is said to be closed.", "is said", "to be closed", "assert"),
        ("He was said to be resting.", "was said to", "be resting", "assert"),
        ("He said to leave at once.", "said", "to leave at once", "order"),
    ],
)
def test_to_be_said_to_do_something_is_no_order(text, cue, content, act):
    assert act_of(text, (find_span(text, cue),), (find_span(text, content),)) == act


def venues(text: str, *rows: tuple[str | None, str, str]) -> list[str | None]:
    return [item.venue for item in describe(reading_of(text, *rows)).attributions]


def test_a_venue_belongs_to_the_nearest_cue_and_to_what_its_source_says():
    text = "Work is reportedly late, a delay the mayor acknowledged on Facebook, adding that rain fell."
    rows = (
        (None, "reportedly", "late"),
        ("the mayor", "acknowledged", "Work is"),
        ("the mayor", "adding", "that rain"),
    )
    assert venues(text, *rows) == [None, "Facebook", "Facebook"]
    text = "In a statement, the board said it was safe and the union said it was not."
    assert venues(text, ("the board", "said", "it was safe")) == ["a statement"]
    text = "Rusk said at a rally that it was late, and wrote on Facebook that he was sorry."
    rows = (("Rusk", "said", "that it was late"), ("Rusk", "wrote", "that he was sorry"))
    assert venues(text, *rows) == ["a rally", "Facebook"]
