"""Earlier studies of the same patient among the series that were found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from medviewer.core.patient import patient_of
from medviewer.core.series import SeriesEntry, StudyInfo


@dataclass(frozen=True)
class StudySeries:
    """A study and its series, in the order found."""

    info: StudyInfo
    entries: tuple[SeriesEntry, ...]

    @property
    def moment(self) -> str:
        """Date and time as they sort; "" where the files do not say it."""
        return _moment(self.info)


def is_earlier(one: StudyInfo, other: StudyInfo) -> bool:
    """Whether a study was before another one; False where the files do not say when they were."""
    return "" < _moment(one) < _moment(other)


def studies_of(entries: Iterable[SeriesEntry]) -> tuple[StudySeries, ...]:
    """The studies that series belong to; series without a study of their own are left out."""
    grouped: dict[str, list[SeriesEntry]] = {}
    for entry in entries:
        if entry.info.study.study_uid:
            grouped.setdefault(entry.info.study.study_uid, []).append(entry)
    return tuple(StudySeries(group[0].info.study, tuple(group)) for group in grouped.values())


def priors_of(present: StudyInfo, entries: Iterable[SeriesEntry]) -> tuple[StudySeries, ...]:
    """Other studies of the patient, the nearest earlier one first, later ones last.

    Of a study that names nobody there is none: it could be anybody's.
    """
    patient = patient_of(present)
    if not patient.is_known:
        return ()
    mine = [
        study
        for study in studies_of(entries)
        if study.info.study_uid != present.study_uid and patient_of(study.info) == patient
    ]
    moment = _moment(present)
    earlier = sorted((s for s in mine if s.moment <= moment), key=lambda study: study.moment, reverse=True)
    later = sorted((s for s in mine if s.moment > moment), key=lambda study: study.moment)
    return (*earlier, *later)


def _moment(study: StudyInfo) -> str:
    return study.study_date + study.study_time if study.study_date else ""
