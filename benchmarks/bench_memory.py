"""What the window holds with a CT of 1,000 slices on screen, in three planes and in 3D."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import psutil

from benchmarks.app_under_test import a_running_app, run_until
from benchmarks.measurement import Measurement, at_most, told
from benchmarks.screen import a_screen

TOPIC = "a CT of 1,000 slices in the window (1000 x 512 x 512)"
SLICES = 1000
PROMISE_MB = 500.0
_MB = 1e6


def _a_long_series(folder: Path) -> None:
    from medviewer.core.geometry import Geometry
    from medviewer.core.series import SeriesInfo, StudyInfo
    from medviewer.core.volume import Volume
    from medviewer.io.dicom.write_series import write_ct_series

    rng = np.random.default_rng(0)
    voxels = np.empty((SLICES, 512, 512), np.int16)
    j, i = np.mgrid[:512, :512]
    body = np.hypot(i - 256, (j - 256) * 1.4) < 220
    for k, plane in enumerate(voxels):
        plane[:] = np.where(body, 40 + 300 * (np.hypot(i - 256, j - 330) < 30), -1000)
        plane += rng.integers(-30, 30, plane.shape, dtype=np.int16) + np.int16(k % 7)
    info = SeriesInfo("long", "CT", "Long", study=StudyInfo(patient_name="Bench^Long", patient_id="1"))
    grid = Geometry(voxels.shape, (-190.0, -190.0, -400.0), (0.75, 0.75, 0.8))
    write_ct_series(Volume(voxels, grid, "HU", info), folder, uid_seed="long")


def _resident_mb(process: psutil.Process) -> float:
    return float(process.memory_info().rss) / _MB


def measure() -> list[Measurement]:
    with tempfile.TemporaryDirectory(prefix="medviewer-bench-") as home, a_screen():
        folder = Path(home) / "series"
        _a_long_series(folder)
        with a_running_app(Path(home)) as app:
            return _measured(app, folder)


def _measured(app: object, folder: Path) -> list[Measurement]:
    window, scene = app.window, app.scene  # type: ignore[attr-defined]
    process = psutil.Process()
    before = _resident_mb(process)
    window.flow.open_paths([str(folder)])
    run_until(lambda: scene.active is not None and scene.active.arriving is None)
    volume_mb = scene.active.image.voxels.nbytes / _MB
    axial = window.grid.slice_views["axial"]
    centre = np.array(scene.cursor_lps)
    highest = _resident_mb(process)
    for step in range(-400, 400, 5):  # every plane cuts every part of the volume
        scene.set_cursor(centre + np.array([step / 3.0, step / 3.0, step * 0.8]))
        run_until(lambda: not axial.picture().isNull())
        highest = max(highest, _resident_mb(process))
    run_until(lambda: bool(window.grid.volume_view.is_settled))
    highest = max(highest, _resident_mb(process))
    children = sum(_resident_mb(child) for child in process.children(recursive=True))
    return [
        at_most(TOPIC, "the window's own process beyond the volume", highest - volume_mb, "MB", PROMISE_MB,
                f"resident, highest while scrolling in three planes; the volume is {volume_mb:.0f} MB"),
        told(TOPIC, "the window before anything was open", before, "MB"),
        told(TOPIC, "its child processes together", children, "MB", "with what they share"),
    ]  # fmt: skip
