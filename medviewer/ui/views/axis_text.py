"""Which of several pictures is on screen, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from medviewer.scene.images.time_axis import TimeAxis


def axis_text(axis: TimeAxis) -> str:
    """Number and count, e.g. ``"Time 3 / 24"``."""
    names = {"time": _tr("Time"), "frames": _tr("Frame"), "slices": _tr("Image")}
    return f"{names[axis.kind]} {axis.at + 1} / {axis.count}"


def moment_text(axis: TimeAxis) -> str:
    """The time of the picture on screen with its unit, "" where the file gives none."""
    if not axis.unit:
        return ""
    if axis.unit == "ms" and abs(axis.time) >= 10_000:
        return f"{axis.time / 1000.0:.4g} s"
    if axis.unit == "ms" and abs(axis.time) >= 10:
        return f"{axis.time:.0f} ms"
    return f"{axis.time:.5g} {axis.unit}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Axis", text)
