"""Tiny packs whose answer is known, run as any other model is."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from medviewer.api.contract import InputContract
from medviewer.api.model_info import Label, ModelInfo
from medviewer.core.geometry import Geometry
from medviewer.core.series import SeriesInfo
from medviewer.core.volume import Volume
from medviewer.engine.networks.table import build_network
from medviewer.inference.run import run_model
from medviewer.packs.pack_manifest import PackManifest
from medviewer.packs.stage import Stage
from medviewer.packs.write_pack import write_pack


@dataclass
class Reported:
    """The report of a job; ``fractions`` are all that came."""

    fractions: list[float] = field(default_factory=list)

    def __call__(self, fraction: float, message: str = "") -> None:
        self.fractions.append(fraction)


class PackMaker:
    """Writes packs into a folder and runs them."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def write(
        self,
        task: str,
        stage: Stage,
        network: torch.nn.Module | bytes | tuple[torch.nn.Module, ...],
        labels: tuple[str, ...] = (),
        contract: InputContract | None = None,
        **of_manifest: Any,
    ) -> Path:
        """A pack of one stage; ``network`` is a module (one a fold) or a file's content."""
        folder = self._root / f"pack{len(list(self._root.iterdir()))}"
        folder.mkdir()
        folds = network if isinstance(network, tuple) else (network,)
        for name, fold in zip(stage.weights, folds, strict=True):
            if isinstance(fold, bytes):
                (folder / name).write_bytes(fold)
            else:
                save_file({k: v.contiguous() for k, v in fold.state_dict().items()}, folder / name)
        for name in ("LICENSE", "card.md"):
            (folder / name).write_text("Tests only.\n", encoding="utf-8")
        info = ModelInfo(
            id="tiny",
            version="1.0.0",
            name="Tiny",
            task=task,  # type: ignore[arg-type]
            contract=contract or InputContract(),
            labels=tuple(Label(n + 1, name) for n, name in enumerate(labels)),
            licence="Apache-2.0",
            intended_use="Tests.",
            operating_points=of_manifest.pop("operating_points", ()),
        )
        write_pack(PackManifest(info, folder, (stage,), **of_manifest), folder)
        return folder

    def run(self, folder: Path, volume: Volume, params: dict[str, str] | None = None) -> Any:
        """The result, checked as it is before it is shown; progress must have been told and risen."""
        report = Reported()
        result = run_model(str(folder), volume, params or {}, "cpu", report=report)
        assert len(report.fractions) >= 3
        assert report.fractions == sorted(report.fractions)
        assert result.provenance is not None
        assert result.provenance.input_fingerprint
        return result


@pytest.fixture
def packs(tmp_path) -> PackMaker:
    root = tmp_path / "packs"
    root.mkdir()
    return PackMaker(root)


@pytest.fixture
def mixing():
    """A network that only mixes the channels of each voxel: [outputs, inputs] and one bias each."""

    def make(weights, biases=None):
        matrix = torch.tensor(weights, dtype=torch.float32)
        arguments = {"in_channels": matrix.shape[1], "out_channels": matrix.shape[0], "dilations": ()}
        network = build_network("medviewer.MeshNet", arguments)
        with torch.no_grad():
            network.last.weight[:] = matrix[:, :, None, None, None]
            network.last.bias[:] = torch.tensor(biases or [0.0] * len(matrix))
        return arguments, network

    return make


@pytest.fixture
def blurring():
    """A network that gives the mean of 3 x 3 x 3 voxels (of values that are not negative)."""
    arguments = {"in_channels": 1, "out_channels": 1, "channels": 1, "dilations": (1,)}
    network = build_network("medviewer.MeshNet", arguments)
    with torch.no_grad():
        network.layers[0].weight[:] = 1.0 / 27.0
        network.layers[0].bias[:] = 0.0
        network.last.weight[:] = 1.0
        network.last.bias[:] = 0.0
    return arguments, network


def _oblique_axes() -> tuple:
    """A rotation by 20 degrees about x, then 15 about z: no axis lies along the patient's."""
    a, b = np.radians(20.0), np.radians(15.0)
    about_x = np.array([[1, 0, 0], [0, np.cos(a), -np.sin(a)], [0, np.sin(a), np.cos(a)]])
    about_z = np.array([[np.cos(b), -np.sin(b), 0], [np.sin(b), np.cos(b), 0], [0, 0, 1]])
    return tuple(tuple(axis) for axis in (about_z @ about_x).T.tolist())


@pytest.fixture
def an_oblique_grid() -> Geometry:
    return Geometry((26, 40, 36), (12.0, -30.0, 55.0), (1.2, 1.1, 2.0), _oblique_axes())


def blob(grid: Geometry, point_lps, sigma_mm: float = 4.0):
    """A Gaussian of height 1 around a world point."""
    k, j, i = np.meshgrid(*(np.arange(n) for n in grid.shape_kji), indexing="ij")
    places = grid.index_to_lps(np.stack([i, j, k], axis=-1))
    squared = ((places - np.array(point_lps)) ** 2).sum(axis=-1)
    return np.exp(-squared / (2 * sigma_mm**2)).astype(np.float32)


@pytest.fixture
def blobs():
    return blob


@pytest.fixture
def a_volume_of():
    """A volume of values on a grid."""

    def make(voxels, grid=None, unit="HU", modality="CT"):
        grid = grid or Geometry(voxels.shape, (-20.0, -30.0, 40.0), (1.0, 1.0, 2.0))
        return Volume(voxels, grid, unit, SeriesInfo("series-1", modality=modality, series_uid="1.2.3"))

    return make
