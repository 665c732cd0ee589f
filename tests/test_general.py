"""Claims whose topic no measure knows: what makes one, what makes none, and whose it is.  All is invented."""

import time
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims_read import catalog, claims_in
from onrecord.check import check_reading
from onrecord.model import Attribution, Segment, Source, Span
from onrecord.read.claim import find_claims
from onrecord.read.lexicon import load_lexicon

DAY = "2026-05-20"


def told(text: str, attributions: tuple[Attribution, ...] = ()) -> list[tuple[str, str]]:
    """Return the kind and the words of each claim of ``text``."""
    reading = claims_in(text, DAY, attributions)
    return [(claim.kind, text[claim.start : claim.end]) for claim in reading.claims]


@pytest.mark.parametrize(
    ("text", "kind", "words", "topic"),
    [
        ("The ferry carried 3,400 passengers.", "level", "3,400 passengers", "passenger"),
        ("The town spent $14 million on the bridge.", "level", "$14 million", "bridge"),
        ("Dozens of orchards were flooded.", "level", "Dozens of orchards", "orchard"),
        ("Ruiz holds a four-point lead.", "level", "four", None),
        ("The jobless rate in the port is 4.9 percent.", "level", "4.9 percent", None),
        ("A third of the growers sold their land.", "share", "A third of the growers", "grower"),
        ("The survey found that 46 percent of parents drive to school.", "share", "46 percent of parents", "parent"),
        ("Fourteen of the 60 members left fruit on the trees.", "share", "Fourteen", None),
        ("Most orchards were flooded.", "share", "Most orchards", None),
        ("Nearly all growers sold their land.", "share", "Nearly all growers", None),
        ("Ridership on the ferry fell by 12 percent.", "change", "fell by 12 percent", None),
        ("Ferry fares have doubled.", "change", "doubled", None),
        ("The mill added 40 looms in May.", "change", "added 40 looms", "loom"),
        ("Premiums have gone up across the valley.", "change", "Premiums have gone up", "premium"),
        ("The council has cut funding for the library.", "change", "cut funding", "funding"),
        ("Residents saw a sharp rise in rents.", "change", "rise in rents", "rent"),
        ("The harbor lives with rising costs.", "change", "rising costs", "cost"),
        ("It is the largest bridge in the country.", "rank", "the largest bridge in the country", "bridge"),
        ("It was the first cut since 2008.", "rank", "the first cut since 2008", "cut"),
        ("She became the first woman to run the port.", "rank", "the first woman to run", "woman"),
        ("The fair drew record crowds.", "rank", "record crowds", "crowd"),
        ("The valley is home to the nation's oldest orchard.", "rank", "nation's oldest orchard", "orchard"),
        ("The mayor pledged to plant 300 trees.", "target", "300 trees", "tree"),
        ("The library set a goal of 5,000 new cards.", "target", "5,000 new cards", "card"),
        ("The dam will hold 20 million gallons.", "forecast", "20 million gallons", None),
        ("Fares are expected to rise next year.", "forecast", "Fares are expected to rise", "fare"),
        ("No inspectors entered the mill.", "event", "No inspectors entered", "inspector"),
        ("Nobody has been charged.", "event", "Nobody has been charged", None),
        ("None of the 14 bills passed.", "level", "None of the 14 bills", "bill"),
        ("Half a million people fled.", "level", "Half a million people", "person"),
        ("Ships brought 40 tons of steel.", "level", "40 tons", "steel"),
        ("Shelter beds have quadrupled.", "change", "quadrupled", "bed"),
    ],
)
def test_an_assertion_of_any_kind_is_a_claim_with_a_free_topic(text, kind, words, topic):
    reading = claims_in(text, DAY)
    (claim,) = reading.claims
    assert (claim.kind, claim.topic) == (kind, topic) or topic is None
    assert claim.kind == kind
    assert words in text[claim.start : claim.end]
    assert claim.checkable == (kind != "forecast")


def test_one_sentence_with_three_assertions_is_three_claims():
    found = told("Crossings of the ferry rose by 12% to 3,000 a day, the most since 2019.")
    assert [kind for kind, _ in found] == ["change", "level", "rank"]


def test_a_fall_to_a_figure_is_a_change_and_a_level():
    found = told("Ridership fell to 4,100 passengers.")
    assert [kind for kind, _ in found] == ["change", "level"]


@pytest.mark.parametrize(
    "text",
    [
        "Did the ferry carry 3,400 passengers?",
        "If 3,400 passengers came, the pier would sink.",
        "The law allows fines of up to $500.",
        "There are a million reasons to stay, and two things to say.",
        "The two brothers met on the pier.",
        "Ada Quill, 41, lives at 12 Mill Street and left on June 3 at 8 p.m.",
        "The visitors won 3-2 on Sunday.",
        "The talks lasted three weeks.",
        "It was one of the days when nobody could say why.",
        "The council wants to cut taxes and could raise fees.",
        "She declined to comment, and the sky was falling down.",
        "He is her best friend and the biggest fan of the band.",
        "There is no doubt, and no one knows why.",
        "Route 9 and Section 4 of the act are closed.",
        "Most of the time the harbor is quiet.",
    ],
)
def test_what_is_asked_conditional_allowed_or_no_count_is_no_claim(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("If the dam holds, 300 homes will be safe.", ["forecast"]),
        ("He raised $2 million for the library.", ["level"]),
        ("The theater has 400 seats, and the theater has 400 seats.", ["level"]),
    ],
)
def test_the_words_around_a_figure_say_what_it_is_told_as(text, kinds):
    assert [kind for kind, _ in told(text)] == kinds


def test_a_claim_of_a_known_topic_goes_before_one_of_a_free_topic():
    reading = claims_in("ICE made 1,000 arrests a day in June, the most since 2019.", DAY)
    assert [(claim.kind, claim.topic) for claim in reading.claims] == [("level", "arrests"), ("rank", "arrests")]


def cited(text: str, source: str, content: str, id_: str = "a1") -> Attribution:
    """Return an attribution of ``content`` to ``source``."""
    at, said = text.index(source), text.index(content)
    spans = (Span(at, at + len(source)),)
    return Attribution(
        id_, "body", "indirect", Source(spans, "person", "s1"), None, (Span(said, said + len(content)),), 0.9
    )


def test_how_many_are_cited_is_no_claim_but_a_part_of_all_is():
    text = "Two people familiar with the talks said fares rose."
    source = cited(text, "Two people familiar with the talks", "fares rose")
    assert told(text, attributions=(source,)) == [("change", "fares rose")]
    text = "22 percent say fares rose."
    assert [kind for kind, _ in told(text, attributions=(cited(text, "22 percent", "fares rose"),))] == [
        "share",
        "change",
    ]


def test_a_run_of_figures_goes_on_with_the_source_of_the_first():
    text = (
        "The agency said fares will grow by 1.6 percent. In May the rate was cut by 0.2 points. The hall has 40 seats."
    )
    reading = claims_in(text, DAY, attributions=(cited(text, "The agency", "fares will grow by 1.6 percent"),))
    voices = {text[claim.start : claim.end]: (claim.voice, claim.speaker) for claim in reading.claims}
    assert voices["cut by 0.2 points"] == ("attributed", "s1")
    assert voices["40 seats"] == ("reported", None)
    why = {item.rule for item in reading.reasons if item.what == "voice"}
    assert why == {"inside what a source says", "goes on from the source cited before", "nobody is cited for it"}


def test_a_share_in_a_poll_is_the_polls_and_what_it_asked_is_the_papers():
    text = "In a poll released Monday, 46 percent chose Ruiz. Bell had 44 percent. The poll asked 1,001 adults."
    poll = cited(text, "a poll released Monday", "46 percent chose Ruiz")
    voices = {text[item.start : item.end]: item.voice for item in claims_in(text, DAY, (poll,)).claims}
    assert voices == {"46 percent": "attributed", "44 percent": "attributed", "1,001 adults": "reported"}


def test_an_authors_figure_is_opinion_and_a_headline_makes_no_general_claim():
    text = "Fares doubled\nThe ferry has 40 seats.\nThe ferry needs 80 seats."
    first, second = text.index("The ferry has"), text.index("The ferry needs")
    segments = (Segment(0, first, "headline"), Segment(first, second, "body"), Segment(second, len(text), "opinion"))
    reading = find_claims(replace(claims_in(text, DAY), segments=segments, claims=(), reasons=()))
    assert [claim.voice for claim in reading.claims] == ["reported", "opinion"]


def test_every_claim_has_a_reason_for_its_kind_and_for_its_voice():
    reading = claims_in("ICE made 1,000 arrests a day in June. Premiums have gone up. Dozens of orchards flooded.", DAY)
    for claim in reading.claims:
        rules = {item.what: item.rule for item in reading.reasons if item.item == claim.id}
        assert set(rules) == {"kind", "voice"}
    rules = [item.rule for item in reading.reasons if item.what == "kind"]
    assert rules == [
        "a figure that counts a measure's topic",
        "a movement with no figure",
        "a figure that counts",
    ]


FREE = [
    "The ferry carried 3,400 passengers.",
    "Premiums have gone up across the valley.",
    "It is the largest bridge in the country.",
    "No inspectors entered the mill.",
    "A third of the growers sold their land.",
    "The mayor pledged to plant 300 trees.",
    "Fares are expected to rise next year.",
]


@given(st.lists(st.sampled_from(FREE), min_size=1, max_size=5, unique=True))
@settings(max_examples=20, deadline=None)
def test_a_claim_whose_topic_no_measure_or_gap_knows_yields_no_check(sentences):
    reading = claims_in(" ".join(sentences), DAY)
    held = catalog()
    assert len(reading.claims) >= len(sentences)
    assert {claim.topic for claim in reading.claims} & set(load_lexicon("topics")) == set()
    assert check_reading(reading, held.measures, held.gaps, held.series, date(2026, 5, 20)) == ()


WORDS = st.sampled_from(
    [
        "the",
        "most",
        "first",
        "record",
        "no",
        "nobody",
        "none",
        "fell",
        "rose",
        "to",
        "by",
        "12",
        "percent",
        "3,000",
        "in",
        "since",
        "2019",
        "premiums",
        "jobs",
        "of",
        "a",
        "third",
        ",",
        ".",
        "?",
        "if",
        "“",
        "”",
        "voters",
        "goal",
        "will",
        "$5",
        "million",
        "two",
        "Ruiz",
        "43",
        "44",
        "poll",
        "has",
        "cut",
        "rising",
        "nothing",
        "largest",
        "'s",
    ]
)


@given(st.lists(WORDS, max_size=60))
@settings(max_examples=150, deadline=None)
def test_claims_index_the_text_and_stand_in_order_whatever_it_says(words):
    text = " ".join(words)
    claims = claims_in(text, DAY).claims
    assert all(0 <= claim.start < claim.end <= len(text) for claim in claims)
    assert [claim.start for claim in claims] == sorted(claim.start for claim in claims)
    assert len({claim.id for claim in claims}) == len(claims)


@pytest.mark.parametrize(
    "piece",
    [
        "premiums rose 12 percent and ",
        "the most votes of any state, ",
        "no agents entered and Ruiz 43, Bell 44 ",
        "if 300 of the 400 ",
    ],
)
def test_the_time_grows_with_the_length_of_a_sentence_without_end(piece):
    def seconds(count: int) -> float:
        text = piece * count
        reading = replace(claims_in(text, DAY), claims=(), reasons=())
        started = time.process_time()
        find_claims(reading)
        return time.process_time() - started

    seconds(10)
    short, long = seconds(400), seconds(3200)
    assert long < 8 * 4 * max(short, 0.01)


@pytest.mark.parametrize(
    "text",
    [
        "Two officials said the plan was on hold.",
        "According to two sources, the plan was on hold.",
        "The Senate voted 51 to 49 to advance the bill.",
        "The first half of the year was quiet.",
        "Three Mile Island reopened.",
        "A family of four fled the flood.",
    ],
)
def test_a_vote_a_name_a_time_and_those_who_say_it_are_no_claim(text):
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "A 36-year-old man from the port was shot three times.",
        "The woman suffered two broken ribs.",
        "Jordan Pell, 36, lost 40 pounds in custody.",
        "Deputies said a man had stolen $40,000 from his employer.",
    ],
)
def test_a_figure_of_one_private_person_is_checked_against_no_record(text):
    (claim,) = claims_in(text, DAY).claims
    assert (claim.checkable, claim.why_not) == (False, "private_person")


def test_what_an_average_person_earns_is_no_private_matter():
    assert [claim.checkable for claim in claims_in("The average man earns $41,000.", DAY).claims] == [True]


def test_none_of_a_number_denies_it():
    assert [claim.polarity for claim in claims_in("None of the 14 bills passed.", DAY).claims] == ["-"]


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("It lost 4 percent in the previous month.", [None]),
        ("Revenue rose to $3 billion.", ["revenue", "revenue"]),
        ("The bus drove 40 miles.", [None]),
        ("The shares traded at $5 to $7 a share.", [None]),
        ("Homicides fell 22 percent, to 31.", ["crime", "crime"]),
        ("The port has 8 cranes per 1,000 ships.", ["crane"]),
    ],
)
def test_a_time_or_a_unit_is_no_topic(text, topics):
    assert [claim.topic for claim in claims_in(text, DAY).claims] == topics


def test_a_movement_told_by_a_multiple_is_one_claim():
    assert [kind for kind, _ in told("The caseload quadrupled to 4,000.")] == ["change", "level"]


def test_a_claim_in_a_quotation_is_its_speakers():
    text = "Quill spoke on the pier. “We have carried 3,400 passengers this month,” she said, and left."
    source = cited(text, "Quill", "spoke on the pier")
    assert [claim.voice for claim in claims_in(text, DAY, (source,)).claims] == ["attributed"]


def test_every_attributed_claim_names_its_attribution():
    text = "The survey put support at 40 percent. Among women, 46 percent of voters said yes."
    assert all(claim.attribution for claim in claims_in(text, DAY).claims if claim.voice == "attributed")


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Enrollment in Halden fell to 41,200.", "enrollment"),
        ("Revenue of $11.2 billion kept the mill open.", "revenue"),
        ("The fire burned 48,000 acres, 1,300 of them in Pine County.", None),
        ("The pilot had flown 14 times that month.", None),
    ],
)
def test_the_topic_of_a_bare_figure_is_the_noun_that_it_is_of(text, topic):
    assert claims_in(text, DAY).claims[-1].topic == topic


def test_a_dividend_raised_by_some_cents_went_up():
    assert ("change", "raised the dividend by 5 cents") in told("The board raised the dividend by 5 cents.")


def test_the_range_of_a_superlative_is_not_the_time_of_the_figure_beside_it():
    text = "Fares slipped 0.4% from a month earlier, the biggest drop since 2020."
    (first, *_) = claims_in(text, DAY).claims
    assert first.period is None or first.period.start.year != 2020
