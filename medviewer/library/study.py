"""What the index says of a study and its series."""

from __future__ import annotations

from dataclasses import dataclass

from medviewer.core.series import SeriesEntry


@dataclass(frozen=True)
class StudyRow:
    """One study in the browser's table. Text is plain; dates are ``YYYYMMDD``.

    Parameters
    ----------
    id
        Of the study in the index as it is now; a rebuilt index gives another one.
    place
        The indexed folder, file or archive that it was found in.
    folder
        The deepest folder (or the archive) that holds all its files.
    badges
        How many of its series carry a warning.
    """

    id: int
    patient_name: str
    patient_id: str
    birth_date: str
    sex: str
    date: str
    time: str
    modalities: tuple[str, ...]
    description: str
    accession: str
    institution: str
    series: int
    images: int
    badges: int
    is_copied: bool
    place: str
    folder: str
    added: float


@dataclass(frozen=True)
class FoundStudies:
    """The studies that a query asked for, in its order; ``total`` counts those beyond its limit too."""

    studies: tuple[StudyRow, ...]
    total: int
    series: int
    images: int


@dataclass(frozen=True)
class KeptSeries:
    """One series of a study: its number in the index and its catalog entry, with all its files."""

    id: int
    entry: SeriesEntry
