"""Arrays that are used again for every picture.

At the size of a screen, getting fresh memory from the system costs more than the arithmetic on it.
"""

from __future__ import annotations

import sys
from typing import Any

import numpy as np
import numpy.typing as npt

Shape = tuple[int, ...]


class Scratch:
    """Named arrays for intermediate steps; their contents last until the same name is asked for again."""

    def __init__(self) -> None:
        self._arrays: dict[str, npt.NDArray[Any]] = {}

    def array(self, name: str, shape: Shape, dtype: npt.DTypeLike) -> npt.NDArray[Any]:
        """The array of that name; a new one, contents undefined, if shape or type differ."""
        array = self._arrays.get(name)
        if array is None or array.shape != shape or array.dtype != dtype:
            array = self._arrays[name] = np.empty(shape, dtype)
        return array


class Pictures:
    """Arrays to hand out; one is handed out again once nobody else refers to it or to its memory."""

    _COUNT = 3

    def __init__(self) -> None:
        # How many references Python counts to an array that only the list holds.
        self._arrays: list[npt.NDArray[np.uint32]] = [np.empty(0, np.uint32)]
        self._unheld = self._references(0)

    def free(self, shape: Shape) -> npt.NDArray[np.uint32]:
        """A uint32 array that nobody holds; contents undefined."""
        self._arrays = [array for array in self._arrays if array.shape == shape]
        for place in range(len(self._arrays)):
            if self._references(place) == self._unheld:
                return self._arrays[place]
        array = np.empty(shape, np.uint32)
        self._arrays = [*self._arrays[1 - self._COUNT :], array]
        return array

    def _references(self, place: int) -> int:
        return sys.getrefcount(self._arrays[place])
