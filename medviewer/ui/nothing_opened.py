"""What the reader is told when a path holds nothing that can be shown."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from medviewer.core.series import Catalog
from medviewer.ui.parts.last_part import last_part
from medviewer.ui.parts.said import said


def nothing_text(catalog: Catalog) -> str:
    """The first reason and how many more there are; that there is no image where there is no reason."""
    tr = QCoreApplication.translate
    reasons = [said(problem.message) for entry in catalog.series for problem in entry.report.problems]
    reasons += [f"{last_part(one.file)}: {said(one.reason)}" for one in catalog.rejected]
    if not reasons:
        text = tr("StudyFlow", "There is no image in %1.")
        return text.replace("%1", last_part(catalog.source))
    more = tr("StudyFlow", " (and %1 more)").replace("%1", str(len(reasons) - 1))
    return reasons[0] + ("" if len(reasons) == 1 else more)
