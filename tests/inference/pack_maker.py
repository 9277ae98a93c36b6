"""Packs of networks with random weights, written to disk."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import save_file

from medviewer.api.contract import InputContract
from medviewer.api.model_info import Label, ModelInfo
from medviewer.engine.backends.processor import processor_name
from medviewer.engine.backends.record import (
    BackendRecord,
    BackendTrial,
    StageRecord,
    library_versions,
    write_backend_record,
)
from medviewer.engine.networks.table import build_network
from medviewer.packs.pack_manifest import PackManifest
from medviewer.packs.stage import Normalise, Output, Stage, Tiles
from medviewer.packs.write_pack import write_pack

MEGABYTE = 1024 * 1024


def a_pack(folder: Path, side: int, width: int, classes: int = 2) -> PackManifest:
    """A U-Net of so many features on tiles of that side."""
    arguments = {
        "spatial_dims": 3,
        "in_channels": 1,
        "out_channels": classes,
        "channels": (width, 2 * width),
        "strides": (2,),
    }
    torch.manual_seed(0)
    folder.mkdir(parents=True)
    save_file(build_network("monai.UNet", arguments).state_dict(), folder / "weights.safetensors")
    (folder / "LICENSE").write_text("Apache-2.0\n", encoding="utf-8")
    (folder / "card.md").write_text("# Card\n", encoding="utf-8")
    stage = Stage(
        "main",
        "monai.UNet",
        arguments,
        normalise=((Normalise("range", -1000, 1000, to_low=-1.0, clip=True),),),
        tiles=Tiles(size=(side,) * 3),
        output=Output("softmax", tuple(range(classes))),
    )
    labels = tuple(Label(n, f"Label {n}") for n in range(1, classes))
    info = ModelInfo(
        "noise", "1.0.0", "Noise", "segmentation", InputContract(("CT",)), labels, "Apache-2.0", "Tests."
    )
    manifest = PackManifest(info, folder, (stage,))
    write_pack(manifest, folder)
    return manifest


def a_whole_pack(folder: Path, channels: int, dilations: tuple[int, ...] = (1,)) -> PackManifest:
    """A MeshNet that sees the whole image."""
    arguments = {
        "in_channels": 1,
        "out_channels": 2,
        "channels": channels,
        "dilations": dilations,
    }
    torch.manual_seed(0)
    folder.mkdir(parents=True)
    save_file(build_network("medviewer.MeshNet", arguments).state_dict(), folder / "weights.safetensors")
    (folder / "LICENSE").write_text("Apache-2.0\n", encoding="utf-8")
    (folder / "card.md").write_text("# Card\n", encoding="utf-8")
    stage = Stage(
        "main",
        "medviewer.MeshNet",
        arguments,
        normalise=((Normalise("range", -1000, 1000, to_low=-1.0, clip=True),),),
        tiles=Tiles(blending="constant"),
        output=Output("softmax", (0, 1)),
    )
    info = ModelInfo(
        "whole", "1.0.0", "Whole", "segmentation", InputContract(("CT",)), (Label(1, "One"),), "MIT", "Tests."
    )
    manifest = PackManifest(info, folder, (stage,))
    write_pack(manifest, folder)
    return manifest


def a_record(side: int, trial: BackendTrial, idle_bytes: int = 600 * MEGABYTE) -> BackendRecord:
    """The record of `a_pack` with one trial."""
    stage = StageRecord("main", (1, 1, side, side, side), (trial,))
    return BackendRecord("cpu", processor_name(), library_versions(), 2, idle_bytes, False, (stage,))


def admit_openvino(folder: Path, side: int) -> None:
    """Writes a record by which OpenVINO is the fastest."""
    write_backend_record(folder, a_record(side, BackendTrial("openvino", "float32", ms_per_tile=10.0)))
