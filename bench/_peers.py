"""The environment of the peers that onrecord is measured beside: made once, outside the project's own."""

import subprocess
import sys
import venv
from pathlib import Path

__all__ = ["ROOT", "machine", "peer_python"]

ROOT = Path(__file__).resolve().parent.parent


def peer_python() -> Path:
    """Return the Python of ``.venv-peers``, making the environment where it is missing or its list has changed."""
    folder = ROOT / ".venv-peers"
    python = folder / "bin" / "python"
    stamp = folder / "installed"
    requirements = ROOT / "bench" / "peers" / "requirements.txt"
    wanted = requirements.read_text(encoding="utf-8")
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        print("making the peers' environment (.venv-peers) ...", file=sys.stderr)
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "-r", requirements], check=True)
        stamp.write_text(wanted, encoding="utf-8")
    return python


def machine() -> str:
    """Return the machine in a few words: processor and cores."""
    name = "unknown processor"
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text(encoding="utf-8").splitlines() if cpuinfo.exists() else []
    for line in lines:
        if line.startswith("model name"):
            name = line.split(":", 1)[1].strip()
            break
    cores = sum(line.startswith("processor") for line in lines)
    return f"{name}, {cores} cores"
