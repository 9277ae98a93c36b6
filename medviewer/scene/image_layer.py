"""An image on screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar
from uuid import uuid4

from psygnal import SignalGroupDescriptor

from medviewer.core.geometry import Geometry
from medviewer.core.volume import Stack, Volume, default_window
from medviewer.core.window_level import WindowLevel


def new_layer_id() -> str:
    """A name for a layer that no other layer has."""
    return uuid4().hex


@dataclass(eq=False)
class ImageLayer:
    """A volume or a stack on screen. ``events.<field>`` fires once for each real change of a field.

    Parameters
    ----------
    image
        What is shown; its voxels are never changed.
    window
        Which values become which grey, in the unit of the image.
    inverted
        Low values white; starts as the file asks (MONOCHROME1).
    id
        Stable while the layer lives; other layers refer to it.
    """

    events: ClassVar[SignalGroupDescriptor] = SignalGroupDescriptor()

    image: Volume | Stack
    window: WindowLevel
    name: str = ""
    inverted: bool = False
    visible: bool = True
    id: str = field(default_factory=new_layer_id)

    def __post_init__(self) -> None:
        image = self.image
        self._frames: tuple[Volume, ...] = (
            tuple(image.slice(n) for n in range(len(image))) if isinstance(image, Stack) else (image,)
        )

    @classmethod
    def of(cls, image: Volume | Stack, window: WindowLevel | None = None) -> ImageLayer:
        """A layer named after its series, with the given window or the image's own default."""
        name = image.info.description or image.info.modality or "Image"
        return cls(image, window or default_window(image), name=name, inverted=image.inverted)

    @property
    def is_flat(self) -> bool:
        """Whether there is nothing to cut: a stack, or one single slice (an X-ray)."""
        return isinstance(self.image, Stack) or self.image.geometry.shape_kji[0] == 1

    @property
    def geometry(self) -> Geometry:
        """The grid of a volume; of a stack, the plane of its first frame."""
        return self._frames[0].geometry

    def frame(self, number: int) -> Volume:
        """Frame ``number`` of a stack (clamped), always the same object; a volume is its own frame."""
        return self._frames[min(max(number, 0), len(self._frames) - 1)]

    @property
    def frame_count(self) -> int:
        return len(self._frames)
