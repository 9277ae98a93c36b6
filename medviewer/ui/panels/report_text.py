"""What was found, missing, corrected and left out of a series, in one line."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QCoreApplication

from medviewer.core.series import LoadReport, SlicePositions, Verdict


def found_text(report: LoadReport) -> str:
    """E.g. ``"35 slices found, 2 missing, tilt of 18.5° corrected"``; "" where there is nothing to tell."""
    positions = report.positions
    parts = []
    if positions is not None and report.verdict in (Verdict.SHEARED, Verdict.GAPPED):
        count = len(positions.distances_mm)
        parts.append(_tr("%1 slices found").replace("%1", str(count)))
        if positions.missing:
            parts.append(_tr("%1 missing").replace("%1", str(positions.missing)))
        if positions.repeated:
            parts.append(_tr("%1 repeated").replace("%1", str(positions.repeated)))
        if report.verdict is Verdict.GAPPED and not positions.missing and not positions.repeated:
            parts.append(_apart(positions))
        if positions.tilt_degrees:
            parts.append(_tr("tilt of %1° corrected").replace("%1", f"{positions.tilt_degrees:.1f}"))
    if report.rejected:
        parts.append(left_out_text(len(report.rejected)))
    return ", ".join(parts)


def left_out_text(count: int) -> str:
    """How many files were left out."""
    if count == 1:
        return _tr("1 file left out")
    return _tr("%1 files left out").replace("%1", f"{count:,}")


def _apart(positions: SlicePositions) -> str:
    """How uneven the distances of neighbours are."""
    apart = [after - before for before, after in pairwise(positions.distances_mm)]
    words = _tr("%1 to %2 mm apart").replace("%1", f"{min(apart):.4g}")
    return words.replace("%2", f"{max(apart):.4g}")


def _tr(text: str) -> str:
    return QCoreApplication.translate("ReportText", text)
