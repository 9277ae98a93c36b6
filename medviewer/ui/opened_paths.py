"""What is among paths that are to be opened together: images, one session, files of marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from medviewer.ui.study_flow import StudyFlow

_SESSION, _MARKS = ".medviewer", ".json"


@dataclass(frozen=True)
class OpenedPaths:
    """Paths by what their names say.

    Parameters
    ----------
    session
        A session brings its own images and is opened by itself; "" for none.
    left
        What is not opened because a session is.
    images
        What is looked into; "images" are folders and archives, too.
    marks
        What is laid over the images once they are there.
    """

    session: str = ""
    left: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


def opened_paths(paths: Sequence[str]) -> OpenedPaths:
    """Sorts paths; no file is touched, for one may lie on a drive that does not answer."""
    session = next((path for path in paths if path.lower().endswith(_SESSION)), "")
    if session:
        return OpenedPaths(session, tuple(path for path in paths if path != session))
    marks = tuple(path for path in paths if path.lower().endswith(_MARKS))
    return OpenedPaths(images=tuple(path for path in paths if path not in marks), marks=marks)


def hand_on(flow: StudyFlow, paths: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Has everything opened that is no image; gives the images, and the marks that are to follow them."""
    found = opened_paths(paths)
    if found.session:
        flow.session_wanted.emit(found.session)
    if found.left:
        text = QCoreApplication.translate(
            "StudyFlow", "A session brings its own images: it was opened, and %1 more were not."
        )
        flow.trouble.emit(text.replace("%1", str(len(found.left))))
    if not found.images:
        want_marks(flow, found.marks)
    return found.images, found.marks


def want_marks(flow: StudyFlow, paths: Sequence[str]) -> None:
    """Has files of marks laid over what is open."""
    for path in paths:
        flow.marks_wanted.emit(path)
