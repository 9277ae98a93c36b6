"""Viewport: how one view looks at the scene."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Literal

from medviewer.scene.events import Events
from medviewer.scene.views.slice_plan import Camera, SlabMode

PlaneKind = Literal["axial", "sagittal", "coronal"]
ViewKind = Literal["axial", "sagittal", "coronal", "3d", "stack"]


@dataclass(eq=False)
class Viewport:
    """How one view looks at the active image. ``events.<field>`` fires once for each real change.

    Parameters
    ----------
    kind
        Which picture it shows; ``"stack"`` shows the frames of a stack (or one X-ray) as acquired.
    id
        Its name in layouts; that of its kind where there is one of each.
    image_id
        The image that it shows whatever is active: "" shows nothing yet. None follows the active image.
    awaits
        The id of the series that is being read for it, "" for none.
    plane_wanted
        What the reader (or a hanging rule) wants to see in it whatever comes; "" for the image's own plane.
    zoom
        1 fits the whole slice into the view, whatever its size.
    pan_mm
        How far the middle of the picture is moved from the middle of the volume along the plane's
        own right and down (before any turning or flipping), mm.
    fit_mm
        Width and height, along the rows and columns of the image, of what zoom 1 fits into the view;
        None for the whole slice.
    quarter_turns
        Turns of 90 degrees clockwise.
    mirrored, flipped
        Left and right exchanged; up and down exchanged (after turning).
    frame
        The frame of a stack, from 0.
    slab_mm, slab_mode
        Thickness that is projected into the picture; 0 shows one plane.
    camera
        Where a 3D view looks from.
    """

    events: ClassVar[Events] = Events()

    kind: ViewKind
    id: str = ""
    image_id: str | None = None
    awaits: str = ""
    plane_wanted: ViewKind | Literal[""] = ""
    zoom: float = 1.0
    pan_mm: tuple[float, float] = (0.0, 0.0)
    fit_mm: tuple[float, float] | None = None
    quarter_turns: int = 0
    mirrored: bool = False
    flipped: bool = False
    frame: int = 0
    slab_mm: float = 0.0
    slab_mode: SlabMode = "max"
    camera: Camera = field(default_factory=Camera)

    def __post_init__(self) -> None:
        self.id = self.id or self.kind

    @property
    def has_own_image(self) -> bool:
        """Whether it is a view of a grid, which shows an image of its own."""
        return self.image_id is not None

    def reset(self) -> None:
        """Back to the whole picture, unturned, of one plane; the slice stays."""
        self.slab_mm = 0.0
        self.zoom = 1.0
        self.pan_mm = (0.0, 0.0)
        self.fit_mm = None
        self.quarter_turns = 0
        self.mirrored = False
        self.flipped = False
        self.camera = Camera()
