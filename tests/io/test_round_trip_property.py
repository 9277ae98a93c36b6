"""However slices lie: the same world through load, render, probe, NIfTI, DICOM SEG and load."""

from __future__ import annotations

import shutil
from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medviewer.commands.probe import nearest_voxel
from medviewer.core.geometry import Geometry
from medviewer.core.segmentation import Segment, Segmentation
from medviewer.core.series import Verdict
from medviewer.core.volume import Volume
from medviewer.core.window_level import WindowLevel
from medviewer.io.load import load_series
from medviewer.io.progress import LocalReport
from medviewer.io.scan import scan_path
from medviewer.io.write import save_segmentation, save_volume
from medviewer.render.slice_renderer import SliceRenderer
from medviewer.scene.scene import Scene
from medviewer.scene.views.plan_slice import plan_slice

AXIS_ORDERS = [
    (order, flips) for order in permutations(range(3)) for flips in product((1, -1), repeat=3)
]  # fmt: skip
CENTRE = np.array([12.0, -30.0, 155.0])
BLOBS = {900: np.array([10.0, 0, 0]), 600: np.array([0, 9.0, 0]), 300: np.array([0, 0, 8.0])}
"""Values of three balls, to the patient's left, back and head of the centre."""

PICTURES = {  # the balls that a picture shows, and where: to the right, down
    "axial": {900: (1, 0), 600: (0, 1)},
    "coronal": {900: (1, 0), 300: (0, -1)},
    "sagittal": {600: (1, 0), 300: (0, -1)},
}
LETTERS = {"axial": "RLAP", "coronal": "RLHF", "sagittal": "APHF"}
LONG_MM = {0: 40.0, 1: 36.0, 2: 32.0}


def a_grid(order, flips, angles, spacing_ijk):
    """A grid around the centre whose i, j and k run along the patient's axes in some order, then turned."""
    turn = np.eye(3)
    for axis, angle in enumerate(angles):
        a, b = [n for n in range(3) if n != axis]
        one = np.eye(3)
        one[a, a] = one[b, b] = np.cos(angle)
        one[a, b], one[b, a] = -np.sin(angle), np.sin(angle)
        turn = one @ turn
    axes = turn @ (np.eye(3)[:, list(order)] * flips)
    counts = [int(LONG_MM[order[n]] / spacing_ijk[n]) + 1 for n in range(3)]
    origin = CENTRE - axes @ ((np.array(counts) - 1) / 2 * spacing_ijk)
    return origin, axes, counts, turn


def phantom_at(places, turn):
    values = np.zeros(places.shape[:-1])
    for value, offset in BLOBS.items():
        values[np.linalg.norm(places - (CENTRE + turn @ offset), axis=-1) <= 3.6] = value
    return values.astype(np.uint16)


@pytest.mark.parametrize(("order", "flips"), AXIS_ORDERS)
@settings(
    max_examples=2,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    angles=st.tuples(*[st.sampled_from([0.0, 0.12, -0.2])] * 3),
    spacing=st.permutations([0.9, 1.3, 1.7]),
    from_the_end=st.booleans(),
)
def test_the_world_stays_the_same(a_ct_series, tmp_path, order, flips, angles, spacing, from_the_end):
    origin, axes, (columns, rows, slices), turn = a_grid(order, flips, angles, spacing)
    k, j, i = np.indices((slices, rows, columns))
    places = origin + np.stack([i, j, k], axis=-1) * spacing @ axes.T
    truth = phantom_at(places, turn)
    ks = range(slices)[::-1] if from_the_end else range(slices)
    shutil.rmtree(tmp_path / "ct", ignore_errors=True)
    folder = a_ct_series(
        positions=[(origin + n * spacing[2] * axes[:, 2]).tolist() for n in ks],
        each=lambda n: {"pixels": truth[ks[n]], "PatientSex": "O"},
        ImageOrientationPatient=[round(float(v), 9) for v in (*axes[:, 0], *axes[:, 1])],
        PixelSpacing=[spacing[1], spacing[0]],
        SliceThickness=spacing[2],
        RescaleIntercept=0,
    )
    (entry,) = scan_path(str(folder), report=LocalReport()).series
    volume = load_series(entry, report=LocalReport())
    assert volume.report.verdict is Verdict.REGULAR
    assert volume.report.problems == ()
    corners = places[np.ix_([0, -1], [0, -1], [0, -1])].reshape(8, 3)
    check_places(volume.geometry, corners)
    check_letters(volume.geometry, axes)
    check_values(volume, turn)
    check_pictures(volume, turn)
    check_nifti(volume, corners, turn, tmp_path / "saved.nii.gz")
    check_segmentation(volume, corners, entry.files, tmp_path / "saved.dcm")


def check_places(geometry: Geometry, corners):
    for corner in geometry.corners_lps():
        assert np.abs(corners - corner).max(axis=1).min() < 0.01


def check_letters(geometry: Geometry, axes):
    along = [max(range(3), key=lambda world: abs(axes[world, n])) for n in range(2)]
    expected = "".join("LPS"[w] if axes[w, n] > 0 else "RAI"[w] for n, w in enumerate(along))
    assert geometry.orientation[:2] == expected
    assert np.linalg.det(np.array(geometry.axes_lps)) == pytest.approx(1)


def check_values(volume: Volume, turn):
    for value, offset in BLOBS.items():
        point = CENTRE + turn @ offset
        assert volume.value_at(point) == value
        index = nearest_voxel(volume, tuple(point))
        assert volume.voxels[index[::-1]] == value
        assert volume.value_at(CENTRE - turn @ offset) == 0


def check_pictures(volume: Volume, turn):
    scene = Scene()
    scene.add_volume(volume, WindowLevel(1000, 500))
    scene.set_cursor(tuple(CENTRE))
    for name, balls in PICTURES.items():
        plan = plan_slice(scene, scene.viewports[name], (80, 80))
        assert tuple(letters[0] for letters in plan.plane.letters()) == tuple(LETTERS[name])
        grey = SliceRenderer().render(plan)[..., 0].astype(int)
        for value, (right, down) in balls.items():
            level = 255 * value / 1000
            rows, columns = np.nonzero(np.abs(grey - level) < 20)
            assert len(rows) > 10, (name, value)
            x, y = np.median(columns) - 39.5, np.median(rows) - 39.5
            assert (x * right > 6) if right else abs(x) < 8, (name, value)
            assert (y * down > 6) if down else abs(y) < 8, (name, value)


def check_nifti(volume: Volume, corners, turn, path):
    save_volume(volume, str(path), LocalReport())
    (entry,) = scan_path(str(path), report=LocalReport()).series
    opened = load_series(entry, report=LocalReport())
    check_places(opened.geometry, corners)
    check_values(opened, turn)
    assert opened.geometry.matches(volume.geometry)


def check_segmentation(volume: Volume, corners, files, path):
    made = Segmentation(
        labels=np.digitize(volume.voxels, [200, 500, 800]).astype(np.uint8),
        geometry=volume.geometry,
        segments=tuple(Segment(n, f"Ball {n}", (80 * n, 0, 255 - 80 * n)) for n in (1, 2, 3)),
        source_series_uid=volume.info.series_uid,
        source_instance_uids=volume.instance_uids,
    )
    save_segmentation(made, str(path), volume, files, report=LocalReport())
    (entry,) = scan_path(str(path), report=LocalReport()).series
    opened = load_series(entry, report=LocalReport())
    check_places(opened.geometry, corners)
    assert np.array_equal(opened.labels, made.labels)
