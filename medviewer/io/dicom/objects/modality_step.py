"""The modality transformation of a presentation state, which replaces that of its images (PS3.3 A.33.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from medviewer.core.errors import ReadError
from medviewer.core.image_reference import ImageReference
from medviewer.core.presentation_state import ModalityStep
from medviewer.core.series import Problem
from medviewer.core.voi_lut import VoiLut
from medviewer.io.dicom.objects.image_references import reference_of
from medviewer.io.dicom.objects.lut_item import lut_of
from medviewer.io.dicom.objects.object_file import first_item, items, number_of, read_object, text_of

_ELEMENTS = (
    "SOPInstanceUID",
    "ModalityLUTSequence",
    "RescaleSlope",
    "RescaleIntercept",
    "PixelRepresentation",
)
_MOST_FILES = 2000
_NOT_APPLIED = "Its modality transformation differs from that of the image and cannot be applied."


@dataclass(frozen=True, eq=False)
class _Transformation:
    """A linear one, or a table; ``is_said`` is False where the file is silent (then it is the identity)."""

    slope: float = 1.0
    intercept: float = 0.0
    table: VoiLut | None = None
    is_said: bool = False

    def does_the_same_as(self, other: _Transformation) -> bool:
        if self.table is None or other.table is None:
            same = np.allclose(
                (self.slope, self.intercept), (other.slope, other.intercept), rtol=1e-6, atol=1e-9
            )
            return self.table is other.table is None and bool(same)
        return self.table.first == other.table.first and np.array_equal(self.table.table, other.table.table)


def modality_step(
    dataset: Any, images: Sequence[ImageReference], image_files: Sequence[str]
) -> tuple[ModalityStep | None, tuple[Problem, ...]]:
    """What is to be done to the values of the images before the state's window or table.

    The values on screen had the images' own transformation applied, so that is taken back first. None
    where nothing is to be done. A state that is silent leaves the values as they are: it would ask for
    the stored ones, but files are known that only forgot it.
    """
    if _varies_otherwise(dataset, image_files):
        return None, (Problem("MODALITY_LUT", _NOT_APPLIED),)
    wanted = _transformation(dataset)
    if not wanted.is_said:
        return None, ()
    applied = _of_images(images, image_files)
    if applied is None:
        # The images are not at hand. A linear step is nearly always the image's own.
        return (None if wanted.table is None else _step(wanted, _Transformation())), ()
    if applied.does_the_same_as(wanted):
        return None, ()
    if applied.table is not None or applied.slope == 0:
        return None, (Problem("MODALITY_LUT", _NOT_APPLIED),)
    return _step(wanted, applied), ()


def _step(wanted: _Transformation, applied: _Transformation) -> ModalityStep:
    """Takes back the linear step that was applied, then does the wanted one."""
    slope, intercept = 1.0 / applied.slope, -applied.intercept / applied.slope
    if wanted.table is not None:
        return ModalityStep(slope, intercept, wanted.table.table, wanted.table.first)
    return ModalityStep(wanted.slope * slope, wanted.slope * intercept + wanted.intercept)


def _transformation(dataset: Any) -> _Transformation:
    item = first_item(dataset, "ModalityLUTSequence")
    table = None if item is None else lut_of(item)
    if table is not None:
        return _Transformation(table=table, is_said=True)
    slope, intercept = number_of(dataset, "RescaleSlope"), number_of(dataset, "RescaleIntercept")
    if slope is None and intercept is None:
        return _Transformation()
    return _Transformation(1.0 if slope is None else slope, intercept or 0.0, None, True)


def _varies_otherwise(dataset: Any, image_files: Sequence[str]) -> bool:
    """Whether a state gives some of its images (C.11.35) a transformation that is not their own.

    Of frames, which say theirs in functional groups, nothing is known here; theirs is taken to be the same.
    """
    wanted = {
        reference_of(image).instance_uid: _transformation(item)
        for item in items(dataset, "VariableModalityLUTSequence", _MOST_FILES)
        for image in items(item, "ReferencedImageSequence", _MOST_FILES)
    }
    for file in image_files[:_MOST_FILES] if wanted else ():
        try:
            header = read_object(file, _ELEMENTS)
        except ReadError:
            continue
        asked, own = wanted.get(text_of(header, "SOPInstanceUID", 128)), _transformation(header)
        if asked is not None and own.is_said and not own.does_the_same_as(asked):
            return True
    return False


def _of_images(images: Sequence[ImageReference], image_files: Sequence[str]) -> _Transformation | None:
    """The transformation of the first file that the state names; None if none of them is here."""
    named = {image.instance_uid for image in images}
    for file in image_files[:_MOST_FILES]:
        try:
            header = read_object(file, _ELEMENTS)
        except ReadError:
            continue
        if text_of(header, "SOPInstanceUID", 128) in named:
            return _transformation(header)
    return None
