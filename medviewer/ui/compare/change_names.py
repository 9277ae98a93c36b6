"""What the table of changes calls a mark and its figures."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from medviewer.core.mark import Mark
from medviewer.ui.marks.mark_words import mark_name
from medviewer.ui.recist.recist_words import role_text


def name_of_mark(mark: Mark) -> str:
    """A lesion by its role and number, any other mark by its name or its kind."""
    if mark.lesion and mark.role and not mark.label:
        return f"{role_text(mark.role)} {mark.lesion}"
    return mark_name(mark)


def part_name(part: str) -> str:
    """A figure that a mark has beside its main one."""
    names = {"short": _tr("short axis"), "area": _tr("area"), "volume": _tr("volume"), "mean": _tr("mean")}
    return names[part]


def _tr(text: str) -> str:
    return QCoreApplication.translate("ChangeNames", text)
