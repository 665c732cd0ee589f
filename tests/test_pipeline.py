from dataclasses import replace
from datetime import date

import pytest

from onrecord import __version__
from onrecord.errors import PipelineError
from onrecord.model import Document, Reading, Segment
from onrecord.read.pipeline import Step, assemble, step


def make_document(text="Nobody said anything.", language="en"):
    return Document("doc_1", None, None, None, None, None, date(2025, 6, 19), None, language, "news", text, "0" * 64)


@step("parts", version=3, needs=("document",), adds=("segments",), languages=None)
def parts(reading: Reading) -> Reading:
    return replace(reading, segments=(Segment(0, len(reading.document.text), "body"),))


@step("later", version=1, needs=("segments",), adds=("times",))
def later(reading: Reading) -> Reading:
    return reading


@step("breaks", version=1, adds=("quantities",))
def breaks(reading: Reading) -> Reading:
    raise ValueError(f"secret detail of {reading.document.id}")


def test_a_declared_step_is_called_like_the_function_it_holds():
    assert isinstance(parts, Step)
    assert parts(Reading(make_document())).segments[0].kind == "body"


def test_steps_run_in_order_and_leave_their_versions_in_the_origin():
    reading = assemble([parts, replace(later, model="abc")])(make_document())
    assert reading.origin == {"onrecord": __version__, "parts": "3", "later": "1", "later.model": "abc"}
    assert reading.segments


def test_a_step_whose_needs_nobody_adds_is_refused_with_what_to_do():
    with pytest.raises(PipelineError, match=r"'later' needs segments: put the step that adds this before it"):
        assemble([later, parts])


def test_a_step_that_stands_twice_is_refused():
    with pytest.raises(PipelineError, match="'parts' stands twice"):
        assemble([parts, parts])


def test_a_step_that_breaks_leaves_an_issue_and_loses_nothing():
    reading = assemble([parts, breaks, later])(make_document())
    assert reading.segments
    (issue,) = reading.issues
    assert issue.step == "breaks"
    assert "ValueError" in issue.what
    assert "secret" not in issue.what


def test_nothing_but_the_parts_is_read_of_a_text_in_another_language():
    reading = assemble([parts, breaks])(make_document("Nadie dijo nada.", "es"))
    assert reading.segments
    (issue,) = reading.issues
    assert issue.step == "language"
    assert "English" in issue.what


def test_a_text_whose_language_is_not_known_is_read():
    assert [issue.step for issue in assemble([breaks])(make_document(language=None)).issues] == ["breaks"]
