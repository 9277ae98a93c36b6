"""Small marks on a model: pack or code, legacy, who signed it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel

from medviewer.inference.discover import PluginRecord
from medviewer.ui.parts.plain_label import PlainLabel
from medviewer.ui.parts.plain_tip import plain_tip


def model_badges(record: PluginRecord, legacy: str = "", signer: str = "") -> tuple[QLabel, ...]:
    """The marks of a model, in order; a tip explains each."""
    marks = [_kind_mark(record)]
    if legacy:
        marks.append((_tr("LEGACY"), "badge-warning", legacy))
    if signer:
        tip = _tr("Signed with the clinic's key %1").replace("%1", signer)
        marks.append((_tr("SIGNED"), "badge-plain", tip))
    return tuple(_badge(*mark) for mark in marks)


def _kind_mark(record: PluginRecord) -> tuple[str, str, str]:
    if record.kind == "pack":
        return _tr("PACK"), "badge-plain", _tr("Weights and a description; nothing of it is executed.")
    if record.source == "bundled":
        return _tr("BUNDLED"), "badge-plain", _tr("Comes with the program; its code was reviewed with it.")
    tip = _tr("Python code that runs in the model process; only what an administrator allowed is listed.")
    return _tr("PYTHON CODE"), "badge-warning", tip


def _badge(text: str, role: str, tip: str) -> QLabel:
    label = PlainLabel(text, role=role)
    label.setToolTip(plain_tip(tip))
    return label


def _tr(text: str) -> str:
    return QCoreApplication.translate("ModelBadges", text)
