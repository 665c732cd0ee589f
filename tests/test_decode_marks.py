from dataclasses import replace

import numpy as np

from onrecord.read.decode_marks import Cuts, decode_marks
from onrecord.read.encode import Pieces
from onrecord.read.surroundings import BARRED, no_surroundings
from onrecord.read.tag import LABELS, Link, Marks


def marks_of(words, links):
    """Return marks for (word, label) pairs; ``links`` maps a cue to the places of its source and content."""
    offsets, at = [], 0
    for word, _ in words:
        offsets.append((at, at + len(word)))
        at += len(word) + 1
    count = len(words)
    labels = np.full((count, len(LABELS)), 0.01, dtype=np.float32)
    for index, (_, label) in enumerate(words):
        labels[index, LABELS.index(label)] = 0.9
    pieces = Pieces(
        ids=np.zeros(count, np.int64),
        offsets=tuple(offsets),
        features=np.zeros((count, 3), np.int64),
        paragraphs=np.zeros(count, np.int64),
        words=np.arange(count),
    )
    rows = {}
    for cue, (source, content) in links.items():
        scores = [np.full(count, -6, np.float32) for _ in range(2)]
        for row, places in zip(scores, (source, content), strict=True):
            row[list(places)] = 4
        rows[cue] = Link(0, *scores)
    return Marks(pieces, labels, rows, np.zeros((count, 4), np.float32))


def test_each_content_goes_to_the_cue_it_is_linked_to_and_one_source_may_serve_two():
    words = [
        ("Ada", "B-source"), ("said", "B-cue"), ("prices", "B-content"), ("fell", "I-content"), ("and", "O"),
        ("denied", "B-cue"), ("selling", "B-content"),
    ]  # fmt: skip
    cues = decode_marks(marks_of(words, {1: ({0}, {2, 3}), 5: ({0}, {6})}), Cuts())
    assert [(sorted(c.source), sorted(c.cue), sorted(c.content)) for c in cues] == [
        ([0], [1], [2, 3]),
        ([0], [5], [6]),
    ]


def test_a_content_around_its_cue_is_one_content_in_two_pieces():
    words = [
        ("prices", "B-content"), ("fell", "I-content"), ("she", "B-source"), ("said", "B-cue"), ("in", "B-content"),
        ("May", "I-content"),
    ]  # fmt: skip
    (cue,) = decode_marks(marks_of(words, {3: ({2}, {0, 1, 4, 5})}), Cuts())
    assert sorted(cue.content) == [0, 1, 4, 5]
    assert sorted(cue.source) == [2]


def test_what_stands_inside_anothers_words_is_found_by_its_links():
    words = [
        ("Ada", "B-source"), ("said", "B-cue"), ("Per", "B-content"), ("told", "B-cue"), ("him", "I-content"),
        ("no", "I-content"),
    ]  # fmt: skip
    outer, inner = decode_marks(marks_of(words, {1: ({0}, {2, 3, 4, 5}), 3: ({2}, {5})}), Cuts())
    assert sorted(outer.source) == [0]
    assert {4, 5} <= outer.content
    assert sorted(inner.source) == [2]
    assert sorted(inner.content) == [5]


def test_a_cue_with_nothing_said_has_no_content():
    words = [("Ada", "B-source"), ("said", "B-cue"), ("nothing", "O")]
    (cue,) = decode_marks(marks_of(words, {1: ({0}, set())}), Cuts())
    assert not cue.content


def test_a_weak_cue_counts_only_as_a_known_verb_with_a_source_of_its_own():
    words = [("Ada", "B-source"), ("said", "O"), ("prices", "B-content"), ("fell", "I-content")]
    marks = marks_of(words, {1: ({0}, {2, 3})})
    marks.labels[1, LABELS.index("B-cue")] = 0.3
    known = replace(no_surroundings(4), reporting=np.array([False, True, False, False]))
    assert decode_marks(marks, Cuts()) == []
    (cue,) = decode_marks(marks, Cuts(), known)
    assert sorted(cue.content) == [2, 3]


def test_a_cue_takes_nothing_from_another_part_of_the_article():
    words = [("Ada", "B-source"), ("said", "B-cue"), ("prices", "B-content"), ("fell", "I-content")]
    marks = marks_of(words, {1: ({0}, {2, 3})})
    apart = replace(no_surroundings(4), parts=np.array([0, 0, 1, 1]))
    (cue,) = decode_marks(marks, Cuts(), apart)
    assert not cue.content
    barred = replace(no_surroundings(4), parts=np.array([0, BARRED, 0, 0]))
    assert decode_marks(marks, Cuts(), barred) == []


def test_an_empty_text_has_no_cues():
    assert decode_marks(marks_of([], {}), Cuts()) == []


def test_words_between_two_pieces_of_a_content_join_them_unless_a_mark_parts_them():
    words = [
        ("He", "B-content"), ("paid", "O"), ("18", "O"), ("an", "O"), ("hour", "O"), ("there", "B-content"),
        (",", "O"), ("Ada", "B-source"), ("said", "B-cue"),
    ]  # fmt: skip
    marks = marks_of(words, {8: ([7], [0, 5])})
    around = no_surroundings(9)
    assert decode_marks(marks, Cuts(), around)[0].content == {0, 1, 2, 3, 4, 5}
    parting = around.marks.copy()
    parting[3] = True
    assert decode_marks(marks, Cuts(), replace(around, marks=parting))[0].content == {0, 5}
