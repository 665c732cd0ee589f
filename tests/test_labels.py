"""The gold labels are whole, hold no text, and are scored by a rule that can be followed."""

import sys
from pathlib import Path
from typing import get_args

import pytest

from onrecord.model import Act, EvidenceStatus, Mode, SourceKind

BENCH = Path(__file__).parent.parent / "bench"
sys.path[:0] = [str(BENCH), str(BENCH / "gold"), str(BENCH / "score")]

from make_sheet import read_items, read_labels  # noqa: E402

import labels  # noqa: E402  # bench/ is no package

VALUES = {
    "mode": set(get_args(Mode)),
    "act": set(get_args(Act)),
    "hedged": {"yes", "no"},
    "evidence": set(get_args(EvidenceStatus)),
    "source_kind": {*get_args(SourceKind), "none"},
}


@pytest.mark.parametrize("annotator", ["a", "b"])
def test_each_annotator_gave_every_item_every_label_of_the_guideline(annotator):
    found = read_labels(annotator)
    assert list(found) == [item["item"] for item in read_items()]
    assert len(found) >= 250
    wrong = [(n, label) for n, row in found.items() for label in labels.LABELS if row[label] not in VALUES[label]]
    assert wrong == []


@pytest.mark.parametrize("annotator", ["a", "b"])
def test_no_text_of_the_corpus_is_kept(annotator):
    kept = (BENCH / "gold" / f"labels-{annotator}.tsv").read_text(encoding="utf-8")
    assert " " not in kept


def test_kappa_is_agreement_beyond_chance():
    assert labels.kappa([("a", "a"), ("b", "b")]) == 1.0
    assert labels.kappa([("a", "b"), ("b", "a")]) == -1.0
    assert labels.kappa([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")]) == 0.0
    assert labels.kappa([("a", "a")]) is None
    assert labels.kappa([]) is None


def item(number, content, source):
    return {"item": number, "doc": "d", "part": "random", "source": source, "cue": [[6, 10]], "content": content}


def found(act, content, source, cue):
    pieces = {role: {"spans": [dict(zip(("start", "end"), s, strict=True)) for s in spans]} for role, spans in
              (("content", content), ("source", source), ("cue", cue))}  # fmt: skip
    return {
        **pieces,
        "source": {**pieces["source"], "kind": "person"},
        "mode": "indirect",
        "act": act,
        "hedged": False,
        "evidence": {"status": "unstated"},
    }


def test_an_item_takes_the_attribution_that_overlaps_by_half_and_shares_its_cue():
    text = {"d": "Vale  said that rain fell all day and night here"}
    items = [item("001", [[11, 48]], [[0, 4]])]
    near = found("deny", [[11, 40]], [[0, 4]], [[30, 34]])
    best = found("assert", [[11, 36]], [[0, 4]], [[6, 10]])
    far = found("order", [[11, 20]], [[0, 4]], [[6, 10]])
    assert labels.match(items, text, {"d": [near, best, far]})["001"]["act"] == "assert"
    assert labels.match(items, text, {"d": [far]}) == {}
    assert labels.match(items, text, {"d": [found("assert", [[11, 48]], [[11, 15]], [[6, 10]])]}) == {}


def test_only_labels_on_which_both_agree_are_scored():
    first = {"001": {"act": "deny"}, "002": {"act": "deny"}, "003": {"act": "ask"}}
    second = {"001": {"act": "deny"}, "002": {"act": "assert"}, "003": {"act": "ask"}}
    table = labels.Table([item(number, [[0, 1]], None) for number in first], first, second)
    answers = {"001": {"act": "deny"}, "002": {"act": "deny"}}
    assert table.accuracy(answers, first, "act") == (1, 1)
