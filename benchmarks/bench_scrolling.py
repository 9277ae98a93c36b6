"""Scrolling a 512 x 512 x 400 volume with a label overlay, painted on screen, and turning it in 3D."""

from __future__ import annotations

import os
import statistics
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from benchmarks.big_study import big_study
from benchmarks.measurement import Measurement, at_least, at_most, seconds_of, told
from benchmarks.screen import a_screen

TOPIC = "scrolling 512 x 512 x 400, labels with fill and outline"
FRAMES = 120
WARM_UP = 10
_FLOOR_FRAMES = 60
_SIDE = 512


def _frame_ms(step: Callable[[int], object], frames: int = FRAMES) -> float:
    """Median milliseconds of a frame after a few that warm up."""
    times = [seconds_of(lambda n=n: step(n)) for n in range(frames + WARM_UP)]  # type: ignore[misc]
    return 1000 * statistics.median(times[WARM_UP:])


def _a_scene() -> Any:
    from medviewer.scene.scene import Scene

    volume, labels = big_study()
    scene = Scene()
    image = scene.add_volume(volume)
    scene.add_result(labels, image.id, saved=True)
    return scene


def _views(scene: Any, kinds: Sequence[str], side: int) -> Any:
    """A window with views of ``side`` x ``side`` pixels beside each other."""
    from PySide6.QtWidgets import QHBoxLayout, QWidget

    from medviewer.render.slice_renderer import SliceRenderer
    from medviewer.ui.actions.tool_state import ToolState
    from medviewer.ui.views.slice_view import SliceView

    window = QWidget()
    row = QHBoxLayout(window)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    window.views = []  # type: ignore[attr-defined]
    for kind in kinds:
        view = SliceView(scene, scene.viewports[kind], SliceRenderer, ToolState(window))
        view.setFixedSize(side, side)
        row.addWidget(view)
        window.views.append(view)  # type: ignore[attr-defined]
    window.show()
    return window


def _measure_views(scene: Any, kinds: Sequence[str], side: int) -> float:
    """Each frame moves the crosshair so that every view shows another slice, and waits for the screen."""
    from PySide6.QtGui import QGuiApplication

    window = _views(scene, kinds, side)
    grid = scene.active.geometry
    far_ijk = np.array(grid.shape_ijk) - 1

    def step(n: int) -> None:
        part = 0.2 + 0.6 * (n % 100) / 100
        scene.set_cursor(grid.index_to_lps(np.round(far_ijk * part)))
        for view in window.views:
            view.repaint()
        QGuiApplication.sync()

    made_before = window.views[0].pictures_made
    milliseconds = _frame_ms(step)
    if window.views[0].pictures_made - made_before < FRAMES:
        raise RuntimeError("The view did not make a picture for each frame.")
    window.close()
    window.deleteLater()
    return milliseconds


def _bare_reslice_ms(volume: Any, side: int) -> float:
    """VTK's reslice alone, one plane of ``side`` x ``side``, linear, no window, no labels, no paint."""
    from vtkmodules.util.numpy_support import numpy_to_vtk
    from vtkmodules.vtkCommonDataModel import vtkImageData
    from vtkmodules.vtkImagingCore import vtkImageReslice

    k, j, i = volume.voxels.shape
    image = vtkImageData()
    image.SetDimensions(i, j, k)
    image.GetPointData().SetScalars(numpy_to_vtk(volume.voxels.reshape(-1)))
    reslice = vtkImageReslice()
    reslice.SetInputData(image)
    reslice.SetInterpolationModeToLinear()
    reslice.SetOutputDimensionality(2)
    reslice.SetOutputExtent(0, side - 1, 0, side - 1, 0, 0)
    reslice.SetOutputSpacing(i / side, j / side, 1.0)
    reslice.SetOutputOrigin(0.25, 0.25, 0.0)

    def step(n: int) -> None:
        reslice.SetResliceAxesOrigin(0.0, 0.0, 80.0 + 2 * n + 0.5)
        reslice.Update()

    return _frame_ms(step, _FLOOR_FRAMES)


def _bare_oblique_ms(plan: Any) -> tuple[float, float]:
    """The samples of an oblique plane alone, linear: by VTK's reslice on one thread, and by scipy.ndimage."""
    from scipy.ndimage import map_coordinates
    from vtkmodules.vtkCommonMath import vtkMatrix4x4
    from vtkmodules.vtkImagingCore import vtkImageReslice

    from medviewer.render.vtk_image import image_in_index_space

    grid, plane = plan.image.geometry, plan.plane
    width, height = plane.size_px
    pixels = np.stack(np.meshgrid(np.arange(width) + 0.5, np.arange(height) + 0.5), axis=-1)
    index = grid.lps_to_index(plane.pixel_to_lps(pixels))
    axes = np.eye(4)
    axes[:3, 0], axes[:3, 1], axes[:3, 3] = index[0, 1] - index[0, 0], index[1, 0] - index[0, 0], index[0, 0]
    matrix = vtkMatrix4x4()
    matrix.DeepCopy(axes.ravel().tolist())
    reslice = vtkImageReslice()
    reslice.SetInputData(image_in_index_space(plan.image.voxels))
    reslice.SetInterpolationModeToLinear()
    reslice.SetOutputDimensionality(2)
    reslice.SetOutputSpacing(1.0, 1.0, 1.0)
    reslice.SetOutputOrigin(0.0, 0.0, 0.0)
    reslice.SetOutputExtent(0, width - 1, 0, height - 1, 0, 0)
    reslice.SetResliceAxes(matrix)
    reslice.SetEnableSMP(False)
    reslice.SetNumberOfThreads(1)

    def by_vtk(_n: int) -> None:
        reslice.Modified()
        reslice.Update()

    kji = np.moveaxis(index[..., ::-1], -1, 0)

    def by_scipy(_n: int) -> None:
        map_coordinates(plan.image.voxels, kji, order=1, output=np.float32)

    return _frame_ms(by_vtk, _FLOOR_FRAMES), _frame_ms(by_scipy, 5)


def _at_rest_ms(scene: Any) -> float:
    """The full picture of the plane at hand, samples, labels and window, without the painting."""
    from medviewer.render.slice_renderer import SliceRenderer
    from medviewer.scene.views.plan_slice import plan_slice

    renderer, grid = SliceRenderer(), scene.active.geometry

    def step(n: int) -> None:
        scene.set_cursor(grid.index_to_lps((np.array(grid.shape_ijk) - 1) * (0.4 + 0.004 * n)))
        renderer.render_words(plan_slice(scene, scene.viewports["axial"], (_SIDE, _SIDE)))

    return _frame_ms(step, 20)


def _measure_oblique(scene: Any, straight_ms: float) -> list[Measurement]:
    """Oblique planes and slabs of 20 mm: while they move (drafts, painted on screen) and at rest."""
    from medviewer.scene.views.frame_link import frame_of
    from medviewer.scene.views.oblique import Tilt
    from medviewer.scene.views.plan_slice import plan_slice

    kinds = ("axial", "sagittal", "coronal")
    scene.aids.tilts = {frame_of(scene.active): Tilt.about((1.0, 0.4, 0.2), 25.0)}
    one = _measure_views(scene, ["axial"], _SIDE)
    three = _measure_views(scene, kinds, _SIDE)
    by_vtk, by_scipy = _bare_oblique_ms(plan_slice(scene, scene.viewports["axial"], (_SIDE, _SIDE)))
    rest = _at_rest_ms(scene)
    for kind in kinds:
        scene.viewports[kind].slab_mm = 20.0
    slab, slabs = _measure_views(scene, ["axial"], _SIDE), _measure_views(scene, kinds, _SIDE)
    slab_rest = _at_rest_ms(scene)
    for kind in kinds:
        scene.viewports[kind].slab_mm = 0.0
    scene.aids.tilts = {}
    return [
        at_most(TOPIC, "one oblique view 512 x 512 that moves", one, "ms", 12, _times(one, straight_ms)),
        at_most(TOPIC, "three oblique views that move, every slice new", three, "ms", 30),
        at_most(TOPIC, "one oblique slab of 20 mm that moves", slab, "ms", 30, _times(slab, straight_ms)),
        told(TOPIC, "three oblique slabs of 20 mm that move", slabs, "ms"),
        told(TOPIC, "one oblique picture at rest, not painted", rest, "ms"),
        told(TOPIC, "one oblique slab of 20 mm at rest, in pieces, not painted", slab_rest, "ms"),
        told(TOPIC, "bare reslice of the oblique plane, one thread", by_vtk, "ms"),
        told(TOPIC, "scipy.ndimage.map_coordinates of the oblique plane", by_scipy, "ms"),
    ]


def _times(oblique_ms: float, straight_ms: float) -> str:
    return f"{oblique_ms / straight_ms:.1f} x a straight one"


def _turning_fps(scene: Any, side: int, draft: bool) -> float:
    """Pictures a second of the 3D view while it is turned by hand."""
    from medviewer.render.volume_renderer import VolumeRenderer
    from medviewer.scene.volume.plan_volume import plan_volume

    viewport = scene.viewports["3d"]
    renderer = VolumeRenderer()

    def step(n: int) -> None:
        viewport.camera = replace(viewport.camera, azimuth=3.0 * n)
        renderer.render(plan_volume(scene, viewport, (side, side), draft=draft))

    return 1000 / _frame_ms(step, 30 if draft else 5)


def measure() -> list[Measurement]:
    """Three arrangements of slice views, their floor, and the 3D view."""
    os.environ["LIBGL_ALWAYS_SOFTWARE"] = "1"
    with a_screen() as screen:
        from PySide6.QtWidgets import QApplication

        application = QApplication([])
        scene = _a_scene()
        one = _measure_views(scene, ["axial"], 512)
        three = _measure_views(scene, ["axial", "sagittal", "coronal"], 512)
        large = _measure_views(scene, ["axial"], 900)
        oblique = _measure_oblique(scene, one)
        floor_512 = _bare_reslice_ms(scene.active.image, 512)
        floor_900 = _bare_reslice_ms(scene.active.image, 900)
        draft = _turning_fps(scene, 512, draft=True)
        full = _turning_fps(scene, 512, draft=False)
        application.quit()
    small, big = f"ours is {one / floor_512:.1f} x", f"ours is {large / floor_900:.1f} x"
    return [
        at_most(TOPIC, "one view 512 x 512, median frame", one, "ms", 8, f"painted on {screen}"),
        at_most(TOPIC, "three linked views 512 x 512, every slice new", three, "ms", 24),
        at_most(TOPIC, "one view 900 x 900", large, "ms", 16),
        *oblique,
        told(TOPIC, "bare reslice 512 x 512 (the floor)", floor_512, "ms", small),
        told(TOPIC, "bare reslice 900 x 900 (the floor)", floor_900, "ms", big),
        at_least(TOPIC, "3D 512 x 512 while it is turned, no graphics card", draft, "pictures/s", 10),
        told(TOPIC, "3D 512 x 512 at rest, no graphics card", full, "pictures/s"),
    ]
