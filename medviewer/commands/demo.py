"""``medviewer demo``: the sample study in the window, or the whole job without one."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import platformdirs

import medviewer
from medviewer.commands.console import ConsoleReport, say
from medviewer.commands.find_model import find_model
from medviewer.commands.open_series import open_image
from medviewer.commands.run_model import dicom_files
from medviewer.core.errors import MedviewerError, WriteError
from medviewer.core.volume import Volume
from medviewer.doctor.display import is_seen

MODEL = "lung_ct"
DEFAULT_FOLDER = "demo"
_PICTURE_SECONDS = 300

T = TypeVar("T")


def run(arguments: argparse.Namespace) -> int:
    """Opens the window with the sample study; headless where that was asked for or there is no display."""
    if arguments.headless:
        return run_headless(Path(arguments.headless))
    if not is_seen():
        say(
            f"There is no display, so the demonstration runs without a window and writes to {DEFAULT_FOLDER}/"
        )
        return run_headless(Path(DEFAULT_FOLDER))
    app = importlib.import_module("medviewer.app")
    status: int = app.main([], sample=True)
    return status


def run_headless(folder: Path) -> int:
    """Loads the sample, runs the lung model, and writes picture, segmentation (NIfTI, SEG) and summary."""
    record, info = find_model(MODEL)
    _make_folder(folder)
    report = ConsoleReport()
    seconds: dict[str, float] = {}
    study = _timed(seconds, "sample", lambda: _sample(report))
    entry, image = _timed(seconds, "load", lambda: open_image(study, "", report))
    from medviewer.commands.in_model_host import in_model_host
    from medviewer.io.result_file import result_facts, save_result

    function = "medviewer.inference.run:run_model"
    what: tuple[Any, ...] = (str(record.folder), image, {}, "auto")
    result = _timed(seconds, "model", lambda: in_model_host(function, *what, title=info.name, report=report))
    nifti, dicom = str(folder / "lungs.nii.gz"), str(folder / "lungs.dcm")
    files = dicom_files(entry)
    _timed(seconds, "save", lambda: [save_result(result, p, image, files, report) for p in (nifti, dicom)])
    picture = folder / "window.png"
    fault = _timed(seconds, "picture", lambda: _window_picture(picture, study, dicom))
    report.clear()
    summary = {
        "medviewer": medviewer.__version__,
        "study": study,
        "shape_kji": list(image.voxels.shape if isinstance(image, Volume) else image.frames.shape),
        **result_facts(result),
        "seconds": {name: round(value, 2) for name, value in seconds.items()},
        "files": [str(picture)] * (not fault) + [nifti, dicom],
    }
    _write_summary(folder, summary)
    if fault:
        raise MedviewerError(
            f"The picture of the window was not made ({fault}); the other files are in {folder}."
        )
    return 0


def _timed(seconds: dict[str, float], name: str, work: Callable[[], T]) -> T:
    start = time.perf_counter()
    done = work()
    seconds[name] = seconds.get(name, 0.0) + time.perf_counter() - start
    return done


def _sample(report: ConsoleReport) -> str:
    from medviewer.samples.sample_study import ensure_sample

    return ensure_sample(platformdirs.user_cache_dir("medviewer", appauthor=False), report)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(
            f"The folder {folder} cannot be made ({error.strerror}); choose another one."
        ) from error


def _window_picture(picture: Path, study: str, labels: str) -> str:
    """A picture of the whole window, made off screen in a process of its own; why it failed, or ''."""
    command = [sys.executable, "-m", "medviewer.app", "--picture", str(picture), "--labels", labels, study]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, errors="replace", timeout=_PICTURE_SECONDS, check=False,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return f"no answer within {_PICTURE_SECONDS} seconds"
    if done.returncode == 0 and picture.is_file():
        return ""
    said = [line.strip() for line in done.stderr.splitlines() if line.strip()]
    return said[-1][:200] if said else f"status {done.returncode}"


def _write_summary(folder: Path, summary: dict[str, Any]) -> None:
    """``summary.json`` for programs, ``summary.txt`` for people; the latter also on standard output."""
    provenance = summary["provenance"]
    lines = [
        f"medviewer {summary['medviewer']}: the sample study, a made-up thorax (nobody was scanned)",
        f"model {provenance['model_name']} {provenance['model_version']} on {provenance['device']}",
        *(f"{segment['name']}: {segment['volume_ml']:.0f} ml" for segment in summary["segments"]),
        "seconds: " + ", ".join(f"{name} {value:g}" for name, value in summary["seconds"].items()),
        "files: " + ", ".join(summary["files"]),
        "Research use only, not a medical device.",
    ]
    text = "\n".join(lines) + "\n"
    try:
        (folder / "summary.json").write_text(json.dumps(summary, indent=2) + "\n", encoding="utf-8")
        (folder / "summary.txt").write_text(text, encoding="utf-8")
    except OSError as error:
        raise WriteError(f"The summary was not saved to {folder} ({error.strerror}).") from error
    say(text.rstrip())
