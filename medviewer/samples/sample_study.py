"""The sample studies: a thorax CT with nodules, its prior, and an abdomen; made once on each computer."""

from __future__ import annotations

import shutil
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from medviewer.core.errors import WriteError
from medviewer.core.series import SeriesInfo, StudyInfo
from medviewer.io.dicom.write_series import write_ct_series
from medviewer.samples.sample_place import sample_folder
from medviewer.samples.thorax import ThoraxSpec, thorax_ct

SAMPLE_SPEC = ThoraxSpec(
    shape_kji=(160, 384, 384), spacing_ijk=(0.95, 0.95, 2.0), seed=11, contrast=True, nodules=5, edge_mm=1.1
)

_STALE_S = 24 * 3600.0


class _Report(Protocol):
    def __call__(self, fraction: float, message: str = "") -> None: ...


@dataclass(frozen=True)
class _SampleKind:
    """What a sample study is made from, and what its files say."""

    spec: ThoraxSpec
    patient_name: str = "Sample^Thorax"
    patient_id: str = "SAMPLE-1"
    study_description: str = "Made-up thorax, nobody was scanned"
    study_date: str = "20260101"
    description: str = "Thorax phantom 2.0 mm"
    body_part: str = "CHEST"


def ensure_sample(cache_dir: str, report: _Report, which: str = "") -> str:
    """The folder of a sample study; it is made (in a few seconds) if it is not there yet.

    ``which`` is ``""`` (thorax), ``"prior"`` (the same thorax a year before) or ``"abdomen"``.

    It is written beside its place and renamed at the end, so a folder that is there is whole.

    Raises
    ------
    WriteError
        If the cache cannot be written.
    Cancelled
        If the user asked to stop; nothing is left behind.
    """
    folder = sample_folder(cache_dir, which)
    if folder.is_dir():
        return str(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _remove_stale(folder.parent)
        making = Path(tempfile.mkdtemp(prefix=".sample-", dir=folder.parent))
    except OSError as error:
        raise WriteError(f"The sample study cannot be kept in {cache_dir}: {error.strerror}.") from error
    try:
        _make(making, which, report)
        _move(making, folder)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return str(folder)


def _make(folder: Path, which: str, report: _Report) -> None:
    kind = _sample_of(which)
    sample = thorax_ct(kind.spec, progress=lambda done: report(0.8 * done, "Making the sample study"))
    study = StudyInfo(
        patient_name=kind.patient_name,
        patient_id=kind.patient_id,
        study_description=kind.study_description,
        study_date=kind.study_date,
        study_time="120000",
    )
    info = SeriesInfo("", "CT", kind.description, "2", body_part=kind.body_part, study=study)
    volume = replace(sample.volume, info=info)
    write_ct_series(
        volume,
        folder,
        uid_seed=f"medviewer {sample_folder('', which).name}",
        progress=lambda done: report(0.8 + 0.2 * done, "Writing the sample study"),
    )


def _sample_of(which: str) -> _SampleKind:
    thorax = _SampleKind(SAMPLE_SPEC)
    if which == "prior":
        moved = replace(
            SAMPLE_SPEC,
            shape_kji=(128, 320, 320),
            spacing_ijk=(1.15, 1.15, 2.5),
            centre_lps=(3.0, 12.0, -52.0),
        )
        return replace(thorax, spec=moved, study_date="20250103", description="Thorax phantom 2.5 mm")
    if which == "abdomen":
        belly = ThoraxSpec(
            shape_kji=(96, 320, 320), spacing_ijk=(1.15, 1.15, 3.0), seed=23, contrast=True, nodules=0,
            bowel_gas=0.7, centre_lps=(0.0, 8.0, -210.0),
        )  # fmt: skip
        return _SampleKind(
            belly, "Sample^Abdomen", "SAMPLE-2", "Made-up abdomen, nobody was scanned",
            description="Abdomen phantom 3.0 mm", body_part="ABDOMEN",
        )  # fmt: skip
    return thorax


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
