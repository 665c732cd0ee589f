from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from onrecord.read.encode import CASES, CONTEXT, QUOTES, STARTS, cut_pieces, cut_windows


@pytest.fixture(scope="module")
def tokenizer():
    """Return a word-piece tokenizer that knows single characters only."""
    letters = "abcdefghijklmnopqrstuvwxyz0123456789.,“”\"'’!?"
    vocabulary = {"[UNK]": 0, **{c: i for i, c in enumerate(letters, 1)}}
    vocabulary |= {f"##{c}": len(vocabulary) + i for i, c in enumerate(letters)}
    made = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))  # noqa: S106 - a piece, no password
    made.normalizer = normalizers.BertNormalizer()
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return made


@settings(max_examples=60)
@given(text=st.text(alphabet="ab Cd.\n“”\"'’é😀", max_size=900), length=st.integers(12, 64))
def test_every_piece_is_new_in_exactly_one_window_and_windows_hold_their_length(tokenizer, text, length):
    pieces = cut_pieces(text, tokenizer)
    windows = cut_windows(pieces, length, context=4)
    assert [index for window in windows for index in range(window.own, window.end)] == list(range(len(pieces)))
    assert all(window.start <= window.own < window.end <= window.start + length - 2 for window in windows)
    assert all(window.own - window.start <= 4 for window in windows)


@settings(max_examples=60)
@given(text=st.text(max_size=200))
def test_offsets_index_the_text_whatever_it_holds(tokenizer, text):
    pieces = cut_pieces(text, tokenizer)
    assert all(0 <= start <= end <= len(text) for start, end in pieces.offsets)
    assert all(left[0] <= right[0] for left, right in pairwise(pieces.offsets))


def test_surface_features_tell_case_quotes_and_starts(tokenizer):
    text = "Ab “cd” EF\n\n9x"
    pieces = cut_pieces(text, tokenizer)
    rows = {
        text[start:end]: (CASES[case], QUOTES[quote], STARTS[begin])
        for (start, end), (case, quote, begin) in zip(pieces.offsets, pieces.features, strict=True)
    }
    assert rows["A"] == ("title", "outside", "paragraph")
    assert rows["“"][1] == "mark"
    assert rows["c"][1] == "inside"
    assert rows["”"][1] == "mark"
    assert rows["9"] == ("other", "outside", "paragraph")
    assert int(pieces.paragraphs[-1]) == 1


def test_a_quote_left_open_ends_with_its_paragraph(tokenizer):
    pieces = cut_pieces('"ab\n\ncd', tokenizer)
    assert [QUOTES[row[1]] for row in pieces.features] == ["mark", "inside", "inside", "outside", "outside"]


def test_context_is_repeated_no_further_than_it_may_be(tokenizer):
    pieces = cut_pieces("ab cd ef. " * 200, tokenizer)
    windows = cut_windows(pieces)
    assert len(windows) > 1
    assert all(window.own - window.start <= CONTEXT for window in windows)
    assert np.all(np.diff(pieces.words) >= 0)
