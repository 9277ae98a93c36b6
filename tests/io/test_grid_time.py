"""Series that hold several volumes: points in time as one 4D series, all else apart by what differs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pydicom
import pytest

from medviewer.core.series import Verdict
from medviewer.core.time_series import TimeSeries
from medviewer.io.load import load_series
from medviewer.io.progress import LocalReport

SLICES = 4


def repeated(times=3, slices=SLICES):
    return [(0, 0, 2.0 * (n % slices)) for n in range(times * slices)]


def point_in_time(n):
    return n // SLICES


def loaded(entry):
    return load_series(entry, report=LocalReport())


@pytest.mark.parametrize(
    ("elements", "times", "unit", "what"),
    [
        (lambda n: {"TemporalPositionIdentifier": point_in_time(n) + 1}, (1, 2, 3), "", "time point"),
        (lambda n: {"TriggerTime": 40 * point_in_time(n)}, (0, 40, 80), "ms", "trigger time"),
        (
            lambda n: {"FrameReferenceTime": 30000 * point_in_time(n) + 15000},
            (15000, 45000, 75000),
            "ms",
            "frame time",
        ),
        (lambda n: {"AcquisitionTime": f"1200{2 * point_in_time(n):02d}.5"}, (0, 2, 4), "s", "time point"),
        (lambda n: {"AcquisitionTime": f"1200{n:02d}"}, (0, 4, 8), "s", "time point"),
        (lambda n: {"ContentTime": f"1200{2 * point_in_time(n):02d}"}, (0, 2, 4), "s", "time point"),
        (
            lambda n: {
                "TemporalPositionIdentifier": point_in_time(n) + 1,
                "AcquisitionTime": f"12{10 * point_in_time(n):02d}00",
            },
            (0, 600, 1200),
            "s",
            "time point",
        ),
        (
            lambda n: {"TriggerTime": [20, 300, 600][point_in_time(n)] + n % SLICES},
            (20, 300, 600),
            "ms",
            "trigger time",
        ),
    ],
    ids=[
        "position",
        "trigger",
        "frame",
        "acquired",
        "acquired slice by slice",
        "content",
        "position and clock",
        "jitter",
    ],
)
def test_points_in_time_are_one_series(a_ct_series, scan, elements, times, unit, what):
    (entry,) = scan(a_ct_series(positions=repeated(), each=elements)).series
    assert (entry.time_points, entry.shape_kji, len(entry.files)) == (3, (SLICES, 4, 6), 3 * SLICES)
    series = loaded(entry)
    assert isinstance(series, TimeSeries)
    assert (series.times, series.time_unit, series.what) == (times, unit, what)
    for t, volume in enumerate(series.volumes):
        assert [int(v) for v in volume.voxels[:, 0, 0]] == [t * SLICES + k - 24 for k in range(SLICES)]
        assert volume.instance_uids == tuple(f"1.2.3.4.{t * SLICES + k + 1}" for k in range(SLICES))
        assert volume.report.verdict is Verdict.REGULAR
        assert volume.report.problems == ()
    assert len({id(volume.voxels.base) for volume in series.volumes}) == 1


def test_two_echoes_in_time_are_a_series_each(a_ct_series, scan):
    def elements(n):
        return {"EchoTime": 10 + 20 * (n // SLICES % 2), "TemporalPositionIdentifier": n // (2 * SLICES) + 1}

    entries = scan(a_ct_series(positions=repeated(6), each=elements)).series
    assert [(entry.info.description, entry.time_points) for entry in entries] == [
        ("Thin (echo time 10 ms)", 3),
        ("Thin (echo time 30 ms)", 3),
    ]
    for number, entry in enumerate(entries):
        values = [volume.voxels[0, 0, 0] for volume in loaded(entry).volumes]
        assert values == [-24 + (2 * t + number) * SLICES for t in range(3)]


def test_echoes_counted_on_in_time_are_still_echoes(a_ct_series, scan):
    def elements(n):
        return {
            "EchoTime": 10 + 20 * (point_in_time(n) // 2),
            "TemporalPositionIdentifier": point_in_time(n) + 1,
        }

    entries = scan(a_ct_series(positions=repeated(4), each=elements)).series
    assert [(entry.info.description, entry.time_points) for entry in entries] == [
        ("Thin (echo time 10 ms)", 2),
        ("Thin (echo time 30 ms)", 2),
    ]


def test_directions_of_diffusion_are_one_series_for_each_b_value(a_ct_series, scan):
    def elements(n):
        weighted = point_in_time(n) > 0
        direction = [0.0, 0.0, 0.0]
        direction[point_in_time(n) - 1] = 1.0
        return {
            "DiffusionBValue": 1000.0 * weighted,
            **({"DiffusionGradientOrientation": direction} if weighted else {}),
        }

    entries = scan(a_ct_series(positions=repeated(4), each=elements)).series
    assert [(entry.info.description, entry.time_points) for entry in entries] == [
        ("Thin (b-value 0)", 1),
        ("Thin (b-value 1000)", 3),
    ]
    assert loaded(entries[1]).what == "direction"


def test_few_acquisitions_are_phases_and_many_are_points_in_time(a_ct_series, scan):
    def by_acquisition(n):
        return {"AcquisitionNumber": point_in_time(n) + 1, "AcquisitionTime": f"1200{point_in_time(n):02d}"}

    phases = scan(a_ct_series("phases", positions=repeated(3), each=by_acquisition)).series
    assert [entry.info.description for entry in phases] == [f"Thin (acquisition {n})" for n in (1, 2, 3)]
    (perfusion,) = scan(a_ct_series("perfusion", positions=repeated(8), each=by_acquisition)).series
    assert perfusion.time_points == 8
    assert loaded(perfusion).times == tuple(range(8))


def test_a_point_in_time_that_was_broken_off_is_shown_apart_with_a_sentence(a_ct_series, scan):
    positions = repeated(3)[:-2]
    folder = a_ct_series(
        positions=positions, each=lambda n: {"TemporalPositionIdentifier": point_in_time(n) + 1}
    )
    whole, rest = scan(folder).series
    assert (whole.time_points, rest.time_points, rest.shape_kji[0]) == (2, 1, 2)
    assert rest.info.description == "Thin (time point 3)"
    for entry in (whole, rest):
        (problem,) = entry.report.problems
        assert problem.code == "TIME_POINTS"
        assert "2 of 4 slices" in problem.message
        image = loaded(entry)
        first = image.volumes[0] if isinstance(image, TimeSeries) else image
        assert first.report.problems == (problem,)


def test_points_in_time_at_other_places_are_series_of_their_own(a_ct_series, scan):
    positions = [(0, 0, 2.0 * (n % SLICES) + 0.5 * (n // SLICES)) for n in range(3 * SLICES)]
    positions[SLICES:] = [
        (5.0 * (n // SLICES), y, 2.0 * (n % SLICES)) for n, (_, y, _) in enumerate(positions)
    ][SLICES:]
    folder = a_ct_series(
        positions=positions, each=lambda n: {"TemporalPositionIdentifier": point_in_time(n) + 1}
    )
    entries = scan(folder).series
    assert [entry.time_points for entry in entries] == [1, 1, 1]
    assert all(entry.report.problems[0].code == "TIME_POINTS" for entry in entries)
    assert [loaded(entry).geometry.origin_lps[0] for entry in entries] == [0, 5, 10]


def test_a_tilted_series_in_time_is_straightened_at_every_point(a_ct_series, scan):
    tilt = np.radians(15)
    direction = [1, 0, 0, 0, float(np.cos(tilt)), float(-np.sin(tilt))]
    folder = a_ct_series(
        positions=repeated(2),
        ImageOrientationPatient=direction,
        each=lambda n: {"TemporalPositionIdentifier": point_in_time(n) + 1},
    )
    (entry,) = scan(folder).series
    series = loaded(entry)
    assert series.volumes[0].geometry.shape_kji == entry.shape_kji
    assert [problem.code for problem in series.volumes[0].report.problems] == ["TILT", "RESAMPLED"]
    for t, volume in enumerate(series.volumes):
        assert [int(v.max()) for v in volume.voxels] == [t * SLICES + k - 24 for k in range(SLICES)]
        assert volume.acquired.frames.shape == (SLICES, 4, 6)
        assert volume.padding == series.volumes[0].padding
    assert len({id(volume.voxels.base) for volume in series.volumes}) == 1


def test_a_picture_that_cannot_be_read_costs_its_point_in_time_alone(a_ct_series, scan):
    folder = a_ct_series(
        positions=repeated(3), each=lambda n: {"TemporalPositionIdentifier": point_in_time(n) + 1}
    )
    (entry,) = scan(folder).series
    cut = Path(entry.files[SLICES + 1])
    with cut.open("r+b") as file:
        file.truncate(file.seek(0, 2) - 20)
    series = loaded(entry)
    assert [int(volume.voxels[0, 0, 0]) for volume in series.volumes] == [-24, 2 * SLICES - 24]
    assert len(series.volumes[0].report.rejected) == SLICES
    assert {file.file for file in series.volumes[0].report.rejected} == set(entry.files[SLICES : 2 * SLICES])


def test_points_in_time_that_are_no_grid_are_stacks_of_their_own(a_ct_series, scan):
    sideways = [(0, 0, 0), (8, 0, 2), (-3, 2, 4), (0, 0, 6)]
    folder = a_ct_series(
        positions=sideways * 2, each=lambda n: {"TemporalPositionIdentifier": point_in_time(n) + 1}
    )
    entries = scan(folder).series
    assert [(e.report.verdict, e.time_points, e.shape_kji[0]) for e in entries] == [(Verdict.STACK, 1, 4)] * 2
    assert [int(loaded(entry).frames[0, 0, 0]) for entry in entries] == [-24, SLICES - 24]


def test_stacks_beside_each_other_are_parts(a_ct_series, scan):
    positions = [(200.0 * (n // SLICES), 0, 2.0 * (n % SLICES)) for n in range(2 * SLICES)]
    entries = scan(a_ct_series(positions=positions)).series
    assert [entry.info.description for entry in entries] == ["Thin (stack 1)", "Thin (stack 2)"]
    assert [loaded(entry).geometry.origin_lps for entry in entries] == [(0, 0, 0), (200, 0, 0)]


def test_directions_follow_each_other_in_the_order_of_their_numbers(a_ct_series, scan):
    ways = [[0.0, 0.0, 1.0], [1.0, 0.0, 0.0], [0.0, -1.0, 0.0]]

    def elements(n):
        return {"DiffusionBValue": 1000.0, "DiffusionGradientOrientation": ways[point_in_time(n)]}

    (entry,) = scan(a_ct_series(positions=repeated(3), each=elements)).series
    values = [int(volume.voxels[0, 0, 0]) for volume in loaded(entry).volumes]
    assert values == [-24, SLICES - 24, 2 * SLICES - 24]


@pytest.mark.parametrize(
    ("group", "creator", "element", "values"),
    [
        (0x0019, "SIEMENS MR HEADER", 0x100C, ["0", "800"]),
        (0x0043, "GEMS_PARM_01", 0x1039, ["0\\8\\0\\0", "1000000800\\8\\0\\0"]),
        (0x0043, "SOMEBODY ELSE", 0x1039, ["0", "800"]),
    ],
)
def test_b_values_of_makers_are_read_where_it_is_their_element(
    a_ct_series, scan, group, creator, element, values
):
    folder = a_ct_series(positions=repeated(2), Modality="MR")
    for file in folder.iterdir():
        dataset = pydicom.dcmread(file)
        dataset.add_new((group, 0x0010), "LO", creator)
        value = values[point_in_time(int(dataset.InstanceNumber) - 1)]
        dataset.add_new((group, element), "IS", value.split("\\"))
        dataset.save_as(file)
    found = [entry.info.description for entry in scan(folder).series]
    known = creator != "SOMEBODY ELSE"
    assert found == (["Thin (b-value 0)", "Thin (b-value 800)"] if known else ["Thin"])


def test_two_kernels_in_one_series_are_parts(a_ct_series, scan):
    folder = a_ct_series(
        positions=repeated(2), each=lambda n: {"ConvolutionKernel": ["B30f", "B70f"][point_in_time(n)]}
    )
    found = [entry.info.description for entry in scan(folder).series]
    assert found == ["Thin (kernel B30f)", "Thin (kernel B70f)"]


def test_a_long_series_in_time_is_planned_soon(a_ct_series, scan):
    folder = a_ct_series(
        positions=repeated(120), each=lambda n: {"AcquisitionNumber": point_in_time(n), "TriggerTime": n}
    )
    catalog = scan(folder)
    assert [(entry.time_points, entry.shape_kji) for entry in catalog.series] == [(120, (SLICES, 4, 6))]
