"""The line under the list of keys: press the new one, see whom it belongs to, give it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from medviewer.ui.comfort.shortcut_keys import ShortcutKeys
from medviewer.ui.parts.elided_label import ElidedLabel
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.parts.theme import ACCENT, BACKGROUND, BORDER

_LONE = (
    Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr,
    Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_unknown,
)  # fmt: skip


class KeyField(QPushButton):
    """Waits, once pressed, for one key with its modifiers; ``caught`` carries it, "" for none."""

    caught = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.waits = False
        self.setMinimumWidth(176)
        self.setStyleSheet(
            f"QPushButton {{ background: {BACKGROUND}; border: 1px solid {BORDER}; }}"
            f"QPushButton:focus {{ border-color: {ACCENT}; }}"
        )
        self.setToolTip(self.tr("Click, then press the new key"))
        self.setAccessibleName(self.tr("Key of the command"))
        self.clicked.connect(self.begin)

    def begin(self) -> None:
        """Waits for a key."""
        self.waits = True
        self.setText(self.tr("Press the new key…"))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_key(self, key: str) -> None:
        """Shows a key and waits no longer."""
        self.waits = False
        native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        self.setText(native or self.tr("No key"))

    def event(self, event: QEvent) -> bool:
        if self.waits and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._take(event)
                return True
        if self.waits and event.type() == QEvent.Type.FocusOut:
            self.waits = False
        return super().event(event)

    def _take(self, event: QKeyEvent) -> None:
        if event.key() in _LONE or event.isAutoRepeat():
            return
        self.waits = False
        self.caught.emit(key_of(event))


def key_of(event: QKeyEvent) -> str:
    """A key press in Qt's portable form; Shift is left out where it only makes another sign, as in "?"."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    text = event.text()
    makes_a_sign = len(text) == 1 and text.isprintable() and not text.isalnum() and not text.isspace()
    if makes_a_sign and modifiers == Qt.KeyboardModifier.ShiftModifier:
        modifiers = Qt.KeyboardModifier.NoModifier
    number = modifiers.value | event.key()
    return QKeySequence(number).toString(QKeySequence.SequenceFormat.PortableText)


class KeyEditor(QFrame):
    """Changes the key of the command that is chosen; says whom a key belongs to before it is taken."""

    import_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, keys: ShortcutKeys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._keys = keys
        self._action_id = ""
        self._wanted = ""
        self.name = ElidedLabel()
        self.field = KeyField()
        self.message = PlainLabel(role="muted", wrap=True)
        self.take = QPushButton(self.tr("Take it"))
        self.take.setToolTip(self.tr("Give this command the key; the other goes without"))
        self.none = QPushButton(self.tr("No key"))
        self.none.setToolTip(self.tr("This command has no key"))
        self.usual = QPushButton(self.tr("Usual key"))
        self.usual.setToolTip(self.tr("Give this command its usual key again"))
        self._build()
        self.field.caught.connect(self._try)
        self.take.clicked.connect(self._give)
        self.none.clicked.connect(lambda: self._change(""))
        self.usual.clicked.connect(self._reset)
        self.show_command("")

    def begin(self) -> None:
        """Waits for the key of the command that is chosen."""
        if self._action_id:
            self.field.begin()

    def show_command(self, action_id: str) -> None:
        """Speaks of another command from now on."""
        self._action_id = action_id
        self.say("")
        self.refresh()

    def refresh(self) -> None:
        """Shows the present key."""
        action_id = self._action_id
        row = next((row for row in self._keys.rows if row.id == action_id), None)
        self.name.setText(
            self.tr("Choose a command to change its key; Enter begins.")
            if row is None
            else QCoreApplication.translate("Actions", row.text)
        )
        self.field.show_key(self._keys.key(action_id) if row is not None else "")
        self.field.setEnabled(row is not None)
        self.none.setEnabled(row is not None and bool(self._keys.key(action_id)))
        self.usual.setEnabled(row is not None and not self._keys.is_usual(action_id))
        self.take.hide()

    def say(self, text: str, role: str = "muted") -> None:
        """One sentence under the field."""
        self.message.setProperty("role", role)
        self.message.style().polish(self.message)
        self.message.setText(text or self.tr("Keys count at once and are kept for the next start."))

    def _build(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.name, 1)
        for widget in (self.field, self.take, self.none, self.usual):
            first.addWidget(widget)
        second = QHBoxLayout()
        second.setSpacing(8)
        second.addWidget(self.message, 1)
        for text, tip, wish in (
            (self.tr("Import…"), self.tr("Take the keys of a file"), self.import_wanted.emit),
            (self.tr("Export…"), self.tr("Write all keys to a file"), self.export_wanted.emit),
            (self.tr("All usual"), self.tr("Give every command its usual key again"), self._keys.reset_all),
        ):
            button = QPushButton(text)
            button.setToolTip(tip)
            button.clicked.connect(wish)
            second.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(8)
        column.addLayout(first)
        column.addLayout(second)

    def _try(self, key: str) -> None:
        taken = self._keys.conflict(self._action_id, key)
        self._wanted = key
        self.field.show_key(key)
        if taken is None:
            self._change(key)
            return
        text = self.tr("%1 belongs to “%2”.").replace("%1", key).replace("%2", taken.name)
        self.say(text, "warning")
        self.take.setVisible(bool(taken.action_id))
        if taken.action_id:
            self.take.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.field.show_key(self._keys.key(self._action_id))

    def _give(self) -> None:
        self._change(self._wanted)

    def _change(self, key: str) -> None:
        self._keys.give(self._action_id, key)
        self.say("")
        self.refresh()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _reset(self) -> None:
        self._keys.reset(self._action_id)
        self.say("")
        self.refresh()
