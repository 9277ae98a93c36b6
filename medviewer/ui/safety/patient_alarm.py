"""Two patients open at once: a red band across the window that names both, and a frame round each view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from medviewer.core.dicom_text import date_text
from medviewer.core.patient import Patient, patient_of
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.scene import Scene
from medviewer.ui.actions.tool_state import ToolState
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.study_list import StudyList

if TYPE_CHECKING:
    from medviewer.ui.main_window import MainWindow

_RED = "#c62828"
_FRAME_PX = 3
_BELOW_TEXT_PX = 72
"""Under the text in the corners, which it must not hide."""


class PatientAlarm(QObject):
    """Listens to the images that are open. ``band`` is shown while they are of more than one patient."""

    def __init__(self, scene: Scene, studies: StudyList, tools: ToolState, parent: QObject) -> None:
        super().__init__(parent)
        self._scene = scene
        self._studies = studies
        self._tools = tools
        self._frames: dict[QWidget, ViewFrame] = {}
        self._window: MainWindow | None = None
        self.band = PatientBand()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.look)
        scene.changed.connect(self._later)
        tools.changed.connect(self._later)

    def attach(self, window: MainWindow) -> None:
        """Puts the band on top of a window."""
        self._window = window
        window.add_on_top(self.band)

    def look(self) -> None:
        """Shows the band and the frames as the images that are open demand."""
        names = self._named()
        is_mixed = len(names) > 1
        hides = self._tools.information == "anonymous"
        texts = [
            self.tr("Patient %1").replace("%1", str(n)) if hides else one
            for n, one in enumerate(names.values(), 1)
        ]
        self.band.show_names(texts if is_mixed else [])
        if self._window is None or (not is_mixed and not self._frames):
            return
        told = dict(zip(names, texts, strict=True)) if is_mixed else {}
        grid = self._window.grid
        for view_id, view in (*grid.views.items(), *grid.views_apart.items()):
            image = self._scene.image_in(self._scene.viewport(view_id))
            self._frame(view, "" if image is None else told.get(self._patient(image), ""))

    # --- parts ---

    def _later(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _named(self) -> dict[Patient, str]:
        """Each patient of the open images with what the band calls him, in the order in which they came."""
        found: dict[Patient, str] = {}
        for layer in self._scene.images:
            found.setdefault(self._patient(layer), self._name(layer))
        return found

    def _patient(self, layer: ImageLayer) -> Patient:
        entry = self._studies.entries.get(layer.image.info.series_id)
        return patient_of(layer.image.info.study, "" if entry is None else entry.source)

    def _name(self, layer: ImageLayer) -> str:
        study = layer.image.info.study
        parts = (
            study.patient_name or self.tr("No patient name"),
            self.tr("ID %1").replace("%1", study.patient_id) if study.patient_id else "",
            self.tr("born %1").replace("%1", date_text(study.birth_date)) if study.birth_date else "",
        )
        return "  ".join(part for part in parts if part)

    def _frame(self, view: QWidget, text: str) -> None:
        frame = self._frames.get(view)
        if frame is None and text:
            frame = self._frames[view] = ViewFrame(view)
        if frame is not None:
            frame.show_text(text)


class PatientBand(QFrame):
    """The red line above everything."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("patientBand")
        self.setStyleSheet(f"#patientBand {{ background: {_RED}; }} #patientBand QLabel {{ color: white; }}")
        self.label = PlainLabel(wrap=True)
        font = self.label.font()
        font.setBold(True)
        self.label.setFont(font)
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.addWidget(self.label)
        self.hide()

    def show_names(self, names: list[str]) -> None:
        """Names all who are open; nobody hides the band."""
        text = ""
        if names:
            warning = (
                self.tr("TWO PATIENTS ARE OPEN") if len(names) == 2 else self.tr("SEVERAL PATIENTS ARE OPEN")
            )
            text = f"{warning}:   " + "   |   ".join(names)
        self.label.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(names))


class ViewFrame(QFrame):
    """A red frame over a view, with whose images it shows; it takes no clicks."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self.setObjectName("viewFrame")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setStyleSheet(
            f"#viewFrame {{ border: {_FRAME_PX}px solid {_RED}; background: transparent; }}"
            f"#viewFrame QLabel {{ background: {_RED}; color: white; padding: 2px 8px; }}"
        )
        self.label = PlainLabel(parent=self)
        view.installEventFilter(self)

    def show_text(self, text: str) -> None:
        """Shows the frame with a name; "" hides it."""
        self.label.setText(text)
        self._place()
        self.setVisible(bool(text))
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        self.setGeometry(self._view.rect())
        self.label.adjustSize()
        self.label.move((self.width() - self.label.width()) // 2, _BELOW_TEXT_PX)
