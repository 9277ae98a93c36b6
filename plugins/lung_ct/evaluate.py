"""Measures the model on real CT and prints one line a scan:

    OMP_NUM_THREADS=2 python plugins/lung_ct/evaluate.py ../shared/data [--weights FILE] [--pictures FOLDER]

Nothing measured here is a clinical validation.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
from lung_ct_cases import file_volume, lobes, series_volume
from lung_ct_model import LungModel
from lung_ct_pictures import save_overlay
from lung_ct_reference import dice, lungs_by_air

from medviewer.api import InputContract, Label, ModelInfo, Volume

FOLDER = Path(__file__).resolve().parent
INFO = ModelInfo(
    id="lung_ct",
    version="0",
    name="Lungs (CT)",
    task="segmentation",
    contract=InputContract(("CT",)),
    labels=(Label(1, "Left lung"), Label(2, "Right lung")),
    licence="Apache-2.0",
    intended_use="Evaluation",
    weights="weights.safetensors",
)


def silent(fraction: float, message: str = "") -> None:
    """A report that never stops the work."""


def a_model(weights: Path) -> LungModel:
    """The model with the weights of a file, on the CPU."""
    model = LungModel(replace(INFO, weights=weights.name), weights.resolve().parent)
    model.load("cpu")
    return model


def cases(data: Path) -> list[tuple[str, Volume, np.ndarray | None]]:
    """Name, scan and reference (1 left, 2 right; 3 lung of either side; None: no lung at all)."""
    chest = series_volume(data, "ct-chest-lidc0314-5mm")
    by_air = 3 * lungs_by_air(chest.voxels, chest.geometry.spacing_ijk[::-1])
    body = file_volume(data, "ts_body_ct_3mm.nii.gz")
    slab = file_volume(data, "ts_body_ct_sm.nii.gz")
    aorta = file_volume(data, "ts_aorta_dissection_1p5mm.nii.gz")
    return [
        ("chest lidc", chest, by_air),
        ("body 3 mm", body, lobes(file_volume(data, "ts_body_ct_3mm_labels.nii.gz").voxels)),
        ("body slab", slab, lobes(file_volume(data, "ts_body_ct_sm_labels.nii.gz").voxels)),
        ("aorta crop", aorta, 3 * lungs_by_air(aorta.voxels, aorta.geometry.spacing_ijk[::-1], True)),
        ("abdomen j2k", series_volume(data, "ct-abdomen-j2k"), None),
        ("head oblique", file_volume(data, "ct_head_pitch_oblique.nii.gz"), None),
        ("head atlas", file_volume(data, "ct_brain_atlas_1mm.nii.gz"), None),
        ("head phantom", series_volume(data, "ct-head-gantry-tilt"), None),
    ]


def measure(model: LungModel, name: str, volume: Volume, reference: np.ndarray | None, params: dict) -> str:
    """One line of results."""
    started = time.perf_counter()
    found = model.predict(volume, params, silent)
    seconds = time.perf_counter() - started
    labels, ml = found.labels, volume.geometry.voxel_volume_ml
    line = f"{name:13s} left {np.sum(labels == 1) * ml:7.1f} right {np.sum(labels == 2) * ml:7.1f} ml"
    if reference is not None:
        truth = reference > 0
        line += f" dice {dice(labels > 0, truth):.4f} elsewhere {np.sum((labels > 0) & ~truth) * ml:6.1f} ml"
        if (reference == 1).any():
            line += f" L {dice(labels == 1, reference == 1):.3f} R {dice(labels == 2, reference == 2):.3f}"
    run = model.last_run
    return line + f" | {seconds:.2f} s, network {run.forward_seconds:.2f} s, {run.tiles} tiles"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--weights", type=Path, default=FOLDER / "weights.safetensors")
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="for predict")
    options = parser.parse_args()
    model = a_model(options.weights)
    params = dict(item.split("=", 1) for item in options.set)
    for name, volume, reference in cases(options.data):
        print(measure(model, name, volume, reference, params), flush=True)
        if options.pictures:
            labels = model.predict(volume, params, silent).labels
            save_overlay(options.pictures / f"{name.replace(' ', '_')}.png", volume, labels, reference)


if __name__ == "__main__":
    main()
