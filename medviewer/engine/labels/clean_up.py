"""Clean-up of a label map: small parts go, holes are filled; each label in its own box."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from medviewer.api.model import Report
from medviewer.packs.pack_manifest import CleanUp

_TOUCHING = np.ones((3, 3, 3), bool)
"""26 neighbours."""


def clean_up(
    labels: npt.NDArray[Any], steps: Sequence[CleanUp], voxel_volume_ml: float, report: Report
) -> None:
    """Does the steps in order, in place.

    Parameters
    ----------
    labels
        Label map, along any axes.
    steps
        See `medviewer.packs.pack_manifest.CleanUp`; ``label`` 0 means each label.
    """
    boxes = ndimage.find_objects(labels)
    present = [number for number, box in enumerate(boxes, start=1) if box is not None]
    work = [(step, n) for step in steps for n in (present if step.label == 0 else [step.label])]
    for done, (step, number) in enumerate(work):
        report(done / len(work), "Cleaning up")
        if number in present:
            _clean_label(labels, boxes[number - 1], number, step, voxel_volume_ml)


def _clean_label(
    labels: npt.NDArray[Any], box: tuple[slice, ...], number: int, step: CleanUp, voxel_volume_ml: float
) -> None:
    part = labels[box]
    mask = part == number
    if step.largest or step.smallest_ml > 0:
        kept = _kept_parts(mask, step, voxel_volume_ml)
        part[mask & ~kept] = 0
        mask = kept
    if step.fill_holes:
        # A hole may hold another label, which stays: only background is filled.
        holes = ndimage.binary_fill_holes(mask) & ~mask
        part[holes & (part == 0)] = number


def _kept_parts(mask: npt.NDArray[np.bool_], step: CleanUp, voxel_volume_ml: float) -> npt.NDArray[np.bool_]:
    parts, count = ndimage.label(mask, _TOUCHING)
    sizes = np.bincount(parts.ravel(), minlength=count + 1)
    sizes[0] = 0
    keep = sizes * voxel_volume_ml >= max(step.smallest_ml, 1e-12)
    if step.largest and count > step.largest:
        order = np.argsort(-sizes, kind="stable")
        keep[order[step.largest :]] = False
    keep[0] = False
    kept: npt.NDArray[np.bool_] = keep[parts]
    return kept
