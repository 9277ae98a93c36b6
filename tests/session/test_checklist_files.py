"""Checklist of complaints where real files and child processes are needed. One line, one test."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from medviewer.core.geometry import Geometry
from medviewer.core.series import SeriesInfo, StudyInfo
from medviewer.core.volume import Volume
from medviewer.io.dicom.write_series import write_ct_series
from medviewer.jobs.job import JobState
from medviewer.scene.views.navigate import go_to_slice
from medviewer.ui.views.overlay_facts import overlay_of

TILT = 20.0


def opened(app, path, qtbot):
    app.window.flow.open_paths([str(path)])
    qtbot.waitUntil(
        lambda: app.scene.active is not None and app.scene.active.arriving is None, timeout=20_000
    )
    QApplication.processEvents()
    return app.scene.active


def badges_of(app, kind="axial"):
    view = app.window.grid.slice_views[kind]
    overlay = overlay_of(app.scene, view.viewport, app.window.tools, view.plane(), 1.0, None, None)
    return [badge.text for badge in (*overlay.ai_badges, *overlay.badges)]


def colours(view):
    """Every pixel of a picture as blue, green, red, x: uint8 [h, w, 4]."""
    picture = view.picture()
    pixels = np.frombuffer(picture.constBits(), np.uint8).reshape(picture.height(), picture.bytesPerLine())
    return pixels[:, : 4 * picture.width()].reshape(picture.height(), picture.width(), 4).copy()


def greys(view):
    return colours(view)[..., 2]


@pytest.fixture
def a_tilted_folder(tmp_path) -> Path:
    """An upright rod of 12 mm in the middle of slices that lean by 20 degrees about their rows."""
    grid = Geometry((24, 40, 40), (-39.0, -39.0, -46.0), (2.0, 2.0, 4.0))
    k, j, i = np.meshgrid(*[np.arange(n) for n in grid.shape_kji], indexing="ij")
    del k
    lean = np.radians(TILT)
    y = -39.0 + j * 2.0 * np.cos(lean)  # of a slice that leans about its first row
    x = -39.0 + i * 2.0
    rod = (np.abs(x) < 6) & (np.abs(y + 4.0) < 6)
    study = StudyInfo(patient_name="Tilt^Test", patient_id="TILT", study_uid="1.2.826.0.1.3680043.10.55")
    info = SeriesInfo("tilt", "CT", "Head tilted", "2", study=study)
    volume = Volume(np.where(rod, 1000, -1000).astype(np.int16), grid, "HU", info)
    write_ct_series(volume, tmp_path / "斜 tilted", gantry_tilt_deg=TILT, uid_seed="tilt")
    return tmp_path / "斜 tilted"


def test_sagittal_views_are_not_sheared_by_gantry_tilt(the_app, a_tilted_folder, qtbot) -> None:
    opened(the_app, a_tilted_folder, qtbot)
    assert any(badge.startswith("TILT 20.0") for badge in badges_of(the_app))
    the_app.scene.set_cursor((0.0, -4.0, 0.0))
    view = the_app.window.grid.slice_views["sagittal"]
    for _ in range(2):  # along the slices, then along the patient
        QApplication.processEvents()
        picture = view.picture()

        def grey(y, z, picture=picture):
            return picture.pixelColor(*(int(v) for v in view.plane().lps_to_pixel((0.0, y, z)))).red()

        heights = range(-20, 31, 10)
        assert [grey(-4.0, z) > 200 for z in heights] == [True] * 6, "an upright rod stands upright"
        assert [grey(-4.0 + side, z) < 60 for z in heights for side in (-11.0, 11.0)] == [True] * 12
        the_app.window.actions_by_id["view.align"].trigger()


@pytest.fixture
def a_folder_with_a_gap(a_ct_folder, tmp_path) -> Path:
    for path in sorted(a_ct_folder.rglob("*.dcm")):
        if path.name not in ("CT0006.dcm", "CT0007.dcm"):
            shutil.copy(path, tmp_path / path.name)
    return tmp_path


def test_gaps_are_not_closed_in_silence(the_app, a_folder_with_a_gap, qtbot) -> None:
    layer = opened(the_app, a_folder_with_a_gap, qtbot)
    view = the_app.window.grid.slice_views["axial"]
    assert "GAP 2 slices" in badges_of(the_app)
    assert layer.image.geometry.shape_kji[0] == 12, "what is missing has its room"
    empty = []
    for number in range(1, 13):
        go_to_slice(the_app.scene, view.viewport, number)
        QApplication.processEvents()
        if np.ptp(greys(view)) < 8:
            empty.append(number)
    assert len(empty) == 2
    assert empty[1] == empty[0] + 1


def test_chinese_names_are_not_garbled_and_chinese_paths_not_refused(the_app, tmp_path, qtbot) -> None:
    grid = Geometry((6, 32, 40), (0.0, 0.0, 0.0), (1.5, 1.5, 5.0))
    study = StudyInfo(
        patient_name="欧阳^娜娜",
        patient_id="七",
        study_uid="1.2.826.0.1.3680043.10.56",
        institution="人民医院",
    )
    info = SeriesInfo("cn", "CT", "胸部 平扫", "2", study=study)
    folder = tmp_path / "病人 影像" / "第一 次"
    write_ct_series(Volume(np.zeros(grid.shape_kji, np.int16), grid, "HU", info), folder, uid_seed="cn")
    opened(the_app, folder, qtbot)
    assert the_app.window.banner.name_label.text().replace(" ", "") == "欧阳娜娜"
    assert next(iter(the_app.window.panels.series.cards.values())).title.text() == "胸部 平扫"
    view = the_app.window.grid.slice_views["axial"]
    overlay = overlay_of(the_app.scene, view.viewport, the_app.window.tools, view.plane(), 1.0, None, None)
    assert "#2 胸部 平扫" in overlay.corners.bottom_right
    assert the_app.window.messages.texts == ()


# --- AI ---


def run(app, model_id):
    before = set(app.queue.jobs)
    app.window.model.run(model_id)
    return lambda: next((job for job in app.queue.jobs if job.kind == "model" and job not in before), None)


@pytest.fixture
def a_lopsided_folder(tmp_path) -> Path:
    """Dense in the patient's left front upper part alone."""
    grid = Geometry((12, 32, 40), (-20.0, -16.0, -30.0), (1.5, 1.5, 5.0))
    voxels = np.full(grid.shape_kji, -500, np.int16)
    voxels[8:, :10, 30:] = 700
    study = StudyInfo(patient_name="Side^Test", patient_id="SIDE", study_uid="1.2.826.0.1.3680043.10.57")
    info = SeriesInfo("side", "CT", "Sides", "2", study=study)
    write_ct_series(Volume(voxels, grid, "HU", info), tmp_path / "sides", uid_seed="sides")
    return tmp_path / "sides"


def test_ai_does_not_flip_left_and_right(the_app, a_lopsided_folder, qtbot) -> None:
    layer = opened(the_app, a_lopsided_folder, qtbot)
    view = the_app.window.grid.slice_views["axial"]
    the_app.scene.set_cursor((30.0, -10.0, 20.0))
    QApplication.processEvents()
    plain = greys(view).astype(int)
    run(the_app, "dense")
    qtbot.waitUntil(lambda: bool(the_app.scene.results_of(layer.id)), timeout=30_000)
    QApplication.processEvents()
    seen = colours(view)[..., :3].astype(int)
    coloured = np.ptp(seen, axis=-1) > 0
    assert coloured.any()
    assert coloured[plain > 200].mean() > 0.9, "the colour lies on what is dense"
    assert coloured[plain < 100].mean() < 0.05
    columns = np.flatnonzero(coloured.any(axis=0))
    assert columns.min() > coloured.shape[1] / 2, "the patient's left is on the right"
    assert "AI (Dense, not yet reviewed)" in badges_of(the_app)


def test_ai_does_not_freeze_the_window_and_can_be_cancelled(the_app_with_ct, qtbot) -> None:
    app = the_app_with_ct
    qtbot.waitUntil(lambda: app.scene.active.arriving is None, timeout=20_000)
    job_of = run(app, "slow")
    qtbot.waitUntil(lambda: job_of() is not None and job_of().state is JobState.RUNNING, timeout=20_000)
    turns = []
    timer = QTimer(interval=5)
    timer.timeout.connect(lambda: turns.append(True))
    timer.start()
    view = app.window.grid.slice_views["axial"]
    for number in range(1, 13):
        go_to_slice(app.scene, view.viewport, number)
        known = len(turns)
        qtbot.waitUntil(lambda known=known: len(turns) > known)  # the window turns its wheel
    timer.stop()
    job = job_of()
    assert job.state is JobState.RUNNING, "all that while the model runs, which takes a minute"
    app.window.actions_by_id["model.cancel"].trigger()
    qtbot.waitUntil(lambda: job.state.is_final, timeout=20_000)
    assert job.state is JobState.CANCELLED
    assert app.scene.results_of(app.scene.active.id) == ()


def test_ai_shows_the_reason_when_it_does_not_run(the_app_with_ct, qtbot) -> None:
    app = the_app_with_ct
    qtbot.waitUntil(lambda: app.scene.active.arriving is None, timeout=20_000)
    app.window.model.run("for_mr")
    qtbot.waitUntil(lambda: bool(app.window.messages.texts), timeout=10_000)
    assert "MR" in app.window.messages.texts[0]
    assert "CT" in app.window.messages.texts[0]


def test_ai_of_a_model_is_gone_with_its_process_and_the_window_holds_none_of_it(
    the_app_with_ct, qtbot
) -> None:
    import sys

    app = the_app_with_ct
    qtbot.waitUntil(lambda: app.scene.active.arriving is None, timeout=20_000)
    run(app, "dense")
    qtbot.waitUntil(lambda: bool(app.scene.results_of(app.scene.active.id)), timeout=30_000)
    assert not any(name.startswith("dense_model") for name in sys.modules)
    (layer,) = app.scene.results_of(app.scene.active.id)
    assert layer.provenance.model_id == "dense"
    assert layer.provenance.model_version == "1.0.0"
