"""Reading DenseNet-121 weights, also a user's own, without running anything that is in the file."""

from __future__ import annotations

import json
import math
import pickle
import re
import struct
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from chest_xray_network import DenseNet121
from safetensors import SafetensorError, safe_open
from torch import Tensor

from medviewer.api import ModelError

USUAL_SIZE = 224
_GREATEST_SIZE = 2048
_PREFIXES = ("module.", "densenet121.", "model.", "net.", "backbone.")
_WRAPPERS = ("state_dict", "model_state_dict", "model", "net")
_OLD_NAME = re.compile(r"(denselayer\d+\.(?:norm|relu|conv))\.([12])\.")
_NAMED = 3
_DAMAGED = (
    SafetensorError, RuntimeError, EOFError, OSError, ValueError, LookupError, TypeError, AttributeError,
    AssertionError, OverflowError, MemoryError, struct.error,
)  # fmt: skip
"""What torch and safetensors raise on bytes that are no file of theirs."""


@dataclass(frozen=True)
class ReadNetwork:
    """A network ready to run: its number of input channels, input size and a threshold for each output."""

    network: DenseNet121
    channels: int
    input_size: int
    thresholds: tuple[float, ...]


@dataclass(frozen=True)
class _File:
    """Tensors of a file by name, and what it says of itself."""

    tensors: dict[str, Tensor]
    notes: dict[str, str] = field(default_factory=dict)


def read_network(path: Path, outputs: int) -> ReadNetwork:
    """A network from a ``.safetensors`` file or a state dict saved by ``torch.save``.

    The names may be torchvision's, those of CheXNet checkpoints (``module.densenet121.`` in front,
    ``norm.1`` for ``norm1``, ``classifier.0``) or torchxrayvision's (one channel, ``op_threshs``).

    Raises
    ------
    ModelError
        If the file cannot be read as plain tensors, or is not a DenseNet-121 with ``outputs`` outputs.
    """
    file = _read(path)
    state = {_plain_name(name): tensor for name, tensor in file.tensors.items()}
    if len(state) < len(file.tensors):
        raise ModelError(f"{path.name} holds several tensors under one name; its weights are not used.")
    operating_points = state.pop("op_threshs", None)
    state = {name: tensor for name, tensor in state.items() if not name.endswith("num_batches_tracked")}
    channels = _channels(path, state)
    network = DenseNet121(channels, outputs)
    _check(path, state, network.state_dict(), outputs)
    network.load_state_dict({n: t.float() for n, t in state.items()}, strict=False)
    thresholds = _thresholds(path, operating_points, file.notes, outputs)
    size = _input_size(path, file.notes)
    return ReadNetwork(network.eval(), channels, size, thresholds)


def read_labels(path: Path) -> tuple[str, ...]:
    """The names of the outputs, one a line; empty lines and lines that begin with # do not count."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(f"The list of labels {path.name} cannot be read as text: {_why(error)}.") from error
    names = tuple(line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#"))
    if not names:
        raise ModelError(f"The list of labels {path.name} is empty; it needs one name a line.")
    if len(set(names)) < len(names):
        raise ModelError(f"The list of labels {path.name} has a name twice.")
    return names


def _read(path: Path) -> _File:
    if not path.is_file():
        raise ModelError(f"The weights file {path.name} is not there; choose it again.")
    try:
        if path.suffix == ".safetensors":
            with safe_open(path, framework="pt") as stored:
                names = stored.keys()
                return _File({name: stored.get_tensor(name) for name in names}, stored.metadata() or {})
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # torch wonders about pickles that are refused a moment later
            content = torch.load(path, map_location="cpu", weights_only=True)
    except pickle.UnpicklingError as error:
        raise ModelError(
            f"{path.name} holds more than plain tensors and was not opened, because that could run foreign "
            "code; save it again with torch.save(model.state_dict(), file)."
        ) from error
    except _DAMAGED as error:
        raise ModelError(
            f"{path.name} cannot be read as weights: the file is damaged or of another kind."
        ) from error
    return _File(_tensors(path, content))


def _tensors(path: Path, content: Any) -> dict[str, Tensor]:
    for name in _WRAPPERS:
        if isinstance(content, dict) and isinstance(content.get(name), dict):
            content = content[name]
    if not isinstance(content, dict):
        raise ModelError(f"{path.name} holds no state dict.")
    return {str(name): value for name, value in content.items() if isinstance(value, Tensor)}


def _plain_name(name: str) -> str:
    """torchvision's name of a parameter."""
    while name.startswith(_PREFIXES):
        name = name.partition(".")[2]
    name = _OLD_NAME.sub(r"\1\2.", name)
    return name.replace("classifier.0.", "classifier.")


def _channels(path: Path, state: dict[str, Tensor]) -> int:
    first = state.get("features.conv0.weight")
    if first is None or first.ndim != 4 or first.shape[1] not in (1, 3):
        raise ModelError(f"{path.name} is not a DenseNet-121 for pictures of one or three channels.")
    return int(first.shape[1])


def _check(path: Path, state: dict[str, Tensor], wanted: dict[str, Tensor], outputs: int) -> None:
    needed = {name for name in wanted if not name.endswith("num_batches_tracked")}
    for names, what in ((needed - state.keys(), "lacks"), (state.keys() - needed, "has besides")):
        if names:
            some = ", ".join(sorted(names)[:_NAMED])
            raise ModelError(f"{path.name} is not a DenseNet-121: it {what} {some} ({len(names)} in all).")
    found = state["classifier.weight"].shape
    if found[0] != outputs:
        raise ModelError(f"{path.name} has {found[0]} outputs, and the list of labels has {outputs} names.")
    for name in sorted(needed):
        if state[name].shape != wanted[name].shape:
            shapes = f"{tuple(state[name].shape)} instead of {tuple(wanted[name].shape)}"
            raise ModelError(f"{path.name} is not a DenseNet-121: {name} is {shapes}.")
        if not bool(torch.isfinite(state[name]).all()):
            raise ModelError(f"{path.name} cannot be used: {name} holds values that are not finite numbers.")


def _input_size(path: Path, notes: dict[str, str]) -> int:
    noted = notes.get("input_size", str(USUAL_SIZE))
    if not noted.isdecimal() or not 32 <= int(noted) <= _GREATEST_SIZE:
        raise ModelError(f"{path.name} notes an input size of {noted[:20]!r}, which is no size in pixels.")
    return int(noted)


def _thresholds(
    path: Path, operating_points: Tensor | None, notes: dict[str, str], outputs: int
) -> tuple[float, ...]:
    """Operating points of the file (a missing one is NaN there), else one half."""
    values = [0.5] * outputs
    if "thresholds" in notes:
        try:
            values = [float(v) for v in json.loads(notes["thresholds"])]
        except (ValueError, TypeError) as error:
            raise ModelError(f"The thresholds noted in {path.name} are not a list of numbers.") from error
    if operating_points is not None:
        values = operating_points.reshape(-1).tolist()
    if len(values) != outputs:
        raise ModelError(f"{path.name} has {len(values)} operating points for {outputs} outputs.")
    return tuple(float(v) if not math.isnan(v) and 0.0 < v < 1.0 else 0.5 for v in values)


def _why(error: Exception) -> str:
    return (getattr(error, "strerror", None) or "it is not UTF-8").lower()
