"""Segmentation -> DICOM Segmentation object (PS3.3 A.51, C.8.20)."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import highdicom as hd
import numpy as np
from pydicom.sr.codedict import codes

from medviewer import __version__
from medviewer.api.model import Report
from medviewer.core.errors import MedviewerError, WriteError
from medviewer.core.provenance import Provenance
from medviewer.core.review import ReviewState
from medviewer.core.segmentation import Segmentation
from medviewer.io.atomic import atomic_write
from medviewer.io.dicom.seg.codes import describe_segment
from medviewer.io.dicom.seg.private_block import add_extras
from medviewer.io.dicom.seg.read import read_segmentation
from medviewer.io.dicom.seg.source import source_headers
from medviewer.io.dicom.short_label import short_label
from medviewer.io.progress import LocalReport

_SERIES_NUMBER = 9000
# The binary form keeps a frame for each segment and slice; beyond this the label map form is far smaller.
_MOST_BINARY_SEGMENTS = 32
# A DICOM Segmentation has no element for a review. The description is what a reader sees first, so its 64
# letters begin with it; the reason and the time are among the extras.
_REVIEWED: dict[ReviewState, str] = {
    "unreviewed": "AI, not reviewed",
    "accepted": "AI, accepted by a reader",
    "to_edit": "AI, to be edited",
    "edited": "AI, edited by a reader",
    "rejected": "AI, REJECTED by a reader",
}


def write_segmentation(
    segmentation: Segmentation,
    path: Path,
    source_files: Sequence[str],
    frame_of_reference_uid: str,
    report: Report,
) -> Path:
    """Writes a segmentation as DICOM and proves that it opens again to the same voxels in the same place.

    Every label value must have its segment. Up to 32 segments are stored as BINARY, which every viewer
    reads, more as LABELMAP.

    Raises
    ------
    WriteError
        With one sentence; an old file of that name is untouched.
    """
    headers = source_headers(segmentation, source_files, frame_of_reference_uid)
    report(0.2, "Writing the segmentation")
    dataset = _dataset(segmentation, headers)
    report(0.6, "Checking what was written")
    return atomic_write(path, lambda p: dataset.save_as(p), lambda p: _verify(p, segmentation))


def _dataset(segmentation: Segmentation, headers: list[Any]) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            dataset = _made_by_highdicom(segmentation, headers)
    except (ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        logging.getLogger(__name__).info("highdicom refused the source: %s", type(error).__name__)
        raise WriteError(
            "The headers of the source series do not allow a valid DICOM Segmentation; "
            "save it as .nii.gz or .nrrd instead."
        ) from error
    # 0 is the background by Pixel Padding Value; a described segment 0 confuses readers and validators.
    dataset.SegmentSequence = [item for item in dataset.SegmentSequence if item.SegmentNumber != 0]
    add_extras(dataset, segmentation)
    return dataset


def _made_by_highdicom(segmentation: Segmentation, headers: list[Any]) -> Any:
    provenance, segments = segmentation.provenance, segmentation.segments
    volume = hd.Volume(
        array=_numbered_in_order(segmentation),
        affine=_affine_kji(segmentation.geometry.affine_lps),
        coordinate_system="PATIENT",
        frame_of_reference_uid=headers[0].FrameOfReferenceUID,
    )
    return hd.seg.Segmentation(
        source_images=headers,
        pixel_array=volume,
        segmentation_type="LABELMAP" if len(segments) > _MOST_BINARY_SEGMENTS else "BINARY",
        segment_descriptions=[describe_segment(n, s, provenance) for n, s in enumerate(segments, start=1)],
        series_instance_uid=hd.UID(),
        series_number=_SERIES_NUMBER,
        sop_instance_uid=hd.UID(),
        instance_number=1,
        manufacturer="medviewer",
        manufacturer_model_name="medviewer",
        software_versions=__version__,
        device_serial_number="0",
        series_description=short_label(segmentation.name) or "Segmentation",
        content_label="SEGMENTATION",
        content_description=short_label(_description(provenance)),
        contributing_equipment=_equipment(provenance),
        specific_character_set="ISO_IR 192",
    )


def _numbered_in_order(segmentation: Segmentation) -> Any:
    """Labels with the values 1, 2, 3 ... that the file format demands, in the order of the segments."""
    wide = np.uint8 if len(segmentation.segments) <= 255 else np.uint16
    if [s.number for s in segmentation.segments] == list(range(1, len(segmentation.segments) + 1)):
        return segmentation.labels.astype(wide, copy=False)
    table = np.zeros(int(np.iinfo(segmentation.labels.dtype).max) + 1, dtype=wide)
    for n, segment in enumerate(segmentation.segments, start=1):
        table[segment.number] = n
    return table[segmentation.labels]


def _affine_kji(affine_ijk: Any) -> Any:
    """The same place for indices in the order of the array: slice, row, column."""
    affine = np.array(affine_ijk)
    affine[:, :3] = affine[:, 2::-1]
    return affine


def _description(provenance: Provenance | None) -> str:
    if provenance is None:
        return "Segmentation saved by medviewer"
    return f"{_REVIEWED[provenance.review.state]}: {provenance.model_name or provenance.model_id}"


def _equipment(provenance: Provenance | None) -> list[Any]:
    if provenance is None:
        return []
    facts = {
        "model": provenance.model_id,
        "version": provenance.model_version,
        "weights SHA-256": provenance.weights_sha256,
        "device": provenance.device,
        "started": provenance.started,
        "ended": provenance.ended,
        "input": provenance.input_fingerprint,
    }
    text = "; ".join(f"{key} {value}" for key, value in facts.items() if value)
    return [
        hd.ContributingEquipment(
            manufacturer="medviewer",
            purpose_of_reference=codes.DCM.ProcessingEquipment,
            manufacturer_model_name=short_label(provenance.model_name or provenance.model_id) or "unknown",
            software_versions=short_label(provenance.model_version) or "unknown",
            contribution_datetime=_moment(provenance.ended),
            contribution_description=text[:1024],
        )
    ]


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _verify(path: Path, segmentation: Segmentation) -> None:
    try:
        written = read_segmentation(str(path), report=LocalReport())
    except MedviewerError as error:
        raise WriteError(f"The DICOM Segmentation was not saved: it does not open again ({error})") from error
    names = [short_label(s.name) or f"Label {s.number}" for s in segmentation.segments]
    same = (
        written.geometry.matches(segmentation.geometry)
        and np.array_equal(written.labels, segmentation.labels)
        and [s.number for s in written.segments] == [s.number for s in segmentation.segments]
        and [s.name for s in written.segments] == names
    )
    if not same:
        raise WriteError(
            "The DICOM Segmentation was not saved: what was read back differs from what was written; "
            "save it as .nii.gz or .nrrd instead."
        )
