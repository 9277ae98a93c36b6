"""How another image is laid over one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

OverWay = Literal["blend", "checkerboard", "swipe", "difference"]


@dataclass(frozen=True)
class OverImage:
    """What a reader wants to see over an image.

    Parameters
    ----------
    image_id
        The layer that lies over it.
    way
        ``"blend"`` in colours that shine through, ``"checkerboard"`` by squares, ``"swipe"`` to the right of
        an edge, ``"difference"`` its values minus those of the image.
    opacity
        Of a blend, 0..1.
    split
        Of a swipe, where the edge lies: 0 left to 1 right in the picture.
    """

    image_id: str
    way: OverWay = "blend"
    opacity: float = 0.5
    split: float = 0.5
