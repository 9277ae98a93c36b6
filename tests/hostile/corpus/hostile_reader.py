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
