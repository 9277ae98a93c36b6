"""A model of several images is given those of one patient and one place, by role."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from medviewer.api.contract import ChannelRole, InputContract
from medviewer.api.model_info import ModelInfo
from medviewer.core.errors import ContractError
from medviewer.core.geometry import Geometry
from medviewer.core.series import LoadReport, SeriesInfo, StudyInfo, Verdict
from medviewer.core.volume import Volume
from medviewer.inference.channels import accepted_inputs, check_inputs

CONTRACT = InputContract(("MR",), channels=(ChannelRole("T1"), ChannelRole("FLAIR")))
INFO = ModelInfo("two", "1", "Two", "segmentation", CONTRACT, (), "x", "y")


def a_volume(patient: str = "P1", frame: str = "", shift_mm: float = 0.0, **geometry: object) -> Volume:
    voxels = np.arange(8 * 9 * 10, dtype=np.int16).reshape(8, 9, 10)
    grid = Geometry((8, 9, 10), (shift_mm, 0.0, 0.0), (1.0, 1.0, 2.0), **geometry)  # type: ignore[arg-type]
    study = StudyInfo(patient_id=patient)
    return Volume(
        voxels, grid, info=SeriesInfo("s", modality="MR", study=study, frame_of_reference_uid=frame)
    )


def given(other: Volume, first: Volume | None = None) -> dict[str, Volume]:
    return accepted_inputs(INFO, first or a_volume(), {"FLAIR": other}, agreed=False)


def test_images_come_in_the_contracts_order_and_may_lie_on_other_grids() -> None:
    tilted = a_volume(shift_mm=4.0, axes_lps=((0.8, 0.6, 0.0), (-0.6, 0.8, 0.0), (0.0, 0.0, 1.0)))
    found = given(tilted)
    assert list(found) == ["T1", "FLAIR"]
    assert found["FLAIR"].geometry == tilted.geometry


def test_another_patient_is_refused_unless_both_share_a_frame_of_reference() -> None:
    with pytest.raises(ContractError, match="FLAIR is of another patient"):
        given(a_volume("P2"))
    with pytest.raises(ContractError, match="FLAIR is of another patient"):
        given(a_volume("P2", "1.2"), a_volume("P1", "1.3"))
    assert given(a_volume("P2", "1.2"), a_volume("P1", "1.2"))
    assert given(a_volume(""))
    assert given(a_volume("P1 "))


def test_another_place_is_refused_where_places_are_known() -> None:
    with pytest.raises(ContractError, match="FLAIR shows another place"):
        given(a_volume(shift_mm=50.0))
    assert given(replace(a_volume(shift_mm=50.0), has_orientation=False))


def test_a_missing_and_an_unknown_role_are_told() -> None:
    with pytest.raises(ContractError, match="also needs a series for FLAIR"):
        accepted_inputs(INFO, a_volume(), {}, agreed=False)
    with pytest.raises(ContractError, match="no image for 'T2'"):
        accepted_inputs(INFO, a_volume(), {"FLAIR": a_volume(), "T2": a_volume()}, agreed=False)


def test_what_is_said_of_a_further_image_names_its_role() -> None:
    gap = replace(a_volume(), report=LoadReport(Verdict.GAPPED))
    other = replace(a_volume(), info=SeriesInfo("s", modality="CT"))
    found = check_inputs(INFO, {"T1": gap, "FLAIR": gap})
    assert len(found.needs_agreement) == 2
    assert found.needs_agreement[1] == f"FLAIR: {found.needs_agreement[0]}"
    assert check_inputs(INFO, {"T1": a_volume(), "FLAIR": other}).blocks == (
        "FLAIR: This model is for MR, and this series is CT.",
    )
    assert check_inputs(INFO, {"": a_volume()}).is_accepted
