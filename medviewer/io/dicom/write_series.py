"""Writing a volume as a DICOM CT series: one CT Image Storage instance for each slice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian, generate_uid

from medviewer.core.errors import WriteError
from medviewer.core.volume import Volume

_IMPLEMENTATION = "MEDVIEWER"


@dataclass(frozen=True)
class StoredPixels:
    """Voxels as they are stored: ``value = stored + intercept`` (slope 1)."""

    voxels: npt.NDArray[Any]
    intercept: int
    bits: int

    @property
    def is_signed(self) -> bool:
        return bool(np.issubdtype(self.voxels.dtype, np.signedinteger))


def write_ct_series(
    volume: Volume,
    folder: Path,
    *,
    gantry_tilt_deg: float = 0.0,
    uid_seed: str | None = None,
    progress: Callable[[float], None] | None = None,
) -> list[Path]:
    """Writes every slice k of ``volume`` into ``folder`` (made if needed) as ``CT0001.dcm`` and so on.

    ``progress`` is called with the fraction written, 0..1. Returns the files in the order of k.

    Parameters
    ----------
    volume
        Whole numbers in HU that fit 16 bits. Patient, study and series come from ``volume.info``.
    gantry_tilt_deg
        Slices are turned by this angle about i while the stack still grows along k: a sheared series
        (DICOM PS3.3 C.8.2.1), as of the phantom made with the same tilt.
    uid_seed
        The same text gives the same UIDs; without it they are new each time.

    Raises
    ------
    WriteError
        If values do not fit or a file cannot be written.
    """
    stored = _stored(volume)
    shared = _shared_elements(volume, stored, gantry_tilt_deg, uid_seed)
    files = [folder / f"CT{k + 1:04d}.dcm" for k in range(len(stored.voxels))]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for k, path in enumerate(files):
            _write_slice(path, volume, stored, shared, k, uid_seed)
            if progress:
                progress((k + 1) / len(files))
    except OSError as error:
        raise WriteError(f"The series could not be written to {folder}: {error.strerror}.") from error
    return files


def _stored(volume: Volume) -> StoredPixels:
    """12 bits with intercept -1024 as scanners do where the values fit, else signed 16 bits."""
    low, high = float(volume.voxels.min()), float(volume.voxels.max())
    if not np.issubdtype(volume.voxels.dtype, np.integer):
        raise WriteError("A CT series needs whole numbers; round the volume first.")
    if low >= -1024 and high <= 3071:
        return StoredPixels((volume.voxels.astype(np.int32) + 1024).astype("<u2"), -1024, 12)
    if low >= -32768 and high <= 32767:
        return StoredPixels(volume.voxels.astype("<i2"), 0, 16)
    raise WriteError("The values do not fit into a CT series; 16 bits are not enough.")


def _shared_elements(volume: Volume, stored: StoredPixels, tilt_deg: float, seed: str | None) -> Dataset:
    """Everything that is the same in all slices."""
    info, grid = volume.info, volume.geometry
    data = Dataset()
    data.SpecificCharacterSet = "ISO_IR 192"
    data.SOPClassUID = CTImageStorage
    data.ImageType = ["DERIVED", "SECONDARY", "AXIAL"]
    data.Manufacturer = "medviewer"
    data.Modality = "CT"
    _describe_patient_and_study(data, volume, seed)
    data.SeriesInstanceUID = info.series_uid or _uid(seed, "series")
    data.SeriesNumber = info.number or None
    data.SeriesDescription = info.description
    data.BodyPartExamined = info.body_part or "CHEST"
    data.PatientPosition = "HFS"
    data.FrameOfReferenceUID = info.frame_of_reference_uid or _uid(seed, "frame of reference")
    data.PositionReferenceIndicator = ""
    data.AcquisitionNumber = None
    data.KVP = None
    data.GantryDetectorTilt = f"{tilt_deg:.4f}"
    dx, dy, dz = grid.spacing_ijk
    data.PixelSpacing = [_number(dy), _number(dx)]
    data.SliceThickness = _number(dz * float(np.cos(np.radians(tilt_deg))))
    data.ImageOrientationPatient = [_number(v) for v in np.ravel(_in_plane(volume, tilt_deg))]
    _describe_pixels(data, volume, stored)
    return data


def _describe_patient_and_study(data: Dataset, volume: Volume, seed: str | None) -> None:
    study = volume.info.study
    data.PatientName = study.patient_name
    data.PatientID = study.patient_id
    data.PatientBirthDate = study.birth_date
    data.PatientSex = study.sex
    data.StudyInstanceUID = study.study_uid or _uid(seed, "study")
    data.StudyDate = study.study_date
    data.StudyTime = study.study_time
    data.StudyID = "1"
    data.StudyDescription = study.study_description
    data.AccessionNumber = study.accession
    data.ReferringPhysicianName = ""


def _describe_pixels(data: Dataset, volume: Volume, stored: StoredPixels) -> None:
    data.Rows, data.Columns = stored.voxels.shape[1:]
    data.SamplesPerPixel = 1
    data.PhotometricInterpretation = "MONOCHROME2"
    data.BitsAllocated = 16
    data.BitsStored = stored.bits
    data.HighBit = stored.bits - 1
    data.PixelRepresentation = int(stored.is_signed)
    data.RescaleIntercept = str(stored.intercept)
    data.RescaleSlope = "1"
    data.RescaleType = "HU"
    if volume.padding is not None:
        low, high = (int(v) - stored.intercept for v in volume.padding)
        representation = "SS" if stored.is_signed else "US"
        data.add_new("PixelPaddingValue", representation, low)
        if high != low:
            data.add_new("PixelPaddingRangeLimit", representation, high)
    if volume.windows:
        data.WindowCenter = [_number(w.level) for w in volume.windows]
        data.WindowWidth = [_number(w.width) for w in volume.windows]
        data.WindowCenterWidthExplanation = [w.name for w in volume.windows]


def _write_slice(
    path: Path, volume: Volume, stored: StoredPixels, shared: Dataset, k: int, seed: str | None
) -> None:
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = CTImageStorage
    meta.MediaStorageSOPInstanceUID = _uid(seed, f"instance {k}")
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    meta.ImplementationVersionName = _IMPLEMENTATION
    data = FileDataset(str(path), shared, file_meta=meta, preamble=b"\0" * 128)
    data.SOPInstanceUID = meta.MediaStorageSOPInstanceUID
    data.InstanceNumber = k + 1
    grid = volume.geometry
    place = np.array(grid.origin_lps) + k * grid.spacing_ijk[2] * np.array(grid.axes_lps[2])
    data.ImagePositionPatient = [_number(v) for v in place]
    data.PixelData = stored.voxels[k].tobytes()
    data.save_as(path, enforce_file_format=True)


def _in_plane(volume: Volume, tilt_deg: float) -> npt.NDArray[np.float64]:
    """Directions (2, 3) in which i and j grow on the tilted slices."""
    along_i, along_j, along_k = np.array(volume.geometry.axes_lps)
    tilt = np.radians(tilt_deg)
    return np.stack([along_i, np.cos(tilt) * along_j + np.sin(tilt) * along_k])


def _number(value: float) -> str:
    """A decimal string of at most 16 characters (DICOM PS3.5 6.2, VR DS)."""
    for digits in range(15, 4, -1):
        text = f"{float(value) + 0.0:.{digits}g}"
        if len(text) <= 16:
            return text
    return f"{float(value):.5g}"


def _uid(seed: str | None, what: str) -> str:
    return str(generate_uid(entropy_srcs=None if seed is None else [seed, what]))
