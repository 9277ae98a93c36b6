"""Everything that the program asks the user: files, places, and what to do with unsaved work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QDir, QFileInfo, QObject, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

UnsavedAnswer = Literal["save", "discard", "cancel"]


class Questions(QObject):
    """The dialogs. Each gives "" or an empty list if the user does not want to."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._folder = QDir.homePath()

    def begin_in(self, folder: str) -> None:
        """Where the next dialog begins."""
        self._folder = folder

    def folder_to_open(self) -> str:
        """A folder with a study."""
        path = QFileDialog.getExistingDirectory(self._window, self.tr("Open folder"), self._folder)
        self._remember(path)
        return path

    def files_to_open(self) -> list[str]:
        """Image files."""
        kinds = self.tr("All files (*)")
        paths, _ = QFileDialog.getOpenFileNames(self._window, self.tr("Open files"), self._folder, kinds)
        self._remember(paths[0] if paths else "")
        return list(paths)

    def labels_to_open(self) -> str:
        """A file with a segmentation."""
        kinds = self.tr("Segmentations (*.nii.gz *.nii *.nrrd *.mha *.dcm);;All files (*)")
        title = self.tr("Open segmentation")
        path, _ = QFileDialog.getOpenFileName(self._window, title, self._folder, kinds)
        self._remember(path)
        return path

    def segmentation_target(self, suggestion: str) -> str:
        """Where to save a segmentation."""
        kinds = self.tr("NIfTI (*.nii.gz);;NRRD (*.nrrd);;DICOM SEG (*.dcm);;MetaImage (*.mha)")
        return self._target(self.tr("Save segmentation"), suggestion, kinds)

    def findings_target(self, suggestion: str) -> str:
        """Where to save findings."""
        return self._target(self.tr("Save findings"), suggestion, self.tr("JSON (*.json)"))

    def image_target(self, suggestion: str) -> str:
        """Where to save an image or a map that a model made."""
        kinds = self.tr("NIfTI (*.nii.gz);;NRRD (*.nrrd);;MetaImage (*.mha)")
        return self._target(self.tr("Save image"), suggestion, kinds)

    def picture_target(self, suggestion: str) -> str:
        """Where to save a picture."""
        return self._target(self.tr("Save picture"), suggestion, self.tr("PNG (*.png)"))

    def report_target(self, suggestion: str) -> str:
        """Where to save a report."""
        return self._target(self.tr("Save report"), suggestion, self.tr("Text (*.txt)"))

    def marks_target(self, suggestion: str) -> str:
        """Where to save measurements."""
        kinds = self.tr("DICOM structured report (*.dcm);;JSON (*.json);;Table (*.csv)")
        return self._target(self.tr("Save measurements"), suggestion, kinds)

    def dicom_target(self, suggestion: str) -> str:
        """Where to save a presentation state."""
        return self._target(self.tr("Save presentation state"), suggestion, self.tr("DICOM (*.dcm)"))

    def key_images_target(self, suggestion: str) -> str:
        """Where to save key images."""
        kinds = self.tr("DICOM key object (*.dcm);;JSON (*.json)")
        return self._target(self.tr("Save key images"), suggestion, kinds)

    def marks_to_open(self) -> str:
        """A file with measurements or key images."""
        kinds = self.tr("Measurements (*.dcm *.json);;All files (*)")
        title = self.tr("Open measurements")
        path, _ = QFileDialog.getOpenFileName(self._window, title, self._folder, kinds)
        self._remember(path)
        return path

    def film_target(self, suggestion: str) -> str:
        """Where to save a film."""
        return self._one_of(self.tr("Save film"), suggestion, self.tr("MP4 (*.mp4);;GIF (*.gif)"))

    def surface_target(self, suggestion: str) -> str:
        """Where to save surfaces of segments."""
        kinds = self.tr("STL (*.stl);;OBJ (*.obj);;PLY (*.ply)")
        return self._one_of(self.tr("Export surfaces"), suggestion, kinds)

    def bundle_target(self, suggestion: str) -> str:
        """Where to save the support bundle."""
        return self._target(self.tr("Save support bundle"), suggestion, self.tr("ZIP (*.zip)"))

    def keys_target(self, suggestion: str) -> str:
        """Where to save the keys of all commands."""
        return self._target(self.tr("Export keys"), suggestion, self.tr("JSON (*.json)"))

    def keys_to_import(self) -> str:
        """A file with keys."""
        kinds = self.tr("JSON (*.json);;All files (*)")
        path, _ = QFileDialog.getOpenFileName(self._window, self.tr("Import keys"), self._folder, kinds)
        self._remember(path)
        return path

    def report_file_target(self, suggestion: str, suffix: str) -> str:
        """Where to save a report for readers, or the snippets that it is written with."""
        kinds = f"{suffix[1:].upper()} (*{suffix})"
        title = self.tr("Save report")
        path, _ = QFileDialog.getSaveFileName(self._window, title, f"{self._folder}/{suggestion}", kinds)
        self._remember(path)
        return path if not path or path.lower().endswith(suffix) else path + suffix

    def snippets_to_import(self) -> str:
        """A file with snippets of reports."""
        title, kinds = self.tr("Import snippets"), self.tr("Snippets (*.json);;All files (*)")
        path, _ = QFileDialog.getOpenFileName(self._window, title, self._folder, kinds)
        self._remember(path)
        return path

    def rules_target(self, suggestion: str) -> str:
        """Where to save the hanging rules."""
        return self._target(self.tr("Export hanging rules"), suggestion, self.tr("JSON (*.json)"))

    def rules_to_import(self) -> str:
        """A file with hanging rules."""
        title, kinds = self.tr("Import hanging rules"), self.tr("JSON (*.json);;All files (*)")
        path, _ = QFileDialog.getOpenFileName(self._window, title, self._folder, kinds)
        self._remember(path)
        return path

    def document_target(self, suggestion: str, suffix: str) -> str:
        """Where to save a copy of a document."""
        kinds = f"{suffix[1:].upper()} (*{suffix})"
        title = self.tr("Save a copy of the document")
        path, _ = QFileDialog.getSaveFileName(self._window, title, f"{self._folder}/{suggestion}", kinds)
        self._remember(path)
        return path if not path or path.lower().endswith(suffix) else path + suffix

    def model_to_install(self) -> str:
        """A file of a model; a folder is dropped on the window, or its ``pack.toml`` is chosen."""
        kinds = self.tr(
            "Models (*.mvpack *.zip *.onnx *.pt2 *.ts *.pt *.pth pack.toml plans.json model.json)"
            ";;All files (*)"
        )
        path, _ = QFileDialog.getOpenFileName(self._window, self.tr("Install model"), self._folder, kinds)
        self._remember(path)
        return QFileInfo(path).path() if QFileInfo(path).suffix() in ("toml", "json") else path

    def model_target(self, suggestion: str) -> str:
        """Where to save a copy of a model."""
        return self._target(self.tr("Export model"), suggestion, self.tr("Model pack (*.mvpack)"))

    def may_remove_model(self, name: str) -> bool:
        """Whether a model is to be taken off this computer."""
        text = self.tr("Remove %1 from this computer? Its results stay.").replace("%1", name)
        answer = QMessageBox.question(self._window, self.tr("Remove model"), text)
        return answer == QMessageBox.StandardButton.Yes

    def about_unsaved(self, names: Sequence[str]) -> UnsavedAnswer:
        """What to do with work that is not saved: one question for all of it."""
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Not saved yet"))
        box.setText(self.tr("This is not saved yet and would be lost:"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setInformativeText("\n".join(names))
        save = QMessageBox.StandardButton.Save
        discard = QMessageBox.StandardButton.Discard
        cancel = QMessageBox.StandardButton.Cancel
        box.setStandardButtons(save | discard | cancel)
        box.setDefaultButton(save)
        box.button(save).setText(self.tr("Save session…"))
        answer = QMessageBox.StandardButton(box.exec())
        if answer == save:
            return "save"
        return "discard" if answer == discard else "cancel"

    def session_target(self, suggestion: str) -> str:
        """Where to save everything that is open."""
        return self._target(self.tr("Save session"), suggestion, self.tr("Session (*.medviewer)"))

    def session_to_open(self) -> str:
        """A saved session."""
        kinds = self.tr("Session (*.medviewer);;All files (*)")
        path, _ = QFileDialog.getOpenFileName(self._window, self.tr("Open session"), self._folder, kinds)
        self._remember(path)
        return path

    def _target(self, title: str, suggestion: str, kinds: str) -> str:
        path, chosen = QFileDialog.getSaveFileName(self._window, title, f"{self._folder}/{suggestion}", kinds)
        self._remember(path)
        suffix = chosen[chosen.find("*") + 1 : chosen.find(")")] if "*" in chosen else ""
        known = (".nii.gz", ".nii", ".nrrd", ".mha", ".dcm", ".json", ".png", ".txt", ".mvpack", ".zip",
                 ".csv", ".medviewer")  # fmt: skip
        return path if not path or path.lower().endswith(known) else path + suffix

    def _one_of(self, title: str, suggestion: str, kinds: str) -> str:
        """A file of one of some kinds; without the ending of any it gets that of the chosen one."""
        path, chosen = QFileDialog.getSaveFileName(self._window, title, f"{self._folder}/{suggestion}", kinds)
        self._remember(path)
        endings = tuple(part[part.find("*") + 1 : part.find(")")] for part in kinds.split(";;"))
        ending = chosen[chosen.find("*") + 1 : chosen.find(")")] if "*" in chosen else endings[0]
        return path if not path or path.lower().endswith(endings) else path + ending

    def _remember(self, path: str) -> None:
        """The next dialog begins where the last one ended."""
        if path:
            self._folder = QFileInfo(path).path()
