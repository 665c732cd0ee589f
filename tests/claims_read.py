"""Claims read without the model from a sentence, and checked against the released records: for tests of the rules."""

from datetime import date
from functools import cache

from onrecord.check import check_reading
from onrecord.model import Attribution, Check, Reading
from onrecord.read.anchor import anchor_times
from onrecord.read.claim import find_claims
from onrecord.read.quantify import quantify
from onrecord.records.catalog import Catalog, open_catalog
from records_builders import document_of


@cache
def catalog() -> Catalog:
    """Return the shipped measures."""
    return open_catalog()


def claims_in(text: str, published: str | None, attributions: tuple[Attribution, ...] = ()) -> Reading:
    """Return the reading of ``text`` with its claims; who speaks is told by ``attributions`` alone."""
    document = document_of(text, date.fromisoformat(published) if published else None)
    return find_claims(quantify(anchor_times(Reading(document, attributions=attributions))))


def checks_of(text: str, published: str | None = "2026-05-20", as_of: date | None = None) -> tuple[Check, ...]:
    """Return every check of every claim in ``text``."""
    held = catalog()
    return check_reading(claims_in(text, published), held.measures, held.gaps, held.series, as_of)


def as_claimed(text: str, published: str | None = "2026-05-20") -> list[Check]:
    """Return the checks as claimed on the newest records."""
    checks = checks_of(text, published)
    newest: dict[str, date] = {}
    for check in checks:
        newest[check.claim] = max(newest.get(check.claim, check.as_of), check.as_of)
    return [check for check in checks if check.scope.as_claimed and check.as_of == newest[check.claim]]


def findings(text: str, published: str | None = "2026-05-20") -> list[tuple[str, str | None]]:
    """Return the findings as claimed on the newest records, each with the measure's name."""
    return [(check.finding, (check.measure or "").partition("/")[2] or None) for check in as_claimed(text, published)]


def one(text: str, published: str | None = "2026-05-20") -> Check:
    """Return the one check as claimed on the newest records."""
    (check,) = as_claimed(text, published)
    return check
