"""A prior study beside the present one: found, read, registered, laid over, compared; in the real window."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from medviewer.core.geometry import Geometry
from medviewer.core.mark import Mark, MarkPlace
from medviewer.core.series import SeriesInfo, StudyInfo
from medviewer.core.volume import Volume
from medviewer.io.dicom.write_series import write_ct_series
from medviewer.scene.views.frame_link import frame_of
from medviewer.scene.views.navigate import go_to_slice, slice_number
from medviewer.ui.compare.over_badge import over_badges

GRID = Geometry((24, 40, 44), (-66.0, -60.0, -48.0), (3.0, 3.0, 4.0))


def a_study(uid, date, shift, name="Test^Prior", description="Chest ax 4 mm"):
    k, j, i = np.meshgrid(*[np.arange(n) for n in GRID.shape_kji], indexing="ij")
    point = GRID.index_to_lps(np.stack([i, j, k], axis=-1)) - np.array(shift)
    value = -900.0 + 900.0 * (np.linalg.norm(point / (50, 40, 35), axis=-1) < 1)
    value += 600.0 * (np.linalg.norm((point - (20, 5, 5)) / (12, 9, 14), axis=-1) < 1)
    value -= 500.0 * (np.linalg.norm((point - (-18, 0, -6)) / (10, 14, 9), axis=-1) < 1)
    study = StudyInfo(patient_name=name, patient_id=name, study_uid=uid, study_date=date)
    info = SeriesInfo(uid, "CT", description, "2", study=study)
    return Volume(value.astype(np.int16), GRID, "HU", info)


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """Two studies of one patient, a year apart and 8 mm to the head, and one of a stranger."""
    home, written = tmp_path_factory.mktemp("studies"), {}
    for name, volume in (
        ("now", a_study("1.2.826.0.1.3680043.10.7.1", "20260301", (0, 0, 0))),
        ("prior", a_study("1.2.826.0.1.3680043.10.7.2", "20250301", (0, 0, 8))),
        ("stranger", a_study("1.2.826.0.1.3680043.10.7.3", "20250301", (0, 0, 0), "Test^Stranger")),
    ):
        write_ct_series(volume, home / name, uid_seed=name)
        written[name] = str(home / name)
    return written


def opened(app, folder, qtbot, count, **how):
    app.window.flow.open_paths([folder], **how)

    def is_there():
        images = app.scene.images
        return len(images) == count and all(image.arriving is None for image in images)

    qtbot.waitUntil(is_there, timeout=20_000)


@pytest.fixture
def app_with_both(the_app, folders, qtbot):
    """The prior was opened first, then the present study: both stay."""
    opened(the_app, folders["prior"], qtbot, 1)
    opened(the_app, folders["now"], qtbot, 2)
    yield the_app
    the_app.scene.layout = "1x3"


def test_a_study_of_the_same_patient_is_added_and_one_of_a_stranger_takes_the_place(the_app, folders, qtbot):
    opened(the_app, folders["now"], qtbot, 1)
    opened(the_app, folders["prior"], qtbot, 2)
    opened(the_app, folders["stranger"], qtbot, 1)
    names = {entry.info.study.patient_name for entry in the_app.studies.entries.values()}
    assert len(names) == 1
    assert "Stranger" in names.pop()


def test_a_stranger_opened_beside_closes_nothing(the_app, folders, qtbot):
    opened(the_app, folders["now"], qtbot, 1)
    opened(the_app, folders["stranger"], qtbot, 2, beside=True)
    assert len(the_app.studies.entries) == 2


def test_the_prior_stands_beside_and_scrolls_along_once_it_is_registered(app_with_both, qtbot):
    app, scene = app_with_both, app_with_both.scene
    now = scene.active
    assert now.image.info.study.study_date == "20260301"
    app.window.actions_by_id["compare.prior"].trigger()
    left, right = scene.viewport("view 1"), scene.viewport("view 2")
    qtbot.waitUntil(lambda: bool(scene.links), timeout=60_000)
    prior = scene.image_in(right)
    assert (scene.image_in(left), prior.image.info.study.study_date) == (now, "20250301")
    assert frame_of(now) != frame_of(prior)
    go_to_slice(scene, left, 12)
    assert slice_number(scene, right)[0] == 10, "8 mm further to the head are two slices"
    go_to_slice(scene, right, 15)
    assert slice_number(scene, left)[0] == 17
    assert "Registered" in app.window.status.currentMessage()


def test_a_registered_prior_is_laid_over_and_the_difference_vanishes(app_with_both, qtbot):
    app, scene = app_with_both, app_with_both.scene
    app.window.actions_by_id["compare.prior"].trigger()
    qtbot.waitUntil(lambda: bool(scene.links), timeout=60_000)
    app.window.actions_by_id["compare.difference"].trigger()
    QApplication.processEvents()
    view = app.window.grid.slice_views["view 1"]
    texts = [badge.text for badge in over_badges(scene, scene.active)]
    assert texts == ["Chest ax 4 mm 2025-03-01 MINUS THIS"]
    registered = np.abs(_grey(view.picture()) - 128).mean()
    scene.undo.undo()
    scene.undo.undo()
    assert scene.links == ()
    panel = app.window.wings["compare"].panel
    panel.trust_button.click()
    app.window.actions_by_id["compare.difference"].trigger()
    unregistered = np.abs(_grey(view.picture()) - 128).mean()
    assert registered < 0.5 * unregistered, "8 mm off"
    app.window.actions_by_id["compare.difference"].trigger()
    assert scene.active.over is None
    assert not over_badges(scene, scene.active)


def test_the_edge_between_two_images_is_dragged_in_the_picture(app_with_both, qtbot):
    app, scene = app_with_both, app_with_both.scene
    app.window.actions_by_id["compare.prior"].trigger()
    qtbot.waitUntil(lambda: bool(scene.links), timeout=60_000)
    app.window.actions_by_id["compare.swipe"].trigger()
    QApplication.processEvents()
    view = app.window.grid.slice_views["view 1"]
    window, middle = scene.active.window, QPoint(view.width() // 2, 90)
    before = scene.undo.undo_name
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=middle)
    for x in (0.4, 0.3, 0.25):
        _drag(view, QPoint(int(x * view.width()), 90))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(view.width() // 4, 90))
    assert scene.active.over.split == pytest.approx(0.25, abs=0.01)
    assert scene.active.window == window, "it was the edge, not the window, that was dragged"
    assert (before, scene.undo.undo_name) == ("Lay over", "Lay over")


def _drag(view, to):
    left = Qt.MouseButton.LeftButton
    at = QPointF(to)
    event = QMouseEvent(
        QEvent.Type.MouseMove, at, view.mapToGlobal(at), left, left, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(view, event)


def _grey(picture):
    """The middle of a picture, which the slice fills."""
    words = np.frombuffer(picture.constBits(), np.uint32).reshape(picture.height(), picture.width())
    grey, half = np.asarray(words & 255, dtype=int), 60
    row, column = grey.shape[0] // 2, grey.shape[1] // 2
    return grey[row - half : row + half, column - half : column + half]


def test_changes_of_measurements_and_segments_stand_in_a_table(app_with_both, qtbot):
    app, scene = app_with_both, app_with_both.scene
    app.window.actions_by_id["compare.prior"].trigger()
    qtbot.waitUntil(lambda: bool(scene.links), timeout=60_000)
    for image, length in zip(
        (scene.active, app.window.wings["compare"].panel.other), (30.0, 20.0), strict=True
    ):
        place = MarkPlace(
            image.image.info.series_id, image.image.info.study.study_uid, image.image.info.series_uid
        )
        place = replace(place, frame_of_reference_uid=image.image.info.frame_of_reference_uid)
        ends = ((0.0, 0.0, 0.0), (length, 0.0, 0.0))
        scene.marks.add(Mark("length", ends, (0.0, 0.0, 1.0), place, label="nodule"), "Length")
    app.window.actions_by_id["compare.changes"].trigger()
    table = app.window.wings["compare"].panel.changes
    qtbot.waitUntil(lambda: table.rowCount() == 1, timeout=10_000)
    assert [table.item(0, n).text() for n in range(4)] == [
        "nodule\nmm",
        "20.0",
        "30.0",
        "+10.0\n+50 %",
    ]


@pytest.fixture
def app_with_the_prior_on_screen(app_with_both):
    """The reader looks at the prior when the comparison is asked for."""
    scene = app_with_both.scene
    scene.activate(next(one.id for one in scene.images if one.image.info.study.study_date == "20250301"))
    return app_with_both


def test_with_the_prior_on_screen_the_present_study_still_stands_on_the_left(
    app_with_the_prior_on_screen, qtbot
):
    app, scene = app_with_the_prior_on_screen, app_with_the_prior_on_screen.scene
    app.window.actions_by_id["compare.prior"].trigger()
    qtbot.waitUntil(lambda: bool(scene.links), timeout=60_000)
    shown = [
        scene.image_in(scene.viewport(name)).image.info.study.study_date for name in ("view 1", "view 2")
    ]
    assert shown == ["20260301", "20250301"]
    assert (scene.active.image.info.study.study_date, scene.view_in_use) == ("20260301", "view 1")
    assert app.window.wings["compare"].panel.other_box.currentText() == "Chest ax 4 mm  2025-03-01"


def test_growth_is_growth_also_if_the_prior_is_the_active_image(app_with_the_prior_on_screen, qtbot):
    app, scene = app_with_the_prior_on_screen, app_with_the_prior_on_screen.scene
    for image, length in zip(
        (scene.active, app.window.wings["compare"].panel.other), (20.0, 30.0), strict=True
    ):
        info = image.image.info
        place = MarkPlace(info.series_id, info.study.study_uid, info.series_uid)
        place = replace(place, frame_of_reference_uid=info.frame_of_reference_uid)
        ends = ((0.0, 0.0, 0.0), (length, 0.0, 0.0))
        scene.marks.add(Mark("length", ends, (0.0, 0.0, 1.0), place, label="nodule"), "Length")
    app.window.actions_by_id["compare.changes"].trigger()
    table = app.window.wings["compare"].panel.changes
    qtbot.waitUntil(lambda: table.rowCount() == 1, timeout=10_000)
    assert [table.item(0, n).text() for n in (1, 2, 3)] == ["20.0", "30.0", "+10.0\n+50 %"]


def test_without_a_prior_a_sentence_says_what_to_do(the_app, folders, qtbot):
    opened(the_app, folders["now"], qtbot, 1)
    the_app.window.actions_by_id["compare.prior"].trigger()
    assert "No other study of this patient is open" in the_app.window.messages.texts[-1]
    the_app.window.actions_by_id["compare.swipe"].trigger()
    assert "second series" in the_app.window.messages.texts[-1]


def test_frames_that_are_not_joined_are_not_laid_over_each_other(app_with_both):
    app = app_with_both
    app.window.actions_by_id["compare.swipe"].trigger()
    assert "register them first" in app.window.messages.texts[-1]
    assert app.scene.active.over is None
