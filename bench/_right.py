"""Which predicted attributions the scorer pairs with a gold one."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "score"))

import polnear as scorer

__all__ = ["right_ones"]


def right_ones(document: dict, predicted: list[dict], test: str = "attribution") -> list[bool]:
    """Say of each predicted attribution of a gold ``document`` whether the maximum matching pairs it with a gold one.

    ``test`` is one of the scorer's: 'attribution' asks for content and source to overlap by half or more.
    """
    tokens = scorer.Doc(document["text"])

    def prepare(items: list[dict]) -> list[dict]:
        return [{label: tokens.ids(item.get(label)) for label in scorer.LABELS} for item in items]

    gold, found = prepare(document["attributions"]), prepare(predicted)
    fits = scorer.TESTS[test]
    edges = {
        one: [two for two, other in enumerate(found) if other["content"] and fits(item, other)]
        for one, item in enumerate(gold)
        if item["content"]
    }
    paired = set(scorer.max_matching(len(gold), {one: edges.get(one, []) for one in range(len(gold))}).values())
    return [index in paired for index in range(len(found))]
