"""Many small DICOM files in many series, written fast: one real file, its identity put in again and again."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np

from medviewer.io.dicom.write_series import write_ct_series

SIZE = 16
_UID_DIGITS = 24


def write_many_series(folder: Path, files: int, series: int) -> None:
    """Writes ``files`` CT slices of 16 x 16 in ``series`` series of one study each, a folder a series."""
    template = _template(folder)
    a_series = files // series
    for number in range(series):
        place = folder / f"series{number:04d}"
        place.mkdir()
        for slice_number in range(a_series):
            (place / f"{slice_number:05d}.dcm").write_bytes(_one(template, number, slice_number))


def _template(folder: Path) -> bytes:
    """A slice as this program writes it, with placeholders that never change their length."""
    import pydicom

    from medviewer.core.geometry import Geometry
    from medviewer.core.series import SeriesInfo, StudyInfo
    from medviewer.core.volume import Volume

    info = SeriesInfo("bench", modality="CT", description="Many", study=StudyInfo(patient_name="Bench^Mark"))
    volume = Volume(np.zeros((1, SIZE, SIZE), np.int16), Geometry((1, SIZE, SIZE)), unit="HU", info=info)
    place = folder / "template"
    (path,) = write_ct_series(volume, place, uid_seed="many")
    data = pydicom.dcmread(path)
    data.StudyInstanceUID = "1.2.3." + "1" * _UID_DIGITS
    data.SeriesInstanceUID = "1.2.4." + "2" * _UID_DIGITS
    data.SOPInstanceUID = data.file_meta.MediaStorageSOPInstanceUID = "1.2.5." + "3" * _UID_DIGITS
    data.FrameOfReferenceUID = "1.2.6." + "4" * _UID_DIGITS
    data.InstanceNumber = "77777777"
    data.ImagePositionPatient = ["-10", "-20", "99999.999"]
    buffer = io.BytesIO()
    data.save_as(buffer)
    path.unlink()
    place.rmdir()
    return buffer.getvalue()


def _one(template: bytes, series: int, number: int) -> bytes:
    def digits(of: int) -> bytes:
        return f"{of:d}".rjust(_UID_DIGITS, "5").encode()

    changes = {
        b"1.2.3." + b"1" * _UID_DIGITS: b"1.2.3." + digits(series // 10 + 10_000),
        b"1.2.4." + b"2" * _UID_DIGITS: b"1.2.4." + digits(series + 10_000),
        b"1.2.5." + b"3" * _UID_DIGITS: b"1.2.5." + digits(1_000_000 * (series + 1) + number),
        b"1.2.6." + b"4" * _UID_DIGITS: b"1.2.6." + digits(series + 10_000),
        b"77777777": f"{number + 1:08d}".encode(),
        b"99999.999": f"{number:05d}.000".encode(),
    }
    for old, new in changes.items():
        template = template.replace(old, new)
    return template
