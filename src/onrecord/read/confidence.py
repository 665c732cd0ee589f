"""How sure an attribution is, as a share of such attributions that are right.

Platt's scaling (Platt 1999; Niculescu-Mizil and Caruana, ICML 2005) of what the encoder believes of an attribution's
parts: a logistic model with five weights, fitted by ``training/calibrate.py`` and shipped beside the network it belongs
to.  Right means that content and source both overlap the annotators' by half or more.
"""

import json
import math
from dataclasses import asdict, dataclass, fields
from pathlib import Path

__all__ = ["Beliefs", "Calibration", "load_calibration"]

_FURTHEST = 0.002
"""Beliefs closer than this to 0 or 1 count as that far: a network's last decimals are no evidence."""


@dataclass(frozen=True, slots=True)
class Beliefs:
    """What the encoder believes of an attribution, each from 0 to 1.

    ``cue``, ``content`` and ``source`` are probabilities (``source`` None where there is none); ``quoted`` is the
    share of the content's words in quotation marks.
    """

    cue: float
    content: float
    source: float | None
    quoted: float

    def features(self) -> tuple[float, ...]:
        """Return the model's inputs, in the order of ``Calibration``'s fields."""
        source = 0.0 if self.source is None else _logit(self.source)
        return 1.0, _logit(self.cue), _logit(self.content), source, float(self.source is None), self.quoted


@dataclass(frozen=True, slots=True)
class Calibration:
    """The weights of the logistic model."""

    bias: float = 0.0
    cue: float = 1.0
    content: float = 1.0
    source: float = 1.0
    no_source: float = 0.0
    quoted: float = 0.0

    def confidence(self, beliefs: Beliefs) -> float:
        """Return the share of such attributions that are right, from 0 to 1."""
        total = sum(weight * value for weight, value in zip(asdict(self).values(), beliefs.features(), strict=True))
        return round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 4)


def load_calibration(path: Path) -> Calibration:
    """Read the weights that ``training/calibrate.py`` wrote.

    Raises:
        OSError: there is no such file.
        KeyError: a weight is missing.

    """
    weights = json.loads(path.read_text(encoding="utf-8"))
    return Calibration(**{field.name: float(weights[field.name]) for field in fields(Calibration)})


def _logit(value: float) -> float:
    kept = max(_FURTHEST, min(1 - _FURTHEST, value))
    return math.log(kept / (1 - kept))
