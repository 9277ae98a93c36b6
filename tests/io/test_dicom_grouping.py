"""Which files become one series."""

from __future__ import annotations

import numpy as np
import pytest

from medviewer.core.errors import ReadError
from medviewer.core.series import Verdict
from medviewer.io.load import load_series
from medviewer.io.progress import LocalReport

SAGITTAL = [0, 1, 0, 0, 0, -1]


def shapes(catalog):
    return sorted(entry.shape_kji for entry in catalog.series)


@pytest.mark.parametrize(
    "changes",
    [
        {"SeriesInstanceUID": "1.9"},
        {"StudyInstanceUID": "1.9"},
        {"FrameOfReferenceUID": "1.9"},
        {"PatientID": "other"},
        {"PatientName": "Other^One"},
        {"PatientBirthDate": "19700101"},
        {"PixelSpacing": [0.6, 0.75]},
        {"PhotometricInterpretation": "MONOCHROME1"},
        {"ImageType": ["ORIGINAL", "PRIMARY", "LOCALIZER"]},
        {"ImageOrientationPatient": SAGITTAL},
        {"Modality": "MR"},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_slices_that_differ_in_this_are_apart(a_ct_series, scan, changes):
    catalog = scan(a_ct_series(count=6, each=lambda n: changes if n % 2 else {}))
    assert shapes(catalog) == [(3, 4, 6), (3, 4, 6)]
    assert len({entry.series_id for entry in catalog.series}) == 2


def test_a_series_taken_apart_says_why(a_ct_series, scan):
    folder = a_ct_series(
        count=6, each=lambda n: {"PatientID": "other", "PixelSpacing": [1, 1]} if n % 2 else {}
    )
    for entry in scan(folder).series:
        loaded = load_series(entry, report=LocalReport())
        for report in (entry.report, loaded.report):
            assert [problem.code for problem in report.problems] == ["SPLIT_SERIES"]
            assert "2 parts" in report.problems[0].message
            assert "patient and pixel spacing" in report.problems[0].message


def test_two_matrix_sizes_are_apart(a_ct_series, scan):
    pixels = np.zeros((8, 8), np.uint16)
    catalog = scan(a_ct_series(count=5, each=lambda n: {"pixels": pixels} if n > 2 else {}))
    assert shapes(catalog) == [(2, 8, 8), (3, 4, 6)]


def test_orientations_that_differ_by_rounding_stay_together(a_ct_series, scan):
    catalog = scan(
        a_ct_series(count=4, each=lambda n: {"ImageOrientationPatient": [1, 0, 2e-5 * n, 0, 1, 0]})
    )
    assert shapes(catalog) == [(4, 4, 6)]


def test_frames_of_reference_that_an_anonymiser_made_up_for_every_slice_say_nothing(a_ct_series, load):
    volume = load(a_ct_series(count=4, each=lambda n: {"FrameOfReferenceUID": f"1.9.{n}"}))
    assert volume.report.verdict is Verdict.REGULAR
    assert "FRAME_OF_REFERENCE" in [problem.code for problem in volume.report.problems]


def test_a_series_in_many_directions_is_one_stack(a_ct_series, load):
    def turned(n):
        angle = n * 0.3
        return {"ImageOrientationPatient": [float(np.cos(angle)), float(np.sin(angle)), 0, 0, 0, -1]}

    stack = load(a_ct_series(count=6, each=turned))
    assert stack.report.verdict is Verdict.STACK
    assert [int(v) for v in stack.frames[:, 0, 0]] == [-24 + n for n in range(6)]


@pytest.mark.parametrize(
    ("name", "value", "label"),
    [
        ("DiffusionBValue", lambda n: 1000.0 * (n // 4), "b-value 1000"),
        ("EchoTime", lambda n: 10 + 20 * (n // 4), "echo time 30 ms"),
        ("AcquisitionNumber", lambda n: n // 4, "acquisition 1"),
    ],
)
def test_repeated_positions_are_split_by_what_differs(a_ct_series, scan, name, value, label):
    folder = a_ct_series(positions=[(0, 0, 2.0 * (n % 4)) for n in range(8)], each=lambda n: {name: value(n)})
    catalog = scan(folder)
    assert shapes(catalog) == [(4, 4, 6), (4, 4, 6)]
    assert any(entry.info.description == f"Thin ({label})" for entry in catalog.series)
    for entry in catalog.series:
        assert load_series(entry, report=LocalReport()).report.verdict is Verdict.REGULAR


def test_a_phase_with_fewer_slices_is_still_a_phase(a_ct_series, scan):
    folder = a_ct_series(
        positions=[(0, 0, 2.0 * (n % 4)) for n in range(7)], each=lambda n: {"AcquisitionNumber": n // 4}
    )
    assert shapes(scan(folder)) == [(3, 4, 6), (4, 4, 6)]


def test_a_cine_at_one_place_is_in_the_order_of_its_numbers(a_ct_series, load):
    stack = load(a_ct_series(positions=[(0, 0, 0)] * 5, each=lambda n: {"InstanceNumber": 5 - n}))
    assert stack.report.verdict is Verdict.STACK
    assert [int(v) for v in stack.frames[:, 0, 0]] == [-20, -21, -22, -23, -24]


def test_repeated_positions_without_a_clean_split_are_a_stack(a_ct_series, scan):
    catalog = scan(a_ct_series(positions=[(0, 0, 2.0 * (n % 4)) for n in range(8)]))
    (entry,) = catalog.series
    assert entry.report.verdict is Verdict.STACK
    assert entry.report.problems[0].code == "SAME_POSITION"


def test_a_second_copy_of_an_instance_is_listed_and_left_out(a_ct_series, a_slice, scan):
    folder = a_ct_series(count=4)
    a_slice("ct/zz_copy", 2)
    catalog = scan(folder)
    assert shapes(catalog) == [(4, 4, 6)]
    assert [file.file.rsplit("/", 1)[1] for file in catalog.rejected] == ["zz_copy"]
    assert "second copy" in catalog.series[0].report.rejected[0].reason


def test_empty_series_identifiers_still_give_stable_unique_ids(a_ct_series, scan):
    folder = a_ct_series(count=4, SeriesInstanceUID="", SOPInstanceUID="")
    first, second = scan(folder), scan(folder)
    assert first.series[0].series_id == second.series[0].series_id != ""
    assert shapes(first) == [(4, 4, 6)]


def test_radiographs_are_one_entry_each(a_ct_series, scan):
    catalog = scan(a_ct_series(count=3, Modality="DX", SOPClassUID="1.2.840.10008.5.1.4.1.1.1.1"))
    assert shapes(catalog) == [(1, 4, 6)] * 3


@pytest.mark.parametrize("name", ["ImagesInAcquisition", "NumberOfSeriesRelatedInstances"])
def test_a_count_in_the_files_tells_of_missing_ends(a_ct_series, scan, name):
    (entry,) = scan(a_ct_series(count=4, **{name: 6})).series
    (problem,) = entry.report.problems
    assert problem.code == "INCOMPLETE"
    assert "6 images and 4 are here" in problem.message
    assert load_series(entry, report=LocalReport()).report.problems == (problem,)


def test_a_count_that_gaps_or_other_parts_account_for_tells_nothing(a_ct_series, scan):
    gapped = a_ct_series("gap", positions=[(0, 0, z) for z in (0, 1, 2, 4, 5)], ImagesInAcquisition=6)
    assert "INCOMPLETE" not in codes(scan(gapped))
    in_time = a_ct_series(
        "time",
        positions=[(0, 0, n % 4) for n in range(8)],
        each=lambda n: {"TemporalPositionIdentifier": n // 4 + 1},
        ImagesInAcquisition=8,
    )
    assert codes(scan(in_time)) == []
    phases = a_ct_series(
        "phases",
        positions=[(0, 0, n % 4) for n in range(8)],
        each=lambda n: {"AcquisitionNumber": n // 4 + 1},
        ImagesInAcquisition=4,
    )
    assert codes(scan(phases)) == []
    localizer = a_ct_series(
        "localizer",
        count=5,
        NumberOfSeriesRelatedInstances=5,
        each=lambda n: {"ImageType": ["ORIGINAL", "PRIMARY", "LOCALIZER"]} if n == 0 else {},
    )
    assert "INCOMPLETE" not in codes(scan(localizer))


def codes(catalog):
    return [problem.code for entry in catalog.series for problem in entry.report.problems]


def test_a_series_that_changed_since_the_scan_is_noticed(a_ct_series, a_slice, scan):
    folder = a_ct_series(count=4)
    (entry,) = scan(folder).series
    a_slice(f"ct/{entry.files[1].rsplit('/', 1)[1]}", 1, PatientID="other")
    with pytest.raises(ReadError, match="changed since"):
        load_series(entry, report=LocalReport())
