"""Rigid registration finds what was turned and moved."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.ndimage import map_coordinates

from medviewer.core.errors import Cancelled, GeometryError
from medviewer.core.geometry import Geometry
from medviewer.core.registration import Registration
from medviewer.core.volume import Volume
from medviewer.io.load import load_series
from medviewer.io.progress import LocalReport
from medviewer.io.register import register_rigid
from medviewer.io.scan import scan_path


def a_body(geometry, to_body=None, contrast=1.0):
    """A lopsided phantom of soft shapes: its value at a point does not depend on the grid."""
    index = np.stack(np.meshgrid(*[np.arange(n) for n in geometry.shape_ijk], indexing="ij"), axis=-1)
    point = geometry.index_to_lps(index.reshape(-1, 3))
    if to_body is not None:
        point = (point - to_body[:3, 3]) @ to_body[:3, :3]  # the inverse of a rigid matrix
    value = np.full(len(point), -900.0)
    for centre, axes, inside in (
        ((0, 0, 0), (60, 45, 70), 0.0),
        ((25, 5, 10), (18, 12, 30), -700.0),
        ((-28, 0, 0), (15, 20, 25), 300.0),
        ((5, 30, -30), (9, 9, 14), 700.0),
    ):
        distance = np.linalg.norm((point - np.array(centre)) / np.array(axes), axis=1)
        value += np.clip((1.05 - distance) / 0.1, 0, 1) * (inside - value)
    voxels = (value * contrast).reshape(geometry.shape_ijk).transpose(2, 1, 0)
    return Volume(np.ascontiguousarray(voxels.astype(np.int16)), geometry, "HU")


def a_grid(spacing, origin=(-72.0, -60.0, -84.0)):
    shape = tuple(round(n / s) for n, s in zip((168, 120, 144), spacing[::-1], strict=True))
    return Geometry(shape, origin, spacing)


def a_turn(degrees, shift):
    angle = np.radians(degrees)
    matrix = np.eye(4)
    matrix[:2, :2] = [[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]
    matrix[:3, 3] = shift
    return matrix


def error_mm(found: Registration, true, geometry):
    corners = geometry.corners_lps()
    moved = [corners @ m[:3, :3].T + m[:3, 3] for m in (found.array, true)]
    return float(np.linalg.norm(moved[0] - moved[1], axis=1).max())


def test_a_turn_and_a_shift_are_found_to_within_half_a_voxel_on_another_grid():
    fixed, true = a_grid((3.0, 3.0, 4.0)), a_turn(9.0, (12.0, -7.0, 15.0))
    moving = replace(a_grid((2.5, 3.5, 3.0)), origin_lps=(-65.0, -70.0, -65.0))
    found = register_rigid(a_body(fixed), a_body(moving, true), report=LocalReport())
    assert error_mm(found, true, fixed) < 1.5
    assert found.likeness_after > found.likeness_before
    assert found.angle_degrees == pytest.approx(9.0, abs=0.5)


def test_another_contrast_is_no_obstacle():
    grid, true = a_grid((3.0, 3.0, 4.0)), a_turn(-5.0, (6.0, 4.0, -9.0))
    found = register_rigid(a_body(grid), a_body(grid, true, contrast=-0.7), report=LocalReport())
    assert error_mm(found, true, grid) < 2.0


def test_what_lies_in_place_already_stays_there():
    grid = a_grid((3.0, 3.0, 4.0))
    found = register_rigid(a_body(grid), a_body(grid), report=LocalReport())
    assert error_mm(found, np.eye(4), grid) < 0.3


def test_frames_far_apart_meet_by_their_centres():
    grid, true = a_grid((3.0, 3.0, 4.0)), a_turn(0.0, (900.0, -400.0, 1500.0))
    far = replace(grid, origin_lps=tuple(np.add(grid.origin_lps, true[:3, 3])))
    found = register_rigid(a_body(grid), a_body(far, true), report=LocalReport())
    assert error_mm(found, true, grid) < 1.0


@pytest.mark.parametrize("broken", ["one slice", "one value"])
def test_what_cannot_be_registered_is_said_in_a_sentence(broken):
    good = a_body(a_grid((6.0, 6.0, 6.0)))
    bad = replace(good, voxels=np.zeros_like(good.voxels))
    if broken == "one slice":
        bad = replace(
            good, voxels=good.voxels[:1], geometry=replace(good.geometry, shape_kji=good.voxels[:1].shape)
        )
    with pytest.raises(GeometryError, match="cannot be registered"):
        register_rigid(good, bad, report=LocalReport())


def test_it_stops_at_once_when_asked_to():
    asked = []

    def report(fraction, message):
        asked.append(fraction)
        if fraction > 0.05:
            raise Cancelled

    body = a_body(a_grid((3.0, 3.0, 4.0)))
    with pytest.raises(Cancelled):
        register_rigid(body, a_body(body.geometry, a_turn(5, (9, 0, 0))), report=report)
    assert len(asked) <= 4


@pytest.mark.real_data
def test_a_real_head_is_found_again_after_it_was_turned(data_dir):
    entry = scan_path(str(data_dir / "mr/t1_head_256_LIA.nii.gz"), LocalReport()).series[0]
    whole = load_series(entry, LocalReport())
    grid = whole.geometry
    voxels = np.ascontiguousarray(whole.voxels[::3, ::3, ::3])
    thin = replace(grid, shape_kji=voxels.shape, spacing_ijk=tuple(3 * s for s in grid.spacing_ijk))
    head, true = replace(whole, voxels=voxels, geometry=thin), a_turn(8.0, (5.0, -9.0, 12.0))
    index = np.stack(np.meshgrid(*[np.arange(n) for n in thin.shape_ijk], indexing="ij"), axis=-1)
    source = (thin.index_to_lps(index.reshape(-1, 3)) - true[:3, 3]) @ true[:3, :3]
    moved = map_coordinates(voxels, thin.lps_to_index(source)[:, ::-1].T, order=1)
    moved = np.ascontiguousarray(moved.reshape(thin.shape_ijk).transpose(2, 1, 0))
    found = register_rigid(head, replace(head, voxels=moved), report=LocalReport())
    assert error_mm(found, true, thin) < 2.0
