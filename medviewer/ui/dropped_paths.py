"""The files and folders in what is dragged onto a window."""

from __future__ import annotations

from pathlib import PurePath

from PySide6.QtCore import QMimeData, QUrl

_MOST_LINES = 10_000


def may_hold_paths(data: QMimeData) -> bool:
    """Whether it is worth letting it drop; what it is is told then."""
    return data.hasUrls() or data.hasText()


def dropped_paths(data: QMimeData) -> list[str]:
    """Local paths, each once: from addresses of files, or from lines of text that are paths."""
    urls = data.urls() if data.hasUrls() else [_url(line) for line in data.text().splitlines()[:_MOST_LINES]]
    return list(dict.fromkeys(url.toLocalFile() for url in urls if url.isLocalFile() and url.toLocalFile()))


def _url(line: str) -> QUrl:
    text = line.strip()
    return QUrl.fromLocalFile(text) if PurePath(text).is_absolute() else QUrl(text)
