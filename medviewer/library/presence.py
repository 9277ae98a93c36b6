"""Whether indexed studies are still where they were: a CD, a stick or a network drive may be gone.

Asking may take minutes where a drive does not answer. So it is asked on worker threads only, one a place.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from medviewer.core.errors import MedviewerError
from medviewer.io.source_file import member_of
from medviewer.library.query import first_files


def present_studies(database: str, place: str, study_ids: Sequence[int]) -> dict[int, bool]:
    """For studies of one place, whether each is there now, judged by one of its files."""
    if not _is_there(place):
        return dict.fromkeys(study_ids, False)
    try:
        files = first_files(database, study_ids)
    except MedviewerError:
        return {}
    return {study_id: _is_there(file) for study_id, file in files.items()}


def _is_there(path: str) -> bool:
    """Whether a file is there, or the archive that it is a member of."""
    try:
        member = member_of(path)
        return Path(path if member is None else member[0]).exists()
    except (OSError, ValueError):
        return False
