"""The labels of an earlier stage as further channels of a later one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.core.errors import ModelError
from medviewer.engine.grid.model_space import Channel, ModelImage
from medviewer.engine.grid.nnunet_crop import Mask
from medviewer.engine.labels.nnunet_labels import one_hot_of_previous
from medviewer.packs.pack_manifest import PackManifest
from medviewer.packs.stage import Stage


def with_previous(
    image: ModelImage, manifest: PackManifest, stage: Stage, labels: npt.NDArray[Any]
) -> ModelImage:
    """An image with one more channel for each label of the stage that this one builds on.

    Parameters
    ----------
    labels
        What that stage found, [k, j, i] on the volume's grid, in the pack's numbers.

    Raises
    ------
    ModelError
        If the pack names no such stage.
    """
    earlier = next((other for other in manifest.stages if other.name == stage.previous), None)
    if earlier is None:
        raise ModelError(f"The network {stage.name} builds on {stage.previous}, which is not in its pack.")
    numbers = sorted(set(earlier.output.labels) - {0}) or [label.number for label in manifest.info.labels]
    grid = image.grid
    cropped = grid.turned(labels)[grid.seen]
    inside: Mask = np.ones(cropped.shape, bool) if image.inside is None else image.inside
    spacing = [mm / each.scale for mm, each in zip(grid.geometry.spacing_ijk[::-1], grid.maps, strict=True)]
    target = grid.geometry.spacing_ijk[::-1]
    marked = one_hot_of_previous(cropped, numbers, inside, image.shape, spacing, target)
    return replace(image, channels=(*image.channels, *(Channel(one) for one in marked)))
