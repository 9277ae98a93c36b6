"""The window is the standard's, to the last digit (DICOM PS3.3 C.11.2.1.2 and C.11.2.1.3)."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from medviewer.core.window_level import WindowLevel


@pytest.mark.parametrize(
    ("center", "width", "lowest", "highest"),
    [
        # Examples of the note in C.11.2.1.2.1: the first value that is not black and the last not white.
        (2048, 4096, 0, 4095),
        (2048, 1, 2047.5, 2047.5),
        (0, 100, -50, 49),
        (0, 1, -0.5, -0.5),
    ],
)
def test_linear_window_spans_what_the_standard_says(
    center: float, width: float, lowest: float, highest: float
) -> None:
    window = WindowLevel(width, center)
    assert window.apply(lowest) == 0.0
    assert window.apply(np.nextafter(highest, np.inf) if width == 1 else highest) == 1.0
    if width > 1:
        assert 0.0 < window.apply(lowest + 1e-6) < window.apply(highest - 1e-6) < 1.0


def test_linear_window_of_width_one_is_a_threshold() -> None:
    np.testing.assert_array_equal(WindowLevel(1, 40).apply([39, 39.5, 39.500001, 40]), [0, 0, 1, 1])


def test_linear_formula_between_the_ends() -> None:
    # ((x - (c - 0.5)) / (w - 1) + 0.5) with c = 40, w = 400 at x = 40
    assert WindowLevel(400, 40).apply(40) == pytest.approx(0.5 / 399 + 0.5, abs=0)


def test_linear_exact_spans_center_plus_minus_half_the_width() -> None:
    window = WindowLevel(100, 0, "LINEAR_EXACT")
    np.testing.assert_array_equal(window.apply([-51, -50, -25, 0, 25, 50, 51]), [0, 0, 0.25, 0.5, 0.75, 1, 1])


def test_sigmoid_follows_its_formula() -> None:
    window = WindowLevel(400, 40, "SIGMOID")
    assert window.apply(40) == 0.5
    assert window.apply(140) == pytest.approx(1 / (1 + np.exp(-1)), rel=1e-15)
    assert window.apply(-60) == pytest.approx(1 - window.apply(140), rel=1e-12)
    np.testing.assert_allclose(window.apply([-1e9, 1e9]), [0, 1], atol=1e-300)


def test_vtk_takes_linear_as_linear_exact_one_narrower_and_half_lower() -> None:
    values = np.arange(-300, 400)
    same = WindowLevel(349, 49.5, "LINEAR_EXACT")
    np.testing.assert_allclose(WindowLevel(350, 50).apply(values), same.apply(values), atol=1e-12)


@given(
    st.floats(1e-3, 1e5),
    st.floats(-1e5, 1e5),
    st.sampled_from(["LINEAR", "LINEAR_EXACT", "SIGMOID"]),
    st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=20),
)
def test_grey_never_leaves_its_range_and_never_falls(
    width: float, level: float, function: str, values: list[float]
) -> None:
    grey = WindowLevel(width, level, function).apply(sorted(values))  # type: ignore[arg-type]
    assert grey.min() >= 0.0
    assert grey.max() <= 1.0
    assert (np.diff(grey) >= 0).all()


@pytest.mark.parametrize(("function", "least"), [("LINEAR", 1.0), ("LINEAR_EXACT", 1e-9), ("SIGMOID", 1e-9)])
def test_width_is_never_less_than_the_standard_allows(function: str, least: float) -> None:
    assert WindowLevel(-5, 0, function).width == least  # type: ignore[arg-type]


def test_range_becomes_black_and_white() -> None:
    window = WindowLevel.from_range(-1000, 400)
    np.testing.assert_array_equal(window.apply([-1000, -300, 400]), [0, 0.5, 1])
    assert WindowLevel.from_range(7, 7).width > 0
