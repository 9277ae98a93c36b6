"""Saving volumes, segmentations and findings, by the suffix of the file.

All functions run in a host: they take the ``report`` of their job and return the path of the finished
file. Whatever goes wrong, an old file of that name is kept (see `medviewer.io.atomic`).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from medviewer.api.model import Report
from medviewer.core.errors import WriteError
from medviewer.core.segmentation import Segmentation
from medviewer.core.volume import Volume
from medviewer.io.atomic import atomic_write
from medviewer.io.names_nifti import label_extension
from medviewer.io.names_nrrd import slicer_metadata
from medviewer.io.result_json import Stated, stated_json
from medviewer.io.whole_segments import with_all_segments
from medviewer.io.write_image import IMAGE_SUFFIXES, format_of, verify_image, write_image

SEGMENTATION_SUFFIXES = (*IMAGE_SUFFIXES, ".dcm")


def save_volume(volume: Volume, path: str, report: Report) -> str:
    """Saves a volume to ``.nii.gz``, ``.nii``, ``.nrrd`` or ``.mha``: its values, its place, no patient data.

    Raises
    ------
    WriteError
        With one sentence, if the suffix is another one or the file could not be saved.
    """
    _demand_suffix(path, IMAGE_SUFFIXES)
    report(0.0, "Writing the volume")
    saved = atomic_write(
        path,
        lambda temporary: write_image(temporary, volume.voxels, volume.geometry),
        lambda temporary: verify_image(temporary, volume.voxels, volume.geometry),
    )
    report(1.0, "Saved")
    return str(saved)


def save_segmentation(
    segmentation: Segmentation,
    path: str,
    reference: Volume | None = None,
    source_files: Sequence[str] = (),
    *,
    report: Report,
) -> str:
    """Saves a label map with the names and colours of its segments.

    Parameters
    ----------
    segmentation
        What to save. Label values that no segment describes are saved as ``"Label N"``.
    path
        ``.nii.gz``, ``.nii``, ``.nrrd``, ``.mha``, or ``.dcm`` for a DICOM Segmentation.
    reference
        The volume it was made from; only ``.dcm`` needs it, and only its identifiers are used.
    source_files
        The DICOM files of that volume's series, for ``.dcm``: their headers say whose image it is.

    Raises
    ------
    WriteError
        With one sentence, if the file could not be saved or (``.dcm``) the source is not DICOM.
    """
    _demand_suffix(path, SEGMENTATION_SUFFIXES)
    whole = with_all_segments(segmentation)
    report(0.0, "Writing the segmentation")
    if format_of(path) != ".dcm":
        saved = _save_label_image(whole, path)
    else:
        from medviewer.io.dicom.seg.write import write_segmentation

        frame_of_reference = reference.info.frame_of_reference_uid if reference is not None else ""
        saved = write_segmentation(whole, Path(path), source_files, frame_of_reference, report)
    report(1.0, "Saved")
    return str(saved)


def _save_label_image(segmentation: Segmentation, path: str) -> Path:
    metadata, extension = slicer_metadata(segmentation), label_extension(segmentation)
    labels, geometry = segmentation.labels, segmentation.geometry
    return atomic_write(
        path,
        lambda temporary: write_image(temporary, labels, geometry, metadata, extension),
        lambda temporary: verify_image(temporary, labels, geometry),
    )


def save_findings(stated: Stated, path: str, report: Report) -> str:
    """Saves what a model states to ``.json``, with its provenance and no patient data.

    Of an anomaly map that is its score; the map itself is saved with `save_volume`.
    """
    _demand_suffix(path, (".json",))
    text = json.dumps(stated_json(stated), indent=2, ensure_ascii=False) + "\n"

    def verify(temporary: Path) -> None:
        if temporary.read_text(encoding="utf-8") != text:
            raise WriteError(f"{path} was not saved: what was read back differs; try another folder.")

    saved = atomic_write(path, lambda temporary: _write_text(temporary, text), verify)
    report(1.0, "Saved")
    return str(saved)


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _demand_suffix(path: str, suffixes: tuple[str, ...]) -> None:
    if format_of(path) not in suffixes:
        raise WriteError(f"{path} was not saved: the name must end in {' or '.join(suffixes)}.")
