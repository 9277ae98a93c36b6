"""Networks in TorchScript files, which torch 2.13 still runs and no longer makes."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch

from medviewer.core.errors import PluginError
from medviewer.engine.backends.weights import refuse_what_is_not_finite


def load_torchscript(path: Path) -> torch.nn.Module:
    """The network of a TorchScript file, float32, on the processor, for inference.

    TorchScript is a language of its own without files, network or other programs, but its interpreter is
    not made to withstand hostile files: it belongs into a process without a network.

    Raises
    ------
    PluginError
        If it cannot be read or a number in it is not finite.
    """
    load: Callable[..., Any] = torch.jit.load
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that it is deprecated is told by the pack, not at each load
            network: torch.nn.Module = load(str(path), map_location="cpu")
    except (RuntimeError, ValueError, OSError) as error:
        raise PluginError(f"The network {path.name} cannot be read as TorchScript.") from error
    refuse_what_is_not_finite(network.state_dict(), path.name)
    return network.float().eval()
