"""What both of nnU-Net's networks are made of: operations by name, blocks of convolutions, the decoder.

The names of the parts are those of the package dynamic_network_architectures, so that the weights of a
trained network fit. There each part is registered two or four times over; here once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import torch
from torch import nn

_T = TypeVar("_T")

CONVOLUTIONS: Mapping[str, tuple[int, type[nn.Module], type[nn.Module], type[nn.Module]]] = {
    "Conv2d": (2, nn.Conv2d, nn.ConvTranspose2d, nn.AvgPool2d),
    "Conv3d": (3, nn.Conv3d, nn.ConvTranspose3d, nn.AvgPool3d),
}
"""Name -> dimensions, the convolution, the transposed one and the pooling that goes with it."""

NORMS: Mapping[str, type[nn.Module]] = {
    "InstanceNorm2d": nn.InstanceNorm2d,
    "InstanceNorm3d": nn.InstanceNorm3d,
    "BatchNorm2d": nn.BatchNorm2d,
    "BatchNorm3d": nn.BatchNorm3d,
}
DROPOUTS: Mapping[str, type[nn.Module]] = {
    "Dropout": nn.Dropout,
    "Dropout2d": nn.Dropout2d,
    "Dropout3d": nn.Dropout3d,
}
NONLINS: Mapping[str, type[nn.Module]] = {
    "LeakyReLU": nn.LeakyReLU,
    "ReLU": nn.ReLU,
    "PReLU": nn.PReLU,
    "ELU": nn.ELU,
    "GELU": nn.GELU,
    "SiLU": nn.SiLU,
    "Mish": nn.Mish,
}
TABLES: Mapping[str, Mapping[str, Any]] = {
    "conv_op": CONVOLUTIONS,
    "norm_op": NORMS,
    "dropout_op": DROPOUTS,
    "nonlin": NONLINS,
}
"""Argument of a network -> what it may name."""


def look_up(name: str, table: Mapping[str, _T]) -> _T:
    """What a table has under e.g. ``"torch.nn.modules.conv.Conv3d"``, ``"torch.nn.Conv3d"``.

    Raises
    ------
    ValueError
        If it has none of that name. Nothing is imported to find it.
    """
    prefix, _, short = name.rpartition(".")
    if short not in table or not (prefix in ("", "torch.nn") or prefix.startswith("torch.nn.modules.")):
        raise ValueError(f"{name!r} is not one of {', '.join(table)}")
    return table[short]


@dataclass(frozen=True)
class Operations:
    """The operations that a network's blocks are built of."""

    conv_op: str
    conv_bias: bool = False
    norm_op: str | None = None
    norm_op_kwargs: Mapping[str, Any] | None = None
    dropout_op: str | None = None
    dropout_op_kwargs: Mapping[str, Any] | None = None
    nonlin: str | None = None
    nonlin_kwargs: Mapping[str, Any] | None = field(default=None)
    nonlin_first: bool = False

    @property
    def dimensions(self) -> int:
        return look_up(self.conv_op, CONVOLUTIONS)[0]

    @property
    def conv(self) -> Callable[..., nn.Module]:
        return look_up(self.conv_op, CONVOLUTIONS)[1]

    @property
    def transposed_conv(self) -> Callable[..., nn.Module]:
        return look_up(self.conv_op, CONVOLUTIONS)[2]

    @property
    def pool(self) -> Callable[..., nn.Module]:
        return look_up(self.conv_op, CONVOLUTIONS)[3]

    def make_norm(self, channels: int) -> nn.Module | None:
        if self.norm_op is None:
            return None
        return look_up(self.norm_op, NORMS)(channels, **dict(self.norm_op_kwargs or {}))

    def make_dropout(self) -> nn.Module | None:
        if self.dropout_op is None:
            return None
        return look_up(self.dropout_op, DROPOUTS)(**dict(self.dropout_op_kwargs or {}))

    def make_nonlin(self) -> nn.Module | None:
        if self.nonlin is None:
            return None
        return look_up(self.nonlin, NONLINS)(**dict(self.nonlin_kwargs or {}))

    def per_axis(self, number: int | Sequence[int]) -> list[int]:
        """One number for each axis."""
        return [number] * self.dimensions if isinstance(number, int) else [int(n) for n in number]


def per_stage(numbers: Any, n_stages: int, what: str) -> list[Any]:
    """One entry for each stage, of a single entry or a sequence of them.

    Raises
    ------
    ValueError
        If there are more or fewer.
    """
    if not isinstance(numbers, (list, tuple)):
        return [numbers] * n_stages
    if len(numbers) != n_stages:
        raise ValueError(f"{what} has {len(numbers)} entries where {n_stages} are needed")
    return list(numbers)


class ConvBlock(nn.Module):
    """Convolution, dropout, norm, nonlinearity; those that there are, and ``plain`` only the norm."""

    def __init__(
        self,
        ops: Operations,
        channels_in: int,
        channels_out: int,
        kernel_size: int | Sequence[int],
        stride: int | Sequence[int] = 1,
        bias: bool | None = None,
        plain: bool = False,
        dropout: bool = True,
    ) -> None:
        super().__init__()
        kernel = ops.per_axis(kernel_size)
        self.conv = ops.conv(
            channels_in,
            channels_out,
            kernel,
            ops.per_axis(stride),
            padding=[(n - 1) // 2 for n in kernel],
            bias=ops.conv_bias if bias is None else bias,
        )
        self.dropout = None if plain or not dropout else ops.make_dropout()
        self.norm = ops.make_norm(channels_out)
        self.nonlin = None if plain else ops.make_nonlin()
        self._nonlin_first = ops.nonlin_first

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.conv(x)
        if self.dropout is not None:
            x = self.dropout(x)
        last = (self.nonlin, self.norm) if self._nonlin_first else (self.norm, self.nonlin)
        for operation in last:
            if operation is not None:
                x = operation(x)
        return x


class StackedConvs(nn.Module):
    """Blocks one after the other; the first one has the stride."""

    def __init__(
        self,
        ops: Operations,
        count: int,
        channels_in: int,
        channels_out: int,
        kernel_size: int | Sequence[int],
        stride: int | Sequence[int] = 1,
    ) -> None:
        super().__init__()
        first = ConvBlock(ops, channels_in, channels_out, kernel_size, stride)
        others = [ConvBlock(ops, channels_out, channels_out, kernel_size) for _ in range(count - 1)]
        self.convs = nn.Sequential(first, *others)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.convs(x)  # type: ignore[no-any-return]


class Decoder(nn.Module):
    """From the coarsest features back to the grid of the input.

    Each stage has a segmentation layer of its own (deep supervision); their weights are kept so that a
    trained network fits, and only the finest one is run.
    """

    def __init__(
        self,
        ops: Operations,
        features: Sequence[int],
        kernel_sizes: Sequence[int | Sequence[int]],
        strides: Sequence[int | Sequence[int]],
        num_classes: int,
        n_conv_per_stage: Sequence[int],
    ) -> None:
        super().__init__()
        stages, transposed, heads = [], [], []
        for n in range(1, len(features)):
            below, skip = features[-n], features[-(n + 1)]
            stride = ops.per_axis(strides[-n])
            transposed.append(ops.transposed_conv(below, skip, stride, stride, bias=ops.conv_bias))
            stages.append(StackedConvs(ops, n_conv_per_stage[n - 1], 2 * skip, skip, kernel_sizes[-(n + 1)]))
            heads.append(ops.conv(skip, num_classes, 1, 1, 0, bias=True))
        self.stages = nn.ModuleList(stages)
        self.transpconvs = nn.ModuleList(transposed)
        self.seg_layers = nn.ModuleList(heads)

    def forward(self, skips: list[torch.Tensor]) -> torch.Tensor:
        x = skips[-1]
        for n, (up, stage) in enumerate(zip(self.transpconvs, self.stages, strict=True)):
            x = stage(torch.cat((up(x), skips[-(n + 2)]), 1))
        return self.seg_layers[-1](x)  # type: ignore[no-any-return]
