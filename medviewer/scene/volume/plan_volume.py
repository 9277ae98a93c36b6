"""From wish to plan: what a 3D view of the scene shows, frozen for a renderer."""

from __future__ import annotations

from medviewer.core.palette import GREY, is_palette
from medviewer.core.volume import Volume
from medviewer.scene.layers.image_result_layer import shown_image_result
from medviewer.scene.scene import Scene
from medviewer.scene.views.plan_slice import SizePx, device_size, heat_plans, label_plans
from medviewer.scene.views.slice_plan import VolumePlan
from medviewer.scene.views.viewport import Viewport
from medviewer.scene.volume.volume_plan import blended_in_3d, cut_plan, in_3d, preset_for
from medviewer.scene.volume.volume_table import table_cut


def plan_volume(
    scene: Scene,
    viewport: Viewport,
    size_px: SizePx,
    device_pixel_ratio: float = 1.0,
    draft: bool = False,
) -> VolumePlan | None:
    """What the 3D view shows, or None where there is no volume. ``draft`` while the user turns it."""
    active = scene.image_in(viewport)
    if active is None or active.is_flat or not isinstance(active.image, Volume) or min(size_px) < 1:
        return None
    if active.arriving is not None:
        return None
    result = shown_image_result(scene, active)
    image = active.image if result is None else result.volume
    look = active.volume_look
    labels, surfaces = in_3d(scene, active, label_plans(scene.results_shown_on(active)))
    return VolumePlan(
        image=image,
        camera=viewport.camera,
        size_px=device_size(size_px, device_pixel_ratio),
        preset=preset_for(look.preset, image, active.image.info.modality if result is None else ""),
        labels=labels,
        draft=draft,
        heats=heat_plans(scene.results_shown_on(active)),
        lighting=look.lighting,
        crop=look.crop if image.geometry.shape_kji == active.image.geometry.shape_kji else None,
        cut=cut_plan(scene, look.cut),
        surfaces=surfaces,
        has_body=look.segments_as != "surfaces_alone" or not surfaces,
        table=table_cut(active, image) if result is None else None,
        fusion=blended_in_3d(scene, active),
        palette=active.palette if is_palette(active.palette) else GREY,
    )
