"""Earlier studies of a patient that are in the library, for rules that want one beside what is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from medviewer.core.patient import patient_of
from medviewer.core.series import SeriesEntry, StudyInfo
from medviewer.ui.library.link import LibraryLink

if TYPE_CHECKING:
    from medviewer.library.study import FoundStudies, StudyRow


def find_prior(link: LibraryLink, entry: SeriesEntry, done: Callable[[Sequence[str]], None]) -> None:
    """Hands on what to open to see the newest study of the patient before that of a series, if there is one.

    Nothing is looked for where the files name nobody.
    """
    from medviewer.library.study_query import StudyQuery  # not needed for the first picture

    study = entry.info.study
    if not patient_of(study).is_known:
        return

    def choose(answer: tuple[FoundStudies, object]) -> None:
        row = newest_before(answer[0].studies, study)
        if row is not None:
            link.paths([row.id], done)

    link.find(StudyQuery(words=study.patient_id or study.patient_name), choose)


def newest_before(rows: Sequence[StudyRow], study: StudyInfo) -> StudyRow | None:
    """The newest of some studies that is of the same patient and earlier."""
    patient, moment = patient_of(study), (study.study_date, study.study_time)

    def is_earlier(row: StudyRow) -> bool:
        named = StudyInfo(patient_name=row.patient_name, patient_id=row.patient_id, birth_date=row.birth_date)
        return patient_of(named) == patient and bool(row.date) and (row.date, row.time) < moment

    return max(filter(is_earlier, rows), key=lambda row: (row.date, row.time), default=None)
