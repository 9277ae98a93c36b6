"""Who is on screen, always."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from medviewer.core.dicom_text import date_text
from medviewer.core.series import SeriesInfo
from medviewer.ui.language.retranslate import mark_as_data
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.parts.theme import BORDER, PANEL


class PatientBanner(QFrame):
    """Name, identity and study of the image that the views show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setStyleSheet(f"#banner {{ background: {PANEL}; border-bottom: 1px solid {BORDER}; }}")
        self.name_label = PlainLabel()
        font = self.name_label.font()
        font.setBold(True)
        self.name_label.setFont(font)
        self.identity_label = PlainLabel(role="muted")
        self.marks_label = PlainLabel(role="badge-warning")
        self.study_label = PlainLabel(role="muted")
        mark_as_data(self.study_label)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(16)
        row.addWidget(self.name_label)
        row.addWidget(self.identity_label)
        row.addWidget(self.marks_label)
        row.addStretch(1)
        row.addWidget(self.study_label)
        self.show_series(None)

    def show_series(self, info: SeriesInfo | None, anonymous: bool = False) -> None:
        """Shows the patient and study of a series; None says that nothing is open."""
        marks = () if info is None or anonymous else info.text_marks
        self.marks_label.setText(self.tr("TEXT GUESSED") if marks else "")
        self.marks_label.setToolTip("\n".join(marks))
        self.marks_label.setVisible(bool(marks))
        if info is None:
            mark_as_data(self.name_label, False)
            self.name_label.setText(self.tr("No study open"))
            self.identity_label.setText("")
            self.study_label.setText("")
            return
        study = info.study
        mark_as_data(self.name_label, bool(study.patient_name) and not anonymous)
        named = study.patient_name or self.tr("No patient name")
        self.name_label.setText(self.tr("Name hidden") if anonymous else named)
        identity = [
            self.tr("ID %1").replace("%1", study.patient_id) if study.patient_id else "",
            self.tr("born %1").replace("%1", date_text(study.birth_date)) if study.birth_date else "",
            study.sex,
        ]
        self.identity_label.setText("" if anonymous else "  ·  ".join(part for part in identity if part))
        described = [
            study.study_description or info.description,
            date_text(study.study_date),
            study.institution,
        ]
        self.study_label.setText("" if anonymous else "  ·  ".join(part for part in described if part))
