from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span
from onrecord.read.quotes import quoted_share, quoted_spans


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("She said “we will go” today.", ["“we will go”"]),
        ('She said "we will go" today.', ['"we will go"']),
        ("Elle a dit «on part» hier.", ["«on part»"]),
        ("She said ‘we won’t go’ today.", ["‘we won’t go’"]),
        ("The growers’ lawyer and the pickers’ wives.", []),
        ('He is 6\'2" tall and said "no" twice.', ['"no"']),
        (
            "“One paragraph opens\n\n“and the next closes,” she said.",
            ["“One paragraph opens", "“and the next closes,”"],
        ),
        ("No marks at all.", []),
    ],
)
def test_quotations_are_found_whatever_their_marks(text, quoted):
    assert [text[span.start : span.end] for span in quoted_spans(text)] == quoted


@given(st.text(alphabet="ab '\"“”‘’«»„\n5", max_size=80))
def test_quotations_lie_inside_the_text_in_order(text):
    spans = quoted_spans(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))


def test_the_quoted_share_counts_letters_inside_marks():
    text = "She called it “a fine mess” and left."
    quotes = quoted_spans(text)
    assert quoted_share(text, (Span(14, 27),), quotes) == 1.0
    assert quoted_share(text, (Span(0, 13),), quotes) == 0.0
    assert 0 < quoted_share(text, (Span(0, len(text)),), quotes) < 1
