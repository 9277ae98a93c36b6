"""The whole program with its child processes, off screen, and tiny plugins made of numpy only."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from medviewer.app import App, Folders
from medviewer.core.geometry import Geometry
from medviewer.core.series import SeriesInfo, StudyInfo
from medviewer.core.volume import Volume
from medviewer.io.dicom.write_series import write_ct_series
from medviewer.ui.parts.theme import apply_theme

sys.path.insert(0, str(Path(__file__).resolve().parent))  # crashes

MANIFEST = """
api_version = "1"
entry = "{module}:Model"
[model]
id = "{id}"
version = "1.0.0"
name = "{name}"
task = "{task}"
licence = "Apache-2.0"
intended_use = "Tests."
card = "card.md"
[contract]
modalities = ["{modality}"]
dimensions = 3
[[labels]]
number = 1
name = "Dense"
"""

DENSE = """
import numpy as np
from medviewer.api import Segment, Segmentation

class Model:
    def __init__(self, info, folder):
        self.info = info
    def load(self, device):
        pass
    def predict(self, volume, params, report):
        report(0.5, "half way")
        labels = (volume.voxels > 0).astype(np.uint8)
        return Segmentation(labels, volume.geometry, (Segment(1, "Dense"),), name="Dense parts")
"""

SLOW = "import time\n" + DENSE.replace(
    'report(0.5, "half way")', "[(report(n / 1000, 'working'), time.sleep(0.05)) for n in range(1000)]"
)

FINDS = """
from medviewer.api import Classification, Finding, Volume
import numpy as np

class Model:
    def __init__(self, info, folder):
        self.info = info
    def load(self, device):
        pass
    def predict(self, volume, params, report):
        heat = Volume((volume.voxels > 0).astype(np.float32), volume.geometry)
        return Classification((Finding("Dense", 0.9, 0.5, heat),), name="Dense or not")
"""

PLUGINS = (
    ("dense", "Dense", "segmentation", "CT", DENSE),
    ("slow", "Slow", "segmentation", "CT", SLOW),
    ("finds", "Finds", "classification", "CT", FINDS),
    ("for_mr", "For MR", "segmentation", "MR", DENSE),
)


def _write_plugins(folder: Path) -> Path:
    for name, title, task, modality, code in PLUGINS:
        place = folder / name
        place.mkdir(parents=True)
        module = f"{name}_model"
        text = MANIFEST.format(module=module, id=name, name=title, task=task, modality=modality)
        (place / "plugin.toml").write_text(text, encoding="utf-8")
        (place / f"{module}.py").write_text(code, encoding="utf-8")
        (place / "card.md").write_text("# Card\n", encoding="utf-8")
    (folder / "broken").mkdir()
    (folder / "broken" / "plugin.toml").write_text("not toml at all [", encoding="utf-8")
    return folder


def a_small_ct(
    series_id: str = "series", study_uid: str = "1.2.826.0.1.3680043.10.1", patient: str = "MV7351846"
) -> Volume:
    k, j, i = np.meshgrid(np.arange(12), np.arange(32), np.arange(40), indexing="ij")
    info = SeriesInfo(
        series_id, modality="CT", description="胸部 5 mm", number="2",
        study=StudyInfo(patient_name="Test^Phantom", patient_id=patient, study_uid=study_uid),
    )  # fmt: skip
    geometry = Geometry((12, 32, 40), (-20.0, -16.0, -30.0), (1.5, 1.5, 5.0))
    return Volume((i * 40 - j * 10 + k - 600).astype(np.int16), geometry, unit="HU", info=info)


@pytest.fixture(scope="module")
def a_ct_folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("studies") / "胸部 CT 检查"
    write_ct_series(a_small_ct(), folder, uid_seed="one")
    return folder


@pytest.fixture(scope="module")
def another_ct_folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("studies") / "another"
    write_ct_series(a_small_ct("other", "1.2.826.0.1.3680043.10.2", "T2"), folder, uid_seed="two")
    return folder


@pytest.fixture(scope="module")
def a_running_app(qapp_cls, tmp_path_factory):
    """One program with warm hosts for all tests of a module."""
    application = QApplication.instance() or qapp_cls([])
    apply_theme(application)
    home = tmp_path_factory.mktemp("home")
    plugins = _write_plugins(tmp_path_factory.mktemp("plugins"))
    answers = SimpleNamespace(target="", folder="", unsaved="discard", asked=[])
    answers.segmentation_target = answers.findings_target = lambda suggestion: answers.target
    answers.session_target = lambda suggestion: answers.target
    answers.session_to_open = lambda: answers.target
    answers.folder_to_open = lambda: answers.folder
    answers.about_unsaved = lambda names: (answers.asked.append(list(names)), answers.unsaved)[1]
    app = App(Folders(home / "config", home / "cache", home / "log"), [plugins], answers)
    app.answers = answers
    app.scene.layout = "1x3"
    app.window.resize(1000, 700)
    app.window.show()
    yield app
    answers.unsaved = "discard"
    app.window.close()
    QApplication.processEvents()
    app.close()
    app.window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def the_app(a_running_app, qtbot):
    """The running program with nothing open."""
    qtbot.waitUntil(lambda: bool(a_running_app.models.usable), timeout=10_000)
    yield a_running_app
    a_running_app.answers.unsaved = "discard"
    for job in a_running_app.queue.jobs:
        job.cancel()
    a_running_app.window.flow.close()
    a_running_app.answers.asked.clear()
    a_running_app.window.messages.clear()
    qtbot.waitUntil(lambda: all(job.state.is_final for job in a_running_app.queue.jobs), timeout=10_000)


@pytest.fixture
def the_app_with_ct(the_app, a_ct_folder, qtbot):
    """The running program with the small CT on screen."""
    the_app.window.flow.open_paths([str(a_ct_folder)])
    qtbot.waitUntil(lambda: the_app.scene.active is not None, timeout=20_000)
    return the_app
