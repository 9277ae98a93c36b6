"""Transfer syntaxes: how the bytes of a file are to be read (DICOM PS3.5 section 10)."""

from __future__ import annotations

from medviewer.io.dicom.parse.quote import quoted_uid

IMPLICIT_LITTLE = "1.2.840.10008.1.2"
EXPLICIT_LITTLE = "1.2.840.10008.1.2.1"
DEFLATED = "1.2.840.10008.1.2.1.99"
EXPLICIT_BIG = "1.2.840.10008.1.2.2"
GE_PRIVATE_IMPLICIT = "1.2.840.113619.5.2"
ENCAPSULATED_UNCOMPRESSED = "1.2.840.10008.1.2.1.98"
RLE = "1.2.840.10008.1.2.5"
DEFLATED_FRAMES = "1.2.840.10008.1.2.8.1"

_JPEG = "1.2.840.10008.1.2.4."
JPEG = frozenset(_JPEG + n for n in ("50", "51", "53", "55", "57", "70"))
JPEG_LS = frozenset(_JPEG + n for n in ("80", "81"))
JPEG_2000 = frozenset(_JPEG + n for n in ("90", "91", "92", "93"))
HTJ2K = frozenset(_JPEG + n for n in ("201", "202", "203"))

UNCOMPRESSED = frozenset({IMPLICIT_LITTLE, EXPLICIT_LITTLE, DEFLATED, EXPLICIT_BIG, GE_PRIVATE_IMPLICIT, ""})
COMPRESSED = JPEG | JPEG_LS | JPEG_2000 | HTJ2K | {RLE, ENCAPSULATED_UNCOMPRESSED, DEFLATED_FRAMES}
SURELY_LOSSY = frozenset(_JPEG + n for n in ("50", "51", "53", "55"))

_VIDEO = {
    "100": "MPEG-2", "101": "MPEG-2", "102": "MPEG-4", "103": "MPEG-4", "104": "MPEG-4", "105": "MPEG-4",
    "106": "MPEG-4", "107": "HEVC", "108": "HEVC",
}  # fmt: skip
_NAMES = (
    (_JPEG + "11", "JPEG XL"),
    (_JPEG + "94", "JPIP, which keeps its pixels on a server"),
    (_JPEG + "95", "JPIP, which keeps its pixels on a server"),
    ("1.2.840.10008.1.2.4.2", "JPEG 2000 by JPIP, which keeps its pixels on a server"),
    ("1.2.840.10008.1.2.7", "uncompressed video (SMPTE ST 2110)"),
)


def is_readable(uid: str) -> bool:
    """Whether pixels in this transfer syntax can be decoded."""
    return uid in UNCOMPRESSED or uid in COMPRESSED


def video_of(uid: str) -> str:
    """What kind of video stream the pixel data is, or nothing. A further number tells fragmented ones."""
    return _VIDEO.get(uid[len(_JPEG) :][:3], "") if uid.startswith(_JPEG) else ""


def is_video(uid: str) -> bool:
    """Whether the pixel data is a video stream (MPEG-2, MPEG-4, HEVC)."""
    return bool(video_of(uid))


def name_of(uid: str) -> str:
    """What a transfer syntax that is not read is called, with its identifier."""
    name = next((name for start, name in _NAMES if uid.startswith(start)), "")
    return f"{name} ({uid[:64]})" if name else quoted_uid(uid)
