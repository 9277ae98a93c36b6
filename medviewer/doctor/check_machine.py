"""The checks of ``medviewer doctor``. Heavy ones run in child processes, so that a crash is a finding."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import platformdirs
import psutil

from medviewer.doctor.display import has_display
from medviewer.inference.discover import discover
from medviewer.inference.plugin_places import plugin_folders, user_folder

_PROBE_SECONDS = 120
_LEAST_MEMORY_GB, _LEAST_FREE_GB, _LEAST_DISK_GB = 4.0, 1.0, 1.0
_HEAVY = ("opengl", "torch", "gpu", "codecs", "sandbox")
_SPEEDS = ("pictures", "disk")


@dataclass(frozen=True)
class Check:
    """One thing that was tried: ``needed`` if medviewer does not work without it."""

    name: str
    ok: bool
    detail: str
    needed: bool = True
    advice: str = ""


def check_machine() -> tuple[Check, ...]:
    """All checks, in the order in which they are told."""
    with ThreadPoolExecutor(2) as pool:
        heavy = {name: pool.submit(_probe, name) for name in _HEAVY}
        qt = check_qt()
        found = {name: future.result() for name, future in heavy.items()}
    found |= {name: _probe(name) for name in _SPEEDS}  # alone: the others would slow them down
    opengl, torch, gpu, codecs = (found[name] for name in ("opengl", "torch", "gpu", "codecs"))
    sandbox, pictures, disk = found["sandbox"], found["pictures"], found["disk"]
    return (
        qt,
        Check("OpenGL", opengl[0], opengl[1], needed=False,
              advice="Pictures, 3D and models work without it; some desktops need it for windows."),
        Check("torch", torch[0], torch[1], advice="Install the pinned dependencies again: make run"),
        Check("graphics card", gpu[0], gpu[1], needed=False),
        Check("codecs", codecs[0], codecs[1], advice="Install the pinned dependencies again: make run"),
        Check("sandbox", sandbox[0], sandbox[1], needed=False,
              advice="Files are read in a process of their own all the same; open none that you distrust."),
        Check("pictures", pictures[0], pictures[1], needed=False,
              advice="Close programs that use the processor; a layout of one view is faster."),
        Check("disk", disk[0], disk[1], needed=False,
              advice="Studies on this disk load slowly: copy them to a faster one, or free some room."),
        *check_folders(),
        check_plugins(),
        check_memory(),
    )  # fmt: skip


def check_qt() -> Check:
    """Qt on the screen there is; on a machine without one, Qt off screen."""
    ok, detail = _probe("qt")
    if ok:
        return Check("Qt", True, detail)
    hidden, hidden_detail = _probe("qt", {"QT_QPA_PLATFORM": "offscreen"})
    if hidden and not has_display():
        return Check("Qt", True, f"{hidden_detail} (there is no display, so no window can be opened here)")
    return Check(
        "Qt", False, detail, advice="A system library is missing or the display refuses. Run: make system"
    )


def check_folders() -> tuple[Check, ...]:
    """Whether the user's own folders can be written."""
    folders = {
        "settings": Path(platformdirs.user_config_dir("medviewer", appauthor=False)),
        "cache": Path(platformdirs.user_cache_dir("medviewer", appauthor=False)),
        "plugins folder": user_folder(),
    }
    return tuple(_check_folder(name, folder) for name, folder in folders.items())


def check_plugins() -> Check:
    """How many models can be used, and why the others cannot."""
    records = discover(plugin_folders())
    usable = sorted(r.info.id for r in records if r.info is not None)
    broken = [f"{r.folder.name}: {r.reason}" for r in records if r.info is None]
    detail = ", ".join(usable) or "no model was found"
    if broken:
        detail += f"; broken: {' '.join(broken)}"
    return Check(
        "models", bool(usable) and not broken, detail, needed=False, advice="See: medviewer models list"
    )


def check_memory() -> Check:
    """Main memory: what there is, and what is free."""
    memory = psutil.virtual_memory()
    free, total = memory.available / 1e9, memory.total / 1e9
    enough = total >= _LEAST_MEMORY_GB and free >= _LEAST_FREE_GB
    detail = f"{free:.1f} of {total:.1f} GB free, {os.cpu_count()} processor threads"
    advice = f"Large series and models need {_LEAST_MEMORY_GB:g} GB, {_LEAST_FREE_GB:g} of it free."
    return Check("memory", enough, detail, needed=False, advice=advice)


def _check_folder(name: str, folder: Path) -> Check:
    advice = "Make the folder writable, or free some room on its disk."
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"medviewer")
        free_gb = shutil.disk_usage(folder).free / 1e9
    except OSError as error:
        return Check(name, False, f"{folder} cannot be written ({error.strerror})", advice=advice)
    return Check(name, free_gb >= _LEAST_DISK_GB, f"{folder}, {free_gb:.0f} GB free", advice=advice)


def _probe(name: str, environment: Mapping[str, str] | None = None) -> tuple[bool, str]:
    """Whether a heavy part works, tried in a process of its own, and what it says."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "medviewer.doctor.probes", name],
            capture_output=True, text=True, errors="replace", timeout=_PROBE_SECONDS, check=False,
            env={**os.environ, **(environment or {})},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return False, f"did not answer within {_PROBE_SECONDS} seconds"
    for line in reversed(done.stdout.splitlines()):
        if line.startswith("{"):
            finding = json.loads(line)
            return bool(finding["ok"]), str(finding["detail"])
    said = [line.strip() for line in done.stderr.splitlines() if line.strip()]
    return False, f"crashed (status {done.returncode}){': ' + said[0][:200] if said else ''}"
