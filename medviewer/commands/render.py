"""``medviewer render``: the picture that a view of the window shows, as a PNG."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
import numpy.typing as npt

from medviewer.commands.console import ConsoleReport, say
from medviewer.commands.object_overlay import lay_object_over, object_marks, with_objects
from medviewer.commands.open_series import open_image
from medviewer.core.errors import GeometryError, WriteError
from medviewer.core.geometry import Geometry, Vector
from medviewer.core.segmentation import Segmentation
from medviewer.core.series import Verdict
from medviewer.core.volume import Stack, Volume
from medviewer.core.window_level import WindowLevel

if TYPE_CHECKING:
    from medviewer.scene.scene import Scene
    from medviewer.scene.views.slice_plan import SlicePlan
    from medviewer.scene.views.viewport import ViewKind

Picture = npt.NDArray[np.uint8]


def run(arguments: argparse.Namespace) -> int:
    """Renders one picture and saves it."""
    report = ConsoleReport()
    entry, image = open_image(arguments.path, arguments.series, report, arguments.time)
    labels = _labels(arguments.labels, image, report)
    window = None if arguments.window is None else WindowLevel(*arguments.window)
    scene = scene_of(image, labels, window)
    problems = () if labels is None else labels.problems
    if arguments.overlay:
        problems += lay_object_over(scene, arguments.overlay, entry, report)
    if arguments.plane == "3d":
        picture = _picture_3d(scene, arguments.size, arguments.bare)
    else:
        picture = _picture_2d(scene, arguments.plane, arguments.lps, arguments.size, arguments.bare)
    saved = save_png(picture, arguments.output)
    report.clear()
    for problem in problems:
        say(f"Note: {problem.message}")
    if unused := _unused_options(arguments):
        say(f"Note: {unused} a 3D picture.")
    say(f"Saved {saved}")
    return 0


def _unused_options(arguments: argparse.Namespace) -> str:
    """Which options a 3D picture takes no notice of, with their verb; nothing where there are none."""
    if arguments.plane != "3d":
        return ""
    named = [f"--{name}" for name in ("window", "lps") if getattr(arguments, name) is not None]
    verb = "do not change" if len(named) > 1 else "does not change"
    return f"{' and '.join(named)} {verb}" if named else ""


def scene_of(image: Volume | Stack, labels: Segmentation | None, window: WindowLevel | None) -> Scene:
    """A scene with one image and what is laid over it."""
    from medviewer.scene.scene import Scene

    scene = Scene()
    layer = scene.add_volume(image, window)
    if labels is not None:
        scene.add_result(labels, layer.id)
    return scene


def _labels(path: str, image: Volume | Stack, report: ConsoleReport) -> Segmentation | None:
    if not path:
        return None
    if not isinstance(image, Volume):
        raise GeometryError("Labels can only be laid over a volume; this series is a stack of slices.")
    from medviewer.io.label_file import read_label_file

    return read_label_file(path, image.geometry, report=report)


def _picture_2d(
    scene: Scene, plane: str, point_lps: Vector | None, size_px: tuple[int, int], bare: bool
) -> Picture:
    from medviewer.render.slice_renderer import SliceRenderer
    from medviewer.scene.views.plan_slice import plan_slice

    image = scene.active.image if scene.active is not None else None
    kind = cast("ViewKind", "stack" if scene.active is not None and scene.active.is_flat else plane)
    viewport = scene.viewports[kind]
    if isinstance(image, Stack):
        _demand_own_plane(image, plane)
    if point_lps is not None and isinstance(image, Stack):
        viewport.frame = _nearest_frame(image, point_lps)
    elif point_lps is not None:
        scene.set_cursor(point_lps)
    plan = plan_slice(scene, viewport, size_px)
    if plan is None:
        raise GeometryError(f"This series has no {plane} picture.")
    if point_lps is not None:
        _demand_near(plan, point_lps)
    picture = with_objects(SliceRenderer().render(plan), scene, viewport, plan.plane)
    if bare:
        return picture
    place = f"image {viewport.frame + 1} of {len(image)}" if isinstance(image, Stack) else ""
    return _with_facts(picture, plan, kind, place, object_marks(scene))


def _picture_3d(scene: Scene, size_px: tuple[int, int], bare: bool) -> Picture:
    from medviewer.render.volume_renderer import VolumeRenderer
    from medviewer.scene.volume.plan_volume import plan_volume

    plan = plan_volume(scene, scene.viewports["3d"], size_px)
    if plan is None:
        raise GeometryError("This series is not a volume, so there is no 3D picture of it.")
    picture = VolumeRenderer().render(plan)
    if bare:
        return picture
    from medviewer.commands.picture_text import with_text

    # The camera looks from the patient's front.
    letters = ("R", "L", "H", "F") if plan.image.has_orientation else ("", "", "", "")
    top_left = (f"{plan.image.info.modality} 3D".strip(),)
    return with_text(picture, letters, (top_left, _badges(plan.image), ("Research use only",)))


def _demand_own_plane(stack: Stack, plane: str) -> None:
    """A stack of several slices has pictures of its own plane only."""
    own = ("sagittal", "coronal", "axial")[int(np.abs(stack.planes[0].axes_lps[2]).argmax())]
    if plane not in (own, "axial") and len(stack) > 1 and stack.has_orientation:
        raise GeometryError(
            f"The series {stack.info.series_id} is no regular grid, so it has no {plane} picture; "
            f"its own slices are {own}."
        )


def _nearest_frame(stack: Stack, point_lps: Vector) -> int:
    distances = [_off_plane_mm(plane, point_lps) for plane in stack.planes]
    return int(np.argmin(distances))


def _off_plane_mm(plane: Geometry, point_lps: Vector) -> float:
    return abs(float(plane.lps_to_index(point_lps)[2])) * plane.spacing_ijk[2]


def _demand_near(plan: SlicePlan, point_lps: Vector) -> None:
    """The slice that is shown must be the one at the point, not the last before the volume's end."""
    normal = plan.plane.normal_lps
    grid = plan.image.geometry
    step = float(np.abs(np.array(grid.axes_lps) @ normal) @ np.array(grid.spacing_ijk))
    if abs(plan.plane.distance_mm(point_lps)) > step / 2 + 1e-3:
        x, y, z = point_lps
        raise GeometryError(f"No slice of this series goes through the point {x:g},{y:g},{z:g}.")


def _with_facts(picture: Picture, plan: SlicePlan, kind: str, place: str, marks: tuple[str, ...]) -> Picture:
    from medviewer.commands.picture_text import with_text

    image, window = plan.image, plan.window
    oriented = image.has_orientation
    letters = plan.plane.letters() if oriented else ("", "", "", "")
    normal = plan.plane.normal_lps
    along = float(np.asarray(plan.plane.centre_lps) @ normal) * (1.0 if normal.sum() > 0 else -1.0)
    if not place:
        place = f"{along:.1f} mm" if oriented and kind != "stack" else ""
    top_left = (f"{image.info.modality} {kind}".strip(), place)
    bottom_left = (f"W {window.width:g}  L {window.level:g} {image.unit}", "Research use only")
    return with_text(picture, letters, (top_left, (*_badges(image), *marks), bottom_left))


def _badges(image: Volume) -> tuple[str, ...]:
    """What makes the picture other than it seems."""
    verdict = image.report.verdict
    badges = [verdict.value] if verdict is not Verdict.REGULAR else []
    badges += ["orientation unknown"] if not image.has_orientation else []
    return (*badges, image.info.lossy) if image.info.lossy else tuple(badges)


def save_png(picture: Picture, path: str) -> str:
    """Saves a picture [h, w, 3] as PNG, atomically; returns the path."""
    from PIL import Image

    from medviewer.io.atomic import atomic_write

    def verify(written: Path) -> None:
        with Image.open(written) as opened:
            if not np.array_equal(np.asarray(opened.convert("RGB")), picture):
                raise WriteError(f"{path} was not saved: what was read back differs; try another folder.")

    def write(temporary: Path) -> None:
        Image.fromarray(picture).save(temporary, format="PNG")

    return str(atomic_write(path, write, verify))
