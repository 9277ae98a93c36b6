"""The commands of the Edit menu, and those for sessions, as data."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from medviewer.ui.actions.action_row import ActionRow

R = ActionRow

UNDO = (
    R("edit.undo", "Undo", "Ctrl+Z", "Take back the last change", "mdi6.undo", "Edit", "edit.undo",
      needs="undo"),
    R("edit.redo", "Redo", "Ctrl+Shift+Z", "Do again what was taken back", "mdi6.redo", "Edit", "edit.redo",
      needs="redo"),
)  # fmt: skip

SESSION = (
    R("session.open", "Open session…", "Ctrl+Alt+O",
      "Open a saved session: images, marks, results and how all was arranged", "mdi6.folder-clock-outline",
      "File", "safety.open_session", separator=True),
    R("session.save", "Save session…", "Ctrl+Alt+S",
      "Save marks, key images, results and how all is arranged in one file", "mdi6.content-save-all-outline",
      "File", "safety.save_session", needs="image"),
)  # fmt: skip

STEP_NAMES = (
    QT_TRANSLATE_NOOP("Undo", "Accept result"),
    QT_TRANSLATE_NOOP("Undo", "Edit result later"),
    QT_TRANSLATE_NOOP("Undo", "Edit result"),
    QT_TRANSLATE_NOOP("Undo", "Reject result"),
    QT_TRANSLATE_NOOP("Undo", "Review again"),
    QT_TRANSLATE_NOOP("Undo", "Close result"),
    QT_TRANSLATE_NOOP("Undo", "Restore work"),
    QT_TRANSLATE_NOOP("Undo", "Layout"),
    QT_TRANSLATE_NOOP("Undo", "Reset view"),
    QT_TRANSLATE_NOOP("Undo", "Flip"),
    QT_TRANSLATE_NOOP("Undo", "Mirror"),
    QT_TRANSLATE_NOOP("Undo", "Turn"),
    QT_TRANSLATE_NOOP("Undo", "Align to the patient"),
    QT_TRANSLATE_NOOP("Undo", "Window"),
    QT_TRANSLATE_NOOP("Undo", "Automatic window"),
    QT_TRANSLATE_NOOP("Undo", "Window of the file"),
    QT_TRANSLATE_NOOP("Undo", "Invert"),
)
"""What steps are called, so that translators find it. Dragging a window or the zoom is no step: the hand
that dragged drags back, and a step for each drag would bury the marks that are to be taken back."""
