"""From what a classifier sees of an image to a heat map in the world, tested."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch

from medviewer.api.explainable import ExplainableInput
from medviewer.api.model import Report
from medviewer.core.errors import ModelError
from medviewer.core.geometry import Geometry, Vector
from medviewer.core.heat_map import HeatMap, HeatMapMethod, Trust
from medviewer.core.volume import Volume
from medviewer.explain.deep_layer import deep_layer
from medviewer.explain.explain import Heat, expected_images, heat_of
from medviewer.explain.faithfulness import images_judged
from medviewer.explain.options import Options
from medviewer.explain.progress import Progress
from medviewer.explain.slices import heat_of_slices
from medviewer.explain.subject import Subject, reference_of
from medviewer.explain.trust import trust_in

_CHEAP_IMAGES = 64
"""A method that judges no more images than this is asked of three random networks instead of one."""


def heat_map(
    seen: ExplainableInput, label: str, method: HeatMapMethod, options: Options, report: Report
) -> HeatMap:
    """The explanation of one statement; its values lie on the grid that the network sees.

    Raises
    ------
    ModelError
        If there is no such label, or the method does not suit the network.
    """
    if label not in seen.labels:
        named = ", ".join(name for name in seen.labels if name)
        raise ModelError(f"This model states nothing of {label!r}; it speaks of {named}.")
    with torch.inference_mode(False):
        image = seen.tensor.detach().clone().float()
    options = replace(options, layer=options.layer or seen.layer)
    images = expected_images(method, options, 2 if seen.per_slice else image.ndim - 2)
    networks = 3 if images <= _CHEAP_IMAGES else 1
    tests = images_judged() + networks * images if options.trust else 0
    times = min(options.slices, image.shape[2]) if seen.per_slice else 1
    slices = image.shape[2] if seen.per_slice else 0
    progress = Progress(report, times * images + slices + tests, "Explaining")
    subject = Subject(
        seen.network, image, seen.labels.index(label), seen.activation, options.batch, progress.advance
    )
    if seen.deep and not options.layer and method in ("gradcam", "gradcam++"):
        options = replace(options, layer=deep_layer(subject))
    note = seen.note
    if seen.per_slice:
        heat, subject, tested_heat, note = heat_of_slices(subject, method, options)
    else:
        heat = tested_heat = heat_of(subject, method, options)
    trust = _trust(subject, tested_heat, method, options, networks) if options.trust else None
    return in_the_world(heat, seen.geometry, label, method, trust, note)


def in_the_world(
    heat: Heat, grid: Geometry, label: str, method: HeatMapMethod, trust: Trust | None = None, note: str = ""
) -> HeatMap:
    """A heat map of values [*space] on a grid; a picture's grid has one slice.

    The peak is the middle of all places that are as hot as the hottest one.
    """
    values = Volume(heat.reshape(grid.shape_kji), grid)
    return HeatMap(label, method, values, _peak_lps(values), trust, note)


def _peak_lps(values: Volume) -> Vector:
    heat = values.voxels
    if not heat.any():
        x, y, z = (float(v) for v in values.geometry.centre_lps)
        return x, y, z
    hottest = np.argwhere(heat >= heat.max())
    middle = hottest[((hottest - hottest.mean(axis=0)) ** 2).sum(axis=1).argmin()]
    x, y, z = (float(v) for v in values.geometry.index_to_lps(middle[::-1]))
    return x, y, z


def _trust(subject: Subject, heat: Heat, method: HeatMapMethod, options: Options, networks: int) -> Trust:
    reference = reference_of(subject.image, options.reference)
    return trust_in(
        subject, heat, lambda other: heat_of(other, method, options), reference, options.seed, networks
    )
