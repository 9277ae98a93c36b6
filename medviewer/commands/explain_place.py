"""Which segment or box ``medviewer explain`` explains: the model is run first, as it must have found it."""

from __future__ import annotations

from collections.abc import Mapping

from medviewer.api.explainable import StatedPlace
from medviewer.api.model_info import ModelInfo
from medviewer.commands.console import ConsoleReport
from medviewer.commands.in_model_host import in_model_host
from medviewer.core.detections import Detections
from medviewer.core.errors import ModelError
from medviewer.core.segmentation import Segmentation
from medviewer.core.volume import Stack, Volume


def find_place(
    info: ModelInfo,
    run: tuple[str, Volume | Stack, Mapping[str, str], str, bool, Mapping[str, Volume]],
    label: str,
    box: int,
    report: ConsoleReport,
) -> StatedPlace:
    """A segment by its name, else the first that was found; or a box, counted from the most certain one.

    Parameters
    ----------
    run
        What `medviewer.inference.run.run_model` takes.

    Raises
    ------
    ModelError
        If nothing of that kind was found.
    """
    result = in_model_host("medviewer.inference.run:run_model", *run, title=info.name, report=report)
    if isinstance(result, Segmentation):
        return _segment(info, result, label)
    if isinstance(result, Detections):
        return _box(info, result, label, box)
    raise ModelError(f"{info.id} is a model for {info.task}: it makes no statements to explain.")


def _segment(info: ModelInfo, result: Segmentation, label: str) -> StatedPlace:
    for segment in result.segments:
        centre = result.centre_lps(segment.number) if label in ("", segment.name) else None
        if centre is not None:
            x, y, z = (float(value) for value in centre)
            return StatedPlace(segment.name, (x, y, z))
    raise ModelError(
        f"{info.name} found no {label or 'segment'} in this image, so there is nothing to explain."
    )


def _box(info: ModelInfo, result: Detections, label: str, number: int) -> StatedPlace:
    boxes = [one for one in result.boxes if label in ("", one.label)]
    if number > len(boxes):
        raise ModelError(
            f"{info.name} found {len(boxes)} boxes of that kind, so there is no number {number}."
        )
    chosen = sorted(boxes, key=lambda one: -one.score)[number - 1]
    return StatedPlace(chosen.label, chosen.centre_lps, chosen.size_lps)
