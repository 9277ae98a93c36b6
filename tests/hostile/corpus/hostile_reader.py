"""What the reader host does with a hostile file, told in plain values; runs in the child."""

from __future__ import annotations

import time
import warnings
from typing import Any

import numpy as np

from medviewer.core.errors import MedviewerError
from medviewer.core.series import Verdict
from medviewer.core.time_series import TimeSeries
from medviewer.core.volume import Stack, Volume
from medviewer.io.load import load_series
from medviewer.io.scan import scan_path


def examine(path: str, report: Any) -> dict[str, Any]:
    """Opens a path and everything in it, as the window does.

    Returns
    -------
    ``sentences`` that a user would read, ``badges`` (codes of problems), ``shown`` (shape and sum of each
    picture), ``objects`` (kinds of other things that came out), ``seconds`` of processor time,
    ``surprises`` (what may not happen).
    """
    warnings.simplefilter("ignore")
    begin = time.process_time()
    found: dict[str, Any] = {"sentences": [], "badges": [], "shown": [], "objects": [], "surprises": []}
    try:
        catalog = scan_path(path, report=report)
    except MedviewerError as error:
        found["sentences"].append(str(error))
    else:
        found["sentences"] += [rejected.reason for rejected in catalog.rejected]
        for entry in catalog.series:
            _load(entry, found, report)
    found["seconds"] = time.process_time() - begin
    return found


def _load(entry: Any, found: dict[str, Any], report: Any) -> None:
    _tell(entry.report, found)
    try:
        image = load_series(entry, report=report)
    except MedviewerError as error:
        found["sentences"].append(str(error))
        return
    except (MemoryError, RecursionError) as error:
        found["surprises"].append(f"{type(error).__name__} while loading")
        return
    if entry.report.verdict is Verdict.REFUSED:
        found["surprises"].append("a refused series was loaded")
    if isinstance(image, TimeSeries):
        image = image.volumes[0]
    if isinstance(image, Volume | Stack):
        _tell(image.report, found)
        values = image.voxels if isinstance(image, Volume) else image.frames
        found["shown"].append((values.shape, float(np.nan_to_num(values.astype(np.float64)).sum())))
    else:
        found["objects"].append(type(image).__name__)


def _tell(report: Any, found: dict[str, Any]) -> None:
    found["badges"] += [problem.code for problem in report.problems]
    found["sentences"] += [problem.message for problem in report.problems]
    found["sentences"] += [rejected.reason for rejected in report.rejected]


def read_with_itk(paths: list[str], report: Any) -> list[str]:
    """Reads files with SimpleITK alone, without the checks that go before it; why others are left out."""
    import SimpleITK as sitk  # noqa: N813

    left_out = []
    for path in paths:
        try:
            with report.reading(path):
                reader = sitk.ImageFileReader()
                reader.SetImageIO("MetaImageIO")
                reader.SetFileName(path)
                reader.ReadImageInformation()
        except MedviewerError as error:
            left_out.append(str(error))
    return left_out


def load_with_a_fault(path: str, victim: str, fault: str, report: Any) -> dict[str, Any]:
    """Opens a path with a decoder that crashes on one file, or never ends with it."""
    from medviewer.io.dicom.pixels import read_frames

    whole = read_frames.fill

    def fill(header: Any, *arguments: Any) -> bool:
        if header.path == victim:
            _fail(fault)
        return whole(header, *arguments)

    read_frames.fill = fill
    try:
        return examine(path, report)
    finally:
        read_frames.fill = whole


def _fail(fault: str) -> None:
    import ctypes

    if fault == "crash":
        ctypes.string_at(0)
    while fault == "hang":
        pass
