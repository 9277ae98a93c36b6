"""Gradients along the way from a reference to the image.

Integrated gradients (Sundararajan et al. 2017) and gradient SHAP (expected gradients, Lundberg and Lee 2017,
Erion et al. 2021). Both add up over all places to what the image has over the reference.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from medviewer.explain.subject import Subject, gradients

_NOISE = 0.05


def integrated_gradients(subject: Subject, reference: Tensor, steps: int) -> Tensor:
    """Attribution of every place and channel [channels, *space], at Gauss-Legendre points."""
    points, weights = np.polynomial.legendre.leggauss(steps)
    difference = subject.image - reference
    total = torch.zeros_like(subject.image)
    with gradients(subject):
        for point, weight in zip(points, weights, strict=True):
            total += weight / 2.0 * _slope(subject, reference + (point + 1.0) / 2.0 * difference)
    return (total * difference)[0]


def gradient_shap(subject: Subject, reference: Tensor, steps: int, seed: int) -> Tensor:
    """Attribution [channels, *space]: gradients at random points between image and reference.

    The image carries a little noise (5 % of its standard deviation), so that the map does not rest on
    one pixel's chance; half of the references are the given one and half the image's mean.
    """
    random = torch.Generator().manual_seed(seed)
    image = subject.image
    references = (reference, image.mean(dim=tuple(range(2, image.ndim)), keepdim=True).expand_as(image))
    total = torch.zeros_like(image)
    with gradients(subject):
        for step in range(steps):
            noise = torch.randn(image.shape, generator=random).to(image) * image.std() * _NOISE
            start = references[step % len(references)]
            share = float(torch.rand((), generator=random))
            end = image + noise
            total += _slope(subject, start + share * (end - start)) * (end - start)
    return (total / steps)[0]


def _slope(subject: Subject, image: Tensor) -> Tensor:
    leaf = image.detach().clone().requires_grad_(True)
    (slope,) = torch.autograd.grad(subject.log_odds(leaf).sum(), leaf)
    return slope
