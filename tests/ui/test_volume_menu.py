"""3D in the real window: the strip, the crop box in the hand, surfaces from a child process, files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from medviewer.io.movie_file import mp4_bytes
from medviewer.scene.views.slice_plan import Camera
from medviewer.scene.volume.volume_change import box_of, set_box
from medviewer.scene.volume.volume_look import Lighting, VolumeLook, whole_box
from medviewer.ui.views.surface_export_panel import SurfaceExportPanel
from medviewer.ui.views.volume_crop_numbers import VolumeCropNumbers
from medviewer.ui.views.volume_shots import VolumeShots, all_around

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def in_3d(an_app, a_ct_volume, a_segmentation, qtbot):
    """The program with the small CT in 3D alone, and its segments."""
    app = an_app
    app.scene.layout = "2x2"
    image = app.scene.add_volume(a_ct_volume)
    app.scene.add_result(a_segmentation, image.id, saved=True)
    app.scene.maximised = "3d"
    view = app.window.grid.volume_view
    qtbot.waitUntil(lambda: view.isVisible() and view.is_settled and view._strip is not None, timeout=20000)
    return app


def menu_of(button):
    """The entries of a button's menu as they are when it opens, by their text."""
    menu = button.menu()
    menu.aboutToShow.emit()
    return {action.text(): action for action in menu.actions()}


def test_the_strip_changes_preset_and_light_and_undo_takes_them_back(in_3d) -> None:
    image, strip = in_3d.scene.active, in_3d.window.grid.volume_view._strip
    assert menu_of(strip.preset_button)["Automatic"].isChecked()
    menu_of(strip.preset_button)["CT lung"].trigger()
    menu_of(strip.light_button)["Shaded"].trigger()
    assert (image.volume_look.preset, image.volume_look.lighting.shaded) == ("ct-lung", False)
    assert strip.preset_button.text().startswith("CT lung")
    actions = in_3d.window.actions_by_id
    assert actions["volume.preset_ct-lung"].isChecked()
    actions["edit.undo"].trigger()
    actions["edit.undo"].trigger()
    assert image.volume_look == VolumeLook()
    assert actions["volume.preset_auto"].isChecked()
    assert not actions["volume.preset_ct-lung"].isChecked()
    for button in (strip.preset_button, strip.light_button, strip.crop_button, strip.spin_button):
        assert button.toolTip()
        assert button.accessibleName()
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_a_face_of_the_crop_box_follows_the_hand_and_the_picture_does_not_turn(in_3d, mouse_on) -> None:
    view, image = in_3d.window.grid.volume_view, in_3d.scene.active
    in_3d.window.actions_by_id["volume.crop"].trigger()
    assert image.volume_look.crops
    plan, size = view._picture.plan, (view.width(), view.height())
    places = {(axis, end): place for axis, end, place, _ in view._crop._handles(image, plan, size)}
    assert set(places) == {(0, 0), (0, 1), (2, 0), (2, 1)}  # front and back cannot be moved from the front
    right_face = places[0, 1]  # the patient's left is on the right
    assert right_face[0] > size[0] / 2
    start, way = tuple(right_face), (right_face[0] - 60, right_face[1])
    mouse_on(view).drag(start, way, LEFT)
    assert view.viewport.camera == Camera()
    crop = image.volume_look.crop
    mm_per_px = 60.0 / (right_face[0] - places[0, 0][0])
    assert crop.high_ijk[0] == pytest.approx(59.5 - 60 * mm_per_px, abs=0.05)
    assert crop.low_ijk == whole_box(image.geometry).low_ijk
    assert in_3d.scene.undo.undo_name == "3D crop box"
    in_3d.window.actions_by_id["edit.undo"].trigger()
    assert image.volume_look.crop is None  # the whole movement was one step
    mouse_on(view).drag((size[0] / 2, size[1] / 2), (size[0] / 2 + 40, size[1] / 2), LEFT)
    assert view.viewport.camera.azimuth != 0


def test_the_crop_box_by_numbers_needs_no_mouse(in_3d, qtbot) -> None:
    image = in_3d.scene.active
    panel = VolumeCropNumbers(in_3d.scene, image, in_3d.window.grid.volume_view)
    qtbot.addWidget(panel)
    panel.fields[0, 0].setValue(11)
    panel.fields[2, 1].setValue(15)
    assert image.volume_look.crop.low_ijk == (9.5, -0.5, -0.5)
    assert image.volume_look.crop.high_ijk == (59.5, 49.5, 14.5)
    assert panel.fields[0, 0].accessibleName() == "R to L, First voxel"
    panel.fields[0, 0].setValue(60)
    assert box_of(image).low_ijk[0] == 58.5
    panel.reset_button.click()
    assert image.volume_look.crop is None
    assert (panel.fields[0, 0].value(), panel.fields[0, 1].value()) == (1, 60)


def test_surfaces_come_from_a_child_process_and_are_exported(in_3d, questions, tmp_path: Path, qtbot) -> None:
    labels = in_3d.scene.layers[-1]
    in_3d.window.actions_by_id["volume.surfaces_alone"].trigger()
    qtbot.waitUntil(lambda: labels.surfaces is not None, timeout=30000)
    ((fine, _),) = labels.surfaces.meshes  # the right lung has no voxels
    assert fine.name == "Left lung"
    np.testing.assert_allclose(
        fine.centre_lps, in_3d.scene.active.geometry.index_to_lps((14.5, 14.5, 5)), atol=0.2
    )
    view = in_3d.window.grid.volume_view
    qtbot.waitUntil(
        lambda: view._picture.plan is not None and view._picture.plan.surfaces != (), timeout=10000
    )
    assert not view._picture.plan.has_body
    other = in_3d.scene.add_result(
        replace(labels.segmentation, name="By hand"), in_3d.scene.active.id, saved=True
    )
    image = in_3d.scene.active
    set_box(in_3d.scene, image, box_of(image).moved(image.geometry, 0, 1, 14.3))
    questions.surface_target = lambda _suggestion: str(tmp_path / "lungs.ply")
    in_3d.window.actions_by_id["volume.export_surfaces"].trigger()
    panel = in_3d.window.findChild(SurfaceExportPanel)
    assert [panel.layer_box.itemText(n) for n in range(panel.layer_box.count())] == [
        "All that are visible", other.name, labels.name
    ]  # fmt: skip
    assert panel.crop_box.isChecked()
    panel.files_box.setCurrentIndex(1)
    panel.export_button.click()
    qtbot.waitUntil(lambda: (tmp_path / "lungs-Left_lung-2.ply").exists(), timeout=30000)
    head = (tmp_path / "lungs-Left_lung.ply").read_bytes()[:300]
    assert b"SPACE=LPS" in head
    assert b"comment segment Left_lung" in head
    labels.set_segment_visible(1, False)
    labels.set_segment_visible(2, False)
    other.visible = False
    in_3d.window.actions_by_id["volume.export_surfaces"].trigger()
    assert any("No segment is visible" in text for text in in_3d.window.messages.texts)


def test_the_picture_is_saved_as_large_as_asked_and_without_the_strip(
    in_3d, questions, tmp_path: Path, qtbot, monkeypatch
) -> None:
    monkeypatch.setattr("medviewer.ui.actions.volume_commands._MOST_SIDE_PX", 1000)
    view = in_3d.window.grid.volume_view
    view.viewport.camera = Camera(30, 10)
    questions.target = str(tmp_path / "large.png")
    in_3d.window.actions_by_id["volume.save_large"].trigger()
    qtbot.waitUntil(lambda: (tmp_path / "large.png").exists(), timeout=60000)
    with Image.open(tmp_path / "large.png") as saved:
        part = 1000 / max(view.width(), view.height())
        assert saved.size == (round(view.width() * part), round(view.height() * part))
    clean = view.clean_picture()
    assert view._strip.isVisible()
    assert clean.size() == view.size()


def test_a_film_goes_once_around_and_is_written_by_the_writer(
    in_3d, questions, tmp_path: Path, qtbot
) -> None:
    commands = in_3d.window.wings["volume"]
    taken = []
    commands._shots.take = taken.append
    questions.film_target = lambda _suggestion: str(tmp_path / "turn.mp4")
    in_3d.window.actions_by_id["volume.save_movie"].trigger()
    (plans,) = taken
    assert len(plans) == 90
    assert {plan.size_px for plan in plans} == {plans[0].size_px}
    assert max(plans[0].size_px) == 512
    assert [round(plan.camera.azimuth) for plan in plans[:3]] == [0, 4, 8]
    pictures = [np.full((20, 30, 3), shade, np.uint8) for shade in (10, 200)]
    commands._shots.done.emit(pictures)
    qtbot.waitUntil(lambda: (tmp_path / "turn.mp4").exists(), timeout=30000)
    assert (tmp_path / "turn.mp4").read_bytes() == mp4_bytes(np.stack(pictures), 25.0)


class Painter:
    """Needs two steps for a picture."""

    def render_in_steps(self, plan):
        yield None
        width, height = plan.size_px
        yield np.full((height, width, 3), round(abs(plan.camera.azimuth)), np.uint8)


def test_shots_are_made_one_after_the_other_while_the_window_lives(in_3d, qtbot) -> None:
    plan = in_3d.window.wings["volume"]._plan(1)
    shots = VolumeShots(Painter, in_3d.window)
    with qtbot.waitSignal(shots.done, timeout=5000) as made:
        shots.take(all_around(replace(plan, size_px=(8, 6)), 4))
        assert shots.is_working
    assert [int(picture[0, 0, 0]) for picture in made.args[0]] == [0, 90, 180, 90]
    shots.take([plan])
    shots.stop()
    QApplication.processEvents()
    assert not shots.is_working


def test_it_turns_by_itself_until_it_is_taken(in_3d, mouse_on, qtbot) -> None:
    view = in_3d.window.grid.volume_view
    in_3d.window.actions_by_id["volume.spin"].trigger()
    qtbot.waitUntil(lambda: view.viewport.camera.azimuth > 3, timeout=10000)
    assert view._strip.spin_button.isChecked()
    mouse_on(view)._send(
        __import__("PySide6.QtGui", fromlist=["QMouseEvent"]).QMouseEvent.Type.MouseButtonPress,
        (view.width() / 2, view.height() / 2), LEFT, LEFT,
    )  # fmt: skip
    assert not view.spin.is_on
    assert not view._strip.spin_button.isChecked()
    in_3d.window.actions_by_id["volume.from_back"].trigger()
    assert view.viewport.camera.azimuth == 180.0


def test_a_crop_of_one_patient_is_not_that_of_the_next(in_3d, a_ct_volume) -> None:
    image = in_3d.scene.active
    set_box(in_3d.scene, image, box_of(image).moved(image.geometry, 0, 1, 20.0))
    other = in_3d.scene.add_volume(replace(a_ct_volume, info=replace(a_ct_volume.info, series_id="other")))
    assert in_3d.scene.active is other
    assert other.volume_look == VolumeLook()
    assert other.volume_look.lighting == Lighting()


def test_a_press_on_a_handle_is_told_from_one_beside_it(in_3d) -> None:
    view, image = in_3d.window.grid.volume_view, in_3d.scene.active
    image.volume_look = replace(image.volume_look, crops=True)
    plan, size = view._picture.plan, (view.width(), view.height())
    place = view._crop._handles(image, plan, size)[0][2]
    assert view._crop.handle_at(image, plan, size, QPointF(*place))
    assert not view._crop.handle_at(image, plan, size, QPointF(place[0] + 30, place[1]))


def test_arrows_turn_the_picture_that_has_the_focus_and_scroll_no_images(in_3d, qtbot) -> None:
    view, before = in_3d.window.grid.volume_view, in_3d.scene.cursor_lps
    in_3d.window.activateWindow()
    view.setFocus(Qt.FocusReason.TabFocusReason)
    view.viewport.camera = Camera()
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert (view.viewport.camera.azimuth, view.viewport.camera.elevation) == (5.0, 0.0)
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert view.viewport.camera.elevation == 1.0
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.viewport.camera.zoom == pytest.approx(1.1)
    assert in_3d.scene.cursor_lps == before
    QTest.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)  # the pointer's key
    assert view.viewport.camera.azimuth == 5.0


def test_the_table_is_hidden_and_shown_by_a_button_that_small_images_do_not_have(in_3d, a_ct_volume) -> None:
    strip = in_3d.window.grid.volume_view._strip
    assert not strip.table_button.isVisible()  # 60 x 50 x 40 mm
    large = replace(a_ct_volume, geometry=replace(a_ct_volume.geometry, spacing_ijk=(5.0, 5.0, 5.0)))
    in_3d.scene.active.image = large
    strip.refresh()
    assert strip.table_button.isVisible()
    assert strip.table_button.isChecked()
    strip.table_button.click()
    assert not in_3d.scene.active.volume_look.hides_table
    in_3d.window.actions_by_id["edit.undo"].trigger()
    assert in_3d.scene.active.volume_look.hides_table
    in_3d.window.actions_by_id["volume.table"].trigger()
    assert in_3d.scene.undo.undo_name == "Table in 3D"
