"""What the frames of one enhanced file fall into: stacks, echoes, kinds, and points in time."""

from __future__ import annotations

import numpy as np
import pytest

from medviewer.core.series import Verdict
from medviewer.core.time_series import TimeSeries
from medviewer.core.volume import Stack
from medviewer.io.load import load_series
from medviewer.io.progress import LocalReport


def numbered(count, rows=4, columns=6, dtype=np.uint16):
    """Frames told apart by their values: 100 (n + 1) + row * columns + column."""
    picture = np.arange(rows * columns, dtype=dtype).reshape(rows, columns)
    return np.stack([picture + dtype(100 * (n + 1)) for n in range(count)])


def at(z, **more):
    return {"ImagePositionPatient": [-10, -20, z], **more}


def test_two_stacks_in_one_file_are_two_series(an_enhanced_file, scan):
    sagittal = [0, 1, 0, 0, 0, -1]
    frames = [at(2 * n, StackID="A", ImageOrientationPatient=[1, 0, 0, 0, 1, 0]) for n in range(3)]
    frames += [
        {"ImagePositionPatient": [3 * n, 0, 0], "StackID": "B", "ImageOrientationPatient": sagittal}
        for n in range(4)
    ]
    pixels = numbered(7)
    path = an_enhanced_file("e", frames, pixels, {"PixelSpacing": [1, 1]})
    entries = sorted(scan(path).series, key=lambda entry: entry.shape_kji)
    assert [entry.shape_kji for entry in entries] == [(3, 4, 6), (4, 4, 6)]
    assert [entry.frames for entry in entries] == [((0, 1, 2),), ((3, 4, 5, 6),)]
    axial, other = (load_series(entry, report=LocalReport()) for entry in entries)
    assert np.array_equal(axial.voxels, pixels[:3])
    # row x column points to the patient's right, so the slices are sorted the other way round
    assert np.array_equal(other.voxels, pixels[:2:-1])


def test_parallel_stacks_side_by_side_stay_apart(an_enhanced_file, scan):
    frames = [at(2 * n, StackID="1") for n in range(3)] + [at(100 + 2 * n, StackID="2") for n in range(3)]
    entries = scan(an_enhanced_file("e", frames, numbered(6))).series
    assert [entry.report.verdict for entry in entries] == [Verdict.REGULAR] * 2
    assert "stack" in entries[0].report.problems[0].message


def test_three_directions_in_one_file_are_three_series(an_enhanced_file, scan):
    directions = [([1, 0, 0, 0, 1, 0], 2), ([0, 1, 0, 0, 0, -1], 0), ([1, 0, 0, 0, 0, -1], 1)]
    frames = []
    for orientation, axis in directions:
        for n in range(3):
            place = [0, 0, 0]
            place[axis] = 10 * n
            frames.append({"ImagePositionPatient": place, "ImageOrientationPatient": orientation})
    entries = scan(an_enhanced_file("e", frames, numbered(9), {"PixelSpacing": [1, 1]})).series
    assert [entry.shape_kji for entry in entries] == [(3, 4, 6)] * 3
    assert sorted(entry.frames for entry in entries) == [((0, 1, 2),), ((3, 4, 5),), ((6, 7, 8),)]
    assert len({entry.series_id for entry in entries}) == 3
    for entry in entries:
        volume = load_series(entry, report=LocalReport())
        assert sorted(volume.voxels[:, 0, 0]) == [100 * (n + 1) for n in entry.frames[0]]


def test_frames_around_an_axis_are_one_radial_stack(an_enhanced_file, load):
    frames = []
    for angle in np.radians(np.arange(0, 180, 15)):
        row = [float(np.cos(angle)), float(np.sin(angle)), 0.0]
        place = [-20 * row[0], -20 * row[1], 20]
        frames.append({"ImagePositionPatient": place, "ImageOrientationPatient": [*row, 0.0, 0.0, -1.0]})
    stack = load(an_enhanced_file("e", frames, numbered(12), {"PixelSpacing": [1, 1]}, modality="MR"))
    assert isinstance(stack, Stack)
    assert len(stack) == 12
    assert stack.frame_time_ms is None
    assert len({plane.axes_lps for plane in stack.planes}) == 12


def test_a_stack_for_each_frame_says_nothing(an_enhanced_file, load):
    frames = [at(2 * n, StackID=str(n)) for n in range(5)]
    assert load(an_enhanced_file("e", frames, numbered(5))).report.verdict is Verdict.REGULAR


def test_points_in_time_are_one_series_with_an_axis(an_enhanced_file, load):
    frames = [at(2 * n, TemporalPositionIndex=t + 1, StackID="1") for n in range(3) for t in range(4)]
    pixels = numbered(12)
    series = load(an_enhanced_file("e", frames, pixels, modality="MR"))
    assert isinstance(series, TimeSeries)
    assert len(series) == 4
    for t, volume in enumerate(series.volumes):
        assert np.array_equal(volume.voxels, pixels[t::4])


def test_echoes_are_series_of_their_own(an_enhanced_file, scan):
    frames = [at(2 * n, EffectiveEchoTime=echo) for echo in (4.92, 9.84) for n in range(3)]
    pixels = numbered(6)
    entries = scan(an_enhanced_file("e", frames, pixels, modality="MR")).series
    assert [entry.info.description for entry in entries] == ["(echo time 4.92 ms)", "(echo time 9.84 ms)"]
    volumes = [load_series(entry, report=LocalReport()) for entry in entries]
    assert np.array_equal(volumes[0].voxels, pixels[:3])
    assert np.array_equal(volumes[1].voxels, pixels[3:])


def test_b_values_are_series_of_their_own(an_enhanced_file, scan):
    frames = [at(2 * n, DiffusionBValue=float(b)) for n in range(3) for b in (0, 1000)]
    entries = scan(an_enhanced_file("e", frames, numbered(6), modality="MR")).series
    assert ["1000" in entry.info.description for entry in entries] == [False, True]
    assert np.array_equal(load_series(entries[1], report=LocalReport()).voxels, numbered(6)[1::2])


def test_heart_phases_are_points_in_time(an_enhanced_file, load):
    frames = [at(2 * n, NominalCardiacTriggerDelayTime=25.0 * t) for t in range(4) for n in range(3)]
    series = load(an_enhanced_file("e", frames, numbered(12), modality="MR"))
    assert isinstance(series, TimeSeries)
    assert (series.times, series.time_unit) == ((0, 25, 50, 75), "ms")


def test_phase_and_magnitude_in_one_file_are_series_of_their_own(an_enhanced_file, scan):
    kinds = [("ORIGINAL", "MAGNITUDE"), ("ORIGINAL", "PHASE")]
    frames = [
        at(2 * n, FrameType=[kind, "PRIMARY", "M", "NONE"], ComplexImageComponent=component)
        for kind, component in kinds
        for n in range(3)
    ]
    entries = scan(an_enhanced_file("e", frames, numbered(6), modality="MR")).series
    assert sorted("PHASE" in entry.info.description for entry in entries) == [False, True]


def test_a_converted_series_keeps_the_attributes_of_its_slices(an_enhanced_file, load):
    frames = [at(2 * n, TriggerTime=40.0 * t) for t in range(3) for n in range(3)]
    series = load(an_enhanced_file("e", frames, numbered(9), modality="MR"))
    assert isinstance(series, TimeSeries)
    assert (series.times, series.time_unit) == ((0, 40, 80), "ms")


def test_b_values_are_read_in_big_endian_files(an_enhanced_file, scan):
    frames = [at(2 * n, DiffusionBValue=float(b)) for n in range(3) for b in (0, 800)]
    pixels = numbered(6)
    changes = {"transfer_syntax": "1.2.840.10008.1.2.2", "PixelData": pixels.astype(">u2").tobytes()}
    entries = scan(an_enhanced_file("e", frames, pixels, modality="MR", **changes)).series
    assert ["800" in entry.info.description for entry in entries] == [False, True]


def test_one_plane_over_time_is_a_film_in_the_order_of_time(an_enhanced_file, load):
    moments = [3, 1, 2, 4]
    frames = [
        at(0, TemporalPositionIndex=t, FrameReferenceDateTime=f"202001011200{10 + 2 * t:02}") for t in moments
    ]
    pixels = numbered(4)
    stack = load(an_enhanced_file("e", frames, pixels, modality="MR"))
    assert isinstance(stack, Stack)
    assert np.array_equal(stack.frames, pixels[np.argsort(moments)])
    assert stack.frame_time_ms == pytest.approx(2000)
    assert stack.has_orientation


def test_one_file_a_time_point_joins_into_one_series(an_enhanced_file, load, tmp_path):
    for t in range(3):
        frames = [at(2 * n, TemporalPositionIndex=t + 1) for n in range(3)]
        changes = {"SOPInstanceUID": f"1.2.3.9.{t + 1}", "InstanceNumber": t + 1}
        an_enhanced_file(f"series/{t}", frames, numbered(3) + np.uint16(1000 * t), modality="MR", **changes)
    series = load(tmp_path / "series")
    assert isinstance(series, TimeSeries)
    assert [int(volume.voxels[0, 0, 0]) for volume in series.volumes] == [100, 1100, 2100]
