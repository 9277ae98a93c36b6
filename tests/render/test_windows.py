"""Windows, lookup tables and true colours on screen, against formulas written down once more here."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medviewer.core.geometry import Geometry
from medviewer.core.segmentation import Segment, Segmentation
from medviewer.core.voi_lut import VoiLut
from medviewer.core.volume import Stack, Volume, default_window
from medviewer.core.window_level import WindowLevel
from medviewer.render.slice_renderer import SliceRenderer
from medviewer.scene.images.windowing import region_window
from medviewer.scene.layers.layers import ImageLayer
from medviewer.scene.scene import Scene
from medviewer.scene.views.navigate import probe
from medviewer.scene.views.plan_slice import plan_slice
from medviewer.scene.views.plane_view import PlaneView
from medviewer.scene.views.slice_plan import HeatPlan, LabelPlan, SegmentStyle, SlicePlan

IDENTITY = WindowLevel.from_range(0, 255)


def a_plan(volume: Volume, **changes: object) -> SlicePlan:
    """One pixel a voxel of the first slice."""
    _, height, width = volume.voxels.shape
    plane = PlaneView(((width - 1) / 2, (height - 1) / 2, 0.0), (1, 0, 0), (0, 1, 0), 1.0, (width, height))
    return replace(SlicePlan(volume, plane, IDENTITY), **changes)


def picture(volume: Volume, **changes: object) -> np.ndarray:
    return SliceRenderer().render(a_plan(volume, **changes))


def grey(values: np.ndarray, **changes: object) -> np.ndarray:
    voxels = np.asarray(values)[np.newaxis]
    return picture(Volume(voxels, Geometry(voxels.shape)), **changes)[..., 0]


def by_the_standard(x: np.ndarray, width: float, level: float, function: str) -> np.ndarray:
    """PS3.3 C.11.2.1.2.1 (pseudo-code), C.11.2.1.3.1 and C.11.2.1.3.2 with an output of 0 to 255."""
    x = np.asarray(x, dtype=np.float64)
    if function == "SIGMOID":
        return 255 / (1 + np.exp(np.clip(-4 * (x - level) / width, -500, 500)))
    if function == "LINEAR_EXACT":
        inside = ((x - level) / width + 0.5) * 255
        return np.where(x <= level - width / 2, 0, np.where(x > level + width / 2, 255, inside))
    lowest, highest = level - 0.5 - (width - 1) / 2, level - 0.5 + (width - 1) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        inside = ((x - (level - 0.5)) / (width - 1) + 0.5) * 255
    return np.where(x <= lowest, 0, np.where(x > highest, 255, inside))


@settings(max_examples=150, deadline=None)
@given(
    function=st.sampled_from(["LINEAR", "LINEAR_EXACT", "SIGMOID"]),
    width=st.one_of(st.sampled_from([1, 2, 65536]), st.floats(1, 65536), st.integers(1, 4096)),
    level=st.one_of(st.integers(-2000, 4000), st.floats(-1500, 40000)),
    dtype=st.sampled_from([np.int16, np.uint16, np.int32, np.float32]),
    inverted=st.booleans(),
)
def test_every_window_is_within_one_level_of_the_standard(
    function: str, width: float, level: float, dtype: type, inverted: bool
) -> None:
    centred = np.linspace(level - 0.6 * width - 3, level + 0.6 * width + 3, 600)
    limits = (-np.inf, np.inf) if dtype is np.float32 else (np.iinfo(dtype).min, np.iinfo(dtype).max)
    values = np.clip(centred, *limits).astype(dtype).reshape(20, 30)
    drawn = grey(values, window=WindowLevel(width, level, function), inverted=inverted).astype(float)
    expected = by_the_standard(values, width, level, function)
    if function == "LINEAR" and 1 < width < 1.01:  # a cliff: float32 decides on which side a value is
        return
    assert np.abs(drawn - (255 - expected if inverted else expected)).max() <= 1.0


@pytest.mark.parametrize("width", [0.001, 0.25, 0.9999])
def test_windows_of_fractions_are_drawn(width: float) -> None:
    values = np.linspace(-width, width, 64).astype(np.float32).reshape(8, 8)
    drawn = grey(values, window=WindowLevel(width, 0.0, "LINEAR_EXACT"))
    expected = by_the_standard(values, width, 0.0, "LINEAR_EXACT")
    assert np.abs(drawn.astype(float) - expected).max() <= 1.0


TABLE = VoiLut(-10, np.array([4095, 0, 1000, 3000, 2047]), 12, "odd")


@pytest.mark.parametrize("inverted", [False, True])
def test_a_lookup_table_stands_for_the_window(inverted: bool) -> None:
    values = np.arange(-14, 2, dtype=np.int16).reshape(4, 4)
    entries = np.clip(values + 10, 0, 4)
    expected = np.array([4095, 0, 1000, 3000, 2047])[entries] / 4095 * 255
    drawn = grey(values, voi_lut=TABLE, inverted=inverted).astype(float)
    assert np.abs(drawn - (255 - expected if inverted else expected)).max() <= 0.5


def test_a_lookup_table_leaves_padding_and_what_is_outside_black() -> None:
    voxels = np.full((1, 3, 3), -20, np.int16)  # before the table: its first entry, which is white
    voxels[0, 1, 1] = -2000
    volume = Volume(voxels, Geometry(voxels.shape), padding=(-2000, -2000))
    plan = a_plan(volume, voi_lut=TABLE)
    wide = replace(plan, plane=replace(plan.plane, size_px=(5, 5)))
    for inverted in (False, True):
        drawn = SliceRenderer().render(replace(wide, inverted=inverted))[..., 0]
        level = 0 if inverted else 255
        assert drawn[0].tolist() == [0] * 5
        assert drawn[2].tolist() == [0, level, 0, level, 0]


def test_a_lookup_table_leaves_what_is_no_number_black() -> None:
    values = np.array([[np.nan, -10.0], [-9.0, np.inf]], np.float32)
    assert grey(values, voi_lut=TABLE).tolist() == [[0, 255], [0, 0]]


def colours_of(shape: tuple[int, ...]) -> Volume:
    rgb = np.random.default_rng(3).integers(0, 256, (*shape, 3)).astype(np.uint8)
    voxels = np.round(rgb @ [0.299, 0.587, 0.114]).astype(np.uint8)
    return Volume(voxels, Geometry(shape), rgb=rgb)


def test_colours_are_drawn_as_they_are() -> None:
    volume = colours_of((1, 9, 7))
    assert np.array_equal(picture(volume, window=default_window(volume)), volume.rgb[0])


def test_a_window_and_turning_round_apply_to_each_colour() -> None:
    volume = colours_of((1, 9, 7))
    window = WindowLevel(100, 90, "LINEAR_EXACT")
    expected = by_the_standard(volume.rgb[0], 100, 90, "LINEAR_EXACT")
    assert np.abs(picture(volume, window=window).astype(float) - expected).max() <= 1
    assert np.abs(picture(volume, window=window, inverted=True) - (255 - expected)).max() <= 1


def test_colours_between_voxels_are_mixed_and_black_outside() -> None:
    rgb = np.zeros((1, 1, 2, 3), np.uint8)
    rgb[0, 0] = [[200, 0, 100], [0, 100, 200]]
    volume = Volume(rgb[..., 0].copy(), Geometry((1, 1, 2)), rgb=rgb)
    plane = PlaneView((0.5, 0.0, 0.0), (1, 0, 0), (0, 1, 0), 1.0, (1, 1))
    mixed = SliceRenderer().render(SlicePlan(volume, plane, IDENTITY, interpolation="linear"))
    assert mixed[0, 0].tolist() == [100, 50, 150]
    nearest = SliceRenderer().render(
        SlicePlan(volume, replace(plane, size_px=(5, 1)), IDENTITY, interpolation="nearest")
    )
    assert nearest[0, 0].tolist() == nearest[0, -1].tolist() == [0, 0, 0]


def test_labels_and_heat_lie_over_colours() -> None:
    volume = colours_of((1, 6, 6))
    labels = np.zeros((1, 6, 6), np.uint8)
    labels[0, :3] = 1
    segmentation = Segmentation(labels, volume.geometry, (Segment(1, "a", (255, 0, 0)),))
    layer = LabelPlan(segmentation, (SegmentStyle(1, (255, 0, 0)),), fill=0.5, outline=False)
    drawn = picture(volume, labels=(layer,)).astype(float)
    assert np.array_equal(drawn[3:], volume.rgb[0, 3:])
    assert np.abs(drawn[:3] - (volume.rgb[0, :3] * 0.5 + np.array([127.5, 0, 0]))).max() <= 1
    heat = HeatPlan(Volume((labels * 0.9).astype(np.float32), volume.geometry), 0.5, 0.2)
    assert np.array_equal(picture(volume, heats=(heat,))[3:], volume.rgb[0, 3:])
    assert not np.array_equal(picture(volume, heats=(heat,))[:3], volume.rgb[0, :3])


def test_the_cursor_tells_true_colours_and_the_luminance() -> None:
    volume = colours_of((1, 5, 4))
    scene = Scene()
    scene.add_volume(volume)
    found = probe(scene, (2.0, 3.0, 0.0))
    assert found is not None
    assert found.rgb == tuple(int(v) for v in volume.rgb[0, 3, 2])
    assert found.value == volume.voxels[0, 3, 2]


def test_a_lookup_table_is_shown_first_and_left_when_the_window_is_changed() -> None:
    voxels = np.arange(16, dtype=np.int16).reshape(1, 4, 4)
    layer = ImageLayer.of(Volume(voxels, Geometry(voxels.shape), voi_luts=(TABLE,)))
    assert layer.voi_lut is TABLE
    layer.window = WindowLevel(4, 2)
    assert layer.voi_lut is None


@pytest.fixture
def an_anisotropic_image() -> tuple[Volume, Stack]:
    """Oblique slices of 0.7 x 0.9 mm every 3 mm, as a volume and as single slices at the same places."""
    turn = np.radians(20.0)
    axes = ((1.0, 0.0, 0.0), (0.0, np.cos(turn), np.sin(turn)), (0.0, -np.sin(turn), np.cos(turn)))
    grid = Geometry((6, 14, 18), (-5.0, 7.0, 30.0), (0.7, 0.9, 3.0), axes)
    voxels = np.random.default_rng(2).integers(-1000, 2000, grid.shape_kji).astype(np.int16)
    planes = tuple(
        Geometry((1, 14, 18), tuple(grid.index_to_lps((0, 0, k))), (0.7, 0.9, 3.0), axes) for k in range(6)
    )
    return Volume(voxels, grid), Stack(voxels, planes)


def test_a_stack_and_a_volume_show_the_same_numbers_and_the_same_picture(
    an_anisotropic_image: tuple[Volume, Stack],
) -> None:
    volume, stack = an_anisotropic_image
    for k in range(6):
        one = stack.slice(k)
        for index in ((0, 0), (17, 13), (9, 4)):
            point = volume.geometry.index_to_lps((*index, k))
            assert one.value_at(point) == volume.value_at(point) == volume.voxels[k, index[1], index[0]]
        centre = tuple(float(v) for v in volume.geometry.index_to_lps((8.5, 6.5, k)))
        axes = volume.geometry.axes_lps
        plane = PlaneView(centre, axes[0], axes[1], 0.31, (40, 40))
        window = WindowLevel(700, 300)
        pictures = [SliceRenderer().render(SlicePlan(v, plane, window)) for v in (volume, one)]
        assert np.array_equal(*pictures)


def test_the_number_under_the_cursor_is_never_that_of_the_screen(
    an_anisotropic_image: tuple[Volume, Stack],
) -> None:
    volume, _ = an_anisotropic_image
    scene = Scene()
    scene.add_volume(volume)
    point = volume.geometry.index_to_lps((3, 4, 2))
    found = {}
    for window in (WindowLevel(1, 0), WindowLevel(5000, -900, "SIGMOID")):
        scene.active.window = window
        scene.active.inverted = not scene.active.inverted
        assert plan_slice(scene, scene.viewports["axial"], (64, 64)) is not None
        found[window] = probe(scene, point)
    assert {p.value for p in found.values()} == {float(volume.voxels[2, 4, 3])}


def test_a_window_from_a_region_leaves_padding_out() -> None:
    voxels = np.full((1, 8, 8), -2000, np.int16)
    voxels[0, 2:6, 2:6] = np.arange(16).reshape(4, 4) + 100
    volume = Volume(voxels, Geometry(voxels.shape), padding=(-2000, -2000))
    window = region_window(volume, a_plan(volume).plane, (0, 0), (8, 8))
    assert window is not None
    assert 99 <= window.level - window.width / 2 <= window.level + window.width / 2 <= 116
