"""Weights in a network: every key, every shape, every number."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from medviewer.core.errors import PluginError
from medviewer.engine.networks.table import build_network
from medviewer.packs.stage import Stage

if TYPE_CHECKING:
    import torch

_NAMED = 3


def network_with_weights(stage: Stage, weights: Path) -> torch.nn.Module:
    """The network of a stage with the weights of a safetensors file, float32, on the CPU, for inference.

    Raises
    ------
    PluginError
        If the file cannot be read, a key is missing or left over, a shape differs, or a number is not finite.
    """
    state = read_safetensors(weights)
    network = build_network(stage.architecture, stage.arguments)
    refuse_what_does_not_fit(network.state_dict(), state, f"{weights.name} of {stage.name}")
    network.load_state_dict(state, strict=True)
    return network.float().eval().requires_grad_(False)


def read_safetensors(weights: Path) -> dict[str, torch.Tensor]:
    """All tensors of a safetensors file, finite.

    Raises
    ------
    PluginError
        If it cannot be read or a number is not finite.
    """
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    try:
        state: dict[str, torch.Tensor] = load_file(weights)
    except FileNotFoundError as error:
        raise PluginError(f"The weights {weights.name} are missing in the model pack.") from error
    except (SafetensorError, OSError, ValueError) as error:
        raise PluginError(f"The weights {weights.name} cannot be read as safetensors ({error}).") from error
    refuse_what_is_not_finite(state, weights.name)
    return state


def refuse_what_is_not_finite(state: dict[str, torch.Tensor], name: str) -> None:
    """Raises `PluginError` if any number is NaN or infinite, or a tensor repeats its numbers (see there)."""
    refuse_what_repeats(state, name)
    bad = [key for key, tensor in state.items() if tensor.is_floating_point() and not _is_finite(tensor)]
    if bad:
        raise PluginError(f"The weights {name} hold numbers that are not finite, in {_some(bad)}.")


def refuse_what_repeats(state: Mapping[str, object], name: str) -> None:
    """Raises `PluginError` if a tensor is larger than the numbers it is made of.

    Such a view of a few bytes can be of any size, and would take that much memory once it is computed with.
    """
    import torch

    for key, tensor in state.items():
        if not isinstance(tensor, torch.Tensor) or tensor.layout is not torch.strided:
            continue
        if tensor.nelement() * tensor.element_size() > tensor.untyped_storage().nbytes():
            raise PluginError(f"The weights {name} repeat few numbers as many, in {key[:80]}.")


def refuse_what_does_not_fit(
    wanted: dict[str, torch.Tensor], given: dict[str, torch.Tensor], name: str
) -> None:
    """Raises `PluginError` that names keys that are missing, left over, or of another shape."""
    missing = [key for key in wanted if key not in given]
    left_over = [key for key in given if key not in wanted]
    other = [key for key in wanted if key in given and wanted[key].shape != given[key].shape]
    said = [
        f"{_some(keys)} {what}"
        for keys, what in (
            (missing, "missing"),
            (left_over, "not known to the network"),
            (other, "of another shape"),
        )
        if keys
    ]
    if said:
        raise PluginError(f"The weights {name} do not fit the network: {'; '.join(said)}.")


def _is_finite(tensor: torch.Tensor) -> bool:
    return bool(tensor.isfinite().all())


def _some(keys: list[str]) -> str:
    rest = f" and {len(keys) - _NAMED} more" if len(keys) > _NAMED else ""
    return ", ".join(keys[:_NAMED]) + rest
