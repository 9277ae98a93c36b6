"""Body mask, gas, pieces and outline on shapes made by hand; one voxel is 3 mm unless said."""

from __future__ import annotations

import numpy as np
import pytest
from lung_ct_body import FRAME, body_alone
from lung_ct_cleanup import LEFT, RIGHT, gas_in_tissue, one_side_each, whole_lungs
from lung_ct_grid import NetworkGrid, to_network_grid
from lung_ct_outline import Outline, draw_outline

VOXEL_ML = 0.027
RIGHT_BOX, LEFT_BOX = np.s_[:, 15:35, 12:28], np.s_[:, 15:35, 36:52]


@pytest.fixture
def a_trunk() -> np.ndarray:
    """Soft tissue with two lungs in air, 30 slices of 50 x 64."""
    hu = np.full((30, 50, 64), -1000.0, dtype=np.float32)
    hu[:, 8:42, 6:58] = 40.0
    hu[RIGHT_BOX] = hu[LEFT_BOX] = -850.0
    return hu


@pytest.fixture
def its_labels(a_trunk: np.ndarray) -> np.ndarray:
    labels = np.zeros(a_trunk.shape, dtype=np.uint8)
    labels[RIGHT_BOX], labels[LEFT_BOX] = RIGHT, LEFT
    return labels


def certain(labels: np.ndarray) -> np.ndarray:
    return np.where(labels > 0, 0.99, 0.01).astype(np.float32)


def unframed(hu: np.ndarray) -> np.ndarray:
    return body_alone(hu)[:, FRAME:-FRAME, FRAME:-FRAME]


def test_table_and_blanket_become_air(a_trunk: np.ndarray) -> None:
    plain = a_trunk.copy()
    a_trunk[:, 45] = 100.0
    a_trunk[:, 4:8] = -880.0
    assert np.array_equal(unframed(a_trunk), plain)


def test_a_lung_cut_off_by_the_field_of_view_gets_a_wall(a_trunk: np.ndarray) -> None:
    a_trunk[:, 8:11] = -100.0
    narrow = a_trunk[:, 8:42, 20:44]
    framed = body_alone(narrow)
    assert np.array_equal(framed[:, FRAME:-FRAME, FRAME:-FRAME], narrow)
    assert (framed[:, FRAME:-FRAME, :FRAME] == 40.0).all()
    assert (framed[:, FRAME:-FRAME, -FRAME:] == 40.0).all()


def test_a_whole_body_gets_a_frame_of_air(a_trunk: np.ndarray) -> None:
    framed = body_alone(a_trunk)
    assert (framed[:, :FRAME] == -1000.0).all()
    assert (framed[:, :, -FRAME:] == -1000.0).all()


def test_gas_in_tissue_is_told_from_a_bulla(a_trunk: np.ndarray) -> None:
    a_trunk[5:12, 20:27, 17:23] = -990.0
    a_trunk[5:12, 36:41, 29:35] = -990.0
    gas = gas_in_tissue(a_trunk)
    assert not gas[RIGHT_BOX].any()
    assert gas[8, 38, 32]


def test_lungs_are_kept_and_their_vessels_filled(a_trunk: np.ndarray, its_labels: np.ndarray) -> None:
    whole = its_labels.copy()
    its_labels[10:14, 20:22, 18:20] = 0
    assert np.array_equal(whole_lungs(its_labels, certain(its_labels), a_trunk, VOXEL_ML), whole)


def test_a_small_piece_low_in_the_scan_is_bowel_and_one_at_the_top_is_a_lung_base() -> None:
    hu = np.full((30, 50, 64), 40.0, dtype=np.float32)
    labels = np.zeros(hu.shape, dtype=np.uint8)
    labels[4:10, 10:20, 36:46] = LEFT
    labels[22:, 30:40, 36:52] = LEFT
    hu[labels > 0] = -850.0
    found = whole_lungs(labels, certain(labels), hu, VOXEL_ML)
    assert not found[4:10].any()
    assert (found[22:, 30:40, 36:52] == LEFT).all()


def test_a_solid_or_unsure_piece_is_no_lung(a_trunk: np.ndarray, its_labels: np.ndarray) -> None:
    solid = np.full_like(a_trunk, 40.0)
    assert not whole_lungs(its_labels, certain(its_labels), solid, VOXEL_ML).any()
    assert not whole_lungs(its_labels, np.full_like(a_trunk, 0.6), a_trunk, VOXEL_ML).any()


def test_a_stray_of_the_other_side_is_turned() -> None:
    labels = np.zeros((10, 20, 40), dtype=np.uint8)
    labels[:, 2:18, 2:18] = RIGHT
    labels[:, 2:18, 22:38] = LEFT
    expected = labels.copy()
    labels[3:5, 5:9, 2:6] = LEFT
    assert np.array_equal(one_side_each(labels), expected)


def test_the_outline_follows_the_scan_at_its_own_resolution() -> None:
    hu = np.full((16, 60, 80), 40, dtype=np.int16)
    truth = np.zeros(hu.shape, dtype=bool)
    truth[:, 11:50, 13:67] = True
    hu[truth] = -850
    grid = NetworkGrid(hu.shape, (3.0, 1.0, 1.0))
    soft = to_network_grid(np.where(truth, 1, 0).astype(np.float32), grid, lambda fraction: None).numpy()
    probabilities = np.stack([1 - soft, soft, np.zeros_like(soft)])
    coarse = (soft > 0.5).astype(np.uint8)
    labels = np.zeros(hu.shape, dtype=np.uint8)
    draw_outline(Outline.of(coarse, probabilities), hu, grid, labels, lambda fraction: None)
    assert np.array_equal(labels == LEFT, truth)
    without = np.zeros(hu.shape, dtype=np.uint8)
    draw_outline(Outline.of(coarse, probabilities, False), hu, grid, without, lambda fraction: None)
    assert not np.array_equal(without == LEFT, truth)


@pytest.mark.parametrize("spacing", [(0.7, 0.6, 0.8), (5.0, 0.9, 0.9), (3.0, 3.0, 3.0), (1.0, 7.0, 2.0)])
def test_sampling_keeps_places_in_the_world(spacing: tuple[float, float, float]) -> None:
    shape = (31, 53, 47)
    grid = NetworkGrid(shape, spacing)
    k, j, i = np.meshgrid(*[np.arange(n) for n in shape], indexing="ij")
    for axis, index in enumerate((k, j, i)):
        ramp = ((index + 0.5) * spacing[axis]).astype(np.float32)
        coarse = to_network_grid(ramp, grid, lambda fraction: None).numpy()
        places = (np.arange(coarse.shape[axis]) + 0.5) * 3.0
        line = np.moveaxis(coarse, axis, 0).mean(axis=(1, 2))
        inner = slice(3, -3)
        assert np.abs(line - places)[inner].max(initial=0.0) < 0.5 * max(spacing[axis], 0.3)
