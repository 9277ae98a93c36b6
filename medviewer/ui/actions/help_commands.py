"""The commands of the Help menu."""

from __future__ import annotations

import platform
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, qVersion
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

import medviewer
from medviewer.jobs.job import Job
from medviewer.ui.actions.action_row import ActionRow

_PARTS = (
    ("PySide6-Essentials", "LGPL-3.0"),
    ("vtk", "BSD-3-Clause"),
    ("numpy", "BSD-3-Clause"),
    ("SimpleITK", "Apache-2.0"),
    ("pydicom", "MIT"),
    ("highdicom", "MIT"),
    ("torch", "BSD-3-Clause"),
    ("monai", "Apache-2.0"),
    ("psygnal", "BSD-3-Clause"),
    ("qtawesome", "MIT"),
    ("imagecodecs", "BSD-3-Clause"),
    ("scipy", "BSD-3-Clause"),
    ("pillow", "MIT-CMU"),
    ("safetensors", "Apache-2.0"),
)


class HelpCommands(QObject):
    """Logs, About. All windows are not modal."""

    def __init__(self, window: QWidget, log_folder: Path) -> None:
        super().__init__(window)
        self._window = window
        self._log_folder = log_folder
        self.rows: tuple[ActionRow, ...] = ()
        self.opened: QWidget | None = None

    def about(self) -> None:
        self._open_text(self.tr("About medviewer"), self._about_text())

    def log_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log_folder)))

    def show_log(self, host: str) -> None:
        """Shows the end of a host's log."""
        self._open_text(self.tr("Log of %1").replace("%1", host), self._log_of(host))

    def show_job_log(self, job: Job) -> None:
        """Shows what a job said, and the end of the log of its process."""
        text = f"{job.log_text()}\n\n{self.tr('Log of %1').replace('%1', job.host)}\n{self._log_of(job.host)}"
        self._open_text(job.title, text.strip())

    def _log_of(self, host: str) -> str:
        try:
            return (self._log_folder / f"{host}.log").read_text("utf-8", "replace")[-20_000:]
        except OSError:
            return self.tr("There is no log of this process.")

    def _open_text(self, title: str, text: str) -> None:
        from medviewer.ui.parts.text_window import TextWindow  # not needed for the first picture

        self._open(TextWindow(title, text, self._window))

    def _open(self, window: QWidget) -> None:
        if self.opened is not None:
            self.opened.close()
        self.opened = window
        window.destroyed.connect(lambda: self._forget(window))
        window.show()

    def _forget(self, window: QWidget) -> None:
        if self.opened is window:
            self.opened = None

    def _about_text(self) -> str:
        from importlib.metadata import PackageNotFoundError, version  # slow to import, needed here only

        lines = [
            f"medviewer {medviewer.__version__}",
            "",
            self.tr("An offline viewer for CT, MRI and X-ray that runs models in the background."),
            self.tr("Research use only. Not a medical device: not for diagnosis or treatment."),
            self.tr("Results of models may be wrong; each has to be reviewed."),
            "",
            self.tr("Licence: Apache-2.0"),
            "",
            f"Python {platform.python_version()}  PSF",
            f"Qt {qVersion()}  LGPL-3.0",
        ]
        for name, licence in _PARTS:
            try:
                lines.append(f"{name} {version(name)}  {licence}")
            except PackageNotFoundError:
                continue
        lines.append(self.tr("Icons: Material Design Icons, Apache-2.0"))
        return "\n".join(lines)
