"""Networks that were closed give their memory back; a converted one leaves none to torch."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from safetensors.torch import save_file

from medviewer.engine.networks.table import build_network

NETWORK = "medviewer.MeshNet"
ARGUMENTS = {"in_channels": 1, "out_channels": 2, "channels": 192, "dilations": (1,) * 8}

ROUNDS = """
import ctypes, gc, json, sys
from pathlib import Path
import psutil, torch
torch.set_num_threads(1)
from medviewer.engine.backends.make_backend import backend_of
from medviewer.packs.stage import Stage
def held():
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    return psutil.Process().memory_info().rss / 1e6
def one_round():
    stage = Stage("main", "medviewer.MeshNet", json.loads(sys.argv[1]))
    backend = backend_of(stage, Path(sys.argv[2]), "cpu", sys.argv[3], "float32")
    backend.forward(torch.zeros(1, 1, 8, 8, 8))
    while_open = held()
    backend.close()
    return while_open, held()
figures = [one_round() for _ in range(4)]
print(json.dumps(figures))
"""


@pytest.fixture(scope="module")
def a_weights_file(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("weights") / "weights.safetensors"
    save_file(build_network(NETWORK, ARGUMENTS).state_dict(), path)
    return path


@pytest.mark.skipif(sys.platform != "linux", reason="asks glibc to give back what is free")
@pytest.mark.parametrize("runner", ["torch", "openvino"])
def test_memory_comes_back_after_several_rounds(a_weights_file: Path, runner: str) -> None:
    size_mb = a_weights_file.stat().st_size / 1e6
    command = [sys.executable, "-c", ROUNDS, json.dumps(ARGUMENTS), str(a_weights_file), runner]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    while_open, after = zip(*json.loads(done.stdout), strict=True)
    assert size_mb > 20
    assert after[-1] - after[1] < 0.5 * size_mb, (size_mb, while_open, after)
    # OpenVINO keeps the weights as they came beside those it has packed; torch's own must be gone.
    copies = {"torch": 1.6, "openvino": 2.6}[runner]
    assert while_open[-1] - after[-2] < copies * size_mb, (size_mb, while_open, after)
