"""One key image in the gallery: its picture, where it is, what is said of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from medviewer.core.mark import KeyImage
from medviewer.ui.parts.choice_card import ChoiceCard
from medviewer.ui.parts.elided_label import ElidedLabel
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.parts.plain_tip import plain_tip
from medviewer.ui.parts.theme import RAISED, TEXT

PICTURE_PX = 72


class KeyCard(ChoiceCard):
    """A key image; a click or Enter goes to it.

    ``noted`` carries a new note, ``renewed`` asks for the look of now, ``removed`` is its end.
    """

    noted = Signal(str, str)
    renewed = Signal(str)
    removed = Signal(str)

    def __init__(self, key: KeyImage, parent: QWidget | None = None) -> None:
        super().__init__(key.id, parent)
        self.key = key
        self.setObjectName("key")
        self.picture = QLabel()
        self.picture.setFixedSize(PICTURE_PX, PICTURE_PX)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setStyleSheet("background: black; border-radius: 2px;")
        self.title, self.where = ElidedLabel(), PlainLabel(role="muted")
        self.note = QLineEdit(key.note)
        self.note.setCursorPosition(0)  # of a long note the beginning is seen
        self.note.setMaxLength(4_000)
        self.note.setPlaceholderText(self.tr("Note"))
        self.note.setAccessibleName(self.tr("Note on this key image"))
        self.note.editingFinished.connect(self._tell_note)
        self.renew_button = QToolButton()
        self.renew_button.setText("↻")
        self.renew_button.setToolTip(
            self.tr("Keep it as it looks in the view now: window, results, measurements")
        )
        self.renew_button.setAccessibleName(self.tr("Keep this key image as it looks now"))
        self.renew_button.clicked.connect(lambda: self.renewed.emit(self.key.id))
        self.remove_button = QToolButton()
        self.remove_button.setText("✕")
        self.remove_button.setToolTip(self.tr("No key image any more"))
        self.remove_button.setAccessibleName(self.tr("Remove this key image"))
        self.remove_button.clicked.connect(lambda: self.removed.emit(self.key.id))
        self._build()
        self.setStyleSheet(
            "#key { border: 1px solid transparent; border-radius: 4px; }"
            f"#key:hover {{ background: {RAISED}; }} #key:focus {{ border: 1px solid {TEXT}; }}"
        )

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.title, 1)
        head.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignTop)
        place = QHBoxLayout()
        place.setSpacing(4)
        place.addWidget(self.where, 1)
        place.addWidget(self.renew_button, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(head)
        words.addLayout(place)
        words.addStretch(1)
        words.addWidget(self.note)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 4, 4)
        row.setSpacing(8)
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def show_words(self, title: str, where: str) -> None:
        """Says of which series it is, and where in it."""
        self.title.setText(title)
        self.title.setToolTip(plain_tip(title))
        self.where.setText(where)
        self.setAccessibleName(self.tr("Key image: %1, %2").replace("%1", title).replace("%2", where))

    def show_key(self, key: KeyImage) -> None:
        """Takes a note that was changed elsewhere (undo)."""
        self.key = key
        if self.note.text() != key.note:
            self.note.setText(key.note)
            self.note.setCursorPosition(0)

    def set_picture(self, image: QImage) -> None:
        """Shows the small picture."""
        self.picture.setPixmap(QPixmap.fromImage(image))

    def _tell_note(self) -> None:
        if self.note.text() != self.key.note:
            self.noted.emit(self.key.id, self.note.text())
