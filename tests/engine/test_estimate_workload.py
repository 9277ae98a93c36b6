"""How much there is to do is reckoned as the engine will do it."""

from __future__ import annotations

import pytest
from engine_cases import a_run, a_volume, noise

from medviewer.core.geometry import Geometry
from medviewer.engine.grid.model_space import to_model_space
from medviewer.engine.reckoning.estimate import estimate
from medviewer.engine.reckoning.memory_plan import Needs, memory_plan
from medviewer.engine.reckoning.workload import _bound, workload
from medviewer.engine.tiling.open_cells import most_voxels
from medviewer.engine.tiling.tile_plan import plan_places, plan_tiles
from medviewer.packs.stage import Output, Space, Stage, Tiles

GIGABYTE = 10**9
SPACES = [
    Space(),
    Space("RAS", (2.0, 1.5, 1.5)),
    Space("LPS", (1.0, 0.0, 3.0), resampling="nnunet"),
    Space("SPL", (1.0, 1.0, 1.0), conform=(64, 64, 64)),
    Space("SPL", (0.0, 1.0, 1.0), slices=True),
]


@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize("scheme", ["monai", "nnunet"])
def test_tiles_are_those_of_the_engine(space: Space, scheme) -> None:
    size = (24, 24) if space.slices else (16, 24, 20)
    tiles = Tiles(size=size, scheme=scheme)
    stage = Stage("main", space=space, tiles=tiles, output=Output("softmax", (0, 1)))
    volume = a_volume(noise((20, 61, 47)), (0.8, 0.9, 2.5))
    run = a_run([stage], {}, [volume], labels=1)
    image = to_model_space(run.volumes, stage)
    plan = plan_tiles(image.shape, tiles, space.slices)
    (work,) = workload(run.manifest, volume.geometry, {})
    assert work.tiles == len(plan)
    assert work.open_voxels == most_voxels(plan)
    assert work.is_resampled == bool(space.spacing_mm)


def test_folds_and_mirrored_copies_multiply() -> None:
    tiles = Tiles(size=(16, 16, 16), mirror_axes=(0, 1, 2))
    stage = Stage("main", weights=("a", "b", "c", "d", "e"), tiles=tiles)
    grid = Geometry((16, 16, 16), (0.0, 0.0, 0.0), (1.0, 1.0, 1.0))
    manifest = a_run([stage], {}, [], labels=1).manifest
    passes = [
        workload(manifest, grid, params)[0].passes
        for params in ({}, {"tta": "false"}, {"folds": "2"}, {"tta": "no", "folds": "all"})
    ]
    assert passes == [40, 5, 16, 5]


@pytest.mark.parametrize(("classes", "is_told"), [(118, True), (8, False)])
def test_sums_of_many_classes_are_told_before_the_start(classes: int, is_told: bool) -> None:
    stage = Stage("main", tiles=Tiles((96, 96, 96), 0.75), output=Output("softmax", tuple(range(classes))))
    grid = Geometry((400, 512, 512), (0.0, 0.0, 0.0), (1.0, 1.0, 1.0))
    manifest = a_run([stage], {}, [], labels=classes - 1).manifest
    found = estimate(manifest, grid, "cpu", None, free_ram=16 * GIGABYTE)
    assert ("sums of 118 channels where tiles overlap" in found.plan) == is_told


@pytest.mark.parametrize("shape", [(40, 50, 60), (16, 16, 16), (100, 30, 17)])
def test_bound_of_open_voxels_holds(shape: tuple[int, int, int]) -> None:
    for step in (0.25, 0.5, 0.8, 1.0):
        for scheme in ("monai", "nnunet"):
            plan = plan_places(shape, Tiles(size=(16, 12, 8), step=step, scheme=scheme))
            assert most_voxels(plan) <= _bound(plan) or len(plan) == 1


@pytest.mark.parametrize(
    ("needs", "free_ram", "free_vram", "device", "has_sums_on_device", "fits"),
    [
        (Needs(2, 3, 1), 16, 8, "cuda:0", True, True),
        (Needs(2, 3, 6), 16, 8, "cuda:0", False, True),
        (Needs(2, 3, 20), 16, 8, "cuda:0", False, False),
        (Needs(2, 9, 1), 16, 8, "cpu", True, True),
        (Needs(2, 9, 20), 16, 8, "cpu", True, False),
    ],
)
def test_the_plan_fits_what_is_free(needs, free_ram, free_vram, device, has_sums_on_device, fits) -> None:
    needs = Needs(needs.ram * GIGABYTE, needs.network_vram * GIGABYTE, needs.sums * GIGABYTE)
    plan = memory_plan(needs, "cuda:0", free_ram * GIGABYTE, free_vram * GIGABYTE)
    assert (plan.device, plan.has_sums_on_device, plan.fits) == (device, has_sums_on_device, fits)
