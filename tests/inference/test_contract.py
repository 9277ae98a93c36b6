"""The contract check in plain words."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from medviewer.api.contract import InputContract
from medviewer.api.model_info import Label, ModelInfo
from medviewer.core.geometry import Geometry
from medviewer.core.series import LoadReport, SeriesInfo, SlicePositions, Verdict
from medviewer.core.volume import Stack, Volume
from medviewer.inference.contract import check_contract

CT = InputContract(("CT",), 3, (0.5, 5.0), (-1000, 400), "HU", 30)


def info_of(contract):
    return ModelInfo("m", "1", "M", "segmentation", contract, (Label(1, "a"),), "x", "y")


def check(image, **fields):
    return check_contract(info_of(dataclasses.replace(CT, **fields)), image)


def with_spacing(volume, spacing_ijk):
    return dataclasses.replace(volume, geometry=dataclasses.replace(volume.geometry, spacing_ijk=spacing_ijk))


@pytest.fixture
def a_stack(a_ct):
    planes = tuple(Geometry((1, 40, 48), (0.0, 0.0, float(z))) for z in (0, 1, 3, 7))
    return Stack(a_ct.voxels[:4], planes, unit="HU", info=a_ct.info)


def test_fitting_volume_is_accepted_in_silence(a_ct):
    verdict = check(a_ct)
    assert verdict.is_accepted
    assert verdict.warnings == ()


def test_other_modality_is_refused(a_ct):
    mr = dataclasses.replace(a_ct, info=SeriesInfo("x", modality="MR"))
    assert check(mr).blocks == ("This model is for CT, and this series is MR.",)


def test_missing_modality_only_warns(a_ct):
    verdict = check(dataclasses.replace(a_ct, info=SeriesInfo("x")))
    assert verdict.is_accepted
    assert "does not say how the picture was made" in verdict.warnings[0]


def test_empty_contract_accepts_anything(a_ct):
    verdict = check_contract(info_of(InputContract()), dataclasses.replace(a_ct, unit="BQML"))
    assert verdict.blocks == verdict.warnings == ()


def test_stack_is_refused_by_a_volume_model(a_stack):
    (sentence,) = check(a_stack).blocks
    assert "do not form a regular volume" in sentence


def test_single_picture_is_refused_by_a_volume_model(a_ct):
    picture = Volume(a_ct.voxels[:1], Geometry((1, 40, 48)), unit="HU", info=a_ct.info)
    assert check(picture).blocks == ("This model is for volumes, and this series is a single picture.",)


def test_many_slices_are_refused_by_a_model_of_single_pictures(a_ct, a_stack):
    for image in (a_ct, a_stack):
        (sentence,) = check(image, dimensions=2).blocks
        assert "for single pictures" in sentence


def test_stack_of_one_frame_is_a_single_picture(a_stack):
    picture = Stack(a_stack.frames[:1], a_stack.planes[:1], unit="HU", info=a_stack.info)
    assert check(picture, dimensions=2).is_accepted


def test_thickness_of_a_single_picture_does_not_count(a_ct):
    picture = Volume(
        a_ct.voxels[:1], Geometry((1, 40, 48), spacing_ijk=(1.0, 1.0, 300.0)), unit="HU", info=a_ct.info
    )
    assert check(picture, dimensions=2).blocks == ()


def test_spacing_a_little_outside_warns_and_far_outside_is_refused(a_ct):
    near = check(with_spacing(a_ct, (1.0, 1.0, 7.0)))
    assert near.is_accepted
    assert near.warnings == (
        "The voxels are 1 x 1 x 7 mm, and this model is for 0.5 to 5 mm; its result may be less exact.",
    )
    far = check(with_spacing(a_ct, (1.0, 1.0, 12.0)))
    assert far.blocks == ("The voxels are 1 x 1 x 12 mm, and this model is for 0.5 to 5 mm.",)


def test_unknown_size_of_pixels_warns(a_ct):
    verdict = check(dataclasses.replace(a_ct, spacing_source="unknown"))
    assert verdict.is_accepted
    assert "size of a pixel is not known" in verdict.warnings[0]


def test_short_series_is_refused(a_ct):
    (sentence,) = check(a_ct, min_extent_mm=60).blocks
    assert (
        sentence == "This series covers only 40 mm along one direction, and this model needs at least 60 mm."
    )


def test_missing_unit_warns_and_another_unit_is_refused(a_ct):
    assert "does not name the unit" in check(dataclasses.replace(a_ct, unit="")).warnings[0]
    assert (
        "expects values in HU, and this series is in SUV"
        in check(dataclasses.replace(a_ct, unit="SUV")).blocks[0]
    )


def test_values_that_do_not_overlap_are_refused(a_ct):
    bright = dataclasses.replace(a_ct, voxels=(a_ct.voxels.astype(np.int32) + 20_000))
    (sentence,) = check(bright).blocks
    assert sentence.endswith("are not what this model expects (-1000 to 400 HU).")


def test_padding_does_not_count_as_values(a_ct):
    voxels = np.full_like(a_ct.voxels, -2000)
    voxels[0, 0, 0] = 0
    padded = dataclasses.replace(a_ct, voxels=voxels, padding=(-2000.0, -2000.0))
    assert "same value nearly everywhere" in check(padded).blocks[0]


def test_values_that_are_not_numbers_are_passed_over(a_ct):
    voxels = a_ct.voxels.astype(np.float32)
    voxels[::2] = np.nan
    assert check(dataclasses.replace(a_ct, voxels=voxels)).is_accepted


def test_empty_picture_is_refused(a_ct):
    flat = dataclasses.replace(a_ct, voxels=np.full_like(a_ct.voxels, 3))
    assert "same value nearly everywhere" in check(flat).blocks[0]


def test_missing_slices_need_the_users_agreement(a_ct):
    positions = SlicePositions((0.0, 5.0, 20.0), 5.0, missing=2)
    verdict = check(dataclasses.replace(a_ct, report=LoadReport(Verdict.GAPPED, positions=positions)))
    assert verdict.is_accepted
    assert verdict.needs_agreement[0].startswith("2 slices of this series are missing")
    uneven = check(dataclasses.replace(a_ct, report=LoadReport(Verdict.GAPPED)))
    assert "unevenly spaced" in uneven.needs_agreement[0]
    assert check(a_ct).needs_agreement == ()


def test_missing_orientation_warns(a_ct):
    verdict = check(dataclasses.replace(a_ct, has_orientation=False))
    assert verdict.is_accepted
    assert any("left and right may be exchanged" in sentence for sentence in verdict.warnings)


def test_several_reasons_are_all_told(a_ct):
    mr = dataclasses.replace(a_ct, info=SeriesInfo("x", modality="MR"))
    picture = Volume(mr.voxels[:1], Geometry((1, 40, 48)), info=mr.info)
    assert len(check(picture).blocks) == 2


@pytest.mark.parametrize(("said", "warnings"), [("chest", 0), ("", 0), ("ABDOMEN", 1)])
def test_other_body_part_only_warns(a_ct, said, warnings):
    image = dataclasses.replace(a_ct, info=dataclasses.replace(a_ct.info, body_part=said))
    verdict = check(image, body_parts=("CHEST", "THORAX"))
    assert verdict.is_accepted
    assert len(verdict.warnings) == warnings
    assert all("This model is for CHEST or THORAX" in sentence for sentence in verdict.warnings)
