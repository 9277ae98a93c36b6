"""A model of several time points is given the patient's studies in the order of their dates."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from medviewer.api.contract import InputContract
from medviewer.api.model_info import Label, ModelInfo
from medviewer.core.series import StudyInfo
from medviewer.inference.discover import PluginRecord
from medviewer.ui.models.role_form import RoleForm

INFO = ModelInfo(
    "growth", "1", "Growth", "sequence", InputContract(("CT",), time_points=(2, 3)), (Label(1, "Growth"),),
    "MIT", "Tests.",
)  # fmt: skip


def test_the_studies_of_a_patient_are_proposed_by_date_and_may_be_changed(an_app, a_ct_volume, qtbot) -> None:
    app = an_app
    app.models.fill((PluginRecord(INFO, Path("/nowhere"), kind="pack"),))
    for date in ("20220301", "20240301", "20230301"):
        study = StudyInfo("X", "P1", study_date=date)
        app.scene.add_volume(
            replace(a_ct_volume, info=replace(a_ct_volume.info, series_id=date, study=study))
        )
    latest = app.scene.image_of_series("20240301")
    app.scene.activate(latest.id)
    fits = app.window.panels.models._fits
    assert fits.roles("growth") == {"latest": "20240301", "prior 1": "20230301", "prior 2": "20220301"}
    form = RoleForm("growth", INFO.contract.roles, fits)
    qtbot.addWidget(form)
    assert "2023-03-01" in form.boxes["prior 1"].currentText()
    fits.choose_role("growth", "prior 2", "")  # two are enough
    sources = fits.sources("growth")
    assert [image.info.series_id for image in sources.values()] == ["20240301", "20230301"]
    fits.choose_role("growth", "prior 1", "")
    assert fits.sources("growth") is None
    form.refresh()
    assert form.boxes["prior 2"].currentText() == "none"
