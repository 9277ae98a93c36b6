"""The image on screen with another one: joined, laid over, moved against each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QGridLayout,
    QPushButton,
    QSizePolicy,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from medviewer.core.change_table import Change
from medviewer.core.dicom_text import date_text
from medviewer.core.geometry import Vector
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.scene import Scene
from medviewer.scene.views.adjust_link import moved_by_hand
from medviewer.scene.views.frame_link import frame_of
from medviewer.scene.views.over_image import link_between, matrix_between
from medviewer.scene.views.over_look import OverImage, OverWay
from medviewer.session.comparing import Comparing
from medviewer.ui.compare.adjust_panel import AdjustPanel
from medviewer.ui.compare.change_view import ChangeView
from medviewer.ui.parts.plain_label import PlainLabel


class ComparePanel(QWidget):
    """Chooses the other image and how the two are shown. ``is_used`` tells whether there are two at all."""

    is_used = Signal(bool)
    register_wanted = Signal(str, str)
    changes_wanted = Signal(str, str)

    def __init__(self, scene: Scene, comparing: Comparing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene = scene
        self._comparing = comparing
        self.other_box = QComboBox()
        self.other_box.setAccessibleName(self.tr("The other series"))
        self.other_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.other_box.activated.connect(self._chose)
        self.state = PlainLabel(role="muted", wrap=True)
        self.changes = ChangeView()
        self._compared = ("", "")
        self.ways: dict[str, QToolButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(8)
        column.addWidget(self.other_box)
        column.addWidget(self.state)
        column.addWidget(self._make_joining())
        column.addLayout(self._make_ways())
        column.addWidget(self._make_slider())
        column.addWidget(self._make_adjusting())
        column.addWidget(self._button(self.tr("Changes since the prior"), self.ask_for_changes))
        column.addWidget(self.changes)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        for signal in (scene.changed, scene.layer_added, scene.layer_removed, scene.active_changed):
            signal.connect(self._later)
        self._before: tuple[object, ...] | None = None
        self.refresh()

    # --- building ---

    def _make_joining(self) -> QWidget:
        self.joining = QWidget()
        grid = QGridLayout(self.joining)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        self.register_button = self._button(self.tr("Register"), self._register)
        self.register_button.setToolTip(self.tr("Find how one lies in the other, in the background"))
        self.trust_button = self._button(self.tr("As the files say"), self._trust)
        self.trust_button.setToolTip(self.tr("Take the coordinates of both series as those of one frame"))
        self.unlink_button = self._button(self.tr("Unlink"), self._unlink)
        self.unlink_button.setToolTip(self.tr("The two no longer scroll together"))
        grid.addWidget(self.register_button, 0, 0)
        grid.addWidget(self.trust_button, 0, 1)
        grid.addWidget(self.unlink_button, 1, 0)
        return self.joining

    def _make_ways(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(4)
        self._group = QButtonGroup(self)
        texts = (
            ("", self.tr("Off"), self.tr("Only the series itself")),
            ("blend", self.tr("Blend"), self.tr("In colours that shine through")),
            ("swipe", self.tr("Swipe"), self.tr("To the right of an edge")),
            ("checkerboard", self.tr("Squares"), self.tr("By squares")),
            ("difference", self.tr("Difference"), self.tr("Middle grey where both are equal")),
        )
        for at, (way, text, tip) in enumerate(texts):
            button = QToolButton()
            button.setText(text)
            button.setToolTip(tip)
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, way=way: self.lay_over(way))
            self._group.addButton(button)
            self.ways[way] = button
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            grid.addWidget(button, at // 3, at % 3)
        return grid

    def _make_slider(self) -> QSlider:
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, 100)
        self.slider.valueChanged.connect(self._slid)
        return self.slider

    def _make_adjusting(self) -> AdjustPanel:
        self.adjusting = AdjustPanel()
        self.adjusting.shifted.connect(self._shift)
        self.adjusting.turned.connect(self.turn)
        self.adjusting.reset_wanted.connect(self.reset)
        return self.adjusting

    def _button(self, text: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(lambda _checked=False: act())
        return button

    # --- state ---

    @property
    def other(self) -> ImageLayer | None:
        """The image that is compared with the active one."""
        return self._scene.image(self.other_box.currentData() or "")

    def choose_other(self, image_id: str) -> None:
        """Takes an image as the other one."""
        self.refresh()
        self.other_box.setCurrentIndex(self.other_box.findData(image_id))
        self._show_state()

    def _later(self, *_: object) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def refresh(self) -> None:
        """Shows the images that are open, and how the two chosen ones are joined."""
        active = self._scene.active
        others = [image for image in self._scene.images if image is not active]
        over = None if active is None else active.over
        state = (active, *others, over, self._scene.links, self.other_box.currentData())
        if state == self._before:
            return
        self._before = state
        wanted = over.image_id if over is not None else self.other_box.currentData()
        self.other_box.clear()
        for image in others:
            date = date_text(image.image.info.study.study_date)
            self.other_box.addItem(f"{image.name}  {date}".strip(), image.id)
        self.other_box.setCurrentIndex(max(0, self.other_box.findData(wanted)))
        self.is_used.emit(active is not None and bool(others))
        if self._pair() != self._compared:
            self.changes.show_changes(())  # these numbers are of others
        self._show_state()

    def _show_state(self) -> None:
        active, other = self._scene.active, self.other
        if active is None or other is None:
            return
        same = frame_of(active) == frame_of(other)
        link = link_between(self._scene, active, other)
        is_joined = matrix_between(self._scene, active, other) is not None
        if same:
            text = self.tr("One frame of reference: both scroll together.")
        elif link is None and is_joined:
            text = self.tr("Joined over a third series, which both are linked with.")
        elif link is None:
            text = self.tr("Two frames of reference: not joined yet.")
        else:
            text = self.tr("Joined: %1.").replace("%1", self._name_of(link.name))
        self.state.setText(text)
        self.joining.setVisible(not same)
        self.unlink_button.setVisible(link is not None)
        self.adjusting.setVisible(link is not None)
        over = active.over if active.over is not None and active.over.image_id == other.id else None
        self.adjusting.show_state(moved_by_hand(self._scene, active, other), over is not None)
        self.ways["" if over is None else over.way].setChecked(True)
        for button in self.ways.values():
            button.setEnabled(is_joined)
        self._show_slider(over)

    def _name_of(self, link: str) -> str:
        names = {
            "registered": self.tr("registered"),
            "by hand": self.tr("by hand"),
            "as the files say": self.tr("as the files say"),
        }
        return names.get(link, link)

    def _show_slider(self, over: OverImage | None) -> None:
        slides = over is not None and over.way in ("blend", "swipe")
        self.slider.setVisible(slides)
        if over is None or not slides:
            return
        name = self.tr("Opacity") if over.way == "blend" else self.tr("Where the edge lies")
        self.slider.setToolTip(name)
        self.slider.setAccessibleName(name)
        self.slider.blockSignals(True)
        self.slider.setValue(round(100 * (over.opacity if over.way == "blend" else over.split)))
        self.slider.blockSignals(False)

    # --- what the reader does ---

    def lay_over(self, way: str) -> None:
        """Shows the other image over the active one; "" takes it off."""
        active, other = self._scene.active, self.other
        if active is None or other is None:
            return
        known: dict[str, OverWay] = {
            "blend": "blend", "swipe": "swipe", "checkerboard": "checkerboard", "difference": "difference",
        }  # fmt: skip
        self._comparing.lay_over(active.id, OverImage(other.id, known[way]) if way else None)

    def ask_for_changes(self) -> None:
        """Wants the numbers of both studies."""
        self._compared = self._pair()
        self._with_both(self.changes_wanted.emit)

    def show_changes(self, image_id: str, other_id: str, rows: Sequence[Change]) -> bool:
        """Shows the numbers of two images, unless the reader has gone on to others meanwhile."""
        self._compared = (image_id, other_id)
        is_shown = self._pair() == self._compared
        self.changes.show_changes(rows if is_shown else ())
        return is_shown

    def _pair(self) -> tuple[str, str]:
        active, other = self._scene.active, self.other
        return ("" if active is None else active.id, "" if other is None else other.id)

    def _chose(self) -> None:
        self.changes.show_changes(())
        active, other = self._scene.active, self.other
        if active is not None and other is not None and active.over is not None:
            self._comparing.lay_over(active.id, OverImage(other.id, active.over.way))
        self._show_state()

    def _slid(self, value: int) -> None:
        active = self._scene.active
        if active is None or active.over is None:
            return
        over, part = active.over, value / 100.0
        changed = OverImage(over.image_id, over.way, part, over.split)
        if over.way == "swipe":
            changed = OverImage(over.image_id, over.way, over.opacity, part)
        self._comparing.lay_over(active.id, changed)

    def _register(self) -> None:
        self._with_both(self.register_wanted.emit)

    def _trust(self) -> None:
        self._with_both(self._comparing.trust_scanner)

    def _unlink(self) -> None:
        self._with_both(self._comparing.unlink)

    def _shift(self, by_mm: Vector) -> None:
        self._with_both(lambda image_id, other_id: self._comparing.shift(image_id, other_id, by_mm))

    def turn(self, degrees: float) -> None:
        """Turns the other image over the active one, clockwise in the view in use."""
        self._with_both(lambda image_id, other_id: self._comparing.turn(image_id, other_id, degrees))

    def reset(self) -> None:
        """Takes back what was moved by hand."""
        self._with_both(self._comparing.reset)

    def _with_both(self, act: Callable[[str, str], None]) -> None:
        active, other = self._scene.active, self.other
        if active is not None and other is not None:
            act(active.id, other.id)
