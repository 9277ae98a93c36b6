"""What the console knows: the session, the scene, and short verbs for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from medviewer.core.errors import ReadError
from medviewer.core.volume import Stack, Volume

if TYPE_CHECKING:
    from medviewer.ui.main_window import MainWindow


class ConsoleVerbs:
    """Short verbs on a window; each says in its docstring what it does (``help(volume)``)."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def volume(self) -> Volume | Stack:
        """The image on screen: ``.voxels`` [k, j, i] in its ``.unit``, ``.geometry`` in LPS millimetres."""
        active = self._window.session.scene.active
        if active is None:
            raise ReadError("No study is open.")
        image: Volume | Stack = active.image
        return image

    def open(self, path: str) -> None:
        """Opens a file or folder; it is there when it has been read in the background."""
        self._window.flow.open_paths([str(path)])

    def run(self, model_id: str) -> None:
        """Runs a model on the image on screen, in the background; the result comes as a layer."""
        self._window.model.run(model_id)

    def goto(self, x: float, y: float, z: float) -> None:
        """Moves the crosshair to a point, LPS, mm."""
        self._window.session.scene.set_cursor((x, y, z))

    def window(self, width: float, level: float) -> None:
        """Sets the window of the image on screen, in its unit."""
        from medviewer.core.window_level import WindowLevel

        active = self._window.session.scene.active
        if active is None:
            raise ReadError("No study is open.")
        active.show_window(WindowLevel(width, level))

    def results(self) -> tuple[Any, ...]:
        """The results that lie over the image on screen: layers with ``.segmentation`` and the like."""
        scene = self._window.session.scene
        return () if scene.active is None else tuple(scene.results_of(scene.active.id))


def verbs_of(window: MainWindow) -> dict[str, Any]:
    """The names that the console begins with."""
    import numpy

    verbs = ConsoleVerbs(window)
    session = window.session
    return {
        "session": session,
        "scene": session.scene,
        "marks": session.scene.marks,
        "np": numpy,
        "volume": verbs.volume,
        "open_path": verbs.open,
        "run": verbs.run,
        "goto": verbs.goto,
        "window_level": verbs.window,
        "results": verbs.results,
    }
