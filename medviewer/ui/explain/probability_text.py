"""How honest a probability is, and what its threshold is good for, in one line."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from medviewer.core.classification import Finding


def probability_text(finding: Finding) -> str:
    """E.g. ``0.83 (calibrated, ECE 0.03 on 400 cases); operating point screening 0.31: ...``.

    A probability that was not calibrated says so.
    """
    calibration = finding.calibration or _tr("not calibrated")
    text = f"{finding.probability:.2f} ({calibration})"
    name = _tr("operating point %1").replace("%1", finding.operating_point)
    point = name if finding.operating_point else _tr("threshold")
    text += f"; {point} {finding.threshold:.2f}"
    measured = [
        f"{word} {value:.2f}"
        for word, value in (
            (_tr("sensitivity"), finding.sensitivity),
            (_tr("specificity"), finding.specificity),
        )
        if value is not None
    ]
    return f"{text}: {' '.join(measured)}" if measured else text


def _tr(text: str) -> str:
    return QCoreApplication.translate("ProbabilityText", text)
