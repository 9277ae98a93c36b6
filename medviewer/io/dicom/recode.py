"""Reading the text of a series again with a character set that the user chose."""

from __future__ import annotations

from dataclasses import replace

from medviewer.core.character_sets import CHOSEN_BY_HAND
from medviewer.core.errors import ReadError
from medviewer.core.series import SeriesEntry, SeriesInfo
from medviewer.io.dicom.describe import describe
from medviewer.io.dicom.parse import tags
from medviewer.io.dicom.parse.header import Header
from medviewer.io.dicom.parse.read_headers import read_headers
from medviewer.io.progress import ReadReport


def recoded_info(entry: SeriesEntry, character_set: str, report: ReadReport) -> SeriesInfo:
    """What identifies and describes a series, its text read with another character set.

    Parameters
    ----------
    character_set
        A name of `CHOSEN_BY_HAND`; "" for what the file itself names.

    Raises
    ------
    ReadError
        If the series is no DICOM, its first file cannot be read any more, or there is no such set.
    """
    if character_set and character_set not in CHOSEN_BY_HAND:
        raise ReadError(f"There is no character set {character_set[:32]}.")
    found = read_headers(entry.files[:1], report).headers if entry.kind != "file" else []
    if not found:
        raise ReadError("The text of this series cannot be read again: its first file is not there any more.")
    header = found[0]
    if character_set:
        values = {**header.elements.values, tags.SPECIFIC_CHARACTER_SET: character_set.encode("ascii")}
        header = Header(replace(header.elements, values=values))
    new = describe(header, entry.series_id)
    before = describe(found[0], entry.series_id).description
    # What sets a part of a split series apart was added to its description.
    label = entry.info.description.removeprefix(before) if before else ""
    return replace(
        entry.info,
        description=new.description + label,
        text_marks=new.text_marks,
        study=new.study,
        body_part=new.body_part,
    )
