"""Grad-CAM (Selvaraju et al., 2017): where in the picture a statement comes from."""

from __future__ import annotations

import numpy as np
import torch
from chest_xray_network import DenseNet121
from torch import Tensor
from torch.nn import functional


def heat_map(network: DenseNet121, maps: Tensor, output: int, size: int) -> np.ndarray:
    """Heat in 0..1 (1, size, size) float32 of one output; zero everywhere if nothing speaks for it.

    Parameters
    ----------
    maps
        The output of ``network.features`` for one picture (1, c, h, w).
    """
    with torch.inference_mode(False), torch.enable_grad():
        leaf = maps.detach().clone().requires_grad_(True)
        (slope,) = torch.autograd.grad(network.head(leaf)[0, output], leaf)
    weight = slope.mean(dim=(2, 3), keepdim=True)
    heat = functional.relu((weight * functional.relu(maps)).sum(dim=1, keepdim=True))
    # warmth everywhere points nowhere: only what is hotter than the median place is shown
    heat = functional.relu(heat - heat.median())
    heat = functional.interpolate(heat, (size, size), mode="bicubic").clamp_(min=0.0)
    greatest = float(heat.max())
    if not np.isfinite(greatest) or greatest <= 0.0:
        return np.zeros((1, size, size), np.float32)
    return np.clip((heat[0] / greatest).float().cpu().numpy(), 0.0, 1.0)
