"""Saving all that is open as one file, and opening it again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from medviewer.core.fingerprint import fingerprint
from medviewer.core.work import Work, WorkImage
from medviewer.scene.layers.layers import ResultLayer
from medviewer.session.when_done import when_done
from medviewer.session.work_of import Opened, images_of, work_of
from medviewer.ui.safety.restorer import Restorer

if TYPE_CHECKING:
    from medviewer.ui.main_window import MainWindow
    from medviewer.ui.window_parts import WindowParts

_WRITE = "medviewer.session.session_file:write_session"
_READ = "medviewer.session.session_file:read_session"


class SessionCommands(QObject):
    """``said`` carries a sentence and how serious it is."""

    said = Signal(str, str)

    def __init__(self, window: MainWindow, parts: WindowParts, restorer: Restorer, parent: QObject) -> None:
        super().__init__(parent)
        self._session = parts.session
        self._scene = parts.session.scene
        self._studies = parts.studies
        self._in_background = parts.in_background
        self._questions = window.questions
        self._flow = window.flow
        self._messages = window.messages
        self._restorer = restorer

    def save(self) -> None:
        """Saves the session where the reader wants."""
        self.save_and_then(lambda: None)

    def save_and_then(self, done: Callable[[], None]) -> None:
        """The same; ``done`` is called once it is written, and never if it is not."""
        if any(layer.arriving is not None for layer in self._scene.images):
            self.said.emit(
                self.tr("An image is still being read; save the session when it is there."), "note"
            )
            return
        path = self._questions.session_target(f"{self._suggestion()}.medviewer")
        if not path:
            return
        from medviewer.session.journal import now  # not needed for the first picture

        scene, opened = self._scene, Opened(self._flow.paths, dict(self._studies.entries))
        layers = scene.images
        images = images_of(scene, opened)
        work = work_of(scene, opened, (), now())
        results = {layer.id: layer for layer in scene.layers if isinstance(layer, ResultLayer)}

        def look() -> tuple[WorkImage, ...]:
            return tuple(
                replace(
                    one, fingerprint=fingerprint(layer.image_at(None if layer.time_series is None else 0))
                )
                for one, layer in zip(images, layers, strict=True)
            )

        def write(found: tuple[WorkImage, ...]) -> None:
            title = self.tr("Saving the session")
            whole = replace(work, images=found)
            job = self._session.queue.submit("writer", _WRITE, whole, path, title=title, kind="save")
            when_done(job, lambda target: self._written(work, results, target, done))

        def give_up() -> None:
            self.said.emit(self.tr("The session was not saved: its images could not be looked at."), "error")

        self._in_background(look, write, give_up)

    def open(self) -> None:
        """Opens a session that the reader chooses."""
        path = self._questions.session_to_open()
        if path:
            self.open_path(path)

    def open_path(self, path: str) -> None:
        """Reads a session in the child that reads foreign files, then puts it back."""
        title, is_latest = self.tr("Opening %1").replace("%1", Path(path).name), self._flow.asked()
        job = self._session.queue.submit("reader", _READ, path, title=title, kind="open", urgent=True)
        when_done(job, lambda work: self._opened(work, path, is_latest))

    def ask_for_images(self, work: Work, done: Callable[[bool], None]) -> None:
        """The images are not where they were: asks for their folder, in the line above the views."""
        self._messages.ask_among(
            self.tr("The images of this work are not where they were. Where are they now?"),
            ((self.tr("Choose folder…"), lambda: self._look_there(work, done)),),
        )

    # --- parts ---

    def _suggestion(self) -> str:
        active = self._scene.active
        described = "" if active is None else active.image.info.study.study_description or active.name
        plain = "".join(c if c.isalnum() or c in "-_ " else "_" for c in described).strip()
        return plain or "session"

    def _written(
        self, work: Work, results: dict[str, ResultLayer], path: str, done: Callable[[], None]
    ) -> None:
        """What is in the file is saved; what was changed while it was written is not."""
        marks, texts = self._scene.marks, self._scene.texts
        marks.saved_items, marks.saved_key_images = work.marks, work.key_images
        texts.saved_items = work.texts
        for one in work.results:
            layer = results.get(one.id)
            said = one.looks.get("review", {})
            if layer is not None and (layer.review.state, layer.review.when) == (said["state"], said["when"]):
                layer.saved = True
        self.said.emit(self.tr("Saved %1").replace("%1", path), "note")
        done()

    def _opened(self, work: Work, path: str, is_latest: Callable[[], bool]) -> None:
        paths = _beside(work, path)

        def look() -> tuple[str, ...]:
            return tuple(one for one in paths if Path(one).exists())

        def restore(there: tuple[str, ...]) -> None:
            if not is_latest():
                text = self.tr("%1 was not opened, because something else was opened after it.")
                self.said.emit(text.replace("%1", Path(path).name), "note")
                return
            found = replace(work, paths=there)
            self._restorer.restore(found, lambda is_whole: self._restored(work, is_whole))

        self._in_background(look, restore, lambda: restore(paths))

    def _look_there(self, work: Work, done: Callable[[bool], None]) -> None:
        folder = self._questions.folder_to_open()
        if folder:
            self._restorer.restore(replace(work, paths=(folder,)), done)

    def _restored(self, work: Work, is_whole: bool) -> None:
        """What came out of the file is in the file; what was made here before it was opened is not."""
        from medviewer.session.mark_files import count_as_saved  # not needed for the first picture

        if is_whole:
            texts = self._scene.texts
            count_as_saved(self._scene, work.marks, work.key_images)
            texts.saved_items = {**texts.saved_items, **work.texts}
            for layer in self._restorer.put_back:
                layer.saved = True


def _beside(work: Work, path: str) -> tuple[str, ...]:
    """The paths of a session, and those of the same name beside it: folders travel with their session."""
    folder = Path(path).parent
    names = (one.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1] for one in work.paths)
    beside = tuple(str(folder / name) for name in names if name)
    return work.paths if any(Path(one).is_absolute() and Path(one).exists() for one in work.paths) else beside
