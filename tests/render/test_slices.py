from __future__ import annotations

import gc
import weakref
from dataclasses import replace
from itertools import permutations, product

import numpy as np
import pytest
import SimpleITK
from hypothesis import given, settings
from hypothesis import strategies as st

from medviewer.core.geometry import Geometry
from medviewer.core.reorient import reorient
from medviewer.core.segmentation import Segment, Segmentation
from medviewer.core.volume import Volume
from medviewer.core.window_level import WindowLevel
from medviewer.render.slice_renderer import SliceRenderer
from medviewer.scene.scene import Scene
from medviewer.scene.views.plan_slice import plan_slice
from medviewer.scene.views.plane_view import PlaneView
from medviewer.scene.views.slice_plan import HeatPlan, LabelPlan, SegmentStyle, SlicePlan

KINDS = ("axial", "coronal", "sagittal")
ALL_ORDERS = [
    "".join(pair[side] for pair, side in zip(order, sides, strict=True))
    for order in permutations(("LR", "PA", "SI"))
    for sides in product((0, 1), repeat=3)
]
EXACT = WindowLevel(255, 127.5, "LINEAR_EXACT")
AXIAL = PlaneView((7.5, 7.5, 0.0), (1, 0, 0), (0, 1, 0), 1.0, (16, 16))


def a_plan(voxels: np.ndarray, size: tuple[int, int] | None = None, **changes: object) -> SlicePlan:
    """One pixel a voxel of the first slice, centred."""
    volume = Volume(voxels, Geometry(voxels.shape))
    _, height, width = voxels.shape
    plane = PlaneView(
        ((width - 1) / 2, (height - 1) / 2, 0.0), (1, 0, 0), (0, 1, 0), 1.0, size or (width, height)
    )
    return replace(SlicePlan(volume, plane, EXACT), **changes)


def grey_of(plan: SlicePlan) -> np.ndarray:
    picture = SliceRenderer().render(plan)
    assert picture.dtype == np.uint8
    assert picture.shape == (plan.plane.size_px[1], plan.plane.size_px[0], 3)
    assert (picture[..., 0] == picture[..., 1]).all()
    assert (picture[..., 0] == picture[..., 2]).all()
    return picture[..., 0]


@pytest.fixture
def a_noisy_volume() -> Volume:
    rng = np.random.default_rng(5)
    grid = Geometry((13, 17, 19), (-8.0, 3.0, 50.0), (0.9, 1.3, 2.1))
    return Volume(rng.integers(0, 256, grid.shape_kji, dtype=np.int16), grid)


@pytest.fixture
def a_square() -> Segmentation:
    labels = np.zeros((1, 16, 16), np.uint8)
    labels[0, 3:13, 3:13] = 1
    labels[0, 3:13, 8:13] = 2
    return Segmentation(labels, Geometry((1, 16, 16)), (Segment(1, "one"), Segment(2, "two")))


STYLES = (SegmentStyle(1, (255, 0, 0)), SegmentStyle(2, (0, 0, 255)))


def tenths(lowest: int, highest: int) -> st.SearchStrategy[float]:
    return st.integers(lowest, highest).map(lambda n: n / 10)


# --- the window ---


@pytest.mark.parametrize("function", ["LINEAR", "LINEAR_EXACT", "SIGMOID"])
@pytest.mark.parametrize("width", [1, 2, 3.7, 80, 400, 1500, 65536])
@pytest.mark.parametrize("level", [-600, 40, 0.25])
@pytest.mark.parametrize("inverted", [False, True])
def test_the_window_is_the_standards_within_one_grey_level(
    function: str, width: float, level: float, inverted: bool
) -> None:
    ramp = np.linspace(level - 0.7 * width - 2, level + 0.7 * width + 2, 4096).astype(np.float32)
    window = WindowLevel(width, level, function)
    grey = grey_of(a_plan(ramp.reshape(1, 64, 64), window=window, inverted=inverted, interpolation="nearest"))
    expected = window.apply(ramp).reshape(64, 64)
    expected = 255.0 * (1.0 - expected if inverted else expected)
    assert np.abs(grey - expected).max() <= 1.0


@pytest.mark.parametrize("dtype", [np.int16, np.uint16, np.int32, np.uint8, np.float32, np.float64, np.int64])
def test_every_voxel_type_is_shown(dtype: type) -> None:
    ramp = np.arange(256).astype(dtype).reshape(1, 16, 16)
    np.testing.assert_array_equal(grey_of(a_plan(ramp)), ramp[0])


def test_values_are_interpolated_before_the_window_is_applied() -> None:
    voxels = np.array([[[0, 1000]]], dtype=np.int16)
    plan = a_plan(voxels, size=(1, 1), window=WindowLevel(100, 500, "LINEAR_EXACT"))
    assert abs(int(grey_of(plan)[0, 0]) - 128) <= 1
    assert grey_of(replace(plan, interpolation="nearest"))[0, 0] in (0, 255)


def test_nan_is_black_and_harms_no_other_pixel() -> None:
    voxels = np.full((1, 4, 4), 100, np.float32)
    voxels[0, 1, 1] = np.nan
    grey = grey_of(a_plan(voxels, interpolation="nearest"))
    assert grey[1, 1] == 0
    assert (np.delete(grey.ravel(), 5) == 100).all()


@pytest.mark.parametrize("inverted", [False, True])
@pytest.mark.parametrize("padding", [-2000, 3000])
def test_padding_is_black_whether_it_is_low_or_high_inverted_or_not(padding: int, inverted: bool) -> None:
    voxels = np.full((1, 4, 4), 100, np.int16)
    voxels[0, 0] = padding
    plan = a_plan(voxels, interpolation="nearest", inverted=inverted)
    image = replace(plan.image, padding=(padding, padding))
    grey = grey_of(replace(plan, image=image))
    assert not grey[0].any()
    assert (grey[1:] == (155 if inverted else 100)).all()


# --- the place ---


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("orientation", ALL_ORDERS)
def test_all_48_orders_of_axes_give_the_identical_picture(
    a_noisy_volume: Volume, orientation: str, kind: str
) -> None:
    def picture(volume: Volume) -> np.ndarray:
        scene = Scene()
        scene.add_volume(volume, EXACT)
        scene.set_cursor(a_noisy_volume.geometry.index_to_lps((4, 5, 6)))
        return SliceRenderer().render(plan_slice(scene, scene.viewports[kind], (61, 47)))

    voxels, grid = reorient(a_noisy_volume.voxels, a_noisy_volume.geometry, orientation)
    difference = picture(Volume(voxels, grid)).astype(int) - picture(a_noisy_volume)
    assert np.abs(difference).max() <= 1
    assert (difference != 0).mean() < 0.01


def test_left_is_on_the_right_anterior_on_top_and_head_up() -> None:
    grid = Geometry((8, 8, 8))
    voxels = np.zeros(grid.shape_kji, np.uint8)
    voxels[4:, :4, 4:] = 255  # head, anterior, left
    scene = Scene()
    scene.add_volume(Volume(voxels, grid), EXACT)
    scene.set_cursor((6.0, 1.0, 6.0))
    bright = {}
    for kind in KINDS:
        grey = SliceRenderer().render(plan_slice(scene, scene.viewports[kind], (80, 80)))[..., 0]
        bright[kind] = [bool(grey[y, x]) for y, x in ((20, 20), (20, 60), (60, 20), (60, 60))]
    # corners: top left, top right, bottom left, bottom right
    assert bright["axial"] == [False, True, False, False]
    assert bright["coronal"] == [False, True, False, False]
    assert bright["sagittal"] == [True, False, False, False]


def resampled_by_itk(volume: Volume, plane: PlaneView, interpolator: int) -> np.ndarray:
    image = SimpleITK.GetImageFromArray(volume.voxels.astype(np.float32))
    image.SetOrigin(volume.geometry.origin_lps)
    image.SetSpacing(volume.geometry.spacing_ijk)
    image.SetDirection(np.array(volume.geometry.axes_lps).T.ravel().tolist())
    direction = np.array([plane.right_lps, plane.down_lps, plane.normal_lps]).T
    resampler = SimpleITK.ResampleImageFilter()
    resampler.SetSize((*plane.size_px, 1))
    resampler.SetOutputOrigin(plane.pixel_to_lps((0.5, 0.5)).tolist())
    resampler.SetOutputSpacing((plane.mm_per_pixel, plane.mm_per_pixel, 1.0))
    resampler.SetOutputDirection(direction.ravel().tolist())
    resampler.SetInterpolator(interpolator)
    resampler.SetDefaultPixelValue(-1e6)
    return SimpleITK.GetArrayFromImage(resampler.Execute(image))[0]


@settings(max_examples=40, deadline=None)
@given(
    angles=st.tuples(*[tenths(-1800, 1800)] * 3),
    spacing=st.tuples(*[tenths(4, 50)] * 3),
    plane_angles=st.tuples(*[tenths(-400, 400)] * 3),
    shift=st.tuples(*[tenths(-30, 30)] * 3),
    left_handed=st.booleans(),
    linear=st.booleans(),
)
def test_any_plane_of_any_grid_is_what_itk_resamples(
    angles: tuple[float, ...],
    spacing: tuple[float, ...],
    plane_angles: tuple[float, ...],
    shift: tuple[float, ...],
    left_handed: bool,
    linear: bool,
) -> None:
    axes = rotation(*angles)
    axes[2] *= -1.0 if left_handed else 1.0
    grid = Geometry((11, 13, 15), (5.0, -7.0, 9.0), spacing, tuple(tuple(a) for a in axes))
    rng = np.random.default_rng(1)
    smooth = rng.normal(size=(3, 3, 3))
    zoomed = np.kron(smooth, np.ones((4, 5, 5)))[:11, :13, :15]
    volume = Volume((zoomed * 50 + 120).astype(np.float32), grid)
    turned = rotation(*plane_angles)
    centre = tuple(grid.centre_lps + np.array(shift))
    plane = PlaneView(centre, tuple(turned[0]), tuple(turned[1]), 0.7, (41, 37))
    plan = SlicePlan(volume, plane, EXACT, interpolation="linear" if linear else "nearest")
    expected = resampled_by_itk(
        volume, plane, SimpleITK.sitkLinear if linear else SimpleITK.sitkNearestNeighbor
    )
    grey = SliceRenderer().render(plan)[..., 0]
    outside = expected < -1e5
    difference = np.abs(np.where(outside, 0, np.clip(expected, 0, 255)) - grey)
    # A pixel centre that lies on the border between two voxels may fall to either side.
    assert (difference > 1.0).mean() < 0.01


def rotation(x: float, y: float, z: float) -> np.ndarray:
    matrix = np.eye(3)
    for axis, angle in enumerate(np.radians((x, y, z))):
        a, b = [n for n in range(3) if n != axis]
        turn = np.eye(3)
        turn[a, a] = turn[b, b] = np.cos(angle)
        turn[a, b], turn[b, a] = -np.sin(angle), np.sin(angle)
        matrix = matrix @ turn
    return matrix


@pytest.mark.parametrize("interpolation", ["nearest", "linear", "cubic"])
@pytest.mark.parametrize("inverted", [False, True])
def test_voxels_reach_to_their_outer_edge_and_beyond_is_black(interpolation: str, inverted: bool) -> None:
    voxels = np.full((1, 2, 2), 0 if inverted else 255, np.uint8)
    plan = a_plan(voxels, interpolation=interpolation, inverted=inverted)
    plane = replace(plan.plane, mm_per_pixel=0.1, size_px=(40, 40))
    grey = grey_of(replace(plan, plane=plane))
    assert (grey[10:30, 10:30] == 255).all()
    assert grey.sum() == 255 * 400


def test_a_plane_beyond_the_volume_is_black(a_noisy_volume: Volume) -> None:
    far = replace(AXIAL, centre_lps=(0.0, 0.0, 500.0))
    assert not grey_of(SlicePlan(a_noisy_volume, far, EXACT)).any()


def test_nearest_shows_voxels_linear_mixes_and_cubic_overshoots() -> None:
    voxels = np.array([[[0, 0, 200, 200]]], dtype=np.uint8)
    plan = a_plan(voxels)
    plan = replace(plan, plane=replace(plan.plane, mm_per_pixel=0.1, size_px=(40, 10)))
    nearest, linear, cubic = (
        grey_of(replace(plan, interpolation=i))[5] for i in ("nearest", "linear", "cubic")
    )
    assert set(nearest) == {0, 200}
    assert (np.diff(linear.astype(int)) >= 0).all()
    assert len(set(linear)) > 8
    assert cubic.max() > 200


# --- slabs ---


def test_a_slab_is_projected_by_max_min_and_mean() -> None:
    voxels = np.zeros((9, 4, 4), np.uint8)
    voxels[:] = np.array([10, 20, 30, 40, 50, 60, 70, 80, 90])[:, None, None]
    plan = a_plan(voxels)
    plan = replace(plan, plane=replace(plan.plane, centre_lps=(1.5, 1.5, 4.0)), slab_mm=2.0)
    assert [grey_of(replace(plan, slab_mode=mode))[2, 2] for mode in ("max", "min", "mean")] == [60, 40, 50]
    assert grey_of(replace(plan, slab_mm=0.0))[2, 2] == 50


@pytest.mark.parametrize("mode", ["max", "min", "mean"])
@pytest.mark.parametrize("inverted", [False, True])
def test_a_slab_that_reaches_out_of_the_volume_counts_only_what_is_inside(mode: str, inverted: bool) -> None:
    plan = a_plan(np.full((3, 4, 4), 80, np.uint8), slab_mm=6.0, slab_mode=mode, inverted=inverted)
    assert grey_of(plan)[1, 1] == (175 if inverted else 80)


# --- labels ---


def test_labels_are_filled_and_outlined(a_square: Segmentation) -> None:
    plan = a_plan(np.full((1, 16, 16), 100, np.uint8))
    plane = replace(plan.plane, mm_per_pixel=0.1, size_px=(160, 160))
    plan = replace(plan, plane=plane, labels=(LabelPlan(a_square, STYLES, fill=0.4),))
    picture = SliceRenderer().render(plan)
    assert picture[10, 10].tolist() == [100, 100, 100]
    assert picture[60, 50].tolist() == [162, 60, 60]
    assert picture[60, 110].tolist() == [60, 60, 162]
    assert picture[30, 50].tolist() == [255, 0, 0]
    assert picture[29, 50].tolist() == [100, 100, 100]
    assert picture[31, 50].tolist() == [178, 50, 50]
    assert picture[32, 50].tolist() == [162, 60, 60]
    assert picture[60, 79].tolist() == [255, 0, 0]
    assert picture[60, 80].tolist() == [0, 0, 255]


def test_an_outline_can_be_left_out_and_a_fill_too(a_square: Segmentation) -> None:
    plan = a_plan(np.full((1, 16, 16), 100, np.uint8))
    fill_only = SliceRenderer().render(
        replace(plan, labels=(LabelPlan(a_square, STYLES, 0.4, outline=False),))
    )
    line_only = SliceRenderer().render(replace(plan, labels=(LabelPlan(a_square, STYLES, 0.0),)))
    assert fill_only[3, 5].tolist() == fill_only[5, 5].tolist() == [162, 60, 60]
    assert line_only[3, 5].tolist() == [255, 0, 0]
    assert line_only[6, 5].tolist() == [100, 100, 100]


def test_a_hidden_or_unnamed_segment_draws_nothing_not_even_its_edge(a_square: Segmentation) -> None:
    plan = a_plan(np.full((1, 16, 16), 100, np.uint8))
    hidden = (STYLES[0], replace(STYLES[1], opacity=0.0))
    for styles in (hidden, STYLES[:1]):
        picture = SliceRenderer().render(replace(plan, labels=(LabelPlan(a_square, styles),)))
        assert (picture[:, 8:] == 100).all()
        assert picture[8, 7].tolist() == [255, 0, 0]


def test_opacity_weakens_fill_and_outline(a_square: Segmentation) -> None:
    plan = a_plan(np.full((1, 16, 16), 100, np.uint8))
    half = (replace(STYLES[0], opacity=0.5),)
    picture = SliceRenderer().render(replace(plan, labels=(LabelPlan(a_square, half, 0.4),)))
    assert picture[3, 5].tolist() == [178, 50, 50]
    assert picture[6, 5].tolist() == [131, 80, 80]


def test_a_second_layer_lies_over_the_first(a_square: Segmentation) -> None:
    plan = a_plan(np.full((1, 16, 16), 100, np.uint8))
    first = LabelPlan(a_square, STYLES[:1], 0.5, outline=False)
    second = LabelPlan(a_square, (SegmentStyle(1, (0, 255, 0)),), 0.5, outline=False)
    picture = SliceRenderer().render(replace(plan, labels=(first, second)))
    np.testing.assert_allclose(picture[8, 5], [89, 152, 25], atol=1)


def test_labels_of_another_grid_and_of_large_numbers_lie_in_their_place() -> None:
    labels = np.zeros((1, 4, 4), np.uint16)
    labels[0, 1, 2] = 40_000
    grid = Geometry((1, 4, 4), (1.5, 1.5, 0.0), (4.0, 4.0, 1.0))
    layer = LabelPlan(Segmentation(labels, grid, ()), (SegmentStyle(40_000, (9, 9, 9)),), 1.0)
    picture = SliceRenderer().render(a_plan(np.full((1, 16, 16), 100, np.uint8), labels=(layer,)))
    rows, columns = np.nonzero(picture[..., 0] == 9)
    assert (rows.min(), rows.max(), columns.min(), columns.max()) == (4, 7, 8, 11)


# --- heat ---


def test_heat_is_drawn_from_its_threshold_up() -> None:
    heat = np.zeros((1, 4, 4), np.float32)
    heat[0, 1, 1], heat[0, 2, 2] = 1.0, 0.1
    volume = Volume(heat, Geometry((1, 4, 4)))
    plan = a_plan(np.full((1, 4, 4), 100, np.uint8), heats=(HeatPlan(volume, opacity=0.5, threshold=0.2),))
    picture = SliceRenderer().render(plan)
    assert picture[1, 1].tolist() == [176, 178, 132]
    assert picture[2, 2].tolist() == [100, 100, 100]
    far = replace(plan, heats=(HeatPlan(Volume(heat, Geometry((1, 4, 4), (90, 0, 0))), threshold=0.0),))
    assert (SliceRenderer().render(far) == 100).all()


# --- keeping ---


def test_an_equal_plan_gives_the_kept_picture_and_a_change_a_new_one(a_square: Segmentation) -> None:
    renderer = SliceRenderer()
    plan = a_plan(np.arange(256, dtype=np.uint8).reshape(1, 16, 16), labels=(LabelPlan(a_square, STYLES),))
    first = renderer.render_words(plan)
    assert renderer.render_words(replace(plan)) is first
    before = first.copy()
    changes = [
        {"window": WindowLevel(50, 100)},
        {"inverted": True},
        {"interpolation": "nearest"},
        {"labels": ()},
        {"labels": (LabelPlan(a_square, STYLES, fill=0.9),)},
        {"labels": (LabelPlan(a_square, STYLES[:1]),)},
        {"plane": replace(plan.plane, mm_per_pixel=0.5)},
        {"image": Volume(np.zeros((1, 16, 16), np.uint8), Geometry((1, 16, 16)))},
    ]
    for change in changes:
        changed = replace(plan, **change)
        np.testing.assert_array_equal(renderer.render(changed), SliceRenderer().render(changed))
        np.testing.assert_array_equal(renderer.render_words(plan), before)
    np.testing.assert_array_equal(first, before)


def test_words_and_rgb_are_the_same_picture(a_square: Segmentation) -> None:
    plan = a_plan(np.arange(256, dtype=np.uint8).reshape(1, 16, 16), labels=(LabelPlan(a_square, STYLES),))
    words, rgb = SliceRenderer().render_words(plan), SliceRenderer().render(plan)
    np.testing.assert_array_equal(words >> 24, 255)
    np.testing.assert_array_equal(rgb[..., 0], words >> 16 & 255)
    np.testing.assert_array_equal(rgb[..., 2], words & 255)
    assert rgb.flags.c_contiguous


def test_read_only_and_strided_arrays_are_shown() -> None:
    voxels = np.arange(256, dtype=np.uint8).reshape(1, 16, 16)
    voxels.flags.writeable = False
    np.testing.assert_array_equal(grey_of(a_plan(voxels)), voxels[0])
    np.testing.assert_array_equal(grey_of(a_plan(voxels[:, ::-1, ::2])), voxels[0, ::-1, ::2])


def test_the_same_voxels_in_another_place_are_sampled_anew() -> None:
    renderer = SliceRenderer()
    plan = a_plan(np.arange(256, dtype=np.uint8).reshape(1, 16, 16))
    first = renderer.render(plan)
    moved = replace(plan.image, geometry=Geometry((1, 16, 16), origin_lps=(1.0, 0.0, 0.0)))
    np.testing.assert_array_equal(renderer.render(replace(plan, image=moved))[:, 1:], first[:, :-1])


def test_a_picture_that_somebody_holds_is_never_written_again() -> None:
    renderer = SliceRenderer()
    plans = [a_plan(np.full((1, 16, 16), value, np.uint8)) for value in range(0, 250, 10)]
    held = [renderer.render_words(plan)[2:4] for plan in plans]
    for value, picture in zip(range(0, 250, 10), held, strict=True):
        assert (picture & 255 == value).all()


def test_a_renderer_lets_go_of_closed_volumes(a_square: Segmentation) -> None:
    renderer = SliceRenderer()
    plan = a_plan(np.full((1, 16, 16), 100, np.uint8), labels=(LabelPlan(a_square, STYLES),))
    renderer.render(plan)
    dies = weakref.ref(plan.image)
    renderer.forget()
    del plan
    gc.collect()
    assert dies() is None
