"""From stored pixels to true values: bits, sign, rescale, and the type that holds them all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.io.dicom import tags
from medviewer.io.dicom.header import Header
from medviewer.io.dicom.pixels import read_stored


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
    """The rescale of a file; slope 1 and intercept 0 where it gives none."""
    slope, intercept = header.number(tags.RESCALE_SLOPE), header.number(tags.RESCALE_INTERCEPT)
    return Rescale(1.0 if slope is None else slope, 0.0 if intercept is None else intercept)


def choose_type(headers: Sequence[Header]) -> np.dtype[Any]:
    """The narrowest type for the true values of all files.

    Slices whose possible range is wider than 16 bits get int16 all the same: what CT and MR really
    hold fits, and `fill` tells when it does not.
    """
    rescales = [rescale_of(header) for header in headers]
    if not all(rescale.keeps_integers for rescale in rescales):
        return np.dtype(np.float32)
    if max(header.bits_allocated for header in headers) > 16:
        return np.dtype(np.int32)
    ranges = [_possible_range(h, r) for h, r in zip(headers, rescales, strict=True)]
    lowest, highest = min(r[0] for r in ranges), max(r[1] for r in ranges)
    if lowest >= 0 and highest <= 255:
        return np.dtype(np.uint8)
    if lowest >= 0 and highest > 32767:
        return np.dtype(np.uint16 if highest <= 65535 else np.int32)
    return np.dtype(np.int16)


def fill(header: Header, out: npt.NDArray[Any]) -> bool:
    """Reads one file into its place in the final array.

    Parameters
    ----------
    out
        C-contiguous array [frame, row, column] of the chosen type; holds the true values afterwards.

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
    container = np.dtype(f"u{header.bits_allocated // 8}")
    in_place = out.dtype.kind in "iu" and out.dtype.itemsize == container.itemsize
    stored = out.view(container) if in_place else np.empty(out.shape, container)
    is_suspicious = read_stored(header, stored)
    typed = _true_bits(stored, header.bits_stored, header.is_signed)
    rescale = rescale_of(header)
    if out.dtype.kind == "f":
        for target, frame in zip(out, typed, strict=True):
            target[...] = frame.astype(np.float64) * rescale.slope + rescale.intercept
        return is_suspicious
    intercept = int(rescale.intercept)
    if not _fits(header, rescale, typed, np.iinfo(out.dtype)):
        raise DoesNotFit(np.dtype(np.int32) if out.dtype.itemsize < 4 else None)
    if not in_place:
        np.add(typed, intercept, out=out, dtype=np.int64, casting="unsafe")
    elif intercept:
        # Modulo the width, which is exact because the result was found to fit.
        stored += container.type(intercept % (1 << header.bits_allocated))
    return is_suspicious


def _fits(header: Header, rescale: Rescale, typed: npt.NDArray[Any], limits: np.iinfo[Any]) -> bool:
    """Whether the true values fit; the pixels are looked at only where the header leaves it open."""
    lowest, highest = _possible_range(header, rescale)
    if limits.min <= lowest and highest <= limits.max:
        return True
    intercept = int(rescale.intercept)
    return int(typed.min()) + intercept >= limits.min and int(typed.max()) + intercept <= limits.max


def _possible_range(header: Header, rescale: Rescale) -> tuple[int, int]:
    bits, intercept = header.bits_stored, int(rescale.intercept)
    if header.is_signed:
        return -(1 << (bits - 1)) + intercept, (1 << (bits - 1)) - 1 + intercept
    return intercept, (1 << bits) - 1 + intercept


def _true_bits(stored: npt.NDArray[Any], bits_stored: int, is_signed: bool) -> npt.NDArray[Any]:
    """The same memory with overlay and other unused bits cleared and the sign extended."""
    width = 8 * stored.dtype.itemsize
    typed = stored.view(f"i{stored.dtype.itemsize}") if is_signed else stored
    unused = width - bits_stored
    if unused and (is_signed or int(stored.max()) >> bits_stored):
        np.left_shift(typed, unused, out=typed)
        np.right_shift(typed, unused, out=typed)
    return typed
