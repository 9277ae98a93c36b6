"""A gap between slices is black from half a step beside them, whatever the interpolation."""

from __future__ import annotations

import numpy as np
import pytest

from medviewer.core.geometry import Geometry
from medviewer.core.series import LoadReport, SlicePositions, Verdict
from medviewer.core.volume import Stack, Volume
from medviewer.core.window_level import WindowLevel
from medviewer.render.slice_renderer import SliceRenderer
from medviewer.scene.scene import Scene
from medviewer.scene.views.plan_slice import plan_slice


def a_volume(missing):
    """Slices of 200 with one left empty (value -1), 2 mm apart."""
    voxels = np.full((9, 18, 18), 200, np.int16)
    voxels[4] = -1
    grid = Geometry(voxels.shape, spacing_ijk=(1.0, 1.0, 2.0))
    planes = tuple(Geometry((1, 18, 18), (0, 0, 2.0 * k)) for k in range(9) if k != 4)
    positions = SlicePositions(tuple(2.0 * k for k in range(9) if k != 4), 2.0, missing)
    report = LoadReport(Verdict.GAPPED, positions=positions)
    stack = Stack(np.full((8, 18, 18), 200, np.int16), planes, report=report)
    return Volume(voxels, grid, report=report, padding=(-1, -1), acquired=stack)


def levels(volume, interpolation, inverted=False):
    """Grey levels down the middle of a coronal picture, ten pixels a millimetre."""
    scene = Scene()
    layer = scene.add_volume(volume, WindowLevel(400, 100, "LINEAR_EXACT"))
    layer.inverted = inverted
    scene.interpolation = interpolation
    plan = plan_slice(scene, scene.viewports["coronal"], (180, 180))
    return SliceRenderer().render(plan)[:, 90, 0].astype(int), plan.plane.mm_per_pixel


@pytest.mark.parametrize("interpolation", ["linear", "cubic", "nearest"])
@pytest.mark.parametrize("inverted", [False, True])
def test_a_gap_is_black_and_its_slices_keep_their_values(interpolation, inverted):
    column, mm = levels(a_volume(1), interpolation, inverted)
    assert set(np.unique(column)) == {0, 64 if inverted else 191}
    inside = np.flatnonzero(column)
    gap = column[inside[0] : inside[-1] + 1] == 0
    assert gap.sum() * mm == pytest.approx(2.0, abs=2.5 * mm)


def test_a_volume_without_gaps_is_interpolated_as_ever():
    column, _ = levels(a_volume(0), "linear")
    assert len(np.unique(column)) > 10
