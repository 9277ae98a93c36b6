"""What is under the mouse in a drop-down list can be read."""

from __future__ import annotations

import numpy as np
from PySide6.QtWidgets import QComboBox


def test_the_chosen_line_of_a_list_that_drops_down_is_light_on_dark(an_app, qtbot) -> None:
    box = QComboBox(an_app.window)
    box.addItems(["No lesion", "Target", "Non-target"])
    box.setCurrentIndex(1)
    box.showPopup()
    view = box.view()
    qtbot.waitUntil(view.isVisible)
    line = view.viewport().grab(view.visualRect(view.currentIndex())).toImage()
    words = np.frombuffer(line.convertToFormat(line.Format.Format_RGB32).constBits(), np.uint8)
    green = words.reshape(line.height(), line.width(), 4)[..., 1].astype(int)
    box.hidePopup()
    assert green.max() - np.median(green) > 100
