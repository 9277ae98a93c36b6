"""What a report is made from: the study on screen, the series of it, what was chosen before."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from medviewer.core.report_draft import ReportDraft
from medviewer.report.gather import Material, images_of_study, material_of
from medviewer.scene.images.image_layer import ImageLayer

if TYPE_CHECKING:
    from medviewer.core.series import SeriesEntry
    from medviewer.ui.comfort.settings import Settings
    from medviewer.ui.compare.compare_desk import CompareDesk
    from medviewer.ui.main_window import MainWindow
    from medviewer.ui.window_parts import WindowParts


def material_for(window: MainWindow, parts: WindowParts, image: ImageLayer) -> Material:
    """All that is known of the study of an image, and of the earlier one that the reader compares with."""
    studies = [entry.info.study for entry in parts.studies.entries.values()]
    compared = cast("CompareDesk", window.wings["compare"]).compared_id
    return material_of(parts.session.scene, image, studies, compared)


def series_of_study(parts: WindowParts, image: ImageLayer) -> tuple[SeriesEntry, ...]:
    """The open series of the study of an image, its own first."""
    others = images_of_study(parts.session.scene, image)
    layers = (image, *(one for one in others if one is not image))
    found = (parts.studies.entry_of_layer(layer.id) for layer in layers)
    return tuple(entry for entry in found if entry is not None)


def usual_draft(settings: Settings) -> ReportDraft:
    """What new reports begin with: who read last, and the language that was chosen, else the window's."""
    said = settings.text("report.language")
    if said == "window":
        said = settings.text("look.language")
    reader = " ".join(settings.words("report.reader"))
    return ReportDraft("", reader=reader, language="zh" if said.startswith("zh") else "en")
