"""Networks that see their image whole: tried on a part, traced small, held once, told from two sizes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from engine_cases import FunctionBackend, a_run, a_volume, convolution, noise
from safetensors.torch import save_file

from medviewer.core.errors import Cancelled
from medviewer.core.geometry import Geometry
from medviewer.engine.backends import traced
from medviewer.engine.backends.made_tiles import middle_parts, two_sizes
from medviewer.engine.backends.make_backend import backend_of
from medviewer.engine.backends.openvino_model import compiled, converted
from medviewer.engine.backends.record import BackendRecord, BackendTrial, StageRecord
from medviewer.engine.backends.size_trial import SizeFigures, measured_sizes, sized
from medviewer.engine.backends.split_network import HeadBackend
from medviewer.engine.backends.traced import traced_for
from medviewer.engine.backends.undisturbed import undisturbed_s
from medviewer.engine.networks.table import build_network
from medviewer.engine.reckoning.estimate import estimate
from medviewer.engine.tasks import run_task
from medviewer.engine.tiling.open_cells import OpenCells, most_voxels
from medviewer.engine.tiling.tile_plan import plan_places, plan_tiles
from medviewer.packs.stage import Output, Stage, Tiles
from medviewer.packs.write_pack import write_pack

WHOLE = Tiles(blending="constant")
MESH = {"in_channels": 1, "out_channels": 3, "channels": 4, "dilations": (1, 2, 1)}
TRIED = BackendTrial("openvino", "float32", ms_per_tile=100.0, ram_bytes=10**8)


@pytest.fixture
def small_probes(monkeypatch) -> None:
    monkeypatch.setattr(traced, "_PROBES", (16, 24))
    monkeypatch.setattr(traced, "_RESIDUE", 8)
    monkeypatch.setattr(traced, "_WORTH_PROBING", 24**3)


class Counting(torch.nn.Module):
    """Notes the sizes that it is run on."""

    def __init__(self, network: torch.nn.Module) -> None:
        super().__init__()
        self.network = network
        self.sides: list[int] = []

    def forward(self, batch: torch.Tensor) -> torch.Tensor:
        self.sides.append(batch.shape[2])
        return self.network(batch)


class FilledUp(torch.nn.Module):
    """Fills up what cannot be halved, as U-Nets do."""

    def forward(self, batch: torch.Tensor) -> torch.Tensor:
        if batch.shape[-1] % 2:
            batch = torch.nn.functional.pad(batch, (0, 1))
        return batch


class Places(torch.nn.Module):
    """Says where a voxel lies: its graph holds the size."""

    def forward(self, batch: torch.Tensor) -> torch.Tensor:
        return batch * torch.linspace(0.0, 1.0, int(batch.shape[-1]))


@pytest.mark.usefixtures("small_probes")
def test_network_whose_graph_knows_no_size_is_never_run_whole_to_be_converted() -> None:
    network = Counting(build_network("medviewer.MeshNet", MESH).eval().requires_grad_(False))
    batch = torch.randn(1, 1, 32, 40, 36)
    with torch.no_grad():
        code = compiled(converted(network, batch.shape), "float32")
        assert network.sides == [16, 24]
        assert np.allclose(code(batch.numpy())[0], network.network(batch).numpy(), atol=1e-4)


@pytest.mark.usefixtures("small_probes")
def test_network_whose_graph_holds_the_size_is_traced_with_its_own() -> None:
    network = Counting(Places())
    graph = traced_for(network, (1, 1, 32, 32, 32))
    assert network.sides == [16, 24, 32]
    with torch.no_grad():
        found = graph(torch.ones(1, 1, 32, 32, 32))
    assert torch.equal(found[0, 0, 0, 0], torch.linspace(0.0, 1.0, 32))


@pytest.mark.usefixtures("small_probes")
@pytest.mark.parametrize("side", [32, 35])
def test_small_images_leave_as_much_over_as_the_large_one(side: int) -> None:
    graph = traced_for(FilledUp(), (1, 1, 32, 32, side))
    with torch.no_grad():
        assert graph(torch.zeros(1, 1, 32, 32, side)).shape[-1] == 2 * -(-side // 2)


def test_fixed_part_and_slope_follow_from_two_sizes() -> None:
    found = sized(
        TRIED, 1000, [SizeFigures(100, 1.0, 10.0, 5, 300), SizeFigures(1100, 2.0, 110.0, 900, 1300)]
    )
    assert (found.fixed_ram_bytes, found.ram_bytes, found.load_ram_bytes) == (200, 1200, 900)
    assert (found.large_ms_per_tile, found.load_s, found.ms_per_tile) == (100.0, 2.0, 100.0)
    large = found.for_tile(10.0)
    assert (large.ram_bytes, large.ms_per_tile) == (10_200, 1000.0)
    assert found.for_tile(0.1).ram_bytes == 900  # to begin takes that much
    assert sized(TRIED, 1000, []) == TRIED


@pytest.mark.parametrize(
    ("wall_s", "processor_s", "expected_s"), [(10.0, 18.0, 10.0), (10.0, 20.0, 10.0), (100.0, 20.0, 12.5)]
)
def test_time_that_other_programs_took_is_not_put_down_to_a_network(wall_s, processor_s, expected_s) -> None:
    assert undisturbed_s(wall_s, processor_s, 2) == expected_s


def test_whole_images_are_tried_on_a_part_and_tiles_as_they_are() -> None:
    whole = [torch.zeros(1, 1, 130, 60, 140)]
    assert middle_parts(Stage("main", tiles=WHOLE), whole)[0].shape == (1, 1, 96, 60, 96)
    assert middle_parts(Stage("main", tiles=Tiles((130, 60, 140))), whole)[0] is whole[0]
    assert two_sizes(Stage("main", tiles=Tiles(multiple_of=48)), (1, 2, 9, 9, 9)) == (
        (1, 2, 96, 96, 96),
        (1, 2, 144, 144, 144),
    )
    assert two_sizes(Stage("main", tiles=Tiles((64, 64, 64))), (1, 2, 9, 9, 9)) == ()


def test_memory_of_a_whole_image_is_told_by_its_slope() -> None:
    stage = Stage("main", tiles=WHOLE, output=Output("softmax", (0, 1)))
    trial = BackendTrial(
        "openvino", "float32", 100.0, 10**8, summed=2, fixed_ram_bytes=5 * 10**7, load_ram_bytes=10**8
    )
    record = BackendRecord(
        "cpu", "", {}, 2, 4 * 10**8, False, (StageRecord("main", (1, 1, 96, 96, 96), (trial,)),)
    )
    manifest = a_run([stage], {}, [], labels=1).manifest
    grid = Geometry((256, 256, 256), (0.0, 0.0, 0.0), (1.0, 1.0, 1.0))
    found = estimate(manifest, grid, "cpu", record, free_ram=16 * 10**9)
    network = 5e7 + 5e7 * 256**3 / 96**3
    assert found.ram_bytes == pytest.approx(4e8 + network + (3 + 4 * 5) * 256**3, rel=0.01)
    assert "sums" not in found.plan


def test_what_one_tile_covers_alone_is_not_copied() -> None:
    plan = plan_tiles((8, 9, 10), WHOLE)
    cells = OpenCells(plan)
    given = torch.randn(3, 8, 9, 10)
    cells.add((0, 0, 0), given)
    (cell,) = cells.close((0, 0, 0))
    assert cell.sums is not None
    assert cell.sums.data_ptr() == given.data_ptr()
    assert bool((cell.weight == 1).all())
    assert most_voxels(plan) == 0
    beside = plan_places((8, 8, 16), Tiles((8, 8, 8), 1.0, blending="constant"))
    assert most_voxels(beside) == 0
    assert most_voxels(plan_places((8, 8, 16), Tiles((8, 8, 12), 0.5, blending="constant"))) > 0


def test_constant_tiles_give_the_plain_mean_where_they_overlap() -> None:
    network = convolution(2)
    stage = Stage("main", tiles=Tiles((8, 8, 8), 0.5, blending="constant"), output=Output("softmax", (0, 1)))
    values = noise((8, 8, 14))
    run = a_run([stage], {"main": (FunctionBackend(network),)}, [a_volume(values)], labels=1)
    sums, counts = torch.zeros(2, 8, 8, 14), torch.zeros(14)
    for first in (0, 4, 6):
        part = torch.from_numpy(values[:, :, first : first + 8])[None, None]
        sums[..., first : first + 8] += network(part)[0]
        counts[first : first + 8] += 1
    assert np.array_equal(run_task(run).labels, (sums / counts).argmax(0).numpy())


@pytest.mark.parametrize(("tile", "is_split"), [((), True), ((16, 16, 16), False)])
@pytest.mark.parametrize("runner", ["torch", "openvino"])
def test_classes_of_a_whole_image_are_made_last_wherever_there_are_more_than_features(
    tmp_path: Path, tile, is_split: bool, runner: str
) -> None:
    """50 classes of 30 features: with tiles that overlap they would not be worth it."""
    torch.manual_seed(0)
    arguments = {**MESH, "channels": 4, "out_channels": 6}
    network = build_network("medviewer.MeshNet", arguments).eval().requires_grad_(False)
    save_file(network.state_dict(), tmp_path / "weights.safetensors")
    tiles = Tiles(tile, 1.0, blending="constant")
    output = Output("softmax", tuple(range(6)))
    stage = Stage("main", "medviewer.MeshNet", arguments, tiles=tiles, output=output)
    backend = backend_of(stage, tmp_path / "weights.safetensors", "cpu", runner, "float32")
    values = noise((16, 16, 16))
    given = torch.from_numpy(values)[None, None]
    assert isinstance(backend, HeadBackend) == is_split
    assert torch.allclose(backend.forward(given), network(given), atol=1e-4)
    run = a_run([stage], {"main": (backend,)}, [a_volume(values)], labels=5)
    expected = network(given)[0].argmax(0).numpy()
    assert (run_task(run).labels == expected).mean() > 0.9999


def test_sizes_are_measured_by_a_process_that_imports_nothing_of_the_present_folder(
    tmp_path: Path, monkeypatch
) -> None:
    for name in ("json", "torch", "medviewer"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('foreign code was run')")
    monkeypatch.chdir(tmp_path)
    folder = a_written_pack(tmp_path / "pack")
    shapes = [(1, 1, side, side, side) for side in (16, 32)]
    small, large = measured_sizes(folder, "main", ("torch", "float32"), shapes, lambda *_: None)
    assert (small.voxels, large.voxels) == (16**3, 32**3)
    assert large.pass_bytes > 0


def test_sizes_that_cannot_be_measured_leave_the_trial_as_it_was(tmp_path: Path) -> None:
    folder = a_written_pack(tmp_path / "pack")
    assert measured_sizes(folder, "other", ("torch", "float32"), [(1, 1, 8, 8, 8)], lambda *_: None) == ()


def test_who_asks_to_stop_ends_the_measurement(tmp_path: Path) -> None:
    def stopped(fraction: float, message: str = "") -> None:
        raise Cancelled

    folder = a_written_pack(tmp_path / "pack")
    with pytest.raises(Cancelled):
        measured_sizes(folder, "main", ("torch", "float32"), [(1, 1, 8, 8, 8)], stopped)


def a_written_pack(folder: Path) -> Path:
    folder.mkdir()
    network = build_network("medviewer.MeshNet", MESH)
    save_file(network.state_dict(), folder / "weights.safetensors")
    for name in ("LICENSE", "card.md"):
        (folder / name).write_text("text\n", encoding="utf-8")
    stage = Stage("main", "medviewer.MeshNet", MESH, weights=("weights.safetensors",), tiles=WHOLE)
    write_pack(replace(a_run([stage], {}, [], labels=2).manifest, folder=folder), folder)
    return folder
