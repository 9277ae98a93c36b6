"""What the window's process holds, and what it says of its start."""

from __future__ import annotations

import gc
import importlib
import json
import os
import subprocess
import sys

import pytest

HEAVY = {"torch", "monai", "SimpleITK", "pydicom", "highdicom", "imagecodecs", "scipy", "vtk"}

OPEN_A_VOLUME = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from medviewer.app import App, Folders
from medviewer.ui.startup_trace import StartupTrace
from medviewer.ui.parts.theme import apply_theme
from pathlib import Path

application = QApplication([])
apply_theme(application)
app = App(Folders(*(Path(sys.argv[2]) / name for name in ("config", "cache", "log"))))
trace = StartupTrace.from_environment(app.window)
app.window.show()
app.window.flow.open_paths([sys.argv[1]])
done = QTimer()
view = app.window.grid.volume_view
done.timeout.connect(lambda: app.scene.active and view.is_settled and application.quit())
done.start(50)
QTimer.singleShot(60000, application.quit)
application.exec()
assert app.scene.active is not None
assert app.window.grid.slice_views["axial"].pictures_made > 0
app.close()
print(",".join(sorted({name.partition(".")[0] for name in sys.modules})))
print("vtkmodules.all" in sys.modules)
"""


PAINT_AN_EMPTY_WINDOW = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from medviewer.app import App, Folders
from medviewer.ui.parts.theme import apply_theme

application = QApplication([])
apply_theme(application)
app = App(Folders(*(Path(sys.argv[1]) / name for name in ("config", "cache", "log"))), warms_up=False)
app.window.first_painted.disconnect()  # what follows the first paint may import
app.window.first_painted.connect(application.quit)
app.window.show()
application.exec()
print(",".join(sys.modules))
app.close()
"""

NOT_FOR_THE_FIRST_PAINT = {
    "PySide6.QtNetwork",
    "psutil",
    "sqlite3",
    "medviewer.engine.standard_parameters",
    "medviewer.inference.read_model",
    "medviewer.jobs.seccomp",
    "medviewer.jobs.spawned_child",
    "medviewer.library.database",
    "medviewer.packs.read_pack",
    "medviewer.ui.comfort.keys_page",
    "medviewer.ui.comfort.palette",
    "medviewer.ui.comfort.settings_page",
    "medviewer.ui.document_view",
    "medviewer.ui.explain.explain_section",
    "medviewer.ui.explain.heat_card",
    "medviewer.ui.library.window",
    "medviewer.ui.models.browser_window",
    "medviewer.ui.models.compare_view",
    "medviewer.ui.models.details_pane",
    "medviewer.ui.models.install_window",
    "medviewer.ui.panels.job_row",
    "medviewer.ui.panels.layer_row",
    "medviewer.ui.panels.model_card",
    "medviewer.ui.panels.segment_list",
    "medviewer.ui.parts.text_window",
}
"""Windows, rows and cards are imported at first use, or ahead of it once the window is painted."""

MOST_MODULES = 260
"""Each of our own takes about 1 ms; the window is to be there at once."""


@pytest.fixture(scope="module")
def a_nifti_file(tmp_path_factory):
    import nibabel
    import numpy as np

    path = tmp_path_factory.mktemp("影像 数据") / "volume.nii.gz"
    values = np.random.default_rng(0).integers(-1000, 1000, (40, 40, 20)).astype(np.int16)
    nibabel.save(nibabel.Nifti1Image(values, np.diag((1.0, 1.0, 2.0, 1.0))), path)
    return path


def test_a_volume_is_shown_without_a_parser_or_a_network_in_the_process(a_nifti_file, tmp_path) -> None:
    trace = tmp_path / "trace.json"
    environment = {**os.environ, "MEDVIEWER_TRACE": str(trace), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", OPEN_A_VOLUME, str(a_nifti_file), str(tmp_path)],
        capture_output=True, text=True, timeout=120, env=environment, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    names, has_all_of_vtk = done.stdout.split("\n")[:2]
    assert sorted(HEAVY & set(names.split(","))) == []
    assert "vtkmodules" in names.split(",")
    assert has_all_of_vtk == "False"
    painted = json.loads(trace.read_text().splitlines()[0])
    assert painted["event"] == "first_paint"
    assert sorted((HEAVY | {"vtkmodules", "qtawesome"}) & set(painted["modules"])) == []


def test_the_first_paint_waits_for_no_window_card_or_database(tmp_path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PAINT_AN_EMPTY_WINDOW, str(tmp_path)],
        capture_output=True, text=True, timeout=120, check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.strip().split(","))
    assert sorted(NOT_FOR_THE_FIRST_PAINT & loaded) == []
    own = {name for name in loaded if name.startswith("medviewer.")}
    assert len(own) <= MOST_MODULES


def test_nothing_that_may_wait_is_misspelt(qapp) -> None:
    for name in NOT_FOR_THE_FIRST_PAINT:
        importlib.import_module(name)


def test_the_collector_works_again_once_the_window_is_painted(an_app, qtbot) -> None:
    gc.disable()
    try:
        with qtbot.waitSignal(an_app.window.first_painted, timeout=10_000):
            an_app.window.show()
        assert gc.isenabled()
    finally:
        gc.enable()
        gc.unfreeze()
