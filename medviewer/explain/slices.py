"""Explaining networks that read a volume slice by slice."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch

from medviewer.core.heat_map import HeatMapMethod
from medviewer.explain.explain import Heat, heat_of
from medviewer.explain.options import Options
from medviewer.explain.subject import Subject


def heat_of_slices(
    subject: Subject, method: HeatMapMethod, options: Options
) -> tuple[Heat, Subject, Heat, str]:
    """Heat maps of the slices that speak most for a statement.

    Parameters
    ----------
    subject
        Its image is [1, channels, a, b, c] and its network reads [n, channels, b, c].

    Returns
    -------
    tuple
        Values [a, b, c], each slice's map times its probability over the greatest one, 0 on the others; the
        subject and the values [b, c] of the first slice, for the tests; a sentence for the reader.
    """
    slices = subject.image[0].movedim(1, 0)
    said = subject.judge(list(slices))
    count = min(options.slices, len(slices))
    chosen = torch.argsort(said, descending=True, stable=True)[:count].tolist()
    probabilities = torch.sigmoid(said)
    heat = np.zeros(subject.space, dtype=np.float32)
    pairs: list[tuple[Subject, Heat]] = []
    for number in chosen:
        one = replace(subject, image=slices[number : number + 1])
        pairs.append((one, heat_of(one, method, options)))
        heat[number] = pairs[-1][1] * float(probabilities[number] / probabilities[chosen[0]])
    which = f"the {count} of {len(slices)} slices that speak most for the statement"
    return heat, *pairs[0], f"Made for {which}; tested on the first of them."
