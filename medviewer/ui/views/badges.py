"""The marks that a picture carries so that nobody takes it for more than it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication

from medviewer.core.series import LoadReport, Verdict
from medviewer.core.volume import Stack, Volume
from medviewer.scene.images.arriving_slices import ArrivingSlices
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.layers.layers import ResultLayer
from medviewer.scene.scene import Scene
from medviewer.scene.views.plan_slice import is_neurological, is_tilted, shown_slab_mm
from medviewer.scene.views.sync_views import hand_links
from medviewer.scene.views.viewport import Viewport
from medviewer.ui.parts.said import said

# Several images of other modalities are films and views, which nobody expects to be a volume.
_OF_VOLUMES = frozenset({"CT", "MR", "PT", ""})

LeadsTo = Literal["", "report", "acquired", "presentation"]


@dataclass(frozen=True)
class Badge:
    """A mark. ``tip`` says more; a click leads to the load report, exchanges true and resampled slices, or
    takes a presentation state off."""

    text: str
    leads_to: LeadsTo = "report"
    tip: str = ""
    is_ai: bool = False


def report_badges(report: LoadReport, is_stack: bool) -> tuple[Badge, ...]:
    """Badges that follow from how a series was read; ``is_stack`` if it is several slices but no volume."""
    badges = list(_slice_badges(report, is_corrected=not is_stack))
    if report.verdict is Verdict.REFUSED:
        badges.append(Badge(_tr("REFUSED")))
    elif is_stack:
        badges.append(Badge(_tr("STACK ONLY")))
    return tuple(badges)


def image_badges(layer: ImageLayer, by_hand: bool = False) -> tuple[Badge, ...]:
    """Badges of an image on screen: compression with loss, how it was read, where its size comes from.

    ``by_hand``: a known length that the reader drew says how large its pixels are.
    """
    shown, report = layer.shown, layer.image.report
    badges = []
    if layer.image.info.lossy:
        badges.append(Badge(layer.image.info.lossy, tip=_tr("The picture was compressed with loss.")))
    if layer.acquired is None:
        badges += report_badges(report, _is_stack(shown))
        resampled = (problem for problem in report.problems if problem.code == "RESAMPLED")
        badges += [Badge(_tr("RESAMPLED"), tip=problem.message) for problem in resampled]
    else:
        badges += [*_slice_badges(report, not layer.shows_acquired), _switch_badge(layer.shows_acquired)]
    if by_hand:
        tip = _tr("A known length on this image says how large its pixels are.")
        badges.append(Badge(_tr("CALIBRATED BY HAND"), "", tip))
    elif shown.spacing_source == "unknown":
        badges.append(
            Badge(_tr("SPACING UNKNOWN"), tip=_tr("The file gives no size; lengths are in pixels."))
        )
    elif shown.spacing_source == "detector":
        tip = _tr("The size is the one at the detector; what lies before it is smaller.")
        badges.append(Badge(_tr("DETECTOR SPACING"), tip=tip))
    return tuple(badges)


def reading_badge(arriving: ArrivingSlices) -> Badge:
    """Says that an image is not all there."""
    return Badge(_tr("READING %1 %").replace("%1", str(arriving.percent)), "")


def result_badges(scene: Scene, layer: ImageLayer) -> tuple[Badge, ...]:
    """One badge for each result of a model that shows and is not yet reviewed."""
    return badges_of([result for result in scene.results_shown_on(layer) if result.visible])


def view_badges(scene: Scene, viewport: Viewport) -> tuple[Badge, ...]:
    """How a view departs from the slices of its image: turned planes, and planes put together."""
    badges = []
    if is_neurological(scene, viewport):
        tip = _tr("The patient's left is on the left of the picture, as chosen in the settings.")
        badges.append(Badge(_tr("NEUROLOGICAL, LEFT IS LEFT"), "", tip))
    if is_tilted(scene, viewport):
        badges.append(Badge(_tr("OBLIQUE"), "", _tr("The planes are turned; Backspace makes them straight.")))
    if shown_slab_mm(scene, viewport) > 0:
        name = {"max": _tr("MIP"), "min": _tr("MinIP"), "mean": _tr("MEAN")}[viewport.slab_mode]
        tip = _tr("The greatest, least or mean value over this thickness; Ctrl+Up and Ctrl+Down change it.")
        badges.append(Badge(f"{name} {viewport.slab_mm:g} mm", "", tip))
    image = scene.image_in(viewport)
    if image is not None and viewport.has_own_image and hand_links(scene, image):
        tip = _tr("It scrolls with another series; Shift+J unlinks.")
        badges.append(Badge(_tr("LINKED BY HAND"), "", tip))
    return tuple(badges)


def badges_of(results: Sequence[ResultLayer]) -> tuple[Badge, ...]:
    """One badge for each of these that a model made and that is not yet reviewed."""
    badges = []
    for result in results:
        if result.is_from_model and not result.review.is_settled:
            name = result.provenance.model_name if result.provenance else result.name
            waits = result.review.state == "to_edit"
            said = _tr("AI (%1, to be edited)") if waits else _tr("AI (%1, not yet reviewed)")
            text = said.replace("%1", name or result.name)
            badge = Badge(text, "", is_ai=True)
            if badge not in badges:
                badges.append(badge)
    return tuple(badges)


def _slice_badges(report: LoadReport, is_corrected: bool) -> tuple[Badge, ...]:
    """Tilt, gaps and repeated slices, with how much; a stack has no places that could be wrong."""
    if report.verdict is Verdict.STACK:
        return ()
    told = {problem.code: said(problem.message) for problem in report.problems}
    positions = report.positions
    badges = []
    if report.verdict is Verdict.SHEARED or "TILT" in told:
        degrees = "" if positions is None else f"{positions.tilt_degrees:.1f}°"
        corrected = _tr("corrected") if is_corrected else ""
        text = " ".join(part for part in (_tr("TILT"), degrees, corrected) if part)
        badges.append(Badge(text, tip=told.get("TILT", "")))
    missing, repeated = (0, 0) if positions is None else (positions.missing, positions.repeated)
    if missing:
        badges.append(Badge(_counted(_tr("GAP"), missing), tip=told.get("GAP", "")))
    if repeated:
        badges.append(Badge(_counted(_tr("REPEATED"), repeated), tip=told.get("DUPLICATE", "")))
    if report.verdict is Verdict.GAPPED and not missing and not repeated:
        badges.append(Badge(_tr("UNEVEN SLICES"), tip=told.get("UNEVEN", told.get("GAP", ""))))
    return tuple(badges)


def _switch_badge(shows_acquired: bool) -> Badge:
    """Says which of true and resampled slices are shown, and leads to the others."""
    if shows_acquired:
        return Badge(_tr("ACQUIRED SLICES"), "acquired", _tr("Click to show the resampled volume (Shift+A)."))
    tip = _tr("Click to show the slices as they were acquired (Shift+A).")
    return Badge(_tr("RESAMPLED"), "acquired", tip)


def lacks_a_volume(report: LoadReport, modality: str, slices: int) -> bool:
    """Whether one would expect a volume of these slices that are none: not of the frames of a film."""
    positions = report.positions
    is_film = positions is not None and positions.distances_mm[-1] <= 0.0  # all of one and the same plane
    return slices > 1 and not is_film and modality in _OF_VOLUMES


def _is_stack(shown: Volume | Stack) -> bool:
    if not isinstance(shown, Stack) or shown.frame_time_ms is not None:
        return False
    return lacks_a_volume(shown.report, shown.info.modality, len(shown))


def _counted(name: str, slices: int) -> str:
    words = _tr("%1 1 slice") if slices == 1 else _tr("%1 %2 slices")
    return words.replace("%1", name).replace("%2", str(slices))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Badges", text)
