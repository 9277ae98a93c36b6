"""Superpixels cover everything, follow edges and are as many as asked for."""

from __future__ import annotations

import numpy as np
import pytest

from medviewer.explain.superpixels import superpixels


@pytest.mark.parametrize(("shape", "cells"), [((60, 80), 48), ((24, 30, 36), 90), ((300, 10), 20)])
def test_every_place_belongs_to_one_of_about_so_many_parts(shape: tuple[int, ...], cells: int) -> None:
    values = np.random.default_rng(0).random(shape).astype(np.float32)
    parts = superpixels(values, cells)
    assert parts.shape == shape
    numbers = np.unique(parts)
    assert np.array_equal(numbers, np.arange(len(numbers)))
    assert 0.6 * cells <= len(numbers) <= 1.5 * cells


def test_parts_end_at_an_edge() -> None:
    """A step of brightness that lies off the regular grid: hardly a part holds both sides."""
    values = np.zeros((64, 64), np.float32)
    values[:, 27:] = 1.0
    parts = superpixels(values, 64)
    mixed = sum(len(np.unique(values[parts == n])) > 1 for n in range(parts.max() + 1))
    assert mixed == 0


def test_one_value_everywhere_gives_boxes() -> None:
    parts = superpixels(np.full((40, 40), 7.0, np.float32), 16)
    assert np.bincount(parts.ravel()).min() > 50
