"""Verifying an installation: phantoms are made, written, read, drawn and measured on this machine."""

from __future__ import annotations

import platform
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import medviewer
from medviewer.core.errors import ReadError
from medviewer.core.series import SeriesEntry
from medviewer.core.verification import Check, VerificationReport
from medviewer.core.volume import Volume
from medviewer.io.dicom.write_series import write_ct_series
from medviewer.io.load import load_series
from medviewer.io.progress import LocalReport, ReadReport
from medviewer.io.scan import scan_path
from medviewer.verification.acquisitions import ACQUISITIONS, TILTED, Acquisition
from medviewer.verification.measure import (
    measure_long_rod,
    measure_round_trip,
    measure_values,
    measure_views,
)
from medviewer.verification.windows import check_windows

_LIBRARIES = ("numpy", "vtk", "SimpleITK", "pydicom", "highdicom", "imagecodecs", "torch")


def verify(report: ReadReport) -> VerificationReport:
    """All checks, on files in a temporary folder that is removed again.

    Raises
    ------
    MedviewerError
        If something cannot even be written or read.
    Cancelled
        If the report says so.
    """
    started, begin = datetime.now().astimezone().isoformat(timespec="seconds"), time.monotonic()
    checks: list[Check] = []
    scans = (*ACQUISITIONS, TILTED)
    with tempfile.TemporaryDirectory(prefix="medviewer-verify-") as folder:
        for number, acquisition in enumerate(scans):
            report(number / (len(scans) + 1), f"Measuring the phantom, {acquisition.name}")
            checks += _checks_of(acquisition, Path(folder) / str(number))
    report(1 - 1 / (len(scans) + 1), "Checking windows")
    checks += check_windows()
    report(1.0, "")
    return VerificationReport(tuple(checks), _machine(), started, time.monotonic() - begin)


def _checks_of(acquisition: Acquisition, folder: Path) -> Iterator[Check]:
    write_ct_series(acquisition.scan(), folder, gantry_tilt_deg=acquisition.tilt_degrees)
    entry, volume = _read(folder)
    name = acquisition.name
    verdict = "SHEARED" if acquisition.tilt_degrees else "REGULAR"
    yield Check(f"{name}: verdict", verdict, volume.report.verdict.value)
    yield from measure_views(name, volume)
    yield from measure_values(name, volume)
    yield from measure_long_rod(name, volume)
    yield from measure_round_trip(name, volume, entry.files, folder)


def _read(folder: Path) -> tuple[SeriesEntry, Volume]:
    catalog = scan_path(str(folder), report=LocalReport())
    image = load_series(catalog.series[0], report=LocalReport())
    if len(catalog.series) != 1 or not isinstance(image, Volume):
        raise ReadError("The phantom was written but not read back as one volume.")
    return catalog.series[0], image


def _machine() -> tuple[str, ...]:
    libraries = []
    for name in _LIBRARIES:
        try:
            libraries.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return (
        f"medviewer {medviewer.__version__}, Python {platform.python_version()}",
        f"{platform.system()} {platform.release()}, {platform.machine()}",
        ", ".join(libraries),
    )
