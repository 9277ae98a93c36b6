"""Links between frames of reference: over several hops, there and back, round and round; stacks go along."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medviewer.core.geometry import Geometry
from medviewer.core.series import SeriesInfo
from medviewer.core.volume import Stack, Volume
from medviewer.scene.scene import Scene
from medviewer.scene.views.frame_link import (
    BY_HAND,
    UNTURNED,
    FrameLink,
    frame_of,
    joined,
    shift_link,
    with_link,
    without_circles,
)
from medviewer.scene.views.grid_views import put_in_view, use_view
from medviewer.scene.views.layout import grid_name
from medviewer.scene.views.navigate import scroll, slice_number
from medviewer.scene.views.oblique import Tilt
from medviewer.scene.views.over_image import matrix_between
from medviewer.scene.views.sync_views import go_together, hand_links, link_here, unlink

FRAMES = "abcdef"
parts = st.floats(-200.0, 200.0, allow_nan=False)
points = st.tuples(parts, parts, parts)


@st.composite
def rigid(draw) -> tuple[tuple[float, ...], ...]:
    axis = draw(st.tuples(*[st.floats(-1.0, 1.0)] * 3).filter(lambda v: np.linalg.norm(v) > 0.1))
    matrix = np.eye(4)
    matrix[:3, :3] = Tilt.about(axis, draw(st.floats(-180.0, 180.0))).matrix
    matrix[:3, 3] = draw(points)
    return tuple(tuple(float(v) for v in row) for row in matrix)


@st.composite
def trees(draw) -> tuple[FrameLink, ...]:
    """Each frame linked with one before it, in either direction."""
    links = []
    for at in range(1, len(FRAMES)):
        ends = [FRAMES[draw(st.integers(0, at - 1))], FRAMES[at]]
        links.append(FrameLink(*(ends[::-1] if draw(st.booleans()) else ends), draw(rigid())))
    return tuple(draw(st.permutations(links)))


@st.composite
def nets(draw) -> tuple[FrameLink, ...]:
    """Links as they come, with circles that do not close."""
    pairs = st.tuples(st.sampled_from(FRAMES), st.sampled_from(FRAMES)).filter(lambda p: p[0] != p[1])
    return tuple(
        FrameLink(*pair, draw(rigid()), draw(st.sampled_from(["", BY_HAND])))
        for pair in draw(st.lists(pairs, min_size=1, max_size=8))
    )


def to(links, start: str, end: str) -> np.ndarray:
    return np.array(UNTURNED if start == end else joined(links, start)[end])


@settings(deadline=None, max_examples=40)
@given(trees())
def test_a_way_over_a_frame_is_the_two_ways_one_after_the_other(links) -> None:
    for start, over, end in (("a", "b", "c"), ("f", "a", "d"), ("c", "f", "e")):
        chained = to(links, over, end) @ to(links, start, over)
        np.testing.assert_allclose(to(links, start, end), chained, atol=1e-8)


@settings(deadline=None, max_examples=40)
@given(nets())
def test_there_and_back_is_nowhere_and_every_way_is_rigid_even_with_circles(links) -> None:
    for start in FRAMES:
        for end, matrix in joined(links, start).items():
            np.testing.assert_allclose(to(links, end, start) @ np.array(matrix), np.eye(4), atol=1e-8)
            turn = np.array(matrix)[:3, :3]
            np.testing.assert_allclose(turn @ turn.T, np.eye(3), atol=1e-9)
            assert np.linalg.det(turn) > 0


@settings(deadline=None, max_examples=40)
@given(nets())
def test_what_is_joined_stays_joined_without_the_circles(links) -> None:
    kept = without_circles(links)
    for start in FRAMES:
        reached, ends = {start}, [start]
        for one in ends:
            new = {link.other(one) for link in links} - {""} - reached
            reached |= new
            ends += sorted(new)
        assert set(joined(links, start)) == reached - {start}
        assert dict(joined(kept, start)) == dict(joined(links, start))
    assert links[-1] in kept, "the newest counts"


@settings(deadline=None, max_examples=40)
@given(nets(), rigid())
def test_a_new_link_is_followed_whatever_was_there(links, matrix) -> None:
    links, new = without_circles(links), FrameLink("a", "b", matrix, BY_HAND)
    all_of_them = with_link(links, new)
    np.testing.assert_allclose(to(all_of_them, "a", "b"), np.array(matrix), atol=1e-9)
    assert without_circles(all_of_them) == all_of_them
    gone = [one for one in links if one not in all_of_them]
    assert len(gone) <= 1, "no more goes than has to"


def test_of_a_circle_the_link_by_hand_goes_before_the_registered_one() -> None:
    by_hand, registered = (
        shift_link("a", "b", (1, 0, 0), BY_HAND),
        shift_link("b", "c", (2, 0, 0), "registered"),
    )
    new = shift_link("c", "a", (9, 0, 0), "registered")
    assert with_link((by_hand, registered), new) == (registered, new)
    assert with_link((registered, by_hand), new) == (registered, new)


def test_a_matrix_that_bends_is_no_link() -> None:
    matrix = np.array(UNTURNED)
    for bent in (matrix * 0.0, np.diag([1.0, 1.0, -1.0, 1.0]), np.diag([1.1, 1.0, 1.0, 1.0]), matrix[:3]):
        with pytest.raises(ValueError, match="rigid"):
            FrameLink("a", "b", tuple(map(tuple, bent.tolist())))


# --- in the scene ---


def a_volume(name: str, frame: str, z: float = 0.0) -> Volume:
    grid = Geometry((40, 20, 20), (0.0, 0.0, z), (1.0, 1.0, 1.0))
    return Volume(
        np.zeros(grid.shape_kji, np.int16), grid, "", SeriesInfo(name, frame_of_reference_uid=frame)
    )


def a_stack(name: str, frame: str, places=(0.0, 3.0, 4.0, 11.0, 30.0), known: bool = True) -> Stack:
    planes = tuple(Geometry((1, 20, 20), (0.0, 0.0, z), (1.0, 1.0, 1.0)) for z in places)
    info = SeriesInfo(name, frame_of_reference_uid=frame)
    voxels = np.zeros((len(places), 20, 20), np.int16)
    return Stack(voxels, planes, info=info, has_orientation=known)


def in_a_grid(*images) -> Scene:
    scene = Scene()
    scene.layout = grid_name(1, len(images))
    for number, image in enumerate(images, start=1):
        put_in_view(scene.viewport(f"view {number}"), scene.add_volume(image))
    use_view(scene, scene.viewport("view 1"), picks=True)
    return scene


@settings(deadline=None, max_examples=15)
@given(nets(), st.lists(st.sampled_from(FRAMES), min_size=5, max_size=30), points)
def test_the_crosshair_does_not_drift_however_often_it_goes_round(links, walk, point) -> None:
    scene = in_a_grid(*(a_volume(name, name) for name in FRAMES))
    images = {frame_of(image): image for image in scene.images}
    scene.links = links
    scene.place_cursor(images[walk[0]], point)
    before = {frame: scene.cursor_of(images[frame]) for frame in (walk[0], *joined(links, walk[0]))}
    for frame in walk:  # what each shows is placed anew from there
        if frame in before:
            scene.activate(images[frame].id)
            scene.place_cursor(images[frame], scene.cursor_of(images[frame]))
    for frame, place in before.items():
        np.testing.assert_allclose(scene.cursor_of(images[frame]), place, atol=1e-7)


def test_two_links_join_three_series() -> None:
    scene = in_a_grid(a_volume("a", "f"), a_volume("b", "g", 100.0), a_volume("c", "h", 50.0))
    first, _, third = scene.images
    scene.links = (shift_link("f", "g", (0, 0, 100)), shift_link("h", "g", (0, 0, 50)))
    assert go_together(scene, first, third)
    assert np.array(matrix_between(scene, first, third))[2, 3] == pytest.approx(50.0)
    scroll(scene, scene.viewport("view 1"), 5)
    assert len({slice_number(scene, scene.viewport(f"view {n}")) for n in (1, 2, 3)}) == 1


def test_a_stack_and_a_volume_that_are_linked_by_hand_scroll_each_other() -> None:
    scene = in_a_grid(a_volume("a", "f"), a_stack("s", "g"))
    left, right = scene.viewport("view 1"), scene.viewport("view 2")
    right.frame = 1
    scene.set_cursor((10, 10, 20))
    assert link_here(scene) == 1  # 20 mm here is 3 mm there
    assert right.frame == 1, "nothing moves by being linked"
    scroll(scene, left, -8)  # to the head: 28 mm
    assert right.frame == 3
    scroll(scene, right, -2)  # to 3 mm
    assert scene.cursor_of(scene.images[0])[2] == pytest.approx(20.0)
    unlink(scene)
    scroll(scene, right, 3)
    assert scene.cursor_of(scene.images[0])[2] == pytest.approx(20.0)


def test_a_stack_in_the_same_frame_of_reference_goes_along_without_a_link() -> None:
    scene = in_a_grid(a_volume("a", "f"), a_stack("s", "f"))
    scene.set_cursor((10, 10, 11.4))
    assert scene.viewport("view 2").frame == 3
    use_view(scene, scene.viewport("view 2"), picks=True)
    assert scene.viewport("view 2").frame == 3, "picking a view moves nothing"
    scroll(scene, scene.viewport("view 2"), -1)
    assert scene.cursor_of(scene.images[0])[2] == pytest.approx(4.0)


def test_two_slices_of_one_stack_can_be_looked_at_side_by_side() -> None:
    for stack in (a_stack("s", "f"), a_stack("t", "", known=False)):
        scene = in_a_grid(stack)
        scene.layout = grid_name(1, 2)
        put_in_view(scene.viewport("view 2"), scene.images[0])
        scroll(scene, scene.viewport("view 1"), 3)
        assert [scene.viewport(f"view {n}").frame for n in (1, 2)] == [3, 0]


def test_slices_of_other_directions_are_not_jumped_to_and_a_film_stays_at_its_picture() -> None:
    sagittal = ((0.0, 1.0, 0.0), (0.0, 0.0, -1.0), (1.0, 0.0, 0.0))
    planes = (
        Geometry((1, 20, 20), (0.0, 0.0, 5.0)), Geometry((1, 20, 20), (7.0, 0.0, 19.0), (1, 1, 1), sagittal),
        Geometry((1, 20, 20), (0.0, 0.0, 15.0)),
    )  # fmt: skip
    info = SeriesInfo("loc", frame_of_reference_uid="f")
    scout = Stack(np.zeros((3, 20, 20), np.int16), planes, info=info)
    scene = in_a_grid(a_volume("a", "f"), scout, a_stack("film", "f", (8.0, 8.0, 8.0)))
    scene.viewport("view 3").frame = 2
    scene.set_cursor((7, 10, 14))
    assert scene.viewport("view 2").frame == 2
    assert scene.viewport("view 3").frame == 2


def test_stacks_without_places_go_on_by_pictures() -> None:
    scene = in_a_grid(a_stack("a", "", known=False), a_stack("b", "", known=False))
    left, right = scene.viewport("view 1"), scene.viewport("view 2")
    right.frame = 2
    link_here(scene)
    scroll(scene, left, 1)
    assert (left.frame, right.frame) == (1, 3)
    scroll(scene, right, -2)
    assert (left.frame, right.frame) == (0, 1)
    assert hand_links(scene, scene.images[0]) == 1
