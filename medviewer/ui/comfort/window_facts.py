"""What the running window itself knows of its speed, its screen and its jobs."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from medviewer.doctor.check_machine import Check
from medviewer.jobs.job import JobState
from medviewer.ui.comfort.support_bundle import BundleContents

if TYPE_CHECKING:
    from medviewer.ui.main_window import MainWindow
    from medviewer.ui.window_parts import WindowParts

_MUCH_MB = 500


def window_checks(window: MainWindow) -> tuple[Check, ...]:
    """The screen, this process's memory, and how its jobs went."""
    return (_screen(window), _drawing(), _memory(window), _jobs(window))


def bundle_contents(window: MainWindow, parts: WindowParts) -> BundleContents:
    """What the bundle is made from; gathered on the main thread, written elsewhere."""
    settings = parts.settings
    told: dict[str, object] = {
        key: settings.value(key)
        for key, setting in settings.table.items()
        if setting.kind in ("flag", "choice", "number", "count")
    }
    folders = {
        key: "chosen" if settings.text(key) else "usual"
        for key, setting in settings.table.items()
        if setting.kind == "folder"
    }
    jobs = [(job.kind, job.host, job.state.value) for job in window.session.queue.jobs]
    models = [
        f"{record.info.id} {record.info.version}"
        for record in parts.models.usable.values()
        if record.info is not None
    ]
    return BundleContents(
        log_folder=parts.log_folder,
        settings={**told, **folders},
        jobs=tuple(jobs),
        models=tuple(models),
        window_checks=window_checks(window),
        names=_names_of_patients(window, parts),
    )


def _names_of_patients(window: MainWindow, parts: WindowParts) -> tuple[str, ...]:
    """Every word of the open studies that must not be in a bundle."""
    infos = [entry.info for entry in parts.studies.entries.values()]
    infos += [layer.image.info for layer in window.session.scene.images]
    said: set[str] = set()
    for info in infos:
        study = info.study
        said |= {study.patient_name, study.patient_id, study.birth_date, study.accession}
        said |= {study.study_uid, info.series_id}
    said |= set(parts.recent.paths)
    return tuple(word for word in said if len(word) > 2)


def _screen(window: MainWindow) -> Check:
    platform = QGuiApplication.platformName()
    screen = window.screen()
    size = screen.size()
    detail = f"{platform}, {size.width()} x {size.height()} at {screen.devicePixelRatio():g}"
    display = os.environ.get("DISPLAY", "")
    is_remote = bool(os.environ.get("SSH_CONNECTION")) or (bool(display) and not display.startswith(":"))
    if is_remote:
        detail += ", " + _tr("over the network")
    advice = _tr(
        "Pictures go over the network as they are: a layout of one view is faster, and a remote desktop with "
        "compression is faster than a display of X11 over ssh."
    )
    return Check("screen", not is_remote, detail, needed=False, advice=advice)


def _drawing() -> Check:
    detail = _tr("software: slices and 3D are drawn by the processor, without OpenGL and any graphics card")
    return Check("drawing", True, detail, needed=False)


def _memory(window: MainWindow) -> Check:
    import psutil

    used_mb = psutil.Process().memory_info().rss / 1e6
    images_mb = sum(_size_mb(layer.image) for layer in window.session.scene.images)
    detail = _tr("%1 MB, of which images %2 MB")
    detail = detail.replace("%1", f"{used_mb:.0f}").replace("%2", f"{images_mb:.0f}")
    fine = used_mb <= images_mb + 2 * _MUCH_MB
    advice = _tr("Close series that are not needed any more; Ctrl+W closes all.")
    return Check("window", fine, detail, needed=False, advice=advice)


def _size_mb(image: object) -> float:
    pixels = getattr(image, "voxels", None)
    if pixels is None:
        pixels = getattr(image, "frames", None)
    return 0.0 if pixels is None else float(getattr(pixels, "nbytes", 0)) / 1e6


def _jobs(window: MainWindow) -> Check:
    jobs = window.session.queue.jobs
    failed = [job for job in jobs if job.state is JobState.FAILED]
    detail = _tr("%1 since the start, %2 failed")
    detail = detail.replace("%1", str(len(jobs))).replace("%2", str(len(failed)))
    advice = _tr("Their reasons stand in the panel of jobs; the log says more.")
    return Check("jobs", not failed, detail, needed=False, advice=advice)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Doctor", text)
