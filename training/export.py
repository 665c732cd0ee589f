"""Export a trained tagger to ONNX and quantise it to int8.

    python training/export.py training/runs/minilm --out src/onrecord/models

Writes ``tagger.onnx`` (int8 weights, dynamic quantisation), ``links.json`` (biases of links) and ``tokenizer.json``;
``--float`` keeps float32.
"""

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from network import load_base
from onrecord.read.encode import PIECES
from train import BASE


class Exported(nn.Module):
    """The tagger as the package runs it: one window at a time, labels as probabilities."""

    def __init__(self, tagger: nn.Module) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, ...]:
        """Return label probabilities [1, n, 7], voice log-odds [1, n, 4], and both sides of the links and their bias.

        The links themselves are made for the few pieces that begin a cue (``onrecord.read.tag``), not for all pairs.
        """
        hidden = self.tagger.hidden(ids, None, features)
        return self.tagger.label(hidden).softmax(-1), self.tagger.voice(hidden), *self.tagger.sides(hidden)


def main() -> None:
    """Export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("--out", type=Path, default=Path("src/onrecord/models"))
    parser.add_argument("--float", action="store_true", help="keep float32 weights")
    options = parser.parse_args()
    tagger = load_base(BASE, attention="eager")
    finished = options.run / "tagger.pt"
    if finished.exists():
        tagger.load_state_dict(torch.load(finished, map_location="cpu"))
    else:
        state = torch.load(options.run / "checkpoint.pt", map_location="cpu", weights_only=False)
        print(f"the run is at epoch {state['epoch']}: exporting its checkpoint")
        tagger.load_state_dict(state["tagger"])
    exported = Exported(tagger).eval()
    options.out.mkdir(parents=True, exist_ok=True)
    ids = torch.randint(1000, 2000, (1, PIECES))
    inputs = (ids, torch.zeros(1, PIECES, 3, dtype=torch.long))
    size = torch.export.Dim("n", min=3, max=512)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            exported,
            inputs,
            whole,
            input_names=["ids", "features"],
            output_names=["labels", "voices", "cue", "piece", "bias"],
            dynamic_shapes={"ids": {1: size}, "features": {1: size}},
            external_data=False,
            dynamo=True,
        )
        target = options.out / "tagger.onnx"
        if options.float:
            shutil.copy(whole, target)
        else:
            # Seven bits: with eight, sums of products overflow on processors without VNNI, which then read otherwise.
            quantize_dynamic(whole, target, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    tables = {"distance": tagger.distance.weight, "paragraph": tagger.paragraph.weight}
    rounded = {name: [[round(x, 5) for x in row] for row in table.tolist()] for name, table in tables.items()}
    (options.out / "links.json").write_text(json.dumps(rounded) + "\n", encoding="utf-8")
    shutil.copy(BASE / "tokenizer.json", options.out / "tokenizer.json")
    for path in (BASE / "model.safetensors", target):
        print(hashlib.sha256(path.read_bytes()).hexdigest(), path.name, f"{path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
