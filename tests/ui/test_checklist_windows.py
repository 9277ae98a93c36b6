"""Checklist of the reading notes: windows, in the real window. One line, one test."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from medviewer.core.window_level import WindowLevel
from medviewer.ui.own_windows import OwnWindow, OwnWindows

CT_WINDOWS = {
    "soft_tissue": (400, 40), "mediastinum": (350, 50), "lung": (1500, -600), "bone": (2000, 350),
    "brain": (80, 40), "stroke": (40, 40), "subdural": (200, 75), "posterior_fossa": (120, 40),
    "liver": (150, 90), "vessels": (600, 300),
}  # fmt: skip


def grey_at(app, point_lps, kind="axial"):
    """The grey on screen where a world point lies."""
    view = app.window.grid.slice_views[kind]
    x, y = view.plane().lps_to_pixel(point_lps)
    return view.picture().pixelColor(int(x), int(y)).red()


def in_force(layer):
    return layer.window.width, layer.window.level


@pytest.fixture
def an_app_with_nearest(an_app_with_ct):
    """Voxels as they are, so that a grey is that of one value."""
    an_app_with_ct.window.actions_by_id["view.nearest"].trigger()
    QApplication.processEvents()
    return an_app_with_ct


def test_ct_windows_have_the_width_and_level_of_the_list_and_show_at_once(an_app_with_nearest) -> None:
    app = an_app_with_nearest
    point = (-4.0, 6.0, app.scene.cursor_lps[2])
    value = app.scene.active.image.value_at(point)
    for name, (width, level) in CT_WINDOWS.items():
        app.window.actions_by_id[f"window.{name}"].trigger()
        assert in_force(app.scene.active) == (width, level)
        grey = ((value - (level - 0.5)) / (width - 1) + 0.5) * 255  # PS3.3 C.11.2.1.2.1
        QApplication.processEvents()
        assert grey_at(app, point) == pytest.approx(min(max(grey, 0), 255), abs=1), name


def test_pet_is_suv_0_to_5_in_inverted_grey(an_app, a_ct_volume) -> None:
    app = an_app
    suv = np.zeros(a_ct_volume.voxels.shape, np.float32)
    suv[:, :, 30:] = 5.0
    suv[:, :, 45:] = 11.0
    info = replace(a_ct_volume.info, modality="PT", description="PET WB")
    app.scene.layout = "1x3"
    app.scene.add_volume(replace(a_ct_volume, voxels=suv, unit="SUV", windows=(), info=info))
    QApplication.processEvents()
    app.window.actions_by_id["window.suv"].trigger()
    QApplication.processEvents()
    window = app.scene.active.window
    assert (window.level - window.width / 2, window.level + window.width / 2) == (0, 5)
    z = app.scene.cursor_lps[2]
    assert [grey_at(app, (x, 0.0, z)) for x in (-20.0, 5.0, 20.0)] == [255, 0, 0]


def test_default_is_the_files_first_window(an_app_with_ct) -> None:
    assert in_force(an_app_with_ct.scene.active) == (400, 40)


def test_default_of_a_file_without_one_is_percentiles_of_what_is_not_padding(an_app, a_ct_volume) -> None:
    voxels = a_ct_volume.voxels.copy()
    voxels[:, :, :20] = -3024
    layer = an_app.scene.add_volume(replace(a_ct_volume, voxels=voxels, windows=(), padding=(-3024, -3024)))
    low, high = np.percentile(voxels[voxels != -3024], (0.1, 99.9))
    assert layer.window.level - layer.window.width / 2 == pytest.approx(low, abs=1)
    assert layer.window.level + layer.window.width / 2 == pytest.approx(high, abs=1)


def test_the_users_own_window_for_a_kind_of_series_comes_before_that_of_the_file(
    an_app_with_ct, a_ct_volume
) -> None:
    app, actions = an_app_with_ct, an_app_with_ct.window.actions_by_id
    app.scene.active.window = WindowLevel(333, 77)
    actions["window.invert"].trigger()
    actions["window.keep"].trigger()
    assert "width 333, level 77" in app.window.status.currentMessage()
    app.window.flow.close()
    again = app.scene.add_volume(replace(a_ct_volume, info=replace(a_ct_volume.info, series_id="next")))
    assert (in_force(again), again.inverted) == ((333, 77), True)
    other = app.scene.add_volume(
        replace(a_ct_volume, info=replace(a_ct_volume.info, series_id="other", description="Thorax lung"))
    )
    assert (in_force(other), other.inverted) == ((400, 40), False), "it is another kind of series"


def test_the_users_own_window_is_what_a_reset_goes_back_to_and_undo_leaves_it(an_app_with_ct) -> None:
    app, actions = an_app_with_ct, an_app_with_ct.window.actions_by_id
    layer = app.scene.active
    layer.window = WindowLevel(333, 77)
    actions["window.invert"].trigger()
    actions["window.keep"].trigger()
    actions["window.lung"].trigger()
    actions["window.invert"].trigger()
    actions["view.reset"].trigger()
    assert (in_force(layer), layer.inverted) == ((333, 77), True)
    app.scene.undo.undo()
    assert (in_force(layer), layer.inverted) == ((1500, -600), False)
    actions["window.forget"].trigger()
    actions["view.reset"].trigger()
    assert (in_force(layer), layer.inverted) == ((400, 40), False)


def test_a_preset_for_pet_inverts_and_the_next_preset_takes_that_back(an_app_with_ct) -> None:
    app, actions = an_app_with_ct, an_app_with_ct.window.actions_by_id
    layer = app.scene.active
    actions["window.suv"].trigger()
    assert layer.inverted
    actions["window.lung"].trigger()
    assert not layer.inverted
    app.scene.undo.undo()
    assert layer.inverted, "one step takes both back"
    app.scene.undo.redo()
    actions["window.invert"].trigger()  # the reader's own wish
    for preset in ("window.suv", "window.bone"):
        actions[preset].trigger()
        assert layer.inverted


def test_the_users_own_window_is_forgotten_by_wish(an_app_with_ct, a_ct_volume) -> None:
    app, actions = an_app_with_ct, an_app_with_ct.window.actions_by_id
    app.scene.active.window = WindowLevel(333, 77)
    actions["window.keep"].trigger()
    actions["window.forget"].trigger()
    again = app.scene.add_volume(replace(a_ct_volume, info=replace(a_ct_volume.info, series_id="next")))
    assert in_force(again) == (400, 40)
    actions["window.forget"].trigger()
    assert "No window is kept" in app.window.status.currentMessage()


def test_the_users_own_windows_survive_the_end_of_the_program_and_name_no_patient(
    a_ct_volume, tmp_path
) -> None:
    file = tmp_path / "own_windows.json"
    OwnWindows(file).keep(a_ct_volume, OwnWindow(120.0, 35.0))
    assert OwnWindows(file).of(a_ct_volume) == OwnWindow(120.0, 35.0)
    assert OwnWindows(file).of(replace(a_ct_volume, unit="")) is None, "another unit is another scale"
    assert "horax" not in file.read_text("utf-8")


@pytest.mark.parametrize(
    "content", ["{", '{"a": [1, 2]}', '{"a": [0, 1, false]}', "[]", '{"a": [1e999, 0, true]}']
)
def test_a_damaged_file_of_own_windows_counts_as_none(a_ct_volume, tmp_path, content) -> None:
    file = tmp_path / "own_windows.json"
    file.write_text(content)
    own = OwnWindows(file)
    assert own.of(a_ct_volume) is None
    own.keep(a_ct_volume, OwnWindow(120.0, 35.0))
    assert OwnWindows(file).of(a_ct_volume) == OwnWindow(120.0, 35.0)


@pytest.mark.parametrize("width", [1, 2, 80, 1500])
def test_the_formula_is_that_of_dicom_within_one_grey_level(an_app_with_nearest, width) -> None:
    app, level = an_app_with_nearest, -310.0
    app.scene.active.window = WindowLevel(width, level)
    QApplication.processEvents()
    z = app.scene.cursor_lps[2]
    for x in (-25.0, -2.0, 0.0, 2.0, 20.0):
        value = app.scene.active.image.value_at((x, 0.0, z))
        low, high = level - 0.5 - (width - 1) / 2, level - 0.5 + (width - 1) / 2
        if value <= low:
            grey = 0.0
        elif value > high:
            grey = 255.0
        else:
            grey = ((value - (level - 0.5)) / (width - 1) + 0.5) * 255
        assert grey_at(app, (x, 0.0, z)) == pytest.approx(grey, abs=1), (x, value)


def test_linear_exact_and_sigmoid_are_drawn_by_their_own_formulas(an_app_with_nearest) -> None:
    app, z = an_app_with_nearest, an_app_with_nearest.scene.cursor_lps[2]
    for function in ("LINEAR_EXACT", "SIGMOID"):
        app.scene.active.window = WindowLevel(400, -310, function)
        QApplication.processEvents()
        for x in (-12.0, 0.0, 9.0):
            value = app.scene.active.image.value_at((x, 0.0, z))
            if function == "SIGMOID":
                grey = 255 / (1 + np.exp(-4 * (value + 310) / 400))
            else:
                grey = np.clip((value + 310) / 400 + 0.5, 0, 1) * 255
            assert grey_at(app, (x, 0.0, z)) == pytest.approx(grey, abs=1), (function, value)
