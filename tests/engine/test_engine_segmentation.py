"""Segmentation by the engine: many classes in little memory, air, folds, stages, clean-up, cancel."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
import torch
from engine_cases import FunctionBackend, a_run, a_volume, convolution, noise

from medviewer.core.errors import Cancelled, ModelError
from medviewer.engine.backends.split_network import HeadBackend, split_network
from medviewer.engine.backends.torch_backend import TorchBackend
from medviewer.engine.tasks.segmentation import run
from medviewer.engine.tiling.open_cells import leanest, most_voxels
from medviewer.engine.tiling.tile_plan import plan_tiles
from medviewer.packs.pack_manifest import CleanUp
from medviewer.packs.stage import Normalise, Output, Space, Stage, Tiles

TILES = Tiles((12, 12, 12), 0.5)


def many_classes(classes: int) -> torch.nn.Module:
    """A network whose last layer makes many classes of four features."""
    torch.manual_seed(0)
    layers = torch.nn.Sequential(convolution(4), torch.nn.ReLU(), torch.nn.Conv3d(4, classes, 1))
    return layers.eval().requires_grad_(False)


def two_parts(batch: torch.Tensor) -> torch.Tensor:
    """Logits of background, of what is above 0.5 and of what is above 1.5."""
    return torch.cat([torch.zeros_like(batch), batch - 0.5, 3 * (batch - 1.25)], dim=1)


@pytest.mark.parametrize("space", [Space(), Space(spacing_mm=(1.4, 1.3, 1.6))], ids=["own grid", "resampled"])
def test_classes_made_last_are_the_same_classes(space: Space) -> None:
    volume = a_volume(noise((20, 31, 27)))
    stage = Stage("main", space=space, tiles=TILES, output=Output("softmax", tuple(range(118))))
    whole = run(a_run([stage], {"main": (FunctionBackend(many_classes(118)),)}, [volume], 117))
    network = many_classes(118)
    head = split_network(network, TILES.size)
    assert head is not None
    backend = HeadBackend(TorchBackend(network), head)
    split = run(a_run([stage], {"main": (backend,)}, [volume], 117))
    # Sums round in another order: a voxel may differ where two of 118 classes are equal to seven digits.
    assert np.mean(split.labels == whole.labels) >= 0.9999
    assert len(np.unique(whole.labels)) > 10


def test_folds_and_mirrored_copies_are_averaged() -> None:
    networks = [convolution(3, seed=seed) for seed in (1, 2)]
    image = noise((12, 12, 12))
    stage = Stage(
        "main", weights=("a", "b"), tiles=Tiles((12, 12, 12), mirror_axes=(0, 2)),
        output=Output("softmax", (0, 1, 2)),
    )  # fmt: skip
    backends = tuple(FunctionBackend(network) for network in networks)
    found = run(a_run([stage], {"main": backends}, [a_volume(image)], 2))
    batch, total = torch.from_numpy(image)[None, None], torch.zeros(1, 3, 12, 12, 12)
    for network in networks:
        for axes in ([], [2], [4], [2, 4]):
            total += network(batch.flip(axes)).flip(axes)
    np.testing.assert_array_equal(found.labels, total[0].argmax(0).numpy())
    assert dict(found.provenance.parameters)["tta"] == "true"
    once = run(a_run([stage], {"main": backends}, [a_volume(image)], 2, {"tta": "false", "folds": "1"}))
    np.testing.assert_array_equal(once.labels, networks[0](batch)[0].argmax(0).numpy())
    assert dict(once.provenance.parameters) | {"tta": "false", "folds": "1"} == dict(
        once.provenance.parameters
    )


def test_of_stages_with_fewer_folds_all_are_taken() -> None:
    stages = [
        Stage("main", weights=("a", "b", "c"), tiles=TILES, output=Output("softmax", (0, 1, 2))),
        Stage("other", tiles=TILES, output=Output("softmax", (0, 1, 2))),
    ]
    backends = {
        "main": tuple(FunctionBackend(two_parts) for _ in range(3)),
        "other": (FunctionBackend(two_parts),),
    }
    run(a_run(stages, backends, [a_volume(noise((9, 9, 9)))], 2, {"folds": "2"}))
    calls = [one.calls for folds in backends.values() for one in folds]
    assert calls[0] == calls[1] == calls[3] > 0
    assert calls[2] == 0


def test_a_tile_that_holds_no_number_is_not_taken_for_air() -> None:
    voxels = np.full((12, 12, 12), 100.0, np.float32)
    voxels[0, 0, 0] = np.nan
    stage = Stage("main", tiles=Tiles((12, 12, 12), skip_below=0.0), output=Output("softmax", (0, 1, 2)))
    with pytest.raises(ModelError, match="not numbers"):
        run(a_run([stage], {"main": (FunctionBackend(convolution(3)),)}, [a_volume(voxels)], 2))


def test_air_is_not_run_and_an_image_of_air_is_empty() -> None:
    voxels = np.full((40, 40, 40), -1000, np.int16)
    voxels[2:10, 2:10, 2:10] = 200
    normalise = ((Normalise("linear", scale=0.01),),)
    stage = Stage(
        "main", normalise=normalise, tiles=Tiles((12, 12, 12), 1.0, skip_below=-9.0),
        output=Output("softmax", (0, 1, 2)),
    )  # fmt: skip
    backend = FunctionBackend(two_parts)
    found = run(a_run([stage], {"main": (backend,)}, [a_volume(voxels)], 2))
    np.testing.assert_array_equal(found.labels, np.where(voxels > 0, 2, 0))
    assert backend.calls == 1
    empty = run(a_run([stage], {"main": (backend,)}, [a_volume(np.full_like(voxels, -1000))], 2))
    assert backend.calls == 1
    assert not empty.labels.any()


def test_stages_share_one_map_and_the_manifest_says_who_wins() -> None:
    voxels = noise((14, 14, 14))
    first = Stage("first", tiles=TILES, output=Output("softmax", (0, 1, 2)))
    volume = a_volume(voxels)
    for merge in ("overwrite", "keep_earlier"):
        second = Stage("second", tiles=TILES, output=Output("sigmoid", (3,)), merge=merge)  # type: ignore[arg-type]
        backends = {"first": (FunctionBackend(two_parts),), "second": (FunctionBackend(lambda b: b - 1.0),)}
        found = run(a_run([first, second], backends, [volume], 3)).labels
        alone = np.where(voxels > 1.625, 2, np.where(voxels > 0.5, 1, 0))
        wins = voxels > 1.0 if merge == "overwrite" else (voxels > 1.0) & (alone == 0)
        np.testing.assert_array_equal(found, np.where(wins, 3, alone))


def test_clean_up_keeps_what_is_large_and_fills_what_is_enclosed() -> None:
    voxels = np.zeros((20, 20, 20), np.float32)
    voxels[2:11, 2:11, 2:11] = 1.0
    voxels[5:7, 5:7, 5:7] = 0.0
    voxels[15:18, 15:18, 15:18] = 1.0
    voxels[13, 3, 3] = 1.0
    stage = Stage("main", tiles=TILES, output=Output("sigmoid", (1,)))
    backends = {"main": (FunctionBackend(lambda batch: batch * 8 - 4),)}
    volume = a_volume(voxels)

    def cleaned(*steps: CleanUp) -> np.ndarray:
        return run(a_run([stage], backends, [volume], 1, clean_up=steps)).labels

    assert cleaned().sum() == 729 - 8 + 27 + 1
    assert cleaned(CleanUp(largest=1)).sum() == 729 - 8
    assert cleaned(CleanUp(1, smallest_ml=0.0269)).sum() == 729 - 8 + 27
    assert cleaned(CleanUp(fill_holes=True)).sum() == 729 + 27 + 1


def test_a_cancel_is_felt_at_the_next_tile() -> None:
    backend = FunctionBackend(two_parts)
    stage = Stage("main", tiles=TILES, output=Output("softmax", (0, 1, 2)))
    told: list[str] = []

    def report(fraction: float, message: str = "") -> None:
        told.append(message)
        if message.startswith("Tile 3 "):
            raise Cancelled

    engine_run = a_run([stage], {"main": (backend,)}, [a_volume(noise((40, 40, 40)))], 2)
    with pytest.raises(Cancelled):
        run(engine_run.with_report(report))
    assert backend.calls == 2
    assert "left" in told[-1]


@pytest.mark.parametrize(
    ("network", "said"),
    [
        (lambda batch: two_parts(batch)[:, :2], "gives 2 channels and its pack names 3"),
        (lambda batch: two_parts(batch) * float("nan"), "not numbers"),
        (lambda batch: two_parts(batch)[..., ::2], "voxels for"),
    ],
)
def test_a_network_that_does_not_fit_its_pack_is_told(network: object, said: str) -> None:
    stage = Stage("main", tiles=TILES, output=Output("softmax", (0, 1, 2)))
    with pytest.raises(ModelError, match=said):
        run(a_run([stage], {"main": (FunctionBackend(network),)}, [a_volume(noise((9, 9, 9)))], 2))  # type: ignore[arg-type]


@pytest.mark.parametrize("params", [{"step": "0"}, {"step": "wide"}, {"tta": "perhaps"}, {"folds": "3"}])
def test_parameters_that_make_no_sense_are_told(params: dict[str, str]) -> None:
    stage = Stage("main", tiles=TILES, output=Output("softmax", (0, 1, 2)))
    with pytest.raises(ModelError, match="was given"):
        run(a_run([stage], {"main": (FunctionBackend(two_parts),)}, [a_volume(noise((9, 9, 9)))], 2, params))


MEMORY = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import numpy as np, torch
torch.set_num_threads(1)
from engine_cases import a_run, a_volume
from test_engine_segmentation import many_classes
from medviewer.engine.backends.split_network import HeadBackend, split_network
from medviewer.engine.backends.torch_backend import TorchBackend
from medviewer.engine.tasks.segmentation import run
from medviewer.packs.stage import Output, Stage, Tiles
def peak():
    lines = Path("/proc/self/status").read_text().splitlines()
    return 1024 * next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
def segmented(shape, classes):
    network = many_classes(classes)
    head = split_network(network, (48, 48, 48))
    backend = HeadBackend(TorchBackend(network), head)
    stage = Stage("main", tiles=Tiles((48, 48, 48), 0.5), output=Output("softmax", tuple(range(classes))))
    run(a_run([stage], {"main": (backend,)}, [a_volume(np.ones(shape, np.int16))], classes - 1))
classes = int(sys.argv[2])
segmented((48, 48, 48), classes)
before = peak()
segmented((64, 192, 224), classes)
print(peak() - before)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_memory_does_not_grow_with_the_number_of_classes(request: pytest.FixtureRequest) -> None:
    grown = {}
    for classes in (8, 118):
        command = [sys.executable, "-c", MEMORY, str(request.path.parent), str(classes)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
        grown[classes] = int(done.stdout)
    voxels = 64 * 192 * 224
    image_and_labels = 3 * voxels
    # All logits would be 1.3 GB, and the sums of all classes where tiles overlap took 0.9 GB. What is left is
    # 4 MB at a time, again and again, which the C library does not give back at once.
    assert grown[118] < image_and_labels + 300e6
    assert grown[118] < grown[8] + 250e6


def test_the_sums_are_one_overlap_thick() -> None:
    size, overlap = 96, 48
    plan = plan_tiles((400, 512, 512), Tiles((size,) * 3, 0.5))
    best = leanest(plan)
    assert len(best) == len(plan)
    assert best.order[0] != 0
    slow, middle, fast = ((400, 512, 512)[axis] for axis in best.order)
    assert most_voxels(best) <= most_voxels(plan) < 400 * 512 * 512 / 4
    # The last tiles of an axis overlap more, as MONAI puts them: 64 voxels where 512 = 8.67 * 48 + 96.
    assert most_voxels(best) <= 64 * middle * fast + size * 64 * fast + size**3
    assert slow == 512
    assert overlap * middle * fast < most_voxels(best)
