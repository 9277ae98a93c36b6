"""Which architectures a pack may name. Nothing else is ever looked up by a name from a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from medviewer.core.errors import PluginError
from medviewer.engine.networks.build_limit import limited_parts
from medviewer.engine.networks.lean_import import import_lean
from medviewer.engine.networks.library_networks import MONAI, TORCHVISION, checked_arguments

if TYPE_CHECKING:
    import torch

_TABLE: Mapping[str, tuple[str, str]] = {
    **MONAI,
    **TORCHVISION,
    "medviewer.MeshNet": ("medviewer.engine.networks.mesh_net", "MeshNet"),
    "medviewer.TimeSequence": ("medviewer.engine.networks.time_sequence", "TimeSequence"),
    "medviewer.SliceSequence": ("medviewer.engine.networks.slice_sequence", "SliceSequence"),
    "medviewer.SmallUNet": ("medviewer.engine.networks.small_unet", "SmallUNet"),
    "monai.RetinaNet": ("medviewer.engine.networks.retina", "RetinaNet"),
    "nnunet.PlainConvUNet": ("medviewer.engine.networks.plain_conv_unet", "PlainConvUNet"),
    "nnunet.ResidualEncoderUNet": ("medviewer.engine.networks.residual_encoder_unet", "ResidualEncoderUNet"),
}
"""Name in a manifest -> module and class."""

# A network's constructor finds out in many ways that its arguments are not for it; "RuntimeError" is torch's
# word for too much memory, too.
_WRONG_ARGUMENTS = (
    TypeError,
    ValueError,
    AssertionError,
    NotImplementedError,
    LookupError,
    ArithmeticError,
    AttributeError,
    RuntimeError,
)


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
    literals = checked_arguments(architecture, arguments)
    make = _maker(architecture)
    try:
        with limited_parts():
            return make(**literals).eval()
    except _WRONG_ARGUMENTS as error:
        raise PluginError(
            f"The arguments of {architecture} do not fit it: {str(error).rstrip('.')}."
        ) from error


def _maker(architecture: str) -> Callable[..., torch.nn.Module]:
    module, name = _TABLE[architecture]
    if architecture in TORCHVISION:
        from medviewer.engine.networks.torchvision_import import import_torchvision

        return getattr(import_torchvision(module), name)  # type: ignore[no-any-return]
    return getattr(import_lean(module), name)  # type: ignore[no-any-return]
