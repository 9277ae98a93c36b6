"""What kind of thing one DICOM file is: a picture, a segmentation, or something that is not shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from medviewer.core.series import Problem
from medviewer.io.dicom.frames.dose_grid import dose_problem
from medviewer.io.dicom.frames.functional_groups import groups_problem
from medviewer.io.dicom.parse import tags
from medviewer.io.dicom.parse.header import Header
from medviewer.io.dicom.parse.quote import quoted_code
from medviewer.io.dicom.parse.sop_classes import DIRECTORY_CLASS, SEGMENTATION_CLASSES
from medviewer.io.dicom.parse.transfer_syntax import UNCOMPRESSED, is_readable, is_video, name_of, video_of
from medviewer.io.dicom.pixels.colour import COLOUR_KINDS
from medviewer.io.dicom.pixels.lookup_tables import modality_table_of
from medviewer.io.dicom.pixels.palette import palette_of
from medviewer.io.dicom.pixels.stored_pixels import PACKED, is_thinned
from medviewer.io.dicom.pixels.values import has_floats

_WAVEFORM_CLASSES = "1.2.840.10008.5.1.4.1.1.9."
_SR_CLASSES = "1.2.840.10008.5.1.4.1.1.88."
_PRESENTATION_CLASSES = "1.2.840.10008.5.1.4.1.1.11."
_DOCUMENT_CLASSES = "1.2.840.10008.5.1.4.1.1.104."
_RT_CLASSES = "1.2.840.10008.5.1.4.1.1.481."
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
_X_RAY_VOLUMES = frozenset(f"1.2.840.10008.5.1.4.1.1.13.1.{n}" for n in (1, 2, 3))
"""Slices reconstructed from projections: angiography, jaws, and tomosynthesis of the breast."""
_TOO_MANY_PIXELS = 1 << 31
_ALWAYS_ALLOWED = 1 << 27
_HIGHEST_RATIO = 2000
"""Black pictures of the usual sizes pack to a two-thousandth of their bytes at the least."""
_TOO_MANY_FRAMES = 200_000
"""Of an image, which needs a header for each; a segmentation has a limit of its own."""

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
    return modality_of(header) in _PROJECTIONS and header.sop_class not in _X_RAY_VOLUMES


def admit(header: Header) -> Admission:
    """Decides from the header alone what a file is and whether it can be shown truly."""
    if header.sop_class == DIRECTORY_CLASS:
        return Admission("directory")
    if header.elements.pixels is None:
        return Admission("no picture", Problem("NO_PICTURE", _without_picture(header)))
    broken = _broken(header)
    if broken:
        return Admission("broken", Problem("BROKEN", broken))
    if header.sop_class in SEGMENTATION_CLASSES:
        return Admission("segmentation")
    for refusal in _refusals(header):
        if refusal is not None:
            return Admission("refused", refusal)
    return Admission("image")


def _refusals(header: Header) -> tuple[Problem | None, ...]:
    return _refused_kind(header), groups_problem(header), dose_problem(header), _refused_coding(header)


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
    if header.bits_allocated not in (1, 8, 12, 16, 32, 64):
        return "The file does not say truly how many bits a pixel has."
    if header.is_frame:
        return ""
    pixels = header.elements.pixels
    available = header.elements.stream_length - (pixels.offset if pixels else 0)
    pixel_count = header.rows * header.columns * header.samples * header.frames
    if pixel_count > _TOO_MANY_PIXELS:
        return "The picture is claimed to be unreasonably large."
    if header.frames > _TOO_MANY_FRAMES and header.sop_class not in SEGMENTATION_CLASSES:
        return f"The file holds more than {_TOO_MANY_FRAMES} frames, which is more than can be shown."
    if _promises_too_much(header, available):
        return f"The picture is claimed to be unreasonably large for the {available} bytes it is packed into."
    if pixels is None or pixels.length is None:
        return "" if available > 8 * _frames_apart(header) else "The file ends before its pixels."
    if not is_readable(header.transfer_syntax):
        return ""  # refused by name, which tells more
    if header.transfer_syntax not in UNCOMPRESSED:
        return "The compressed pixels are not stored as fragments."
    needed = (header.rows * header.columns * header.frames * _bits_a_pixel(header) + 7) // 8
    held = min(pixels.length, available)
    return "" if held >= needed else f"The file is cut short: {held} of {needed} bytes of pixels are there."


def _frames_apart(header: Header) -> int:
    """How many code streams there must be at least: a video holds all frames in one."""
    return 1 if is_video(header.transfer_syntax) else header.frames


def _promises_too_much(header: Header, available: int) -> bool:
    """Whether compressed pixels would unpack to far more than any honest picture does."""
    promised = header.rows * header.columns * header.frames * _bits_a_pixel(header) // 8
    return promised > _ALWAYS_ALLOWED and promised > _HIGHEST_RATIO * available


def _bits_a_pixel(header: Header) -> int:
    return header.bits_allocated * (2 if is_thinned(header) else header.samples)


def _refused_kind(header: Header) -> Problem | None:
    """Refusal of whole kinds of picture that this version does not show truly."""
    video = video_of(header.transfer_syntax)
    if video:
        return Problem("VIDEO", f"The pictures are a video ({video}), which is not shown by this version.")
    return _refused_colours(header)


def _refused_colours(header: Header) -> Problem | None:
    photometric = header.string(tags.PHOTOMETRIC_INTERPRETATION)
    if header.samples == 3:
        if photometric not in COLOUR_KINDS and photometric:
            return Problem(
                "PHOTOMETRIC", f"Colours of the photometric kind {quoted_code(photometric)} are not read."
            )
        if header.bits_allocated not in (8, 16, 32) or has_floats(header):
            return Problem("BITS", f"Colours of {header.bits_allocated} bits a sample are not read.")
        return None
    if header.samples != 1:
        return Problem("COLOUR", f"Pictures of {header.samples} samples a pixel are not read.")
    try:
        if photometric == "PALETTE COLOR":
            palette_of(header)
        else:
            modality_table_of(header)
    except ValueError as error:
        return Problem("PALETTE" if photometric == "PALETTE COLOR" else "MODALITY_LUT", str(error))
    if photometric not in ("MONOCHROME1", "MONOCHROME2", "PALETTE COLOR", ""):
        return Problem(
            "PHOTOMETRIC", f"Pictures of the photometric kind {quoted_code(photometric)} are not read."
        )
    return None


def _refused_coding(header: Header) -> Problem | None:
    """Refusal of encodings of the pixels."""
    if not is_readable(header.transfer_syntax):
        name = name_of(header.transfer_syntax)
        return Problem("TRANSFER_SYNTAX", f"The pixel coding {name} cannot be decoded.")
    return _refused_bits(header) or _refused_rescale(header)


def _refused_bits(header: Header) -> Problem | None:
    allocated, stored = header.bits_allocated, header.bits_stored
    pixels = header.elements.pixels
    is_compressed = pixels is not None and pixels.length is None
    if has_floats(header):
        is_read = allocated in (32, 64) and not is_compressed
        return None if is_read else Problem("BITS", "Its floating point pixels are stored in an unknown way.")
    if allocated in PACKED and is_compressed:
        return Problem("BITS", f"Compressed pictures with {allocated} bits a pixel are not read.")
    high_bit = header.short(tags.HIGH_BIT)
    if not 1 <= stored <= allocated or not (high_bit is None or stored - 1 <= high_bit < allocated):
        return Problem("BITS", "The bits of a pixel are arranged in a way that is not read.")
    return None


def _refused_rescale(header: Header) -> Problem | None:
    slope, intercept = header.numbers(tags.RESCALE_SLOPE), header.numbers(tags.RESCALE_INTERCEPT)
    if any(v != v or abs(v) > 1e30 for v in (*slope[:1], *intercept[:1])) or slope[:1] == (0.0,):
        return Problem("RESCALE", "The rescale slope or intercept is not a usable number.")
    return None
