import json
from itertools import pairwise

import pytest

from onrecord.read.confidence import Beliefs, Calibration, load_calibration
from onrecord.read.tag import MODELS


def beliefs(cue: float = 0.9, content: float = 0.9, source: float | None = 0.9, quoted: float = 0.0) -> Beliefs:
    return Beliefs(cue, content, source, quoted)


def test_the_shipped_weights_rise_with_what_the_encoder_believes():
    shipped = load_calibration(MODELS / "calibration.json")
    for part in ("cue", "content", "source"):
        told = [shipped.confidence(beliefs(**{part: value})) for value in (0.1, 0.5, 0.9, 0.99)]
        assert all(low <= high for low, high in pairwise(told)), part


@pytest.mark.parametrize("value", [0.0, 1.0])
def test_beliefs_nearer_to_doubtless_than_a_network_can_be_count_no_more(value):
    told = Calibration().confidence(beliefs(value, value, value))
    assert told == Calibration().confidence(beliefs(abs(value - 0.001), abs(value - 0.001), abs(value - 0.001)))


def test_an_absent_source_has_a_weight_of_its_own():
    weights = Calibration(no_source=-3.0)
    assert weights.confidence(beliefs(source=None)) < weights.confidence(beliefs(source=0.5))


def test_a_missing_weight_is_an_error(tmp_path):
    path = tmp_path / "calibration.json"
    path.write_text(json.dumps({"bias": 1.0}))
    with pytest.raises(KeyError):
        load_calibration(path)
