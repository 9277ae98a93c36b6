"""Softcopy presentation state -> PresentationState (DICOM PS3.3 A.33)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast, get_args

from medviewer.core.dicom_text import date_text, time_text
from medviewer.core.errors import ReadError
from medviewer.core.image_reference import ImageReference
from medviewer.core.presentation_state import DisplayedArea, GreyWish, PresentationState, SizeMode
from medviewer.core.series import Problem
from medviewer.core.voi_lut import VoiLut
from medviewer.core.window_level import VoiFunction, WindowLevel
from medviewer.io.dicom.objects.graphics import annotations_of
from medviewer.io.dicom.objects.image_references import reference_of, referenced_images
from medviewer.io.dicom.objects.lut_item import lut_of
from medviewer.io.dicom.objects.modality_step import modality_step
from medviewer.io.dicom.objects.object_file import (
    first_item,
    items,
    number_of,
    numbers_of,
    read_object,
    text_of,
)
from medviewer.io.dicom.objects.shutter import shutter_of
from medviewer.io.dicom.parse import tags
from medviewer.io.dicom.parse.text import person_name
from medviewer.io.progress import ReadReport

_MOST_ITEMS = 10_000


def read_presentation_state(path: str, image_files: Sequence[str], report: ReadReport) -> PresentationState:
    """What a presentation state asks for.

    ``image_files`` are files of the images that it is about, if they are known: the state's modality
    transformation replaces that of the image (A.33.1), which was applied when the image was read.

    Raises
    ------
    ReadError
        If the file is damaged or is about no image.
    """
    dataset = read_object(path)
    report(0.3, "Reading the presentation state")
    images = referenced_images(dataset)
    if not images:
        raise ReadError(f"{Path(path).name} is a presentation state that names no image; it is not applied.")
    modality, of_modality = modality_step(dataset, images, image_files)
    shutter, of_shutter = shutter_of(dataset)
    annotations, of_annotations = annotations_of(dataset)
    lut, of_lut = _presentation_lut(dataset)
    areas = tuple(_areas(dataset))
    withheld, of_overlays = _overlays(dataset)
    return PresentationState(
        name=text_of(dataset, "ContentLabel", 64) or text_of(dataset, "SeriesDescription", 256),
        images=images,
        description=text_of(dataset, "ContentDescription", 1024),
        creator=person_name(text_of(dataset, "ContentCreatorName", 256)),
        created=_moment(dataset),
        modality=modality,
        greys=tuple(_greys(dataset)),
        presentation_lut=lut,
        inverted=text_of(dataset, "PresentationLUTShape", 16) == "INVERSE",
        quarter_turns=round((number_of(dataset, "ImageRotation") or 0.0) / 90.0) % 4,
        mirrored=text_of(dataset, "ImageHorizontalFlip", 4) == "Y",
        areas=areas,
        annotations=annotations,
        shutter=shutter,
        problems=(*of_modality, *of_shutter, *of_annotations, *of_lut, *of_overlays, *_of_sizes(areas)),
        withheld_overlays=withheld,
    )


def named_images(item: Any) -> tuple[ImageReference, ...]:
    """The images that an item is restricted to; none if it is for all."""
    return tuple(reference_of(image) for image in items(item, "ReferencedImageSequence", _MOST_ITEMS))


def _presentation_lut(dataset: Any) -> tuple[VoiLut | None, tuple[Problem, ...]]:
    item = first_item(dataset, "PresentationLUTSequence")
    table = None if item is None else lut_of(item)
    if item is None or table is not None:
        return table, ()
    return None, (Problem("PRESENTATION_LUT", "Its presentation lookup table cannot be used."),)


def _of_sizes(areas: Sequence[DisplayedArea]) -> tuple[Problem, ...]:
    if all(area.size_mode == "SCALE TO FIT" for area in areas):
        return ()
    text = "It asks for a size on the screen; its area is fitted into the view instead."
    return (Problem("SIZE_MODE", text),)


def _overlays(dataset: Any) -> tuple[tuple[int, ...], tuple[Problem, ...]]:
    """Groups of the images' overlay planes that are not drawn (C.11.7), and whether it has planes of its own.

    One of its own stands for that of the images; one without a layer is not displayed.
    """
    own = {group for group in tags.OVERLAY_GROUPS if (group << 16) + 0x10 in dataset}
    without_layer = set()
    for group in tags.OVERLAY_GROUPS:
        tag = (group << 16) + 0x1001
        said = dataset.get_item(tag).value if tag in dataset else b"-"
        if not said or not said.strip(b" \0"):
            without_layer.add(group)
    problems: tuple[Problem, ...] = ()
    if own - without_layer:
        problems = (Problem("OVERLAY", "It lays a drawing of its own over the images that is not shown."),)
    return tuple(sorted(own | without_layer)), problems


def _greys(dataset: Any) -> Iterator[GreyWish]:
    """Softcopy VOI LUT module (C.11.8)."""
    for item in items(dataset, "SoftcopyVOILUTSequence", _MOST_ITEMS):
        table = first_item(item, "VOILUTSequence")
        lut = None if table is None else lut_of(table)
        level, width = number_of(item, "WindowCenter"), number_of(item, "WindowWidth")
        said = text_of(item, "VOILUTFunction", 16)
        function = cast(VoiFunction, said) if said in get_args(VoiFunction) else "LINEAR"
        window = None
        if level is not None and width is not None and width >= (1.0 if function == "LINEAR" else 1e-9):
            window = WindowLevel(width, level, function, text_of(item, "WindowCenterWidthExplanation", 64))
        if lut is not None or window is not None:
            yield GreyWish(window, lut, named_images(item))


def _areas(dataset: Any) -> Iterator[DisplayedArea]:
    """Displayed Area module (C.10.4)."""
    for item in items(dataset, "DisplayedAreaSelectionSequence", _MOST_ITEMS):
        first = numbers_of(item, "DisplayedAreaTopLeftHandCorner", 2)
        last = numbers_of(item, "DisplayedAreaBottomRightHandCorner", 2)
        if len(first) != 2 or len(last) != 2:
            continue
        # After turning, the corner at the top left of the screen need not have the smaller numbers.
        left, right = sorted((first[0], last[0]))
        top, bottom = sorted((first[1], last[1]))
        said = text_of(item, "PresentationSizeMode", 16)
        mode = cast(SizeMode, said) if said in get_args(SizeMode) else "SCALE TO FIT"
        yield DisplayedArea(left - 1.0, top - 1.0, right, bottom, mode, named_images(item))


def _moment(dataset: Any) -> str:
    day = date_text(text_of(dataset, "PresentationCreationDate", 8))
    return f"{day} {time_text(text_of(dataset, 'PresentationCreationTime', 6))}".strip() if day else ""
