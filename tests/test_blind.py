from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from onrecord.read.blind import stand_ins
from onrecord.read.encode import cut_pieces
from onrecord.read.lexicon import load_lexicon
from onrecord.read.names import find_names
from onrecord.read.tag import MODELS

TEXT = (
    "Sen. {one}, D-Ohio, said on Monday that the mill would close. “We saw it coming,” {last} told Democrats. "
    "Rep. {two}, a Republican, called it a loss. {other}’s office gave no figure."
)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    loaded = Tokenizer.from_file(str(MODELS / "tokenizer.json"))
    loaded.no_padding()
    loaded.no_truncation()
    return loaded


def seen(text: str, tokenizer: Tokenizer) -> list[int]:
    return cut_pieces(text, tokenizer, stand_ins(text, find_names(text))).ids.tolist()


def test_the_encoder_is_given_the_same_pieces_whoever_speaks(tokenizer):
    one = TEXT.format(one="Ada Lund", last="Lund", two="Bo Reyes", other="Reyes")
    two = TEXT.format(one="Mireille Okonkwo-Baptiste", last="Okonkwo-Baptiste", two="Ike Ott", other="Ott")
    assert one != two
    assert seen(one, tokenizer) == seen(two, tokenizer)


def test_the_encoder_is_given_the_same_pieces_whichever_party_speaks(tokenizer):
    one = TEXT.format(one="Ada Lund", last="Lund", two="Bo Reyes", other="Reyes")
    two = one.replace("Democrats", "Republicans").replace("a Republican", "a Democrat").replace("D-Ohio", "R-Ohio")
    assert one != two
    assert seen(one, tokenizer) == seen(two, tokenizer)


def test_two_people_stay_two_people(tokenizer):
    text = TEXT.format(one="Ada Lund", last="Lund", two="Bo Reyes", other="Reyes")
    swapped = TEXT.format(one="Ada Lund", last="Reyes", two="Bo Reyes", other="Lund")
    assert seen(text, tokenizer) != seen(swapped, tokenizer)


def test_a_word_that_also_stands_in_small_letters_is_a_name_only_within_a_whole_one():
    text = "Mayor Will Bright said they will go. Will they? Bright thinks so, on a bright day."
    assert [text[item.start : item.end] for item in stand_ins(text, find_names(text))] == ["Will", "Bright"]


def test_every_stand_in_is_one_piece_of_the_vocabulary(tokenizer):
    words = load_lexicon("blind")
    for word in [words["given"], *words["surnames"], *words["parties"].values(), "r"]:
        assert tokenizer.token_to_id(word) is not None, word


@given(st.text(max_size=300))
def test_pieces_with_stand_ins_index_the_text_in_order(tokenizer, text):
    pieces = cut_pieces(text, tokenizer, stand_ins(text, find_names(text)))
    assert all(0 <= start < end <= len(text) for start, end in pieces.offsets)
    assert all(one[0] <= two[0] for one, two in pairwise(pieces.offsets))
    assert len(pieces.ids) == len(pieces.offsets) == len(pieces.words)
