"""Whole files of every kind, which the fuzzer damages."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import hostile_codecs
import hostile_cuts
import hostile_images
import hostile_objects
import hostile_places
import hostile_values
from hostile_bytes import dicom, element, sequence
from hostile_case import REFUSED

_LARGEST_BYTES = 200_000
_KINDS = (
    ".dcm",
    ".nii",
    ".nii.gz",
    ".nrrd",
    ".nhdr",
    ".mha",
    ".mhd",
    ".png",
    ".tif",
    ".jpg",
    ".zip",
    ".dicom",
    "",
)


@dataclass(frozen=True)
class Seed:
    """A file's content and name; ``is_real`` for one that may not be kept in the project."""

    name: str
    content: bytes
    is_real: bool = False


def synthetic_seeds() -> list[Seed]:
    """Every file of the corpus that is shown, and those objects that are listed."""
    modules = (hostile_cuts, hostile_values, hostile_codecs, hostile_images, hostile_objects)
    cases = [case for module in modules for case in module.cases() if case.outcome != REFUSED]
    cases += [case for case in hostile_places.cases() if case.name in ("a ZIP whole", "a DICOMDIR of itself")]
    seeds = [Seed("x.dcm", _enhanced())]
    with tempfile.TemporaryDirectory() as folder:
        for n, case in enumerate(cases):
            place = Path(folder) / str(n) / "opened"
            place.mkdir(parents=True)
            path = case.build(place)
            if path is not None and path.stat().st_size <= _LARGEST_BYTES:
                seeds.append(Seed(path.name, path.read_bytes()))
    return seeds


def real_seeds(data: Path) -> list[Seed]:
    """Small real files, if there are any."""
    found = []
    for path in sorted(data.rglob("*")) if data.is_dir() else []:
        is_wanted = path.is_file() and "models" not in path.parts and path.suffix.lower() in _KINDS
        if is_wanted and path.stat().st_size <= _LARGEST_BYTES:
            name = "x" + "".join(path.suffixes[-2:] if path.name.endswith(".gz") else [path.suffix])
            found.append(
                Seed(name if path.suffix in _KINDS[:-1] else "x.dcm", path.read_bytes(), is_real=True)
            )
    return found


def _enhanced() -> bytes:
    """An enhanced CT of three frames."""
    shared = sequence(0x00289110, element(0x00180050, "DS", b"2 ") + element(0x00280030, "DS", b"0.5\\0.5 "))
    shared += sequence(0x00209116, element(0x00200037, "DS", b"1\\0\\0\\0\\1\\0"))
    frames = [
        sequence(0x00209113, element(0x00200032, "DS", f"0\\0\\{2 * n} ".encode()))
        + sequence(0x00289145, element(0x00281052, "DS", b"0 ") + element(0x00281053, "DS", b"1 "))
        for n in range(3)
    ]
    fields = {
        "SOPClassUID": "1.2.840.10008.5.1.4.1.1.2.1",
        "NumberOfFrames": "3",
        "Rows": 8,
        "Columns": 8,
        "PixelSpacing": None,
        "ImagePositionPatient": None,
        "ImageOrientationPatient": None,
        "RescaleSlope": None,
        "RescaleIntercept": None,
        "PixelData": bytes(range(128)) * 3,
    }
    extra = sequence(0x52009229, shared) + sequence(0x52009230, *frames)
    return dicom(fields, extra=extra)
