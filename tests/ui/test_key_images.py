"""Key images in the real window: the key, the badge, the gallery."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from medviewer.core.mark import Mark
from medviewer.scene.marks.mark_place import place_of
from medviewer.ui.keys.key_panel import KeyPanel


def the_badges(app) -> list[str]:
    QApplication.processEvents()
    view = app.window.grid.view_in_use
    view.grab()
    return [badge.text for badge in view._overlay.badges]


def press_k(app) -> None:
    app.window.actions_by_id["keys.toggle"].trigger()
    QApplication.processEvents()


def the_panel(app) -> KeyPanel:
    return app.window.wings["keys"].panel


def test_k_makes_the_slice_a_key_image_and_k_again_lets_it_go(an_app_with_ct) -> None:
    app = an_app_with_ct
    press_k(app)
    (key,) = app.scene.marks.key_images
    assert key.place.series_id == "series-1"
    assert (key.width, key.level) == (400.0, 40.0)
    assert "KEY IMAGE" in the_badges(app)
    press_k(app)
    assert app.scene.marks.key_images == ()
    assert "KEY IMAGE" not in the_badges(app)


def test_the_badge_is_on_its_slice_only(an_app_with_ct) -> None:
    app = an_app_with_ct
    press_k(app)
    x, y, z = app.scene.cursor_lps
    app.scene.set_cursor((x, y, z + 2.0))
    assert "KEY IMAGE" not in the_badges(app)
    app.scene.set_cursor((x + 5.0, y, z))
    assert "KEY IMAGE" in the_badges(app)


def test_undo_takes_a_key_image_back(an_app_with_ct) -> None:
    app = an_app_with_ct
    press_k(app)
    app.scene.undo.undo()
    assert app.scene.marks.key_images == ()
    app.scene.undo.redo()
    assert len(app.scene.marks.key_images) == 1


def test_the_gallery_shows_pictures_notes_and_leads_back(qtbot, an_app_with_ct) -> None:
    app = an_app_with_ct
    start = app.scene.cursor_lps
    press_k(app)
    app.scene.set_cursor((start[0], start[1], start[2] + 4.0))
    press_k(app)
    panel = the_panel(app)
    first, second = panel.cards.values()
    assert panel.isVisible()
    qtbot.waitUntil(lambda: not first.picture.pixmap().isNull() and not second.picture.pixmap().isNull())
    grey = first.picture.pixmap().toImage()
    middle = [grey.pixelColor(x, grey.height() // 2).value() for x in range(grey.width())]
    assert len(set(middle)) > 8  # a picture, not a black square
    first.note.setText("左肺 nodule")
    first.note.editingFinished.emit()
    assert app.scene.marks.key_images[0].note == "左肺 nodule"
    first.chosen.emit(first.key.id)
    assert abs(app.scene.cursor_lps[2] - start[2]) < 1e-9


def test_the_gallery_lets_go_of_a_key_image_and_hides_when_empty(an_app_with_ct) -> None:
    app = an_app_with_ct
    press_k(app)
    panel = the_panel(app)
    (card,) = panel.cards.values()
    card.remove_button.click()
    QApplication.processEvents()
    assert app.scene.marks.key_images == ()
    assert not panel.isVisible()
    app.scene.undo.undo()
    QApplication.processEvents()
    assert panel.isVisible()


def test_a_slice_of_a_stack_is_a_key_image_of_that_slice(an_app, a_stack) -> None:
    app = an_app
    app.scene.add_volume(a_stack)
    QApplication.processEvents()
    app.scene.viewports["stack"].frame = 2
    press_k(app)
    assert app.scene.marks.key_images[0].place.slice_number == 2
    app.scene.viewports["stack"].frame = 1
    assert "KEY IMAGE" not in the_badges(app)
    (card,) = the_panel(app).cards.values()
    card.chosen.emit(card.key.id)
    assert app.scene.viewports["stack"].frame == 2
    assert "KEY IMAGE" in the_badges(app)


def test_a_3d_view_is_no_key_image(an_app_with_ct) -> None:
    app = an_app_with_ct
    app.scene.layout = "mpr"
    QApplication.processEvents()
    app.scene.view_in_use = "3d"
    press_k(app)
    assert app.scene.marks.key_images == ()


def test_a_key_image_says_which_series_it_is_of_once_that_is_opened(an_app_with_ct, a_ct_volume) -> None:
    app = an_app_with_ct
    press_k(app)
    (card,) = the_panel(app).cards.values()
    name = card.title.text()
    assert name == app.scene.active.name
    app.scene.remove_layer(app.scene.active.id)
    assert card.title.text() == "Series that is not open"
    app.scene.add_volume(a_ct_volume)
    assert card.title.text() == name
    assert name in card.accessibleName()


def the_small_picture(qtbot, card) -> list[int]:
    qtbot.waitUntil(lambda: not card.picture.pixmap().isNull())
    image = card.picture.pixmap().toImage()
    return [image.pixel(x, y) for y in range(0, image.height(), 3) for x in range(0, image.width(), 3)]


def test_the_gallery_shows_what_was_drawn_then_and_renews_it_when_asked(qtbot, an_app_with_ct) -> None:
    app = an_app_with_ct
    press_k(app)
    panel = the_panel(app)
    (card,) = panel.cards.values()
    card.note.setText("kept")
    card.note.editingFinished.emit()
    before = the_small_picture(qtbot, card)
    x, y, z = app.scene.cursor_lps
    plane = app.window.grid.view_in_use.plane()
    place = place_of(app.scene.active, app.window.grid.view_in_use.viewport, plane)
    app.scene.marks.add(Mark("length", ((x, y, z), (x + 15, y + 10, z)), (0, 0, 1), place), "Mark")
    panel._draw_missing()
    assert the_small_picture(qtbot, card) == before
    card.renew_button.click()
    qtbot.waitUntil(lambda: the_small_picture(qtbot, card) != before)
    (key,) = app.scene.marks.key_images
    assert (key.note, len(key.look.marks)) == ("kept", 1)
    app.scene.undo.undo()
    assert app.scene.marks.key_images[0].look.marks == ()


def test_a_key_image_is_renewed_only_from_a_view_of_its_slice(an_app_with_ct) -> None:
    app = an_app_with_ct
    press_k(app)
    kept = app.scene.marks.key_images
    x, y, z = app.scene.cursor_lps
    app.scene.set_cursor((x, y, z + 4.0))
    (card,) = the_panel(app).cards.values()
    card.renew_button.click()
    assert app.scene.marks.key_images == kept
