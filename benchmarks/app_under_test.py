"""The real program, with folders of its own, driven from a benchmark."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PATIENCE_S = 180.0


def run_until(is_done: Callable[[], bool], patience_s: float = PATIENCE_S) -> None:
    """Lets Qt's event loop run, asleep between events, until something is done."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    watch = QTimer()
    watch.setInterval(5)
    end = time.monotonic() + patience_s
    watch.timeout.connect(lambda: loop.quit() if is_done() or time.monotonic() > end else None)
    watch.start()
    loop.exec()
    if not is_done():
        raise TimeoutError("The program did not get there in time.")


@contextmanager
def a_running_app(folder: Path, warms_up: bool = True) -> Iterator[Any]:
    """The program with its window on show and painted; its files lie in ``folder``."""
    from PySide6.QtWidgets import QApplication

    from medviewer.app import App, Folders
    from medviewer.ui.parts.theme import apply_theme

    application = QApplication.instance() or QApplication([])
    apply_theme(application)
    app = App(Folders(folder / "config", folder / "cache", folder / "log"), warms_up=warms_up)
    painted: list[float] = []
    app.window.first_painted.connect(lambda: painted.append(time.perf_counter()))
    app.window.show()
    try:
        run_until(lambda: app.window.wings.is_whole)
        app.painted_s = painted[0]
        yield app
    finally:
        app.window.hide()
        app.close()


def finished(job: Any) -> Any:
    """Waits for a job and returns it; its failure is ours."""
    run_until(lambda: job.state.is_final)
    if job.error:
        raise RuntimeError(job.error)
    return job


def open_sample(app: Any, cache: Path) -> Any:
    """The sample study on screen: its image layer."""
    layers: list[Any] = []
    folders: list[str] = []
    finished(app.session.open_sample(str(cache), folders.append, "sample"))
    catalogs: list[Any] = []
    finished(app.session.open(folders[0], catalogs.append, "open"))
    finished(app.session.load(catalogs[0].series[0], layers.append, "load"))
    run_until(lambda: bool(layers))
    return layers[0]


def wait_until_models_are_warm(app: Any) -> None:
    """Jobs of a host run in order, and after its warm-up: so the end of an empty one tells."""
    run_until(lambda: bool(app.models.usable))
    finished(app.queue.submit("model", "medviewer.inference.run:warm_up", (), title="warm"))
