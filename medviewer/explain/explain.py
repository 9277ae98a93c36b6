"""One interface for all methods: a network, what it sees, which output, how."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from torch import Tensor

from medviewer.api.explainable import Activation
from medviewer.api.model import Report
from medviewer.core.heat_map import HeatMapMethod
from medviewer.explain.activation_maps import activation_map
from medviewer.explain.attention import attention_rollout
from medviewer.explain.occlusion import occlusion_map
from medviewer.explain.options import Options
from medviewer.explain.path_gradients import gradient_shap, integrated_gradients
from medviewer.explain.progress import Progress
from medviewer.explain.subject import Network, Subject, reference_of, smooth
from medviewer.explain.superpixels import superpixels
from medviewer.explain.surrogate import kernel_shap_map, lime_map

Heat = npt.NDArray[np.float32]
_CELLS = {2: 64, 3: 100}
_FINEST = 64
"""Maps of gradients are smoothed to a detail of one part in so many of the image."""


def explain(
    network: Network,
    image: Tensor,
    target: int,
    method: HeatMapMethod,
    options: Options,
    report: Report,
    activation: Activation = "sigmoid",
) -> Heat:
    """How much every place speaks for one output: 0..1 (float32) [*space], the greatest being 1.

    Parameters
    ----------
    network
        [n, channels, *space] to [n, outputs]; a ``torch.nn.Module`` in evaluation mode for methods that
        need gradients, maps or attention.
    image
        [1, channels, *space] float32 on the network's device.
    report
        Progress; whatever it raises comes out. What speaks against the statement is not shown.

    Raises
    ------
    ModelError
        If the method does not suit the network.
    """
    progress = Progress(report, expected_images(method, options, image.ndim - 2))
    subject = Subject(network, image, target, activation, options.batch, progress.advance)
    return heat_of(subject, method, options)


def heat_of(subject: Subject, method: HeatMapMethod, options: Options) -> Heat:
    """As `explain`, of a subject that counts for itself."""
    return as_heat(_raw(subject, method, options))


def as_heat(values: Tensor) -> Heat:
    """Positive values over the greatest; all 0 where nothing speaks for the statement."""
    positive = np.maximum(values.detach().float().cpu().numpy(), 0.0)
    positive = np.where(np.isfinite(positive), positive, 0.0)
    greatest = float(positive.max())
    return np.asarray(positive / greatest if greatest > 0.0 else positive, dtype=np.float32)


def expected_images(method: HeatMapMethod, options: Options, dimensions: int) -> int:
    """About how many images a method judges: for the progress, and for who waits."""
    cells = options.cells or _CELLS[dimensions]
    if method in ("lime", "kernel_shap"):
        return options.samples or 8 * cells + 2
    if method == "occlusion":
        return (options.samples or (196 if dimensions == 2 else 343)) + 1
    return options.steps if method in ("integrated_gradients", "gradient_shap") else 2


def _raw(subject: Subject, method: HeatMapMethod, options: Options) -> Tensor:
    if method in ("gradcam", "gradcam++"):
        return activation_map(subject, method, options.layer)
    if method == "attention":
        return attention_rollout(subject)
    reference = reference_of(subject.image, options.reference)
    if method == "occlusion":
        return occlusion_map(subject, reference, options.samples)
    if method in ("lime", "kernel_shap"):
        cells = superpixels(_grey(subject.image), options.cells or _CELLS[len(subject.space)])
        make: Any = lime_map if method == "lime" else kernel_shap_map
        return Tensor(make(subject, reference, cells, options.samples, options.seed))
    if method == "integrated_gradients":
        shares = integrated_gradients(subject, reference, options.steps)
    else:
        shares = gradient_shap(subject, reference, options.steps, options.seed)
    return smooth(shares.sum(dim=0)[None, None], max(subject.space) / _FINEST / 2.0)[0, 0]


def _grey(image: Tensor) -> Heat:
    """One quantity of all channels, for cutting the image into parts."""
    return np.asarray(image[0].float().mean(dim=0).cpu().numpy())
