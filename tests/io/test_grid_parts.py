"""What sets volumes of one series apart, and how the parts are named."""

from __future__ import annotations

import numpy as np
import pytest

SLICES = 4


def volumes_of(count):
    return [(0, 0, 2.0 * (n % SLICES)) for n in range(count * SLICES)]


def one_of(*changes):
    return lambda n: changes[n // SLICES]


def diffusion(kind, b_value=None):
    weighting = {} if b_value is None else {"DiffusionBValue": float(b_value)}
    return {"ImageType": ["DERIVED", "PRIMARY", "DIFFUSION", kind], **weighting}


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        ([{"FlipAngle": 2}, {"FlipAngle": 10}], ["flip angle 2 degrees", "flip angle 10 degrees"]),
        ([{"InversionTime": 900}, {"InversionTime": 50}], ["inversion time 50 ms", "inversion time 900 ms"]),
        ([{"KVP": 140}, {"KVP": 80}], ["tube voltage 80 kV", "tube voltage 140 kV"]),
        ([{}, {"ContrastBolusAgent": "Iomeron"}], ["contrast Iomeron", "no contrast"]),
        (
            [{"SequenceName": f"*ep_b{b}#1"} for b in (0, 500, 1000)],
            ["b-value 0", "b-value 500", "b-value 1000"],
        ),
        (
            [diffusion("TRACEW", 50), diffusion("TRACEW", 800), diffusion("ADC")],
            ["b-value 50, kind TRACEW", "b-value 800, kind TRACEW", "no b-value, kind ADC"],
        ),
        (
            [{"ImageType": ["ORIGINAL", "PRIMARY", kind, "ND"]} for kind in ("M", "P")],
            ["kind M", "kind P"],
        ),
    ],
)
def test_volumes_are_named_by_what_differs_in_the_order_of_its_numbers(a_ct_series, scan, changes, names):
    series = scan(a_ct_series(positions=volumes_of(len(changes)), each=one_of(*changes))).series
    assert [entry.info.description for entry in series] == [f"Thin ({name})" for name in names]
    assert {(entry.report.verdict.name, entry.shape_kji[0]) for entry in series} == {("REGULAR", SLICES)}


@pytest.mark.parametrize("name", ["NominalPercentageOfCardiacPhase", "NominalPercentageOfRespiratoryPhase"])
def test_percentages_of_a_cycle_are_points_in_time(a_ct_series, scan, name):
    each = one_of(*({name: 10.0 * phase} for phase in range(6)))
    (entry,) = scan(a_ct_series(positions=volumes_of(6), each=each)).series
    assert (entry.time_points, entry.shape_kji[0]) == (6, SLICES)


def test_contrast_that_arrives_later_does_not_end_a_series_in_time(a_ct_series, scan):
    each = one_of(
        *({"TemporalPositionIdentifier": t + 1, "ContrastBolusAgent": "Gd" if t else None} for t in range(4))
    )
    (entry,) = scan(a_ct_series(positions=volumes_of(4), each=each)).series
    assert entry.time_points == 4


@pytest.mark.parametrize(
    ("each", "names"),
    [
        (
            lambda n: {"ImageOrientationPatient": [1, 0, 0, 0, 1, 0] if n < 3 else [0, 1, 0, 0, 0, -1]},
            ["axial", "sagittal"],
        ),
        (
            lambda n: {"ImageType": ["ORIGINAL", "PRIMARY", "LOCALIZER" if n == 5 else "AXIAL"]},
            [None, "localizer"],
        ),
        (
            lambda n: {"PixelSpacing": [0.5, 0.75] if n < 3 else [0.6, 0.9]},
            ["pixels of 0.5 x 0.75 mm", "pixels of 0.6 x 0.9 mm"],
        ),
        (lambda n: {"PatientID": "AB"[n // 3]}, [None, None]),
        (lambda n: {"FrameOfReferenceUID": f"1.9.{n // 3}"}, ["part 1", "part 2"]),
    ],
)
def test_parts_of_a_series_that_was_taken_apart_are_named(a_ct_series, scan, each, names):
    series = scan(a_ct_series(count=6, each=each)).series
    assert [entry.info.description for entry in series] == [f"Thin ({n})" if n else "Thin" for n in names]


def test_slices_with_one_identifier_at_different_places_are_no_copies(a_ct_series, scan):
    catalog = scan(a_ct_series(count=4, SOPInstanceUID="1.2.3.4.5"))
    (entry,) = catalog.series
    assert (entry.report.verdict.name, entry.shape_kji[0], catalog.rejected) == ("REGULAR", 4, ())


def test_what_differs_is_told_in_a_list_and_colours_are_no_matter_of_the_matrix(a_ct_series, scan):
    def each(n):
        coloured = {"PhotometricInterpretation": "RGB", "SamplesPerPixel": 3, "PlanarConfiguration": 0}
        pixels = {"pixels": np.zeros((4, 6 * 3), np.uint8), "Columns": 6}
        turned = {"PixelSpacing": [1, 1], "ImageOrientationPatient": [0, 1, 0, 0, 0, -1]}
        return {**coloured, **pixels, **turned} if n > 2 else {}

    series = scan(a_ct_series(count=6, each=each)).series
    assert [entry.info.description for entry in series] == [
        "Thin (colour, sagittal, pixels of 1 x 1 mm)",
        "Thin (grey, axial, pixels of 0.5 x 0.75 mm)",
    ]
    (message,) = (p.message for p in series[0].report.problems if p.code == "SPLIT_SERIES")
    assert message.endswith("differ in colour kind, pixel spacing and orientation.")
