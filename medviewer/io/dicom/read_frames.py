"""All pixels of a series into one array, by two threads."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import psutil

from medviewer.core.errors import ReadError
from medviewer.core.series import RejectedFile
from medviewer.io.dicom.header import Header
from medviewer.io.dicom.values import DoesNotFit, choose_type, fill
from medviewer.io.progress import ReadReport

_THREADS = 2


@dataclass(frozen=True, eq=False)
class Frames:
    """True values [frame, row, column]; files that could not be read; files whose decoding is distrusted."""

    values: npt.NDArray[Any]
    failed: tuple[RejectedFile, ...] = ()
    suspicious: tuple[str, ...] = ()


def read_frames(source: str, headers: Sequence[Header], report: ReadReport) -> Frames:
    """Reads files of one size into an array from ``report.empty``, in their order.

    Parameters
    ----------
    source
        The path that the user opened, for messages.

    Raises
    ------
    ReadError
        If there is not enough memory or a value cannot be kept exactly.
    Cancelled
        If the report says so.
    """
    first = headers[0]
    shape = (sum(header.frames for header in headers), first.rows, first.columns)
    dtype: np.dtype[Any] | None = choose_type(headers)
    while dtype is not None:
        _check_memory(source, shape, dtype)
        try:
            return _fill_all(headers, report.empty(shape, dtype), report)
        except DoesNotFit as overflow:
            dtype = overflow.wider
        except MemoryError as error:
            raise ReadError(f"There is not enough memory for the series in {source}.") from error
    raise ReadError(f"The values of the series in {source} are too large to be kept exactly.")


def _fill_all(headers: Sequence[Header], values: npt.NDArray[Any], report: ReadReport) -> Frames:
    failed: list[RejectedFile] = []
    suspicious: list[str] = []
    ends = np.cumsum([header.frames for header in headers])
    with ThreadPoolExecutor(_THREADS, "pixels") as pool:
        jobs = {
            pool.submit(fill, header, values[end - header.frames : end]): header.path
            for header, end in zip(headers, ends, strict=True)
        }
        try:
            for n, job in enumerate(as_completed(jobs)):
                try:
                    if job.result():
                        suspicious.append(jobs[job])
                except (ValueError, OSError) as error:
                    failed.append(RejectedFile(jobs[job], _sentence(error)))
                report((n + 1) / len(jobs), f"Reading pixels, {n + 1} of {len(jobs)}")
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
    return Frames(values, tuple(failed), tuple(suspicious))


def _sentence(error: ValueError | OSError) -> str:
    if isinstance(error, OSError):
        return f"The file cannot be opened ({error.strerror or 'error'})."
    return str(error)


def _check_memory(source: str, shape: tuple[int, int, int], dtype: np.dtype[Any]) -> None:
    needed, free = int(np.prod(shape, dtype=np.int64)) * dtype.itemsize, psutil.virtual_memory().available
    if needed > 0.9 * free:
        raise ReadError(
            f"The series in {source} needs {needed / 1e9:.1f} GB of memory and {free / 1e9:.1f} GB are free; "
            "close other images and try again."
        )
