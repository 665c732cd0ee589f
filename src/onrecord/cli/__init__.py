"""The command line's entry: nothing heavy is imported before it is known to be needed, and no traceback is shown."""

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from onrecord import __version__

__all__ = ["main"]

_FAILED, _USAGE, _INTERRUPTED = 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit.

    Exit codes: 0 done, 1 failed (also where nobody takes the output), 2 usage, 3 done but some inputs could not be
    read; 130 after an interrupt, as shells have it.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given == ["--version"]:
        print(f"onrecord {__version__}")  # noqa: T201 - the command line's own output
        sys.exit(0)
    try:
        code = _run(given)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        code = _FAILED
    except KeyboardInterrupt:
        code = _INTERRUPTED
    sys.exit(code)


def _run(given: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    from typer import Abort, Exit  # noqa: PLC0415 - a fifth of a second

    from onrecord.cli.commands import app  # noqa: PLC0415 - the same
    from onrecord.errors import OnrecordError  # noqa: PLC0415 - the same

    try:
        return int(app(args=list(given), prog_name="onrecord", standalone_mode=False) or 0)
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except Abort:
        return _INTERRUPTED
    except Exit as leaving:
        return leaving.exit_code
    except OnrecordError as error:
        return _say(str(error), _FAILED)
    except MemoryError:
        return _say("out of memory; give fewer or smaller documents", _FAILED)
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        return _say(f"{place}{error.strerror or error}", _FAILED)
    except Exception as error:  # noqa: BLE001 - the last resort: one line, never a traceback
        wording = getattr(error, "format_message", None)
        if callable(wording):
            return _say(f"{wording()}\nTry 'onrecord --help'.", _USAGE)
        return _say(f"failed ({type(error).__name__}: {error}); please report this with what you ran", _FAILED)


def _say(message: str, code: int) -> int:
    """Print a message on stderr, without control characters, and return the exit code."""
    shown = "".join(character if character.isprintable() or character == "\n" else " " for character in message)
    print(f"onrecord: {shown}", file=sys.stderr)  # noqa: T201 - the command line's own output
    return code
