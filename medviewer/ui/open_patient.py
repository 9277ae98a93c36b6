"""Whether what is opened belongs to the patient who is open, or takes his place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from medviewer.core.patient import Patient, patient_of
from medviewer.core.series import SeriesEntry


def belongs_to_open_patient(
    known: Mapping[str, SeriesEntry], entries: Sequence[SeriesEntry], beside: bool
) -> bool:
    """Whether series go to those that are open.

    Parameters
    ----------
    known
        The series that are listed, by their ids.
    entries
        Those that were found now.
    beside
        The reader wants them beside what is open, whoever they are of.
    """
    if not any(entry.is_image for entry in entries):
        return True
    if any(one.files != known.get(one.series_id, one).files for one in entries):
        return False  # another copy of a series that is open: it must not show the old one's pixels
    if beside:
        return True
    uids = {entry.info.study.study_uid for entry in known.values()} - {""}
    patients = {patient_of(entry.info.study) for entry in known.values()}
    return all(entry.info.study.study_uid in uids or _is_of(patients, entry) for entry in entries)


def _is_of(patients: set[Patient], entry: SeriesEntry) -> bool:
    """Whether a series is of one of some patients; of nobody known it is another one's."""
    patient = patient_of(entry.info.study)
    return patient.is_known and patient in patients
