"""Runs what a researcher types, in the window's process; only what is typed or pasted."""

from __future__ import annotations

import code
import contextlib
import io
import rlcompleter
import sys
import time
import traceback
from collections.abc import Callable
from types import FrameType
from typing import Any

_BREATH_S = 0.1
_TYPED = "<console>"


class _Output(io.TextIOBase):
    """Sends what is printed on."""

    def __init__(self, write: Callable[[str], None]) -> None:
        super().__init__()
        self._write = write

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self._write(text)
        return len(text)


class _Console(code.InteractiveConsole):
    """Says what goes wrong where the rest is said."""

    def __init__(self, names: dict[str, Any], write: Callable[[str], None]) -> None:
        super().__init__(names, _TYPED)
        self._write = write

    def write(self, data: str) -> None:
        self._write(data)

    def showtraceback(self) -> None:
        """Here, and not where the program's own mistakes are told."""
        kind, error, trace = sys.exc_info()
        if error is None or isinstance(error, KeyboardInterrupt):
            self._write("Stopped.\n")
            return
        own = None if trace is None else trace.tb_next
        self._write("".join(traceback.format_exception(kind, error, own)))

    def showsyntaxerror(self, filename: str | None = None, **_: object) -> None:
        kind, error, _trace = sys.exc_info()
        self._write("".join(traceback.format_exception_only(kind, error)))


class ConsoleShell:
    """An interactive interpreter of Python with names of its own.

    Parameters
    ----------
    names
        What is there from the start.
    write
        Takes whatever is printed, and what goes wrong.
    breathe
        Called about ten times a second while a line runs; what it does may call `stop`. A call into C code
        (one operation of numpy) is not interrupted: it ends first.
    """

    def __init__(
        self, names: dict[str, Any], write: Callable[[str], None], breathe: Callable[[], None]
    ) -> None:
        self._names = {"__name__": "__console__", "__doc__": None, **names}
        self._console = _Console(self._names, write)
        self._output = _Output(write)
        self._breathe = breathe
        self._next_breath = 0.0
        self._is_stopped = False
        self.is_running = False

    def push(self, line: str) -> bool:
        """Runs a line; True if it is not complete yet and wants another."""
        self.is_running, self._is_stopped = True, False
        self._next_breath = time.monotonic() + _BREATH_S
        before = sys.gettrace()
        try:
            with contextlib.redirect_stdout(self._output), contextlib.redirect_stderr(self._output):
                sys.settrace(self._trace)
                return self._console.push(line)
        except (KeyboardInterrupt, SystemExit):
            self._console.resetbuffer()
            self._output.write("Stopped.\n")
            return False
        finally:
            sys.settrace(before)
            self.is_running = False

    def stop(self) -> None:
        """Ends the line that runs, at its next step in Python; forgets a line that waits for more."""
        if self.is_running:
            self._is_stopped = True
        else:
            self._console.resetbuffer()

    def completions(self, begun: str) -> tuple[str, ...]:
        """What a name that was begun may go on to; ``"scene.act"`` looks into ``scene``."""
        completer = rlcompleter.Completer(self._names)
        found: list[str] = []
        with contextlib.suppress(Exception):  # a property of foreign objects may fail in any way
            while (one := completer.complete(begun, len(found))) is not None and len(found) < 200:
                found.append(one)
        return tuple(dict.fromkeys(name for name in found if name.strip()))

    def _trace(self, frame: FrameType, event: str, _argument: Any) -> Any:
        """Lets the window breathe now and then, and ends the line where that was asked for."""
        if event == "call" and frame.f_code.co_filename == _TYPED:
            frame.f_trace_opcodes = True  # a loop on one line has no other events
        if time.monotonic() >= self._next_breath:
            trace = sys.gettrace()
            sys.settrace(None)
            try:
                self._breathe()
            finally:
                sys.settrace(trace)
                self._next_breath = time.monotonic() + _BREATH_S
        if self._is_stopped:
            self._is_stopped = False
            raise KeyboardInterrupt
        return self._trace
