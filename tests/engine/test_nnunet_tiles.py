"""Where tiles begin and how they weigh, against the functions of nnunetv2."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from nnunetv2.inference.sliding_window_prediction import compute_gaussian, compute_steps_for_sliding_window

from medviewer.engine.tiling.tile_plan import plan_tiles
from medviewer.packs.stage import Tiles

_steps = st.sampled_from([0.25, 0.3, 0.5, 0.7, 0.8, 1.0])


@given(st.tuples(*[st.integers(1, 400)] * 3), st.tuples(*[st.sampled_from([16, 20, 48, 112])] * 3), _steps)
@settings(max_examples=100)
def test_tiles_begin_where_nnunets_do(shape: tuple[int, ...], size: tuple[int, ...], step: float) -> None:
    filled = [max(n, m) for n, m in zip(shape, size, strict=True)]
    plan = plan_tiles(shape, Tiles(size=size, step=step, scheme="nnunet", blending="constant"))
    assert [list(starts) for starts in plan.starts] == compute_steps_for_sliding_window(filled, size, step)
    assert plan.before == tuple((n - m) // 2 for n, m in zip(filled, shape, strict=True))


@given(st.tuples(*[st.integers(1, 400)] * 3), st.tuples(*[st.sampled_from([16, 20, 48])] * 2), _steps)
@settings(max_examples=50)
def test_slices_are_tiled_as_by_nnunet(shape: tuple[int, ...], size: tuple[int, ...], step: float) -> None:
    filled = [max(n, m) for n, m in zip(shape[1:], size, strict=True)]
    tiles = Tiles(size=size, step=step, scheme="nnunet", blending="constant")
    plan = plan_tiles(shape, tiles, slices=True)
    assert plan.starts[0] == tuple(range(shape[0]))
    assert [list(starts) for starts in plan.starts[1:]] == compute_steps_for_sliding_window(
        filled, size, step
    )


@pytest.mark.parametrize("size", [(16, 16, 16), (8, 24, 20), (40, 56, 40), (5, 7, 9)])
def test_a_tile_weighs_as_nnunets(size: tuple[int, int, int]) -> None:
    theirs = compute_gaussian(size, value_scaling_factor=10, device=torch.device("cpu"))
    ours = plan_tiles((64, 64, 64), Tiles(size=size, scheme="nnunet")).weights
    assert np.array_equal(ours, theirs.float().numpy())


def test_a_slice_weighs_as_nnunets() -> None:
    theirs = compute_gaussian((24, 20), value_scaling_factor=10, device=torch.device("cpu"))
    ours = plan_tiles((64, 64, 64), Tiles(size=(24, 20), scheme="nnunet"), slices=True).weights
    assert np.array_equal(ours[0], theirs.float().numpy())
