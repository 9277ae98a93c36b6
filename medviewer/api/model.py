"""What a plugin implements."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol, runtime_checkable

from medviewer.api.model_info import ModelInfo
from medviewer.core.anomaly import AnomalyMap
from medviewer.core.classification import Classification
from medviewer.core.detections import Detections
from medviewer.core.landmarks import Landmarks
from medviewer.core.segmentation import Segmentation
from medviewer.core.volume import Volume

Result = Segmentation | Classification | Detections | Volume | Landmarks | AnomalyMap


class Report(Protocol):
    """Tells how far the work is; raises `Cancelled` if the user asked to stop."""

    def __call__(self, fraction: float, message: str = "") -> None: ...


class Model(Protocol):
    """A model.

    Constructed as ``Class(info, folder)`` in the model host, at its first run: ``info`` is what its
    ``plugin.toml`` says and ``folder`` is where that file, the weights and the card lie.

    ``predict`` gives its result on the grid of ``volume`` (heat maps may have a grid of their own),
    calls ``report`` often enough that a cancel is felt within a second, and never changes the
    volume's voxels. It raises `ModelError` with one sentence if it cannot answer.
    """

    info: ModelInfo

    def __init__(self, info: ModelInfo, folder: Path) -> None: ...

    def load(self, device: str) -> None:
        """Reads the weights onto a torch device name such as ``"cpu"`` or ``"cuda:0"``."""

    def predict(self, volume: Volume, params: Mapping[str, str], report: Report) -> Result: ...


@runtime_checkable
class ChannelModel(Protocol):
    """A model that takes several images of one patient; ``info.contract.channels`` names their roles."""

    def predict_channels(
        self, volumes: Mapping[str, Volume], params: Mapping[str, str], report: Report
    ) -> Result:
        """As `Model.predict`; ``volumes`` by role, the first of them giving the result's grid.

        They need not lie on one grid: the model brings the others onto the first one's.
        """
