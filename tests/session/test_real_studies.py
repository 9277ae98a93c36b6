"""Real images in the real window: the right place, the right letters, the right marks."""

from __future__ import annotations

import pytest

from medviewer.core.volume import Stack, Volume
from medviewer.ui.overlay_facts import overlay_of

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


def test_a_tilted_series_is_marked(the_app, data_dir, qtbot) -> None:
    layer = _open(the_app, data_dir / "dicom" / "ct-head-gantry-tilt", qtbot)
    kind = "stack" if isinstance(layer.image, Stack) else "axial"
    assert any(badge.text.startswith("TILT 18.5°") for badge in _overlay(the_app, kind).badges)


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
