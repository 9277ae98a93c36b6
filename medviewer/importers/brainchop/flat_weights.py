"""The weights of a TensorFlow.js layer model: little-endian float32, one array after the other."""

from __future__ import annotations

from collections.abc import Mapping
from math import prod
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from medviewer.importers.brainchop.layer_model import LayerModel
from medviewer.importers.refused import ImportRefused

if TYPE_CHECKING:
    import torch

_MOST_BYTES = 1 << 30


def mesh_net_state(model: LayerModel, folder: Path) -> dict[str, torch.Tensor]:
    """The state dict of our MeshNet.

    TensorFlow's kernels are [k, k, k, in, out], torch's are [out, in, k, k, k].

    Raises
    ------
    ImportRefused
        If files are missing or of another size, or arrays are missing, quantised or of another shape.
    """
    import torch

    arrays = _arrays(model.document, folder)
    state: dict[str, torch.Tensor] = {}
    width = model.shape[-1]
    for position, layer in enumerate(model.convolutions):
        is_last = position == len(model.convolutions) - 1
        place = "last" if is_last else f"layers.{position}"
        kernel = _taken(arrays, f"{layer.name}/kernel", (*[layer.kernel] * 3, width, layer.filters), folder)
        state[f"{place}.weight"] = torch.from_numpy(np.ascontiguousarray(kernel.transpose(4, 3, 0, 1, 2)))
        if layer.has_bias:
            bias = _taken(arrays, f"{layer.name}/bias", (layer.filters,), folder)
            state[f"{place}.bias"] = torch.from_numpy(bias.copy())
        width = layer.filters
    if arrays:
        raise ImportRefused(folder.name, [f"its weights hold {min(arrays)}, which no layer uses."])
    return state


def _taken(
    arrays: dict[str, npt.NDArray[np.float32]], name: str, shape: tuple[int, ...], folder: Path
) -> npt.NDArray[np.float32]:
    array = arrays.pop(name, None)
    if array is None:
        raise ImportRefused(folder.name, [f"its weights lack {name}."])
    if array.shape != shape:
        raise ImportRefused(folder.name, [f"its weights {name} are of shape {array.shape}, not {shape}."])
    return array


def _arrays(document: Mapping[str, Any], folder: Path) -> dict[str, npt.NDArray[np.float32]]:
    arrays: dict[str, npt.NDArray[np.float32]] = {}
    groups = document.get("weightsManifest")
    if not isinstance(groups, list) or not groups:
        raise ImportRefused(folder.name, ["its model.json does not say where its weights are."])
    for group in groups:
        try:
            paths, entries = [str(path) for path in group["paths"]], list(group["weights"])
            data = b"".join(_bytes(folder, path) for path in paths)
            at = 0
            for entry in entries:
                at = _append(arrays, entry, data, at)
        except (KeyError, TypeError, ValueError) as error:
            raise ImportRefused(folder.name, ["its model.json describes its weights wrongly."]) from error
        if at != len(data):
            raise ImportRefused(
                folder.name, [f"its weights are {len(data)} bytes long, not {at} as it says."]
            )
    return arrays


def _append(arrays: dict[str, npt.NDArray[np.float32]], entry: Any, data: bytes, at: int) -> int:
    name, shape = str(entry["name"]), tuple(entry["shape"])
    if entry.get("dtype") != "float32" or "quantization" in entry:
        raise ImportRefused(name, ["its numbers are quantised or not float32; ask for the whole model."])
    if not all(isinstance(size, int) and 0 < size <= 1 << 24 for size in shape) or name in arrays:
        raise ValueError(name)
    end = at + 4 * int(prod(shape))
    if end > len(data):
        raise ImportRefused(name, ["the file of weights is too short for it."])
    arrays[name] = np.frombuffer(data[at:end], dtype="<f4").reshape(shape)
    return end


def _bytes(folder: Path, name: str) -> bytes:
    path = folder / name
    if Path(name).name != name or "\\" in name or path.is_symlink():
        raise ImportRefused(folder.name, [f"it wants to read {name!r:.80}, which is not beside it."])
    if not path.is_file():
        raise ImportRefused(folder.name, [f"its file of weights {name:.80} is missing."])
    if path.stat().st_size > _MOST_BYTES:
        raise ImportRefused(folder.name, [f"its file of weights {name:.80} is unreasonably large."])
    return path.read_bytes()
