"""Score time expressions as TempEval-3 does (UzZaman et al. 2013): extent strict and relaxed, type and value.

An expression is ``{"start", "end", "type", "value"}`` with character offsets, ``end`` after the last.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

__all__ = ["add_scores", "f1", "pair", "score_document"]

Expression = dict[str, object]


def pair(gold: Sequence[Expression], found: Sequence[Expression]) -> list[tuple[Expression, Expression]]:
    """Return gold and found expressions that overlap, one to one, those with the same extent first."""
    options = sorted(
        (
            (-_overlap(left, right), abs(left["start"] - right["start"]) + abs(left["end"] - right["end"]), i, j)
            for i, left in enumerate(gold)
            for j, right in enumerate(found)
            if _overlap(left, right) > 0
        ),
        key=lambda option: (option[1] != 0, *option),
    )
    pairs, left_taken, right_taken = [], set(), set()
    for _, _, i, j in options:
        if i not in left_taken and j not in right_taken:
            left_taken.add(i)
            right_taken.add(j)
            pairs.append((gold[i], found[j]))
    return pairs


def _overlap(left: Expression, right: Expression) -> int:
    return min(left["end"], right["end"]) - max(left["start"], right["start"])


def score_document(gold: Sequence[Expression], found: Sequence[Expression]) -> Counter[str]:
    """Return the counts of one document: gold, found, strict, relaxed, type and value."""
    pairs = pair(gold, found)
    return Counter(
        gold=len(gold),
        found=len(found),
        strict=sum((left["start"], left["end"]) == (right["start"], right["end"]) for left, right in pairs),
        relaxed=len(pairs),
        type=sum(left["type"] == right["type"] for left, right in pairs),
        value=sum(left["value"] == right["value"] for left, right in pairs),
    )


def add_scores(counts: Iterable[Counter[str]]) -> Counter[str]:
    """Return the sum of the documents' counts."""
    total: Counter[str] = Counter()
    for count in counts:
        total.update(count)
    return total


def f1(counts: Counter[str], measure: str) -> float:
    """Return F1 in percent of 'strict', 'relaxed', 'type' or 'value'; the last two count only what was found."""
    either = counts["gold"] + counts["found"]
    return 200 * counts[measure] / either if either else 0.0
