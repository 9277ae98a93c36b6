"""Which page of the help speaks of which part of the window."""

from __future__ import annotations

from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QWidget

START = "start"
TOPICS: dict[str, str] = {
    "SeriesPanel": "series",
    "LayersPanel": "layers",
    "SegmentsPanel": "segments",
    "ContoursPanel": "segments",
    "FindingsPanel": "findings",
    "ReviewBar": "findings",
    "MarkPanel": "measuring",
    "KeyPanel": "measuring",
    "ComparePanel": "compare",
    "ReportPageView": "report",
    "RecistPage": "measuring",
    "ModelsPanel": "models",
    "JobsPanel": "jobs",
    "HistoryPanel": "jobs",
    "LoadReportPanel": "load-report",
    "TimeBar": "time",
    "SliceView": "views",
    "VolumeView": "3d",
    "ViewGrid": "views",
    "CompareView": "findings",
    "SettingsPage": "settings",
    "KeysPage": "keys",
    "DoctorPage": "doctor",
    "Palette": "palette",
    "ConsolePanel": "console",
    "ToolBar": "tools",
    "StatusLine": "tools",
    "PatientBanner": "start",
}
"""The page by the class of a widget; whatever lies inside it has the same page."""


def topic_of(widget: QWidget | None) -> str:
    """The page on a widget or on what it lies in; "" if none speaks of it."""
    while widget is not None:
        named = widget.property("help")
        if isinstance(named, str) and named:
            return named
        for kind in type(widget).__mro__:
            if kind.__name__ in TOPICS:
                return TOPICS[kind.__name__]
        # The title of a fold section speaks of what is in it.
        content = getattr(widget, "content", None)
        if isinstance(content, QWidget) and type(content).__name__ in TOPICS:
            return TOPICS[type(content).__name__]
        widget = widget.parentWidget()
    return ""


def topic_at(window: QWidget, focused: QWidget | None) -> str:
    """The page on what is under the mouse, else on what has the focus, else the first page."""
    under = window.childAt(window.mapFromGlobal(QCursor.pos())) if window.underMouse() else None
    return topic_of(under) or topic_of(focused) or START
