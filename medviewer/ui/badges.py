"""The marks that a picture carries so that nobody takes it for more than it is."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from medviewer.core.series import LoadReport, Verdict
from medviewer.core.volume import Stack, Volume
from medviewer.scene.arriving_slices import ArrivingSlices
from medviewer.scene.image_layer import ImageLayer
from medviewer.scene.scene import Scene


def report_badges(report: LoadReport, is_stack: bool) -> tuple[str, ...]:
    """Badges that follow from how a series was read; ``is_stack`` if it is several slices but no volume."""
    badges = []
    codes = {problem.code: problem.message for problem in report.problems}
    if "TILT" in codes:
        degrees = re.search(r"\d+(\.\d+)? degrees", codes["TILT"])
        tilt = _tr("TILT %1").replace("%1", degrees[0].replace(" degrees", "°") if degrees else "").strip()
        badges.append(tilt if is_stack else f"{tilt} {_tr('corrected')}")
    if report.verdict is Verdict.GAPPED or "GAP" in codes:
        badges.append(_tr("GAP"))
    if report.verdict is Verdict.REFUSED:
        badges.append(_tr("REFUSED"))
    elif is_stack:
        badges.append(_tr("STACK ONLY"))
    if "RESAMPLED" in codes:
        badges.append(_tr("RESAMPLED"))
    return tuple(badges)


def image_badges(image: Volume | Stack) -> tuple[str, ...]:
    """Badges of an image: how it was read, compression with loss, unknown size."""
    badges = list(report_badges(image.report, isinstance(image, Stack) and len(image) > 1))
    if image.info.lossy:
        badges.insert(0, _tr("LOSSY %1").replace("%1", image.info.lossy))
    if image.spacing_source == "unknown":
        badges.append(_tr("SPACING UNKNOWN"))
    return tuple(badges)


def reading_badge(arriving: ArrivingSlices) -> str:
    """Says that an image is not all there."""
    return _tr("READING %1 %").replace("%1", str(arriving.percent))


def result_badges(scene: Scene, layer: ImageLayer) -> tuple[str, ...]:
    """One badge for each result of a model that shows and is not yet reviewed."""
    badges = []
    for result in scene.results_shown_on(layer):
        if result.visible and result.is_from_model and result.review == "unreviewed":
            name = result.provenance.model_name if result.provenance else result.name
            text = _tr("AI (%1, not yet reviewed)").replace("%1", name or result.name)
            if text not in badges:
                badges.append(text)
    return tuple(badges)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Badges", text)
