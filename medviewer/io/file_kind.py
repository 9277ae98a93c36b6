"""What a file that is not DICOM may be, by its name."""

from __future__ import annotations

from enum import Enum
from pathlib import Path


class FileKind(Enum):
    """Families of image files, each with a reader of its own."""

    IMAGE = "image"
    PICTURE = "picture"
    OTHER = "other"


_IMAGES = (".nii", ".nii.gz", ".nrrd", ".nhdr", ".mha", ".mhd", ".hdr")
_PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff")
_DICOM_NAMES = (".dcm", ".dicom", ".dic", ".ima")


def kind_of(path: str) -> FileKind:
    """The family by the ending of the name, in any case of letters."""
    name = Path(path).name.lower()
    if name.endswith(_IMAGES):
        return FileKind.IMAGE
    if name.endswith(_PICTURES):
        return FileKind.PICTURE
    return FileKind.OTHER


def looks_like_an_image(path: str) -> bool:
    """Whether a user would expect the file to open."""
    name = Path(path).name.lower()
    return name.endswith(_DICOM_NAMES) or kind_of(path) is not FileKind.OTHER
