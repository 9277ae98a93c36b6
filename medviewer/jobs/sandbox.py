"""Sandbox: what a child process may still do once it begins to read foreign bytes.

A parser that a file has taken over must find nothing to do harm with: no network, no other program, no
file to write. On Linux the kernel enforces it (`medviewer.jobs.seccomp`); elsewhere Python's own audit
events do, which stops Python code but no machine code.
"""

from __future__ import annotations

import sys
from enum import Enum


class Sandbox(Enum):
    """How much is taken away.

    ``NO_NETWORK`` leaves files and programs; ``READ_ONLY`` leaves reading files, computing, and what was
    opened before.
    """

    NONE = "none"
    NO_NETWORK = "no network"
    READ_ONLY = "reads only"


class Guard(Enum):
    """Who enforces a sandbox."""

    NOBODY = "nothing"
    KERNEL = "the kernel"
    PYTHON = "Python only"


def enter(sandbox: Sandbox) -> Guard:
    """Takes the rights of this process away, for good; to be called before a second thread starts.

    Returns
    -------
    who enforces it from now on.
    """
    if sandbox is Sandbox.NONE:
        return Guard.NOBODY
    # The window's process, which never enters one, need not import these.
    from medviewer.jobs.audit_guard import guard_by_audit
    from medviewer.jobs.seccomp import filter_calls

    may_write = sandbox is not Sandbox.READ_ONLY
    if not may_write:
        sys.dont_write_bytecode = True
        _leave_no_core_file()
    if filter_calls(may_write):
        return Guard.KERNEL
    guard_by_audit(may_write)
    return Guard.PYTHON


def _leave_no_core_file() -> None:
    """A crash must not write the memory, and so a patient's pixels, to a disk."""
    if sys.platform != "win32":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
