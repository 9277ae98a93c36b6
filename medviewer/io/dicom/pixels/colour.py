"""True colours of a picture: red, green and blue of 8 bits, and their luminance."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from medviewer.io.dicom.pixels.code_stream import StreamShape

Colours = npt.NDArray[np.uint8]

COLOUR_KINDS = frozenset({"RGB", "YBR_FULL", "YBR_FULL_422", "YBR_PARTIAL_422", "YBR_ICT", "YBR_RCT"})
"""Photometric interpretations of three samples that are read (DICOM PS3.3 C.7.6.3.1.2)."""

SUBSAMPLED = frozenset({"YBR_FULL_422", "YBR_PARTIAL_422"})
"""Kinds whose colour differences are stored for every second column where nothing is compressed."""

_FULL = np.array(
    [[1.0, 0.0, 1.402], [1.0, -0.114 * 1.772 / 0.587, -0.299 * 1.402 / 0.587], [1.0, 1.772, 0.0]]
)
"""Red, green and blue from Y, Cb - 128 and Cr - 128 (ITU-R BT.601, JFIF)."""

_LUMINANCE = np.array([299, 587, 114], np.float32)
"""Parts of a thousand of red, green and blue in the luminance (ITU-R BT.601)."""


def is_ybr(photometric: str, stream: StreamShape | None) -> bool:
    """Whether three decoded samples are luminance and colour differences.

    A JPEG stream that says it itself (thinned-out colours, JFIF, Adobe, component names) is believed
    before the header, because the header is often kept when a picture is compressed. JPEG 2000 with its
    colour transform gives red, green and blue whatever the header says.
    """
    if stream is not None:
        if stream.is_transformed:
            return False
        if stream.is_ybr is not None:
            return stream.is_ybr
    return photometric.startswith("YBR") and photometric not in ("YBR_ICT", "YBR_RCT")


def to_rgb(samples: npt.NDArray[Any], bits: int, photometric: str, stream: StreamShape | None) -> Colours:
    """True colours [row, column, 3] of 8 bits.

    Parameters
    ----------
    samples
        Stored samples [row, column, 3], unsigned.
    bits
        Bits stored; more than 8 are scaled down.
    photometric
        Photometric interpretation of the header.
    stream
        What the code stream says of itself; None where nothing was compressed.
    """
    if not is_ybr(photometric, stream):
        return to_8_bits(samples, bits)
    full = samples.astype(np.float32) * np.float32(255.0 / ((1 << bits) - 1)) if bits != 8 else samples
    matrix, offset = _ybr_matrix(photometric if stream is None else "YBR_FULL")
    colours = full.astype(np.float32) @ matrix.T.astype(np.float32) + offset.astype(np.float32)
    return np.asarray(np.clip(colours + 0.5, 0.0, 255.0).astype(np.uint8))


def to_8_bits(samples: npt.NDArray[Any], bits: int) -> Colours:
    """Samples of any width scaled to 8 bits."""
    if bits > 8:
        return np.asarray(np.minimum(samples >> (bits - 8), 255).astype(np.uint8))
    if bits < 8:
        return np.asarray((samples.astype(np.uint16) * 255 // ((1 << bits) - 1)).astype(np.uint8))
    return np.asarray(samples.astype(np.uint8, copy=False))


def luminance_into(rgb: Colours, out: npt.NDArray[Any]) -> None:
    """The luminance (ITU-R BT.601, nearest level) of colours [row, column, 3] as values [row, column]."""
    # Whole numbers below 2**24, so that float32 is exact.
    weighed = rgb.astype(np.float32) @ _LUMINANCE
    np.copyto(out, (weighed + 500.0) / 1000.0, casting="unsafe")


def unthinned(data: npt.NDArray[Any], rows: int, columns: int) -> npt.NDArray[Any]:
    """Samples [row, column, 3] of the order Y Y Cb Cr (PS3.3 C.7.6.3.1.2, YBR_FULL_422)."""
    pairs = data.reshape(rows, columns // 2, 4)
    samples = np.empty((rows, columns // 2, 2, 3), data.dtype)
    samples[..., 0] = pairs[..., :2]
    samples[..., 1:] = pairs[:, :, None, 2:]
    return np.asarray(samples.reshape(rows, columns, 3))


def _ybr_matrix(photometric: str) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Matrix and offset from 8-bit luminance and differences to red, green and blue."""
    if not photometric.startswith("YBR_PARTIAL"):
        return _FULL, -_FULL @ np.array([0.0, 128.0, 128.0])
    # Black is 16, white 235, differences 16 to 240 (ITU-R BT.601 studio range).
    matrix = _FULL * (255.0 / np.array([219.0, 224.0, 224.0]))
    return matrix, -matrix @ np.array([16.0, 128.0, 128.0])
