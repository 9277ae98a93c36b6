"""Checks the system libraries that Qt and OpenGL need; needs nothing but Python itself.

As root on Debian or Ubuntu it installs what is missing; otherwise it prints the one line to type.
Exit status 0: all that is needed is there; 1: something needed is missing.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
CJK_FONT_NAMES = ("cjk", "wqy", "droidsansfallback", "uming", "ukai", "sourcehan", "notosanssc", "notosanstc")


@dataclass(frozen=True)
class Need:
    """One thing that must be there: any of ``any_of``, from a Debian ``package``, ``purpose`` in words."""

    any_of: tuple[str, ...]
    package: str
    purpose: str


EVERYWHERE = (
    Need(("libEGL.so.1",), "libegl1", "OpenGL without a screen"),
    Need(("libGL.so.1",), "libgl1", "OpenGL"),
    Need(("libEGL_mesa.so.0", "libEGL_nvidia.so.0"), "libegl-mesa0", "OpenGL without a screen"),
    Need(("libGLX_mesa.so.0", "libGLX_nvidia.so.0"), "libgl1-mesa-dri", "OpenGL in software"),
    Need(("libX11.so.6",), "libx11-6", "VTK"),
    Need(("libxkbcommon.so.0",), "libxkbcommon0", "the keyboard"),
    Need(("libdbus-1.so.3",), "libdbus-1-3", "Qt"),
    Need(("libfontconfig.so.1",), "libfontconfig1", "text"),
    Need(("libglib-2.0.so.0",), "libglib2.0-0", "Qt"),
)
IN_A_WINDOW = (
    Need(("libX11-xcb.so.1",), "libx11-xcb1", "a window"),
    Need(("libxkbcommon-x11.so.0",), "libxkbcommon-x11-0", "the keyboard"),
    Need(("libxcb-cursor.so.0",), "libxcb-cursor0", "a window"),
    Need(("libxcb-icccm.so.4",), "libxcb-icccm4", "a window"),
    Need(("libxcb-image.so.0",), "libxcb-image0", "a window"),
    Need(("libxcb-keysyms.so.1",), "libxcb-keysyms1", "a window"),
    Need(("libxcb-randr.so.0",), "libxcb-randr0", "a window"),
    Need(("libxcb-render-util.so.0",), "libxcb-render-util0", "a window"),
    Need(("libxcb-shape.so.0",), "libxcb-shape0", "a window"),
    Need(("libxcb-xkb.so.1",), "libxcb-xkb1", "a window"),
)
CJK_FONT = Need((), "fonts-noto-cjk", "Chinese, Japanese and Korean names")
DICOM_VALIDATOR = Need(("dciodvfy",), "dicom3tools", "the tests that validate written DICOM files")
SECOND_OPINION = Need(("dcm2niix",), "dcm2niix", "the tests that ask for a second opinion on geometry")


def can_load(library: str) -> bool:
    """Whether the dynamic linker finds and loads a library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_cjk_font(folders: Sequence[str] = FONT_FOLDERS) -> bool:
    """Whether any font file's name is that of a known font with Chinese characters."""
    files = (path for folder in folders for path in Path(folder).expanduser().rglob("*.[tToO][tT]*"))
    return any(name in path.name.lower().replace("-", "") for path in files for name in CJK_FONT_NAMES)


def missing(needs: Sequence[Need], there: Callable[[str], bool]) -> list[Need]:
    """The needs of which nothing is there."""
    return [need for need in needs if not any(there(name) for name in need.any_of)]


def wishes(for_tests: bool) -> list[Need]:
    """What is missing that everything works without, only less well."""
    found = [] if has_cjk_font() else [CJK_FONT]
    if for_tests:
        found += missing([DICOM_VALIDATOR, SECOND_OPINION], lambda name: shutil.which(name) is not None)
    return found


def line_to_type(needs: Sequence[Need]) -> str:
    """The one command line that installs them on Debian or Ubuntu."""
    packages = " ".join(sorted({need.package for need in needs}))
    return f"sudo apt-get install -y --no-install-recommends {packages}"


def install(needs: Sequence[Need]) -> None:
    """Installs Debian packages as root; what cannot be had stays missing and is reported later."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    packages = sorted({need.package for need in needs})
    print("medviewer: installing " + " ".join(packages), flush=True)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends"]
    for update_first in (False, True):
        if update_first:
            update = ["apt-get", "update", "-qq"]
            subprocess.run(update, env=environment, stdin=subprocess.DEVNULL, check=False)
        done = subprocess.run(
            [*command, *packages],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=None if update_first else subprocess.DEVNULL,
            check=False,
        )
        if done.returncode == 0:
            return


def report(needed: Sequence[Need], wished: Sequence[Need]) -> None:
    """Says in words what is missing and what to type."""
    for need in (*needed, *wished):
        names = " or ".join(need.any_of) or need.package
        print(f"medviewer: {names} is missing ({need.purpose})", file=sys.stderr)
    if shutil.which("apt-get"):
        print(f"Type this once:\n  {line_to_type([*needed, *wished])}", file=sys.stderr)
    else:
        print("Install them with your system's package manager.", file=sys.stderr)


def main(arguments: Sequence[str]) -> int:
    """Checks, installs what it may, reports the rest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--tests", action="store_true", help="what tests need: no window, but other DICOM tools"
    )
    for_tests = parser.parse_args(arguments).tests
    if not sys.platform.startswith("linux"):
        return 0
    needs = EVERYWHERE if for_tests else EVERYWHERE + IN_A_WINDOW
    needed, wished = missing(needs, can_load), wishes(for_tests)
    if (needed or wished) and os.geteuid() == 0 and shutil.which("apt-get"):
        for group in (needed, wished):
            if group:
                install(group)
        needed, wished = missing(needs, can_load), wishes(for_tests)
    if needed or wished:
        report(needed, wished)
    return 1 if needed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
