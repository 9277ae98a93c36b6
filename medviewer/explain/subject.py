"""Subject: one statement of one network on one image, as every method of explaining asks it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from medviewer.api.explainable import Activation
from medviewer.core.errors import ModelError

Network = Callable[[Tensor], Any]
_SURE = 1e-6


@dataclass(frozen=True, eq=False)
class Subject:
    """What is explained.

    Parameters
    ----------
    network
        From [n, channels, *space] to outputs [n, outputs]; of several things that it gives the first.
    image
        [1, channels, *space], float32, on the device of the network.
    target
        The output that is explained.
    asked
        Called with the number of images before each time the network runs: progress, and the moment of
        a cancel.
    """

    network: Network
    image: Tensor
    target: int
    activation: Activation = "sigmoid"
    batch: int = 8
    asked: Callable[[int], None] = lambda _images: None

    @property
    def space(self) -> tuple[int, ...]:
        """The image's shape without batch and channels."""
        return tuple(self.image.shape[2:])

    @property
    def module(self) -> nn.Module | None:
        """The network where its gradients and maps can be had."""
        return self.network if isinstance(self.network, nn.Module) else None

    def with_network(self, network: Network) -> Subject:
        return replace(self, network=network)

    def log_odds(self, images: Tensor) -> Tensor:
        """log(p / (1 - p)) of the target (n,), with gradients if they are wanted.

        It does not saturate as the probability does, and of softmax outputs it speaks of the target
        against all others.
        """
        self.asked(len(images))
        outputs = outputs_of(self.network, images)
        if not 0 <= self.target < outputs.shape[1]:
            raise ModelError(f"The network has {outputs.shape[1]} outputs and no number {self.target}.")
        chosen = outputs[:, self.target]
        if self.activation == "probability":
            return torch.logit(chosen, eps=_SURE)
        if self.activation == "softmax" and outputs.shape[1] > 1:
            others = [n for n in range(outputs.shape[1]) if n != self.target]
            return chosen - torch.logsumexp(outputs[:, others], dim=1)
        return chosen

    def judge(self, images: Iterable[Tensor]) -> Tensor:
        """`log_odds` of images [channels, *space] that come one by one, a batch at a time; no gradients."""
        found = []
        with torch.no_grad():
            for batch in batches(images, self.batch):
                found.append(self.log_odds(batch).float().cpu())
        return torch.cat(found)

    def probabilities(self, images: Iterable[Tensor]) -> Tensor:
        """As `judge`, in 0..1."""
        return torch.sigmoid(self.judge(images))


def outputs_of(network: Network, images: Tensor) -> Tensor:
    """Outputs [n, outputs] of a network that may give more than one thing."""
    outputs = network(images)
    while isinstance(outputs, (tuple, list)):
        outputs = outputs[0]
    if not isinstance(outputs, Tensor) or outputs.ndim < 1 or len(outputs) != len(images):
        raise ModelError("The network gives no numbers for each image, so its statement cannot be explained.")
    return outputs.float().reshape(len(images), -1)


def batches(images: Iterable[Tensor], size: int) -> Iterator[Tensor]:
    """Stacks images; never more than ``size`` are held."""
    waiting: list[Tensor] = []
    for image in images:
        waiting.append(image)
        if len(waiting) == size:
            yield torch.stack(waiting)
            waiting = []
    if waiting:
        yield torch.stack(waiting)


@contextmanager
def gradients(subject: Subject) -> Iterator[nn.Module]:
    """The network with gradients of maps and images but not of weights, as it was afterwards.

    Raises
    ------
    ModelError
        If there are no gradients to be had.
    """
    module = subject.module
    if module is None:
        raise ModelError(
            "This model's file gives no gradients; choose occlusion, LIME or kernel SHAP to explain it."
        )
    wanted = {weight: weight.requires_grad for weight in module.parameters()}
    # cuDNN's recurrent layers have gradients in training mode only.
    no_cudnn = torch.backends.cudnn.flags(
        enabled=not any(isinstance(m, nn.RNNBase) for m in module.modules())
    )
    with torch.inference_mode(False), torch.enable_grad(), no_cudnn:
        for weight in wanted:
            weight.requires_grad_(False)
        try:
            yield module
        finally:
            for weight, before in wanted.items():
                weight.requires_grad_(before)


def reference_of(image: Tensor, kind: str) -> Tensor:
    """What stands where a part of the image is taken away, [1, channels, *space]; see `Options`."""
    axes = tuple(range(2, image.ndim))
    if kind == "mean":
        return image.mean(dim=axes, keepdim=True).expand_as(image).contiguous()
    if kind == "low":
        return image.amin(dim=axes, keepdim=True).expand_as(image).contiguous()
    blurred = image
    for axis in axes:
        blurred = smooth_along(blurred, axis, image.shape[axis] / 10.0)
    return blurred


def smooth(values: Tensor, sigma: float) -> Tensor:
    """A Gaussian along every axis of places of [n, channels, *space]; edges are repeated."""
    for axis in range(2, values.ndim):
        values = smooth_along(values, axis, sigma)
    return values


def smooth_along(values: Tensor, axis: int, sigma: float) -> Tensor:
    """A Gaussian along one axis, cut off at three standard deviations."""
    reach = min(int(3.0 * sigma + 0.5), values.shape[axis] - 1)
    if sigma <= 0 or reach < 1:
        return values
    places = torch.arange(-reach, reach + 1, dtype=torch.float32, device=values.device)
    kernel = torch.exp(-0.5 * (places / sigma) ** 2)
    kernel = kernel / kernel.sum()
    moved = values.movedim(axis, -1)
    rows = functional.pad(moved.reshape(-1, 1, moved.shape[-1]), (reach, reach), mode="replicate")
    smoothed = functional.conv1d(rows, kernel[None, None])
    return smoothed.reshape(moved.shape).movedim(-1, axis)
