"""Turned planes, paths and links of views come back with the rest of a session."""

from __future__ import annotations

import json

import numpy as np
import pytest

from medviewer.core.geometry import Geometry
from medviewer.core.series import SeriesInfo
from medviewer.core.volume import Volume
from medviewer.scene.scene import Scene
from medviewer.scene.views.curved_path import CurvedPath
from medviewer.scene.views.oblique import Tilt
from medviewer.scene.views.plan_slice import plan_slice
from medviewer.session.looks import looks_of_scene, show_scene


def test_aids_come_back_as_they_were() -> None:
    scene, again = Scene(), Scene()
    scene.aids.tilts = {"1.2.3": Tilt.about((1.0, 2.0, 0.5), 33.0)}
    scene.aids.curve = CurvedPath(((0.0, 0.0, 0.0), (9.0, 1.0, 2.0)), (0.0, 0.0, 1.0), "1.2.3", "along", 4.0)
    scene.aids.views_linked, scene.aids.reference_lines = True, False
    show_scene(again, json.loads(json.dumps(looks_of_scene(scene))))
    assert again.aids.curve == scene.aids.curve
    assert again.aids.tilts["1.2.3"].degrees == pytest.approx(33.0)
    assert (again.aids.views_linked, again.aids.reference_lines) == (True, False)


@pytest.mark.parametrize(
    "aids", [3, {"tilts": {"f": {"w": 0, "x": 0, "y": 0, "z": 0}}}, {"curve": {"points_lps": "x"}}, {"no": 1}]
)
def test_what_is_not_aids_changes_nothing(aids) -> None:
    scene = Scene()
    show_scene(scene, {"aids": aids})
    assert (scene.aids.tilts, scene.aids.curve) == ({}, None)


def test_an_unknown_colour_map_and_an_endless_slab_do_no_harm() -> None:
    scene = Scene()
    grid = Geometry((4, 5, 6))
    layer = scene.add_volume(Volume(np.zeros(grid.shape_kji, np.int16), grid, "HU", SeriesInfo("a")))
    layer.palette = "of another version"
    scene.viewports["axial"].slab_mm = 1e12
    plan = plan_slice(scene, scene.viewports["axial"], (20, 20))
    assert (plan.palette, plan.slab_mm) == ("grey", 100.0)
