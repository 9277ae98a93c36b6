"""A straight rod in a tilted gantry: straight again within 0.1 degree, its length within 0.5 %."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.ndimage import map_coordinates

from medviewer.core.series import Verdict
from medviewer.core.volume import Volume

SIZE, PIXEL_MM, STEP_MM, SLICES = 96, 1.0, 1.5, 60
RADIUS_MM, LENGTH_MM = 5.0, 60.0


def the_rod(places, centre, direction):
    """Values 0..1000 of a rod with an edge one millimetre wide."""
    along = (places - centre) @ direction
    beside = np.linalg.norm(places - centre - along[..., None] * direction, axis=-1)
    depth = np.minimum(RADIUS_MM - beside, LENGTH_MM / 2 - np.abs(along))
    return np.clip(depth + 0.5, 0, 1) * 1000


def a_tilted_rod(a_ct_series, tilt_degrees, direction, about_column=False):
    """Slices turned in a gantry while the table goes along z."""
    tilt = np.radians(tilt_degrees)
    row, column = np.array([1.0, 0, 0]), np.array([0, np.cos(tilt), np.sin(tilt)])
    if about_column:
        row, column = np.array([np.cos(tilt), 0, np.sin(tilt)]), np.array([0.0, 1, 0])
    centre = np.array([3.0, -4.0, 45.0])
    corner = -(SIZE - 1) / 2 * PIXEL_MM * (row + column)
    j, i = np.indices((SIZE, SIZE))
    origins = [corner + np.array([0, 0, STEP_MM * n]) for n in range(SLICES)]

    def each(n):
        places = origins[n] + PIXEL_MM * (i[..., None] * row + j[..., None] * column)
        return {"pixels": (the_rod(places, centre, direction) + 24).round().astype(np.uint16)}

    folder = a_ct_series(
        positions=[origin.tolist() for origin in origins],
        each=each,
        ImageOrientationPatient=[*row.tolist(), *column.tolist()],
        PixelSpacing=[PIXEL_MM, PIXEL_MM],
        RescaleIntercept=-24,
    )
    return folder, centre


def measured(volume: Volume, direction):
    """Direction and length of the rod, from its voxels alone."""
    values = np.where(volume.voxels == volume.padding[0], 0, volume.voxels).clip(0).astype(float)
    k, j, i = np.nonzero(values > 0)
    places = volume.geometry.index_to_lps(np.stack([i, j, k], axis=-1))
    weights = values[k, j, i]
    centre = (places * weights[:, None]).sum(axis=0) / weights.sum()
    off = places - centre
    along = off @ direction
    # The axis goes through the middles of thin cuts across the rod, its ends left out.
    cuts = [np.abs(along - d) < 1.5 for d in np.arange(-22, 23, 2.0)]
    middles = np.array([np.average(off[cut], axis=0, weights=weights[cut]) for cut in cuts])
    axis = np.linalg.svd(middles - middles.mean(axis=0))[2][0]
    return np.degrees(np.arccos(min(1.0, abs(axis @ direction)))), length_along(volume, values, centre, axis)


def length_along(volume, values, centre, axis):
    """Mean distance of the two places where the value falls to half, on lines beside the axis."""
    steps = np.arange(-LENGTH_MM / 2 - 5, LENGTH_MM / 2 + 5, 0.02)
    across = np.linalg.svd(axis[None])[2][1:]
    beside = [x * across[0] + y * across[1] for x in range(-2, 3) for y in range(-2, 3)]
    lengths = []
    for offset in beside:
        index = volume.geometry.lps_to_index(centre + offset + steps[:, None] * axis)
        inside = steps[map_coordinates(values, index[:, ::-1].T, order=1) >= 500]
        lengths.append(inside[-1] - inside[0])
    return np.mean(lengths)


@pytest.mark.parametrize("about_column", [False, True])
@pytest.mark.parametrize("tilt", [20.0, -20.0, 8.0])
@pytest.mark.parametrize("way", [(0, 0, 1.0), (0.2, -0.25, 0.94), (0.7, 0.1, 0.7)])
def test_a_rod_in_a_tilted_gantry_is_straight_and_as_long_as_it_is(
    a_ct_series, load, tilt, way, about_column
):
    direction = np.array(way) / np.linalg.norm(way)
    folder, centre = a_tilted_rod(a_ct_series, tilt, direction, about_column)
    volume = load(folder)
    assert volume.report.verdict is Verdict.SHEARED
    assert volume.report.positions.tilt_degrees == pytest.approx(abs(tilt), abs=0.01)
    bend, length = measured(volume, direction)
    assert bend < 0.1
    assert length == pytest.approx(LENGTH_MM, rel=0.005)
    # Its two ends are where they are in the world.
    for end in (-1, 1):
        inner, outer = (centre + end * (LENGTH_MM / 2 + mm) * direction for mm in (-2, 2))
        assert volume.value_at(inner) > 900
        assert volume.value_at(outer) < 100
