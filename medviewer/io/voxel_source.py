"""VoxelSource: where the voxels of a file lie and how they are stored; and reading them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from medviewer.io.gzip_stream import DamagedGzipError, GzipStream, check_ratio, unpack_at_once
from medviewer.io.progress import ReadReport
from medviewer.io.regular_file import open_regular

_PORTION_BYTES = 8 << 20
KEPT_TYPES = ("int16", "uint16", "int32", "uint8", "float32")
"""The types that the voxels of a volume may have."""


class TooLarge(ValueError):
    """An integer is too large for any type that a volume may have."""


class _Bytes(Protocol):
    def skip(self, count: int) -> None: ...

    def fill(self, target: memoryview) -> None: ...

    def finish(self, after: int) -> None: ...


@dataclass(frozen=True)
class VoxelSource:
    """One run of voxels in a file.

    Parameters
    ----------
    path
        The file that holds the voxels.
    stored
        Type of a stored number, with its order of bytes.
    start
        Bytes before the first voxel, unpacked.
    is_gzip
        Whether the file is packed.
    slope, intercept
        ``value = stored * slope + intercept``; 1 and 0 leave the numbers as they are.
    after
        Bytes that the header promises after these voxels.
    packed_at
        Where in the file the packed bytes begin.
    """

    path: str
    stored: np.dtype[Any]
    start: int
    is_gzip: bool
    slope: float = 1.0
    intercept: float = 0.0
    after: int = 0
    packed_at: int = 0

    @property
    def is_scaled(self) -> bool:
        """Whether stored numbers are not the values themselves."""
        return self.slope != 1.0 or self.intercept != 0.0

    @property
    def kept(self) -> np.dtype[Any]:
        """The type of the values: as stored where a volume may have it, else one that holds them."""
        if self.stored.kind == "f" or self.is_scaled:
            return np.dtype(np.float32)
        if self.stored.newbyteorder("=").name in KEPT_TYPES:
            return self.stored.newbyteorder("=")
        return np.dtype(np.int16 if self.stored.itemsize == 1 else np.int32)

    def read(self, shape: tuple[int, ...], report: ReadReport) -> npt.NDArray[Any]:
        """The values, in memory that ``report`` gives.

        Raises
        ------
        ValueError
            `DamagedGzipError` or `EOFError` if they are not all there, `TooLarge` if one cannot be kept.
        OSError
            If the file cannot be read.
        """
        count = int(np.prod(shape, dtype=object))
        if self.is_gzip:
            check_ratio(self.path, self.start + count * self.stored.itemsize)
        is_same = not self.is_scaled and self.stored.newbyteorder("=") == self.kept
        flat = self._as_stored(count, report) if is_same else self._converted(count, report)
        return flat.reshape(shape)

    def _as_stored(self, count: int, report: ReadReport) -> npt.NDArray[Any]:
        """Bytes go straight to their place; what comes before the voxels goes before them."""
        size = count * self.stored.itemsize
        fits_before = self.is_gzip and self.start % self.stored.itemsize == 0
        before = self.start if fits_before else 0
        block = report.empty((before + size,), np.uint8)
        is_there = fits_before and unpack_at_once(self.path, self.packed_at, block.data, report)
        if not is_there:
            with self._opened() as source:
                source.skip(self.start)
                _fill(source, block[before:], report)
                source.finish(self.after)
        values = block[before:].view(self.stored)
        if not self.stored.isnative:
            values = values.byteswap(inplace=True).view(self.kept)
        return values

    def _converted(self, count: int, report: ReadReport) -> npt.NDArray[Any]:
        values = report.empty((count,), self.kept)
        part = np.empty(min(count, _PORTION_BYTES // self.stored.itemsize), self.stored)
        with self._opened() as source:
            source.skip(self.start)
            for first in range(0, count, len(part)):
                report(first / count, "Reading the file")
                target = values[first : first + len(part)]
                numbers = part[: len(target)]
                source.fill(numbers.view(np.uint8).data)
                self._convert(numbers, target)
            source.finish(self.after)
        return values

    def _convert(self, numbers: npt.NDArray[Any], target: npt.NDArray[Any]) -> None:
        if self.is_scaled:
            target[...] = numbers.astype(np.float64) * self.slope + self.intercept
            return
        if self.kept.kind == "i":
            limits = np.iinfo(self.kept)
            if int(numbers.min()) < limits.min or int(numbers.max()) > limits.max:
                raise TooLarge("an integer is too large")
        with np.errstate(over="ignore"):
            target[...] = numbers

    @contextmanager
    def _opened(self) -> Iterator[_Bytes]:
        with open_regular(self.path, 0) as file:
            file.seek(self.packed_at)
            yield GzipStream(file) if self.is_gzip else _PlainFile(file)


class _PlainFile:
    """The bytes of a file as they are."""

    def __init__(self, file: Any) -> None:
        self._file = file

    def skip(self, count: int) -> None:
        self._file.seek(count, 1)

    def fill(self, target: memoryview) -> None:
        done = 0
        while done < len(target):
            got = self._file.readinto(target[done:])
            if not got:
                raise DamagedGzipError("cut short")
            done += got

    def finish(self, after: int) -> None:
        """What comes after the voxels has no check sum."""


def _fill(source: _Bytes, target: npt.NDArray[np.uint8], report: ReadReport) -> None:
    for first in range(0, len(target), _PORTION_BYTES):
        report(first / len(target), "Reading the file")
        source.fill(target[first : first + _PORTION_BYTES].data)
