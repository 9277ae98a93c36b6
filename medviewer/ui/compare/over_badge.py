"""The mark of a picture that another image lies over."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from medviewer.core.dicom_text import date_text
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.scene import Scene
from medviewer.scene.views.over_image import fusion_plan
from medviewer.ui.views.badges import Badge


def over_badges(scene: Scene, image: ImageLayer) -> tuple[Badge, ...]:
    """Names the other image and how it is laid over this one."""
    over = image.over
    if over is None or fusion_plan(scene, image) is None:
        return ()
    other = next(one for one in scene.images if one.id == over.image_id)
    way = {
        "blend": _tr("BLENDED WITH %1"),
        "swipe": _tr("RIGHT OF THE EDGE: %1"),
        "checkerboard": _tr("SQUARES OF %1"),
        "difference": _tr("%1 MINUS THIS"),
    }[over.way]
    date = date_text(other.image.info.study.study_date)
    return (Badge(way.replace("%1", f"{other.name} {date}".strip()), "", _tr("Two images in one picture.")),)


def _tr(text: str) -> str:
    return QCoreApplication.translate("OverBadge", text)
