"""The real window at the scales of its screens, each in a process of its own: Qt reads the scale once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from medviewer.ui.parts.theme import apply_theme, text_scale
from medviewer.ui.views.slice_overlay import overlay_font

SCRIPT = Path(__file__).with_name("scaled_window.py")


def _window_at(folder: Path, scale: float, text_percent: int = 100, platform: str = "offscreen") -> dict:
    home = {name: str(folder / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(folder), str(text_percent)],
        capture_output=True, text=True, encoding="utf-8", check=False, timeout=240,
        env={**os.environ, **home, "QT_SCALE_FACTOR": str(scale), "QT_QPA_PLATFORM": platform},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0, 2.5])
def test_pictures_places_words_and_icons_are_right_at_a_scale(tmp_path, scale) -> None:
    found = _window_at(tmp_path, scale)
    assert found == {"ratio": scale, "pictures": [], "probes": [], "cut": {}, "icons": [], "tool_bar": []}


@pytest.mark.parametrize("percent", [150, 200])
def test_large_text_is_cut_nowhere(tmp_path, percent) -> None:
    found = _window_at(tmp_path, 1.0, percent)
    assert found == {"ratio": 1.0, "pictures": [], "probes": [], "cut": {}, "icons": [], "tool_bar": []}


@pytest.mark.parametrize("platform", ["minimal"])
def test_the_window_works_on_a_platform_that_shows_nothing(tmp_path, platform) -> None:
    found = _window_at(tmp_path, 1.0, platform=platform)
    assert (found["pictures"], found["probes"]) == ([], [])


def _on_a_screen_of(view, ratio: float) -> None:
    """As if the window had been moved to another screen."""
    view.devicePixelRatioF = lambda: ratio
    QApplication.sendEvent(view, QEvent(QEvent.Type.DevicePixelRatioChange))
    QApplication.processEvents()


def test_a_view_that_moves_to_another_screen_is_drawn_in_its_pixels(an_app_with_ct) -> None:
    view = an_app_with_ct.window.grid.slice_views["axial"]
    before = view.pictures_made
    for ratio in (2.0, 1.25, 1.0):
        _on_a_screen_of(view, ratio)
        picture = view.picture()
        assert picture.devicePixelRatio() == ratio
        assert (picture.width(), picture.height()) == (
            round(view.width() * ratio),
            round(view.height() * ratio),
        )
    assert view.pictures_made >= before + 3


def test_a_3d_view_that_moves_to_another_screen_is_drawn_again(qtbot, an_app_with_ct) -> None:
    an_app_with_ct.scene.layout = "2x2"
    view = an_app_with_ct.window.grid.volume_view
    qtbot.waitUntil(lambda: view.is_settled and not view.picture().isNull(), timeout=20_000)
    wide = view.picture().width()
    _on_a_screen_of(view, 1.5)
    assert not view.is_settled
    qtbot.waitUntil(lambda: view.is_settled, timeout=20_000)
    assert view.picture().width() > wide


def test_text_over_pictures_follows_the_size_of_text(qapp, an_app_with_ct) -> None:
    view, settings = an_app_with_ct.window.grid.slice_views["axial"], an_app_with_ct.settings
    sizes = {}
    try:
        for percent in (75, 100, 150, 200):
            settings.set("look.font_scale", percent)
            QApplication.processEvents()
            assert text_scale(view.font()) == pytest.approx(percent / 100, abs=0.05)
            sizes[percent] = overlay_font(view.font(), 480, 480).pixelSize()
    finally:
        apply_theme(qapp)
    assert sizes[75] < sizes[100] < sizes[150] < sizes[200]
    assert sizes[200] == pytest.approx(2 * sizes[100], abs=1)


def test_a_side_panel_grows_with_its_text_and_leaves_room_for_the_views(qapp, an_app_with_ct) -> None:
    panel, settings = an_app_with_ct.window.panels.right, an_app_with_ct.settings
    usual = panel.width()
    try:
        settings.set("look.font_scale", 200)
        QApplication.processEvents()
        assert usual < panel.width() <= 1.5 * usual + 1
        settings.set("look.font_scale", 100)
        QApplication.processEvents()
        assert panel.width() == usual
    finally:
        apply_theme(qapp)


def test_the_page_of_the_doctor_says_who_draws_and_on_what(an_app_with_ct) -> None:
    from medviewer.ui.comfort.window_facts import window_checks

    told = {check.name: check.detail for check in window_checks(an_app_with_ct.window)}
    assert "software" in told["drawing"]
    assert told["screen"].startswith("offscreen")


def test_the_window_asks_for_no_opengl_of_its_own() -> None:
    """Qt's own OpenGL is not imported by the start of the window; pictures are painted by the processor."""
    script = "import medviewer.app, sys; print([name for name in sys.modules if 'OpenGL' in name])"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
