"""A statement is told of its author and nobody else: by fields of the document, never by guess."""

from datetime import date

import pytest

from onrecord.model import Attribution, Claim, Reading, Segment, Source, Span
from onrecord.read.author import tell_author
from onrecord.read.opened import make_document

POST = "I met 12 mayors today. Prices fell by 4 percent, they said."


def told(text: str, *, byline: str | None = "@adalund", kind="statement", title: str | None = None) -> Reading:
    """Return a reading of a post with one claim of its own, and an attribution to 'I', as the other steps leave it."""
    document = make_document(
        text,
        text.encode(),
        ref=None,
        byline=byline,
        kind=kind,
        title=title,
        publisher="posts.example",
        published=date(2025, 6, 19),
    )
    at = text.index("12 mayors")
    own = Claim("claim_1", at, at + 9, None, None, "reported", "level", None)
    cited = Source((Span(at - 6, at - 5),), "pronoun")
    self_said = Attribution("att_1", "body", "indirect", cited, (Span(at - 4, at - 1),), (Span(at, at + 9),), 0.6)
    reading = Reading(document, segments=(Segment(0, len(text), "body"),), claims=(own,), attributions=(self_said,))
    return tell_author(reading)


def test_a_post_is_said_by_its_account_with_all_that_nobody_else_says_in_it():
    reading = told(POST)
    author, inner = reading.attributions
    (speaker,) = reading.speakers
    assert (speaker.name, speaker.public_role, author.source.spans) == ("@adalund", False, ())
    assert (author.mode, author.venue, author.when.start) == ("direct", "posts.example", date(2025, 6, 19))
    assert reading.document.words(author.content) == POST
    assert (inner.within, inner.source.speaker) == (author.id, speaker.id)
    claim = reading.claims[0]
    assert (claim.voice, claim.attribution, claim.speaker) == ("attributed", author.id, speaker.id)


def test_a_post_handed_on_is_said_by_whom_it_names():
    reading = told(f"RT @boott: {POST}")
    author = reading.attributions[0]
    assert reading.document.words(author.source.spans) == "@boott"
    assert reading.document.words(author.content) == POST
    assert [speaker.name for speaker in reading.speakers] == ["@boott"]


@pytest.mark.parametrize(
    ("kind", "byline", "title"),
    [
        ("news", "Jo Roe", None),
        ("opinion", "Jo Roe", None),
        ("release", "Jo Roe", None),
        ("statement", None, None),
    ],
)
def test_an_article_is_not_told_of_who_wrote_it(kind, byline, title):
    reading = told(POST, byline=byline, kind=kind, title=title)
    assert len(reading.attributions) == 1
    assert reading.claims[0].voice == "reported"


def test_a_release_under_a_title_that_names_its_author_is_his():
    reading = told(POST, byline=None, kind="release", title="Statement from Mayor Ada Lund on Prices")
    assert [speaker.name for speaker in reading.speakers] == ["Mayor Ada Lund"]


def test_a_body_that_issues_a_statement_speaks_in_public():
    reading = told(POST, byline="Department of Pears")
    assert (reading.speakers[0].kind, reading.speakers[0].public_role) == ("organisation", True)


@pytest.mark.parametrize("kind", ["statement", "news"])
def test_no_words_are_lost_or_made(kind):
    reading = told(POST, kind=kind)
    assert all(0 <= span.start < span.end <= len(POST) for item in reading.attributions for span in item.content)
