"""Reading marks and key images from any file that holds them."""

from __future__ import annotations

from pathlib import Path

from medviewer.core.errors import ReadError
from medviewer.core.mark import KeyImage
from medviewer.core.mark_record import FoundMark
from medviewer.io.progress import ReadReport

Found = tuple[tuple[FoundMark, ...], tuple[KeyImage, ...]]


def read_marks(path: str, report: ReadReport) -> Found:
    """The marks and key images of a ``.json`` file or of a DICOM report or key object.

    Raises
    ------
    ReadError
        With one sentence, if the file holds neither.
    """
    report(0.1, "Reading the measurements")
    if Path(path).suffix.lower() == ".json":
        from medviewer.io.marks.json_file import read_json

        marks, key_images = read_json(path)
        return tuple(FoundMark(mark) for mark in marks), key_images
    from medviewer.io.dicom.objects.object_file import read_object
    from medviewer.io.marks.own_notes import notes_of
    from medviewer.io.marks.read_report import marks_of

    dataset = read_object(path)
    found, noted = marks_of(dataset), notes_of(dataset)[1]
    if not found and not noted:
        raise ReadError(f"{Path(path).name} holds no measurements that can be drawn.")
    return found, noted
