"""Models on a point in time and on a series with missing slices, in the real window."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
import SimpleITK
from PySide6.QtWidgets import QApplication

from medviewer.core.series import Verdict
from medviewer.scene.images.time_axis import go_to_time


@pytest.fixture
def a_4d_file(tmp_path) -> Path:
    rng = np.random.default_rng(4)
    block = rng.integers(-500, 500, (3, 10, 24, 30)).astype(np.int16)
    image = SimpleITK.JoinSeries([SimpleITK.GetImageFromArray(voxels) for voxels in block])
    image.SetSpacing((1.5, 1.5, 4.0, 2.0))
    path = tmp_path / "四维 4D.nii.gz"
    SimpleITK.WriteImage(image, str(path))
    return path


@pytest.fixture
def a_folder_with_a_gap(a_ct_folder, tmp_path) -> Path:
    slices = sorted(path for path in a_ct_folder.rglob("*") if path.is_file())
    for path in (*slices[:5], *slices[7:]):
        shutil.copy(path, tmp_path / path.name)
    return tmp_path


def _open(app, path, qtbot):
    app.window.flow.open_paths([str(path)])
    qtbot.waitUntil(lambda: app.scene.active is not None, timeout=20_000)
    qtbot.waitUntil(lambda: app.scene.active.arriving is None, timeout=20_000)
    return app.scene.active


def _models_run(app) -> int:
    return sum(job.kind == "model" for job in app.queue.jobs)


def test_a_result_belongs_to_the_point_in_time_it_was_made_from(the_app, a_4d_file, tmp_path, qtbot) -> None:
    layer = _open(the_app, a_4d_file, qtbot)
    assert len(layer.time_series) == 3
    assert the_app.window.time_bar.isVisible()
    go_to_time(the_app.scene, 1)
    before = _models_run(the_app)
    the_app.window.model.run("dense")
    qtbot.waitUntil(lambda: _models_run(the_app) > before, timeout=10_000)
    go_to_time(the_app.scene, 2)  # the user looks on while the model runs
    qtbot.waitUntil(lambda: bool(the_app.scene.results_of(layer.id)), timeout=30_000)
    (result,) = the_app.scene.results_of(layer.id)
    assert result.time_point == 1
    assert (result.segmentation.labels == (layer.time_series.volumes[1].voxels > 0)).all()
    assert the_app.scene.results_shown_on(layer) == ()
    the_app.answers.target = str(tmp_path / "result.nii.gz")
    the_app.window.saving.save(result)
    qtbot.waitUntil(lambda: result.saved, timeout=20_000)
    go_to_time(the_app.scene, 1)
    assert the_app.scene.results_shown_on(layer) == (result,)


def test_a_model_runs_over_missing_slices_only_after_the_user_agreed(
    the_app, a_folder_with_a_gap, qtbot
) -> None:
    layer = _open(the_app, a_folder_with_a_gap, qtbot)
    assert layer.image.report.verdict is Verdict.GAPPED
    assert layer.image.report.positions.missing == 2
    before = _models_run(the_app)
    the_app.window.model.run("dense")
    messages = the_app.window.messages
    qtbot.waitUntil(lambda: bool(messages.texts), timeout=10_000)
    assert messages.texts[0].startswith("2 slices of this series are missing")
    assert _models_run(the_app) == before
    messages._messages[0].more_button.click()
    assert messages.texts == ()
    qtbot.waitUntil(lambda: bool(the_app.scene.results_of(layer.id)), timeout=30_000)
    QApplication.processEvents()
    (result,) = the_app.scene.results_of(layer.id)
    assert result.segmentation.geometry == layer.image.geometry


def test_closing_the_question_is_a_no(the_app, a_folder_with_a_gap, qtbot) -> None:
    _open(the_app, a_folder_with_a_gap, qtbot)
    before = _models_run(the_app)
    the_app.window.model.run("dense")
    messages = the_app.window.messages
    qtbot.waitUntil(lambda: bool(messages.texts), timeout=10_000)
    messages._messages[0].close_button.click()
    QApplication.processEvents()
    assert _models_run(the_app) == before
