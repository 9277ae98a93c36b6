"""Networks tell how far they are while they run, and stop where they are when they are asked to."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from engine_cases import a_run, a_volume, noise

from medviewer.core.errors import Cancelled
from medviewer.engine.backends.listening import LayerWatch
from medviewer.engine.backends.onnx_backend import OnnxBackend
from medviewer.engine.backends.openvino_backend import OpenVinoBackend
from medviewer.engine.backends.openvino_model import converted
from medviewer.engine.backends.torch_backend import TorchBackend
from medviewer.engine.networks.table import build_network
from medviewer.engine.tasks import run_task
from medviewer.engine.tiling.tile_network import TileNetwork
from medviewer.packs.stage import Output, Stage, Tiles

LAYERS = 9
BATCH = (1, 1, 24, 24, 24)


@pytest.fixture
def a_network() -> torch.nn.Module:
    torch.manual_seed(0)
    arguments = {"in_channels": 1, "out_channels": 2, "channels": 4, "dilations": (1,) * (LAYERS - 1)}
    return build_network("medviewer.MeshNet", arguments).eval().requires_grad_(False)


def a_torch_backend(network: torch.nn.Module, _: Path) -> TorchBackend:
    return TorchBackend(network)


def an_openvino_backend(network: torch.nn.Module, _: Path) -> OpenVinoBackend:
    return OpenVinoBackend(
        lambda shape: converted(network, shape), "float32", lambda: pytest.fail("took over"), 1e-9
    )


def an_onnx_backend(network: torch.nn.Module, folder: Path) -> OnnxBackend:
    path = folder / "network.onnx"
    torch.onnx.export(network, (torch.zeros(BATCH),), str(path), input_names=["in"], dynamo=False)
    return OnnxBackend(path)


def a_long_pass(shares: list[float]):
    """Listens, and takes the first word for a wish to stop."""

    def tell(share: float) -> None:
        shares.append(share)
        raise Cancelled

    return tell


def run_until_it_is_seen(backend, batch: torch.Tensor) -> None:
    """So small a network is sometimes done before anybody looks."""
    for _ in range(1000):
        backend.forward(batch)


def test_torch_tells_after_every_layer(a_network) -> None:
    backend, shares = TorchBackend(a_network), []
    backend.listen(shares.append)
    for _ in range(2):
        backend.forward(torch.zeros(BATCH))
    assert shares == pytest.approx([n / LAYERS for n in range(1, LAYERS + 1)] * 2)
    backend.listen(None)
    backend.forward(torch.zeros(BATCH))
    assert len(shares) == 2 * LAYERS


def test_layers_that_are_run_several_times_are_known_from_the_second_pass() -> None:
    class Twice(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.layer = torch.nn.ReLU()

        def forward(self, batch):
            return self.layer(self.layer(batch))

    network, shares = Twice(), []
    watch = LayerWatch(network)
    watch.tell = shares.append
    for _ in range(2):
        watch.begin()
        network(torch.zeros(1))
    assert shares == [1.0, 1.0, 0.5, 1.0]


def test_torch_stops_at_the_next_layer(a_network) -> None:
    ran: list[int] = []
    for layer in a_network.layers:
        layer.register_forward_hook(lambda *_: ran.append(1))
    backend, shares = TorchBackend(a_network), []
    backend.listen(lambda share: a_long_pass(shares)(share) if len(ran) == 3 else None)
    with pytest.raises(Cancelled):
        backend.forward(torch.zeros(BATCH))
    assert len(ran) == 3


@pytest.mark.parametrize("make", [a_torch_backend, an_openvino_backend, an_onnx_backend])
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_after_a_stop_the_network_runs_as_before(make, a_network, tmp_path: Path, monkeypatch) -> None:
    backend, batch = make(a_network, tmp_path), torch.randn(BATCH)
    expected = backend.forward(batch).clone()
    for module in ("openvino_backend._LOOK_MS", "onnx_backend._LOOK_S"):
        monkeypatch.setattr(f"medviewer.engine.backends.{module}", 0)
    shares: list[float] = []
    backend.listen(a_long_pass(shares))
    with pytest.raises(Cancelled):
        run_until_it_is_seen(backend, batch)
    assert len(shares) == 1
    backend.listen(lambda _: None)
    assert torch.equal(backend.forward(batch), expected)


def test_openvino_tells_how_much_of_the_known_time_is_over(a_network, monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr("medviewer.engine.backends.openvino_backend._LOOK_MS", 0)
    backend, shares = an_openvino_backend(a_network, tmp_path), []
    backend.listen(shares.append)
    for _ in range(1000):
        backend._s_per_voxel = 1e-9
        backend.forward(torch.zeros(BATCH))
        if shares:
            break
    assert shares == sorted(shares)
    assert shares[-1] == 0.95  # it took longer than was known, and is not done


def test_openvino_gives_back_what_a_large_image_took(a_network, monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr("medviewer.engine.backends.openvino_backend._LARGE_VOXELS", 10)
    backend, batch = an_openvino_backend(a_network, tmp_path), torch.randn(BATCH)
    expected = backend.forward(batch).clone()
    backend.rest()
    (run,) = backend._runs.values()
    assert run._output.numel() == 0
    assert run._request is None
    assert torch.equal(backend.forward(batch), expected)


def test_folds_and_mirrored_copies_share_a_tile(a_network) -> None:
    network = TileNetwork([TorchBackend(a_network)] * 2, mirror_axes=(0,))
    shares: list[float] = []
    network.listen(shares.append)
    network.predict(torch.zeros(BATCH[1:]))
    assert len(shares) == 4 * LAYERS
    assert shares == sorted(shares)
    assert shares[LAYERS - 1 :: LAYERS] == [0.25, 0.5, 0.75, 1.0]


@pytest.mark.parametrize(("size", "words"), [((), "Running the network"), ((8, 8, 8), "Tile 1 of 8")])
def test_the_run_tells_within_a_tile(a_network, size, words: str) -> None:
    tiles = Tiles(size=size, step=1.0, blending="constant")
    stage = Stage("main", tiles=tiles, output=Output("softmax", (0, 1)))
    run = a_run([stage], {"main": (TorchBackend(a_network),)}, [a_volume(noise((16, 16, 16)))], labels=1)
    told: list[tuple[float, str]] = []
    run_task(run.with_report(lambda fraction, message="": told.append((fraction, message))))
    within = [fraction for fraction, message in told if message.startswith(words)]
    assert len(within) == LAYERS + 1
    assert within == sorted(set(within))
    assert any("left" in message for _, message in told)


def test_a_run_that_is_stopped_within_its_only_tile_leaves_nobody_listening(a_network) -> None:
    stage = Stage("main", tiles=Tiles(blending="constant"), output=Output("softmax", (0, 1)))
    backend = TorchBackend(a_network)
    run = a_run([stage], {"main": (backend,)}, [a_volume(noise((16, 16, 16)))], labels=1)

    def report(fraction: float, message: str = "") -> None:
        if fraction > 0.3:
            raise Cancelled

    with pytest.raises(Cancelled):
        run_task(run.with_report(report))
    backend.forward(torch.zeros(BATCH))
    assert backend._layers.tell is None
