"""What kind of thing one DICOM file is: a picture, a segmentation, or something that is not shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from medviewer.core.series import Problem
from medviewer.io.dicom import tags
from medviewer.io.dicom.functional_groups import groups_problem
from medviewer.io.dicom.header import Header
from medviewer.io.dicom.transfer_syntax import UNCOMPRESSED, is_readable, is_video

SEGMENTATION_CLASSES = frozenset({"1.2.840.10008.5.1.4.1.1.66.4", "1.2.840.10008.5.1.4.1.1.66.7"})
_DIRECTORY_CLASS = "1.2.840.10008.1.3.10"
_WAVEFORM_CLASSES = "1.2.840.10008.5.1.4.1.1.9."
_SR_CLASSES = "1.2.840.10008.5.1.4.1.1.88."
_PRESENTATION_CLASSES = "1.2.840.10008.5.1.4.1.1.11."
_DOCUMENT_CLASSES = "1.2.840.10008.5.1.4.1.1.104."
_RT_CLASSES = "1.2.840.10008.5.1.4.1.1.481."
_DOSE_CLASS = "1.2.840.10008.5.1.4.1.1.481.2"
_REAL_WORLD_CLASS = "1.2.840.10008.5.1.4.1.1.67"
_CLASS_MODALITY = {
    "1.2.840.10008.5.1.4.1.1.2": "CT",
    "1.2.840.10008.5.1.4.1.1.4": "MR",
    "1.2.840.10008.5.1.4.1.1.128": "PT",
    "1.2.840.10008.5.1.4.1.1.1": "CR",
    "1.2.840.10008.5.1.4.1.1.1.1": "DX",
    "1.2.840.10008.5.1.4.1.1.1.2": "MG",
}
_PROJECTIONS = frozenset({"CR", "DX", "MG", "RG", "XA", "RF", "IO", "PX", "XC"})
_TOO_MANY_PIXELS = 1 << 31

Kind = Literal["directory", "segmentation", "image", "refused", "no picture", "broken"]


@dataclass(frozen=True, slots=True)
class Admission:
    """What a file is, with the reason where it is not shown as a picture."""

    kind: Kind
    problem: Problem | None = None


def modality_of(header: Header) -> str:
    """Modality as the file says, else as its SOP class implies."""
    return header.string(tags.MODALITY) or _CLASS_MODALITY.get(header.sop_class, "")


def is_projection(header: Header) -> bool:
    """Whether the picture is an X-ray projection, so that no slice geometry applies."""
    return modality_of(header) in _PROJECTIONS


def admit(header: Header) -> Admission:
    """Decides from the header alone what a file is and whether it can be shown truly."""
    if header.sop_class == _DIRECTORY_CLASS:
        return Admission("directory")
    if header.elements.pixels is None:
        return Admission("no picture", Problem("NO_PICTURE", _without_picture(header)))
    broken = _broken(header)
    if broken:
        return Admission("broken", Problem("BROKEN", broken))
    if header.sop_class in SEGMENTATION_CLASSES:
        return Admission("segmentation")
    for refusal in (_refused_kind(header), groups_problem(header), _refused_coding(header)):
        if refusal is not None:
            return Admission("refused", refusal)
    return Admission("image")


def _without_picture(header: Header) -> str:
    sop_class = header.sop_class
    named = (
        (_SR_CLASSES, "a structured report"),
        (_WAVEFORM_CLASSES, "a waveform"),
        (_PRESENTATION_CLASSES, "a presentation state"),
        (_DOCUMENT_CLASSES, "an encapsulated document"),
        (_RT_CLASSES, "a radiotherapy plan, structure set or record"),
        (_REAL_WORLD_CLASS, "a real world value mapping"),
    )
    for prefix, name in named:
        if sop_class.startswith(prefix):
            return f"This file is {name} and holds no picture."
    return "This DICOM file holds no picture."


def _broken(header: Header) -> str:
    """A sentence if the header contradicts itself or the file is too short for it."""
    if header.rows < 1 or header.columns < 1:
        return "The file does not say how many rows and columns its picture has."
    if header.frames < 1:
        return "The number of frames in the file is not a number."
    if header.bits_allocated not in (1, 8, 16, 32, 64):
        return "The file does not say truly how many bits a pixel has."
    if header.is_frame:
        return ""
    pixels = header.elements.pixels
    available = header.elements.stream_length - (pixels.offset if pixels else 0)
    if header.rows * header.columns * header.samples * header.frames > _TOO_MANY_PIXELS:
        return "The picture is claimed to be unreasonably large."
    if pixels is None or pixels.length is None:
        return "" if available > 8 else "The file ends before its pixels."
    if not is_readable(header.transfer_syntax):
        return ""  # refused by name, which tells more
    if header.transfer_syntax not in UNCOMPRESSED:
        return "The compressed pixels are not stored as fragments."
    needed = (header.rows * header.columns * header.frames * _bits_a_pixel(header) + 7) // 8
    held = min(pixels.length, available)
    return "" if held >= needed else f"The file is cut short: {held} of {needed} bytes of pixels are there."


def _bits_a_pixel(header: Header) -> int:
    is_subsampled = header.string(tags.PHOTOMETRIC_INTERPRETATION) == "YBR_FULL_422"
    return header.bits_allocated * (2 if is_subsampled else header.samples)


def _refused_kind(header: Header) -> Problem | None:
    """Refusal of whole kinds of picture that this version does not show truly."""
    modality = modality_of(header)
    if header.sop_class == _DOSE_CLASS or modality == "RTDOSE":
        return Problem("RT_DOSE", "Radiotherapy dose grids are not shown by this version.")
    if is_video(header.transfer_syntax):
        return Problem("VIDEO", "Video is not shown by this version.")
    if "MOSAIC" in header.strings(tags.IMAGE_TYPE):
        return Problem(
            "MOSAIC", "Siemens mosaic pictures hold many slices in one and are not taken apart yet."
        )
    photometric = header.string(tags.PHOTOMETRIC_INTERPRETATION)
    if photometric == "PALETTE COLOR":
        return Problem("PALETTE", "Palette colour pictures are not read by this version.")
    if header.samples != 1 or photometric.startswith(("RGB", "YBR")):
        return Problem("COLOUR", "Colour pictures in DICOM are not read by this version.")
    if photometric not in ("MONOCHROME1", "MONOCHROME2", ""):
        return Problem("PHOTOMETRIC", f"Pictures of the photometric kind {photometric[:16]} are not read.")
    if header.has(tags.MODALITY_LUT_SEQUENCE):
        return Problem("MODALITY_LUT", "The values need a modality lookup table, which is not read yet.")
    return None


def _refused_coding(header: Header) -> Problem | None:
    """Refusal of encodings of the pixels."""
    pixels = header.elements.pixels
    if pixels is not None and pixels.tag != tags.PIXEL_DATA:
        return Problem("FLOAT_PIXELS", "Floating point pixel data is not read by this version.")
    if not is_readable(header.transfer_syntax):
        name = header.transfer_syntax[:64]
        return Problem("TRANSFER_SYNTAX", f"The pixel coding {name} cannot be decoded.")
    allocated, stored = header.bits_allocated, header.bits_stored
    if allocated not in (8, 16, 32):
        return Problem("BITS", f"Pictures with {allocated} bits a pixel are not read.")
    high_bit = header.short(tags.HIGH_BIT)
    if not 1 <= stored <= allocated or (high_bit is not None and high_bit != stored - 1):
        return Problem("BITS", "The bits of a pixel are arranged in a way that is not read.")
    slope, intercept = header.numbers(tags.RESCALE_SLOPE), header.numbers(tags.RESCALE_INTERCEPT)
    if any(v != v or abs(v) > 1e30 for v in (*slope[:1], *intercept[:1])) or slope[:1] == (0.0,):
        return Problem("RESCALE", "The rescale slope or intercept is not a usable number.")
    return None
