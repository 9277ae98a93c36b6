"""What a parser that a file has taken over might try; run in a child process by the tests."""

from __future__ import annotations

import ctypes
import errno
import importlib
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

_FLAGS = {
    "write": os.O_WRONLY,
    "both": os.O_RDWR,
    "create": os.O_RDONLY | os.O_CREAT,
    "cut": os.O_RDONLY | os.O_TRUNC,
    "nameless": getattr(os, "O_TMPFILE", 0) | os.O_RDWR,
}


def _refused(attempt):
    """``"refused"``, ``"done"`` or the kind of another error."""
    try:
        attempt()
    except PermissionError:
        return "refused"
    except (OSError, AttributeError) as error:
        return "refused" if getattr(error, "errno", 0) in (errno.ENOSYS, errno.EPERM) else repr(error)
    return "done"


def try_network(port, report):
    def to_itself():
        with socket.create_connection(("127.0.0.1", port), timeout=2):
            pass

    kinds = {
        "v4": lambda: socket.socket(socket.AF_INET),
        "v6": lambda: socket.socket(socket.AF_INET6),
        "datagram": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM),
        "raw": lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, 1),
        "kernel": lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0),
        "connect": to_itself,
    }
    return {name: _refused(attempt) for name, attempt in kinds.items()}


def try_local_socket(path, report):
    def send():
        with socket.socket(socket.AF_UNIX) as one:
            one.connect(path)

    return _refused(send)


def try_changes(folder, report):
    inside = Path(folder)
    victim, new = inside / "victim", inside / "new"
    attempts = {
        **{
            f"open to {name}": lambda flags=flags, name=name: os.close(
                os.open(inside if name == "nameless" else victim, flags, 0o600)
            )
            for name, flags in _FLAGS.items()
        },
        "make": lambda: new.write_bytes(b"x"),
        "append": lambda: victim.open("ab").close(),
        "unlink": victim.unlink,
        "rename": lambda: victim.rename(new),
        "mkdir": new.mkdir,
        "rmdir": (inside / "empty").rmdir,
        "link": lambda: new.hardlink_to(victim),
        "symlink": lambda: new.symlink_to(victim),
        "chmod": lambda: victim.chmod(0o777),
        "chown": lambda: os.chown(victim, os.getuid(), os.getgid()),
        "utime": lambda: os.utime(victim, (0, 0)),
        "truncate": lambda: os.truncate(victim, 0),
        "mkfifo": lambda: os.mkfifo(new),
        "xattr": lambda: os.setxattr(victim, "user.x", b"1"),
    }
    return {name: _refused(attempt) for name, attempt in attempts.items()}


def try_programs(report):
    attempts = {
        "run": lambda: subprocess.run(["true"], check=False),
        "exec": lambda: os.execv(sys.executable, [sys.executable, "-c", "pass"]),  # noqa: S606
        "spawn": lambda: os.posix_spawn("/bin/true", ["true"], {}),
        "fork": _fork,
        "kill": lambda: os.kill(os.getppid(), 0),
    }
    return {name: _refused(attempt) for name, attempt in attempts.items()}


def _fork():
    if os.fork() == 0:
        os._exit(0)


def try_machine_code(folder, report):
    """The same past Python, as injected code would: straight into the kernel (x86_64 numbers)."""
    libc = ctypes.CDLL(None, use_errno=True)
    path = os.fsencode(str(Path(folder) / "victim"))
    how = (ctypes.c_uint64 * 3)(os.O_WRONLY, 0, 0)
    calls = {
        "open": (2, path, os.O_WRONLY),
        "openat": (257, -100, path, os.O_RDWR),
        "openat2": (437, -100, path, ctypes.byref(how), 24),
        "creat": (85, path, 0o600),
        "renameat2": (316, -100, path, -100, path + b"2", 0),
        "io_uring_setup": (425, 8, path),
        "clone3": (435, path, 88),
        "ptrace": (101, 16, os.getppid(), 0, 0),
        "x32 open": (0x40000002, path, os.O_WRONLY),
    }
    answers = {}
    for name, (number, *arguments) in calls.items():
        ctypes.set_errno(0)
        result = libc.syscall(number, *arguments)
        answers[name] = errno.errorcode.get(ctypes.get_errno(), "?") if result < 0 else "done"
    return answers


def may_still(folder, module_folder, report):
    """Reading, threads, memory, and importing a module that has never been compiled."""
    sys.path.insert(0, module_folder)
    seen = []
    thread = threading.Thread(target=lambda: seen.append(1))
    thread.start()
    thread.join()
    made = importlib.import_module("never_compiled").VALUE
    shared = report.empty((1000, 1000), "uint8")
    shared[:] = 7
    text = (Path(folder) / "victim").read_text()
    with Path(os.devnull).open("rb") as nothing:
        nothing.read()
    return text, seen, made, int(shared.sum()), (Path(module_folder) / "__pycache__").exists()


def peak_of(megabytes, report):
    block = bytearray(megabytes * 1_000_000)
    return len(block)


def core_file_limit(report):
    import resource

    return resource.getrlimit(resource.RLIMIT_CORE)[0]


def guarded_by_python(folder, report):
    """Puts the second line of defence on this process as well."""
    from medviewer.jobs.audit_guard import guard_by_audit

    guard_by_audit(may_write=False)
    return try_changes(folder, report), try_network(9, report), try_programs(report)
