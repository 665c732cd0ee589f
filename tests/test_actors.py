"""The actor of a claim is a person, a body or people who act; nothing else fills the slot."""

import pytest

from claims_read import claims_in
from onrecord.read.actors import actor_of


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("But the agency arrested 1,200 people.", "the agency"),
        ("Although the Border Patrol made 6,000 arrests, it released few.", "the Border Patrol"),
        ("in which police arrested 40 people", "police"),
        ("According to the report, ICE held 57,861 people.", "ICE"),
        ("Meanwhile, in Ohio, sheriffs arrested 400 people.", "sheriffs"),
        ("Employers added 139,000 jobs.", "Employers"),
        (
            "Officers from the Halden Police Department arrested 30 people.",
            "Officers from the Halden Police Department",
        ),
        ("County deputies also arrested 40 people.", "County deputies"),
        ("Gov. Dana Orr signed 40 bills.", "Gov. Dana Orr"),
        ("Texas spent $11 billion.", "Texas"),
        ("The state's hospitals lost $40 million.", "The state's hospitals"),
        ("Arrests rose to 1,100.", None),
        ("Revenue rose to $3 billion.", None),
        ("The number of arrests was 1,200.", None),
        ("Shares of the mill fell 3%.", None),
        ("The yield on the note fell to 4.2%.", None),
        ("It has 40 ships.", None),
        ("What the company paid was $40 million.", None),
        ("The storm has killed 14 people.", None),
        ("Nobody has counted the 600 workers.", None),
    ],
)
def test_an_actor_is_who_acts(text, actor):
    assert actor_of(text, 0, len(text)) == actor


def test_who_is_counted_is_not_who_acts():
    reading = claims_in("Six officers were hurt and two residents died.", "2026-05-20")
    assert [claim.actor for claim in reading.claims] == [None, None]
