"""Putting grey, heat and labels together into screen pixels.

Pixels are uint32 words 0xffRRGGBB: what Qt calls RGB32, bytes B G R X on little-endian machines.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from medviewer.core.palette import palette_table

Words = npt.NDArray[np.uint32]

_OPAQUE = 0xFF000000


def levels_into(words: Words, levels: npt.NDArray[np.uint8]) -> None:
    """Grey [h, w] or colours [h, w, 3] as words [h, w]."""
    if levels.ndim == 2:
        np.multiply(levels, np.uint32(0x010101), out=words, casting="unsafe")
    else:
        words[...] = levels[..., 0]
        for channel in (1, 2):
            np.left_shift(words, 8, out=words)
            words |= levels[..., channel]
    words |= np.uint32(_OPAQUE)


def words_of_colors(colors: npt.NDArray[np.float32]) -> Words:
    """RGB (..., 3) in 0..255 as words, nearest level."""
    levels = np.clip(colors + 0.5, 0.0, 255.0).astype(np.uint32)
    return np.asarray(_OPAQUE | levels[..., 0] << 16 | levels[..., 1] << 8 | levels[..., 2], dtype=np.uint32)


def colors_of_words(words: Words) -> npt.NDArray[np.float32]:
    """RGB (..., 3) in 0..255 of words."""
    return np.stack([words >> 16 & 255, words >> 8 & 255, words & 255], axis=-1).astype(np.float32)


def words_of_palette(palette_id: str) -> Words:
    """Words [256] of every level of a palette."""
    return words_of_colors(palette_table(palette_id).astype(np.float32))


def blended_table(colors: npt.NDArray[np.float32], opacities: npt.NDArray[np.float32], base: Words) -> Words:
    """Words [codes * 256] of every code's colour over every level: index ``code * 256 + level``.

    ``base`` [256] are the words of the levels themselves.
    """
    table = np.repeat(base[None], len(colors), axis=0)
    seen = np.flatnonzero(opacities > 0)
    strength = opacities[seen, None, None]
    below = colors_of_words(base)[None]
    table[seen] = words_of_colors(below * (1.0 - strength) + colors[seen, None, :] * strength)
    return table.reshape(-1)


def blend(words: Words, colors: npt.NDArray[np.float32], opacities: npt.NDArray[np.float32]) -> Words:
    """Colours [n, 3] with opacities [n] over words [n]."""
    strength = opacities[:, None]
    return words_of_colors(colors_of_words(words) * (1.0 - strength) + colors * strength)
