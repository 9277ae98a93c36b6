"""The support bundle: one ZIP with facts, versions, settings and logs, and nothing of a patient."""

from __future__ import annotations

import json
import os
import platform
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import medviewer
from medviewer.core.errors import WriteError
from medviewer.doctor.check_machine import Check, check_machine
from medviewer.io.atomic import atomic_write
from medviewer.ui.comfort.without_names import without_names

_LONGEST_LOG_BYTES = 400_000
_PARTS = (
    "PySide6-Essentials", "vtk", "numpy", "SimpleITK", "pydicom", "highdicom", "torch", "openvino",
    "onnxruntime", "imagecodecs", "psygnal",
)  # fmt: skip


@dataclass(frozen=True)
class BundleContents:
    """What a bundle is made from.

    Parameters
    ----------
    log_folder
        Whose ``*.log`` files, also older ones, are taken, their newest part.
    settings
        Values of settings that hold no text of the user's own.
    jobs
        Kind, host and state of each job; titles may name a study and are left out.
    models
        Id and version of each model.
    names
        Words that must not be in any file: names, ids and paths of what is open.
    """

    log_folder: Path
    settings: Mapping[str, object]
    jobs: tuple[tuple[str, str, str], ...]
    models: tuple[str, ...]
    window_checks: tuple[Check, ...]
    names: tuple[str, ...]


def write_bundle(path: str, contents: BundleContents) -> str:
    """Tries the machine and writes the bundle; gives a sentence if that fails, else "". For a worker thread.

    It is written beside its place and moved there, so that half of one is never sent.
    """

    def write(temporary: Path) -> None:
        with zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in _files(contents):
                archive.writestr(name, without_names(text, contents.names))

    def verify(temporary: Path) -> None:
        try:
            with zipfile.ZipFile(temporary) as archive:
                is_whole = archive.testzip() is None
        except zipfile.BadZipFile:
            is_whole = False
        if not is_whole:
            raise WriteError(f"{path} was not saved: what was read back differs; try another folder.")

    try:
        atomic_write(path, write, verify)
    except WriteError as error:
        return str(error)
    return ""


def _files(contents: BundleContents) -> Iterable[tuple[str, str]]:
    checks = (*check_machine(), *contents.window_checks)
    yield "doctor.json", _json([asdict(check) for check in checks])
    yield "versions.json", _json(_versions())
    yield "settings.json", _json(dict(contents.settings))
    yield "jobs.json", _json([{"kind": k, "host": h, "state": s} for k, h, s in contents.jobs])
    yield "models.json", _json(list(contents.models))
    for file in sorted(contents.log_folder.glob("*.log*")):
        yield f"logs/{file.name}", _end_of(file)


def _versions() -> dict[str, str]:
    from importlib.metadata import PackageNotFoundError, version

    found = {
        "medviewer": medviewer.__version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "processors": str(os.cpu_count()),
    }
    for name in _PARTS:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "missing"
    return found


def _end_of(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            stream.seek(max(file.stat().st_size - _LONGEST_LOG_BYTES, 0))
            return stream.read().decode("utf-8", "replace")
    except OSError as error:
        return f"cannot be read: {error.strerror}"


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1)
