"""Open, run, cancel, apply, save, open again: the real window, the real child processes."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from medviewer.core.segmentation import Segmentation
from medviewer.jobs.job import JobState
from medviewer.scene.layers.layers import FindingsLayer, LabelLayer


def _run(app, model_id, qtbot):
    active = app.scene.active
    before = len(app.scene.results_of(active.id))
    app.window.model.run(model_id)
    qtbot.waitUntil(lambda: len(app.scene.results_of(active.id)) > before, timeout=30_000)
    QApplication.processEvents()
    return app.scene.results_of(active.id)[-1]


def test_a_series_in_a_folder_with_a_chinese_name_opens(the_app_with_ct, a_ct_folder, qtbot) -> None:
    window, scene = the_app_with_ct.window, the_app_with_ct.scene
    assert scene.active.image.voxels.shape == (12, 32, 40)
    assert window.banner.name_label.text() == "Test Phantom"
    assert window.messages.texts == ()
    assert str(a_ct_folder) in window._parts.recent.paths
    card = next(iter(window.panels.series.cards.values()))
    assert card.title.text() == "胸部 5 mm"
    qtbot.waitUntil(lambda: not card.picture.pixmap().isNull(), timeout=10_000)


def test_a_text_file_named_dcm_gets_a_sentence_and_the_window_lives(the_app_with_ct, tmp_path, qtbot) -> None:
    path = tmp_path / "notes.dcm"
    path.write_text("Not a picture at all.\n" * 50)
    before = the_app_with_ct.scene.active
    the_app_with_ct.window.flow.open_paths([str(path)])
    qtbot.waitUntil(lambda: bool(the_app_with_ct.window.messages.texts), timeout=20_000)
    assert "notes.dcm" in the_app_with_ct.window.messages.texts[0]
    assert the_app_with_ct.scene.active is before
    assert the_app_with_ct.window.isVisible()


def test_another_copy_of_an_open_series_shows_its_own_slices(
    the_app_with_ct, a_ct_folder, tmp_path, qtbot
) -> None:
    slices = sorted(path for path in a_ct_folder.rglob("*") if path.is_file())
    for path in slices[:6]:
        shutil.copy(path, tmp_path / path.name)
    before = the_app_with_ct.scene.active
    the_app_with_ct.window.flow.open_paths([str(tmp_path)])
    qtbot.waitUntil(lambda: the_app_with_ct.scene.active not in (None, before), timeout=20_000)
    image = the_app_with_ct.scene.active.image
    assert len(image.instance_uids) == 6
    (entry,) = the_app_with_ct.studies.entries.values()
    assert {Path(file).parent for file in entry.files} == {tmp_path}


@pytest.mark.parametrize("name", ["empty folder", "not there"])
def test_nothing_to_open_is_told(the_app, tmp_path, qtbot, name) -> None:
    path = tmp_path / name
    if name == "empty folder":
        path.mkdir()
    the_app.window.flow.open_paths([str(path)])
    qtbot.waitUntil(lambda: bool(the_app.window.messages.texts), timeout=20_000)
    assert name in the_app.window.messages.texts[0]


def test_a_model_runs_in_the_background_and_its_result_is_reviewed_and_saved(
    the_app_with_ct, tmp_path, qtbot
) -> None:
    app = the_app_with_ct
    layer = _run(app, "dense", qtbot)
    assert isinstance(layer, LabelLayer)
    assert (layer.segmentation.labels == (app.scene.active.image.voxels > 0)).all()
    assert layer.provenance.model_id == "dense"
    assert not layer.saved
    app.answers.target = str(tmp_path / "结果 1.nii.gz")
    app.window.actions_by_id["file.save_segmentation"].trigger()
    qtbot.waitUntil(lambda: layer.saved, timeout=20_000)

    app.scene.remove_layer(layer.id)
    app.window.flow.open_labels(app.answers.target)
    qtbot.waitUntil(lambda: bool(app.scene.results_of(app.scene.active.id)), timeout=20_000)
    again = app.scene.results_of(app.scene.active.id)[0]
    assert (again.segmentation.labels == layer.segmentation.labels).all()
    assert again.saved
    assert app.window.messages.texts == ()


def test_a_segmentation_saved_as_dicom_opens_on_its_series_again(the_app_with_ct, tmp_path, qtbot) -> None:
    app = the_app_with_ct
    layer = _run(app, "dense", qtbot)
    app.answers.target = str(tmp_path / "result.dcm")
    app.window.saving.save(layer)
    qtbot.waitUntil(lambda: layer.saved or bool(app.window.messages.texts), timeout=30_000)
    assert app.window.messages.texts == ()
    app.scene.remove_layer(layer.id)
    app.window.flow.open_paths([app.answers.target])
    qtbot.waitUntil(lambda: bool(app.scene.results_of(app.scene.active.id)), timeout=30_000)
    again = app.scene.results_of(app.scene.active.id)[0]
    assert again.segmentation.geometry.matches(layer.segmentation.geometry)
    assert (again.segmentation.labels == layer.segmentation.labels).all()


def test_a_segmentation_is_not_laid_over_the_same_place_in_another_patient(
    the_app_with_ct, another_ct_folder, tmp_path, qtbot
) -> None:
    app = the_app_with_ct
    layer = _run(app, "dense", qtbot)
    app.answers.target = str(tmp_path / "result.dcm")
    app.window.saving.save(layer)
    qtbot.waitUntil(lambda: layer.saved or bool(app.window.messages.texts), timeout=30_000)
    before = app.scene.active
    app.window.flow.open_paths([str(another_ct_folder)])
    qtbot.waitUntil(lambda: app.scene.active not in (None, before), timeout=30_000)
    app.window.flow.open_paths([app.answers.target])
    qtbot.waitUntil(
        lambda: bool(app.window.messages.texts or app.scene.results_of(app.scene.active.id)), timeout=30_000
    )
    assert not app.scene.results_of(app.scene.active.id)
    assert "not open" in app.window.messages.texts[0]


def test_findings_are_shown_with_their_evidence_and_saved_as_json(the_app_with_ct, tmp_path, qtbot) -> None:
    app = the_app_with_ct
    layer = _run(app, "finds", qtbot)
    assert isinstance(layer, FindingsLayer)
    assert layer.shown == "Dense"
    app.answers.target = str(tmp_path / "findings.json")
    app.window.actions_by_id["file.save_findings"].trigger()
    qtbot.waitUntil(lambda: layer.saved, timeout=20_000)
    assert '"Dense"' in (tmp_path / "findings.json").read_text("utf-8")


def test_a_running_model_is_cancelled_and_another_one_runs_after_it(the_app_with_ct, qtbot) -> None:
    app = the_app_with_ct
    app.window.model.run("slow")

    def slow_jobs():
        return [job for job in app.queue.jobs if job.title.startswith("Slow") and job.fraction > 0]

    qtbot.waitUntil(lambda: bool(slow_jobs()), timeout=30_000)
    job = slow_jobs()[-1]
    QApplication.processEvents()
    assert app.window.actions_by_id["model.cancel"].isEnabled()
    app.window.actions_by_id["model.cancel"].trigger()
    qtbot.waitUntil(lambda: job.state is JobState.CANCELLED, timeout=10_000)
    assert app.scene.results_of(app.scene.active.id) == ()
    assert app.window.messages.texts == ()
    assert isinstance(_run(app, "dense", qtbot), LabelLayer)


def test_a_model_for_something_else_is_refused_with_its_reason(the_app_with_ct, qtbot) -> None:
    app = the_app_with_ct
    card = app.window.panels.models.cards["for_mr"]
    qtbot.waitUntil(lambda: app.window.panels.models.cards["dense"].run_button.isEnabled(), timeout=10_000)
    assert not card.run_button.isEnabled()
    app.window.model.run("for_mr")
    qtbot.waitUntil(lambda: bool(app.window.messages.texts), timeout=10_000)
    assert "MR" in app.window.messages.texts[0]
    assert not any(job.kind == "model" and job.title.startswith("For MR") for job in app.queue.jobs)


def test_a_broken_plugin_is_listed_with_its_reason(the_app) -> None:
    assert [record.folder.name for record in the_app.models.broken] == ["broken"]
    assert the_app.models.broken[0].reason


def test_a_result_of_other_pixels_is_refused(the_app_with_ct, qtbot) -> None:
    app = the_app_with_ct
    layer = _run(app, "dense", qtbot)
    app.scene.remove_layer(layer.id)
    origin = replace(layer.provenance, input_fingerprint="0" * 64)
    forged = replace(layer.segmentation, provenance=origin)
    assert isinstance(forged, Segmentation)

    class DoneJob:
        result = forged

        def forget_result(self) -> None:
            self.result = None

    app.session.runs.apply(DoneJob(), app.scene.active.image.info.series_id, lambda _layer: None)
    qtbot.waitUntil(lambda: bool(app.window.messages.texts), timeout=10_000)
    assert app.scene.results_of(app.scene.active.id) == ()


def test_a_result_whose_series_was_closed_waits_for_it(the_app_with_ct, a_ct_folder, qtbot) -> None:
    app = the_app_with_ct
    kept = app.session.runs.kept
    app.window.model.run("dense")
    qtbot.waitUntil(lambda: any(job.kind == "model" and not job.state.is_final for job in app.queue.jobs))
    app.scene.clear()
    app.studies.clear()
    qtbot.waitUntil(lambda: len(kept.waiting) == 1, timeout=30_000)
    assert "kept" in app.window.messages.texts[0]
    assert kept.waiting[0].path.stat().st_mode & 0o077 == 0
    assert "Phantom" not in kept.waiting[0].path.name
    app.window.flow.open_paths([str(a_ct_folder)])
    qtbot.waitUntil(
        lambda: app.scene.active is not None and bool(app.scene.results_of(app.scene.active.id)),
        timeout=30_000,
    )
    (layer,) = app.scene.results_of(app.scene.active.id)
    assert (layer.segmentation.labels == (app.scene.active.image.voxels > 0)).all()
    assert layer.provenance.model_id == "dense"
    assert not layer.saved
    assert len(kept.waiting) == 1
    app.scene.remove_layer(layer.id)
    assert kept.waiting == ()


def test_opening_another_patient_asks_about_an_unsaved_result(
    the_app_with_ct, another_ct_folder, qtbot
) -> None:
    app = the_app_with_ct
    _run(app, "dense", qtbot)
    before = app.scene.active
    app.answers.unsaved = "cancel"
    app.window.flow.open_paths([str(another_ct_folder)])
    qtbot.waitUntil(lambda: bool(app.answers.asked), timeout=20_000)
    assert app.scene.active is before
    app.answers.unsaved = "discard"
    app.window.flow.open_paths([str(another_ct_folder)])
    qtbot.waitUntil(lambda: app.scene.active not in (None, before), timeout=20_000)
    assert len(app.studies.entries) == 1


def test_save_in_the_question_saves_and_then_goes_on(the_app_with_ct, tmp_path, qtbot) -> None:
    app = the_app_with_ct
    _run(app, "dense", qtbot)
    app.answers.unsaved, app.answers.target = "save", str(tmp_path / "kept.medviewer")
    app.window.flow.close()
    qtbot.waitUntil(lambda: app.scene.active is None, timeout=20_000)
    assert (tmp_path / "kept.medviewer").stat().st_size > 0


def test_a_save_that_fails_keeps_everything_open(the_app_with_ct, tmp_path, qtbot) -> None:
    app = the_app_with_ct
    layer = _run(app, "dense", qtbot)
    app.answers.unsaved, app.answers.target = "save", str(tmp_path / "no such folder" / "x.medviewer")
    app.window.flow.close()
    qtbot.waitUntil(lambda: bool(app.window.messages.texts), timeout=20_000)
    assert layer in app.scene.layers
    assert not layer.saved


def test_the_volume_is_what_was_written(the_app_with_ct) -> None:
    k, j, i = np.meshgrid(np.arange(12), np.arange(32), np.arange(40), indexing="ij")
    assert (the_app_with_ct.scene.active.image.voxels == i * 40 - j * 10 + k - 600).all()


def test_the_run_key_takes_a_model_that_fits_the_image(the_app_with_ct, qtbot) -> None:
    app = the_app_with_ct
    app.models.choose("for_mr")
    app.window.fits.ask_all()
    qtbot.waitUntil(lambda: app.models.chosen != "for_mr", timeout=10_000)
    assert app.window.panels.models.cards[app.models.chosen].run_button.isEnabled()
