"""The small strip in a 3D view: preset, light, crop box, cut, segments, turning."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSlider, QToolButton, QWidget, QWidgetAction

from medviewer.render.volume_presets import VOLUME_PRESETS
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.layers.layers import LabelLayer
from medviewer.scene.scene import Scene
from medviewer.scene.views.viewport import Viewport
from medviewer.scene.volume.volume_change import change_look, cut_by, toggle_segment
from medviewer.scene.volume.volume_look import Keep, Lighting
from medviewer.scene.volume.volume_table import may_have_table
from medviewer.ui.parts.icons import icon
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.parts.theme import BORDER, PANEL

_STYLE = (
    f"#volume_strip {{ background: {PANEL}; border: 1px solid {BORDER}; border-radius: 4px; }}"
    "#volume_strip QToolButton { padding: 2px; }"
)
_ROOM_PX = 40
"""Beside a strip with words there must be so much room to the letter at the middle of the upper edge."""


class VolumeStrip(QWidget):
    """Changes the look of the image in its view. ``spin_wanted`` asks to turn or to stand still."""

    spin_wanted = Signal(bool)

    def __init__(self, scene: Scene, viewport: Viewport, parent: QWidget) -> None:
        super().__init__(parent)
        self._scene = scene
        self._viewport = viewport
        self._shown: object = None
        self.setObjectName("volume_strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet(_STYLE)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(0)
        self.preset_button = self._menu_button(
            self.tr("3D preset"), "mdi6.palette-outline", self._fill_presets
        )
        self.light_button = self._menu_button(self.tr("Light"), "mdi6.lightbulb-on-outline", self._fill_light)
        self.crop_button = self._button(
            self.tr("Crop box: drag the dots on its faces"), "mdi6.crop", checkable=True
        )
        self.crop_button.clicked.connect(self._toggle_crop)
        self.cut_button = self._menu_button(self.tr("Cut by segments"), "mdi6.content-cut", self._fill_cut)
        self.segments_button = self._menu_button(
            self.tr("How segments are shown"), "mdi6.cube-outline", self._fill_segments
        )
        self.table_button = self._button(
            self.tr("Hide the table under the patient"), "mdi6.bed-outline", checkable=True
        )
        self.table_button.clicked.connect(self._toggle_table)
        self.spin_button = self._button(self.tr("Turn round"), "mdi6.rotate-3d-variant", checkable=True)
        self.spin_button.clicked.connect(self.spin_wanted)
        for button in self.findChildren(QToolButton):
            row.addWidget(button)
        scene.changed.connect(self.refresh)
        self.refresh()

    @property
    def layer(self) -> ImageLayer | None:
        """The image in the view."""
        return self._scene.image_in(self._viewport)

    def refresh(self) -> None:
        """Says what is in force, if it is something else than before."""
        layer = self.layer
        if layer is None:
            return
        has_labels = any(isinstance(one, LabelLayer) for one in self._scene.results_shown_on(layer))
        look = layer.volume_look
        view = self.parentWidget()
        has_room = view is not None and view.width() / 2 > self._full_width(look.preset) + _ROOM_PX
        has_table = may_have_table(layer)
        if self._shown == (look, has_labels, has_room, has_table):
            return
        self._shown = (look, has_labels, has_room, has_table)
        style = Qt.ToolButtonStyle
        self.preset_button.setText(f"{preset_title(look.preset)}  ▾")
        self.preset_button.setToolButtonStyle(
            style.ToolButtonTextOnly if has_room else style.ToolButtonIconOnly
        )
        self.crop_button.setChecked(look.crops)
        self.table_button.setChecked(look.hides_table)
        self.table_button.setVisible(has_table)
        self.cut_button.setEnabled(has_labels)
        self.segments_button.setEnabled(has_labels)
        self.adjustSize()

    def _full_width(self, preset: str) -> int:
        """How wide the strip is with the name of a preset in words."""
        words = self.fontMetrics().horizontalAdvance(f"{preset_title(preset)}  ▾")
        return words + self.crop_button.sizeHint().width() * 7

    def show_spinning(self, is_on: bool) -> None:
        """Shows whether the view turns by itself."""
        self.spin_button.setChecked(is_on)

    # --- what the buttons do ---

    def _toggle_crop(self, is_on: bool) -> None:
        if self.layer is not None:
            self.layer.volume_look = replace(self.layer.volume_look, crops=is_on)

    def _toggle_table(self, is_on: bool) -> None:
        if self.layer is not None:
            change_look(self._scene, self.layer, "Table in 3D", hides_table=is_on)

    def _fill_presets(self, menu: QMenu, layer: ImageLayer) -> None:
        for name in ("auto", *VOLUME_PRESETS):
            self._choice(
                menu,
                preset_title(name),
                layer.volume_look.preset == name,
                partial(change_look, self._scene, layer, "3D preset", preset=name),
            )

    def _fill_light(self, menu: QMenu, layer: ImageLayer) -> None:
        light = layer.volume_look.lighting

        def set_light(merge: str = "", **changes: object) -> None:
            lighting = replace(layer.volume_look.lighting, **changes)  # type: ignore[arg-type]
            change_look(self._scene, layer, "Light in 3D", merge, lighting=lighting)

        self._choice(menu, self.tr("Shaded"), light.shaded, lambda: set_light(shaded=not light.shaded))
        for field, title in (
            ("ambient", self.tr("From everywhere")),
            ("diffuse", self.tr("From the front")),
            ("specular", self.tr("Glint")),
        ):
            menu.addAction(self._slider(menu, title, getattr(light, field), light.shaded, field, set_light))
        menu.addSeparator()
        reset = menu.addAction(self.tr("Light as at first"))
        reset.triggered.connect(lambda: change_look(self._scene, layer, "Light in 3D", lighting=Lighting()))

    def _slider(
        self, menu: QMenu, title: str, value: float, is_on: bool, field: str, set_light: Callable[..., None]
    ) -> QWidgetAction:
        line = QWidget(menu)
        row = QHBoxLayout(line)
        row.setContentsMargins(24, 2, 16, 2)
        label = PlainLabel(title)
        label.setMinimumWidth(112)
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(0, 100)
        slider.setValue(round(value * 100))
        slider.setEnabled(is_on)
        slider.setMinimumWidth(112)
        slider.setAccessibleName(title)
        slider.valueChanged.connect(lambda now: set_light(f"3d light {field}", **{field: now / 100.0}))
        slider.sliderReleased.connect(self._scene.undo.seal)
        row.addWidget(label)
        row.addWidget(slider)
        action = QWidgetAction(menu)
        action.setDefaultWidget(line)
        return action

    def _fill_cut(self, menu: QMenu, layer: ImageLayer) -> None:
        cut = layer.volume_look.cut
        self._choice(menu, self.tr("Show all"), cut is None, lambda: cut_by(self._scene, layer, None))
        ways: tuple[tuple[Keep, str], ...] = (
            ("inside", self.tr("Only inside the segments")),
            ("outside", self.tr("Only outside the segments")),
        )
        for keep, title in ways:
            is_so = cut is not None and cut.keep == keep
            self._choice(menu, title, is_so, partial(cut_by, self._scene, layer, keep, cut))
        for one in self._scene.results_shown_on(layer):
            if isinstance(one, LabelLayer):
                menu.addSeparator()
                for state in one.segments:
                    chosen = cut is not None and cut.layer_id == one.id and state.number in cut.numbers
                    self._choice(
                        menu,
                        state.name.replace("&", "&&"),
                        chosen,
                        partial(toggle_segment, self._scene, layer, one.id, state.number),
                    )

    def _fill_segments(self, menu: QMenu, layer: ImageLayer) -> None:
        for name, title in (
            ("glass", self.tr("Glowing in glass")),
            ("surfaces", self.tr("Surfaces in glass")),
            ("surfaces_alone", self.tr("Surfaces alone")),
        ):
            self._choice(
                menu,
                title,
                layer.volume_look.segments_as == name,
                partial(change_look, self._scene, layer, "Segments in 3D", segments_as=name),
            )

    # --- building ---

    def _choice(self, menu: QMenu, title: str, is_so: bool, do: Callable[[], object]) -> None:
        action = menu.addAction(title)
        action.setCheckable(True)
        action.setChecked(is_so)
        action.triggered.connect(lambda _checked=False: do())

    def _button(self, tip: str, icon_name: str, checkable: bool = False) -> QToolButton:
        button = QToolButton(self)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setCheckable(checkable)
        button.setIconSize(QSize(14, 14))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if icon_name:
            button.setIcon(icon(icon_name))
        return button

    def _menu_button(
        self, tip: str, icon_name: str, fill: Callable[[QMenu, ImageLayer], None]
    ) -> QToolButton:
        button = self._button(tip, icon_name)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)

        def refill() -> None:
            menu.clear()
            if self.layer is not None:
                fill(menu, self.layer)

        menu.aboutToShow.connect(refill)
        button.setMenu(menu)
        return button


def preset_title(name: str) -> str:
    """What a preset is called; rows of the menu have the same words."""
    title = "Automatic" if name == "auto" else VOLUME_PRESETS[name].title
    return QCoreApplication.translate("Actions", title)
