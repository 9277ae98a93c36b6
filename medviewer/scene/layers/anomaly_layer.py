"""An anomaly map over its image."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from medviewer.core.anomaly import AnomalyMap
from medviewer.scene.layers.layers import FileForm, ResultLayer


@dataclass(eq=False, kw_only=True)
class AnomalyLayer(ResultLayer):
    """Where an image is unlike what a model knows.

    The colours reach from an error of 0 to the map's ``full_scale``; it is drawn where the error is at
    least the part ``threshold`` (0..1) of that.
    """

    file_form: ClassVar[FileForm] = "image"

    anomaly: AnomalyMap
    opacity: float = 0.5
    threshold: float = 0.2
