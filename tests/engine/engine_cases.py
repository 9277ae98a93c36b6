"""Packs of tiny networks for the engine's tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch

from medviewer.api import Geometry, InputContract, Label, ModelInfo, Volume
from medviewer.engine.engine_run import EngineRun
from medviewer.packs.pack_manifest import CleanUp, PackManifest
from medviewer.packs.stage import Stage


def silent(fraction: float, message: str = "") -> None:
    """A report that never stops the work."""


class FunctionBackend:
    """A backend that runs a function; counts its calls."""

    name = "function"
    device = "cpu"

    def __init__(self, function: Callable[[torch.Tensor], torch.Tensor]) -> None:
        self._function = function
        self.calls = 0

    def forward(self, batch: torch.Tensor) -> torch.Tensor:
        self.calls += 1
        return self._function(batch)

    def close(self) -> None:
        pass


def a_run(
    stages: Sequence[Stage],
    backends: dict[str, tuple[object, ...]],
    volumes: Sequence[Volume],
    labels: int,
    params: dict[str, str] | None = None,
    clean_up: tuple[CleanUp, ...] = (),
) -> EngineRun:
    """A run of a pack that was never written to disk."""
    info = ModelInfo(
        id="made_up",
        version="1",
        name="Made up",
        task="segmentation",
        contract=InputContract(),
        labels=tuple(Label(n, f"Label {n}") for n in range(1, labels + 1)),
        licence="Apache-2.0",
        intended_use="Tests",
    )
    manifest = PackManifest(info, Path(), tuple(stages), clean_up)
    return EngineRun(manifest, backends, tuple(volumes), params or {}, silent)  # type: ignore[arg-type]


def a_volume(voxels: npt.NDArray[np.generic], spacing_ijk: tuple[float, float, float] = (1, 1, 1)) -> Volume:
    """An axial volume in DICOM's order."""
    return Volume(voxels, Geometry(voxels.shape, spacing_ijk=spacing_ijk))  # type: ignore[arg-type]


def noise(shape: tuple[int, ...], seed: int = 0) -> npt.NDArray[np.float32]:
    """Random values."""
    return np.random.default_rng(seed).standard_normal(shape).astype(np.float32)


def convolution(channels: int, kernel: int = 3, inputs: int = 1, seed: int = 0) -> torch.nn.Module:
    """One random layer: what it says depends on the place in the tile, because its edges are filled."""
    torch.manual_seed(seed)
    return torch.nn.Conv3d(inputs, channels, kernel, padding=kernel // 2).eval().requires_grad_(False)
