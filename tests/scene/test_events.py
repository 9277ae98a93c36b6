"""The signals of the scene, and of what is in it, live no longer than these do."""

from __future__ import annotations

import gc
from weakref import ref

import numpy as np

from medviewer.core.geometry import Geometry
from medviewer.core.volume import Volume
from medviewer.scene.scene import Scene


def a_scene_that_is_drawn() -> Scene:
    """Everything in it has a listener that knows the scene, as a view does that draws it."""
    scene = Scene()
    shape = (2, 3, 4)
    layer = scene.add_volume(
        Volume(np.zeros(shape, np.int16), Geometry(shape, (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)))
    )
    for part in (scene, scene.marks, scene.texts, scene.aids, scene.viewport("axial"), layer):
        part.events.connect(lambda *_: scene.layout)
    scene.changed.connect(lambda: scene.layout)
    return scene


def test_a_scene_and_its_voxels_are_gone_though_listeners_knew_the_scene():
    scene = a_scene_that_is_drawn()
    known = {"scene": ref(scene), "image": ref(scene.active.image), "marks": ref(scene.marks)}
    del scene
    gc.collect()
    assert [name for name, item in known.items() if item() is not None] == []


def test_a_removed_image_is_gone_though_a_listener_knew_it():
    scene = a_scene_that_is_drawn()
    image = ref(scene.active.image)
    scene.remove_layer(scene.active.id)
    gc.collect()
    assert image() is None
