"""Which series a model is proposed, and whether it fits."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from medviewer.api.contract import ChannelRole, InputContract
from medviewer.api.model_info import ModelInfo
from medviewer.core.geometry import Geometry
from medviewer.core.series import SeriesEntry, SeriesInfo, StudyInfo
from medviewer.core.volume import Volume
from medviewer.inference.discover import PluginRecord
from medviewer.packs.stage import Space, Stage
from medviewer.session.channel_roles import missing_roles, propose_roles
from medviewer.session.model_facts import read_facts
from medviewer.session.model_fit import fit_of, fit_of_entry, spacing_along_patient

ROLES = (
    ChannelRole("T1", ("MR",), ("t1", "t1w", "mprage")),
    ChannelRole("T1 post", ("MR",), ("t1 post", "t1 gd")),
    ChannelRole("FLAIR", ("MR",), ("flair", "dark fluid")),
)


def a_series(
    series_id: str, description: str, modality: str = "MR", study: str = "1", place: str = ""
) -> SeriesInfo:
    info = StudyInfo(study_uid=study)
    return SeriesInfo(series_id, modality, description, frame_of_reference_uid=place, study=info)


def a_model(**contract) -> ModelInfo:
    return ModelInfo("m", "1", "M", "segmentation", InputContract(**contract), (), "MIT", "Tests.")


@pytest.fixture
def a_ct() -> Volume:
    grid = Geometry((4, 8, 8), (0.0, 0.0, 0.0), (0.9, 0.9, 5.0))
    return Volume(np.arange(256, dtype=np.int16).reshape(4, 8, 8), grid, "HU", SeriesInfo("s", "CT"))


def test_series_are_proposed_by_whole_words_and_the_longest_one_counts() -> None:
    series = [
        a_series("gd", "AX T1 POST-GD"), a_series("plain", "Sag t1_mprage"), a_series("f", "t2 dark-fluid"),
        a_series("no", "AT10 survey"),
    ]  # fmt: skip
    assert propose_roles(ROLES, series, "plain") == {"T1": "plain", "T1 post": "gd", "FLAIR": "f"}


def test_nothing_of_another_study_is_proposed_unless_it_shares_the_place() -> None:
    home = a_series("home", "T1", place="9")
    other = a_series("other", "FLAIR", study="2")
    assert propose_roles(ROLES, [home, other], "home") == {"T1": "home"}
    same_place = a_series("there", "FLAIR", study="2", place="9")
    assert propose_roles(ROLES, [home, other, same_place], "home")["FLAIR"] == "there"


def test_another_modality_is_not_proposed_and_the_series_on_screen_stands_in_for_the_first_role() -> None:
    chosen = propose_roles(ROLES, [a_series("x", "brain"), a_series("ct", "FLAIR", "CT")], "x")
    assert chosen == {"T1": "x"}
    assert missing_roles(ROLES, chosen) == ("T1 post", "FLAIR")


def test_each_series_is_proposed_once() -> None:
    roles = (ChannelRole("A", keywords=("dwi",)), ChannelRole("B", keywords=("dwi",)))
    assert propose_roles(roles, [a_series("d", "DWI b1000")], "d") == {"A": "d"}


def test_a_model_with_a_grid_of_its_own_fits_after_resampling(a_ct) -> None:
    stage = Stage("s", space=Space("SPL", (1.5, 1.5, 1.5)))
    fit = fit_of(a_model(), (stage,), a_ct)
    assert (fit.kind, fit.resampling) == ("resampled", "0.9 x 0.9 x 5 to 1.5 x 1.5 x 1.5 mm")
    assert fit_of(a_model(), (Stage("s", space=Space("SPL", (5.0, 0.9, 0.9))),), a_ct).kind == "fits"
    assert fit_of(a_model(), (Stage("s", space=Space("SPL", (0.0, 0.9, 0.9))),), a_ct).kind == "fits"
    assert fit_of(a_model(), (Stage("s", space=Space("LIA", conform=(256, 256, 256))),), a_ct).can_run


def test_a_model_that_does_not_fit_says_why_and_one_that_lacks_series_says_which(a_ct) -> None:
    blocked = fit_of(a_model(modalities=("MR",)), (), a_ct)
    assert blocked.kind == "blocked"
    assert "MR" in blocked.reasons[0]
    needs = fit_of(a_model(), (), a_ct, ("T2", "FLAIR"))
    assert (needs.kind, needs.reasons, needs.can_run) == ("needs", ("T2", "FLAIR"), False)


def test_spacing_is_told_along_the_patient_whatever_the_axes() -> None:
    sagittal = Geometry(
        (3, 4, 5), (0.0, 0.0, 0.0), (1.0, 2.0, 3.0), ((0.0, 1.0, 0.0), (0.0, 0.0, -1.0), (-1.0, 0.0, 0.0))
    )
    assert spacing_along_patient(sagittal) == (3.0, 1.0, 2.0)


def test_a_series_that_was_not_read_is_judged_by_its_modality_and_shape() -> None:
    entry = SeriesEntry(a_series("x", "T1"), "dicom", ("f",), (1, 64, 64))
    assert fit_of_entry(a_model(modalities=("CT",)), entry).kind == "blocked"
    assert "single picture" in fit_of_entry(a_model(modalities=("MR",)), entry).reasons[0]
    assert fit_of_entry(a_model(dimensions=2), entry).kind == "fits"


def test_the_card_and_the_licence_of_a_model_are_read_as_text(tmp_path) -> None:
    (tmp_path / "card.md").write_text("# 肺 <b>Card</b>", "utf-8")
    (tmp_path / "LICENSE").write_text("MIT", "utf-8")
    facts = read_facts(PluginRecord(a_model(), Path(tmp_path)))
    assert (facts.card, facts.licence_text, facts.stages) == ("# 肺 <b>Card</b>", "MIT", ())
