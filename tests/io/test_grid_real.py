"""Real series whose slices are not a plain grid: what the files hold, and what is made of it."""

from __future__ import annotations

import numpy as np
import pytest

from medviewer.core.series import Verdict
from medviewer.core.volume import Stack, Volume
from medviewer.io.load import load_series
from medviewer.io.progress import LocalReport

pytestmark = pytest.mark.real_data


def codes(image):
    return [problem.code for problem in image.report.problems]


def test_the_series_with_a_missing_slice_shows_its_gap(data_dir, load):
    volume = load(data_dir / "dicom-bad/missing-slice")
    assert isinstance(volume, Volume)
    assert (volume.report.verdict, codes(volume)) == (Verdict.GAPPED, ["GAP", "RESAMPLED"])
    assert volume.report.positions.distances_mm == pytest.approx((0, 5, 10, 20), abs=0.01)
    assert (volume.report.positions.missing, volume.report.positions.step_mm) == (
        1,
        pytest.approx(5, abs=0.01),
    )
    z = [volume.geometry.index_to_lps((0, 0, k))[2] for k in range(5)]
    assert z == pytest.approx([18.1, 23.1, 28.1, 33.1, 38.1], abs=0.01)
    low, high = volume.padding
    is_empty = ((volume.voxels >= low) & (volume.voxels <= high)).all(axis=(1, 2))
    assert is_empty.tolist() == [False, False, False, True, False]
    for k, frame in ((0, 0), (1, 1), (2, 2), (4, 3)):
        assert np.array_equal(volume.voxels[k], volume.acquired.frames[frame])
    assert -898 in volume.voxels[:, 256, 256]


def test_two_pictures_of_one_place_are_no_volume(data_dir, load):
    stack = load(data_dir / "dicom-bad/same-position")
    assert isinstance(stack, Stack)
    assert codes(stack) == ["SAME_POSITION"]
    assert [plane.origin_lps[2] for plane in stack.planes] == [61.5, 61.5]


def test_two_orientations_in_one_series_are_two_volumes(data_dir, scan):
    entries = scan(data_dir / "dicom-bad/two-orientations-one-series").series
    volumes = [load_series(entry, report=LocalReport()) for entry in entries]
    assert [volume.geometry.orientation for volume in volumes] == ["PIR", "LPS"]
    assert [volume.geometry.spacing_ijk[2] for volume in volumes] == pytest.approx([3.3, 4.4], abs=0.01)
    assert all("SPLIT_SERIES" in codes(volume) for volume in volumes)


def test_two_slices_are_the_smallest_volume(data_dir, load):
    volume = load(data_dir / "dicom-bad/two-slices-only")
    assert (volume.geometry.shape_kji, volume.geometry.spacing_ijk) == ((2, 256, 256), (1, 1, 1))
    assert 177 in volume.voxels[:, 128, 128]
    assert codes(volume) == []


def test_a_ct_without_modality_is_one_by_its_class(data_dir, load):
    volume = load(data_dir / "dicom-bad/no-modality-ct")
    assert (volume.info.modality, volume.geometry.shape_kji) == ("CT", (2, 512, 512))
    assert 144 in volume.voxels[:, 256, 256]
    assert codes(volume) == ["NO_MODALITY"]


def test_distances_that_were_rounded_are_uneven_and_made_even(data_dir, load):
    volume = load(data_dir / "dicom/mr-brain-axial-oblique")
    assert (volume.report.verdict, codes(volume)) == (Verdict.GAPPED, ["UNEVEN", "RESAMPLED"])
    assert "6.958 to 7.071 mm" in volume.report.problems[0].message
    assert volume.geometry.shape_kji == (20, 256, 256)
    assert volume.geometry.spacing_ijk[2] == pytest.approx(7.0, abs=0.002)
    assert volume.report.positions.missing == 0
    # No plane is more than a tenth of a millimetre from its slice, so little is mixed.
    change = np.abs(volume.voxels.astype(int) - volume.acquired.frames)
    assert change.mean() < 2
    assert np.array_equal(volume.voxels[0], volume.acquired.frames[0])


def test_a_few_slices_far_apart_are_no_volume(data_dir, scan):
    entries = scan(data_dir / "dicom/dicomdir").series
    brain = next(entry for entry in entries if entry.info.description == "Routine Brain")
    stack = load_series(brain, report=LocalReport())
    assert isinstance(stack, Stack)
    assert codes(stack) == ["GAP"]
    assert "202.5 mm where 1.25 mm is usual" in stack.report.problems[0].message


def test_a_scout_in_two_directions_is_two_pictures(data_dir, scan):
    scouts = [e for e in scan(data_dir / "dicom/dicomdir").series if e.info.description.startswith("Scout")]
    assert [entry.info.description for entry in scouts] == ["Scout (coronal)", "Scout (sagittal)"]
    assert [entry.shape_kji for entry in scouts] == [(1, 16, 16)] * 2
    assert {problem.code for entry in scouts for problem in entry.report.problems} == {"SPLIT_SERIES"}


def test_a_knee_in_motion_is_a_film_of_one_plane(data_dir, load):
    stack = load(data_dir / "dicom/enhanced-mr-knee")
    assert isinstance(stack, Stack)
    assert (len(stack), codes(stack)) == (19, ["SAME_POSITION"])
    assert len({plane.origin_lps for plane in stack.planes}) == 1
