"""The commands for files of measurements, key images and RECIST, as data."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from medviewer.ui.actions.action_row import ActionRow

R = ActionRow

MARK_FILES = (
    R("keys.toggle", "Key image", "K", "Keep the slice in the view as a key image, or let it go",
      "mdi6.key-outline", "Measure", "keys.toggle", needs="image", separator=True),
    R("recist.show", "RECIST table", "Ctrl+Shift+T", "Target lesions, their sums and responses over time",
      "mdi6.table-large", "Measure", "recist.show", needs="image"),
    R("marks.open", "Open measurements…", "Ctrl+Alt+G",
      "Lay measurements and key images of a file over the open study", "mdi6.folder-arrow-down-outline",
      "Measure", "mark_files.open", needs="image", separator=True),
    R("marks.save", "Save measurements…", "Ctrl+Alt+M",
      "Save all measurements as DICOM structured report, JSON or table", "mdi6.content-save-edit-outline",
      "Measure", "mark_files.save", needs="image"),
    R("marks.save_state", "Save as presentation state…", "",
      "Save window, turning and the measurements on slices, for other viewers to draw",
      "mdi6.image-edit-outline", "Measure", "mark_files.save_state", needs="image"),
    R("marks.save_keys", "Save key images…", "", "Save the key images as a DICOM key object or JSON",
      "mdi6.key-arrow-right", "Measure", "mark_files.save_keys", needs="image"),
)  # fmt: skip

STEP_NAMES = (
    QT_TRANSLATE_NOOP("Undo", "Key image"),
    QT_TRANSLATE_NOOP("Undo", "Remove key image"),
    QT_TRANSLATE_NOOP("Undo", "Note on key image"),
    QT_TRANSLATE_NOOP("Undo", "Look of key image"),
    QT_TRANSLATE_NOOP("Undo", "Open measurements"),
    QT_TRANSLATE_NOOP("Undo", "Role of lesion"),
    QT_TRANSLATE_NOOP("Undo", "Number of lesion"),
)
"""What steps of undo are called, so that translators find it."""
