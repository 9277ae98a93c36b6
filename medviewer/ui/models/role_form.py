"""Which series goes in as what, for a model that takes several images of one patient."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from medviewer.api.contract import LATEST, ChannelRole
from medviewer.core.dicom_text import date_text
from medviewer.core.series import SeriesInfo
from medviewer.ui.models.model_fits import ModelFits
from medviewer.ui.parts.plain_label import PlainLabel


class RoleForm(QWidget):
    """A row for each role with the series that were proposed; the user may choose others."""

    changed = Signal()

    def __init__(
        self,
        model_id: str,
        roles: tuple[ChannelRole, ...],
        fits: ModelFits,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._optional = {role.role for role in roles if role.optional}
        self._model_id = model_id
        self._fits = fits
        self.boxes: dict[str, QComboBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, role in enumerate(one.role for one in roles):
            box, text = QComboBox(), self._text_of(role)
            box.setAccessibleName(text)
            box.setToolTip(self.tr("The series that the model takes as %1").replace("%1", text))
            box.activated.connect(lambda _index, role=role: self._choose(role))
            label = PlainLabel(text)
            label.setBuddy(box)
            grid.addWidget(label, row, 0)
            grid.addWidget(box, row, 1)
            self.boxes[role] = box
        self.refresh()

    def refresh(self) -> None:
        """Lists the series of the open studies, and shows those that are chosen now."""
        series = self._fits.series()
        chosen = self._fits.roles(self._model_id)
        for role, box in self.boxes.items():
            box.clear()
            is_optional = role in self._optional
            box.addItem(self.tr("none") if is_optional else self.tr("choose a series"), "")
            for info in series:
                box.addItem(_described(info), info.series_id)
            box.setCurrentIndex(max(0, box.findData(chosen.get(role, ""))))

    def _text_of(self, role: str) -> str:
        """A time point in the window's language; roles of a pack's own are its makers' words."""
        if role == LATEST:
            return self.tr("latest")
        number = role.removeprefix("prior ")
        return self.tr("prior %1").replace("%1", number) if number.isdecimal() else role

    def _choose(self, role: str) -> None:
        self._fits.choose_role(self._model_id, role, self.boxes[role].currentData() or "")
        self.changed.emit()


def _described(info: SeriesInfo) -> str:
    number = f"#{info.number}  " if info.number else ""
    date = f"{date_text(info.study.study_date)}  " if info.study.study_date else ""
    return f"{date}{number}{info.description or info.modality or info.series_id[:16]}"
