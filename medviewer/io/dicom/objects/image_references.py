"""Which images an object names (DICOM PS3.3 10.3, 10.4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from medviewer.core.image_reference import ImageReference
from medviewer.io.dicom.objects.object_file import items, numbers_of, text_of

_MOST = 50_000

REFERRING_ELEMENTS = (
    "ReferencedSeriesSequence",
    "ReferencedFrameOfReferenceSequence",
    "CurrentRequestedProcedureEvidenceSequence",
    "PertinentOtherEvidenceSequence",
    "SourceInstanceSequence",
)
"""The elements at the top of an object that name series."""


def reference_of(item: Any, series_uid: str = "") -> ImageReference:
    """The reference that one item of a sequence holds."""
    frames = tuple(int(n) for n in numbers_of(item, "ReferencedFrameNumber", 10_000) if n >= 1)
    return ImageReference(text_of(item, "ReferencedSOPInstanceUID", 128), series_uid, frames)


def referenced_images(dataset: Any) -> tuple[ImageReference, ...]:
    """The images in the Referenced Series Sequence of an object."""
    found = []
    for series in items(dataset, "ReferencedSeriesSequence"):
        uid = text_of(series, "SeriesInstanceUID", 128)
        found += [reference_of(item, uid) for item in items(series, "ReferencedImageSequence", _MOST)]
        if len(found) > _MOST:
            break
    return tuple(found[:_MOST])


def series_of_evidence(dataset: Any) -> dict[str, str]:
    """The series of each instance that a report or key object selection lists as evidence."""
    found: dict[str, str] = {}
    for keyword in ("CurrentRequestedProcedureEvidenceSequence", "PertinentOtherEvidenceSequence"):
        for study in items(dataset, keyword, 1000):
            for series in items(study, "ReferencedSeriesSequence", 10_000):
                uid = text_of(series, "SeriesInstanceUID", 128)
                for item in items(series, "ReferencedSOPSequence", _MOST):
                    found[text_of(item, "ReferencedSOPInstanceUID", 128)] = uid
                    if len(found) > _MOST:
                        return found
    return found


def referenced_series(dataset: Any) -> tuple[str, ...]:
    """The UIDs of all series that an object names, in their order, each once."""
    return tuple(dict.fromkeys(uid for uid in _series_uids(dataset) if uid))


def _series_uids(dataset: Any) -> Iterator[str]:
    for series in items(dataset, "ReferencedSeriesSequence", 10_000):
        yield text_of(series, "SeriesInstanceUID", 128)
    for frame in items(dataset, "ReferencedFrameOfReferenceSequence", 1000):
        for study in items(frame, "RTReferencedStudySequence", 1000):
            for series in items(study, "RTReferencedSeriesSequence", 10_000):
                yield text_of(series, "SeriesInstanceUID", 128)
    for keyword in ("CurrentRequestedProcedureEvidenceSequence", "PertinentOtherEvidenceSequence"):
        for study in items(dataset, keyword, 1000):
            for series in items(study, "ReferencedSeriesSequence", 10_000):
                yield text_of(series, "SeriesInstanceUID", 128)
