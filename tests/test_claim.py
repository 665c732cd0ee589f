"""Claims: what can be set against records, who says it, and with which words.  People and events are invented."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Attribution, Document, Reading, Segment, Source, Span
from onrecord.read.anchor import anchor_times
from onrecord.read.claim import find_claims
from onrecord.read.lexicon import load_lexicon
from onrecord.read.quantify import quantify

DAY = date(2025, 6, 19)

ARTICLE = (
    "Ada Quill, a county official, praised what she called the biggest deportation operation in American history.\n\n"
    "On Tuesday, Quill said the visit went on to Denver, Houston and Boston, where she claims millions of "
    "undocumented immigrants live.\n\n"
    "The agency has set a daily goal of 2,500 immigration arrests per day, drawing on several agencies such as the "
    "Border Patrol.\n\n"
    "People close to the talks say officers are struggling to reach those targets.\n\n"
    "Brandt Orrin affirmed that ICE was after “the worst of the worst criminal aliens” in the streets.\n\n"
    "The raids have reportedly led to labor shortages in trades that rely on migrants, such as construction and "
    "hospitality, a fact Quill granted.\n\n"
    "Rallies filled two squares while the band played.\n\n"
    "The author thinks that the state arrested 4,000 people a month and did it badly.\n\n"
    "Photo credit: 3,000 arrests"
)


def read(text, attributions=(), segments=()):
    document = Document("doc", None, None, None, None, None, DAY, None, "en", "news", text, "0")
    return find_claims(quantify(anchor_times(Reading(document, segments=segments, attributions=attributions))))


def attribute(text, id_, content, act="assert", speaker=None):
    at = text.index(content)
    return Attribution(
        id_,
        "body",
        "indirect",
        Source((Span(0, 1),), "person", speaker),
        None,
        (Span(at, at + len(content)),),
        0.9,
        act=act,
    )


@pytest.fixture(scope="module")
def reading():
    opinion, credit = ARTICLE.index("The author"), ARTICLE.index("Photo credit")
    segments = (
        Segment(0, opinion, "body"),
        Segment(opinion, credit, "opinion"),
        Segment(credit, len(ARTICLE), "boilerplate"),
    )
    attributions = (
        attribute(ARTICLE, "a1", "the biggest deportation operation in American history", "describe", "quill"),
        attribute(ARTICLE, "a2", "the visit went on to Denver, Houston and Boston, where she claims millions of"),
        attribute(ARTICLE, "a3", "millions of undocumented immigrants live", "assert", "quill"),
        attribute(ARTICLE, "a4", "officers are struggling to reach those targets"),
        attribute(ARTICLE, "a5", "ICE was after “the worst of the worst criminal aliens” in the streets"),
        attribute(
            ARTICLE,
            "a6",
            "The raids have reportedly led to labor shortages in trades that rely on migrants, "
            "such as construction and hospitality",
            "acknowledge",
            "quill",
        ),
    )
    return read(ARTICLE, attributions, segments)


def claim_of(reading, words, population=None):
    text = reading.document.text
    found = [
        claim
        for claim in reading.claims
        if words in text[claim.start : claim.end] and population in {None, claim.population}
    ]
    assert len(found) == 1
    return found[0]


def test_the_article_gives_these_claims_and_no_others(reading):
    assert [(claim.kind, claim.topic, claim.voice) for claim in reading.claims] == [
        ("rank", "removals", "attributed"),
        ("level", "population", "attributed"),
        ("target", "arrests", "reported"),
        ("characterisation", "arrests", "attributed"),
        ("characterisation", "arrests", "attributed"),
        ("change", "employment", "reported"),
        ("change", "employment", "reported"),
        ("level", "square", "reported"),
        ("level", "arrests", "opinion"),
    ]


def test_a_target_has_actor_scope_rate_and_status(reading):
    claim = claim_of(reading, "2,500 immigration arrests per day")
    quantity = reading.quantity(claim.quantity)
    assert (quantity.low, quantity.unit, quantity.per) == (2500, "arrest", "day")
    assert claim.actor == "The agency"
    assert set(claim.scope) == {"several agencies", "Border Patrol"}
    assert (claim.target_status, claim.comparator) == ("goal", ">=")


def test_a_vague_number_takes_the_places_that_where_points_back_to(reading):
    claim = claim_of(reading, "millions of undocumented immigrants live")
    assert claim.area == ("Denver", "Houston", "Boston")
    assert (claim.population, claim.comparator, claim.speaker) == ("undocumented immigrants", ">=", "quill")
    assert reading.quantity(claim.quantity).low == 2_000_000


def test_a_target_said_to_be_missed_is_linked_to_it_and_too_vague_to_check(reading):
    claim = claim_of(reading, "officers are struggling to reach those targets")
    assert claim.quantity == claim_of(reading, "2,500").quantity
    assert (claim.checkable, claim.why_not) == (False, "too_vague")


def test_a_label_is_a_checkable_characterisation_of_its_words(reading):
    claim = claim_of(reading, "the worst of the worst criminal aliens")
    assert claim.population == "the worst of the worst criminal aliens"
    assert claim.checkable
    assert claim.scope == ("ICE",)


def test_a_hedged_effect_is_one_claim_for_each_industry_and_the_papers_own(reading):
    for industry in ("construction", "hospitality"):
        claim = claim_of(reading, "labor shortages", industry)
        assert (claim.hedged, claim.polarity, claim.quantity, claim.voice) == (True, "-", None, "reported")


def test_every_claim_indexes_the_text_and_ids_are_stable(reading):
    assert all(0 <= claim.start < claim.end <= len(ARTICLE) for claim in reading.claims)
    assert len({claim.id for claim in reading.claims}) == len(reading.claims)
    assert find_claims(reading).claims == reading.claims


@pytest.mark.parametrize(
    ("text", "kind", "topic", "polarity"),
    [
        ("ICE made 30,494 arrests in June 2025.", "level", "arrests", "+"),
        ("ICE has arrested 579,000 people since January 20.", "level", "arrests", "+"),
        ("ICE did not make 3,000 arrests a day.", "level", "arrests", "-"),
        ("Immigration arrests rose from 2,000 to 3,000.", "change", "arrests", "+"),
        ("ICE arrests fell by 12%.", "change", "arrests", "-"),
        ("About 70% of those arrested by ICE were convicted of a crime.", "share", "arrests", "+"),
        ("The border saw 1,100 deportations a day.", "level", "removals", "+"),
        ("Arrests by ICE hit a record high.", "rank", "arrests", "+"),
        ("Employers will add 40,000 jobs.", "forecast", "employment", "+"),
        ("Leisure and hospitality has lost workers since January 2025.", "change", "employment", "-"),
        ("Deportations are the highest since 2014.", "rank", "removals", "+"),
        ("The jobless rate is at a five-year high.", "rank", "unemployment", "+"),
        ("Border Patrol apprehensions hit a nearly 50-year low in March.", "rank", "encounters", "+"),
        ("The city police made 40 arrests at the fair.", "level", "crime", "+"),
        ("Retail employment in the United States stood at 15.6 million.", "level", "employment", "+"),
    ],
)
def test_a_sentence_with_a_trigger_is_one_claim(text, kind, topic, polarity):
    (claim,) = read(text).claims
    assert (claim.kind, claim.topic, claim.polarity) == (kind, topic, polarity)


@pytest.mark.parametrize(
    "text",
    [
        "The hall seats 400 people and has the largest stage in town.",
        "The mayor cut a ribbon on Tuesday at 8 p.m.",
        "She spent $30 on tickets for three friends.",
        "Opponents were accused of cheating in elections.",
        "The first worker left at noon.",
        "The fund will train 300 workers, the largest in the guild's history.",
        "If there is a target of 3,000 arrests a day, she asked nobody.",
    ],
)
def test_a_sentence_without_a_trigger_is_no_claim_of_a_topic_that_a_measure_knows(text):
    topics = set(load_lexicon("topics"))
    assert [claim for claim in read(text).claims if claim.topic in topics] == []


def test_a_period_joins_the_two_ends_of_between():
    (claim,) = read("ICE made 95,629 arrests between January 20 and June 10, 2025.").claims
    assert (claim.period.start, claim.period.end) == (date(2025, 1, 20), date(2025, 6, 11))


def test_since_leaves_the_period_open():
    (claim,) = read("ICE has arrested 579,000 people since January 20.").claims
    assert (claim.period.start, claim.period.end) == (date(2025, 1, 20), None)
    assert claim.actor == "ICE"


@pytest.mark.parametrize(
    ("act", "kind", "status", "checkable"),
    [
        ("assert", "forecast", None, False),
        ("predict", "forecast", None, False),
        ("promise", "target", "pledge", True),
        ("order", "target", "directive", True),
    ],
)
def test_the_act_of_saying_decides_what_a_number_to_come_is(act, kind, status, checkable):
    text = "Brandt Orrin said ICE will make 3,000 arrests a day."
    (claim,) = read(text, (attribute(text, "a", "ICE will make 3,000 arrests a day", act),)).claims
    assert (claim.kind, claim.target_status, claim.checkable) == (kind, status, checkable)


def test_a_number_told_in_passing_within_an_order_is_no_target():
    text = "Quill told crews to go to Boston, where millions of undocumented immigrants live."
    (claim,) = read(text, (attribute(text, "a", text[17:-1], "order"),)).claims
    assert (claim.kind, claim.topic, claim.area) == ("level", "population", ("Boston",))


def test_what_is_denied_is_negated_and_a_denied_target_says_so():
    text = "Orrin denied that ICE made 3,000 arrests a day."
    (claim,) = read(text, (attribute(text, "a", "ICE made 3,000 arrests a day", "deny"),)).claims
    assert claim.polarity == "-"
    text = "Orrin denied that ICE had a quota of 3,000 arrests a day."
    (claim,) = read(text, (attribute(text, "a", "ICE had a quota of 3,000 arrests a day", "deny"),)).claims
    assert (claim.kind, claim.target_status) == ("target", "denied")


def test_the_innermost_attribution_speaks():
    text = "Quill said Orrin claimed ICE made 3,000 arrests a day."
    outer = attribute(text, "outer", "Orrin claimed ICE made 3,000 arrests a day", speaker="quill")
    inner = attribute(text, "inner", "ICE made 3,000 arrests a day", speaker="orrin")
    (claim,) = read(text, (outer, inner)).claims
    assert (claim.attribution, claim.speaker) == ("inner", "orrin")


@settings(deadline=None)
@given(st.text())
def test_no_text_breaks_the_step(text):
    for claim in read(text).claims:
        assert 0 <= claim.start < claim.end <= len(text)


PIECES = [
    "the largest ",
    "ICE ",
    "3,000 arrests ",
    "a day ",
    "in U.S. history",
    ", where ",
    "struggling to meet the quota ",
    "70% of ",
    "worst of the worst ",
    "lost workers ",
    "in farming and hotels ",
    "target of ",
    "since May 5 ",
    ". ",
    "will ",
    "not ",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_no_pile_of_triggers_breaks_the_step(text):
    claims = read(text).claims
    assert len({claim.id for claim in claims}) == len(claims)
    assert all(claim.start < claim.end <= len(text) for claim in claims)
