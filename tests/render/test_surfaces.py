"""Surfaces of segments: where they lie, how large they are, and how they are drawn."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medviewer.core.geometry import Geometry
from medviewer.core.segmentation import Segment, Segmentation
from medviewer.core.surface_mesh import SurfaceMesh
from medviewer.core.volume import Volume
from medviewer.render.surface_nets import surfaces_for_views, surfaces_of
from medviewer.render.surface_raster import fragments_of
from medviewer.render.volume_renderer import VolumeRenderer, eye_of
from medviewer.scene.views.slice_plan import Camera, SurfacePlan, VolumePlan
from medviewer.scene.volume.volume_look import CropBox, Lighting

C, S = float(np.cos(0.4)), float(np.sin(0.4))
PLAIN = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
OBLIQUE = ((C, S, 0.0), (-S, C, 0.0), (0.0, 0.0, 1.0))
LEFT_HANDED = ((C, S, 0.0), (-S, C, 0.0), (0.0, 0.0, -1.0))
FRONT, BACK = Camera(0, 0), Camera(180, 0)


def silent(*_: object) -> None:
    """Nobody looks at the progress."""


def a_ball(spacing_ijk, axes_lps, radius_mm: float = 20.0) -> tuple[Segmentation, np.ndarray]:
    shape = (64, 80, 84)
    grid = Geometry(shape, (10.0, -20.0, 5.0), spacing_ijk, axes_lps)
    centre = grid.centre_lps + np.array([0.3, 0.2, -0.4])
    k, j, i = np.meshgrid(*map(np.arange, shape), indexing="ij")
    away = np.linalg.norm(grid.index_to_lps(np.stack([i, j, k], axis=-1)) - centre, axis=-1)
    labels = np.where(away <= radius_mm, 3, 0).astype(np.uint8)
    return Segmentation(labels, grid, (Segment(3, "ball", (200, 40, 40)),)), centre


def edges_of(mesh: SurfaceMesh) -> list[tuple[int, int]]:
    a, b, c = mesh.triangles.T
    return list(zip(np.concatenate([a, b, c]).tolist(), np.concatenate([b, c, a]).tolist(), strict=True))


@pytest.mark.parametrize(
    ("spacing_ijk", "axes_lps"),
    [((1, 1, 1), PLAIN), ((0.7, 0.8, 1.5), OBLIQUE), ((0.8, 0.8, 2.5), LEFT_HANDED)],
)
def test_the_surface_of_a_ball_is_where_it_is_and_as_large(spacing_ijk, axes_lps) -> None:
    segmentation, centre = a_ball(spacing_ijk, axes_lps)
    (mesh,) = surfaces_of(segmentation, (3,), report=silent)
    assert mesh.area_mm2 == pytest.approx(4.0 * np.pi * 20.0**2, rel=0.01)
    assert mesh.volume_ml == pytest.approx(segmentation.volumes_ml()[3], rel=0.001)
    assert mesh.volume_ml == pytest.approx(4.0 / 3.0 * np.pi * 8.0, rel=0.01)
    assert np.abs((mesh.centre_lps - centre) / np.array(spacing_ijk)).max() < 0.1
    away = np.linalg.norm(mesh.points_lps - centre, axis=1) - 20.0
    assert np.abs(away).max() < 0.75 * max(spacing_ijk)
    assert (mesh.number, mesh.name, mesh.color) == (3, "ball", (200, 40, 40))


def test_a_surface_is_closed_and_faces_outwards() -> None:
    segmentation, centre = a_ball((0.7, 0.8, 1.5), LEFT_HANDED)
    (mesh,) = surfaces_of(segmentation, (3,), report=silent)
    edges = edges_of(mesh)
    assert len(set(edges)) == len(edges)
    assert {(b, a) for a, b in edges} == set(edges)
    corners = mesh.points_lps[mesh.triangles]
    outwards = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    assert ((corners.mean(axis=1) - centre) * outwards).sum(axis=1).min() > 0


def test_one_voxel_at_the_edge_of_the_volume_has_a_closed_surface_around_it() -> None:
    labels = np.zeros((4, 5, 6), np.uint8)
    labels[0, 0, 5] = 1
    grid = Geometry(labels.shape, (1.0, 2.0, 3.0), (2.0, 2.0, 2.0))
    (mesh,) = surfaces_of(Segmentation(labels, grid, (Segment(1, "dot"),)), (1,), smooth=False, report=silent)
    np.testing.assert_allclose(mesh.centre_lps, (11.0, 2.0, 3.0), atol=1e-4)
    np.testing.assert_allclose(mesh.points_lps.min(axis=0), (10.0, 1.0, 2.0), atol=1e-4)
    np.testing.assert_allclose(mesh.points_lps.max(axis=0), (12.0, 3.0, 4.0), atol=1e-4)
    assert mesh.volume_ml == pytest.approx(0.008)


def test_segments_without_voxels_and_those_not_asked_for_have_no_surface() -> None:
    labels = np.zeros((8, 8, 8), np.uint16)
    labels[2:5, 2:5, 2:5] = 700
    labels[6, 6, 6] = 2
    segments = (Segment(1, "empty"), Segment(2, "dot"), Segment(700, "cube"))
    segmentation = Segmentation(labels, Geometry(labels.shape), segments)
    assert [one.name for one in surfaces_of(segmentation, (1, 700), report=silent)] == ["cube"]
    assert surfaces_of(segmentation, (), report=silent) == ()


def test_surfaces_for_the_screen_are_thinner_and_in_the_same_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("medviewer.render.surface_nets._FINE_VOXELS", 60_000)
    monkeypatch.setattr("medviewer.render.surface_nets._COARSE_VOXELS", 6_000)
    segmentation, centre = a_ball((0.7, 0.8, 1.5), OBLIQUE)
    ((fine, coarse),) = surfaces_for_views(segmentation, report=silent)
    (whole,) = surfaces_of(segmentation, (3,), report=silent)
    assert len(whole.triangles) > 1.5 * len(fine.triangles) > 4 * len(coarse.triangles)
    for mesh in (fine, coarse):
        assert mesh.volume_ml == pytest.approx(whole.volume_ml, rel=0.01)
        assert np.abs(mesh.centre_lps - centre).max() < 0.4


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.floats(-20, 60), st.floats(-20, 50)), min_size=3, max_size=3))
def test_a_triangle_covers_exactly_the_pixels_whose_centres_it_holds(corners) -> None:
    width, height = 40, 30
    triangle = np.array([corners], np.float32)
    (ax, ay), (bx, by), (cx, cy) = triangle[0].astype(float)
    doubled = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
    y, x = np.mgrid[:height, :width] + 0.5
    covered = np.zeros((height, width), int)
    weights = np.full((height, width, 3), np.nan)
    for part in fragments_of(triangle, (width, height), two_sided=True):
        np.add.at(covered, np.divmod(part.pixels, width), 1)
        weights[np.divmod(part.pixels, width)] = part.weights
    if abs(doubled) < 1e-2:
        return
    first = ((bx - x) * (cy - y) - (cx - x) * (by - y)) / doubled
    second = ((cx - x) * (ay - y) - (ax - x) * (cy - y)) / doubled
    least = np.minimum(np.minimum(first, second), 1 - first - second)
    slack = 0.01 + 1.0 / abs(doubled)
    assert (covered[least > slack] == 1).all()
    assert (covered[least < -slack] == 0).all()
    clear = least > slack
    np.testing.assert_allclose(weights[clear][:, 0], first[clear], atol=slack)


def in_air(meshes, colors, camera=FRONT, size=(80, 60), **looks):
    """A picture of surfaces without a body, in the frame of a volume that is there but not seen."""
    grid = Geometry((40, 44, 48), (-30.0, 10.0, -70.0), (1.0, 1.1, 1.3))
    image = Volume(np.zeros(grid.shape_kji, np.int16), grid)
    opacities = looks.pop("opacities", [1.0] * len(meshes))
    plans = tuple(
        SurfacePlan(one, one, color, opacity)
        for one, color, opacity in zip(meshes, colors, opacities, strict=True)
    )
    looks.setdefault("has_body", False)
    return VolumePlan(image, camera, size, "ct-bone", surfaces=plans, **looks)


def a_box_mesh(low_ijk, high_ijk, number=1) -> SurfaceMesh:
    labels = np.zeros((40, 44, 48), np.uint8)
    labels[tuple(slice(a, b) for a, b in zip(reversed(low_ijk), reversed(high_ijk), strict=True))] = number
    grid = Geometry(labels.shape, (-30.0, 10.0, -70.0), (1.0, 1.1, 1.3))
    (mesh,) = surfaces_of(Segmentation(labels, grid, (Segment(number, "box"),)), (number,), report=silent)
    return mesh


def test_a_surface_is_drawn_where_its_vertices_are() -> None:
    mesh = a_box_mesh((36, 4, 28), (44, 12, 36))
    plan = in_air([mesh], [(255, 0, 0)], Camera(40, 25))
    picture = VolumeRenderer().render(plan)
    rows, columns = np.nonzero(picture[..., 0] > 40)
    eye = eye_of(plan.image.geometry, plan.camera, plan.size_px)
    right = np.cross(eye.up_lps, eye.towards_eye_lps)
    offset = (mesh.centre_lps - eye.focus_lps) @ np.stack([right, -np.array(eye.up_lps)], axis=1)
    expected = offset * plan.size_px[1] / eye.height_mm + np.array(plan.size_px) / 2.0
    np.testing.assert_allclose((columns.mean() + 0.5, rows.mean() + 0.5), expected, atol=0.4)
    assert not picture[..., 1].astype(int).max() > 60


def test_from_the_front_left_is_right_and_the_nearer_surface_hides_the_other() -> None:
    front, behind = a_box_mesh((20, 4, 16), (28, 12, 24)), a_box_mesh((20, 30, 16), (28, 38, 24))
    left = a_box_mesh((38, 4, 16), (44, 12, 24))
    colors = [(255, 0, 0), (0, 255, 0), (0, 0, 255)]
    seen = VolumeRenderer().render(in_air([front, behind, left], colors)).astype(int)
    assert np.argwhere(seen[..., 2] > 100)[:, 1].mean() > 50
    middle = seen[30, 40]
    assert middle[0] > 100 > 60 > middle[1]
    turned = VolumeRenderer().render(in_air([front, behind, left], colors, BACK)).astype(int)
    assert turned[30, 40][1] > 100 > 60 > turned[30, 40][0]
    assert np.argwhere(turned[..., 2] > 100)[:, 1].mean() < 30


def test_a_surface_that_lets_light_through_shows_what_is_behind_it() -> None:
    front, behind = a_box_mesh((20, 4, 16), (28, 12, 24)), a_box_mesh((16, 30, 12), (32, 38, 28))
    colors = [(255, 0, 0), (0, 255, 0)]
    seen = VolumeRenderer().render(in_air([front, behind], colors, opacities=[0.5, 1.0])).astype(int)
    assert seen[30, 40][0] > 70
    assert seen[30, 40][1] > 70


def test_the_crop_box_cuts_surfaces_and_closes_them_where_it_cuts() -> None:
    mesh = a_box_mesh((16, 10, 12), (32, 30, 28))
    plan = in_air([mesh], [(255, 0, 0)], lighting=Lighting(shaded=False))
    whole = VolumeRenderer().render(plan)[..., 0]
    half = CropBox((-0.5, 20.0, -0.5), (23.5, 43.5, 39.5))
    cut = VolumeRenderer().render(replace(plan, crop=half))[..., 0]
    assert 0.4 * (whole > 40).sum() < (cut > 40).sum() < 0.6 * (whole > 40).sum()
    assert np.argwhere(cut > 40)[:, 1].max() < 41
    inside = CropBox((20.0, 14.0, 16.0), (28.0, 26.0, 24.0))  # no surface is in this box, only the solid
    face = VolumeRenderer().render(replace(plan, crop=inside))[..., 0]
    assert 0.2 * (whole > 40).sum() < (face > 250).sum() < 0.35 * (whole > 40).sum()
    beside = CropBox((34.0, 14.0, 16.0), (44.0, 26.0, 24.0))
    assert not VolumeRenderer().render(replace(plan, crop=beside)).any()


def test_the_face_of_a_cut_has_the_colour_of_the_segment_that_is_cut() -> None:
    left, right = a_box_mesh((28, 8, 12), (40, 36, 28)), a_box_mesh((8, 8, 12), (20, 36, 28))
    crop = CropBox((-0.5, 22.0, -0.5), (47.5, 43.5, 39.5))
    plan = in_air([left, right], [(255, 0, 0), (0, 0, 255)], crop=crop, lighting=Lighting(shaded=False))
    picture = VolumeRenderer().render(plan)
    assert tuple(picture[30, 53]) == (255, 0, 0)
    assert tuple(picture[30, 27]) == (0, 0, 255)
    assert not picture[30, 40].any()
    shaded = VolumeRenderer().render(replace(plan, camera=Camera(50, 20), lighting=Lighting()))
    face = shaded[shaded[..., 0] > 40]
    assert np.unique(face[:, 0]).size > 1
    assert face[:, 2].max() < 90


def test_a_body_before_a_surface_hides_it_and_one_behind_does_not() -> None:
    """The body is a wall of bone in the middle; one surface lies before it, one behind."""
    grid = Geometry((40, 44, 48), (-30.0, 10.0, -70.0), (1.0, 1.1, 1.3))
    voxels = np.full(grid.shape_kji, -1000, np.int16)
    voxels[:, 20:24] = 1500
    left, right = a_box_mesh((32, 4, 12), (42, 12, 28)), a_box_mesh((6, 32, 12), (16, 40, 28))
    plan = in_air([left, right], [(255, 0, 0), (0, 0, 255)], has_body=True)
    bone = ((1000.0, 1.0, 1.0, 1.0), (2000.0, 1.0, 1.0, 1.0))
    from medviewer.render import volume_renderer
    from medviewer.render.ray_caster import Transfer

    wall = Transfer(bone, ((900.0, 0.0), (1000.0, 1.0)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(volume_renderer, "glass_of", lambda _transfer: wall)
        seen = VolumeRenderer().render(replace(plan, image=Volume(voxels, grid, unit="HU"))).astype(int)
    assert seen[30, 57][0] > seen[30, 57][2] + 60  # red on the right: the patient's left, before the wall
    assert seen[30, 21][2] < seen[30, 21][0] + 40  # blue is behind the wall: grey
    assert seen[30, 21].min() > 60


def test_without_shading_a_surface_has_its_own_colour_and_light_makes_it_round() -> None:
    segmentation, _ = a_ball((0.7, 0.8, 1.5), OBLIQUE)
    (mesh,) = surfaces_of(segmentation, (3,), report=silent)
    image = Volume(np.zeros(segmentation.labels.shape, np.int16), segmentation.geometry)
    plan = VolumePlan(
        image, FRONT, (80, 60), "ct-bone", surfaces=(SurfacePlan(mesh, mesh, (200, 100, 50)),), has_body=False
    )
    flat = VolumeRenderer().render(replace(plan, lighting=Lighting(shaded=False)))
    np.testing.assert_array_equal(np.unique(flat.reshape(-1, 3), axis=0), [(0, 0, 0), (200, 100, 50)])
    lit = VolumeRenderer().render(plan)[..., 0][flat[..., 0] > 0]
    assert lit.max() > 1.5 * np.percentile(lit, 3)
