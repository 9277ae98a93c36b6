"""Real images in the real window: the right place, the right letters, the right marks."""

from __future__ import annotations

import pytest

from medviewer.core.volume import Volume
from medviewer.scene.images.slice_places import is_in_gap
from medviewer.scene.views.navigate import probe, slice_number
from medviewer.ui.views.corner_text import value_text
from medviewer.ui.views.overlay_facts import overlay_of

pytestmark = pytest.mark.real_data


def _open(app, path, qtbot):
    app.window.flow.open_paths([str(path)])

    def done() -> bool:
        active = app.scene.active
        return bool(app.window.messages.texts) or (active is not None and active.arriving is None)

    qtbot.waitUntil(done, timeout=30_000)
    assert app.scene.active is not None, app.window.messages.texts
    return app.scene.active


def _overlay(app, kind):
    view = app.window.grid.slice_views[kind]
    return overlay_of(app.scene, view.viewport, app.window.tools, view.plane(), 1.0, None, None)


def test_the_chest_ct_opens_in_three_planes_with_radiological_letters(the_app, data_dir, qtbot) -> None:
    layer = _open(the_app, data_dir / "dicom" / "ct-chest-lidc0314-5mm", qtbot)
    assert isinstance(layer.image, Volume)
    assert layer.image.voxels.shape == (28, 512, 512)
    assert layer.image.unit == "HU"
    assert _overlay(the_app, "axial").letters == ("R", "L", "A", "P")
    assert _overlay(the_app, "sagittal").letters == ("A", "P", "H", "F")
    assert _overlay(the_app, "coronal").letters == ("R", "L", "H", "F")
    assert _overlay(the_app, "axial").badges == ()


def test_a_head_stored_in_another_order_is_shown_the_same_way(the_app, data_dir, qtbot) -> None:
    layer = _open(the_app, data_dir / "mr" / "t1_head_256_LIA.nii.gz", qtbot)
    assert layer.geometry.orientation == "LIA"
    assert _overlay(the_app, "axial").letters == ("R", "L", "A", "P")
    assert _overlay(the_app, "coronal").letters == ("R", "L", "H", "F")


def test_an_x_ray_without_a_header_has_no_letters_and_says_so(the_app, data_dir, qtbot) -> None:
    _open(the_app, data_dir / "xray" / "cxr_nih_00000001_000.png", qtbot)
    overlay = _overlay(the_app, "stack")
    assert overlay.letters is None
    assert "SPACING UNKNOWN" in [badge.text for badge in overlay.badges]
    assert "STACK ONLY" not in [badge.text for badge in overlay.badges]


@pytest.mark.parametrize(
    "name", ["dicom-bad/not-a-nifti.nii", "dicom-bad/bad-nrrd-header", "dicom/ecg-waveform"]
)
def test_what_cannot_be_shown_gets_a_sentence_and_the_window_lives(the_app, data_dir, qtbot, name) -> None:
    the_app.window.flow.open_paths([str(data_dir / name)])
    qtbot.waitUntil(lambda: bool(the_app.window.messages.texts), timeout=30_000)
    assert the_app.scene.active is None
    assert the_app.window.isVisible()


def _texts(badges) -> list[str]:
    return [badge.text for badge in badges]


def test_a_tilted_series_shows_its_true_slices_and_its_volume_again(the_app, data_dir, qtbot) -> None:
    layer = _open(the_app, data_dir / "dicom" / "ct-head-gantry-tilt", qtbot)
    assert _texts(_overlay(the_app, "axial").badges) == ["TILT 18.5° corrected", "RESAMPLED"]
    cursor = the_app.scene.cursor_lps
    the_app.window.actions_by_id["view.acquired"].trigger()
    assert the_app.scene.shown_layout.name == "stack"
    assert _texts(_overlay(the_app, "stack").badges) == ["TILT 18.5°", "ACQUIRED SLICES"]
    place = slice_number(the_app.scene, the_app.scene.viewports["stack"])
    assert place[1] == 10
    the_app.window.actions_by_id["view.acquired"].trigger()
    assert the_app.scene.cursor_lps == cursor
    assert slice_number(the_app.scene, the_app.scene.viewports["axial"]) == place
    assert not layer.shows_acquired


def test_a_missing_slice_is_told_in_view_list_and_panel(the_app, data_dir, qtbot) -> None:
    layer = _open(the_app, data_dir / "dicom-bad" / "missing-slice", qtbot)
    assert _texts(_overlay(the_app, "axial").badges) == ["GAP 1 slice", "RESAMPLED"]
    (card,) = the_app.window.panels.series.cards.values()
    assert card.found.text() == "4 slices found, 1 missing"
    plot = the_app.window.panels.load_report.plot
    assert plot.positions.gaps_mm == ((pytest.approx(10.0), pytest.approx(20.0)),)
    plot.chosen.emit(20.0)
    assert slice_number(the_app.scene, the_app.scene.viewports["axial"]) == (1, 5)
    plot.chosen.emit(15.0)
    assert is_in_gap(layer, the_app.window.grid.slice_views["axial"].plane())


def test_two_points_in_time_of_one_file(the_app, data_dir, qtbot) -> None:
    layer = _open(the_app, data_dir / "mr" / "example4d.nii.gz", qtbot)
    assert len(layer.time_series) == 2
    view = the_app.window.grid.slice_views["axial"]
    first = view.picture().copy()
    the_app.window.actions_by_id["time.later"].trigger()
    assert layer.image is layer.time_series.volumes[1]
    assert view.picture() != first
    assert any(line.startswith("Time 2 / 2") for line in _overlay(the_app, "axial").corners.bottom_left)


@pytest.mark.parametrize(
    ("path", "frames", "per_second"),
    [("colour-and-us/examples_ybr_color.dcm", 30, 30), ("enhanced-mr-knee", 19, 10)],
)
def test_films_open_in_one_view_and_play(the_app, data_dir, qtbot, path, frames, per_second) -> None:
    layer = _open(the_app, data_dir / "dicom" / path, qtbot)
    player = the_app.window.player
    assert the_app.scene.shown_layout.name == "stack"
    assert (player.axis.kind, player.axis.count, player.per_second) == ("frames", frames, per_second)
    assert "STACK ONLY" not in _texts(_overlay(the_app, "stack").badges)
    the_app.window.actions_by_id["time.cine"].trigger()
    qtbot.waitUntil(lambda: the_app.scene.viewports["stack"].frame > 0, timeout=5000)
    the_app.window.actions_by_id["time.cine"].trigger()
    assert not player.is_playing
    assert layer.frame_count == frames


def test_a_colour_picture_tells_red_green_and_blue(the_app, data_dir, qtbot) -> None:
    layer = _open(the_app, data_dir / "dicom" / "colour-and-us" / "examples_rgb_color.dcm", qtbot)
    found = probe(the_app.scene, layer.frame(0).geometry.centre_lps)
    assert value_text(found) == "R {} G {} B {}".format(*found.rgb)
