"""Fit the confidence of attributions on PolNeAR dev, and print how well it holds across articles.

    python training/calibrate.py GOLD.json --models src/onrecord/models

Writes ``calibration.json`` beside the network, fitted on all of dev.  The table printed is honest: each fifth of the
articles is told by weights fitted on the other four.
"""

import argparse
import json
import sys
from dataclasses import fields
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "bench"))

from _right import right_ones
from dev import read_articles, scorer_format
from onrecord.read.attribute import find_attributions
from onrecord.read.confidence import Calibration
from onrecord.read.decode_marks import Cuts
from onrecord.read.tag import Encoder

FOLDS = 5
RIDGE = 1.0
"""Strength of the pull towards zero, in attributions: enough to keep a separable fold finite."""


def fit(rows: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Return the weights of a ridge logistic regression (Newton's method); ``rows`` [n, k], ``right`` [n]."""
    weights = np.zeros(rows.shape[1])
    for _ in range(30):
        shares = 1 / (1 + np.exp(-rows @ weights))
        gradient = rows.T @ (right - shares) - RIDGE * weights
        curvature = (rows * (shares * (1 - shares))[:, None]).T @ rows + RIDGE * np.eye(len(weights))
        weights = weights + np.linalg.solve(curvature, gradient)
    return weights


def main() -> None:
    """Fit, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--models", type=Path, required=True)
    options = parser.parse_args()
    rows, right, folds = [], [], []
    for number, article in enumerate(read_articles(options.gold, Encoder(options.models))):
        found = find_attributions(article.reading, article.marks, Cuts(), article.names)
        rows += [beliefs.features() for _, beliefs in found]
        right += right_ones(article.gold, [scorer_format(item) for item, _ in found])
        folds += [number % FOLDS] * len(found)
    x, y, fold = np.asarray(rows), np.asarray(right, dtype=float), np.asarray(folds)
    told = np.zeros(len(y))
    for number in range(FOLDS):
        told[fold == number] = 1 / (1 + np.exp(-x[fold == number] @ fit(x[fold != number], y[fold != number])))
    print("confidence  attributions  mean  right")
    for low in np.arange(0.0, 1.0, 0.1):
        inside = (told >= low) & (told < low + 0.1 + 1e-9)
        if inside.any():
            mean, share = told[inside].mean(), y[inside].mean()
            print(f"{low:.1f}-{low + 0.1:.1f}     {inside.sum():6d}        {mean:.2f}  {share:.2f}")
    weights = dict(zip((field.name for field in fields(Calibration)), fit(x, y).round(4).tolist(), strict=True))
    (options.models / "calibration.json").write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
    print(weights)


if __name__ == "__main__":
    main()
