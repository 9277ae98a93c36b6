"""A recurrent network reads a patient's studies in the order of their dates."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from medviewer.api.contract import ChannelRole, InputContract
from medviewer.core.errors import ContractError, ModelError, PluginError
from medviewer.core.geometry import Geometry
from medviewer.core.series import SeriesInfo, StudyInfo
from medviewer.core.volume import Volume
from medviewer.engine.networks.table import build_network
from medviewer.inference.explain_run import explain_finding
from medviewer.inference.run import run_model
from medviewer.packs.read_pack import read_pack
from medviewer.packs.stage import Normalise, Output, Space, Stage
from medviewer.session.time_point_roles import propose_time_points

SHAPE = (8, 8, 8)
ARGUMENTS = {"classes": 1, "slices": 8, "features": (1,), "hidden": 1}
CONTRACT = InputContract(modalities=("CT",), time_points=(2, 4))


def it_grows() -> torch.nn.Module:
    """Says yes if the latest image is brighter than what it remembers of those before."""
    network = build_network("medviewer.TimeSequence", ARGUMENTS | {"hidden": 2})
    state = {name: torch.zeros_like(value) for name, value in network.state_dict().items()}
    state["encoder.0.weight"][0, 0, 1, 1, 1] = 1.0
    state["encoder.1.weight"][:] = state["encoder.1.running_var"][:] = 1.0
    # gates in torch's order: reset, update, new. Unit 0 takes the new value alone, unit 1 half of it.
    state["recurrent.weight_ih_l0"][4:] = 1.0
    state["recurrent.bias_ih_l0"][2], state["recurrent.bias_ih_l0"][3] = -50.0, 0.0
    state["head.weight"][0] = torch.tensor([60.0, -90.0])
    state["head.bias"][0] = 0.0
    network.load_state_dict(state)
    return network


def a_stage(**changes) -> Stage:
    given = {"space": Space("SPL", spacing_mm=(1.0, 1.0, 1.0), conform=SHAPE)} | changes
    return Stage(
        "reader", "medviewer.TimeSequence", ARGUMENTS | {"hidden": 2},
        normalise=((Normalise("range", low=0, high=1000),),), output=Output("sigmoid_scores", (1,)), **given,
    )  # fmt: skip


def a_study(value: int, date: str, patient: str = "P1", origin: float = 0.0) -> Volume:
    voxels = np.full(SHAPE, value, np.int16)
    voxels[0] += 5  # not the same everywhere
    info = SeriesInfo(
        f"series-{date}-{patient}", modality="CT", study=StudyInfo("X", patient, study_date=date)
    )
    return Volume(voxels, Geometry(SHAPE, (origin, 0.0, 0.0), (1.0, 1.0, 1.0)), "HU", info)


@pytest.fixture
def a_pack(packs):
    return packs.write("sequence", a_stage(), it_grows(), ("growth",), CONTRACT)


def _run(folder, *studies: Volume):
    roles = [role.role for role in CONTRACT.roles]
    further = dict(zip(roles[1:], studies[1:], strict=False))
    return run_model(str(folder), studies[0], {"precision": "float32"}, "cpu", True, further, report=_silent)


def _silent(fraction: float, message: str = "") -> None:
    """Nobody watches."""


def test_the_network_sees_the_order_of_time(a_pack) -> None:
    """The same two images one way round and the other: one grows, the other shrinks."""
    small, large = a_study(100, ""), a_study(800, "")
    (grown,) = _run(a_pack, large, replace(small, info=replace(small.info, series_id="other"))).findings
    (shrunk,) = _run(a_pack, small, replace(large, info=replace(large.info, series_id="other"))).findings
    assert grown.probability > 0.9
    assert shrunk.probability < 0.1


def test_more_time_points_may_be_given_and_are_told_with_their_dates(a_pack) -> None:
    latest, before, first = a_study(800, "20240301"), a_study(300, "20230301"), a_study(100, "20220301")
    result = _run(a_pack, latest, before, first)
    (told,) = [value for name, value in result.provenance.parameters if name == "time_points"]
    assert [part.split(":")[0] for part in told.split(", ")] == ["20220301", "20230301", "20240301"]
    last = float(told.rpartition(" ")[2])
    assert result.findings[0].probability == pytest.approx(last, abs=1e-3)
    assert [mark for mark, _ in result.provenance.further_inputs] == ["prior 1", "prior 2"]


def test_time_points_need_not_lie_at_one_place(a_pack) -> None:
    assert _run(a_pack, a_study(800, "20240301"), a_study(100, "20230301", origin=900.0)).findings


@pytest.mark.parametrize(
    ("studies", "why"),
    [
        ((a_study(1, "20240301"),), "needs a series for prior 1"),
        ((a_study(1, "20230301"), a_study(1, "20240301")), "not older"),
        ((a_study(1, "20240301"), a_study(1, "20240301")), "same series|not older"),
        ((a_study(1, "20240301"), a_study(1, "20230301", "P2")), "several patients"),
    ],
    ids=["one", "turned", "twice", "two patients"],
)
def test_what_is_no_sequence_of_one_patient_is_refused(a_pack, studies, why: str) -> None:
    with pytest.raises(ContractError, match=why):
        _run(a_pack, *studies)


def test_such_a_statement_is_not_explained(a_pack) -> None:
    latest, before = a_study(800, "20240301"), a_study(100, "20230301")
    with pytest.raises(ModelError, match="several time points"):
        explain_finding(
            str(a_pack), latest, "growth", "occlusion", {}, "cpu", {"prior 1": before}, report=_silent
        )


def test_a_manifest_that_contradicts_itself_is_refused(packs) -> None:
    with pytest.raises(PluginError, match="shape to conform to"):
        packs.write("sequence", a_stage(space=Space("SPL")), it_grows(), ("growth",), CONTRACT)
    for wrong in ((1, 3), (3, 2), (2, 99)):
        with pytest.raises(PluginError, match="time_points"):
            packs.write("sequence", a_stage(), it_grows(), ("g",), replace(CONTRACT, time_points=wrong))
    both = replace(CONTRACT, channels=(ChannelRole("T1"),))
    with pytest.raises(PluginError, match="no channels"):
        packs.write("sequence", a_stage(), it_grows(), ("growth",), both)


def test_of_each_study_before_the_series_that_is_most_alike_is_proposed() -> None:
    def one(name: str, date: str, text: str, patient: str = "P1", modality: str = "CT") -> SeriesInfo:
        study = StudyInfo("X", patient, study_date=date)
        return SeriesInfo(name, description=text, modality=modality, study=study)

    now = one("now", "20240301", "Thorax 1 mm soft")
    listed = [
        one("lung", "20230301", "Thorax 1 mm lung"), one("soft", "20230301", "Thorax 1 mm soft"),
        now, one("first", "20220301", "Thorax soft"), one("other day", "20240301", "Thorax 1 mm soft"),
        one("mr", "20210301", "Thorax 1 mm soft", modality="MR"), one("stranger", "20210301", "Thorax", "P2"),
        one("later", "20250301", "Thorax 1 mm soft"), one("undated", "", "Thorax 1 mm soft"),
    ]  # fmt: skip
    assert propose_time_points(CONTRACT.roles, listed, "now") == {
        "latest": "now", "prior 1": "soft", "prior 2": "first",
    }  # fmt: skip
    assert propose_time_points(CONTRACT.roles, listed, "gone") == {}
    nobody = [replace(one, study=replace(one.study, patient_id="")) for one in listed]
    assert propose_time_points(CONTRACT.roles, nobody, "now") == {"latest": "now"}


def test_the_contract_of_time_points_comes_back_from_the_manifest(a_pack) -> None:
    assert read_pack(a_pack).info.contract == CONTRACT
