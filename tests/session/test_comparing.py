"""Two images are joined, moved against each other and parted; each is a step that can be taken back."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from medviewer.core.errors import MedviewerError
from medviewer.core.geometry import Geometry
from medviewer.core.series import SeriesInfo
from medviewer.core.volume import Volume
from medviewer.jobs.job import JobState
from medviewer.scene.scene import Scene
from medviewer.scene.views.over_image import matrix_between
from medviewer.scene.views.over_look import OverImage
from medviewer.session.comparing import Comparing

GRID = Geometry((24, 40, 44), (-66.0, -60.0, -48.0), (3.0, 3.0, 4.0))


def a_body(shift=(0.0, 0.0, 0.0), frame="a"):
    k, j, i = np.meshgrid(*[np.arange(n) for n in GRID.shape_kji], indexing="ij")
    point = GRID.index_to_lps(np.stack([i, j, k], axis=-1)) - np.array(shift)
    value = -900.0 + 900.0 * (np.linalg.norm(point / (50, 40, 35), axis=-1) < 1)
    value += 600.0 * (np.linalg.norm((point - (20, 5, 5)) / (12, 9, 14), axis=-1) < 1)
    value -= 500.0 * (np.linalg.norm((point - (-18, 0, -6)) / (10, 14, 9), axis=-1) < 1)
    info = SeriesInfo(frame, "CT", frame_of_reference_uid=frame)
    return Volume(value.astype(np.int16), GRID, "HU", info)


@pytest.fixture
def two_images():
    scene = Scene()
    prior = scene.add_volume(a_body((6.0, 0.0, 0.0), "prior"))
    now = scene.add_volume(a_body(frame="now"))
    return scene, now, prior, Comparing(scene, None)


def test_a_registration_in_the_background_links_the_frames(the_app, qtbot):
    scene = the_app.scene
    prior = scene.add_volume(a_body((6.0, -4.0, 8.0), "prior"))
    now = scene.add_volume(a_body(frame="now"))
    found = []
    job = Comparing(scene, the_app.queue).register(now.id, prior.id, "Registering", found.append)
    qtbot.waitUntil(lambda: job.state.is_final, timeout=60_000)
    assert job.state is JobState.DONE, job.error
    assert np.abs(found[0].array[:3, 3] - (6.0, -4.0, 8.0)).max() < 1.5
    assert scene.links[0].name == "registered"
    scene.set_cursor((0.0, 0.0, 0.0))
    assert np.allclose(scene.cursor_of(prior), (6.0, -4.0, 8.0), atol=1.5)
    assert scene.undo.undo_name == "Registration"
    scene.undo.undo()
    assert scene.links == ()


def test_what_was_closed_while_it_was_registered_is_not_linked(the_app, qtbot):
    scene = the_app.scene
    prior, now = scene.add_volume(a_body(frame="prior")), scene.add_volume(a_body(frame="now"))
    job = Comparing(scene, the_app.queue).register(now.id, prior.id, "Registering")
    scene.remove_layer(prior.id)
    qtbot.waitUntil(lambda: job.state.is_final, timeout=60_000)
    assert scene.links == ()


def test_moving_by_hand_moves_what_lies_over_the_image_and_is_one_step(two_images):
    scene, now, prior, comparing = two_images
    comparing.trust_scanner(now.id, prior.id)
    for _ in range(3):
        comparing.shift(now.id, prior.id, (-2.0, 0.0, 0.0))
    matrix = np.array(matrix_between(scene, now, prior))
    assert np.allclose(matrix[:3, 3], (6.0, 0.0, 0.0)), (
        "what was 6 mm to the left in the prior lies over its place"
    )
    scene.undo.undo()
    assert np.allclose(matrix_between(scene, now, prior), np.eye(4))


def test_the_same_pair_has_one_link_whichever_is_named_first(two_images):
    scene, now, prior, comparing = two_images
    comparing.trust_scanner(now.id, prior.id)
    comparing.trust_scanner(prior.id, now.id)
    comparing.shift(prior.id, now.id, (1.0, 2.0, 3.0))
    assert len(scene.links) == 1
    comparing.unlink(now.id, prior.id)
    assert scene.links == ()
    comparing.unlink(now.id, prior.id)
    assert scene.undo.undo_name == "Unlink"


def test_laying_over_is_a_step_of_its_own_for_each_way(two_images):
    scene, now, prior, comparing = two_images
    comparing.trust_scanner(now.id, prior.id)
    for opacity in (0.2, 0.4, 0.9):
        comparing.lay_over(now.id, OverImage(prior.id, "blend", opacity))
    comparing.lay_over(now.id, OverImage(prior.id, "swipe"))
    scene.undo.undo()
    assert now.over.opacity == 0.9
    scene.undo.undo()
    assert now.over is None


@pytest.mark.parametrize("broken", ["flat", "same frame"])
def test_what_cannot_be_registered_is_said_in_a_sentence(two_images, broken):
    scene, now, _, comparing = two_images
    other = a_body(frame="now")
    if broken == "flat":
        flat = replace(GRID, shape_kji=(1, 40, 44))
        other = replace(other, voxels=other.voxels[:1], geometry=flat)
    layer = scene.add_volume(other)
    with pytest.raises(MedviewerError, match=r"volume|frame of reference"):
        comparing.register(now.id, layer.id, "Registering")
