"""Frames of doses, nuclear medicine, ultrasound, X-ray films and tomosynthesis."""

from __future__ import annotations

import numpy as np
import pytest
from pydicom.dataset import Dataset

from medviewer.core.series import Verdict
from medviewer.core.time_series import TimeSeries
from medviewer.core.volume import Stack, Volume

AXIAL = [1, 0, 0, 0, 1, 0]
PLACED = {"ImagePositionPatient": [1, 2, 30], "ImageOrientationPatient": AXIAL, "PixelSpacing": [2, 2]}
DOSE = {"SOPClassUID": "1.2.840.10008.5.1.4.1.1.481.2", "DoseUnits": "GY", "DoseGridScaling": 0.01, **PLACED}


def numbered(count, rows=4, columns=6, dtype=np.uint16):
    picture = np.arange(rows * columns, dtype=dtype).reshape(rows, columns)
    return np.stack([picture + dtype(100 * (n + 1)) for n in range(count)])


def codes(image):
    return {problem.code for problem in image.report.problems}


@pytest.mark.parametrize("offsets", [[0, 3, 6], [30, 33, 36]])
def test_dose_planes_lie_at_relative_or_absolute_offsets(a_multiframe_file, load, offsets):
    volume = load(a_multiframe_file("d", numbered(3), "RTDOSE", GridFrameOffsetVector=offsets, **DOSE))
    assert isinstance(volume, Volume)
    assert volume.unit == "Gy"
    assert volume.voxels == pytest.approx(numbered(3) * 0.01)
    assert volume.geometry.index_to_lps((0, 0, 2)) == pytest.approx((1, 2, 36))


def test_dose_planes_that_go_down_keep_their_values_in_place(a_multiframe_file, load):
    volume = load(a_multiframe_file("d", numbered(3), "RTDOSE", GridFrameOffsetVector=[0, -3, -6], **DOSE))
    assert volume.value_at((1, 2, 24)) == pytest.approx(3.0)
    assert volume.value_at((1, 2, 30)) == pytest.approx(1.0)


def test_relative_offsets_follow_the_normal_of_a_turned_dose(a_multiframe_file, load):
    changes = {**DOSE, "ImageOrientationPatient": [0, 1, 0, 0, 0, -1], "GridFrameOffsetVector": [0, 3, 6]}
    volume = load(a_multiframe_file("d", numbered(3), "RTDOSE", **changes))
    assert volume.value_at((1 - 6, 2, 30)) == pytest.approx(3.0)


def test_a_dose_of_32_bits_keeps_its_precision(a_multiframe_file, load):
    pixels = np.full((2, 4, 6), 4_000_000_000, np.uint32)
    changes = {**DOSE, "DoseGridScaling": 1e-8, "GridFrameOffsetVector": [0, 3]}
    assert load(a_multiframe_file("d", pixels, "RTDOSE", **changes)).voxels.max() == pytest.approx(40.0)


@pytest.mark.parametrize("offsets", [None, [0, 3], [7, 10, 13]])
def test_a_dose_without_usable_offsets_has_no_place(a_multiframe_file, load, offsets):
    stack = load(a_multiframe_file("d", numbered(3), "RTDOSE", GridFrameOffsetVector=offsets, **DOSE))
    assert isinstance(stack, Stack)
    assert codes(stack) == {"DOSE_PLANES"}
    assert not stack.has_orientation


def test_a_dose_of_unknown_size_is_refused(a_multiframe_file, scan):
    changes = {**DOSE, "DoseGridScaling": None, "GridFrameOffsetVector": [0, 3, 6]}
    (entry,) = scan(a_multiframe_file("d", numbered(3), "RTDOSE", **changes)).series
    assert (entry.report.verdict, entry.report.problems[0].code) == (Verdict.REFUSED, "DOSE_SCALING")


def a_reconstruction(kind="RECON TOMO", spacing=4, **more):
    detector = Dataset()
    detector.ImagePositionPatient, detector.ImageOrientationPatient = [5, 6, 7], AXIAL
    return {
        "ImageType": ["DERIVED", "PRIMARY", kind, "EMISSION"],
        "DetectorInformationSequence": [detector],
        "SpacingBetweenSlices": spacing,
        "PixelSpacing": [3, 3],
        **more,
    }


@pytest.mark.parametrize("spacing", [4, -4])
def test_reconstructed_nuclear_slices_stack_to_the_side_that_the_sign_says(a_multiframe_file, load, spacing):
    changes = a_reconstruction(spacing=spacing, SliceVector=[1, 2, 3])
    volume = load(a_multiframe_file("n", numbered(3), "NM", **changes))
    assert isinstance(volume, Volume)
    assert volume.geometry.spacing_ijk == pytest.approx((3, 3, 4))
    assert volume.value_at((5, 6, 7 + 2 * spacing)) == 300


def test_the_slice_vector_decides_not_the_order_of_the_frames(a_multiframe_file, load):
    volume = load(a_multiframe_file("n", numbered(3), "NM", **a_reconstruction(SliceVector=[2, 3, 1])))
    assert volume.voxels[:, 0, 0].tolist() == [300, 100, 200]


def test_gated_reconstructions_are_points_in_time(a_multiframe_file, load):
    changes = a_reconstruction(
        "RECON GATED TOMO", SliceVector=[1, 2, 3, 1, 2, 3], TimeSlotVector=[1, 1, 1, 2, 2, 2]
    )
    series = load(a_multiframe_file("n", numbered(6), "NM", **changes))
    assert isinstance(series, TimeSeries)
    assert [volume.voxels[0, 0, 0] for volume in series.volumes] == [100, 400]


def test_nuclear_slices_of_unknown_distance_have_no_place(a_multiframe_file, load):
    stack = load(a_multiframe_file("n", numbered(3), "NM", **a_reconstruction(spacing=None)))
    assert isinstance(stack, Stack)
    assert codes(stack) == {"SLICE_SPACING"}


def test_projections_of_nuclear_medicine_have_no_place(a_multiframe_file, load):
    stack = load(a_multiframe_file("n", numbered(3), "NM", **a_reconstruction("TOMO")))
    assert isinstance(stack, Stack)
    assert (codes(stack), stack.has_orientation) == (set(), False)


def test_a_dynamic_study_says_how_long_a_frame_takes(a_multiframe_file, load):
    phase = Dataset()
    phase.ActualFrameDuration = 500
    stack = load(
        a_multiframe_file(
            "n", numbered(3), "NM", PhaseInformationSequence=[phase], PixelSpacing=[3, 3],
            ImageType=["ORIGINAL", "PRIMARY", "DYNAMIC", "EMISSION"],
        )
    )  # fmt: skip
    assert stack.frame_time_ms == 500


def a_region(delta=0.05, **more):
    region = Dataset()
    fields = {
        "RegionSpatialFormat": 1,
        "RegionDataType": 1,
        "RegionFlags": 0,
        "PhysicalUnitsXDirection": 3,
        "PhysicalUnitsYDirection": 3,
        "PhysicalDeltaX": delta,
        "PhysicalDeltaY": delta,
        **more,
    }
    for name, value in fields.items():
        setattr(region, name, value)
    return region


@pytest.mark.parametrize(
    ("regions", "spacing", "source"),
    [
        ([a_region()], 0.5, "region"),
        ([a_region(), a_region(-0.05)], 0.5, "region"),
        ([a_region(), a_region(RegionSpatialFormat=3, PhysicalUnitsXDirection=4)], 0.5, "region"),
        ([a_region(), a_region(0.06)], 1.0, "unknown"),
        ([a_region(PhysicalUnitsXDirection=4)], 1.0, "unknown"),
        ([a_region(0.0)], 1.0, "unknown"),
        ([], 1.0, "unknown"),
    ],
)
def test_ultrasound_is_measured_by_its_regions(a_multiframe_file, load, regions, spacing, source):
    pixels = numbered(2, dtype=np.uint8)
    stack = load(a_multiframe_file("u", pixels, "US", SequenceOfUltrasoundRegions=regions, FrameTime=40))
    assert stack.planes[0].spacing_ijk[:2] == pytest.approx((spacing, spacing))
    assert (stack.spacing_source, stack.frame_time_ms) == (source, 40)


def test_regions_of_different_scales_say_so(a_multiframe_file, load):
    regions = [a_region(), a_region(0.06)]
    stack = load(
        a_multiframe_file("u", numbered(2, dtype=np.uint8), "US", SequenceOfUltrasoundRegions=regions)
    )
    assert "REGIONS" in codes(stack)


def test_an_ultrasound_volume_is_a_grid_without_letters(an_enhanced_file, load):
    frames = [
        {"ImagePositionVolume": [0.0, 0.0, 0.5 * n], "TemporalPositionTimeOffset": 0.1 * t}
        for t in range(2)
        for n in range(3)
    ]
    shared = {"PixelSpacing": [0.2, 0.3], "ImageOrientationVolume": [1.0, 0.0, 0.0, 0.0, 1.0, 0.0]}
    changes = {"SOPClassUID": "1.2.840.10008.5.1.4.1.1.6.2", "modality": "US"}
    series = load(an_enhanced_file("u", frames, numbered(6), shared, **changes))
    assert isinstance(series, TimeSeries)
    assert [volume.has_orientation for volume in series.volumes] == [False, False]
    assert series.volumes[1].geometry.spacing_ijk == pytest.approx((0.3, 0.2, 0.5))
    assert np.array_equal(series.volumes[1].voxels, numbered(6)[3:])


@pytest.mark.parametrize(
    ("changes", "frame_time"),
    [
        ({"FrameTime": 66.7}, 66.7),
        ({"FrameTimeVector": [0, 40, 40, 50]}, 40),
        ({"CineRate": 25}, 40),
        ({"RecommendedDisplayFrameRate": 10}, 100),
        ({"FrameTime": 0}, None),
        ({}, None),
    ],
)
def test_an_x_ray_film_runs_at_its_own_speed(a_multiframe_file, load, changes, frame_time):
    stack = load(a_multiframe_file("x", numbered(4), "XA", ImagerPixelSpacing=[0.3, 0.3], **changes))
    assert isinstance(stack, Stack)
    assert stack.planes[0].spacing_ijk[:2] == (0.3, 0.3)
    assert (stack.spacing_source, stack.frame_time_ms) == ("detector", frame_time)


@pytest.mark.parametrize(
    ("changes", "has_place"),
    [
        ({"FrameIncrementPointer": 0x00181063, "FrameTime": 40}, True),
        ({"FrameIncrementPointer": 0x00200013}, False),
        ({}, False),
    ],
)
def test_one_position_for_many_frames_is_believed_of_films_alone(a_multiframe_file, load, changes, has_place):
    stack = load(a_multiframe_file("s", numbered(3), "OT", **PLACED, **changes))
    assert isinstance(stack, Stack)
    assert stack.has_orientation == has_place
    assert codes(stack) == ({"SAME_POSITION"} if has_place else set())


def test_tomosynthesis_of_the_breast_is_a_volume(an_enhanced_file, load):
    frames = [{"ImagePositionPatient": [0, 0, n]} for n in range(4)]
    changes = {"SOPClassUID": "1.2.840.10008.5.1.4.1.1.13.1.3", "modality": "MG"}
    volume = load(an_enhanced_file("t", frames, numbered(4), **changes))
    assert isinstance(volume, Volume)
    assert np.array_equal(volume.voxels, numbered(4))


@pytest.mark.parametrize("planar", [0, 1])
def test_captured_colour_frames_keep_their_colours_and_their_order(a_multiframe_file, load, planar):
    colours = np.random.default_rng(1).integers(0, 256, (3, 4, 6, 3), dtype=np.uint8)
    stored = np.moveaxis(colours, -1, 1) if planar else colours
    changes = {
        "SamplesPerPixel": 3,
        "PhotometricInterpretation": "RGB",
        "PlanarConfiguration": planar,
        "PixelData": stored.tobytes(),
    }
    stack = load(a_multiframe_file("c", colours[..., 0], "OT", **changes))
    assert np.array_equal(stack.rgb, colours)
    assert stack.frame_numbers == (1, 2, 3)
