"""OpenVINO runs torch modules and ONNX files, tells nobody, and makes way for torch where it cannot."""

from __future__ import annotations

import subprocess
import sys

import pytest
import torch

from medviewer.engine.backends.openvino_backend import OpenVinoBackend
from medviewer.engine.backends.openvino_model import converted
from medviewer.engine.backends.torch_backend import TorchBackend
from medviewer.engine.networks.table import build_network

ARGUMENTS = {
    "spatial_dims": 3, "in_channels": 1, "out_channels": 2, "channels": (4, 8), "strides": (2,),
}  # fmt: skip

WITHOUT_A_NETWORK = """
import socket, sys, urllib.request, http.client
def refuse(*args, **kwargs):
    raise SystemExit("somebody opened a socket")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
urllib.request.urlopen = http.client.HTTPConnection.connect = refuse
def watch(event, args):
    if event.startswith(("socket.connect", "socket.getaddr", "socket.sendto")):
        refuse()
sys.addaudithook(watch)
import torch
from medviewer.engine.backends.openvino_backend import OpenVinoBackend
from medviewer.engine.backends.openvino_model import converted
network = torch.nn.Conv3d(1, 2, 3).eval()
backend = OpenVinoBackend(lambda shape: converted(network, shape), "float32", lambda: None)
backend.forward(torch.zeros(1, 1, 8, 8, 8))
assert backend.name == "OpenVINO float32" and not backend.refusal, backend.refusal
told = [name for name, module in sys.modules.items() if name.startswith("openvino_telemetry") and module]
assert not told, told
print("nobody was told")
"""


@pytest.fixture(scope="module")
def a_network() -> torch.nn.Module:
    torch.manual_seed(0)
    return build_network("monai.UNet", ARGUMENTS).requires_grad_(False)


@pytest.fixture
def make_backend_of(a_network: torch.nn.Module):
    def make(precision: str = "float32") -> OpenVinoBackend:
        return OpenVinoBackend(
            lambda shape: converted(a_network, shape), precision, lambda: TorchBackend(a_network)
        )

    return make


def test_gives_what_torch_gives_for_every_shape_that_comes(make_backend_of, a_network) -> None:
    backend = make_backend_of()
    for side in (16, 24, 16):
        batch = torch.randn(1, 1, 16, side, 16)
        with torch.inference_mode():
            assert torch.allclose(backend.forward(batch), a_network(batch), atol=1e-3)
    assert backend.refusal == ""


def test_keeps_machine_code_of_the_last_shapes_only(make_backend_of) -> None:
    backend = make_backend_of()
    for side in (8, 16, 24):
        backend.forward(torch.zeros(1, 1, 16, 16, side))
    assert len(backend._runs) == 2


def test_takes_inputs_that_are_views_of_something_larger(make_backend_of, a_network) -> None:
    batch = torch.randn(1, 1, 32, 32, 32)[:, :, ::2, 8:24, 4:20].flip(2)
    with torch.inference_mode():
        assert torch.allclose(make_backend_of().forward(batch), a_network(batch), atol=1e-3)


def test_bfloat16_is_near(make_backend_of, a_network) -> None:
    batch = torch.randn(1, 1, 16, 16, 16)
    with torch.inference_mode():
        assert torch.allclose(make_backend_of("bfloat16").forward(batch), a_network(batch), atol=0.1)


class OfItsOwn(torch.autograd.Function):
    @staticmethod
    def forward(_, batch: torch.Tensor) -> torch.Tensor:
        return torch.special.bessel_j0(batch)


class Unknown(torch.nn.Module):
    def forward(self, batch: torch.Tensor) -> torch.Tensor:
        return OfItsOwn.apply(batch)


def test_torch_takes_over_what_openvino_does_not_know() -> None:
    network = Unknown().eval()
    backend = OpenVinoBackend(
        lambda shape: converted(network, shape), "float32", lambda: TorchBackend(network)
    )
    batch = torch.randn(1, 1, 4, 4, 4)
    assert torch.equal(backend.forward(batch), torch.special.bessel_j0(batch))
    assert backend.name == "torch float32"
    assert backend.refusal.startswith("OpenVINO cannot run it")


def test_lack_of_memory_is_not_taken_for_an_unknown_network() -> None:
    def too_large(shape):
        raise MemoryError

    backend = OpenVinoBackend(too_large, "float32", lambda: pytest.fail("took over"))
    with pytest.raises(MemoryError):
        backend.forward(torch.zeros(1, 1, 4, 4, 4))


def test_closed_network_says_so(make_backend_of) -> None:
    backend = make_backend_of()
    backend.close()
    with pytest.raises(RuntimeError, match="closed"):
        backend.forward(torch.zeros(1, 1, 16, 16, 16))


def test_nothing_is_sent_or_asked_by_openvino_and_its_telemetry_is_not_even_loaded() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_A_NETWORK], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "nobody was told" in done.stdout
