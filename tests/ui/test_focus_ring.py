"""The ring of the focus stays with the focus."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from medviewer.ui.views.key_pointer import KeyPointer


def test_no_view_keeps_a_ring_after_the_layout_has_changed_twice(an_app_with_ct) -> None:
    window, scene = an_app_with_ct.window, an_app_with_ct.scene
    scene.layout = "mpr"
    QApplication.processEvents()
    window.activateWindow()
    window.grid.slice_views["axial"].setFocus(Qt.FocusReason.MouseFocusReason)
    for layout in ("grid 1x2", "mpr"):
        scene.layout = layout
        QApplication.processEvents()
    rings = [one.parent() for one in window.findChildren(KeyPointer) if one.has_ring]
    assert not [view for view in rings if not view.hasFocus()]
