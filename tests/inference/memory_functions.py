"""What a host is asked to do by tests of memory."""

from __future__ import annotations

import torch

from medviewer.engine import pack_model
from medviewer.engine.backends.make_backend import make_backend
from medviewer.inference.run import run_model

EIGHT_GIGABYTES = 8 << 30


def run_with_a_greedy_torch(folder, volume, report):
    """Runs a pack whose networks ask for far more than they need where torch runs them."""

    def make(stage, weights, device, precision="auto"):
        backend = make_backend(stage, weights, device, precision)
        if backend.name.startswith("torch"):
            backend.forward = lambda batch: torch.empty(EIGHT_GIGABYTES, dtype=torch.uint8)
        return backend

    pack_model.make_backend = make
    return run_model(folder, volume, {}, "cpu", report=report)
