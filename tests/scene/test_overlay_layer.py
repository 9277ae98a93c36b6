"""Overlay planes as layers: drawn on their own pixels, on their own slices, or hidden."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from medviewer.core.arrival import Arrival
from medviewer.core.errors import GeometryError
from medviewer.core.geometry import Geometry
from medviewer.core.overlay_plane import OverlayPlane
from medviewer.core.time_series import TimeSeries
from medviewer.core.volume import Stack, Volume
from medviewer.core.window_level import WindowLevel
from medviewer.render.slice_renderer import SliceRenderer
from medviewer.scene.images.arriving_image import ArrivingImage
from medviewer.scene.layers.overlay_layer import OverlayLayer
from medviewer.scene.scene import Scene
from medviewer.scene.views.plan_slice import plan_slice

YELLOW = (240, 228, 66)
MASK = np.zeros((10, 12), np.uint8)
MASK[2, 1:9] = 1
MASK[2:8, 4] = 1


def a_plane(
    mask: Any = MASK, group: int = 0x6000, row: int = 0, column: int = 0, **more: Any
) -> OverlayPlane:
    bits = np.packbits(mask.reshape(-1), bitorder="little").tobytes()
    return OverlayPlane(group, *mask.shape, row, column, bits, **more)


def a_stack(*planes: tuple[OverlayPlane, ...]) -> Stack:
    grid = Geometry((1, 10, 12), (3.0, -7.0, 40.0), (2.0, 2.0, 1.0))
    return Stack(np.zeros((len(planes), 10, 12), np.int16), (grid,) * len(planes), overlays=planes)


def a_volume(*planes: tuple[OverlayPlane, ...]) -> Volume:
    grid = Geometry((len(planes), 10, 12), (3.0, -7.0, 40.0), (2.0, 2.0, 5.0))
    return Volume(np.zeros(grid.shape_kji, np.int16), grid, overlays=planes)


def drawn(scene: Scene, kind: Any = "stack", scale: int = 4) -> Any:
    """Where a view of ``scale`` screen pixels a voxel is of the colour of drawings, [row, column]."""
    plan = plan_slice(scene, scene.viewports[kind], (12 * scale, 10 * scale))
    assert plan is not None
    picture = SliceRenderer().render(plan)
    marked = (picture == YELLOW).all(axis=-1)
    assert (marked | (picture == 0).all(axis=-1)).all()
    return marked


def magnified(mask: Any, scale: int = 4) -> Any:
    return np.kron(mask, np.ones((scale, scale), np.uint8)).astype(bool)


def test_a_drawing_covers_exactly_its_own_pixels():
    scene = Scene()
    scene.add_volume(a_stack((a_plane(),)), WindowLevel(1.0, 100.0))
    assert np.array_equal(drawn(scene), magnified(MASK))


def test_an_origin_shifts_it_and_what_lies_outside_is_cut_off():
    scene = Scene()
    scene.add_volume(a_stack((a_plane(row=-3, column=5),)), WindowLevel(1.0, 100.0))
    shifted = np.zeros_like(MASK)
    shifted[:7, 5:] = MASK[3:, :7]
    assert np.array_equal(drawn(scene), magnified(shifted))


def test_each_frame_of_a_stack_shows_its_own_drawing():
    scene = Scene()
    scene.add_volume(a_stack((), (a_plane(),), (a_plane(MASK[::-1]),)), WindowLevel(1.0, 100.0))
    for frame, mask in enumerate((0 * MASK, MASK, MASK[::-1])):
        scene.viewports["stack"].frame = frame
        assert np.array_equal(drawn(scene), magnified(mask))


def test_in_a_volume_it_is_drawn_on_its_slice_in_the_acquired_plane_only():
    scene = Scene()
    layer = scene.add_volume(a_volume((), (a_plane(),), ()), WindowLevel(1.0, 100.0))
    for k in range(3):
        scene.set_cursor(layer.geometry.index_to_lps((5, 5, k)))
        assert drawn(scene, "axial").any() == (k == 1)
    scene.set_cursor(layer.geometry.index_to_lps((4, 4, 1)))
    assert np.array_equal(drawn(scene, "axial"), magnified(MASK))
    assert not drawn(scene, "sagittal").any()


def test_hidden_or_removed_it_is_gone_and_its_opacity_counts():
    scene = Scene()
    scene.add_volume(a_stack((a_plane(),)), WindowLevel(1.0, 100.0))
    (layer,) = scene.results_of(scene.images[0].id)
    layer.visible = False
    assert not drawn(scene).any()
    layer.visible, layer.opacity = True, 0.0
    assert not drawn(scene).any()
    layer.opacity = 1.0
    assert drawn(scene).any()
    scene.remove_layer(layer.id)
    assert not drawn(scene).any()


def test_a_thin_line_is_not_lost_in_a_view_smaller_than_the_picture():
    mask = np.zeros((100, 120), np.uint8)
    mask[:, 61] = 1
    grid = Geometry((1, 100, 120))
    scene = Scene()
    scene.add_volume(
        Stack(np.zeros((1, 100, 120), np.int16), (grid,), overlays=((a_plane(mask),),)),
        WindowLevel(1.0, 100.0),
    )
    marked = drawn(scene, scale=3)
    assert marked.any(axis=1).all()
    assert marked.any(axis=0).nonzero()[0].tolist() == [18]


def test_layers_are_named_by_label_and_one_for_each_group():
    scene = Scene()
    first = a_plane(label="Lesion", description="By hand", kind="R")
    image = scene.add_volume(
        a_stack(
            (first, a_plane(group=0x6002)),
            (first,),
            (a_plane(group=0x6004, label="1"),),
            (a_plane(group=0x6004, label="2"),),
        )
    )
    layers = scene.results_of(image.id)
    assert all(isinstance(layer, OverlayLayer) and layer.saved for layer in layers)
    assert [layer.name for layer in layers] == ["Lesion", "Overlay 6002", "Overlay 6004"]
    assert scene.unsaved == ()


def test_time_points_show_their_own():
    plain, marked = a_volume((), (), ()), a_volume((), (a_plane(),), ())
    scene = Scene()
    layer = scene.add_volume(TimeSeries((plain, marked), (1.0, 2.0)), WindowLevel(1.0, 100.0))
    scene.set_cursor(layer.geometry.index_to_lps((4, 4, 1)))
    assert not drawn(scene, "axial").any()
    layer.time_point = 1
    assert np.array_equal(drawn(scene, "axial"), magnified(MASK))


def test_an_image_that_was_shown_while_it_was_read_gets_its_drawings_at_the_end():
    image = a_stack((a_plane(),), ())
    scene = Scene()
    arriving = ArrivingImage(scene)
    arriving.show(Arrival(replace(image, overlays=()), np.array([1, 0], np.uint8), 0))
    assert scene.results_of(scene.images[0].id) == ()
    layer = arriving.complete(image)
    assert layer is not None
    assert [one.name for one in scene.results_of(layer.id)] == ["Overlay 6000"]
    layer.show_window(WindowLevel(1.0, 100.0))
    assert np.array_equal(drawn(scene), magnified(MASK))


def test_slices_as_acquired_show_what_the_volume_made_of_them_does_not():
    stack = a_stack((a_plane(),), ())
    grid = Geometry((3, 10, 12), (3.0, -7.0, 40.0), (2.0, 2.0, 1.0))
    scene = Scene()
    layer = scene.add_volume(Volume(np.zeros(grid.shape_kji, np.int16), grid, acquired=stack))
    layer.show_window(WindowLevel(1.0, 100.0))
    scene.set_cursor(grid.index_to_lps((4, 4, 0)))
    assert not drawn(scene, "axial").any()
    layer.shows_acquired = True
    assert np.array_equal(drawn(scene), magnified(MASK))


def test_the_same_view_gives_an_equal_plan_so_nothing_is_drawn_again():
    scene = Scene()
    scene.add_volume(a_stack((a_plane(),)))
    plans = [plan_slice(scene, scene.viewports["stack"], (64, 64)) for _ in range(2)]
    assert plans[0] == plans[1]


def test_bits_that_do_not_fill_the_size_are_refused():
    with pytest.raises(GeometryError, match="do not fill"):
        OverlayPlane(0x6000, 3, 3, 0, 0, b"\0")
