"""Whoever closes a window has let go of all that it showed: voxels, labels, views, the windows beside it."""

from __future__ import annotations

import gc
from dataclasses import replace
from weakref import ref

import pytest
from PySide6.QtWidgets import QApplication
from window_hands import close_app, draw, open_app

PAGES = ("settings", "keys", "help", "palette", "tour")
BESIDE = (
    "comfort.console", "file.library", "keys.toggle", "layout.detach", "layout.rules", "mark.figures",
    "model.browse", "recist.show", "report.show", "tool.curve", "view.layout_mpr", "view.maximise",
    "volume.crop_edges", "layout.grid_2x2",
)  # fmt: skip
"""Commands that open panels, views, pages and windows of their own."""


@pytest.fixture
def a_busy_app(qtbot, qapp, tmp_path, questions, a_ct_volume, a_segmentation, a_classification, mouse_on):
    """Makes a program with images, results, marks and every kind of page, which nobody else knows."""

    questions.snippets_to_import = questions.snippets_target = lambda *_: ""

    def make():
        app = open_app(tmp_path, questions, qtbot)
        app.scene.layout = "1x3"
        image = app.scene.add_volume(replace(a_ct_volume, voxels=a_ct_volume.voxels.copy()))
        app.scene.add_result(replace(a_segmentation), image.id)
        app.scene.add_result(replace(a_classification), image.id)
        QApplication.processEvents()
        draw(app, mouse_on, "length", (-10.0, -5.0), (10.0, 5.0))
        for page in PAGES:
            getattr(app.window.comfort, page)()
            QApplication.processEvents()
        for command in BESIDE:
            app.window.actions_by_id[command].trigger()
            QApplication.processEvents()
        return app

    return make


def test_nothing_of_a_closed_window_lives(a_busy_app, questions, qtbot):
    of_others = QApplication.topLevelWidgets()  # which tests before it may have left
    app = a_busy_app()
    known = {
        "window": ref(app.window), "scene": ref(app.scene), "session": ref(app.session),
        "image": ref(app.scene.active.image), "marks": ref(app.scene.marks), "grid": ref(app.window.grid),
    }  # fmt: skip
    assert [widget for widget in QApplication.topLevelWidgets() if widget not in of_others]
    close_app(app, questions)
    del app

    def alive() -> list[str]:
        gc.collect()
        return [name for name, item in known.items() if item() is not None]

    qtbot.waitUntil(lambda: not alive(), timeout=20_000)  # threads may still be busy for it
    assert [widget for widget in QApplication.topLevelWidgets() if widget not in of_others] == []
