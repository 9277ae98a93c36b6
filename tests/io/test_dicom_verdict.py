"""The verdict on slice positions, with highdicom as the oracle."""

from __future__ import annotations

import numpy as np
import pytest
from highdicom.spatial import get_volume_positions
from hypothesis import given, settings
from hypothesis import strategies as st

from medviewer.core.series import Verdict
from medviewer.core.volume import Stack, Volume
from medviewer.io.dicom.grid.slice_gaps import tolerance_mm
from medviewer.io.dicom.grid.verdict import judge

Z = (0.0, 0.0, 1.0)
AXIAL = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)


def along_z(*distances):
    return [(0.0, 0.0, d) for d in distances]


def test_even_slices_are_regular_with_their_mean_step():
    found = judge(along_z(5, 0, 2.5, 7.5), Z)
    assert (found.verdict, found.order, found.step_mm) == (Verdict.REGULAR, (1, 2, 0, 3), 2.5)


@pytest.mark.parametrize(("step", "expected"), [(0.05, 0.001), (2.5, 0.025), (5.0, 0.05), (50.0, 0.1)])
def test_tolerance_is_one_percent_within_its_limits(step, expected):
    assert tolerance_mm(step) == pytest.approx(expected)


def test_jitter_below_tolerance_is_regular_and_without_a_problem():
    found = judge(along_z(0, 2.501, 4.999, 7.5), Z)
    assert found.verdict is Verdict.REGULAR
    assert found.problems == ()


def test_a_missing_slice_is_a_gap_of_one_slice():
    found = judge(along_z(0, 5, 10, 20), Z)
    assert (found.verdict, found.step_mm) == (Verdict.GAPPED, 5.0)
    assert found.problems[0].code == "GAP"
    assert "1 slice is missing" in found.problems[0].message
    assert "10 mm" in found.problems[0].message


def test_uneven_distances_are_gapped():
    found = judge(along_z(0, 5, 10, 13), Z)
    assert (found.verdict, found.problems[0].code) == (Verdict.GAPPED, "UNEVEN")


def test_a_duplicated_slice_is_gapped_and_a_stack_of_repeats_is_a_stack():
    assert judge(along_z(0, 1, 1, 2, 3), Z).problems[0].code == "DUPLICATE"
    assert judge(along_z(0, 1, 1, 2, 3), Z).verdict is Verdict.GAPPED
    assert judge(along_z(61.5, 61.5), Z).verdict is Verdict.STACK


@pytest.mark.parametrize("angle", [-20.0, -5.0, 0.2, 18.5])
def test_a_tilted_gantry_is_sheared_with_its_angle(angle):
    lean = np.tan(np.radians(angle))
    found = judge([(0.0, 3 * k * lean, 3.0 * k) for k in range(10)], Z)
    assert found.verdict is Verdict.SHEARED
    assert f"{abs(angle):.1f} degrees" in found.problems[0].message


@pytest.mark.parametrize("angle", [0.08, 0.5, 2.0])
def test_a_tilt_that_highdicom_overlooks_is_a_tilt_all_the_same(angle):
    lean = np.tan(np.radians(angle))
    positions = [(0.0, 2 * k * lean, 2.0 * k) for k in range(100)]
    assert get_volume_positions(positions, AXIAL)[0] is not None
    found = judge(positions, Z, 0.7)
    assert found.verdict is Verdict.SHEARED
    assert found.positions.tilt_degrees == pytest.approx(angle)


def test_directions_that_were_rounded_are_no_tilt_up_to_half_a_pixel():
    leaning = [(0.0, 1e-3 * k, 2.0 * k) for k in range(100)]
    assert judge(leaning, Z, 0.7).verdict is Verdict.REGULAR
    assert judge(leaning, Z, 0.7).problems == ()
    assert judge([(0.0, 1e-3 * k, 2.0 * k) for k in range(800)], Z, 0.7).verdict is Verdict.SHEARED


@pytest.mark.parametrize("step", [0.6, 1.0, 3.0, 5.0])
def test_positions_rounded_sideways_are_still_a_grid(step):
    wobble = np.random.default_rng(1).uniform(-0.01, 0.01, (40, 2))
    found = judge([(x, y, step * k) for k, (x, y) in enumerate(wobble)], Z, 0.7)
    assert (found.verdict, found.problems) == (Verdict.REGULAR, ())


def test_slices_shifted_sideways_without_a_rule_are_a_stack():
    found = judge([(0, 0, 0), (8, 0, 1), (-3, 2, 2), (0, 0, 3)], Z)
    assert (found.verdict, found.problems[0].code) == (Verdict.STACK, "SIDEWAYS")


def test_thick_slices_after_thin_ones_leave_no_gap():
    z = [*np.arange(0, 25, 2.5), *np.arange(27.5, 57, 5.0)]
    thick = [2.5] * 10 + [5.0] * (len(z) - 10)
    reached = judge(along_z(*z), Z, 0.5, thick)
    assert [problem.code for problem in reached.problems] == ["UNEVEN"]
    assert reached.positions.missing == 0
    assert [p.code for p in judge(along_z(*z), Z, 0.5, [2.5] * len(z)).problems] == ["GAP"]
    # Beside what thick slices reach, a slice that is really missing is still a gap.
    both = judge(along_z(*z, z[-1] + 15.0), Z, 0.5, [*thick, 5.0])
    assert both.positions.gaps_mm == ((52.5, 67.5),)
    # Slices that overlap do not hide that one is missing.
    assert [p.code for p in judge(along_z(0, 1, 2, 4, 5), Z, 0.5, [2.0] * 5).problems] == ["GAP"]


def test_one_slice_is_regular():
    assert judge(along_z(3), Z).verdict is Verdict.REGULAR


gaps = st.lists(st.sampled_from([1.0, 1.0, 1.0, 1.0, 1.002, 1.03, 2.0, 0.0, 1.5]), min_size=1, max_size=12)


@settings(max_examples=150, deadline=None)
@given(gaps=gaps, step=st.sampled_from([0.5, 1.25, 3.0, 9.9]), tilt=st.sampled_from([0, 0, 0, 5.0, -20.0]))
def test_regular_exactly_when_highdicom_builds_a_volume(gaps, step, tilt):
    z = np.concatenate([[0.0], np.cumsum(gaps)]) * step
    positions = np.stack([0 * z, z * np.tan(np.radians(tilt)), z], axis=1)
    if not z[-1]:
        return
    spacing, _ = get_volume_positions(positions, AXIAL)
    found = judge(positions, Z)
    assert (found.verdict is Verdict.REGULAR) == (spacing is not None)
    if found.verdict is Verdict.REGULAR:
        assert found.step_mm == pytest.approx(z[-1] / (len(z) - 1))


def test_a_regular_series_is_a_volume_in_its_true_place(a_ct_series, load):
    volume = load(a_ct_series(count=5))
    assert isinstance(volume, Volume)
    assert volume.geometry.origin_lps == (-10.0, -20.0, 0.0)
    assert volume.geometry.spacing_ijk == (0.75, 0.5, 2.5)
    assert volume.geometry.orientation == "LPS"
    assert [int(v) for v in volume.voxels[:, 0, 0]] == [-24, -23, -22, -21, -20]
    assert volume.instance_uids == tuple(f"1.2.3.4.{n}" for n in range(1, 6))


def test_slices_stored_from_head_to_feet_are_sorted_along_the_normal(a_ct_series, load):
    volume = load(a_ct_series(positions=[(0, 0, -3.0 * n) for n in range(4)]))
    assert volume.geometry.origin_lps == (0, 0, -9)
    assert volume.instance_uids[0] == "1.2.3.4.4"


def test_a_sagittal_series_grows_to_the_patients_left_or_right_as_its_normal_says(a_ct_series, load):
    places = [(3.0 * n, 0, 0) for n in range(4)]
    volume = load(a_ct_series(positions=places, ImageOrientationPatient=[0, 1, 0, 0, 0, -1]))
    assert volume.geometry.orientation == "PIR"
    assert volume.geometry.origin_lps == (9, 0, 0)
    assert volume.value_at((3, 0, 0)) == 1001 - 1024


def test_a_tilted_series_is_a_straight_volume_with_its_true_slices(a_ct_series, load):
    tilt = np.radians(18.5)
    direction = [1, 0, 0, 0, float(np.cos(tilt)), float(-np.sin(tilt))]
    places = [(0, 0, 2.5 * n) for n in range(6)]
    volume = load(a_ct_series(positions=places, ImageOrientationPatient=direction))
    assert isinstance(volume, Volume)
    assert volume.report.verdict is Verdict.SHEARED
    assert [problem.code for problem in volume.report.problems] == ["TILT", "RESAMPLED"]
    assert volume.report.problems[0].message.startswith("Gantry tilt of 18.5 degrees, corrected")
    assert volume.report.positions.tilt_degrees == pytest.approx(18.5)
    assert isinstance(volume.acquired, Stack)
    assert sorted(plane.origin_lps for plane in volume.acquired.planes) == places


def test_a_gapped_series_shows_its_gap_as_a_gap(a_ct_series, load):
    volume = load(a_ct_series(positions=[(0, 0, z) for z in (0, 1, 2, 4)]))
    assert volume.report.verdict is Verdict.GAPPED
    assert [problem.code for problem in volume.report.problems] == ["GAP", "RESAMPLED"]
    assert [int(v) for v in volume.voxels[:, 1, 1]] == [-24, -23, -22, -25, -21]
    assert volume.padding == (-25, -25)
    assert volume.geometry.spacing_ijk == (0.75, 0.5, 1.0)
    assert [plane.origin_lps[2] for plane in volume.acquired.planes] == [0, 1, 2, 4]
    assert (volume.report.positions.missing, volume.report.positions.step_mm) == (1, 1.0)


def test_one_slice_is_a_volume_as_thick_as_it_says(a_ct_series, load):
    volume = load(a_ct_series(count=1))
    assert isinstance(volume, Volume)
    assert volume.geometry.shape_kji == (1, 4, 6)
    assert volume.geometry.spacing_ijk[2] == 2.0


@pytest.mark.parametrize("places", [[(0, 0, 10), (1, 1, 10), (2, 2, 10)], [(0, 0, 0), (0, 0, 0), (0, 0, 0)]])
def test_slices_in_one_plane_never_divide_by_zero(a_ct_series, load, places):
    assert load(a_ct_series(positions=places)).report.verdict is Verdict.STACK
