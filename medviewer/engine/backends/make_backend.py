"""From a stage and a file of weights to a network that can be run."""

from __future__ import annotations

from pathlib import Path

from medviewer.core.errors import PluginError
from medviewer.engine.backends.backend import Backend
from medviewer.packs.stage import Stage


def make_backend(stage: Stage, weights: Path, device: str, precision: str = "auto") -> Backend:
    """A loaded network.

    Parameters
    ----------
    stage, weights
        Which network, and the file of one fold.
    device
        ``"cpu"`` or ``"cuda:n"``.
    precision
        ``"auto"``, ``"float32"``, ``"bfloat16"`` or ``"float16"``.

    Raises
    ------
    PluginError
        If the weights cannot be read, do not fit the network, or are not finite.
    """
    from medviewer.engine.backends.torch_backend import TorchBackend
    from medviewer.engine.backends.weights import network_with_weights

    if stage.format != "safetensors":
        raise PluginError(f"{stage.name} is of the format {stage.format}, which this program does not run.")
    return TorchBackend(network_with_weights(stage, weights), device, "float32")
