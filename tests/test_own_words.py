"""A newsroom's own table: claims find it by the words that its measure says it is claimed by."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from onrecord.run.local import Options, check_sources, open_records

ECONOMY = Path(__file__).parents[1] / "docs" / "economy"


def findings(tmp_path: Path, text: str, measures: Path = ECONOMY) -> list[tuple[str, str, str | None]]:
    source = tmp_path / "article.txt"
    source.write_text(text, encoding="utf-8")
    options = Options(published=date(2026, 5, 20))
    (outcome,) = check_sources([str(source)], options, open_records([measures]))
    assert outcome.checked is not None
    claims = {claim.id: claim for claim in outcome.checked.reading.claims}
    return [
        (text[claims[check.claim].start : claims[check.claim].end], check.finding, check.measure)
        for check in outcome.checked.checks
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Average hourly earnings were $37.41 in April 2026, Ada Lund said.", ("$37.41", "matches")),
        ("Hourly pay averaged $30.10 in April 2025, she said.", ("$30.10", "below_record")),
        ("Average hourly earnings rose 3.6 percent over the year to April.", ("rose 3.6 percent", "matches")),
        ("Wages fell from March 2026 to April 2026.", ("Wages fell", "opposite_direction")),
        ("Wages rose to $37.41 an hour in April.", ("$37.41 an hour", "matches")),
        (
            "Average hourly earnings in April 2026 were the highest since 2020, Ada Lund said.",
            ("the highest since 2020", "matches"),
        ),
    ],
)
def test_an_economic_claim_finds_a_measure_that_was_added(tmp_path, text, found):
    assert (*found, "bls/hourly_earnings") in findings(tmp_path, text)


@pytest.mark.parametrize(
    "text",
    [
        "Tickets were $37.41 in April 2026, Ada Lund said.",
        "Average hourly earnings came up at the talks, and 37 people left.",
        "The firm earned 3.6 percent of the votes in April 2026.",
        "Earnings of Acme Corp. were $37 million in April 2026.",
        "Wages in Germany rose 3 percent in April 2026.",
    ],
)
def test_figures_of_something_else_do_not(tmp_path, text):
    assert [row for row in findings(tmp_path, text) if row[2] == "bls/hourly_earnings"] == []


def test_unemployment_and_job_growth_of_the_release_are_checked_beside_it(tmp_path):
    text = "Unemployment fell to 4.1% in June 2025. January 2026 saw the fastest job growth since early 2025."
    rows = findings(tmp_path, text)
    assert ("4.1%", "matches", "bls/unemployment_rate") in rows
    assert any(row[2] == "bls/payroll_employment" and row[1] == "matches" for row in rows)


def test_two_measures_meant_by_the_same_words_are_a_doubt(tmp_path):
    folder = tmp_path / "both"
    shutil.copytree(ECONOMY, folder)
    twin = folder / "bls" / "pay"
    shutil.copytree(folder / "bls" / "hourly_earnings", twin)
    (twin / "measure.yml").write_text(
        (twin / "measure.yml").read_text("utf-8").replace("id: bls/hourly_earnings", "id: bls/pay"), "utf-8"
    )
    assert findings(tmp_path, "Average hourly earnings were $37.41 in April 2026.", folder) == []
