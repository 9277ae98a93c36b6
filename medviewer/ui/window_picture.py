"""A picture of the whole window: opens a study, waits until all is painted, writes a PNG."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEventLoop, QTimer

from medviewer.core.errors import ReadError
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.ui.actions.file_commands import write_png
from medviewer.ui.main_window import MainWindow
from medviewer.ui.model_list import ModelList

_TIMEOUT_S = 300.0


def window_picture(
    window: MainWindow,
    models: ModelList,
    paths: Sequence[str],
    labels: str,
    out: str,
    size_px: tuple[int, int],
) -> None:
    """Writes a picture of the window as a user sees it.

    Parameters
    ----------
    paths
        A study; none for the sample study.
    labels
        A segmentation that is laid over the image, or "".
    out
        The PNG file.
    size_px
        Width and height of the window.

    Raises
    ------
    ReadError
        If the study or the segmentation cannot be shown.
    WriteError
        If the picture cannot be written.
    """
    window.resize(*size_px)
    window.show()
    _wait(lambda: window.wings.is_whole and bool(models.usable or models.broken), 20.0)
    _open(window, paths)
    if labels:
        _lay_over(window, labels)
    jobs, volume_view = window.session.queue.jobs, window.grid.volume_view
    _wait(lambda: all(job.state.is_final for job in jobs), 60.0)
    _wait(lambda: volume_view.is_settled, 60.0)
    _turn(300)
    write_png(window.grab().toImage(), out)


def _open(window: MainWindow, paths: Sequence[str]) -> None:
    if paths:
        window.flow.open_paths(list(paths))
    else:
        window.file.open_sample()
    scene = window.session.scene
    _wait(lambda: _is_whole(scene.active) or bool(window.messages.texts))
    if scene.active is None:
        raise ReadError(window.messages.texts[0] if window.messages.texts else "Nothing could be opened.")


def _is_whole(image: ImageLayer | None) -> bool:
    return image is not None and image.arriving is None


def _lay_over(window: MainWindow, labels: str) -> None:
    scene = window.session.scene
    before = len(scene.layers)
    window.flow.open_labels(labels)
    _wait(lambda: len(scene.layers) > before or bool(window.messages.texts))
    if len(scene.layers) == before:
        raise ReadError((*window.messages.texts, "The segmentation could not be shown.")[0])


def _wait(is_done: Callable[[], bool], timeout_s: float = _TIMEOUT_S) -> None:
    """Lets the event loop turn until something is so, or the time is over."""
    end = time.monotonic() + timeout_s
    while not is_done() and time.monotonic() < end:
        _turn(20)


def _turn(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
