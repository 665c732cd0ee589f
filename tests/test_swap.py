"""Names and parties exchanged in the articles, every finding stays: the same rules for every speaker."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims_read import catalog
from onrecord.check import check_reading
from onrecord.read.decode import decode
from onrecord.run.local import Options, check_sources, open_records
from records_builders import quantity_in, reading_of

ARTICLES = sorted((Path(__file__).parent / "articles").glob("*/article.txt"))
_NAME = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+(?=,| said| told| claimed)")
_BODIES = {"Association", "Council", "Enforcement", "Statistics"}
"""Last words of bodies that stand where a surname may: an agency's name is no person's."""

_PARTIES = {"Republican": "Democrat", "Democrat": "Republican", "Republicans": "Democrats", "Democrats": "Republicans"}


def exchanged(text: str) -> str:
    """Return ``text`` with its people's surnames passed round and its parties exchanged."""
    surnames = list(dict.fromkeys(name.split()[1] for name in _NAME.findall(text) if name.split()[1] not in _BODIES))
    passed = dict(zip(surnames, [*surnames[1:], *surnames[:1]], strict=True))
    words = {**passed, **_PARTIES}
    pattern = re.compile(rf"\b(?:{'|'.join(sorted(words, key=len, reverse=True))})\b")
    return pattern.sub(lambda match: words[match.group()], text)


def findings_in(path: Path, published: date | None) -> list[tuple[object, ...]]:
    """Return the findings of an article, in order."""
    (outcome,) = check_sources([str(path)], Options(published=published), open_records())
    assert outcome.error is None
    return [
        (check.finding, check.because, check.measure, check.scope.covers, check.scope.as_claimed, check.as_of)
        for check in outcome.checked.checks
    ]


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.parent.name)
def test_names_and_parties_exchanged_every_finding_stays(path, tmp_path):
    text = decode(path.read_bytes())[0]
    other = tmp_path / "article.txt"
    other.write_text(exchanged(text), encoding="utf-8")
    assert findings_in(other, None) == findings_in(path, None)


def test_the_exchange_changes_the_articles():
    texts = [decode(path.read_bytes())[0] for path in ARTICLES]
    assert sum(exchanged(text) != text for text in texts) >= 3
    assert exchanged("Ada Quill, a Republican, said") != "Ada Quill, a Republican, said"


@settings(deadline=None, max_examples=40)
@given(
    st.text("abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=9),
    st.sampled_from(["Democrat", "Republican", "Green", "independent", "Libertarian"]),
    st.sampled_from([900.0, 1016.0, 1100.0, 3000.0]),
)
def test_no_name_and_no_party_changes_a_check(name, party, value):
    held = catalog()
    text = f"ICE made {value:,.0f} arrests a day in June 2025."
    quantity = quantity_in(text, f"{value:,.0f} arrests a day", value, "arrest", per="day")
    fields = {"quantity": quantity, "topic": "arrests", "actor": "ICE"}

    def checked(speaker: str) -> list[tuple[object, ...]]:
        reading = reading_of(text, "level", speaker=speaker, **fields)
        checks = check_reading(reading, held.measures, held.gaps, held.series)
        return [(check.finding, check.why, check.arithmetic, check.caveats, check.as_of) for check in checks]

    assert checked(f"{name.title()} ({party})") == checked("Ada Quill")
