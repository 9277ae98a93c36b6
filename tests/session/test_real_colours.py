"""Real colours and lookup tables in the real window."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QImage

from medviewer.core.window_level import WindowLevel
from medviewer.scene.views.navigate import probe
from medviewer.ui.views.corner_text import value_text

pytestmark = pytest.mark.real_data


def _open(app, path, qtbot):
    app.window.flow.open_paths([str(path)])

    def done() -> bool:
        active = app.scene.active
        return bool(app.window.messages.texts) or (active is not None and active.arriving is None)

    qtbot.waitUntil(done, timeout=30_000)
    assert app.scene.active is not None, app.window.messages.texts
    return app.scene.active


def _drawn(app) -> np.ndarray:
    """The picture of the stack view, without its text."""
    view = app.window.grid.slice_views["stack"]
    image = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    words = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.width())
    return np.stack([words >> 16 & 255, words >> 8 & 255, words & 255], axis=-1).astype(int)


def test_an_ultrasound_film_is_in_colour_and_the_cursor_tells_red_green_and_blue(
    the_app, data_dir, qtbot
) -> None:
    layer = _open(the_app, data_dir / "dicom/colour-and-us/examples_rgb_color.dcm", qtbot)
    assert layer.image.rgb.shape == (1, 240, 320, 3)
    qtbot.waitUntil(lambda: bool((np.ptp(_drawn(the_app), axis=-1) > 100).any()), timeout=5000)
    point = layer.image.planes[0].index_to_lps((100, 100, 0))
    found = probe(the_app.scene, point, the_app.scene.viewports["stack"])
    assert value_text(found) == "R 253 G 159 B 0"


def test_a_mammogram_opens_with_its_own_table_and_leaves_it_for_a_window(the_app, data_dir, qtbot) -> None:
    layer = _open(the_app, data_dir / "dicom/mammogram", qtbot)
    assert layer.voi_lut is not None
    assert layer.voi_lut.name == "NORMAL"
    with_table = _drawn(the_app)
    layer.window = WindowLevel(4096, 2048)
    assert layer.voi_lut is None
    qtbot.waitUntil(lambda: not np.array_equal(_drawn(the_app), with_table), timeout=5000)
