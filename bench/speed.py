"""Speed of reading, beside spaCy's small English pipeline and what stands on it in the same run, and start-up times.

    python bench/speed.py --texts TEXTS.jsonl | --gold GOLD.json  [--floor RATIO]

Words a second in one process over the same texts, models loaded and warmed; all use what cores the machine has.  The
texts are read in turn by onrecord and by the peers, ``ROUNDS`` times, and the medians are set beside each other.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from _peers import ROOT, machine, peer_python

RUNS = 5


ROUNDS = 3


def own_speed(texts: Path) -> float:
    """Return the words a second of ``onrecord read`` in this process, the model loaded and warmed."""
    from onrecord.run.local import Options, read_sources, sample_folder

    list(read_sources([str(sample_folder())], Options()))
    started = time.perf_counter()
    outcomes = list(read_sources([str(texts)], Options(max_size=1 << 30)))
    seconds = time.perf_counter() - started
    return sum(len(outcome.checked.reading.document.text.split()) for outcome in outcomes) / seconds


def peer_speeds(texts: Path) -> dict[str, float]:
    """Return the words a second of each peer, in its own environment."""
    command = [peer_python(), ROOT / "bench" / "peers" / "speeds.py", texts]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    rows = [json.loads(line) for line in out.splitlines()]
    return {row["name"]: row["words"] / row["seconds"] for row in rows}


def wall(command: list[str]) -> float:
    """Return the median wall time of a whole process over five runs, in seconds."""
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    group = parser.add_mutually_exclusive_group(required=True)
    group.add_argument("--texts", type=Path, help="JSONL with a field 'text'")
    group.add_argument("--gold", type=Path, help="the scorer's gold file")
    parser.add_argument("--floor", type=float, help="exit 1 where the ratio to spaCy is below this")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        texts = options.texts
        if options.gold:
            texts = Path(name) / "texts.jsonl"
            gold = json.loads(options.gold.read_text(encoding="utf-8"))
            texts.write_text("".join(json.dumps({"text": d["text"]}) + "\n" for d in gold), encoding="utf-8")
        own, peers = [], []
        for _ in range(ROUNDS):
            own.append(own_speed(texts))
            peers.append(peer_speeds(texts))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{machine()}, {datetime.now(tz=UTC):%Y-%m-%d}\n")
    print("| | words a second | onrecord's ratio to it |\n|---|---|---|")
    mine = statistics.median(own)
    print(f"| onrecord read | {mine:,.0f} | |")
    ratios = {}
    for name in peers[0]:
        ratios[name] = statistics.median(one / two[name] for one, two in zip(own, peers, strict=True))
        print(f"| {name} | {statistics.median(two[name] for two in peers):,.0f} | {ratios[name]:.2f} |")
    article = ROOT / "src" / "onrecord" / "samples" / "article.txt"
    print(f"\npeak memory of onrecord read  {peak:,.0f} MB")
    print(f"onrecord --version            {wall([sys.executable, '-m', 'onrecord', '--version']):.2f} s")
    print(f"onrecord read, one cold       {wall([sys.executable, '-m', 'onrecord', 'read', str(article)]):.2f} s")
    ratio = next(iter(ratios.values()))
    if options.floor is not None and ratio < options.floor:
        sys.exit(f"the ratio to spaCy of {ratio:.2f} is below the floor of {options.floor}")


if __name__ == "__main__":
    main()
