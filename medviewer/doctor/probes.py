"""Trying the heavy parts, each in a process of its own: ``python -m medviewer.doctor.probes NAME``.

Prints one JSON object ``{"ok", "detail"}``; a crash of a driver or a library ends only this process.
Libraries are imported by name: nothing of them is used here but to see whether they work.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

Finding = dict[str, Any]
_PICTURE_MS, _DISK_MB, _LEAST_MB_A_SECOND = 8.0, 32, 20.0


def qt() -> Finding:
    """Whether Qt can open a window on this screen; without one, whether it works off screen."""
    app = import_module("PySide6.QtGui").QGuiApplication([])
    screens = ", ".join(f"{s.size().width()}x{s.size().height()}" for s in app.screens())
    version_of_qt = import_module("PySide6").__version__
    return _found(f"Qt {version_of_qt}, platform {app.platformName()}, screens {screens or 'none'}")


def opengl() -> Finding:
    """Whether OpenGL works here; no picture of ours needs it, but a desktop may need it for windows."""
    # Registers the drawing code that a render window is made from.
    import_module("vtkmodules.vtkRenderingOpenGL2")
    core = import_module("vtkmodules.vtkRenderingCore")
    window = core.vtkRenderWindow()
    window.SetOffScreenRendering(1)
    window.SetSize(32, 32)
    window.AddRenderer(core.vtkRenderer())
    window.Render()
    facts = {}
    for line in window.ReportCapabilities().splitlines():
        key, _, value = line.partition(":")
        facts[key.strip()] = value.strip()
    renderer = facts.get("OpenGL renderer string", "")
    if not window.SupportsOpenGL() or not renderer:
        return _found("VTK cannot draw with OpenGL here", ok=False)
    return _found(f"{renderer}, OpenGL {facts.get('OpenGL version string', '')}")


def torch() -> Finding:
    """The version of torch, and whether it computes."""
    library = import_module("torch")
    ones = library.ones(64, 64)
    right = bool(((ones @ ones) == 64).all())
    return _found(f"torch {library.__version__}, {library.get_num_threads()} threads", ok=right)


def gpu() -> Finding:
    """The graphics cards that torch can use; none is no fault."""
    library = import_module("torch")
    if not library.cuda.is_available():
        return _found("no graphics card that torch can use; models run on the processor")
    cards = []
    for n in range(library.cuda.device_count()):
        free, total = library.cuda.mem_get_info(n)
        name = library.cuda.get_device_name(n)
        cards.append(f"{name}, {free / 1e9:.1f} of {total / 1e9:.1f} GB free")
    return _found("; ".join(cards))


def codecs() -> Finding:
    """Whether every compression of pictures that occurs in DICOM can be read."""
    imagecodecs = import_module("imagecodecs")
    wanted = {
        "JPEG": "JPEG8", "lossless JPEG": "LJPEG", "JPEG-LS": "JPEGLS", "JPEG 2000": "JPEG2K",
        "HTJ2K": "HTJ2K", "deflate": "ZLIB",
    }  # fmt: skip
    missing = [name for name, codec in wanted.items() if not getattr(imagecodecs, codec).available]
    versions = ", ".join(f"{name} {_version(name)}" for name in ("pydicom", "highdicom", "SimpleITK"))
    if missing:
        return _found(f"{', '.join(missing)} cannot be read ({versions})", ok=False)
    return _found(f"{', '.join(wanted)}, RLE ({versions})")


def sandbox() -> Finding:
    """Whether the kernel keeps a process that reads foreign files from all else; tried on this process."""
    module = import_module("medviewer.jobs.sandbox")
    guard = module.enter(module.Sandbox.READ_ONLY)
    for what, attempt in (("a network", socket.socket), ("a file", tempfile.TemporaryFile)):
        try:
            attempt().close()
        except OSError:
            continue
        return _found(f"a process that reads files could still reach {what}", ok=False)
    if guard is not module.Guard.KERNEL:
        return _found(
            "foreign files are read without a filter in the kernel: only Python code is held", ok=False
        )
    return _found("what reads foreign files has no network, starts no program and writes no file")


def pictures() -> Finding:
    """How long one view of a volume takes to draw here: 8 ms is the aim."""
    np, core = import_module("numpy"), "medviewer.core."
    volume = import_module(f"{core}volume").Volume(
        voxels=np.arange(64 * 512 * 512, dtype=np.int32).reshape(64, 512, 512).astype(np.int16),
        geometry=import_module(f"{core}geometry").Geometry((64, 512, 512), (0.0, 0.0, 0.0), (0.7, 0.7, 2.0)),
    )
    scene = import_module("medviewer.scene.scene").Scene()
    scene.add_volume(volume)
    renderer = import_module("medviewer.render.slice_renderer").SliceRenderer()
    plan_slice = import_module("medviewer.scene.views.plan_slice").plan_slice
    took_ms = []
    for number in range(20):
        scene.set_cursor((100.0, 100.0, 2.0 * number))
        start = time.perf_counter()
        renderer.render(plan_slice(scene, scene.viewports["axial"], (512, 512)))
        took_ms.append((time.perf_counter() - start) * 1000.0)
    usual = sorted(took_ms)[len(took_ms) // 2]
    return _found(
        f"a view of 512 x 512 takes {usual:.1f} ms (aim: {_PICTURE_MS:g})", ok=usual <= 3 * _PICTURE_MS
    )


def disk() -> Finding:
    """How fast a file is written through to the disk of the cache, and how long one byte takes."""
    folder = Path(import_module("platformdirs").user_cache_dir("medviewer", appauthor=False))
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder) as file:
        start = time.perf_counter()
        file.write(bytes(_DISK_MB * 1_000_000))
        file.flush()
        os.fsync(file.fileno())
        large_s = time.perf_counter() - start
        start = time.perf_counter()
        file.write(b"1")
        file.flush()
        os.fsync(file.fileno())
        small_ms = (time.perf_counter() - start) * 1000.0
    speed = _DISK_MB / max(large_s, 1e-6)
    detail = f"writes {speed:.0f} MB a second, {small_ms:.0f} ms for a small change"
    return _found(detail, ok=speed >= _LEAST_MB_A_SECOND)


PROBES: dict[str, Callable[[], Finding]] = {
    "qt": qt, "opengl": opengl, "torch": torch, "gpu": gpu, "codecs": codecs, "sandbox": sandbox,
    "pictures": pictures, "disk": disk,
}  # fmt: skip


def _found(detail: str, ok: bool = True) -> Finding:
    return {"ok": ok, "detail": detail}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "missing"


def main() -> None:
    """Runs the probe that is named; a failure to import or to run it is a finding, too."""
    try:
        finding = PROBES[sys.argv[1]]()
    except Exception as error:  # noqa: BLE001 - whatever is wrong here is what was asked for
        finding = _found(f"{type(error).__name__}: {error}"[:300], ok=False)
    sys.stdout.write(json.dumps(finding) + "\n")


if __name__ == "__main__":
    main()
