"""A CT of 120 slices of 512 x 512 in any coding, to measure decoders with."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import imagecodecs
import numpy as np
import numpy.typing as npt
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.uid import UID, CTImageStorage, DeflatedExplicitVRLittleEndian

from medviewer.samples.spec import ThoraxSpec
from medviewer.samples.thorax import thorax_ct

COUNT, ROWS, COLUMNS = 120, 512, 512
_DIFFERENT = 12
_WATER = 1024

Slice = npt.NDArray[np.uint16]
Encoder = Callable[[Slice], bytes]


@dataclass(frozen=True)
class Coding:
    """A transfer syntax, how a slice is encoded (None: as it is), and how imagecodecs decodes it."""

    name: str
    uid: str
    encode: Encoder | None
    decode: Callable[[bytes, Slice], object]


def run_lengths(picture: Slice) -> bytes:
    """DICOM RLE (PS3.5 Annex G): high bytes, then low bytes."""
    high, low = (picture >> 8).astype(np.uint8), (picture & 0xFF).astype(np.uint8)
    segments = [bytes(imagecodecs.packbits_encode(np.ascontiguousarray(part))) for part in (high, low)]
    segments = [part + b"\0" * (len(part) % 2) for part in segments]
    offsets = [64, 64 + len(segments[0])]
    return struct.pack("<16I", 2, *offsets, *[0] * 13) + b"".join(segments)


CODINGS = (
    Coding(
        "RLE",
        "1.2.840.10008.1.2.5",
        run_lengths,
        lambda s, out: imagecodecs.dicomrle_decode(s, np.dtype("<u2"), out=out.reshape(-1).view(np.uint8)),
    ),
    Coding(
        "JPEG-LS",
        "1.2.840.10008.1.2.4.80",
        lambda a: bytes(imagecodecs.jpegls_encode(a)),
        lambda s, out: imagecodecs.jpegls_decode(s, out=out),
    ),
    Coding(
        "JPEG lossless",
        "1.2.840.10008.1.2.4.70",
        lambda a: bytes(imagecodecs.ljpeg_encode(a, bitspersample=12)),
        lambda s, out: imagecodecs.ljpeg_decode(s, out=out),
    ),
    Coding(
        "JPEG 2000",
        "1.2.840.10008.1.2.4.90",
        lambda a: bytes(imagecodecs.jpeg2k_encode(a, level=0, codecformat="j2k", bitspersample=12)),
        lambda s, out: imagecodecs.jpeg2k_decode(s, out=out),
    ),
    Coding(
        "HTJ2K",
        "1.2.840.10008.1.2.4.201",
        lambda a: bytes(imagecodecs.htj2k_encode(a)),
        lambda s, out: imagecodecs.jpeg2k_decode(s, out=out),
    ),
    Coding(
        "deflate",
        str(DeflatedExplicitVRLittleEndian),
        None,
        lambda s, out: np.copyto(out.reshape(-1), np.frombuffer(zlib.decompress(s), np.uint16)),
    ),
)


def slices() -> list[Slice]:
    """Different slices of the phantom with noise, as stored (12 bits)."""
    small = thorax_ct(ThoraxSpec.fast(0)).volume.voxels
    rng = np.random.default_rng(0)
    rows, columns = (np.arange(n) * m // n for n, m in zip((ROWS, COLUMNS), small.shape[1:], strict=True))
    found = []
    for n in range(_DIFFERENT):
        plane = small[len(small) * (n + 1) // (_DIFFERENT + 2)][np.ix_(rows, columns)].astype(np.int32)
        plane += rng.integers(-12, 13, plane.shape)
        found.append(np.clip(plane + _WATER, 0, 4095).astype(np.uint16))
    return found


def streams(coding: Coding, pictures: list[Slice]) -> list[bytes]:
    """Each slice as the decoder alone gets it."""
    if coding.encode is None:
        return [zlib.compress(picture.tobytes()) for picture in pictures]
    return [coding.encode(picture) for picture in pictures]


def write_coded_series(folder: Path, coding: Coding, pictures: list[Slice], coded: list[bytes]) -> None:
    """120 files in one coding."""
    for n in range(COUNT):
        dataset = _dataset(n, coding.uid)
        if coding.encode is None:
            dataset.PixelData = pictures[n % _DIFFERENT].tobytes()
            dataset["PixelData"].VR = "OW"
        else:
            dataset.PixelData = encapsulate([coded[n % _DIFFERENT]])
            dataset["PixelData"].VR = "OB"
            dataset["PixelData"].is_undefined_length = True
        dataset.save_as(folder / f"{n:04d}.dcm", enforce_file_format=True)


def _dataset(n: int, uid: str) -> FileDataset:
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = UID(uid)
    meta.MediaStorageSOPClassUID = CTImageStorage
    meta.MediaStorageSOPInstanceUID = UID(f"1.2.3.{n + 1}")
    dataset = FileDataset("", {}, file_meta=meta, preamble=b"\0" * 128)
    fields = {
        "SOPClassUID": CTImageStorage,
        "SOPInstanceUID": f"1.2.3.{n + 1}",
        "Modality": "CT",
        "PatientID": "bench",
        "StudyInstanceUID": "1.2.1",
        "SeriesInstanceUID": "1.2.2",
        "FrameOfReferenceUID": "1.2.4",
        "InstanceNumber": n + 1,
        "ImagePositionPatient": [0, 0, float(n)],
        "ImageOrientationPatient": [1, 0, 0, 0, 1, 0],
        "PixelSpacing": [0.7, 0.7],
        "SliceThickness": 1,
        "Rows": ROWS,
        "Columns": COLUMNS,
        "SamplesPerPixel": 1,
        "PhotometricInterpretation": "MONOCHROME2",
        "BitsAllocated": 16,
        "BitsStored": 12,
        "HighBit": 11,
        "PixelRepresentation": 0,
        "RescaleSlope": 1,
        "RescaleIntercept": -_WATER,
    }
    for name, value in fields.items():
        setattr(dataset, name, value)
    return dataset
