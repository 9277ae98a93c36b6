"""MONAI bundles in the form of the model zoo's, with tiny random networks."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import torch

NETWORK: dict[str, Any] = {
    "_target_": "UNet",
    "spatial_dims": 3,
    "in_channels": 1,
    "out_channels": 3,
    "channels": [4, 8, 8],
    "strides": [2, 2],
    "num_res_units": 1,
    "norm": "batch",
}

PREPROCESSING: list[dict[str, Any]] = [
    {"_target_": "LoadImaged", "keys": "image"},
    {"_target_": "EnsureChannelFirstd", "keys": "image"},
    {"_target_": "Orientationd", "keys": "image", "axcodes": "RAS"},
    {"_target_": "Spacingd", "keys": "image", "pixdim": [1.5, 1.5, 2.0], "mode": "bilinear"},
    {
        "_target_": "ScaleIntensityRanged", "keys": "image", "a_min": -57, "a_max": 164, "b_min": 0.0,
        "b_max": 1.0, "clip": True,
    },
    {"_target_": "EnsureTyped", "keys": "image"},
]  # fmt: skip

POSTPROCESSING: list[dict[str, Any]] = [
    {"_target_": "Activationsd", "keys": "pred", "softmax": True},
    {
        "_target_": "Invertd", "keys": "pred", "transform": "@preprocessing", "orig_keys": "image",
        "nearest_interp": False, "to_tensor": True,
    },
    {"_target_": "AsDiscreted", "keys": "pred", "argmax": True},
    {"_target_": "SaveImaged", "keys": "pred", "output_dir": "@output_dir"},
]  # fmt: skip


def config(**changes: Any) -> dict[str, Any]:
    """An ``inference.json``; everything around the model is as in the zoo's spleen_ct_segmentation."""
    document: dict[str, Any] = {
        "imports": ["$import glob", "$import os"],
        "bundle_root": ".",
        "output_dir": "$@bundle_root + '/eval'",
        "dataset_dir": "/workspace/data/Task09_Spleen",
        "datalist": "$list(sorted(glob.glob(@dataset_dir + '/imagesTs/*.nii.gz')))",
        "device": "$torch.device('cuda:0' if torch.cuda.is_available() else 'cpu')",
        "network_def": copy.deepcopy(NETWORK),
        "network": "$@network_def.to(@device)",
        "preprocessing": {"_target_": "Compose", "transforms": copy.deepcopy(PREPROCESSING)},
        "dataset": {"_target_": "Dataset", "data": "$[{'image': i} for i in @datalist]",
                    "transform": "@preprocessing"},
        "dataloader": {"_target_": "DataLoader", "dataset": "@dataset", "batch_size": 1, "num_workers": 4},
        "inferer": {"_target_": "SlidingWindowInferer", "roi_size": [32, 32, 32], "sw_batch_size": 4,
                    "overlap": 0.5},
        "postprocessing": {"_target_": "Compose", "transforms": copy.deepcopy(POSTPROCESSING)},
        "handlers": [{"_target_": "StatsHandler", "iteration_log": False}],
        "evaluator": {"_target_": "SupervisedEvaluator", "device": "@device",
                      "val_data_loader": "@dataloader", "network": "@network",
                      "inferer": "@inferer", "postprocessing": "@postprocessing",
                      "val_handlers": "@handlers", "amp": True},
        "checkpointloader": {"_target_": "CheckpointLoader",
                             "load_path": "$@bundle_root + '/models/model.pt'",
                             "load_dict": {"model": "@network"}},
        "initialize": ["$monai.utils.set_determinism(seed=123)", "$@checkpointloader(@evaluator)"],
        "run": ["$@evaluator.run()"],
    }  # fmt: skip
    return document | changes


def metadata(classes: int = 3) -> dict[str, Any]:
    names = {"0": "background"} | {str(n): f"organ {n}" for n in range(1, classes)}
    return {
        "version": "0.2.0",
        "name": "Made up",
        "task": "Segmentation of nothing",
        "authors": "Nobody",
        "intended_use": "Tests only",
        "references": ["Nobody (2024). Nothing."],
        "network_data_format": {
            "inputs": {"image": {"type": "image", "format": "hounsfield", "modality": "CT", "num_channels": 1,
                                 "spatial_shape": [32, 32, 32], "channel_def": {"0": "image"}}},
            "outputs": {"pred": {"type": "image", "format": "segmentation", "num_channels": classes,
                                 "spatial_shape": [32, 32, 32], "channel_def": names}},
        },
    }  # fmt: skip


def write_bundle(
    folder: Path,
    inference: dict[str, Any] | None = None,
    about: dict[str, Any] | None = None,
    network: torch.nn.Module | None = None,
) -> Path:
    """A bundle's folder; returns it."""
    (folder / "configs").mkdir(parents=True)
    (folder / "models").mkdir()
    (folder / "configs" / "inference.json").write_text(json.dumps(inference or config(), indent=2))
    (folder / "configs" / "metadata.json").write_text(json.dumps(about or metadata(), indent=2))
    (folder / "LICENSE").write_text("Apache License, Version 2.0")
    torch.save((network or made_network(NETWORK)).state_dict(), folder / "models" / "model.pt")
    return folder


def made_network(told: dict[str, Any], seed: int = 0) -> torch.nn.Module:
    """MONAI's own network of these arguments, its random weights scaled up so that labels differ."""
    import monai.networks.nets

    torch.manual_seed(seed)
    arguments = {key: value for key, value in told.items() if key != "_target_"}
    network: torch.nn.Module = getattr(monai.networks.nets, told["_target_"])(**arguments)
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.mul_(2.0)
    return network.eval()
