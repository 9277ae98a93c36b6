"""The sample study: a thorax CT with nodules, made once on each computer."""

from __future__ import annotations

import shutil
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from medviewer.core.errors import WriteError
from medviewer.core.series import SeriesInfo, StudyInfo
from medviewer.io.dicom.write_series import write_ct_series
from medviewer.samples.sample_place import SAMPLE_NAME, sample_folder
from medviewer.samples.thorax import ThoraxSpec, thorax_ct

SAMPLE_SPEC = ThoraxSpec(
    shape_kji=(160, 384, 384), spacing_ijk=(0.95, 0.95, 2.0), seed=11, contrast=True, nodules=5, edge_mm=1.1
)

_STALE_S = 24 * 3600.0


class _Report(Protocol):
    def __call__(self, fraction: float, message: str = "") -> None: ...


def ensure_sample(cache_dir: str, report: _Report) -> str:
    """The folder of the sample study; it is made (in a few seconds) if it is not there yet.

    It is written beside its place and renamed at the end, so a folder that is there is whole.

    Raises
    ------
    WriteError
        If the cache cannot be written.
    Cancelled
        If the user asked to stop; nothing is left behind.
    """
    folder = sample_folder(cache_dir)
    if folder.is_dir():
        return str(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _remove_stale(folder.parent)
        making = Path(tempfile.mkdtemp(prefix=".sample-", dir=folder.parent))
    except OSError as error:
        raise WriteError(f"The sample study cannot be kept in {cache_dir}: {error.strerror}.") from error
    try:
        _make(making, report)
        _move(making, folder)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return str(folder)


def _make(folder: Path, report: _Report) -> None:
    sample = thorax_ct(SAMPLE_SPEC, progress=lambda done: report(0.8 * done, "Making the sample study"))
    study = StudyInfo(
        patient_name="Sample^Thorax",
        patient_id="SAMPLE-1",
        study_description="Made-up thorax, nobody was scanned",
        study_date="20260101",
        study_time="120000",
    )
    info = SeriesInfo("", "CT", "Thorax phantom 2.0 mm", "2", body_part="CHEST", study=study)
    volume = replace(sample.volume, info=info)
    write_ct_series(
        volume,
        folder,
        uid_seed=f"medviewer {SAMPLE_NAME}",
        progress=lambda done: report(0.8 + 0.2 * done, "Writing the sample study"),
    )


def _move(making: Path, folder: Path) -> None:
    try:
        making.replace(folder)
    except OSError as error:
        if folder.is_dir():
            return  # another window was faster; its folder holds the same
        raise WriteError(
            f"The sample study could not be put into {folder.parent}: {error.strerror}."
        ) from error


def _remove_stale(cache: Path) -> None:
    """Removes what a killed process left here a day ago or earlier."""
    for left in cache.glob(".sample-*"):
        if time.time() - left.stat().st_mtime > _STALE_S:
            shutil.rmtree(left, ignore_errors=True)
