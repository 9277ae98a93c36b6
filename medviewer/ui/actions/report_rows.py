"""The commands of the report, as data."""

from __future__ import annotations

from medviewer.ui.actions.action_row import ActionRow

R = ActionRow

REPORT = (
    R("report.show", "Report", "Ctrl+Shift+R", "Write, preview, save and print the report of this study",
      "mdi6.file-document-edit-outline", "File", "report.show", needs="image", separator=True),
)  # fmt: skip
