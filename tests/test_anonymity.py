"""Clauses on why a source is not named: where they stand, what reason they give, and what they are no part of."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span
from onrecord.read.anonymity import anonymity_clauses, is_left_unnamed, reason_in
from onrecord.run.local import Options, read_sources


@pytest.mark.parametrize(
    ("before", "clause", "after", "reason"),
    [
        (
            "Three people briefed on the talks",
            ", who spoke on the condition of anonymity because the talks were private",
            ", said no.",
            "because the talks were private",
        ),
        (
            "Two deputies",
            " who asked not to be identified because they feared retaliation",
            " said no.",
            "because they feared retaliation",
        ),
        (
            "A staffer",
            ", speaking anonymously because of fear of reprisal",
            ", said no.",
            "because of fear of reprisal",
        ),
        (
            "It was over, said a person with knowledge of it",
            " who was not authorized to speak publicly",
            ".",
            "not authorized to speak publicly",
        ),
        (
            "One driver",
            " — who asked that his name be withheld for fear of losing his job",
            " — said no.",
            "for fear of losing his job",
        ),
        ("A nurse", " who did not want her name used", " said no.", None),
        ("Two aides, who met on Monday", ", and who asked to remain anonymous", ", said no.", None),
    ],
)
def test_a_clause_on_anonymity_ends_before_the_verb_and_keeps_its_reason(before, clause, after, reason):
    text = f"{before}{clause}{after}"
    found = anonymity_clauses(text)
    assert [(text[item.span.start : item.span.end], reason_in(text, item)) for item in found] == [(clause, reason)]
    assert is_left_unnamed(text, Span(0, len(before)))


@pytest.mark.parametrize(
    "text",
    [
        "Those who own planes lease them, a layer of ease and anonymity.",
        "The donor gave anonymously to the fund, the trustees said.",
        "The van was not allowed to stop, and a background check was run on background checks.",
        "The street was named for a grower.",
    ],
)
def test_other_words_on_names_are_no_clause(text):
    assert not anonymity_clauses(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Two deputies who asked not to be identified because they feared retaliation said the sheriff had known.",
            ("Two deputies", "2", "because they feared retaliation", None),
        ),
        (
            "It ended, according to a person with direct knowledge of it who was not authorized to speak publicly.",
            ("a person with direct knowledge of it", "one", "not authorized to speak publicly", True),
        ),
        (
            "Five guards, who were granted anonymity because they were not authorized to speak, said cells were open.",
            ("Five guards", "5", "because they were not authorized to speak", None),
        ),
    ],
)
def test_who_asks_not_to_be_named_is_cited_and_nobody_in_the_clause(tmp_path, text, told):
    article = tmp_path / "article.txt"
    article.write_text(text, encoding="utf-8")
    reading = next(read_sources([str(article)], Options())).checked.reading
    sources = [item.source for item in reading.attributions]
    assert [(s.kind, s.described_as, s.count, s.anonymity_reason, s.direct_knowledge) for s in sources] == [
        ("unnamed", *told)
    ]


@given(st.text(alphabet="whospkeantyitdmb ,.—not to be named because anonymity", max_size=200))
def test_clauses_lie_in_their_text_in_order(text):
    found = [clause.span for clause in anonymity_clauses(text)]
    assert all(0 <= span.start <= span.end <= len(text) for span in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
