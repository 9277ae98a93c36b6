"""The engine says what MONAI's sliding_window_inference says, voxel for voxel."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from engine_cases import FunctionBackend, a_run, a_volume, convolution, noise
from hypothesis import given, settings
from hypothesis import strategies as st
from monai.data.utils import compute_importance_map, dense_patch_slices
from monai.inferers import sliding_window_inference
from monai.inferers.utils import _get_scan_interval

from medviewer.engine.tasks.segmentation import run
from medviewer.engine.tiling.tile_plan import plan_tiles
from medviewer.packs.stage import Output, Stage, Tiles

sizes = st.integers(1, 22)
shapes = st.tuples(sizes, sizes, sizes)
overlaps = st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.6, 0.75])
modes = st.sampled_from(["gaussian", "constant"])


@settings(max_examples=25)
@given(shapes, st.tuples(*[st.integers(2, 12)] * 3), overlaps, modes, st.integers(2, 7), st.integers(0, 99))
def test_gives_every_voxel_the_label_of_the_reference(
    shape: tuple[int, int, int], roi: tuple[int, int, int], overlap: float, mode: str, classes: int, seed: int
) -> None:
    network = convolution(classes, seed=seed)
    image = noise(shape, seed)
    tiles = Tiles(roi, 1 - overlap, "monai", mode)  # type: ignore[arg-type]
    stage = Stage("main", tiles=tiles, output=Output("softmax", tuple(range(classes))))
    found = run(a_run([stage], {"main": (FunctionBackend(network),)}, [a_volume(image)], classes - 1))
    with torch.inference_mode():
        reference = sliding_window_inference(
            torch.from_numpy(image)[None, None], roi, 1, network, overlap=overlap, mode=mode
        )
    np.testing.assert_array_equal(found.labels, reference[0].argmax(0).numpy())


@given(shapes, st.tuples(*[st.integers(2, 12)] * 3), overlaps, modes)
def test_plans_the_tiles_and_weights_of_the_reference(
    shape: tuple[int, int, int], roi: tuple[int, int, int], overlap: float, mode: str
) -> None:
    plan = plan_tiles(shape, Tiles(roi, 1 - overlap, "monai", mode))  # type: ignore[arg-type]
    filled = tuple(map(max, shape, roi))
    interval = _get_scan_interval(filled, roi, 3, (overlap,) * 3)
    starts = [tuple(part.start for part in box) for box in dense_patch_slices(filled, roi, interval)]
    assert [tuple(s[n] for s, n in zip(plan.starts, p, strict=True)) for p in plan] == starts
    assert np.array_equal(plan.weights, compute_importance_map(roi, mode, 0.125).numpy())


@pytest.mark.parametrize("kind", ["sigmoid", "regions"])
def test_thresholds_each_channel_and_lets_the_later_one_win(kind: str) -> None:
    network, image = convolution(3, seed=3), noise((9, 20, 14))
    tiles = Tiles((8, 8, 8), 0.5)
    stage = Stage("main", tiles=tiles, output=Output(kind, (2, 1, 3), threshold=0.6))  # type: ignore[arg-type]
    found = run(a_run([stage], {"main": (FunctionBackend(network),)}, [a_volume(image)], 3))
    with torch.inference_mode():
        given_image = torch.from_numpy(image)[None, None]
        mean = sliding_window_inference(given_image, (8, 8, 8), 1, network, overlap=0.5, mode="gaussian")
    expected = np.zeros(image.shape, np.uint8)
    for channel, label in zip(torch.sigmoid(mean[0]), (2, 1, 3), strict=True):
        expected[channel.numpy() > 0.6] = label
    np.testing.assert_array_equal(found.labels, expected)
    assert set(np.unique(expected)) == {0, 1, 2, 3}
