"""The rescaling of images that a presentation state must repeat (PS3.3 C.11.1), slice by slice if need be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pydicom.dataset import Dataset
from pydicom.sequence import Sequence as Items

from medviewer.core.errors import WriteError
from medviewer.io.marks.content_tree import sop_item
from medviewer.io.marks.source_study import SourceInstance, SourceStudy

_NONE = ("1", "0")


@dataclass
class Rescaling:
    """One slope and intercept with the images, and frames of them, that have it; no frames: all."""

    slope: str
    intercept: str
    images: list[tuple[SourceInstance, list[int]]] = field(default_factory=list)

    @property
    def is_said(self) -> bool:
        """Whether the images say a rescaling at all."""
        return bool(self.slope and self.intercept)


def rescalings_of(study: SourceStudy, what: str) -> tuple[Rescaling, ...]:
    """The different rescalings of the images of a state.

    Raises
    ------
    WriteError
        If several files each rescale their frames in their own way.
    """
    found: dict[tuple[str, str], Rescaling] = {}
    for image, frame, slope, intercept in _each(study, what):
        one = found.setdefault((slope, intercept), Rescaling(slope, intercept))
        if frame and one.images and one.images[-1][0] is image:
            one.images[-1][1].append(frame)
        else:
            one.images.append((image, [frame] if frame else []))
    return tuple(found.values())


def add_modality(made: Any, rescalings: tuple[Rescaling, ...], rescale_type: str) -> None:
    """One rescaling for all images (C.11.1), or one for each group of them (C.11.35)."""
    if len(rescalings) == 1:
        if rescalings[0].is_said:
            _say(made, rescalings[0], rescale_type)
        return
    steps = []
    for one in rescalings:
        step = Dataset()
        step.ReferencedImageSequence = Items([_reference(*image) for image in one.images])
        _say(step, one, rescale_type)
        steps.append(step)
    made.VariableModalityLUTSequence = Items(steps)


def _say(dataset: Any, one: Rescaling, rescale_type: str) -> None:
    slope, intercept = (one.slope, one.intercept) if one.is_said else _NONE
    dataset.RescaleIntercept, dataset.RescaleSlope = intercept, slope
    dataset.RescaleType = rescale_type


def _reference(image: SourceInstance, frames: list[int]) -> Dataset:
    item = sop_item(image.reference(0))
    if frames:
        item.ReferencedFrameNumber = frames if len(frames) > 1 else frames[0]
    return item


def _each(study: SourceStudy, what: str) -> Iterator[tuple[SourceInstance, int, str, str]]:
    """Each image, or frame of one, with its slope and intercept; frame 0 stands for all."""
    shared, by_frame = _of_groups(study.header)
    differ = len(set(by_frame)) > 1
    if differ and sum(1 for one in study.instances.values() if one.frames > 1) > 1:
        raise WriteError(
            f"{what} was not made: several files each rescale their frames in their own way; "
            "save the marks as .dcm instead."
        )
    for image in study.instances.values():
        if image.frames > 1 and differ and len(by_frame) == image.frames:
            for frame, (slope, intercept) in enumerate(by_frame, start=1):
                yield image, frame, slope, intercept
        else:
            own = image.rescale if all(image.rescale) else (by_frame[0] if by_frame else shared)
            yield image, 0, *own


def _of_groups(header: Dataset) -> tuple[tuple[str, str], list[tuple[str, str]]]:
    """What functional groups say: for all frames, and for each of them."""
    shared = [_of_group(one) for one in list(header.get("SharedFunctionalGroupsSequence") or [])[:1]]
    each = [_of_group(one) for one in header.get("PerFrameFunctionalGroupsSequence") or []]
    told = [one for one in each if all(one)]
    return (shared or [("", "")])[0], told if len(told) == len(each) else []


def _of_group(group: Dataset) -> tuple[str, str]:
    for step in list(group.get("PixelValueTransformationSequence") or [])[:1]:
        slope, intercept = step.get("RescaleSlope"), step.get("RescaleIntercept")
        if slope is not None and intercept is not None:
            return str(slope), str(intercept)
    return "", ""
