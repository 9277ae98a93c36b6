from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medviewer.core.geometry import Geometry
from medviewer.core.reorient import reorient
from medviewer.core.segmentation import Segment, Segmentation
from medviewer.core.volume import Volume
from medviewer.render.errors import RenderError
from medviewer.render.nearest_labels import resampled_nearest
from medviewer.render.reduced_volume import reduced_in_steps
from medviewer.render.volume_presets import VOLUME_PRESETS
from medviewer.render.volume_renderer import VolumeRenderer, eye_of
from medviewer.scene.scene import Scene
from medviewer.scene.views.navigate import turn_camera
from medviewer.scene.views.slice_plan import Camera, LabelPlan, SegmentStyle, VolumePlan
from medviewer.scene.volume.plan_volume import plan_volume

SIZE = (80, 60)
FRONT, LEFT_SIDE, BACK, ABOVE = Camera(0, 0), Camera(90, 0), Camera(180, 0), Camera(0, 89)


def result_of(steps):
    """What steps return when they have all been taken."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


@pytest.fixture
def a_marked_head() -> Volume:
    """Bone in a corner: the patient's left, anterior, head."""
    grid = Geometry((40, 44, 48), (-30.0, 10.0, -70.0), (1.0, 1.1, 1.3))
    voxels = np.full(grid.shape_kji, -1000, np.int16)
    voxels[28:36, 4:12, 36:44] = 1200
    return Volume(voxels, grid, unit="HU")


def where_bright(volume: Volume, camera: Camera, draft: bool = False) -> tuple[str, str]:
    picture = VolumeRenderer().render(VolumePlan(volume, camera, SIZE, "ct-bone", draft=draft))
    assert picture.shape == (SIZE[1], SIZE[0], 3)
    assert picture.dtype == np.uint8
    rows, columns = np.nonzero(picture.max(axis=2) > 60)
    assert 20 < len(rows) < 2000
    return "up" if rows.mean() < SIZE[1] / 2 else "down", "right" if columns.mean() > SIZE[0] / 2 else "left"


@pytest.mark.parametrize("draft", [False, True])
def test_seen_from_the_front_left_is_on_the_right_and_head_is_up(a_marked_head: Volume, draft: bool) -> None:
    assert where_bright(a_marked_head, FRONT, draft) == ("up", "right")
    assert where_bright(a_marked_head, BACK, draft) == ("up", "left")
    assert where_bright(a_marked_head, LEFT_SIDE, draft) == ("up", "left")  # anterior is on the left
    assert where_bright(a_marked_head, ABOVE, draft) == ("down", "right")  # the face looks down


@pytest.mark.parametrize("orientation", ["RAS", "LIA", "ASR", "LPI", "PIR", "LAS"])
def test_every_order_of_axes_gives_the_same_picture(a_marked_head: Volume, orientation: str) -> None:
    voxels, grid = reorient(a_marked_head.voxels, a_marked_head.geometry, orientation)
    plan = VolumePlan(a_marked_head, Camera(30, 20), SIZE, "ct-bone")
    other = replace(plan, image=Volume(voxels, grid))
    np.testing.assert_array_equal(VolumeRenderer().render(plan), VolumeRenderer().render(other))


def test_an_oblique_volume_stands_upright(a_marked_head: Volume) -> None:
    c, s = np.cos(np.radians(25)), np.sin(np.radians(25))
    turned = replace(a_marked_head.geometry, axes_lps=((c, 0, s), (0, 1, 0), (-s, 0, c)))
    plain = VolumeRenderer().render(VolumePlan(a_marked_head, FRONT, SIZE, "ct-bone"))
    tilted = VolumeRenderer().render(
        VolumePlan(replace(a_marked_head, geometry=turned), FRONT, SIZE, "ct-bone")
    )
    rows, columns = np.nonzero(tilted.max(axis=2) > 60)
    assert np.abs(tilted.astype(int) - plain).max() > 60
    offset = np.array(
        [c * 13.0 - s * 12.0, 0.0, s * 13.0 + c * 12.0]
    )  # of the bone, roughly, from the middle
    assert np.sign(columns.mean() - SIZE[0] / 2) == np.sign(offset[0])
    assert np.sign(SIZE[1] / 2 - rows.mean()) == np.sign(offset[2])


@settings(max_examples=25, deadline=None)
@given(
    numbers=st.tuples(*[st.integers(-9, 9)] * 4).filter(any),
    left_handed=st.booleans(),
    azimuth=st.integers(-180, 180),
    elevation=st.integers(-89, 89),
)
def test_a_blob_is_seen_where_it_is_in_any_grid_from_anywhere(
    numbers: tuple[int, ...], left_handed: bool, azimuth: int, elevation: int
) -> None:
    axes = rotation_of(np.array(numbers, dtype=float))
    axes[1] *= -1.0 if left_handed else 1.0
    grid = Geometry((30, 32, 34), (4.0, -8.0, 90.0), (1.2, 1.0, 1.5), tuple(tuple(a) for a in axes))
    voxels = np.full(grid.shape_kji, -1000, np.int16)
    voxels[20:23, 9:12, 22:25] = 2000
    camera = Camera(azimuth, elevation)
    plan = VolumePlan(Volume(voxels, grid), camera, SIZE, "ct-bone")
    weights = VolumeRenderer().render(plan).max(axis=2).astype(float)
    rows, columns = np.mgrid[: SIZE[1], : SIZE[0]] + 0.5
    seen = np.array([(weights * columns).sum(), (weights * rows).sum()]) / weights.sum()

    eye = eye_of(grid, camera, SIZE)
    offset = grid.index_to_lps((23, 10, 21)) - eye.focus_lps
    right = np.cross(eye.up_lps, eye.towards_eye_lps)
    expected = np.array([offset @ right, -offset @ np.array(eye.up_lps)]) * SIZE[1] / eye.height_mm
    np.testing.assert_allclose(seen, expected + np.array(SIZE) / 2, atol=1.0)


def rotation_of(quaternion: np.ndarray) -> np.ndarray:
    w, x, y, z = quaternion / np.linalg.norm(quaternion)
    return np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
            [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
            [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
        ]
    )


def test_dragging_to_the_right_turns_the_front_to_the_right(a_marked_head: Volume) -> None:
    scene = Scene()
    voxels = np.full((40, 40, 40), -1000, np.int16)
    voxels[16:24, 2:8, 16:24] = 1200
    scene.add_volume(Volume(voxels, Geometry((40, 40, 40)), unit="HU"))
    viewport = scene.viewports["3d"]

    def middle() -> np.ndarray:
        picture = VolumeRenderer().render(plan_volume(scene, viewport, SIZE))
        return np.argwhere(picture.max(axis=2) > 60).mean(axis=0)

    before = middle()
    turn_camera(viewport, (40, 0))
    assert middle()[1] > before[1] + 3
    turn_camera(viewport, (-40, 40))
    assert middle()[0] > before[0] + 3


def test_zoom_enlarges_and_pan_moves(a_marked_head: Volume) -> None:
    def bright(camera: Camera) -> np.ndarray:
        picture = VolumeRenderer().render(VolumePlan(a_marked_head, camera, SIZE, "ct-bone"))
        return np.argwhere(picture.max(axis=2) > 60)

    plain = bright(FRONT)
    np.testing.assert_allclose(
        bright(Camera(pan=(-0.1, 0.2))).mean(axis=0) - plain.mean(axis=0), (12, -6), atol=1
    )
    assert len(bright(Camera(zoom=1.5, pan=(-0.2, 0.2)))) > 1.8 * len(plain)


def test_segments_are_seen_in_their_colour_and_hidden_ones_are_not(a_marked_head: Volume) -> None:
    labels = np.zeros(a_marked_head.voxels.shape, np.uint8)
    labels[6:20, 10:30, 6:20] = 1
    labels[6:20, 10:30, 28:42] = 2
    segmentation = Segmentation(labels, a_marked_head.geometry, (Segment(1, "one"), Segment(2, "two")))
    styles = (SegmentStyle(1, (255, 0, 0)), SegmentStyle(2, (0, 0, 255), opacity=0.0))
    plan = VolumePlan(a_marked_head, FRONT, SIZE, "ct-bone", labels=(LabelPlan(segmentation, styles),))
    picture = VolumeRenderer().render(plan).astype(int)
    red = (picture[..., 0] > 100) & (picture[..., 1:].max(axis=2) < 40)
    rows, columns = np.nonzero(red)
    assert len(rows) > 150
    assert rows.min() >= SIZE[1] / 2
    assert columns.max() < SIZE[0] / 2
    assert not (picture[..., 2] > picture[..., 0] + 20).any()


def test_a_solid_segment_has_no_holes() -> None:
    grid = Geometry((64, 64, 64))
    k, j, i = np.ogrid[:64, :64, :64]
    labels = ((k - 32) ** 2 + (j - 32) ** 2 + (i - 32) ** 2 < 24**2).astype(np.uint8)
    segmentation = Segmentation(labels, grid, (Segment(1, "ball"),))
    volume = Volume(np.full(grid.shape_kji, -1000, np.int16), grid)
    plan = VolumePlan(
        volume, FRONT, (128, 128), "ct-bone", (LabelPlan(segmentation, (SegmentStyle(1, (255, 255, 255)),)),)
    )
    picture = VolumeRenderer().render(plan)[..., 0]
    y, x = np.ogrid[:128, :128]
    inside = (x - 63.5) ** 2 + (y - 63.5) ** 2 < 42**2
    assert (picture[inside] > 50).all()


@pytest.mark.parametrize("preset", sorted(VOLUME_PRESETS))
def test_every_preset_shows_something(preset: str) -> None:
    k, j, i = np.ogrid[:24, :24, :24]
    depth = 10.0 - np.sqrt((k - 12.0) ** 2 + (j - 12.0) ** 2 + (i - 12.0) ** 2)
    values = np.where(depth > 2, 700, np.where(depth > 0, 40, -1000)).astype(np.int16)
    values[depth > 3] = -800  # a lung, and a vessel in it
    values[11:13, 11:13, 8:16] = 50
    grid = Geometry((24, 24, 24), (0.0, 0.0, 0.0), (8.0, 8.0, 8.0))
    picture = VolumeRenderer().render(VolumePlan(Volume(values, grid), FRONT, SIZE, preset))
    assert picture.max() > 60
    assert picture[0].max() < 10


@pytest.mark.parametrize("preset", sorted(VOLUME_PRESETS))
def test_every_preset_takes_values_of_a_type_that_cannot_hold_them(preset: str) -> None:
    values = np.full((12, 12, 12), 90, np.uint8)
    values[3:9, 3:9, 3:9] = 250
    VolumeRenderer().render(VolumePlan(Volume(values, Geometry((12, 12, 12))), FRONT, SIZE, preset))


def test_an_unknown_preset_is_refused_with_a_sentence(a_marked_head: Volume) -> None:
    with pytest.raises(RenderError, match="no 3D preset 'x-ray'"):
        VolumeRenderer().render(VolumePlan(a_marked_head, FRONT, SIZE, "x-ray"))


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.int32, np.float32])
def test_every_voxel_type_is_cast(dtype: type) -> None:
    voxels = np.zeros((12, 12, 12), dtype)
    voxels[4:8, 4:8, 4:8] = 200
    if dtype is np.float32:
        voxels[0, 0, 0] = np.nan
    picture = VolumeRenderer().render(VolumePlan(Volume(voxels, Geometry((12, 12, 12))), FRONT, SIZE, "mr"))
    assert picture.max() > 60


def test_a_reduced_volume_keeps_its_place_in_the_world() -> None:
    grid = Geometry((40, 60, 80), (5.0, 6.0, 7.0), (0.5, 0.7, 2.0), ((0, 1, 0), (0, 0, -1), (-1, 0, 0)))
    k, j, i = np.meshgrid(*(np.arange(n) for n in grid.shape_kji), indexing="ij")
    ramp = grid.index_to_lps(np.stack([i, j, k], axis=-1)) @ (1.0, 2.0, 3.0)
    for averaged in (True, False):
        small, small_grid = result_of(reduced_in_steps(ramp.astype(np.float32), grid, 10_000, averaged))
        assert small.size <= 10_000
        assert small_grid.orientation == "LPS"
        k, j, i = np.meshgrid(*(np.arange(n) for n in small.shape), indexing="ij")
        expected = small_grid.index_to_lps(np.stack([i, j, k], axis=-1)) @ (1.0, 2.0, 3.0)
        np.testing.assert_allclose(small, expected, atol=1e-3)


def test_labels_find_their_nearest_voxels_on_another_grid() -> None:
    labels = np.arange(24, dtype=np.uint8).reshape(2, 3, 4)
    grid = Geometry((2, 3, 4), (10.0, 0.0, 0.0), (2.0, 2.0, 2.0))
    target = Geometry((2, 3, 5), (16.4, 0.0, 0.9), (2.0, 2.0, 2.0), ((-1, 0, 0), (0, 1, 0), (0, 0, 1)))
    found = resampled_nearest(labels, grid, target)
    np.testing.assert_array_equal(found[..., :4], labels[..., ::-1])
    assert not found[..., 4].any()


def test_labels_find_their_nearest_voxels_on_an_oblique_grid() -> None:
    rng = np.random.default_rng(2)
    grid = Geometry((12, 13, 14), (1.0, 2.0, 3.0), (1.1, 0.9, 1.5))
    labels = rng.integers(0, 9, grid.shape_kji, dtype=np.uint8)
    c, s = np.cos(0.4), np.sin(0.4)
    target = Geometry((9, 10, 11), (3.0, 3.0, 2.0), (1.0, 1.2, 1.3), ((c, s, 0), (-s, c, 0), (0, 0, 1)))
    found = resampled_nearest(labels, grid, target)
    for k, j, i in rng.integers(0, (9, 10, 11), (200, 3)):
        index = grid.nearest_index(target.index_to_lps((i, j, k)))
        assert found[k, j, i] == (0 if index is None else labels[index[::-1]])


def test_drafts_are_cheaper_and_have_the_same_size(a_marked_head: Volume) -> None:
    renderer = VolumeRenderer()
    plan = VolumePlan(a_marked_head, FRONT, (640, 400), "ct-bone", draft=True)
    draft, final = renderer.render(plan), renderer.render(replace(plan, draft=False))
    assert draft.shape == final.shape == (400, 640, 3)
    assert np.abs(draft.astype(int) - final).mean() < 3
    assert renderer.render(replace(plan, draft=False)) is final


@pytest.mark.parametrize("zoom", [0.8, 1.0, 1.3, 2.5])
def test_a_picture_made_in_steps_is_the_same_without_seams(
    monkeypatch: pytest.MonkeyPatch, zoom: float
) -> None:
    ramp = np.broadcast_to((np.arange(40) * 10 + 600)[None, :, None], (40, 40, 40)).astype(np.int16)
    plan = VolumePlan(
        Volume(ramp, Geometry((40, 40, 40))), Camera(20, 10, zoom, (0.1, -0.1)), SIZE, "ct-bone"
    )
    whole = VolumeRenderer().render(plan).astype(int)
    monkeypatch.setattr("medviewer.render.volume_renderer._STRIP_PX", 900)
    *pauses, picture = VolumeRenderer().render_in_steps(plan)
    assert len(pauses) > 5
    assert pauses == [None] * len(pauses)
    difference = np.abs(picture - whole).max(axis=2)
    assert (difference > 8).mean() < 0.01  # the outline of the volume, where a ray just touches it
    assert (difference > 8).mean(axis=1).max() < 0.1
    if zoom > 2:
        assert (picture.max(axis=2) > 60).all()


def test_a_draft_of_a_volume_seen_before_comes_at_once(a_marked_head: Volume) -> None:
    renderer = VolumeRenderer()
    plan = VolumePlan(a_marked_head, FRONT, (640, 400), "ct-bone", draft=True)
    assert len(list(renderer.render_in_steps(plan))) > 1
    assert next(renderer.render_in_steps(replace(plan, camera=BACK))) is not None


def test_a_dropped_picture_leaves_the_renderer_sound(a_marked_head: Volume) -> None:
    renderer = VolumeRenderer()
    plan = VolumePlan(a_marked_head, FRONT, SIZE, "ct-bone")
    next(renderer.render_in_steps(plan))
    other = replace(plan, camera=BACK)
    np.testing.assert_array_equal(renderer.render(other), VolumeRenderer().render(other))


WITHOUT_OPENGL = """
import numpy as np
from medviewer.core.geometry import Geometry
from medviewer.core.volume import Volume
from medviewer.render.volume_renderer import VolumeRenderer, eye_of
from medviewer.scene.views.slice_plan import Camera, VolumePlan
voxels = np.zeros((20, 20, 20), np.int16)
voxels[5:15, 5:15, 5:15] = 1000
volume = Volume(voxels, Geometry((20, 20, 20)))
picture = VolumeRenderer().render(VolumePlan(volume, Camera(), (50, 50), "ct-bone"))
assert picture.max() > 60
import sys
heavy = {"torch", "monai", "SimpleITK", "pydicom", "highdicom", "imagecodecs", "scipy", "PySide6"}
print(sorted(heavy & set(sys.modules)), "vtkmodules.all" in sys.modules)
"""


def test_no_display_and_no_opengl_are_needed_and_nothing_is_said() -> None:
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment |= {"__EGL_VENDOR_LIBRARY_DIRS": "/nonexistent", "LIBGL_DRIVERS_PATH": "/nonexistent"}
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_OPENGL], capture_output=True, text=True, env=environment, timeout=60
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "[] False\n", "")
