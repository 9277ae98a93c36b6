"""Our resampling, crop and cascade labels against the functions of nnunetv2."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nnunetv2.preprocessing.cropping.cropping import crop_to_nonzero
from nnunetv2.preprocessing.resampling.default_resampling import (
    compute_new_shape,
    determine_do_sep_z_and_axis,
    resample_data_or_seg_to_shape,
)

from medviewer.engine.grid.model_grid import AxisMap
from medviewer.engine.grid.nnunet_crop import box_of, nonzero_mask
from medviewer.engine.grid.nnunet_resample import resample_image, separate_axis, shape_at
from medviewer.engine.labels.nnunet_labels import one_hot_of_previous

_SPACINGS = {
    "finer": ((1.5, 1.0, 1.2), (1.0, 0.8, 0.8)),
    "coarser": ((1.0, 0.7, 0.7), (1.5, 1.5, 1.5)),
    "one axis only": ((1.0, 1.0, 1.0), (2.0, 1.0, 1.0)),
    "thick slices": ((5.0, 0.8, 0.8), (3.0, 1.0, 1.0)),
    "thick slices that stay": ((5.0, 0.8, 0.8), (5.0, 1.0, 1.1)),
    "thick in the middle": ((0.8, 5.0, 0.9), (1.0, 2.0, 1.0)),
    "thick columns": ((0.8, 0.9, 6.0), (1.0, 1.0, 4.0)),
    "thick afterwards": ((1.0, 1.0, 1.0), (4.0, 1.0, 1.0)),
    "ten times as thick": ((10.0, 1.0, 1.0), (1.0, 1.0, 1.0)),
    "two thick axes": ((5.0, 5.0, 1.0), (2.0, 2.0, 1.0)),
}
_spacing = st.tuples(*[st.sampled_from([0.25, 0.7, 0.8, 1.0, 1.5, 3.0, 5.0])] * 3)


def _image(shape: tuple[int, ...] = (14, 21, 17)) -> np.ndarray:
    generator = np.random.default_rng(4)
    return generator.normal(size=shape).astype(np.float32) * 100


@pytest.mark.parametrize("case", _SPACINGS)
def test_images_are_resampled_as_by_nnunet(case: str) -> None:
    spacing, target = _SPACINGS[case]
    image = _image()
    shape = shape_at(image.shape, spacing, target)
    theirs = resample_data_or_seg_to_shape(
        image[None], shape, spacing, target, is_seg=False, order=3, order_z=0, force_separate_z=None
    )[0]
    ours = resample_image(image, shape, spacing, target)
    assert ours.dtype == np.float32
    assert ours.shape == theirs.shape
    np.testing.assert_allclose(ours, theirs, atol=2e-5)


@pytest.mark.parametrize("case", _SPACINGS)
def test_logits_come_back_as_with_nnunet(case: str) -> None:
    to_mm, spacing = _SPACINGS[case]
    to_shape = (14, 21, 17)
    logits = _image(shape_at(to_shape, to_mm, spacing))
    theirs = resample_data_or_seg_to_shape(
        logits[None], to_shape, spacing, to_mm, is_seg=False, order=1, order_z=0, force_separate_z=None
    )[0]
    ours = logits.astype(np.float64)
    separate = separate_axis(spacing, to_mm)
    for axis, (old, new) in enumerate(zip(logits.shape, to_shape, strict=True)):
        scale = new / old
        steps = AxisMap(old, scale, 0.5 * scale - 0.5, 0, new, nearest=axis == separate).back()
        weight = steps.weight.reshape([-1 if other == axis else 1 for other in range(3)])
        ours = ours.take(steps.low, axis) * (1 - weight) + ours.take(steps.high, axis) * weight
    np.testing.assert_allclose(ours, theirs, atol=1e-4)


@pytest.mark.parametrize("case", _SPACINGS)
def test_a_coarse_stages_labels_are_given_on_as_by_nnunet(case: str) -> None:
    spacing, target = _SPACINGS[case]
    generator = np.random.default_rng(2)
    labels = generator.integers(0, 4, (14, 21, 17)).repeat(2, 1)[:, :21].astype(np.int16)
    inside = generator.random(labels.shape) > 0.2
    marked = np.where((labels == 0) & ~inside, -1, labels)
    shape = shape_at(labels.shape, spacing, target)
    theirs = resample_data_or_seg_to_shape(
        marked[None], shape, spacing, target, is_seg=True, order=1, order_z=0, force_separate_z=None
    )[0]
    ours = one_hot_of_previous(labels, (1, 2, 3), inside, shape, spacing, target)
    assert np.array_equal(ours, np.stack([theirs == number for number in (1, 2, 3)]))


@given(_spacing, _spacing)
@settings(max_examples=200, deadline=None)
def test_the_separate_axis_is_nnunets(spacing: tuple[float, ...], target: tuple[float, ...]) -> None:
    separate, axis = determine_do_sep_z_and_axis(None, spacing, target)
    assert separate_axis(spacing, target) == (axis if separate else None)


@given(st.tuples(*[st.integers(1, 600)] * 3), _spacing, _spacing)
@settings(max_examples=200, deadline=None)
def test_the_new_shape_is_nnunets(
    shape: tuple[int, ...], spacing: tuple[float, ...], target: tuple[float, ...]
) -> None:
    assert shape_at(shape, spacing, target) == tuple(compute_new_shape(shape, spacing, target))


@pytest.mark.parametrize("filled", [0.0, 0.001, 0.3, 1.0])
def test_the_crop_is_nnunets(filled: float) -> None:
    generator = np.random.default_rng(int(filled * 1000))
    channels = np.zeros((2, 12, 13, 14), np.float32)
    channels[:, 2:9, 3:7, 4:12] = generator.random((2, 7, 4, 8)) < filled
    channels[0, 4:6, 4:6, 6:8] = 0  # a hole
    data, seg, box = crop_to_nonzero(channels)
    mask = nonzero_mask(list(channels))
    ours = box_of(mask)
    assert [[side.start, side.stop] for side in ours] == [list(side) for side in box]
    assert np.array_equal(mask[ours], seg[0] >= 0)
    assert data.shape[1:] == mask[ours].shape
