"""How many graphics cards the machine has, found without a library for them."""

from __future__ import annotations

import os
from pathlib import Path

_NVIDIA = Path("/proc/driver/nvidia/gpus")


def graphics_cards() -> int:
    """Number of cards that models may use; 0 where the system does not tell (they may still be found later).

    ``CUDA_VISIBLE_DEVICES`` counts as the user's word; where it is set one host takes what it names.
    """
    if os.environ.get("CUDA_VISIBLE_DEVICES") is not None:
        return 1
    try:
        return sum(1 for _ in _NVIDIA.iterdir())
    except OSError:
        return 0
