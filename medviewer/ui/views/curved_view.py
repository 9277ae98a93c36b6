"""The straightened picture along a path, under the views."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSpinBox, QToolButton, QVBoxLayout, QWidget

from medviewer.scene.scene import Scene
from medviewer.scene.views.curved_path import CurveSlab
from medviewer.scene.views.curved_views import (
    CURVE_SLAB_LIMIT_MM,
    path_in,
    remove_path,
    set_curve_slab,
    show_rows,
)
from medviewer.ui.actions.tool_state import ToolState
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.views.curved_picture import CurvedPicture, CurvedPictureMaker

_HEIGHT = 240
_SECTION = 180
_USUAL_MM = 5.0


class CurvedView(QWidget):
    """The picture and a section across the path; its length, what its rows follow, its thickness."""

    def __init__(
        self,
        scene: Scene,
        tools: ToolState,
        make_renderer: Callable[[], CurvedPictureMaker],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._scene = scene
        self._tools = tools
        self.setObjectName("curved_view")
        self.picture = CurvedPicture(scene, tools, make_renderer)
        self.section = CurvedPicture(scene, tools, make_renderer, is_section=True)
        self.length_label = PlainLabel()
        self._pointed = ""
        for picture in (self.picture, self.section):
            picture.pointed.connect(self._show_pointed)
        self.length_label.setMinimumWidth(1)  # words never widen the window
        self.rows_button, self.mode_box, self.slab_box, self.close_button = (
            QToolButton(), QComboBox(), QSpinBox(), QToolButton(),
        )  # fmt: skip
        self._set_up_buttons()
        self._set_up_slab()
        self._build()
        scene.changed.connect(self.refresh)
        tools.changed.connect(self.refresh)
        self.refresh()

    def _set_up_buttons(self) -> None:
        self.rows_button.setText(self.tr("Along the normal"))
        self.rows_button.setCheckable(True)
        self.rows_button.setToolTip(
            self.tr("Rows follow the normal of the plane (a panorama) instead of lying across the path in it")
        )
        self.rows_button.toggled.connect(lambda on: show_rows(self._scene, "along" if on else "across"))
        self.close_button.setText("✕")
        self.close_button.setToolTip(self.tr("Remove the path"))
        self.close_button.setAccessibleName(self.tr("Remove the path"))
        self.close_button.clicked.connect(lambda: remove_path(self._scene))

    def _set_up_slab(self) -> None:
        for mode, title in (("max", self.tr("MIP")), ("mean", self.tr("Mean")), ("min", self.tr("MinIP"))):
            self.mode_box.addItem(title, mode)
        self.mode_box.setToolTip(
            self.tr("What is shown of the thickness: greatest value, mean or least value")
        )
        self.mode_box.setAccessibleName(self.tr("Shown of the thickness"))
        self.mode_box.activated.connect(self._choose_mode)
        self.slab_box.setRange(0, int(CURVE_SLAB_LIMIT_MM))
        self.slab_box.setSuffix(self.tr(" mm"))
        self.slab_box.setToolTip(self.tr("Thickness that is put together at right angles to the picture"))
        self.slab_box.setAccessibleName(self.tr("Thickness"))
        self.slab_box.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.slab_box.valueChanged.connect(lambda thick: set_curve_slab(self._scene, float(thick)))

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(8, 4, 4, 0)
        row.setSpacing(8)
        row.addWidget(self.length_label, 1)
        for widget in (self.rows_button, self.mode_box, self.slab_box, self.close_button):
            row.addWidget(widget)
        pictures = QHBoxLayout()
        pictures.setSpacing(2)
        pictures.addWidget(self.picture, 4)
        pictures.addWidget(self.section, 1)
        self.section.setMinimumWidth(_SECTION)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 0, 2, 2)
        column.setSpacing(4)
        column.addLayout(row)
        column.addLayout(pictures, 1)
        self.setFixedHeight(_HEIGHT)

    def _show_pointed(self, text: str) -> None:
        self._pointed = text
        self.refresh()

    def _choose_mode(self) -> None:
        """A way of putting together needs something to put together."""
        path = path_in(self._scene, self._scene.active)
        if path is not None:
            mode = cast(CurveSlab, self.mode_box.currentData())
            set_curve_slab(self._scene, path.slab_mm or _USUAL_MM, mode)

    def refresh(self) -> None:
        """Shown while a path is being drawn or is there: nothing moves between two clicks."""
        scene, image = self._scene, self._scene.active
        path = path_in(scene, image)
        is_drawn = path is not None and path.is_drawn
        is_wanted = image is not None and not image.is_flat and (is_drawn or self._tools.tool == "curve")
        if self.isHidden() == is_wanted:
            self.setVisible(is_wanted)
        if path is None or not is_drawn:
            self.length_label.setText(self.tr("Click points along a path in one of the views."))
            return
        length = self.tr("Path: %1 mm").replace("%1", f"{path.length_mm:.1f}")
        hint = self.tr("Shift + drag measures, the wheel goes along")
        self.length_label.setText(f"{length}   {self._pointed or hint}")
        with QSignalBlocker(self.rows_button), QSignalBlocker(self.slab_box):
            self.rows_button.setChecked(path.rows == "along")
            self.mode_box.setCurrentIndex(self.mode_box.findData(path.slab_mode))
            self.slab_box.setValue(round(path.slab_mm))
