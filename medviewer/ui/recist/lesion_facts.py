"""Where a lesion is, whether it is a lymph node, and which lesion of another visit it may be."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from medviewer.core.dicom_text import date_text
from medviewer.core.mark import Mark
from medviewer.core.organs import ORGANS, is_node_name
from medviewer.scene.marks.lesion_match import LesionMatch, proposed_lesion
from medviewer.scene.marks.lesion_points import lesion_of
from medviewer.scene.marks.lesion_roles import describe_lesion, join_lesion
from medviewer.scene.scene import Scene
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.recist.recist_words import match_text, organ_text

_WIDTH = 208


class LesionFacts(QWidget):
    """Organ and lymph node of one mark, and a proposal with its answer; each is a step of undo."""

    def __init__(
        self, scene: Scene, dates: Callable[[], Mapping[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._scene = scene
        self._dates = dates
        self._mark_id = ""
        self._match: LesionMatch | None = None
        self.organ = QComboBox()
        self.organ.setEditable(True)
        self.organ.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.organ.setMinimumWidth(_WIDTH)
        self.organ.setAccessibleName(self.tr("Organ"))
        for name in ("", *ORGANS):
            self.organ.addItem(organ_text(name), name)
        self.node = QCheckBox(self.tr("Lymph node"))
        self.node.setToolTip(self.tr("A lymph node counts by its short axis"))
        self.organ.activated.connect(self._give_organ)
        line = self.organ.lineEdit()
        if line is not None:
            line.setPlaceholderText(self.tr("as its name says"))
            line.editingFinished.connect(self._give_organ)
        self.node.clicked.connect(self._give_node)
        self.proposal = PlainLabel("", wrap=True)
        self.same_button = QPushButton(self.tr("Same lesion"))
        self.same_button.clicked.connect(self._join)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        facts, asked = QHBoxLayout(), QHBoxLayout()
        for row in (facts, asked):
            row.setSpacing(8)
            column.addLayout(row)
        for widget in (PlainLabel(self.tr("Organ"), role="muted"), self.organ, self.node):
            facts.addWidget(widget)
        facts.addStretch(1)
        asked.addWidget(self.proposal, 1)
        asked.addWidget(self.same_button)

    def show_mark(self, mark: Mark | None) -> None:
        """Shows what is known of the lesion of a mark; greyed for none and for a mark that is no lesion."""
        self._mark_id = "" if mark is None else mark.id
        is_lesion = mark is not None and bool(mark.role)
        for widget in (self.organ, self.node):
            widget.setEnabled(is_lesion)
        known = None if mark is None else lesion_of(self._scene, mark, self._dates())
        with QSignalBlocker(self.organ):
            organ = "" if known is None else known.organ
            place = self.organ.findData(organ)
            self.organ.setCurrentIndex(place)
            self.organ.setEditText(organ_text(organ))
        is_node = known is not None and (is_node_name(known.label) if known.node is None else known.node)
        self.node.setCheckState(Qt.CheckState.Checked if is_node else Qt.CheckState.Unchecked)
        self._propose(mark)

    def _propose(self, mark: Mark | None) -> None:
        self._match = None if mark is None else proposed_lesion(self._scene, mark)
        for widget in (self.proposal, self.same_button):
            widget.setVisible(self._match is not None)
        if self._match is not None:
            date = date_text(self._dates().get(self._match.mark.place.study_uid, ""))
            self.proposal.setText(match_text(self._match, date))

    def _give_organ(self, *_: object) -> None:
        text = self.organ.currentText().strip()
        known = next((name for name in ORGANS if text in (name, organ_text(name))), text)
        self._describe("Organ of lesion", organ=known)

    def _give_node(self, is_node: bool) -> None:
        self._describe("Lymph node", node=is_node)

    def _describe(self, name: str, **told: str | bool | None) -> None:
        if self._mark_id:
            describe_lesion(self._scene, self._mark_id, tuple(self._dates()), name, **told)

    def _join(self) -> None:
        if self._match is not None:
            join_lesion(self._scene, self._mark_id, self._match.mark, "Number of lesion")
