"""Colour maps."""

from __future__ import annotations

import numpy as np
import pytest

from medviewer.core.palette import GREY, PALETTES, is_palette, lightness, palette_table

IDS = [palette.id for palette in PALETTES]


def test_grey_is_grey() -> None:
    np.testing.assert_array_equal(palette_table(GREY), np.repeat(np.arange(256)[:, None], 3, axis=1))


@pytest.mark.parametrize("palette_id", IDS)
def test_a_higher_level_is_never_darker(palette_id: str) -> None:
    table = palette_table(palette_id)
    assert (np.diff(lightness(table / 255.0)) > -0.006).all(), "beyond what rounding to bytes takes"
    assert lightness(table[-1] / 255.0) - lightness(table[0] / 255.0) > 0.85


@pytest.mark.parametrize("palette_id", ["ember", "ocean"])
def test_equal_steps_of_level_are_equal_steps_of_lightness(palette_id: str) -> None:
    light = lightness(palette_table(palette_id) / 255.0)
    straight = np.linspace(light[0], light[-1], 256)
    assert np.abs(light - straight).max() < 0.02, "but for bytes near black"


@pytest.mark.parametrize("palette_id", IDS)
def test_neighbours_differ_little_and_far_levels_much(palette_id: str) -> None:
    table = palette_table(palette_id).astype(int)
    assert np.abs(np.diff(table, axis=0)).max() <= 12, "no band that is not in the image"
    assert len(np.unique(table, axis=0)) > 200


def test_hot_iron_is_the_standards() -> None:
    table = palette_table("hot_iron").astype(int)
    level = np.arange(256)
    np.testing.assert_allclose(table[:, 0], np.minimum(2 * level, 255), atol=2)
    np.testing.assert_allclose(table[:, 1], np.clip(2 * level - 256, 0, 255), atol=3)
    np.testing.assert_allclose(table[:, 2], np.clip(4 * (level - 192), 0, 255), atol=5)


def test_lightness_of_known_colours() -> None:
    assert lightness((1.0, 1.0, 1.0)) == pytest.approx(1.0, abs=1e-6)
    assert lightness((0.0, 0.0, 0.0)) == pytest.approx(0.0, abs=1e-6)
    assert lightness((1.0, 0.0, 0.0)) == pytest.approx(0.6280, abs=1e-3)  # as B. Ottosson gives it


def test_a_table_cannot_be_changed_and_an_unknown_name_is_none() -> None:
    with pytest.raises(ValueError, match="read-only"):
        palette_table(GREY)[0, 0] = 3
    assert is_palette("pet")
    assert not is_palette("rainbow")
    with pytest.raises(KeyError):
        palette_table("rainbow")
