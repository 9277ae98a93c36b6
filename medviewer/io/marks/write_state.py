"""PresentationState -> DICOM softcopy presentation state (PS3.3 A.33).

Images in grey get a grayscale one (A.33.1), those that are rescaled slice by slice one with a variable
modality LUT (A.33.8), images in colour a color one (A.33.2), which knows no windows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence as Items
from pydicom.uid import (
    ColorSoftcopyPresentationStateStorage,
    GrayscaleSoftcopyPresentationStateStorage,
    VariableModalityLUTSoftcopyPresentationStateStorage,
)
from pydicom.valuerep import format_number_as_ds

from medviewer.api.model import Report
from medviewer.core.errors import MedviewerError, WriteError
from medviewer.core.graphics import Annotation, GraphicObject, TextObject
from medviewer.core.image_reference import ImageReference
from medviewer.core.presentation_state import GreyWish, PresentationState
from medviewer.io.atomic import atomic_write
from medviewer.io.dicom.objects.presentation_state import read_presentation_state
from medviewer.io.dicom.short_label import short_label
from medviewer.io.marks.colour_profile import colour_profile
from medviewer.io.marks.content_tree import sop_item
from medviewer.io.marks.new_object import by_series, new_object, save_object
from medviewer.io.marks.source_study import SourceInstance, SourceStudy, source_study
from medviewer.io.marks.state_modality import Rescaling, add_modality, rescalings_of
from medviewer.io.progress import LocalReport

_WHAT = "A presentation state"
_SERIES_NUMBER = 9020
_CLOSED = ("CIRCLE", "ELLIPSE")


def write_state(state: PresentationState, path: Path, source_files: Sequence[str], report: Report) -> Path:
    """Writes how images are to be seen, and proves that our reader sees the same.

    Parameters
    ----------
    state
        Its ``images`` are all of one study and in ``source_files``. Windows, turning, mirroring, inversion
        and annotations are written; tables, shutters and areas are not.

    Raises
    ------
    WriteError
        With one sentence; an old file of that name is untouched.
    """
    report(0.1, "Reading the source headers")
    wanted = {image.instance_uid for image in state.images}
    study = source_study(source_files, wanted, _WHAT)
    if not wanted or wanted - set(study.instances):
        raise WriteError(f"{_WHAT} was not made: a slice's file is not there any more; open the study again.")
    if _is_colour(study.header):
        if state.inverted:
            raise WriteError(
                f"{_WHAT} was not made: of a picture in colour it cannot say inverted; show it as it is."
            )
        state = replace(state, greys=())
    report(0.6, "Writing the presentation state")
    dataset = _dataset(state, study)
    return atomic_write(path, lambda p: save_object(dataset, p), lambda p: _verify(p, state, source_files))


def _dataset(state: PresentationState, study: SourceStudy) -> Any:
    is_colour = _is_colour(study.header)
    rescalings = () if is_colour else rescalings_of(study, _WHAT)
    made = new_object(study, _sop_class(is_colour, rescalings), "PR", _SERIES_NUMBER, "Presentation")
    made.Laterality = ""
    made.ContentLabel = "MEASUREMENTS"
    made.ContentDescription = short_label(state.description)
    made.ContentCreatorName = ""
    made.PresentationCreationDate, made.PresentationCreationTime = made.ContentDate, made.ContentTime
    made.ReferencedSeriesSequence = by_series(study.instances.values(), "ReferencedImageSequence")
    made.DisplayedAreaSelectionSequence = Items(_areas(state, study))
    if is_colour:
        made.ICCProfile = colour_profile(study.header)
    else:
        add_modality(made, rescalings, str(study.header.get("RescaleType") or "US"))
        made.PresentationLUTShape = "INVERSE" if state.inverted else "IDENTITY"
    if state.greys:
        made.SoftcopyVOILUTSequence = Items([_grey(wish, study) for wish in state.greys])
    if state.quarter_turns or state.mirrored:
        made.ImageRotation = 90 * (state.quarter_turns % 4)
        made.ImageHorizontalFlip = "Y" if state.mirrored else "N"
    if state.annotations:
        made.GraphicAnnotationSequence = Items([_annotation(one, study) for one in state.annotations])
        made.GraphicLayerSequence = Items(_layers(state.annotations))
    return made


def _is_colour(header: Dataset) -> bool:
    is_palette = str(header.get("PhotometricInterpretation") or "") == "PALETTE COLOR"
    return is_palette or int(header.get("SamplesPerPixel") or 1) > 1


def _sop_class(is_colour: bool, rescalings: Sequence[Rescaling]) -> str:
    if is_colour:
        return str(ColorSoftcopyPresentationStateStorage)
    if len(rescalings) > 1:
        return str(VariableModalityLUTSoftcopyPresentationStateStorage)
    return str(GrayscaleSoftcopyPresentationStateStorage)


def _areas(state: PresentationState, study: SourceStudy) -> list[Dataset]:
    """The whole of each image; images of one size share an item (C.10.4).

    The corners are those of the picture as it is turned, then mirrored (C.10.6).
    """
    turns = state.quarter_turns
    sizes: dict[tuple[int, int], list[SourceInstance]] = {}
    for one in study.instances.values():
        sizes.setdefault((one.columns, one.rows), []).append(one)
    found = []
    for (columns, rows), instances in sizes.items():
        item = Dataset()
        if len(sizes) > 1:
            item.ReferencedImageSequence = Items([sop_item(one.reference(0)) for one in instances])
        clockwise = ([1, 1], [columns, 1], [columns, rows], [1, rows])
        first = 1 if state.mirrored else 0
        item.DisplayedAreaTopLeftHandCorner = clockwise[(first - turns) % 4]
        item.DisplayedAreaBottomRightHandCorner = clockwise[(first + 2 - turns) % 4]
        item.PresentationSizeMode = "SCALE TO FIT"
        _add_pixel_size(item, study.header)
        found.append(item)
    return found


def _add_pixel_size(item: Dataset, header: Dataset) -> None:
    for keyword in ("PixelSpacing", "ImagerPixelSpacing"):
        spacing = header.get(keyword)
        if spacing is not None and len(spacing) == 2 and min(map(float, spacing)) > 0:
            item.PresentationPixelSpacing = [format_number_as_ds(float(value)) for value in spacing]
            return
    ratio = header.get("PixelAspectRatio")
    item.PresentationPixelAspectRatio = [int(v) for v in ratio] if ratio and len(ratio) == 2 else [1, 1]


def _grey(wish: GreyWish, study: SourceStudy) -> Dataset:
    item = Dataset()
    if wish.images:
        item.ReferencedImageSequence = Items(_references(wish.images, study))
    if wish.window is not None:
        item.WindowCenter = format_number_as_ds(wish.window.level)
        item.WindowWidth = format_number_as_ds(wish.window.width)
        if wish.window.function != "LINEAR":
            item.VOILUTFunction = wish.window.function
    return item


def _references(images: Iterable[ImageReference], study: SourceStudy) -> list[Dataset]:
    return [
        sop_item(study.instances[image.instance_uid].reference(image.frames[0] if image.frames else 0))
        for image in images
    ]


def _annotation(annotation: Annotation, study: SourceStudy) -> Dataset:
    """Figures and words of a layer on an image (C.10.5)."""
    item = Dataset()
    if annotation.images:
        item.ReferencedImageSequence = Items(_references(annotation.images, study))
    item.GraphicLayer = annotation.layer.name
    if annotation.texts:
        item.TextObjectSequence = Items([_text(one) for one in annotation.texts])
    if annotation.graphics:
        item.GraphicObjectSequence = Items([_graphic(one) for one in annotation.graphics])
    return item


def _text(text: TextObject) -> Dataset:
    item = Dataset()
    item.UnformattedTextValue = "\r\n".join(
        "".join(letter if letter.isprintable() else " " for letter in line) for line in text.text.splitlines()
    )[:1024]
    if text.anchor is not None:
        item.AnchorPointAnnotationUnits = text.anchor_units
        item.AnchorPoint = [float(value) for value in np.asarray(text.anchor, dtype=np.float32)]
        item.AnchorPointVisibility = "Y" if text.anchor_visible else "N"
    if text.box is not None:
        item.BoundingBoxAnnotationUnits = text.box_units
        item.BoundingBoxTopLeftHandCorner = list(map(float, text.box[0]))
        item.BoundingBoxBottomRightHandCorner = list(map(float, text.box[1]))
        item.BoundingBoxTextHorizontalJustification = text.justification
    return item


def _graphic(graphic: GraphicObject) -> Dataset:
    item = Dataset()
    item.GraphicAnnotationUnits, item.GraphicDimensions = graphic.units, 2
    item.NumberOfGraphicPoints = len(graphic.points)
    item.GraphicData = [float(value) for value in graphic.points.astype(np.float32).ravel()]
    item.GraphicType = graphic.kind
    if graphic.kind in _CLOSED or np.array_equal(graphic.points[0], graphic.points[-1]):
        item.GraphicFilled = "Y" if graphic.filled else "N"
    return item


def _layers(annotations: Iterable[Annotation]) -> list[Dataset]:
    """The layers that are used, each once (C.10.7)."""
    found = []
    for layer in dict.fromkeys(one.layer for one in annotations):
        item = Dataset()
        item.GraphicLayer, item.GraphicLayerOrder = layer.name, layer.order
        if layer.color is not None:
            import highdicom

            lab = highdicom.color.CIELabColor.from_rgb(*layer.color)
            item.GraphicLayerRecommendedDisplayCIELabValue = list(lab.value)
        item.GraphicLayerDescription = short_label(layer.description)
        found.append(item)
    return found


def _verify(path: Path, state: PresentationState, source_files: Sequence[str]) -> None:
    try:
        back = read_presentation_state(str(path), source_files[:1], LocalReport())
    except MedviewerError as error:
        raise WriteError(f"{_WHAT} was not saved: it does not open again ({error})") from error
    same = (
        {image.instance_uid for image in back.images} == {image.instance_uid for image in state.images}
        and (back.inverted, back.mirrored, back.quarter_turns)
        == (state.inverted, state.mirrored, state.quarter_turns % 4)
        and len(back.greys) == len(state.greys)
        and _draw_the_same(back.annotations, state.annotations)
    )
    if not same:
        raise WriteError(
            f"{_WHAT} was not saved: what was read back differs from what was written; "
            "save the marks as .json instead."
        )


def _draw_the_same(one: Sequence[Annotation], other: Sequence[Annotation]) -> bool:
    """Whether the same figures are drawn, point by point, with as many words."""
    if [(len(a.graphics), len(a.texts)) for a in one] != [(len(a.graphics), len(a.texts)) for a in other]:
        return False
    pairs = zip(_points(one), _points(other), strict=True)
    return all(np.array_equal(first, second) for first, second in pairs)


def _points(annotations: Iterable[Annotation]) -> list[npt.NDArray[np.float64]]:
    return [graphic.points for annotation in annotations for graphic in annotation.graphics]
