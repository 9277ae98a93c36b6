"""What is known of a series before and after its pixels are read."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Literal


class Verdict(Enum):
    """Whether a series is a regular grid, and so what may be done with it."""

    REGULAR = "REGULAR"
    SHEARED = "SHEARED"
    GAPPED = "GAPPED"
    STACK = "STACK"
    REFUSED = "REFUSED"

    def __reduce_ex__(self, protocol: object) -> tuple[type[Verdict], tuple[str]]:
        """Pickled by value: early releases of Python 3.11 name `getattr`, which no message may hold."""
        return Verdict, (self.value,)


@dataclass(frozen=True)
class Problem:
    """One thing a reader noticed. ``code`` is stable (e.g. ``"GAP"``), ``message`` is a sentence."""

    code: str
    message: str


@dataclass(frozen=True)
class RejectedFile:
    """A file that was left out, and why. ``file`` is the path as the user gave it."""

    file: str
    reason: str


@dataclass(frozen=True)
class SlicePositions:
    """Where the slices of a series lie along their normal, as they were acquired.

    Parameters
    ----------
    distances_mm
        Distance of each slice from the first along the common normal, sorted, mm; repeats are kept.
    step_mm
        The usual distance of neighbours (median gap), mm; 0 for a single slice.
    missing
        How many slices the gaps have room for.
    repeated
        How many slices lie where another one lies already.
    tilt_degrees
        Gantry tilt: the angle between the direction of the positions and the normal.
    gaps_mm
        Where slices are missing: distances of the slices before and behind each gap, mm.
    """

    distances_mm: tuple[float, ...]
    step_mm: float
    missing: int = 0
    repeated: int = 0
    tilt_degrees: float = 0.0
    gaps_mm: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True)
class LoadReport:
    """What was found, missing, corrected or refused while reading a series.

    ``positions`` is None where slices have no place of their own.
    """

    verdict: Verdict = Verdict.REGULAR
    problems: tuple[Problem, ...] = ()
    rejected: tuple[RejectedFile, ...] = ()
    positions: SlicePositions | None = None


@dataclass(frozen=True)
class StudyInfo:
    """Who and what a series shows, as plain text for the banner and the corners of a view.

    All strings are already decoded and free of control characters; empty where not given.
    ``*_date`` are ``YYYYMMDD``, times ``HHMMSS``. Never logged.
    """

    patient_name: str = ""
    patient_id: str = ""
    birth_date: str = ""
    sex: str = ""
    institution: str = ""
    study_description: str = ""
    study_date: str = ""
    study_time: str = ""
    accession: str = ""
    study_uid: str = ""


@dataclass(frozen=True)
class SeriesInfo:
    """What identifies and describes one series.

    ``text_marks`` are sentences on what had to be done to the text: a guessed character set, hidden
    characters that were left out.
    """

    series_id: str
    modality: str = ""
    description: str = ""
    number: str = ""
    series_uid: str = ""
    frame_of_reference_uid: str = ""
    body_part: str = ""
    slice_thickness_mm: float | None = None
    lossy: str = ""
    text_marks: tuple[str, ...] = ()
    study: StudyInfo = field(default_factory=StudyInfo)

    @property
    def study_key(self) -> str:
        """What names the study: its UID, of files without one the series itself."""
        return self.study.study_uid or self.series_id


SeriesKind = Literal[
    "dicom",
    "dicom-seg",
    "dicom-rtstruct",
    "dicom-gsps",
    "dicom-sr",
    "dicom-ko",
    "dicom-pdf",
    "dicom-other",
    "file",
]
"""``dicom`` and ``file`` are images; ``dicom-other`` is listed only (waveform, plan, raw data)."""


@dataclass(frozen=True)
class SeriesEntry:
    """One thing that can be opened, as the header pass found it.

    ``files`` are in reading order. ``shape_kji`` is the shape it will have (k = slices or frames).
    ``source`` is the path that the user opened. ``time_points`` is more than 1 for a 4D series, which
    loads as a `TimeSeries`. ``refers_to`` holds the series instance UIDs that an object (SEG, RTSTRUCT,
    presentation state, report, key images) speaks of. ``frames`` tells for each file which of its frames,
    from 0, belong to this entry; it is empty where all frames of all files do.
    """

    info: SeriesInfo
    kind: SeriesKind
    files: tuple[str, ...]
    shape_kji: tuple[int, int, int]
    report: LoadReport = field(default_factory=LoadReport)
    source: str = ""
    time_points: int = 1
    refers_to: tuple[str, ...] = ()
    frames: tuple[tuple[int, ...], ...] = ()

    @property
    def is_image(self) -> bool:
        """Whether it is a picture of its own rather than an object about pictures."""
        return self.kind in ("dicom", "file")

    @property
    def series_id(self) -> str:
        return self.info.series_id


@dataclass(frozen=True)
class Catalog:
    """All that a path holds: series that can be opened, and files that cannot, with reasons."""

    source: str
    series: tuple[SeriesEntry, ...]
    rejected: tuple[RejectedFile, ...] = ()
