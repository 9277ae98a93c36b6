"""What a file draws over its slices is in the list of layers and goes with the other results."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from medviewer.core.overlay_plane import OverlayPlane

YELLOW = 0xFFF0E442


@pytest.fixture
def an_app_with_drawing(an_app, a_ct_volume):
    count, rows, columns = a_ct_volume.geometry.shape_kji
    bits = np.packbits(np.ones(rows * columns, np.uint8)).tobytes()
    drawing = OverlayPlane(0x6000, rows, columns, 0, 0, bits, label="Lesion", description="By hand")
    an_app.scene.add_volume(replace(a_ct_volume, overlays=((drawing,),) * count))
    QApplication.processEvents()
    return an_app


def _is_drawn(app) -> bool:
    picture = app.window.grid.slice_views["axial"].picture()
    return picture.pixel(picture.width() // 2, picture.height() // 2) == YELLOW


def test_it_is_listed_by_its_label_above_its_image(an_app_with_drawing) -> None:
    rows = an_app_with_drawing.window.panels.layers.rows
    assert rows[0].name_label.text() == "Lesion"
    assert rows[0]._state.text() == "Drawing of the file  ·  By hand"
    assert _is_drawn(an_app_with_drawing)
    rows[0].visible_box.click()
    assert not _is_drawn(an_app_with_drawing)


def test_show_results_hides_and_shows_it(an_app_with_drawing) -> None:
    for expected in (False, True):
        an_app_with_drawing.window.actions_by_id["view.labels"].trigger()
        assert _is_drawn(an_app_with_drawing) == expected


def test_it_never_asks_to_be_saved(an_app_with_drawing) -> None:
    assert an_app_with_drawing.scene.unsaved == ()
