"""Colours for many parts."""

from __future__ import annotations

import numpy as np

from medviewer.core.distinct_colors import _oklab, distinct_colors
from medviewer.core.segmentation import COLOR_BLIND_SAFE


def test_few_colours_are_those_for_the_colour_blind() -> None:
    assert distinct_colors(5) == COLOR_BLIND_SAFE[:5]


def test_a_hundred_and_four_colours_are_apart_for_all_eyes_and_bright_enough() -> None:
    colours = np.array(distinct_colors(104), np.float64)
    for is_deuteranope, least in ((False, 0.05), (True, 0.025)):
        places = _oklab(colours, is_deuteranope)
        apart = np.linalg.norm(places[:, None] - places[None], axis=2) + np.eye(104)
        assert apart.min() > least
    assert _oklab(colours)[7:, 0].min() > 0.45


def test_white_is_white_and_grey_has_no_hue_to_anybody() -> None:
    for is_deuteranope in (False, True):
        assert np.allclose(_oklab(np.array([[255.0] * 3]), is_deuteranope), [[1, 0, 0]], atol=2e-3)
