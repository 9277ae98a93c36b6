"""The commands of the File menu."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from medviewer.core.errors import WriteError
from medviewer.scene.layers.layers import LabelLayer, ResultLayer, StatementsLayer
from medviewer.scene.scene import Scene
from medviewer.ui.questions import Questions
from medviewer.ui.result_saving import ResultSaving
from medviewer.ui.study_flow import StudyFlow
from medviewer.ui.views.view_grid import ViewGrid


class FileCommands(QObject):
    """Open, save, pictures, close. ``said`` carries a sentence and how serious it is."""

    said = Signal(str, str)

    def __init__(
        self,
        window: QWidget,
        flow: StudyFlow,
        saving: ResultSaving,
        questions: Questions,
        grid: ViewGrid,
        scene: Scene,
        sample_folder: str,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._flow = flow
        self._saving = saving
        self._questions = questions
        self._grid = grid
        self._scene = scene
        self._sample_folder = sample_folder

    def open_folder(self) -> None:
        folder = self._questions.folder_to_open()
        if folder:
            self._flow.open_paths([folder])

    def open_files(self) -> None:
        self._flow.open_paths(self._questions.files_to_open())

    def open_sample(self, which: str = "") -> None:
        self._flow.open_sample(self._sample_folder, which)

    def open_labels(self) -> None:
        path = self._questions.labels_to_open()
        if path:
            self._flow.open_labels(path)

    def save_segmentation(self) -> None:
        self._save_newest(LabelLayer)

    def save_findings(self) -> None:
        self._save_newest(StatementsLayer)

    def save_view_picture(self) -> None:
        view = self._grid.view_in_use
        if view is not None:
            self._save_picture(view)

    def save_window_picture(self) -> None:
        self._save_picture(self._window)

    def close_study(self) -> None:
        self._flow.close()

    def quit(self) -> None:
        self._window.close()

    def _save_newest(self, kind: type[ResultLayer]) -> None:
        active = self._scene.active
        if active is None:
            return
        layers = [layer for layer in self._scene.results_of(active.id) if isinstance(layer, kind)]
        if layers:
            self._saving.save(layers[-1])

    def _save_picture(self, widget: QWidget) -> None:
        from medviewer.ui.views.slice_view import SliceView
        from medviewer.ui.views.volume_view import VolumeView  # there with the first view

        for view in (widget, *widget.findChildren(SliceView)):
            if isinstance(view, SliceView):
                view.picture()  # the full one: what has just been moved may be a draft
        image = widget.clean_picture() if isinstance(widget, VolumeView) else widget.grab().toImage()
        path = self._questions.picture_target("picture.png")
        if not path:
            return
        try:
            write_png(image, path)
        except WriteError as error:
            self.said.emit(str(error), "error")
        else:
            self.said.emit(self.tr("Saved %1").replace("%1", path), "note")


def write_png(image: QImage, path: str) -> None:
    """Writes a picture whole or not at all.

    Raises
    ------
    WriteError
        With one sentence; an old file of that name is untouched.
    """
    from medviewer.io.atomic import write_bytes_whole  # not needed for the first picture

    content, buffer = QByteArray(), QBuffer()
    buffer.setBuffer(content)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise WriteError(f"{path} was not saved: there is no picture yet; try again.")
    write_bytes_whole(path, bytes(content.data()))
