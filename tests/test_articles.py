"""Golden readings and checks of invented articles of different shapes: ``pytest --update`` rewrites them."""

import json
import tomllib
from datetime import date
from pathlib import Path

import pytest

from onrecord.model import CheckedReading
from onrecord.run.local import Options, check_sources, open_records

ARTICLES = sorted((Path(__file__).parent / "articles").glob("*/article.txt"))


@pytest.fixture(scope="module", params=ARTICLES, ids=lambda path: path.parent.name)
def checked(request) -> tuple[Path, CheckedReading]:
    """Return an article's folder and its checked reading, through the path that users take."""
    path: Path = request.param
    about = tomllib.loads((path.parent / "article.toml").read_text(encoding="utf-8"))
    options = Options(published=date.fromisoformat(about["published"]))
    (outcome,) = check_sources([str(path)], options, open_records())
    assert outcome.error is None
    return path.parent, outcome.checked


def summary(checked: CheckedReading) -> dict:
    """Return what a person would compare: words instead of offsets, no ids, no confidence."""
    reading = checked.reading
    document = reading.document
    attributions = []
    for item in reading.attributions:
        speaker = reading.speaker(item.source.speaker) if item.source else None
        attributions.append(
            {
                "source": document.words(item.source.spans) if item.source else None,
                "source_kind": item.source.kind if item.source else None,
                "speaker": speaker.name if speaker else None,
                "cue": document.words(item.cue or ()),
                "content": [document.words(span) for span in item.content],
                "act": item.act,
                "mode": item.mode,
                "hedged": item.hedged,
                "evidence": item.evidence.status,
                "venue": item.venue,
                "when": item.when.start.isoformat() if item.when and item.when.start else None,
                "nested": item.within is not None,
                "segment": item.segment_kind,
            }
        )
    claims = [
        {
            "words": document.text[claim.start : claim.end],
            "kind": claim.kind,
            "topic": claim.topic,
            "voice": claim.voice,
            "population": claim.population,
            "area": list(claim.area),
            "checkable": claim.checkable,
            "findings": sorted(
                f"{'+'.join(check.scope.covers) or '-'} as of {check.as_of}: {check.finding}"
                + (f" ({check.because})" if check.because else "")
                for check in checked.checks
                if check.claim == claim.id
            ),
        }
        for claim in reading.claims
    ]
    return {
        "published": document.published.isoformat() if document.published else None,
        "segments": [f"{item.kind}: {document.words(item.span).strip()[:40]}" for item in reading.segments],
        "attributions": attributions,
        "speakers": [f"{item.name} ({item.kind}{', public' if item.public_role else ''})" for item in reading.speakers],
        "claims": claims,
        "issues": [issue.what for issue in reading.issues],
    }


def test_a_golden_article_reads_as_it_did(checked, update):
    folder, result = checked
    expected = folder / "expected.json"
    found = json.dumps(summary(result), ensure_ascii=False, indent=1) + "\n"
    if update:
        expected.write_text(found, encoding="utf-8")
    assert json.loads(found) == json.loads(expected.read_text(encoding="utf-8"))


def test_segments_tile_the_text_and_every_span_indexes_it(checked):
    _, result = checked
    reading = result.reading
    text = reading.document.text
    at = 0
    for segment in reading.segments:
        assert segment.start == at
        at = segment.end
    assert at == len(text)
    spans = [
        span
        for item in reading.attributions
        for span in (*(item.source.spans if item.source else ()), *(item.cue or ()), *item.content)
    ]
    assert all(text[span.start : span.end].strip() for span in spans)


def test_every_check_names_its_claim_and_explains_itself(checked):
    _, result = checked
    claims = {claim.id for claim in result.reading.claims}
    assert all(check.claim in claims and check.why for check in result.checks)
    shown = [check for check in result.checks if check.recorded or check.observations]
    assert all(check.releases and check.citations for check in shown)


def test_there_are_articles_of_at_least_five_shapes():
    shapes = {tomllib.loads((path.parent / "article.toml").read_text(encoding="utf-8"))["shape"] for path in ARTICLES}
    assert len(shapes) >= 5
