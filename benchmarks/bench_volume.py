"""Turning a 512 x 512 x 400 volume in 3D, with and without segments, without a graphics card."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from benchmarks.big_study import big_study
from benchmarks.measurement import Measurement, at_least, medians_in_turn, seconds_of, told

TOPIC = "3D of 512 x 512 x 400 in a view of 512 x 512, no graphics card"
SIDE = 512
LEAST = 15
TURNS = 30
_PEER_TURNS = 5
_WARM_UP = 6


def _a_scene() -> tuple[Any, float]:
    """A scene with the study and the surfaces of its segments, and how long those took."""
    from medviewer.render.surface_nets import surfaces_for_views
    from medviewer.scene.scene import Scene
    from medviewer.scene.volume.volume_surfaces import LayerSurfaces

    volume, labels = big_study()
    scene = Scene()
    image = scene.add_volume(volume)
    layer = scene.add_result(labels, image.id, saved=True)
    made: list[Any] = []
    seconds = seconds_of(lambda: made.append(surfaces_for_views(labels, report=lambda *_: None)))
    layer.surfaces = LayerSurfaces(labels, made[0])
    return scene, seconds


def _turn(scene: Any, draft: bool) -> Callable[[], object]:
    """One picture more of a patient who turns; the first few are made here, to warm up."""
    from medviewer.render.volume_renderer import VolumeRenderer
    from medviewer.scene.volume.plan_volume import plan_volume

    viewport, renderer = scene.viewports["3d"], VolumeRenderer()
    look = scene.active.volume_look
    shown = scene.layers[-1].visible

    def step() -> None:
        scene.active.volume_look, scene.layers[-1].visible = look, shown
        viewport.camera = replace(viewport.camera, azimuth=(viewport.camera.azimuth + 3.0) % 360.0 - 180.0)
        renderer.render(plan_volume(scene, viewport, (SIDE, SIDE), draft=draft))

    for _ in range(_WARM_UP if draft else 1):
        step()
    return step


def _vtk_alone(voxels: Any, spacing: tuple[float, float, float]) -> Callable[[], object]:
    """VTK's own processor ray caster through its usual door, a render window, at its automatic quality."""
    if not os.environ.get("DISPLAY") and sys.platform == "linux":
        os.environ["VTK_DEFAULT_OPENGL_WINDOW"] = "vtkEGLRenderWindow"
    import vtkmodules.vtkRenderingVolumeOpenGL2  # noqa: F401
    from vtkmodules.util.numpy_support import numpy_to_vtk
    from vtkmodules.vtkCommonDataModel import vtkImageData, vtkPiecewiseFunction
    from vtkmodules.vtkRenderingCore import vtkColorTransferFunction, vtkRenderer, vtkRenderWindow, vtkVolume
    from vtkmodules.vtkRenderingVolume import vtkFixedPointVolumeRayCastMapper

    k, j, i = voxels.shape
    image = vtkImageData()
    image.SetDimensions(i, j, k)
    image.SetSpacing(*spacing)
    image.GetPointData().SetScalars(numpy_to_vtk(voxels.reshape(-1)))
    mapper = vtkFixedPointVolumeRayCastMapper()
    mapper.SetInputData(image)
    mapper.AutoAdjustSampleDistancesOff()
    mapper.SetImageSampleDistance(1.0)
    volume = vtkVolume()
    volume.SetMapper(mapper)
    color, opacity = vtkColorTransferFunction(), vtkPiecewiseFunction()
    for value, part in ((120.0, 0.0), (300.0, 0.35), (1500.0, 0.95)):
        color.AddRGBPoint(value, 0.9, 0.8, 0.7)
        opacity.AddPoint(value, part)
    volume.GetProperty().SetColor(color)
    volume.GetProperty().SetScalarOpacity(opacity)
    volume.GetProperty().ShadeOn()
    volume.GetProperty().SetInterpolationTypeToLinear()
    window, renderer = vtkRenderWindow(), vtkRenderer()
    window.SetOffScreenRendering(1)
    window.SetSize(SIDE, SIDE)
    window.AddRenderer(renderer)
    renderer.AddVolume(volume)
    renderer.ResetCamera()
    camera = renderer.GetActiveCamera()
    camera.ParallelProjectionOn()
    camera.Elevation(90)
    camera.OrthogonalizeViewUp()

    def step() -> None:
        camera.Azimuth(3.0)
        window.Render()

    step()
    return step


def _memory_floor(voxels: Any) -> Callable[[], object]:
    """Reading every voxel of the volume once: below this no honest picture of all of them can go."""
    return lambda: int(np.maximum.reduce(voxels, axis=1).max())


def measure() -> list[Measurement]:
    """Pictures a second while turning, in every way of showing segments; then the peer and the floor."""
    scene, surfaces_s = _a_scene()
    image, layer = scene.active, scene.layers[-1]
    works: dict[str, Callable[[], object]] = {}
    ways = (
        ("bone alone", "auto", "glass", False),
        ("MIP", "ct-mip", "glass", False),
        ("segments glowing in glass", "auto", "glass", True),
        ("surfaces in glass", "auto", "surfaces", True),
        ("surfaces alone", "auto", "surfaces_alone", True),
    )
    for name, preset, segments_as, visible in ways:
        image.volume_look = replace(image.volume_look, preset=preset, segments_as=segments_as)
        layer.visible = visible
        works[name] = _turn(scene, draft=True)
    taken = medians_in_turn(works, TURNS)
    image.volume_look = replace(image.volume_look, preset="auto", segments_as="glass")
    layer.visible = False
    rest = medians_in_turn({"rest": _turn(scene, draft=False)}, 3)["rest"]
    voxels = image.image.voxels
    peer = _vtk_alone(voxels, image.geometry.spacing_ijk)
    others = medians_in_turn({"peer": peer, "floor": _memory_floor(voxels)}, _PEER_TURNS)
    bone = taken["bone alone"]
    note = f"ours while turning takes {bone / others['peer']:.3f} of its time"
    return [
        *(
            at_least(TOPIC, f"{name}, while it is turned", 1 / seconds, "pictures/s", LEAST)
            for name, seconds in taken.items()
        ),
        told(TOPIC, "bone alone, at rest", 1 / rest, "pictures/s"),
        told(
            TOPIC,
            "VTK's processor ray caster: whole volume, a sample each mm",
            1 / others["peer"],
            "pictures/s",
            note,
        ),
        told(
            TOPIC, "reading every voxel once (the floor of a picture of all)", 1 / others["floor"], "times/s"
        ),
        told(TOPIC, "surfaces of 7 segments, in the background", surfaces_s, "s"),
    ]
