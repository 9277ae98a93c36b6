"""A filter in the Linux kernel over the system calls of this process (seccomp-bpf).

The filter is a small program that the kernel runs at each call. It is built here rather than taken from
a library, so that it works wherever the interpreter does. What it refuses fails with EPERM or EACCES, as
a lack of rights would, and libraries know how to live with that.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys
from dataclasses import dataclass

from medviewer.jobs.call_numbers import CHANGING, NETWORK, NUMBERS, OTHER_PROCESSES, REDUNDANT

_PR_SET_NO_NEW_PRIVS = 38
_SET_MODE_FILTER, _ALL_THREADS = 1, 1

# Instructions of the kernel's packet filter: load a word, compare, test bits, answer.
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _ANSWER = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _ERROR = 0x7FFF0000, 0x00050000
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16
_X32_BIT = 0x40000000

_EPERM, _EACCES, _ENOSYS = 1, 13, 38
_AF_UNIX = 1
_CLONE_THREAD = 0x10000
_TERMINAL_INPUT, _CONSOLE_INPUT = 0x5412, 0x541C


@dataclass(frozen=True)
class _Machine:
    audit_number: int
    column: int
    seccomp: int
    writing_flags: int


_MACHINES = {
    "x86_64": _Machine(0xC000003E, 0, 317, 0o1 | 0o2 | 0o100 | 0o1000 | 0o20000000),
    "aarch64": _Machine(0xC00000B7, 1, 277, 0o1 | 0o2 | 0o100 | 0o1000 | 0o20000000),
}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


def filter_calls(may_write: bool) -> bool:
    """Filters all further system calls of this process, for good.

    Parameters
    ----------
    may_write
        Leaves files and other programs alone and takes only the network away.

    Returns
    -------
    False where the system cannot do that; nothing has changed then.
    """
    machine = _MACHINES.get(platform.machine())
    if sys.platform != "linux" or machine is None or struct.calcsize("P") != 8:
        return False
    code = filter_program(machine, may_write)
    buffer = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(code) // 8, ctypes.addressof(buffer))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.syscall(machine.seccomp, _SET_MODE_FILTER, _ALL_THREADS, ctypes.byref(program)) == 0)


def filter_program(machine: _Machine, may_write: bool) -> bytes:
    """The filter as the kernel wants it; what it does not name is allowed."""
    code = [
        _step(_LOAD, _ARCHITECTURE),
        _step(_EQUAL, machine.audit_number, 1, 0),
        _step(_ANSWER, _ERROR | _EPERM),  # 32-bit calls have other numbers
        _step(_LOAD, _NUMBER),
        _step(_AT_LEAST, _X32_BIT, 0, 1),
        _step(_ANSWER, _ERROR | _EPERM),
    ]
    rules = _Rules(machine)
    rules.refuse(REDUNDANT, _ENOSYS)
    if may_write:
        rules.refuse_unless("socket", 0, _AF_UNIX)
    else:
        rules.refuse(CHANGING, _EACCES)
        rules.refuse(NETWORK, _EACCES)
        rules.refuse(OTHER_PROCESSES, _EPERM)
        for name, place in (("open", 1), ("openat", 2)):
            rules.refuse_bits(name, place, machine.writing_flags)
        rules.require_bits("clone", 0, _CLONE_THREAD)
        for name in ("kill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo"):
            rules.refuse_unless(name, 0, os.getpid())
        for command in (_TERMINAL_INPUT, _CONSOLE_INPUT):
            rules.refuse_if("ioctl", 1, command)
    return b"".join([*code, *rules.steps, _step(_ANSWER, _ALLOW)])


class _Rules:
    """Collects instructions; each rule leaves the call's number loaded for the next one."""

    def __init__(self, machine: _Machine) -> None:
        self._column = machine.column
        self.steps: list[bytes] = []

    def refuse(self, names: tuple[str, ...], error: int) -> None:
        """These calls fail with an error number."""
        for name in names:
            number = NUMBERS[name][self._column]
            if number is not None:
                self.steps += [_step(_EQUAL, number, 0, 1), _step(_ANSWER, _ERROR | error)]

    def refuse_unless(self, name: str, place: int, value: int) -> None:
        """The call fails unless its argument is ``value``."""
        self._on_argument(name, place, _step(_EQUAL, value, 1, 0))

    def refuse_if(self, name: str, place: int, value: int) -> None:
        """The call fails if its argument is ``value``."""
        self._on_argument(name, place, _step(_EQUAL, value, 0, 1))

    def refuse_bits(self, name: str, place: int, bits: int) -> None:
        """The call fails if its argument has any of the bits."""
        self._on_argument(name, place, _step(_ANY_BIT, bits, 0, 1))

    def require_bits(self, name: str, place: int, bits: int) -> None:
        """The call fails unless its argument has any of the bits."""
        self._on_argument(name, place, _step(_ANY_BIT, bits, 1, 0))

    def _on_argument(self, name: str, place: int, test: bytes) -> None:
        number = NUMBERS[name][self._column]
        if number is not None:
            self.steps += [
                _step(_EQUAL, number, 0, 4),
                _step(_LOAD, _ARGUMENTS + 8 * place),  # the lower half; both machines are little endian
                test,
                _step(_ANSWER, _ERROR | _EACCES),
                _step(_ANSWER, _ALLOW),
            ]


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("<HBBI", code, if_true, if_false, value)
