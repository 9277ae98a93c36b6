"""Which architectures a pack may name. Nothing else is ever looked up by a name from a file."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from medviewer.core.errors import PluginError

if TYPE_CHECKING:
    import torch

_TABLE: Mapping[str, tuple[str, str]] = {
    "monai.BasicUNet": ("monai.networks.nets.basic_unet", "BasicUNet"),
    "monai.UNet": ("monai.networks.nets.unet", "UNet"),
    "nnunet.PlainConvUNet": ("medviewer.engine.networks.plain_conv_unet", "PlainConvUNet"),
    "nnunet.ResidualEncoderUNet": ("medviewer.engine.networks.residual_encoder_unet", "ResidualEncoderUNet"),
}
"""Name in a manifest -> module and class."""


def architectures() -> tuple[str, ...]:
    """All names, in order."""
    return tuple(sorted(_TABLE))


def build_network(architecture: str, arguments: Mapping[str, Any]) -> torch.nn.Module:
    """A network of the table with random weights, in evaluation mode, on the CPU.

    Raises
    ------
    PluginError
        If the name is not in the table or the arguments do not fit it.
    """
    if architecture not in _TABLE:
        raise PluginError(
            f"This program knows no network {architecture!r}; it knows {', '.join(architectures())}."
        )
    module, name = _TABLE[architecture]
    make: Callable[..., torch.nn.Module] = getattr(importlib.import_module(module), name)
    try:
        return make(**_as_lists(arguments)).eval()
    except (TypeError, ValueError, AssertionError, NotImplementedError) as error:
        raise PluginError(f"The arguments of {architecture} do not fit it: {error}.") from error


def _as_lists(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Tuples stay tuples, mappings become dictionaries."""
    return {
        key: _as_lists(value) if isinstance(value, Mapping) else value for key, value in arguments.items()
    }
