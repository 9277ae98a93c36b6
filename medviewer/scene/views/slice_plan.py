"""SlicePlan: everything a renderer must know to make one picture, frozen.

Two plans are equal exactly when they give the same picture; volumes compare by identity.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from medviewer.core.palette import GREY
from medviewer.core.presentation_state import ModalityStep
from medviewer.core.segmentation import Color, Segmentation
from medviewer.core.shutter import Shutter
from medviewer.core.surface_mesh import SurfaceMesh
from medviewer.core.voi_lut import VoiLut
from medviewer.core.volume import Volume
from medviewer.core.window_level import WindowLevel
from medviewer.scene.views.over_image import FusionPlan
from medviewer.scene.views.plane_view import PlaneView
from medviewer.scene.volume.volume_look import CropBox, Keep, Lighting

Interpolation = Literal["nearest", "linear", "cubic"]
SlabMode = Literal["mean", "max", "min"]


@dataclass(frozen=True)
class SegmentStyle:
    """How one segment is drawn: opacity 0..1; 0 hides it (fill and outline)."""

    number: int
    color: Color
    opacity: float = 1.0


@dataclass(frozen=True)
class LabelPlan:
    """A segmentation blended over the picture: ``fill`` is the opacity of areas, 0..1."""

    segmentation: Segmentation
    styles: tuple[SegmentStyle, ...]
    fill: float = 0.35
    outline: bool = True


@dataclass(frozen=True)
class HeatPlan:
    """A heat map blended over the picture; its colours reach from 0 to ``full_scale``.

    It is drawn where it is at least ``threshold`` times that, in the table that ``colors`` names; with
    ``lines`` as lines of equal heat.
    """

    volume: Volume
    opacity: float = 0.5
    threshold: float = 0.2
    full_scale: float = 1.0
    colors: str = "inferno"
    lines: bool = False


@dataclass(frozen=True)
class OverPlan:
    """An image that stands in the place of the picture's own; below an opacity of 1 that shines through."""

    volume: Volume
    window: WindowLevel
    opacity: float = 1.0


@dataclass(frozen=True)
class SlicePlan:
    """One picture of one plane. ``inverted`` shows low values white, whatever the reason.

    ``voi_lut`` stands for the window where it is not None. ``modality`` changes the values before it,
    ``presentation_lut`` the grey after it; ``shutter`` hides what a presentation state hides. ``palette``
    paints the grey in colours; what has colours of its own keeps them. ``draft`` asks for speed over quality
    where a picture takes long, while the hand moves it.
    """

    image: Volume
    plane: PlaneView
    window: WindowLevel
    inverted: bool = False
    interpolation: Interpolation = "linear"
    slab_mm: float = 0.0
    slab_mode: SlabMode = "mean"
    labels: tuple[LabelPlan, ...] = ()
    heats: tuple[HeatPlan, ...] = ()
    voi_lut: VoiLut | None = None
    modality: ModalityStep | None = None
    presentation_lut: VoiLut | None = None
    shutter: Shutter | None = None
    over: OverPlan | None = None
    palette: str = GREY
    fusion: FusionPlan | None = None
    draft: bool = False


@dataclass(frozen=True)
class Camera:
    """Where a 3D view looks from. Angles in degrees; azimuth 0 looks from the patient's front.

    Azimuth grows towards the patient's left, elevation towards the head; ``zoom`` 1 fits the volume.
    ``pan`` moves the picture to the right and down by parts of its height.
    """

    azimuth: float = 0.0
    elevation: float = 0.0
    zoom: float = 1.0
    pan: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True)
class CutPlan:
    """Only what lies inside (or outside) some segments of a segmentation is shown."""

    segmentation: Segmentation
    numbers: tuple[int, ...]
    keep: Keep = "inside"


@dataclass(frozen=True)
class SurfacePlan:
    """The surface of a segment; ``coarse`` is drawn in drafts. Below an opacity of 1 light shines through."""

    fine: SurfaceMesh
    coarse: SurfaceMesh
    color: Color
    opacity: float = 1.0


@dataclass(frozen=True)
class VolumePlan:
    """One 3D picture. ``preset`` names a transfer function; ``draft`` asks for speed over quality.

    ``crop`` is in indices of the image. ``surfaces`` lie in a body of glass, without ``has_body`` in air.
    ``finest`` is for pictures that are kept: every pixel of their size is cast. ``table`` hides the table.
    ``fusion`` glows in the body; ``palette`` paints the greatest values of rays.
    """

    image: Volume
    camera: Camera
    size_px: tuple[int, int]
    preset: str
    labels: tuple[LabelPlan, ...] = ()
    draft: bool = False
    heats: tuple[HeatPlan, ...] = ()
    lighting: Lighting = field(default=Lighting())
    crop: CropBox | None = None
    cut: CutPlan | None = None
    surfaces: tuple[SurfacePlan, ...] = ()
    has_body: bool = True
    finest: bool = False
    table: CutPlan | None = None
    fusion: FusionPlan | None = None
    palette: str = GREY
