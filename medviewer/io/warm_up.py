"""Imports everything that reading needs, so that the first file opens without a wait."""

from __future__ import annotations

from importlib import import_module

from medviewer.io.progress import ReadReport

_MODULES = (
    "medviewer.io.scan",
    "medviewer.io.load",
    "medviewer.io.dicom.read_series",
    "medviewer.io.dicom.pixels.codecs",
    "medviewer.io.dicom.parse.parse_tolerant",
    "medviewer.io.picture_file",
    "medviewer.io.image_file",
)


def warm_up(report: ReadReport) -> None:
    """Loads the readers and their libraries; run by the reader host after the window is painted."""
    for n, name in enumerate(_MODULES):
        import_module(name)
        report((n + 1) / len(_MODULES), "")
