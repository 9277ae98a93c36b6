"""Left and right lung in CT: scan -> 3 mm grid -> 3D U-Net -> whole lungs -> outline on the scan's grid."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from lung_ct_body import FRAME, body_alone
from lung_ct_cleanup import LEFT, RIGHT, whole_lungs
from lung_ct_grid import NetworkGrid, missing_intercept_hu, to_network_grid
from lung_ct_network import load_network
from lung_ct_outline import Outline, draw_outline
from lung_ct_tiles import TileRun, run_tiles

from medviewer.api import ModelError, ModelInfo, Report, Segment, Segmentation, Volume, reorient

_DOWN, _NETWORK, _CLEANED = 0.1, 0.85, 0.9
"""Fractions of the whole work at which the scan is sampled, the network is done, the lungs are cleaned."""


class LungModel:
    """Segments the left lung (1) and the right lung (2).

    Parameters of `predict`: ``body``, ``cleanup`` and ``outline`` (``"on"`` or ``"off"``, all on) leave
    out a step, for measuring what it is worth.

    Attributes
    ----------
    last_run
        Tiles and seconds inside the network of the last `predict`; None before.
    """

    def __init__(self, info: ModelInfo, folder: Path) -> None:
        self.info = info
        self.folder = Path(folder)
        self.network: torch.nn.Module | None = None
        self.device = "cpu"
        self.last_run: TileRun | None = None

    @property
    def last_forward_seconds(self) -> float:
        """Sum of the network's forward passes in the last `predict`, seconds: what it cannot do without."""
        return 0.0 if self.last_run is None else self.last_run.forward_seconds

    def load(self, device: str) -> None:
        """Reads the weights onto a torch device such as ``"cpu"`` or ``"cuda:0"``."""
        self.device = device
        self.network = load_network(self.folder / self.info.weights, device)

    def predict(self, volume: Volume, params: Mapping[str, str], report: Report) -> Segmentation:
        """Label map on the grid of ``volume``; empty where there is no lung.

        Raises
        ------
        ModelError
            If the model has not been loaded.
        Cancelled
            By ``report``, called at each slab of slices and each tile.
        """
        if self.network is None:
            raise ModelError("The lung model has not been loaded; load it before running it.")
        voxels, geometry = reorient(volume.voxels, volume.geometry, "LPS")
        grid = NetworkGrid(geometry.shape_kji, geometry.spacing_ijk[::-1], missing_intercept_hu(voxels))
        labels = np.zeros(volume.geometry.shape_kji, dtype=np.uint8)
        labels_lps, _ = reorient(labels, volume.geometry, "LPS")

        hu = to_network_grid(voxels, grid, part(report, 0.0, _DOWN, "Sampling the scan"))
        body = torch.from_numpy(body_alone(hu.numpy()))
        finding = part(report, _DOWN, _NETWORK, "Finding the lungs")
        if params.get("body", "on") == "off":
            body, frame = hu, slice(None)
        else:
            frame = slice(FRAME, -FRAME)
        self.last_run = run_tiles(self.network, body, self.device, finding)
        probabilities = self.last_run.probabilities[:, :, frame, frame].numpy()
        coarse = self.coarse_lungs(probabilities, hu.numpy(), grid, params)
        report(_CLEANED, "Drawing the outline")
        outline = Outline.of(coarse, probabilities, params.get("outline", "on") != "off")
        draw_outline(outline, voxels, grid, labels_lps, part(report, _CLEANED, 1.0, "Drawing the outline"))
        return self.segmentation(volume, labels)

    def coarse_lungs(
        self,
        probabilities: npt.NDArray[np.float32],
        hu: npt.NDArray[np.float32],
        grid: NetworkGrid,
        params: Mapping[str, str],
    ) -> npt.NDArray[np.uint8]:
        """Labels on the network's grid: lung where it is likelier than not, of the likelier side."""
        certainty = probabilities[LEFT] + probabilities[RIGHT]
        side = np.where(probabilities[LEFT] >= probabilities[RIGHT], LEFT, RIGHT)
        labels = np.where(certainty > 0.5, side, 0).astype(np.uint8)
        if params.get("cleanup", "on") == "off":
            return labels
        return whole_lungs(labels, certainty, hu, grid.step_mm**3 / 1000.0)

    def segmentation(self, volume: Volume, labels: npt.NDArray[Any]) -> Segmentation:
        """The result on the volume's own grid, bound to its series."""
        segments = tuple(
            Segment(label.number, label.name, label.color, label.code) for label in self.info.labels
        )
        return Segmentation(
            labels=labels,
            geometry=volume.geometry,
            segments=segments,
            name=self.info.name,
            source_series_uid=volume.info.series_uid,
            source_instance_uids=volume.instance_uids,
        )


def part(report: Report, first: float, last: float, message: str) -> Callable[[float], None]:
    """A progress function 0..1 for one stage that takes the report from ``first`` to ``last``."""

    def progress(fraction: float) -> None:
        report(first + (last - first) * fraction, message)

    return progress
