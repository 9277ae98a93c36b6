"""Grids of series in the real window: picked, filled, dropped on, emptied, taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from medviewer.core.series import Catalog, LoadReport, SeriesEntry, StudyInfo, Verdict
from medviewer.scene.views.grid_views import grid_viewports
from medviewer.scene.views.layout_switch import LAYOUT_STEP
from medviewer.ui.layouts.filling import estimated_bytes, filling_order, series_of_patient, that_fit
from medviewer.ui.layouts.layout_memory import LayoutMemory
from medviewer.ui.layouts.series_drop import series_data
from medviewer.ui.layouts.series_view import SeriesView
from medviewer.ui.views.volume_view import VolumeView


def _entry(info, shape=(20, 50, 60)):
    return SeriesEntry(info, "dicom", (f"/nowhere/{info.series_id}",), shape)


def _open(app, volume, *names, first=""):
    """Puts series into list and scene as if they had been read; the one named first is active."""
    app.window.panels.series.thumbnail_wanted.disconnect()  # the files are not there
    infos = [
        replace(volume.info, series_id=name, series_uid=name, description=f"Series {name}") for name in names
    ]
    app.studies.add(Catalog("/nowhere", tuple(_entry(info) for info in infos)))
    for info in infos:
        layer = app.scene.add_volume(
            replace(volume, info=info), activate=info.series_id == (first or names[0])
        )
        app.studies.set_layer(info.series_id, layer.id)
    QApplication.processEvents()


@pytest.fixture
def an_app_with_three(an_app, a_ct_volume):
    """Three series are open, the first is on screen in three planes."""
    an_app.scene.layout = "1x3"
    _open(an_app, a_ct_volume, "a", "b", "c")
    return an_app


def _shown(app):
    images = [app.scene.image_in(one) for one in grid_viewports(app.scene)]
    return ["" if image is None else image.image.info.series_id for image in images]


def _layouts(app):
    return app.window.wings["layout"]


def _pick(app, name):
    _layouts(app).pick(name)
    QApplication.processEvents()


def _use(app, view_id, mouse_on):
    mouse_on(app.window.grid.view(view_id)).drag((30, 30), (30, 30), Qt.MouseButton.LeftButton, steps=1)
    QApplication.processEvents()


# --- filling ---


def test_a_grid_shows_all_open_series_in_the_order_of_the_list(an_app_with_three) -> None:
    app = an_app_with_three
    app.scene.activate(app.scene.images[1].id)
    app.window.actions_by_id["layout.grid_2x2"].trigger()
    QApplication.processEvents()
    assert _shown(app) == ["a", "b", "c", ""]
    assert app.window.grid.view("view 3").accessibleName() == "View 3"
    assert app.scene.view_in_use == "view 2", "where the image on screen is now"
    assert app.window.actions_by_id["layout.grid_2x2"].isChecked()


def test_a_grid_with_less_room_begins_at_the_series_on_screen(an_app_with_three) -> None:
    app = an_app_with_three
    app.scene.activate(app.scene.images[2].id)
    _pick(app, "grid 1x2")
    assert _shown(app) == ["c", "a"]


def test_layout_is_one_step_of_undo_with_what_the_views_showed(an_app_with_three) -> None:
    app = an_app_with_three
    scene = app.scene
    _pick(app, "grid 1x2")
    assert scene.undo.undo_name == LAYOUT_STEP
    app.window.flow.choose("c", "view 1")
    _pick(app, "grid 2x2")
    assert _shown(app) == ["c", "b", "a", ""]
    scene.undo.undo()
    assert (scene.layout, _shown(app)) == ("grid 1x2", ["c", "b"])
    scene.undo.undo()
    assert scene.layout == "1x3"
    scene.undo.redo()
    scene.undo.redo()
    assert (scene.layout, _shown(app)) == ("grid 2x2", ["c", "b", "a", ""])


def test_choosing_the_layout_on_screen_is_no_step(an_app_with_three) -> None:
    _layouts(an_app_with_three).pick("1x3")
    assert an_app_with_three.scene.undo.undo_name == ""


def test_going_back_to_a_grid_finds_it_as_it_was(an_app_with_three) -> None:
    app = an_app_with_three
    _pick(app, "grid 1x2")
    app.window.flow.choose("c", "view 2")
    _pick(app, "mpr")
    _pick(app, "grid 1x2")
    assert _shown(app) == ["a", "c"]


def test_series_that_are_not_read_are_awaited_and_read(an_app_with_three, a_ct_volume, monkeypatch) -> None:
    app = an_app_with_three
    app.studies.add(Catalog("/nowhere", (_entry(replace(a_ct_volume.info, series_id="d")),)))
    read = []
    monkeypatch.setattr(app.window.flow, "read", read.append)
    _pick(app, "grid 2x2")
    assert read == ["d"]
    assert app.scene.viewport("view 4").awaits == "d"
    active = app.scene.active
    app.scene.add_volume(replace(a_ct_volume, info=replace(a_ct_volume.info, series_id="d")))
    assert _shown(app) == ["a", "b", "c", "d"]
    assert app.scene.active is active, "what comes for another view leaves the one in use alone"


def test_a_series_that_cannot_be_read_leaves_its_view_empty(an_app, a_ct_volume, qtbot, tmp_path) -> None:
    app = an_app
    _open(app, a_ct_volume, "a")
    gone = replace(_entry(replace(a_ct_volume.info, series_id="gone")), files=(str(tmp_path / "gone.dcm"),))
    app.studies.add(Catalog("/nowhere", (gone,)))
    _pick(app, "grid 1x2")
    assert app.scene.viewport("view 2").awaits == "gone"
    qtbot.waitUntil(lambda: app.scene.viewport("view 2").awaits == "", timeout=20000)
    assert _shown(app) == ["a", ""]


def test_filling_takes_list_order_or_begins_at_the_active_series() -> None:
    assert filling_order("abcd", "c", {"b"}, 3) == ["a", "c", "d"]
    assert filling_order("abcd", "c", set(), 2) == ["c", "d"]
    assert filling_order("abcd", "d", set(), 2) == ["d", "a"]
    assert filling_order("abcd", "a", set("abcd"), 2) == []


def test_a_grid_is_never_filled_with_another_patient_and_own_studies_come_first(a_ct_volume) -> None:
    def entry(name, study, patient="P-1", **fields):
        info = replace(a_ct_volume.info, series_id=name, study=StudyInfo(patient_id=patient, study_uid=study))
        return replace(_entry(info), **fields)

    entries = [
        entry("old", "1"), entry("now", "2"), entry("somebody else", "3", "P-2"), entry("now 2", "2"),
        entry("refused", "2", report=LoadReport(Verdict.REFUSED)), entry("report", "2", kind="dicom-sr"),
    ]  # fmt: skip
    assert [one.series_id for one in series_of_patient(entries, "now")] == ["now", "now 2", "old"]
    assert series_of_patient([], "now") == []


def test_no_more_is_read_at_once_than_memory_holds(a_ct_volume) -> None:
    entries = [_entry(replace(a_ct_volume.info, series_id=name)) for name in "abc"]
    size = estimated_bytes(entries[0])
    assert size == 20 * 50 * 60 * 2
    assert that_fit(entries, 4 * size) == entries[:2], "half of what is free"
    assert that_fit(entries, None) == entries


# --- choosing and dropping ---


def _drag(app, series_id, view, kind):
    at = QPointF(view.mapTo(app.window.grid, view.rect().center()))
    data = series_data(series_id)
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    if kind is QDropEvent:
        event = QDropEvent(at, copy, data, left, none)
    else:
        event = QDragEnterEvent(at.toPoint(), copy, data, left, none)
    QApplication.sendEvent(app.window.grid, event)
    return event


def test_a_series_dropped_on_a_view_goes_there_and_no_other_view_changes(an_app_with_three) -> None:
    app = an_app_with_three
    _pick(app, "grid 1x2")
    view = app.window.grid.view("view 2")
    assert _drag(app, "c", view, QDragEnterEvent).isAccepted()
    mark = app.window.grid.drop.mark
    assert mark.isVisible()
    assert mark.geometry() == view.geometry()
    assert _drag(app, "c", view, QDropEvent).isAccepted()
    assert not mark.isVisible()
    assert _shown(app) == ["a", "c"]
    assert (app.scene.view_in_use, app.scene.active.image.info.series_id) == ("view 2", "c")


def test_the_mark_goes_when_the_drag_leaves_and_files_are_none_of_it(an_app_with_three) -> None:
    app = an_app_with_three
    _pick(app, "grid 1x2")
    _drag(app, "c", app.window.grid.view("view 1"), QDragEnterEvent)
    QApplication.sendEvent(app.window.grid, QDragLeaveEvent())
    assert not app.window.grid.drop.mark.isVisible()
    event = _drag(app, "", app.window.grid.view("view 1"), QDropEvent)
    assert _shown(app) == ["a", "b"]
    assert event.type() == QEvent.Type.Drop


def test_dropping_on_planes_makes_the_series_the_active_image(an_app_with_three) -> None:
    app = an_app_with_three
    _drag(app, "b", app.window.grid.view("sagittal"), QDragEnterEvent)
    _drag(app, "b", app.window.grid.view("sagittal"), QDropEvent)
    assert app.scene.active.image.info.series_id == "b"
    assert app.scene.layout == "1x3"


def test_a_card_is_dragged_once_the_mouse_has_moved_far_enough(
    an_app_with_three, mouse_on, monkeypatch
) -> None:
    app = an_app_with_three
    dragged, chosen = [], []
    monkeypatch.setattr(
        "medviewer.ui.panels.series_card.drag_series", lambda _card, name, _picture: dragged.append(name)
    )
    card = app.window.panels.series.cards["b"]
    card.chosen.connect(chosen.append)
    mouse_on(card).drag((10, 10), (12, 10), Qt.MouseButton.LeftButton)
    assert (dragged, chosen) == ([], ["b"])
    mouse_on(card).drag((10, 10), (90, 40), Qt.MouseButton.LeftButton)
    assert (dragged, chosen) == (["b"], ["b"])


def test_an_empty_view_in_use_takes_the_series_that_is_chosen_even_if_another_view_shows_it(
    an_app_with_three, mouse_on
) -> None:
    app = an_app_with_three
    _pick(app, "grid 2x2")
    _use(app, "view 4", mouse_on)
    app.window.panels.series.chosen.emit("a")
    assert _shown(app) == ["a", "b", "c", "a"]
    app.window.panels.series.chosen.emit("b")
    assert _shown(app) == ["a", "b", "c", "a"], "it is on screen: its view is used"
    assert app.scene.view_in_use == "view 2"


def test_page_keys_change_the_series_of_the_view_in_use_alone(an_app_with_three, mouse_on, qtbot) -> None:
    app = an_app_with_three
    _pick(app, "grid 1x2")
    _use(app, "view 2", mouse_on)
    app.window.actions_by_id["image.next_series"].trigger()
    assert _shown(app) == ["a", "c"]
    app.window.actions_by_id["image.previous_series"].trigger()
    app.window.actions_by_id["image.previous_series"].trigger()
    assert _shown(app) == ["a", "a"]


def test_the_menu_of_a_view_lists_the_series_and_checks_the_one_it_shows(an_app_with_three, mouse_on) -> None:
    app = an_app_with_three
    _pick(app, "grid 1x2")
    _use(app, "view 2", mouse_on)
    menu = app.window.menus["View/Series"]
    menu.aboutToShow.emit()
    actions = menu.actions()
    assert [action.isChecked() for action in actions] == [False, True, False]
    assert "Series c" in actions[2].text()
    actions[2].trigger()
    assert _shown(app) == ["a", "c"]


def test_window_belongs_to_the_series_and_zoom_to_the_view(an_app_with_three, mouse_on) -> None:
    app = an_app_with_three
    _pick(app, "grid 1x2")
    app.window.flow.choose("a", "view 2")
    app.window.actions_by_id["window.lung"].trigger()
    left, right = grid_viewports(app.scene)
    right.zoom = 3.0
    views = [app.window.grid.view(one.id) for one in (left, right)]
    assert [view.wanted_plan().window.width for view in views] == [1500, 1500]
    assert left.zoom == 1.0


# --- what a view shows ---


def test_the_plane_of_one_view_can_be_changed_and_3d_chosen(an_app_with_three) -> None:
    app = an_app_with_three
    _pick(app, "grid 1x2")
    grid = app.window.grid
    app.window.actions_by_id["layout.coronal"].trigger()
    assert [one.kind for one in grid_viewports(app.scene)] == ["coronal", "axial"]
    app.window.actions_by_id["layout.3d"].trigger()
    QApplication.processEvents()
    assert isinstance(grid.view("view 1"), VolumeView)
    assert grid.view("view 1").isVisible()
    assert isinstance(grid.view("view 2"), SeriesView)
    app.window.actions_by_id["layout.axial"].trigger()
    QApplication.processEvents()
    assert isinstance(grid.view("view 1"), SeriesView)
    assert grid.view("view 1").isVisible()
    app.scene.layout = "1x3"
    QApplication.processEvents()
    assert not app.window.actions_by_id["layout.3d"].isEnabled()


def test_a_view_is_emptied_and_its_series_stays_open(an_app_with_three) -> None:
    app = an_app_with_three
    _pick(app, "grid 1x2")
    app.window.actions_by_id["layout.empty"].trigger()
    assert _shown(app) == ["", "b"]
    assert len(app.scene.images) == 3


def test_closing_a_series_leaves_an_empty_view(an_app_with_three) -> None:
    app = an_app_with_three
    _pick(app, "grid 1x2")
    app.window.close_layer(app.scene.images[0].id)
    assert _shown(app) == ["", "b"]
    assert app.scene.active.image.info.series_id == "b", "one that is on screen"


def test_a_double_click_makes_a_view_of_a_grid_large_and_back(an_app_with_three, mouse_on) -> None:
    app = an_app_with_three
    _pick(app, "grid 1x2")
    QApplication.processEvents()
    grid = app.window.grid
    mouse_on(grid.view("view 2")).double_click((50, 50))
    QApplication.processEvents()
    assert grid.view("view 2").width() > 0.9 * grid.width()
    assert not grid.view("view 1").isVisible()
    mouse_on(grid.view("view 2")).double_click((50, 50))
    QApplication.processEvents()
    assert grid.view("view 1").isVisible()


def test_the_list_marks_what_is_on_screen_and_louder_what_is_active(an_app_with_three, qtbot) -> None:
    app = an_app_with_three
    cards = app.window.panels.series.cards
    _pick(app, "grid 1x2")
    qtbot.waitUntil(lambda: cards["b"].accessibleDescription() == "on screen", timeout=2000)
    assert cards["a"]._marked == (True, True)
    assert cards["b"]._marked == (False, True)
    assert cards["c"]._marked == (False, False)
    _pick(app, "1x3")
    qtbot.waitUntil(lambda: cards["b"].accessibleDescription() == "", timeout=2000)


def test_empty_views_invite_and_the_next_patient_finds_no_trace(an_app_with_three, a_ct_volume) -> None:
    app = an_app_with_three
    _pick(app, "grid 2x2")
    app.scene.viewport("view 4").awaits = "d"
    app.window.flow.close()
    assert all(one.image_id in (None, "") and not one.awaits for one in app.scene.viewports.values())
    app.scene.add_volume(a_ct_volume)
    assert _shown(app) == ["series-1", "", "", ""]


# --- picking ---


def test_the_table_of_squares_picks_rows_and_columns(an_app_with_three, qtbot, mouse_on) -> None:
    app = an_app_with_three
    app.window.actions_by_id["layout.any_grid"].trigger()
    picker = _layouts(app).desk.picker
    qtbot.waitUntil(picker.isVisible)
    mouse_on(picker).move((picker.square(1, 2).center().x(), picker.square(1, 2).center().y()))
    assert picker.pointed == (2, 3)
    qtbot.mouseClick(picker, Qt.MouseButton.LeftButton, pos=picker.square(1, 2).center())
    assert app.scene.layout == "grid 2x3"
    assert not app.window.menus["View/Layout"].isVisible()


def test_the_table_of_squares_works_by_keyboard(an_app_with_three, qtbot) -> None:
    app = an_app_with_three
    app.window.actions_by_id["layout.any_grid"].trigger()
    picker = _layouts(app).desk.picker
    picker.setFocus()
    picker.point_at(1, 1)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(picker, key)
    assert "2 rows, 2 columns" in picker.accessibleName()
    for _ in range(9):
        qtbot.keyClick(picker, Qt.Key.Key_Down)
        qtbot.keyClick(picker, Qt.Key.Key_Right)
    assert picker.pointed == (4, 6)
    qtbot.keyClick(picker, Qt.Key.Key_Return)
    assert app.scene.layout == "grid 4x6"
    assert len(grid_viewports(app.scene)) == 24


def test_a_point_beside_the_squares_picks_nothing(an_app_with_three, qtbot) -> None:
    app = an_app_with_three
    picker = _layouts(app).desk.picker
    qtbot.mouseClick(picker, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert app.scene.layout == "1x3"


# --- what is remembered ---


def test_the_last_layout_of_a_kind_of_study_is_taken_for_the_next(an_app, a_ct_volume, monkeypatch) -> None:
    app = an_app
    _open(app, a_ct_volume, "a")
    _pick(app, "grid 1x2")
    app.window.flow.close()
    monkeypatch.setattr(app.window.flow, "read", lambda _name: None)
    for uid, modality, layout in (("other", "CT", "grid 1x2"), ("mr", "MR", "mpr"), ("ct", "CT", "grid 1x2")):
        study = StudyInfo(patient_id="P-2", study_uid=uid)
        info = replace(a_ct_volume.info, series_id=uid, modality=modality, study=study)
        app.window.flow._opened(Catalog("/nowhere", (_entry(info),)), ["/nowhere"], "", False)
        assert app.scene.layout == layout, modality
        if layout != "mpr":
            assert app.scene.viewport("view 1").awaits == uid


def test_memory_of_layouts_survives_a_restart_and_a_damaged_file(tmp_path) -> None:
    file = tmp_path / "layouts.json"
    LayoutMemory(file).remember("CT|CHEST|volume", "grid 2x2")
    assert LayoutMemory(file).layout_of("CT|CHEST|volume") == "grid 2x2"
    file.write_text('{"CT|CHEST|volume": "grid 77x1", "MR||flat": "mpr", "x": 3}')
    assert [LayoutMemory(file).layout_of(kind) for kind in ("CT|CHEST|volume", "MR||flat", "x")] == [
        "",
        "mpr",
        "",
    ]
    file.write_text("{")
    assert LayoutMemory(file).layout_of("MR||flat") == ""
    assert (tmp_path / "layouts.json.broken").exists()


# --- real images ---


@pytest.mark.real_data
def test_a_real_mr_is_read_into_the_view_that_it_was_dropped_on(an_app, data_dir, qtbot) -> None:
    scene, flow = an_app.scene, an_app.window.flow
    flow.open_paths([str(data_dir / "dicom" / "ct-chest-lidc0314-5mm")])
    qtbot.waitUntil(lambda: scene.active is not None and scene.active.arriving is None, timeout=30000)
    flow.open_paths([str(data_dir / "dicom" / "mr-wrist-coronal")], beside=True)
    qtbot.waitUntil(
        lambda: "MR" in {one.info.modality for one in an_app.studies.entries.values()}, timeout=20000
    )
    wrist = next(name for name, one in an_app.studies.entries.items() if one.info.modality == "MR")
    qtbot.waitUntil(lambda: all(job.state.is_final for job in an_app.queue.jobs), timeout=30000)
    flow.choose(next(name for name in an_app.studies.entries if name != wrist))
    _pick(an_app, "grid 1x3")
    assert [one.image_id for one in grid_viewports(scene)][1:] == ["", ""], "of another patient"
    an_app.window.grid.series_dropped.emit(wrist, "view 3")
    right = scene.viewport("view 3")
    qtbot.waitUntil(
        lambda: scene.image_in(right) is not None and scene.image_in(right).arriving is None, timeout=30000
    )
    assert (scene.image_in(right).image.info.modality, right.kind) == ("MR", "coronal")
    assert scene.image_in(scene.viewport("view 1")).image.info.modality == "CT"
    assert an_app.window.grid.view("view 3").picture().width() > 100
