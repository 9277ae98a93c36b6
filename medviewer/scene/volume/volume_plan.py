"""The parts of a 3D plan: which preset, what is cut out, and which segments are surfaces."""

from __future__ import annotations

from medviewer.core.volume import Volume
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.layers.layers import LabelLayer
from medviewer.scene.scene import Scene
from medviewer.scene.views.over_image import FusionPlan, fusion_plan
from medviewer.scene.views.slice_plan import CutPlan, LabelPlan, SurfacePlan
from medviewer.scene.volume.volume_look import VolumeCut


def preset_for(name: str, image: Volume, modality: str) -> str:
    """The preset that a name stands for: ``"auto"`` is chosen by what was measured."""
    if name != "auto":
        return name
    if image.unit == "HU" or modality == "CT":
        return "ct-bone"
    return "mip" if modality in ("PT", "NM") else "mr"


def blended_in_3d(scene: Scene, image: ImageLayer) -> FusionPlan | None:
    """Another image that is blended over this one, to glow in it; other ways are for slices alone."""
    plan = fusion_plan(scene, image)
    return plan if plan is not None and plan.way == "blend" and plan.volume.rgb is None else None


def cut_plan(scene: Scene, cut: VolumeCut | None) -> CutPlan | None:
    """What segments cut out; None once their layer is closed."""
    layer = next((one for one in scene.layers if cut is not None and one.id == cut.layer_id), None)
    if cut is None or not cut.numbers or not isinstance(layer, LabelLayer):
        return None
    return CutPlan(layer.segmentation, cut.numbers, cut.keep)


def in_3d(
    scene: Scene, image: ImageLayer, labels: tuple[LabelPlan, ...]
) -> tuple[tuple[LabelPlan, ...], tuple[SurfacePlan, ...]]:
    """Label plans that glow in glass, and surfaces in the place of those that have them by now."""
    if image.volume_look.segments_as == "glass":
        return labels, ()
    made = {
        id(layer.segmentation): layer.surfaces
        for layer in scene.results_shown_on(image)
        if isinstance(layer, LabelLayer)
        and layer.surfaces is not None
        and layer.surfaces.segmentation is layer.segmentation
    }
    glowing, surfaces = [], []
    for plan in labels:
        known = made.get(id(plan.segmentation))
        if known is None:
            glowing.append(plan)
            continue
        styles = {style.number: style for style in plan.styles if style.opacity > 0}
        surfaces += [
            SurfacePlan(fine, coarse, styles[fine.number].color, styles[fine.number].opacity)
            for fine, coarse in known.meshes
            if fine.number in styles
        ]
    return tuple(glowing), tuple(surfaces)


def surfaces_wanted(scene: Scene, image: ImageLayer | None) -> tuple[LabelLayer, ...]:
    """The layers on screen whose surfaces are still to be made."""
    if image is None or image.volume_look.segments_as == "glass":
        return ()
    return tuple(
        layer
        for layer in scene.results_shown_on(image)
        if isinstance(layer, LabelLayer)
        and layer.visible
        and (layer.surfaces is None or layer.surfaces.segmentation is not layer.segmentation)
    )
