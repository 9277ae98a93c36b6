"""Landmarks, anomaly maps and images of a model: run, shown and saved by the real child processes."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from medviewer.app import App, Folders
from medviewer.io.write_image import read_grid
from medviewer.jobs.job import JobState
from medviewer.scene.layers.anomaly_layer import AnomalyLayer
from medviewer.scene.layers.image_result_layer import ImageResultLayer
from medviewer.scene.layers.landmarks_layer import LandmarksLayer
from medviewer.ui.parts.theme import apply_theme

MANIFEST = """
api_version = "1"
entry = "{task}_model:Model"
[model]
id = "{task}"
version = "1.0.0"
name = "A {task}"
task = "{task}"
licence = "Apache-2.0"
intended_use = "Tests."
card = "card.md"
[contract]
modalities = ["CT"]
"""

MODEL = """
import numpy as np
from medviewer.api import AnomalyMap, Landmark, Landmarks, Volume

class Model:
    def __init__(self, info, folder):
        self.info = info
    def load(self, device):
        pass
    def predict(self, volume, params, report):
        report(0.5, "half way")
        values = np.abs(volume.voxels).astype(np.float32)
        {gives}
"""

GIVES = {
    "image": "return Volume(values, volume.geometry, volume.unit)",
    "anomaly": "return AnomalyMap(Volume(values, volume.geometry), 700.0, 800.0, 500.0)",
    "landmarks": "return Landmarks((Landmark('tip', 0.9, (1.0, 2.0, 0.0), 1.5),))",
}


@pytest.fixture(scope="module")
def an_app_with_tasks(qapp_cls, tmp_path_factory):
    application = QApplication.instance() or qapp_cls([])
    apply_theme(application)
    home, plugins = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("plugins")
    for task, gives in GIVES.items():
        folder = plugins / task
        folder.mkdir()
        (folder / "plugin.toml").write_text(MANIFEST.format(task=task), encoding="utf-8")
        (folder / f"{task}_model.py").write_text(MODEL.format(gives=gives), encoding="utf-8")
        (folder / "card.md").write_text("# Card\n", encoding="utf-8")
    answers = SimpleNamespace(target="", about_unsaved=lambda names: "discard")
    answers.findings_target = answers.image_target = lambda suggestion: answers.target
    app = App(Folders(home / "config", home / "cache", home / "log"), [plugins], answers)
    app.answers = answers
    app.scene.layout = "1x3"
    app.window.show()
    yield app
    app.window.close()
    QApplication.processEvents()
    app.close()
    app.window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def an_open_ct(an_app_with_tasks, a_ct_folder, qtbot):
    app = an_app_with_tasks
    qtbot.waitUntil(lambda: bool(app.models.usable), timeout=10_000)
    if app.scene.active is None:
        app.window.flow.open_paths([str(a_ct_folder)])
        qtbot.waitUntil(
            lambda: app.scene.active is not None and app.scene.active.arriving is None, timeout=20_000
        )
    return app


@pytest.mark.parametrize(
    ("task", "kind", "name"),
    [
        ("landmarks", LandmarksLayer, "points.json"),
        ("anomaly", AnomalyLayer, "map.nii.gz"),
        ("image", ImageResultLayer, "image.nrrd"),
    ],
)
def test_a_result_is_run_shown_and_saved(an_open_ct, qtbot, tmp_path, task, kind, name):
    app = an_open_ct
    image = app.scene.active
    app.window.model.run(task)
    qtbot.waitUntil(
        lambda: any(isinstance(one, kind) for one in app.scene.results_of(image.id)), timeout=30_000
    )
    layer = next(one for one in app.scene.results_of(image.id) if isinstance(one, kind))
    assert layer.is_from_model
    assert not layer.saved
    app.answers.target = str(tmp_path / name)
    job = app.window.saving.save(layer)
    qtbot.waitUntil(lambda: job.state.is_final, timeout=20_000)
    assert job.state is JobState.DONE
    assert layer.saved
    file = Path(app.answers.target)
    if name.endswith(".json"):
        (point,) = json.loads(file.read_text(encoding="utf-8"))["landmarks"]
        assert point["label"] == "tip"
    else:
        voxels, grid, _ = read_grid(file)
        assert np.array_equal(voxels, np.abs(image.image.voxels).astype(np.float32))
        assert grid.matches(image.image.geometry)
