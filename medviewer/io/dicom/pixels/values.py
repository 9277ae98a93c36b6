"""From stored pixels to true values: bits, sign, rescale or table, and the type that holds them all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.io.dicom.parse import tags
from medviewer.io.dicom.parse.header import Header
from medviewer.io.dicom.parse.transfer_syntax import RLE
from medviewer.io.dicom.pixels.colour import luminance_into, to_rgb
from medviewer.io.dicom.pixels.lookup_tables import LookupTable, modality_table_of
from medviewer.io.dicom.pixels.palette import palette_of
from medviewer.io.dicom.pixels.stored_pixels import container_of, read_floats, read_samples, read_stored


@dataclass(frozen=True, slots=True)
class Rescale:
    """``value = stored * slope + intercept`` (DICOM PS3.3 C.11.1.1.2)."""

    slope: float = 1.0
    intercept: float = 0.0

    @property
    def keeps_integers(self) -> bool:
        return self.slope == 1.0 and self.intercept == int(self.intercept) and abs(self.intercept) < 2**31


class DoesNotFit(Exception):
    """A value is outside the type that was chosen; ``wider`` is the type to try next, or None."""

    def __init__(self, wider: np.dtype[Any] | None) -> None:
        super().__init__("value outside the chosen type")
        self.wider = wider


def rescale_of(header: Header) -> Rescale:
    """The rescale of a file; slope 1 and intercept 0 where it gives none or a table (PS3.3 C.11.1)."""
    if header.items(tags.MODALITY_LUT_SEQUENCE):
        return Rescale()
    slope, intercept = header.number(tags.RESCALE_SLOPE), header.number(tags.RESCALE_INTERCEPT)
    return Rescale(1.0 if slope is None else slope, 0.0 if intercept is None else intercept)


def has_colours(header: Header) -> bool:
    """Whether the pixels are colours: three samples, or one that stands for a colour of a palette."""
    return header.samples == 3 or header.string(tags.PHOTOMETRIC_INTERPRETATION) == "PALETTE COLOR"


def has_floats(header: Header) -> bool:
    """Whether the pixels are stored as floating point numbers."""
    pixels = header.elements.pixels
    return pixels is not None and pixels.tag in (tags.FLOAT_PIXEL_DATA, tags.DOUBLE_FLOAT_PIXEL_DATA)


def choose_type(headers: Sequence[Header]) -> np.dtype[Any]:
    """The narrowest type for the true values of all files; uint8, for the luminance, where they are colours.

    Slices whose possible range is wider than 16 bits get int16 all the same: what CT and MR really
    hold fits, and `fill` tells when it does not.
    """
    if has_colours(headers[0]):
        return np.dtype(np.uint8)
    rescales = [rescale_of(header) for header in headers]
    if any(has_floats(header) for header in headers) or not all(r.keeps_integers for r in rescales):
        return np.dtype(np.float32)
    if max(header.bits_allocated for header in headers) > 16:
        return np.dtype(np.int32)
    ranges = [possible_range(header) for header in headers]
    lowest, highest = min(r[0] for r in ranges), max(r[1] for r in ranges)
    if lowest >= 0 and highest <= 255:
        return np.dtype(np.uint8)
    if lowest >= 0 and highest > 32767:
        return np.dtype(np.uint16 if highest <= 65535 else np.int32)
    return np.dtype(np.int16)


def possible_range(header: Header) -> tuple[float, float]:
    """The least and the greatest value that the header allows."""
    table = _table_of(header)
    if table is not None:
        return int(table.entries.min()), int(table.entries.max())
    bits, rescale = header.bits_stored, rescale_of(header)
    ends = (-(1 << (bits - 1)), (1 << (bits - 1)) - 1) if header.is_signed else (0, (1 << bits) - 1)
    if rescale.keeps_integers:
        return ends[0] + int(rescale.intercept), ends[1] + int(rescale.intercept)
    low, high = sorted(end * rescale.slope + rescale.intercept for end in ends)
    return low, high


def modality_value(header: Header, stored: float) -> float:
    """The true value of one stored value (rescale or table)."""
    table, rescale = _table_of(header), rescale_of(header)
    if table is not None:
        return float(table.apply(np.array([stored]))[0])
    return stored * rescale.slope + rescale.intercept


def fill(header: Header, out: npt.NDArray[Any], rgb: npt.NDArray[np.uint8] | None = None) -> bool:
    """Reads one file, or one frame of it, into its place in the final arrays.

    Parameters
    ----------
    out
        C-contiguous array [frame, row, column] of the chosen type; holds the true values afterwards, of
        colours the luminance.
    rgb
        Array [frame, row, column, 3] for colours, else None.

    Returns
    -------
    Whether the decoder is to be distrusted, as `read_stored` says.

    Raises
    ------
    DoesNotFit
        If a value is outside the type of ``out``.
    ValueError, OSError
        As `read_stored`.
    """
    if rgb is not None:
        return _fill_colours(header, out, rgb)
    if has_floats(header):
        _fill_floats(header, out)
        return False
    return _fill_grey(header, out)


def _fill_grey(header: Header, out: npt.NDArray[Any]) -> bool:
    container = container_of(header)
    table = modality_table_of(header)
    in_place = table is None and out.dtype.kind in "iu" and out.dtype.itemsize == container.itemsize
    stored = out.view(container) if in_place else np.empty(out.shape, container)
    is_suspicious = read_stored(header, stored)
    typed = true_bits(header, stored)
    if table is not None:
        typed = table.apply(typed)
    rescale = rescale_of(header)
    if out.dtype.kind == "f":
        _fill_rescaled(typed, rescale, out)
        return is_suspicious
    if not _fits(header, rescale, typed, np.iinfo(out.dtype)):
        raise DoesNotFit(np.dtype(np.int32 if out.dtype.itemsize < 4 else np.float32))
    intercept = int(rescale.intercept)
    if not in_place:
        np.add(typed, intercept, out=out, dtype=np.int64, casting="unsafe")
    elif intercept:
        # Modulo the width, which is exact because the result was found to fit.
        stored += container.type(intercept % (1 << 8 * container.itemsize))
    return is_suspicious


def true_bits(header: Header, stored: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The same memory with overlay and other unused bits cleared and the sign extended (PS3.5 8.1.1)."""
    width, bits = 8 * stored.dtype.itemsize, header.bits_stored
    typed = stored.view(f"i{stored.dtype.itemsize}") if header.is_signed else stored
    above = width - 1 - _high_bit(header)
    if above == width - bits and (not above or not (header.is_signed or int(stored.max()) >> bits)):
        return typed
    np.left_shift(typed, above, out=typed)
    np.right_shift(typed, width - bits, out=typed)
    return typed


def _high_bit(header: Header) -> int:
    high_bit = header.short(tags.HIGH_BIT)
    pixels = header.elements.pixels
    is_as_stored = header.transfer_syntax == RLE or (pixels is not None and pixels.length is not None)
    # A code stream has a width of its own and its samples at the low end.
    return high_bit if high_bit is not None and is_as_stored else header.bits_stored - 1


def _table_of(header: Header) -> LookupTable | None:
    try:
        return modality_table_of(header)
    except ValueError:  # told when the pixels are read
        return None


def _fill_colours(header: Header, out: npt.NDArray[Any], rgb: npt.NDArray[np.uint8]) -> bool:
    if header.samples == 1:
        palette = palette_of(header)
        stored = np.empty(out.shape, container_of(header))
        is_suspicious = read_stored(header, stored)
        rgb[...] = palette.apply(true_bits(header, stored))
    else:
        is_suspicious = False
        samples, stream = read_samples(header)
        kind = header.string(tags.PHOTOMETRIC_INTERPRETATION)
        rgb[0] = to_rgb(samples, header.bits_stored, kind, stream)
    for values, colours in zip(out, rgb, strict=True):
        luminance_into(colours, values)
    return is_suspicious


def _fill_floats(header: Header, out: npt.NDArray[Any]) -> None:
    rescale = rescale_of(header)
    with np.errstate(over="ignore", invalid="ignore"):
        for target, frame in zip(out, read_floats(header), strict=True):
            values = frame.astype(np.float64)
            target[...] = values * rescale.slope + rescale.intercept
            if np.any(np.isinf(target) & np.isfinite(values)):
                raise DoesNotFit(None)


def _fill_rescaled(typed: npt.NDArray[Any], rescale: Rescale, out: npt.NDArray[Any]) -> None:
    for target, frame in zip(out, typed, strict=True):
        if rescale.keeps_integers and frame.dtype.itemsize > 2:
            # Integers that no integer type could hold: only if each is kept exactly.
            values = frame.astype(np.float64) + rescale.intercept
            target[...] = values
            lost = (np.abs(values) > 2.0**53) | (target != values)
            if np.any(lost):
                raise DoesNotFit(None)
        else:
            target[...] = frame.astype(np.float64) * rescale.slope + rescale.intercept


def _fits(header: Header, rescale: Rescale, typed: npt.NDArray[Any], limits: np.iinfo[Any]) -> bool:
    """Whether the true values fit; the pixels are looked at only where the header leaves it open."""
    lowest, highest = possible_range(header)
    if limits.min <= lowest and highest <= limits.max:
        return True
    intercept = int(rescale.intercept)
    return int(typed.min()) + intercept >= limits.min and int(typed.max()) + intercept <= limits.max
