"""PET in standardised uptake by body weight: QIBA's vendor-neutral rules, and what is missing for them."""

from __future__ import annotations

import numpy as np
import pydicom
import pytest
from pydicom import Dataset

from medviewer.core.window_level import WindowLevel

HALF_LIFE_S = 6586.2
DOSE_BQ = 3.7e8
WEIGHT_KG = 75.0
FACTOR = WEIGHT_KG * 1000 / (DOSE_BQ * 2 ** (-3600 / HALF_LIFE_S))


def tracer(**changes):
    item = Dataset()
    given = {
        "RadionuclideTotalDose": DOSE_BQ,
        "RadionuclideHalfLife": HALF_LIFE_S,
        "RadiopharmaceuticalStartTime": "093000.00",
        **changes,
    }
    for name, value in given.items():
        if value is not None:
            setattr(item, name, value)
    return [item]


PET = {
    "Modality": "PT",
    "SOPClassUID": "1.2.840.10008.5.1.4.1.1.128",
    "Units": "BQML",
    "CorrectedImage": ["DECY", "ATTN", "SCAT"],
    "DecayCorrection": "START",
    "PatientWeight": WEIGHT_KG,
    "SeriesDate": "20260102",
    "SeriesTime": "103000",
    "AcquisitionDate": "20260102",
    "AcquisitionTime": "103200.5",
    "RescaleIntercept": 0,
    "WindowCenter": 5000,
    "WindowWidth": 10000,
}


@pytest.fixture
def a_pet(a_ct_series, load):
    """A loaded PET series of two slices, each with its own slope; None leaves an element out."""

    def build(item=None, **changes):
        return load(
            a_ct_series(
                "pet",
                count=2,
                pixels=np.array([[0, 1000], [20000, 32767]], np.int16),
                each=lambda n: {"RescaleSlope": 0.5 + n},
                **{**PET, "RadiopharmaceuticalInformationSequence": item or tracer(), **changes},
            )
        )

    return build


def codes(image):
    return [problem.code for problem in image.report.problems]


def assert_factor(volume, factor):
    stored = np.array([[0, 1000], [20000, 32767]])
    assert volume.unit == "SUV"
    for n in range(2):
        assert np.allclose(volume.voxels[n], stored * (0.5 + n) * factor, rtol=1e-6)


def test_activity_becomes_uptake_slice_by_slice(a_pet):
    volume = a_pet()
    assert_factor(volume, FACTOR)
    assert "NO_SUV" not in codes(volume)


def test_uptake_is_shown_from_0_to_5_with_high_values_dark_and_then_in_the_file_s_window(a_pet):
    volume = a_pet()
    assert volume.inverted
    assert volume.windows[0] == WindowLevel.from_range(0, 5, "SUV 0-5")
    assert volume.windows[1].width == pytest.approx(10000 * FACTOR)


def test_decay_corrected_to_the_injection_needs_no_times(a_pet):
    item = tracer(RadiopharmaceuticalStartTime=None)
    assert_factor(a_pet(item, DecayCorrection="ADMIN"), WEIGHT_KG * 1000 / DOSE_BQ)


def test_an_injection_before_midnight_was_the_day_before(a_pet):
    item = tracer(RadiopharmaceuticalStartTime="233000")
    times = {"SeriesTime": "003000", "AcquisitionTime": "003100"}
    assert_factor(a_pet(item, **times), FACTOR)


def test_an_injection_with_its_date_is_taken_by_it(a_pet):
    item = tracer(
        RadiopharmaceuticalStartDateTime="20260102093000.000+0100", RadiopharmaceuticalStartTime="01"
    )
    assert_factor(a_pet(item), FACTOR)


def test_a_series_made_after_the_scan_counts_from_the_earliest_acquisition(a_pet):
    assert_factor(a_pet(SeriesTime="180000", AcquisitionTime="103000"), FACTOR)


def test_a_series_made_after_the_scan_is_counted_back_by_its_frame_time(a_pet):
    constant = np.log(2) / HALF_LIFE_S
    mean = np.log(constant * 180 / (1 - np.exp(-constant * 180))) / constant
    changes = {
        "SeriesTime": "180000",
        "AcquisitionTime": "103500",
        "FrameReferenceTime": (300 + mean) * 1000,
        "ActualFrameDuration": 180000,
    }
    assert_factor(a_pet(**changes), FACTOR)


@pytest.mark.parametrize(
    ("elements", "factor"),
    [
        ({0x70531000: "0.25", 0x70531009: "3"}, 0.25),
        ({0x70531009: "2.5"}, 2.5 * FACTOR),
        ({0x70531000: "0", 0x70531009: "2.5"}, 2.5 * FACTOR),
    ],
)
def test_counts_of_one_maker_have_their_own_factors(a_ct_series, load, elements, factor):
    folder = a_ct_series(
        "pet",
        count=2,
        pixels=np.array([[0, 1000], [20000, 32767]], np.int16),
        each=lambda n: {"RescaleSlope": 0.5 + n},
        **{**PET, "Units": "CNTS", "RadiopharmaceuticalInformationSequence": tracer()},
    )
    for file in folder.iterdir():
        dataset = pydicom.dcmread(file)
        dataset.add_new(0x70530010, "LO", "Philips PET Private Group")
        for tag, value in elements.items():
            dataset.add_new(tag, "DS", value)
        dataset.save_as(file)
    assert_factor(load(folder), factor)


def test_uptake_in_the_file_is_taken_as_it_is(a_pet):
    assert_factor(a_pet(Units="GML", PatientWeight=None), 1.0)
    lean = a_pet(Units="GML", SUVType="LBM")
    assert (lean.unit, "NO_SUV" in codes(lean)) == ("GML", True)


@pytest.mark.parametrize(
    ("changes", "item", "words"),
    [
        ({"PatientWeight": None}, {}, "weight"),
        ({"PatientWeight": 0}, {}, "weight"),
        ({"CorrectedImage": ["DECY"]}, {}, "attenuation"),
        ({"CorrectedImage": ["ATTN"]}, {}, "decay"),
        ({"DecayCorrection": "NONE"}, {}, "what time"),
        ({"DecayCorrection": None}, {}, "what time"),
        ({"AcquisitionTime": None}, {}, "time of the scan"),
        ({}, {"RadionuclideTotalDose": None}, "dose"),
        ({}, {"RadionuclideTotalDose": 370}, "dose"),
        ({}, {"RadionuclideHalfLife": None}, "half-life"),
        ({}, {"RadiopharmaceuticalStartTime": None}, "injection"),
        ({}, {"RadiopharmaceuticalStartDateTime": "20260102120000"}, "contradict"),
        ({"Units": "CNTS"}, {}, "counts"),
    ],
)
def test_where_something_is_missing_the_values_stay_and_a_sentence_says_what(a_pet, changes, item, words):
    volume = a_pet(tracer(**item), **changes)
    assert volume.unit == changes.get("Units", "BQML")
    assert volume.voxels[1, 0, 1] == 1500
    (problem,) = [problem for problem in volume.report.problems if problem.code == "NO_SUV"]
    assert words in problem.message
    assert problem.message.endswith(".")


def test_ct_is_never_uptake(a_ct_series, load):
    volume = load(a_ct_series(count=2, RadiopharmaceuticalInformationSequence=tracer(), PatientWeight=70))
    assert (volume.unit, codes(volume)) == ("HU", [])


def test_padding_of_slices_with_their_own_slopes_is_no_number(a_pet):
    volume = a_pet(PixelPaddingValue=1000, PatientWeight=None)
    assert volume.padding is None
    assert np.isnan(volume.voxels[:, 0, 1]).all()
    assert np.isfinite(volume.voxels).sum() == volume.voxels.size - 2
