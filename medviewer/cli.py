"""The command line: the same functions as the window, without Qt.

Exit status 0: done; 1: failed, with one sentence on stderr; 2: wrong usage. Nothing heavy is imported
before a command needs it.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import importlib
import logging
import os
import sys
import traceback
import warnings
from collections.abc import Callable, Sequence

from medviewer.commands.parser import COMMANDS, build_parser
from medviewer.commands.quiet import quiet_libraries
from medviewer.core.errors import MedviewerError
from medviewer.doctor.display import has_display

DONE, FAILED, WRONG_USAGE = 0, 1, 2
_NEW_WINDOW = "--new-window"


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command, or opens the window for paths; returns the exit status."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == [_NEW_WINDOW]:
        return _open_window(words[1:], new_window=True)
    if not words or (words[0] not in COMMANDS and not words[0].startswith("-")):
        return _open_window(words)
    try:
        arguments = build_parser().parse_args(_with_joined_numbers(words))
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else WRONG_USAGE
    return _guarded(lambda: _run(arguments))


def _run(arguments: argparse.Namespace) -> int:
    command = importlib.import_module(f"medviewer.commands.{COMMANDS[arguments.command]}")
    # A window keeps what Qt says when it cannot start; the other commands read foreign files.
    opens_window = arguments.command == "demo"
    with contextlib.nullcontext() if opens_window or _is_debugging() else quiet_libraries():
        status: int = command.run(arguments)
    sys.stdout.flush()
    return status


def _is_debugging() -> bool:
    return bool(os.environ.get("MEDVIEWER_DEBUG"))


def _open_window(paths: list[str], new_window: bool = False) -> int:
    def open_window() -> int:
        if not has_display():
            raise MedviewerError(
                "There is no display to open a window on; see medviewer --help for what works without."
            )
        gc.disable()  # until the window is painted
        try:
            app = importlib.import_module("medviewer.app")
            status: int = app.main(paths, new_window=new_window)
        finally:
            gc.enable()
        return status

    return _guarded(open_window)


def _guarded(work: Callable[[], int]) -> int:
    """The edge: a user's mistake is one sentence, never a traceback (unless MEDVIEWER_DEBUG is set)."""
    debug = _is_debugging()
    # Without a handler Python writes the libraries' own warnings over the one sentence.
    logging.getLogger().addHandler(logging.NullHandler())
    try:
        with warnings.catch_warnings():
            if not debug:
                warnings.simplefilter("ignore")
            return work()
    except MedviewerError as error:
        return _failed(str(error), debug)
    except KeyboardInterrupt:
        return _failed("Stopped.", debug)
    except BrokenPipeError:
        # Whoever read our output has heard enough; what is still in the buffer goes nowhere, in silence.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except MemoryError:
        return _failed("There is not enough memory for this; close other programs and try again.", debug)
    except Exception as error:  # noqa: BLE001 - the outermost edge
        what = type(error).__name__
        return _failed(
            f"medviewer failed with an error of its own ({what}); MEDVIEWER_DEBUG=1 shows where.", debug
        )


def _failed(sentence: str, debug: bool) -> int:
    if debug:
        traceback.print_exc()
    sys.stderr.write(f"medviewer: {sentence}\n")
    return FAILED


def _with_joined_numbers(words: list[str]) -> list[str]:
    """``--lps -1,2,3`` as ``--lps=-1,2,3``: argparse takes a leading minus for an option."""
    joined: list[str] = []
    for word in words:
        if joined and joined[-1] in {"--lps", "--window"}:
            joined[-1] = f"{joined[-1]}={word}"
        else:
            joined.append(word)
    return joined
