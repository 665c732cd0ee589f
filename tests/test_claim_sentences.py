"""The claim sentences of bench/checks: their expectations rest on the released tables, and cover what they have to."""

import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from onrecord.model import Finding

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "bench"))

from checks_facts import claims, wrong_facts

NOT_COMPARED = {"not_comparable", "no_record", "not_checkable"}
FINDINGS = set(get_args(Finding))
CLAIMS = claims()


def test_every_recorded_figure_is_what_the_released_tables_give():
    assert wrong_facts() == []
    assert sum("fact" in claim for claim in CLAIMS) > 100


def test_no_sentence_stands_twice():
    assert max(Counter(claim["id"] for claim in CLAIMS).values()) == 1
    assert max(Counter(claim["text"] for claim in CLAIMS).values()) == 1


def test_there_are_enough_sentences_of_every_finding_and_both_fields():
    expected = Counter(item["finding"] for claim in CLAIMS for item in claim["expect"])
    measures = {item.get("measure", "").partition("/")[0] for claim in CLAIMS for item in claim["expect"]}
    assert len(CLAIMS) >= 150
    assert sum(expected[finding] for finding in NOT_COMPARED) >= 40
    assert {"ice", "cbp", "bls"} <= measures
    assert set(expected) | {claim.get("then") for claim in CLAIMS} >= FINDINGS - {None}


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim["id"])
def test_a_sentence_is_well_formed(claim):
    assert isinstance(claim["published"], date)
    assert set(claim) <= {"id", "text", "published", "expect", "then", "fact", "recorded"}
    for item in claim["expect"]:
        assert item["finding"] in FINDINGS
        assert set(item) <= {"finding", "measure", "because", "period"}
