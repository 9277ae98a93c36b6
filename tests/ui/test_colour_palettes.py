"""Colours that mean something can be told apart by every kind of colour vision."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from medviewer.core.segmentation import COLOR_BLIND_SAFE
from medviewer.ui.parts.colours import PALETTES, SAFE, USUAL, colours
from medviewer.ui.parts.theme import ACCENT, BACKGROUND, PANEL, PLANE_DASHES, RAISED, TEXT, apply_theme

# Machado, Oliveira and Fernandes (2009), IEEE TVCG 15(6), severity 1.0, for linear RGB.
_SEEN_BY = {
    "everybody": np.eye(3),
    "protanopes": np.array([
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998],
    ]),
    "deuteranopes": np.array([
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881],
    ]),
    "tritanopes": np.array([
        [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900],
    ]),
}  # fmt: skip
_XYZ = np.array([
    [0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041],
])  # fmt: skip
_WHITE = np.array([0.95047, 1.0, 1.08883])  # D65


def _linear(colour: str) -> np.ndarray:
    values = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255.0
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def _lab(linear: np.ndarray) -> np.ndarray:
    ratio = _XYZ @ np.clip(linear, 0.0, 1.0) / _WHITE
    root = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


def _least_distance(several, eyes: str) -> float:
    """The least CIE 1976 colour difference between two of several colours."""
    seen = [_lab(_SEEN_BY[eyes] @ _linear(colour)) for colour in several]
    return min(float(np.linalg.norm(one - other)) for one, other in combinations(seen, 2))


def _contrast(one: str, other: str) -> float:
    """The ratio of luminances of WCAG 2."""
    dark, light = sorted(float(_XYZ[1] @ _linear(colour)) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("eyes", _SEEN_BY)
def test_the_safe_palette_keeps_planes_and_states_apart_for_all_eyes(eyes) -> None:
    assert _least_distance(SAFE.planes.values(), eyes) > 30
    assert _least_distance((SAFE.warning, SAFE.error, SAFE.good), eyes) > 25
    assert _least_distance((SAFE.warning, SAFE.error, SAFE.good, TEXT), eyes) > 20


def test_the_usual_palette_is_not_safe_or_the_other_were_not_needed() -> None:
    assert _least_distance(USUAL.planes.values(), "deuteranopes") < 20


@pytest.mark.parametrize("eyes", ["everybody", "protanopes", "deuteranopes"])
def test_segments_can_be_told_apart_by_all_eyes(eyes) -> None:
    several = ["#{:02x}{:02x}{:02x}".format(*colour) for colour in COLOR_BLIND_SAFE]
    assert _least_distance(several, eyes) > 15


@pytest.mark.parametrize("name", PALETTES)
def test_words_in_a_colour_can_be_read(name) -> None:
    now = PALETTES[name]
    for ground in (BACKGROUND, PANEL, RAISED):
        for colour in (now.warning, now.error, now.good, ACCENT, TEXT):
            assert _contrast(colour, ground) >= 4.5, (colour, ground)
    assert _contrast(now.warning, BACKGROUND) >= 4.5  # the words of a badge


def test_planes_are_told_apart_without_any_colour() -> None:
    assert set(PLANE_DASHES) == set(USUAL.planes) == set(SAFE.planes)
    assert len(set(PLANE_DASHES.values())) == 3


def _colours_of(widget) -> set[str]:
    image = widget.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in (0, 1, image.height() // 2)}


def test_the_setting_changes_planes_and_states_at_once(an_app_with_ct, qapp) -> None:
    window, settings = an_app_with_ct.window, an_app_with_ct.settings
    window.say("Something is amiss.", "warning")
    QApplication.processEvents()
    sagittal, message = window.grid.slice_views["sagittal"], window.messages
    an_app_with_ct.scene.view_in_use = "sagittal"
    assert USUAL.planes["sagittal"] in _colours_of(sagittal)
    assert USUAL.warning in _colours_of(message)
    try:
        settings.set("look.palette", "safe")
        QApplication.processEvents()
        assert colours() is SAFE
        assert SAFE.planes["sagittal"] in _colours_of(sagittal)
        assert SAFE.warning in _colours_of(message)
        settings.reset("look.palette")
        assert colours() is USUAL
    finally:
        apply_theme(qapp)


def test_a_palette_of_another_version_counts_as_the_usual_one(qapp) -> None:
    application = QCoreApplication.instance()
    application.setProperty("medviewer_colours", "of the future")
    assert colours() is USUAL
    apply_theme(qapp)


def test_the_choice_stands_in_the_settings(an_app) -> None:
    assert an_app.settings.table["look.palette"].shown
