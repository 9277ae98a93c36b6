"""What went wrong, in lines over the upper edge of the views. Nothing modal, nothing lost, nothing moves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.parts.said import said

_MOST = 4


class Message(QFrame):
    """One sentence with a close button and, where there is one, a button for more."""

    closed = Signal(object)

    def __init__(
        self,
        text: str,
        severity: str,
        more_text: str,
        more: Callable[[], None] | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self.setProperty("severity", severity)
        self.more_button: QPushButton | None = None
        self.label = PlainLabel(said(text), wrap=True)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)  # as high as the lines that its words need
        self.label.setSizePolicy(policy)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.addWidget(self.label, 1)
        self.buttons: list[QPushButton] = []
        if more is not None:
            self.more_button = self.add_button(more_text, more)
        self.close_button = QToolButton()
        self.close_button.setText("✕")
        self.close_button.setToolTip(self.tr("Close this message"))
        self.close_button.setAccessibleName(self.tr("Close this message"))
        self.close_button.clicked.connect(lambda: self.closed.emit(self))
        row.addWidget(self.close_button)

    def add_button(self, text: str, act: Callable[[], None]) -> QPushButton:
        """A button behind the sentence and the buttons that are there."""
        button = QPushButton(text)
        button.clicked.connect(lambda: act())
        self.buttons.append(button)
        self._row.insertWidget(len(self.buttons), button)
        return button


class MessageBar(QWidget):
    """Messages on top of each other, newest last, at most four.

    They lie over the upper edge of a widget: what is below them stays where it is, whatever comes or goes.

    Parameters
    ----------
    below
        The widget whose upper edge they lie over, a neighbour of theirs.
    """

    def __init__(self, below: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._below = below
        if below is not None:
            below.installEventFilter(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)
        self.setAutoFillBackground(True)  # no picture shines through between two messages
        self._messages: list[Message] = []
        self.setVisible(False)

    @property
    def texts(self) -> tuple[str, ...]:
        """The sentences on show."""
        return tuple(message.label.text() for message in self._messages)

    def show_message(
        self,
        text: str,
        severity: str = "error",
        more_text: str = "",
        more: Callable[[], None] | None = None,
    ) -> None:
        """Shows a sentence; one that is already on show is not repeated."""
        if said(text) not in self.texts:
            self._add(Message(text, severity, more_text, more))

    def ask(self, text: str, button_text: str, act: Callable[[], None]) -> None:
        """Shows a sentence with a button that carries something out once; closing it is a no."""
        for message in tuple(self._messages):
            if message.label.text() == said(text):
                self.remove(message)

        def act_once() -> None:
            self.remove(message)
            act()

        message = Message(text, "warning", button_text, act_once)
        self._add(message)

    def ask_among(self, text: str, choices: Sequence[tuple[str, Callable[[], None]]]) -> Message:
        """Shows a sentence with a button for each answer; any of them takes it away, closing it is none."""
        message = Message(text, "warning", "", None)

        def answer(act: Callable[[], None]) -> None:
            self.remove(message)
            act()

        for button_text, act in choices:
            message.add_button(button_text, partial(answer, act))
        self._add(message)
        return message

    def _add(self, message: Message) -> None:
        message.closed.connect(self.remove)
        self._messages.append(message)
        self._column.addWidget(message)
        if len(self._messages) > _MOST:
            before = self._messages[:-1]
            # A question waits for its answer as long as anything else can go.
            self.remove(next((one for one in before if not one.buttons), before[0]))
        self.setVisible(True)
        self.place()
        self.raise_()

    def place(self) -> None:
        """Takes its place, as high as its messages need."""
        if self._below is not None and self._messages:
            at, width = self._below.pos(), self._below.width()
            needed = self._column.heightForWidth(width) if self._column.hasHeightForWidth() else -1
            self.setGeometry(at.x(), at.y(), width, max(needed, self._column.minimumSize().height()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self.place()
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.place()
        return super().event(event)

    def remove(self, message: Message) -> None:
        """Takes one message away."""
        if message in self._messages:
            self._messages.remove(message)
            self._column.removeWidget(message)
            message.hide()
            message.deleteLater()
        self.setVisible(bool(self._messages))

    def clear(self) -> None:
        """Takes all messages away."""
        for message in tuple(self._messages):
            self.remove(message)
