"""Where a model runs: graphics card or processor."""

from __future__ import annotations

import re
from dataclasses import dataclass

from medviewer.core.errors import ModelError

# A 3D network with its activations needs about this much at least.
_LEAST_FREE_BYTES = 2 * 1024**3
_NAME = re.compile(r"auto|cuda(:\d{1,2})?")


@dataclass(frozen=True)
class Device:
    """A torch device name such as ``"cpu"`` or ``"cuda:0"``, and a sentence that says why this one."""

    name: str
    reason: str


def choose_device(wanted: str) -> Device:
    """The device for ``"auto"``, ``"cpu"``, ``"cuda"`` or ``"cuda:n"``.

    Raises
    ------
    ModelError
        If a graphics card is asked for and there is none, or for an unknown name.
    """
    if wanted == "cpu":  # the only answer that needs no torch
        return Device("cpu", "Running on the processor, as asked.")
    if not _NAME.fullmatch(wanted):
        raise ModelError(f"There is no device {wanted!r}; choose auto, cpu or cuda.")
    import torch

    if not torch.cuda.is_available():
        if wanted == "auto":
            return Device("cpu", "Running on the processor: no graphics card that torch can use was found.")
        raise ModelError("No graphics card that torch can use was found; choose auto or cpu.")
    if wanted.startswith("cuda:"):
        if int(wanted.removeprefix("cuda:")) >= torch.cuda.device_count():
            raise ModelError(f"There is no graphics card {wanted}; choose auto, cpu or cuda.")
        return Device(wanted, f"Running on the graphics card {wanted}, as asked.")
    best = max(range(torch.cuda.device_count()), key=_free_bytes)
    free = _free_bytes(best)
    if wanted == "auto" and free < _LEAST_FREE_BYTES:
        return Device(
            "cpu", f"Running on the processor: only {free / 1e9:.1f} GB of the graphics card are free."
        )
    return Device(f"cuda:{best}", f"Running on {torch.cuda.get_device_name(best)}.")


def _free_bytes(index: int) -> int:
    import torch

    return int(torch.cuda.mem_get_info(index)[0])
