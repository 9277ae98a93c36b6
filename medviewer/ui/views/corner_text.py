"""What stands in the four corners of a view, as lines of plain text; the first lines matter most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from medviewer.core.dicom_text import date_text, time_text
from medviewer.core.series import SeriesInfo
from medviewer.core.voi_lut import VoiLut
from medviewer.core.window_level import WindowLevel
from medviewer.scene.images.time_axis import TimeAxis
from medviewer.scene.views.navigate import Probe
from medviewer.ui.actions.tool_state import Information
from medviewer.ui.views.axis_text import axis_text, moment_text

if TYPE_CHECKING:
    from medviewer.core.measure import ScaleSource


@dataclass(frozen=True)
class Corners:
    """Lines of the four corners, the outermost first."""

    top_left: tuple[str, ...] = ()
    top_right: tuple[str, ...] = ()
    bottom_left: tuple[str, ...] = ()
    bottom_right: tuple[str, ...] = ()


@dataclass(frozen=True)
class ViewFacts:
    """What a view shows at this moment. ``zoom_percent`` is screen pixels per image pixel.

    ``is_as_acquired`` says that it shows the slices themselves: a thickness is theirs alone.
    """

    info: SeriesInfo
    window: WindowLevel
    unit: str
    zoom_percent: float
    place: tuple[int, int] | None
    location_mm: tuple[str, float] | None
    probe: Probe | None
    axis: TimeAxis | None = None
    voi_lut: VoiLut | None = None
    spacing_source: ScaleSource = "geometry"
    pixel_mm: float = 1.0
    is_as_acquired: bool = True
    is_true_size: bool = False


def corners(facts: ViewFacts, information: Information) -> Corners:
    """The lines that an information level asks for."""
    if information == "off":
        return Corners()
    state = _state_lines(facts)
    if information == "minimal":
        return Corners(bottom_left=state, bottom_right=_location(facts))
    full = information == "full"
    return Corners(
        top_left=_patient_lines(facts.info) if full else (),
        top_right=_study_lines(facts.info) if full else (),
        bottom_left=state,
        bottom_right=(*_location(facts), *_pixel_lines(facts), *_series_lines(facts)),
    )


def value_text(probe: Probe | None) -> str:
    """The value under the cursor with its unit."""
    if probe is None:
        return ""
    if probe.is_padding:
        return _tr("(no image here)")
    if probe.rgb is not None:
        return "R {} G {} B {}".format(*probe.rgb)
    unit = "SUVbw" if probe.unit == "SUV" else probe.unit or _tr("(no unit)")
    # Whole numbers are shown to the last digit, whatever their size.
    digits = f"{probe.value:.0f}" if probe.value.is_integer() else f"{probe.value:.5g}"
    return f"{digits} {unit}"


def _state_lines(facts: ViewFacts) -> tuple[str, ...]:
    lines = [_grey_text(facts)]
    if facts.place is not None:
        number, count = facts.place
        lines.append(_tr("Image %1 / %2").replace("%1", str(number)).replace("%2", str(count)))
    if facts.axis is not None and facts.axis.kind == "time":
        lines.append("   ".join(part for part in (axis_text(facts.axis), moment_text(facts.axis)) if part))
    zoom = _tr("Zoom %1 %").replace("%1", f"{facts.zoom_percent:.0f}")
    lines.append(f"{zoom}   1:1" if facts.is_true_size else zoom)
    value = value_text(facts.probe)
    return tuple([value, *lines] if value else lines)


def _grey_text(facts: ViewFacts) -> str:
    """The window, or the table that stands for it."""
    if facts.voi_lut is not None:
        return f"{_tr('Lookup table')} {facts.voi_lut.name}".rstrip()
    width, level = facts.window.width, facts.window.level
    # Of a wide window a part of a unit is no difference that an eye sees; the drag itself is not rounded.
    numbers = [str(round(value)) if width >= 100 else _short(value) for value in (width, level)]
    window = _tr("W %1  L %2").replace("%1", numbers[0]).replace("%2", numbers[1])
    return f"{window}   {facts.window.name}".rstrip()


def _short(value: float) -> str:
    """Four digits, and never an exponent where a whole number says it."""
    return f"{value:.0f}" if abs(value) >= 1000 else f"{value:.4g}"


def _pixel_lines(facts: ViewFacts) -> tuple[str, ...]:
    """How large a pixel is, where that does not come from the position of slices."""
    sources = {
        "region": _tr("Pixel %1 mm (region)"),
        "calibrated": _tr("Pixel %1 mm (calibrated)"),
        "by hand": _tr("Pixel %1 mm (calibrated by hand)"),
        "detector": _tr("Pixel %1 mm at the detector"),
    }
    if facts.spacing_source not in sources:
        return ()
    return (sources[facts.spacing_source].replace("%1", f"{facts.pixel_mm:.3g}"),)


def _location(facts: ViewFacts) -> tuple[str, ...]:
    if facts.location_mm is None:
        return ()
    letter, along = facts.location_mm
    return (f"{letter} {along:.1f} mm",)


def _patient_lines(info: SeriesInfo) -> tuple[str, ...]:
    study = info.study
    born = " ".join(part for part in (date_text(study.birth_date), study.sex) if part)
    return tuple(line for line in (study.patient_name, study.patient_id, born) if line)


def _study_lines(info: SeriesInfo) -> tuple[str, ...]:
    study = info.study
    when = " ".join(part for part in (date_text(study.study_date), time_text(study.study_time)) if part)
    lines = (study.institution, study.study_description, when, study.accession)
    return tuple(line for line in lines if line)


def _series_lines(facts: ViewFacts) -> tuple[str, ...]:
    info = facts.info
    named = " ".join(part for part in (f"#{info.number}" if info.number else "", info.description) if part)
    thickness = info.slice_thickness_mm if facts.is_as_acquired else None
    thick = "" if thickness is None else _tr("Thickness %1 mm").replace("%1", _short(thickness))
    return tuple(line for line in (thick, named) if line)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Corners", text)
