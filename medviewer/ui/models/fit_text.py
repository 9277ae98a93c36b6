"""How well a model fits, in words and in a colour."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from medviewer.session.model_fit import Fit
from medviewer.ui.parts.said import said

ROLES = {"fits": "good", "resampled": "good", "needs": "warning", "blocked": "muted", "unknown": "muted"}
"""The look of each kind; no colour stands alone, the words say the same."""


def fit_text(fit: Fit | None, hint: str = "") -> str:
    """One line: fits, fits after resampling, needs T2 and FLAIR, does not fit because ..."""
    if fit is None:
        return hint or _tr("Checking…")
    if fit.can_run:
        resampled = _tr("Fits after resampling from %1").replace("%1", said(fit.resampling))
        text = resampled if fit.kind == "resampled" else _tr("Fits this series")
        return f"{text}, {_tr('but:')}" if _is_doubtful(fit) else text
    if fit.kind == "needs":
        return _tr("Needs %1").replace("%1", _and(fit.reasons))
    if fit.kind == "blocked":
        return _tr("Does not fit: %1").replace("%1", " ".join(said(reason) for reason in fit.reasons))
    return hint


def fit_role(fit: Fit | None) -> str:
    """The look of the line; what fits with a warning is not green."""
    if fit is None:
        return "muted"
    return "warning" if fit.can_run and _is_doubtful(fit) else ROLES[fit.kind]


def _is_doubtful(fit: Fit) -> bool:
    return bool(fit.warnings or fit.needs_agreement)


def task_text(task: str) -> str:
    """What a model does, in words."""
    return {
        "segmentation": _tr("Segmentation"),
        "classification": _tr("Classification"),
        "detection": _tr("Detection"),
        "image": _tr("Image to image"),
        "sequence": _tr("Sequence"),
        "anomaly": _tr("Anomaly"),
        "landmarks": _tr("Landmarks"),
    }.get(task, task)


def _and(names: tuple[str, ...]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _tr("%1 and %2").replace("%1", ", ".join(names[:-1])).replace("%2", names[-1])


def _tr(text: str) -> str:
    return QCoreApplication.translate("FitText", text)
