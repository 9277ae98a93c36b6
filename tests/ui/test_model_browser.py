"""The model browser and the form, on the real window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication

from medviewer.api.contract import ChannelRole, InputContract
from medviewer.api.model_info import Label, ModelInfo, Parameter
from medviewer.core.install_report import GateCheck, InstallReport
from medviewer.core.series import Catalog, SeriesEntry, SeriesInfo, StudyInfo
from medviewer.inference.discover import PluginRecord
from medviewer.jobs.job import Job
from medviewer.ui.models.install_window import InstallWindow
from medviewer.ui.models.model_settings import ModelSettings
from medviewer.ui.models.parameter_form import ParameterForm

PARAMETERS = (
    Parameter("step", "Tile step", "number", "0.5", "Smaller is slower.", low=0.1, high=1.0),
    Parameter("folds", "Folds", "whole", "1", low=1, high=5),
    Parameter("tta", "Mirror", "flag", "false"),
    Parameter("precision", "Precision", "choice", "auto", choices=("auto", "fp32", "bf16")),
    Parameter("note", "Note", "text", ""),
)


def a_record(model_id: str, task: str = "segmentation", kind: str = "pack", **contract) -> PluginRecord:
    info = ModelInfo(
        model_id, "1.0", model_id.title(), task, InputContract(**contract),
        (Label(1, "Liver"),), "MIT", "Tests <b>only</b>.", parameters=PARAMETERS,
    )  # fmt: skip
    return PluginRecord(info, Path("/nowhere") / model_id, kind=kind)


@pytest.fixture
def an_app_with_models(at_rest, an_app_with_ct, qtbot):
    app = an_app_with_ct
    at_rest(app)  # the look of the start is over
    brain = (
        ChannelRole("T1", ("CT",), ("thorax",)),
        ChannelRole("T2", ("MR",), ("t2",)),
        ChannelRole("FLAIR"),
    )
    app.models.fill((
        a_record("organs", modalities=("CT",)),
        a_record("knees", modalities=("MR",)),
        a_record("opacity", "classification", "plugin", modalities=("CT",)),
        a_record("tumour", channels=brain),
        PluginRecord(None, Path("/nowhere/bad"), reason="It is broken."),
    ))  # fmt: skip
    qtbot.waitUntil(lambda: app.window.fits.all_known, timeout=10_000)
    QApplication.processEvents()
    return app


@pytest.fixture
def a_browser(an_app_with_models, qtbot):
    an_app_with_models.window.actions_by_id["model.browse"].trigger()
    browser = an_app_with_models.window.desk.browser
    qtbot.waitExposed(browser)
    yield browser
    browser.close()


def test_each_card_says_how_its_model_goes_with_the_series(an_app_with_models, a_browser) -> None:
    assert a_browser.cards["organs"].sentences == ("Fits this series",)
    assert a_browser.cards["organs"].run_button.isEnabled()
    (blocked,) = a_browser.cards["knees"].sentences
    assert blocked.startswith("Does not fit: This model is for MR")
    assert not a_browser.cards["knees"].run_button.isEnabled()
    assert a_browser.cards["tumour"].sentences[0] == "Needs T2 and FLAIR"


def test_a_model_that_does_not_fit_cannot_be_run_on_the_series_on_screen(a_browser) -> None:
    a_browser.show_model("knees")
    assert not a_browser.details.run.run_button.isEnabled()
    a_browser.show_model("organs")
    assert a_browser.details.run.run_button.isEnabled()


def test_what_fits_with_the_fewest_doubts_stands_first(an_app_with_models, a_browser) -> None:
    fits = an_app_with_models.window.fits
    fits._fits["organs"] = replace(fits._fits["organs"], warnings=("The unit is not known.",))
    assert fits.ranked(["knees", "tumour", "organs", "opacity"])[-2:] == ["tumour", "knees"]
    a_browser.refresh()
    rows = [a_browser._list.itemAt(n).widget() for n in range(4)]
    shown = [next(name for name, card in a_browser.cards.items() if card is row) for row in rows]
    assert shown == fits.ranked(a_browser.cards)
    assert shown.index("organs") < shown.index("tumour") < shown.index("knees")


def test_the_panel_shows_what_fits_and_folds_the_others_away(an_app_with_models, qtbot) -> None:
    panel = an_app_with_models.window.panels.models
    qtbot.waitUntil(lambda: not panel.cards["knees"].isVisible())
    assert panel.cards["organs"].isVisible()
    assert "1 do not fit" in panel.others_button.text()
    panel.others_button.click()
    assert panel.cards["knees"].isVisible()


def test_models_are_found_by_word_task_and_fit(a_browser) -> None:
    def shown() -> list[str]:
        return [name for name, card in a_browser.cards.items() if not card.isHidden()]

    a_browser.words.setText("organ liver")
    assert shown() == ["organs"]
    a_browser.words.clear()
    a_browser.task.setCurrentIndex(a_browser.task.findData("classification"))
    assert shown() == ["opacity"]
    a_browser.task.setCurrentIndex(0)
    a_browser.fit.setCurrentIndex(a_browser.fit.findData("needs"))
    assert shown() == ["tumour"]
    assert a_browser.count.text() == "1 of 4 models"


def test_a_role_is_proposed_and_the_user_may_choose_another_series(
    an_app_with_models, a_browser, qtbot
) -> None:
    app = an_app_with_models
    home = app.scene.active.image.info
    entries = tuple(
        SeriesEntry(
            SeriesInfo(name, modality, text, study=StudyInfo(study_uid=home.study.study_uid)),
            "dicom-sr" if name == "report" else "file", ("x",), (20, 50, 60),
        )
        for name, modality, text in (("a", "MR", "ax T2 tse"), ("b", "MR", "survey"), ("report", "SR", "t2"))
    )  # fmt: skip
    app.studies.add(Catalog("x", entries))
    fits = app.window.fits
    assert fits.roles("tumour") == {"T1": "series-1", "T2": "a"}
    a_browser.show_model("tumour")
    box = a_browser.details.run.roles.boxes["FLAIR"]
    texts = [box.itemText(n) for n in range(box.count())]
    assert texts[:3] == ["choose a series", "ax T2 tse", "survey"]
    assert len(texts) == 4  # reports are no images
    assert not a_browser.details.run.run_button.isEnabled()
    fits.choose_role("tumour", "FLAIR", "b")
    qtbot.waitUntil(lambda: fits.fit("tumour") is not None and fits.fit("tumour").can_run)
    qtbot.waitUntil(a_browser.details.run.run_button.isEnabled)
    assert [type(source).__name__ for source in fits.sources("tumour").values()] == [
        "Volume", "SeriesEntry", "SeriesEntry",
    ]  # fmt: skip


def test_the_card_of_a_model_is_plain_text(a_browser) -> None:
    a_browser.show_model("organs")
    assert "Tests <b>only</b>." in a_browser.details.about.toPlainText()


def test_what_was_set_for_a_model_is_remembered_and_given_to_its_run(
    an_app_with_models, a_browser, monkeypatch
) -> None:
    app = an_app_with_models
    a_browser.show_model("organs")
    form = a_browser.details.run.form
    form.fields["folds"].set_text("3")
    form.fields["tta"].set_text("true")
    planned = []
    monkeypatch.setattr(app.window.model.planned, "add", planned.append)
    app.window.model._start("organs", app.window.fits.sources("organs"), False)
    assert planned[0].choices.params == {
        "step": "0.5", "folds": "3", "tta": "true", "precision": "auto", "note": "",
    }  # fmt: skip
    a_browser.show_model("opacity")
    a_browser.show_model("organs")
    assert a_browser.details.run.form.fields["folds"].text() == "3"
    a_browser.details.run.form.reset_button.click()
    assert a_browser.details.run.form.values()["folds"] == "1"
    assert app.window._parts.model_settings.params("organs") == {}


def test_the_form_keeps_numbers_in_bounds_and_shows_units(qtbot) -> None:
    form = ParameterForm(
        (Parameter("t", "Threshold", "number", "0.5", unit="mm", low=0.0, high=2.0),), {"t": "9"}
    )
    qtbot.addWidget(form)
    assert form.values() == {"t": "2"}
    assert form.fields["t"].widget.text().endswith(" mm")
    form.fields["t"].set_text("no number")
    assert form.values() == {"t": "0.5"}


def test_settings_of_models_survive_and_a_damaged_file_counts_as_none(tmp_path, qapp) -> None:
    file = tmp_path / "models" / "settings.json"
    ModelSettings(file).remember("m", {"a": "1"}, "cpu")
    again = ModelSettings(file)
    assert (again.params("m"), again.device("m"), again.device("x")) == ({"a": "1"}, "cpu", "auto")
    file.write_text('{"m": {"params": 3, "device": "tpu"}}')
    assert (ModelSettings(file).params("m"), ModelSettings(file).device("m")) == ({}, "auto")


# --- installing ---

PASSED = GateCheck("hashes", "Whole and unchanged", "passed", "", 0.1)
FAILED = GateCheck("weights", "Weights fit the network", "failed", "The weights lack <b>conv1</b>.")


@pytest.fixture
def an_install_window(qtbot):
    window = InstallWindow("x.mvpack", lambda _report, done: done(None))
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(window)
    window.show()
    return window


def test_a_pack_that_passed_waits_for_the_users_word(an_install_window) -> None:
    accepted, refused = [], []
    an_install_window.accepted_pack.connect(accepted.append)
    an_install_window.refused_pack.connect(refused.append)
    report = InstallReport("m", "1", "M", (PASSED,), staged_folder="/x", signer="Clinic")
    an_install_window.show_report(report)
    assert "Signed by Clinic" in an_install_window.verdict.text()
    an_install_window.accept_button.click()
    assert (accepted, refused) == ([report], [])


def test_what_passed_with_a_warning_is_not_green(an_install_window) -> None:
    unsigned = GateCheck("signature", "Signed", "warned", "The pack is not signed.")
    for checks, role in (((PASSED,), "good"), ((PASSED, unsigned), "warning")):
        an_install_window.show_report(InstallReport("m", "1", "M", checks, staged_folder="/x", signer="C"))
        assert an_install_window.verdict.property("role") == role


def test_a_pack_that_failed_shows_why_and_cannot_be_accepted(an_install_window) -> None:
    refused = []
    an_install_window.refused_pack.connect(refused.append)
    an_install_window.show_report(InstallReport("m", "1", "M", (PASSED, FAILED)))
    assert "The weights lack <b>conv1</b>." in an_install_window.verdict.text()
    assert "nothing of it stays" in an_install_window.verdict.text()
    assert not an_install_window.accept_button.isVisible()
    assert an_install_window.tests.lines[1].startswith("failed: Weights fit")
    an_install_window.close()
    assert len(refused) == 1


def test_closing_the_window_while_it_is_tested_cancels_the_tests(an_install_window) -> None:
    stopped = []
    job = Job(1, "model", "Testing", "install", stopped.append)
    an_install_window.follow(job)
    an_install_window.close()
    assert stopped == [job]
    refused = []
    an_install_window.refused_pack.connect(refused.append)
    an_install_window.show_report(InstallReport("m", "1", "M", (PASSED,), staged_folder="/x"))
    assert len(refused) == 1


def test_a_pack_dropped_on_the_window_is_tested_and_not_opened(an_app, monkeypatch, tmp_path, qtbot) -> None:
    pack = tmp_path / "肺.mvpack"
    pack.write_bytes(b"no zip at all")
    tested, opened = [], []
    monkeypatch.setattr(an_app.window.desk, "inspect", tested.append)
    monkeypatch.setattr(an_app.window.flow, "open_paths", opened.extend)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(pack)), QUrl.fromLocalFile("/data/ct")])
    drop = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    an_app.window.dropEvent(drop)
    qtbot.waitUntil(lambda: opened == ["/data/ct"])
    assert tested == [str(pack)]
