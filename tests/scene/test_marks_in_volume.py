"""Marks lie in a 3D picture where the camera that made it puts their places in the world."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from medviewer.core.geometry import Geometry
from medviewer.core.mark import Mark, MarkPlace
from medviewer.core.series import SeriesInfo
from medviewer.core.volume import Volume
from medviewer.scene.marks.marks_in_volume import marks_in_volume, picture_plane
from medviewer.scene.scene import Scene
from medviewer.scene.views.slice_plan import Camera, VolumePlan
from medviewer.scene.volume.volume_frame import points_in_volume_picture

Z = (0.0, 0.0, 1.0)
SIZE = (300, 200)
CAMERA = Camera(azimuth=37.0, elevation=21.0, zoom=1.7, pan=(0.1, -0.2))


@pytest.fixture
def a_scene() -> Scene:
    turn = np.radians(20.0)
    axes = ((np.cos(turn), np.sin(turn), 0.0), (-np.sin(turn), np.cos(turn), 0.0), (0.0, 0.0, 1.0))
    grid = Geometry((20, 30, 40), (-10.0, -20.0, -30.0), (1.0, 1.5, 3.0), axes)
    scene = Scene()
    scene.add_volume(Volume(np.zeros((20, 30, 40), np.int16), grid, SeriesInfo("series-1")))
    return scene


@pytest.fixture
def a_plan(a_scene) -> VolumePlan:
    return VolumePlan(a_scene.active.image, CAMERA, SIZE, "bone")


def a_mark(scene, kind="length", shifts=((0, 0, 0), (5, 4, 3)), **more) -> Mark:
    centre = scene.active.geometry.centre_lps
    points = tuple(tuple(float(v) for v in centre + np.array(shift)) for shift in shifts)
    place = more.pop("place", MarkPlace(scene.active.image.info.series_id))
    return Mark(kind, points, Z, place, **more)


def test_points_lie_where_the_picture_shows_their_places(a_scene, a_plan) -> None:
    a_scene.marks.items = (a_mark(a_scene), a_mark(a_scene, "ball", ((1, 2, 3), (1, 2, 9))))
    found = {one.seen.mark.kind: one.seen for one in marks_in_volume(a_scene, a_scene.active, a_plan, SIZE)}
    for kind, mark in zip(("length", "ball"), a_scene.marks.items, strict=True):
        wanted = points_in_volume_picture(mark.points_lps, a_plan.image.geometry, CAMERA, SIZE)
        assert found[kind].handles[0] == pytest.approx(wanted[0], abs=1e-9)
    line = found["length"].lines[0]
    whole = points_in_volume_picture(
        a_scene.marks.items[0].points_lps, a_plan.image.geometry, CAMERA, SIZE
    )  # fmt: skip
    assert line == pytest.approx(whole, abs=1e-9)
    # A ball is a circle of its true radius from every side.
    circle = found["ball"].lines[0] - found["ball"].handles[0]
    assert np.hypot(*circle.T) == pytest.approx(6.0 / picture_plane(a_plan, SIZE).mm_per_pixel)


def test_what_lies_at_the_back_is_drawn_first_and_deeper(a_scene) -> None:
    from_the_front = VolumePlan(a_scene.active.image, Camera(), SIZE, "bone")
    front, back = ((0, -5, 0),), ((0, 5, 0),)  # the patient looks at the eye: anterior is nearer
    a_scene.marks.items = tuple(a_mark(a_scene, "point", one) for one in (front, back))
    found = marks_in_volume(a_scene, a_scene.active, from_the_front, SIZE)
    assert [one.seen.mark for one in found] == list(reversed(a_scene.marks.items))
    assert 0.5 < found[0].depth <= 1.0
    assert 0.0 <= found[1].depth < 0.5


def test_only_marks_that_lie_in_the_volume_and_are_shown_are_drawn(a_scene, a_plan) -> None:
    own = a_mark(a_scene)
    a_scene.marks.items = (
        own,
        replace(own, id="hidden", visible=False),
        replace(own, id="other", place=MarkPlace("another series")),
        replace(own, id="slice", place=replace(own.place, slice_number=2)),
    )
    found = marks_in_volume(a_scene, a_scene.active, a_plan, SIZE)
    assert [one.seen.mark for one in found] == [own]
    a_scene.aids.marks_in_3d = False
    assert marks_in_volume(a_scene, a_scene.active, a_plan, SIZE) == ()
