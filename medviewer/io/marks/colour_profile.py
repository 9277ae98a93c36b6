"""The ICC profile that a presentation state of a picture in colour must carry (PS3.3 C.11.15)."""

from __future__ import annotations

from pydicom.dataset import Dataset

_HEADER_BYTES = 128
_INPUT = b"scnr"
_MOST_BYTES = 1 << 22


def colour_profile(header: Dataset) -> bytes:
    """The profile of an image where it has one that fits, else sRGB; always one of an input device.

    The header of a profile gives its class in bytes 12 to 15 and its colour space in the next four
    (ICC.1:2010, 7.2).
    """
    own = header.get("ICCProfile")
    if isinstance(own, bytes) and _HEADER_BYTES < len(own) <= _MOST_BYTES and _is_input_of_colours(own):
        return own
    from PIL import ImageCms

    made = bytes(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    return made[:12] + _INPUT + made[16:]


def _is_input_of_colours(profile: bytes) -> bool:
    return profile[12:16] == _INPUT and profile[16:20] == b"RGB " and profile[36:40] == b"acsp"
