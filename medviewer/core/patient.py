"""Which patient an image is of: the same person only if number, name and birth date all agree."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from medviewer.core.series import StudyInfo


@dataclass(frozen=True)
class Patient:
    """Who an image is of.

    A study that names nobody is a patient of its own: ``unnamed`` then tells it from others, else it is "".
    """

    number: str = ""
    name: str = ""
    birth_date: str = ""
    unnamed: str = ""

    @property
    def is_known(self) -> bool:
        """Whether the files name anybody."""
        return bool(self.number or self.name or self.birth_date)

    @property
    def digest(self) -> str:
        """SHA-256 that tells this patient from others without naming anybody."""
        parts = (self.number, self.name, self.birth_date, self.unnamed)
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def patient_of(study: StudyInfo, place: str = "") -> Patient:
    """The patient of a study.

    Parameters
    ----------
    place
        Where its files lie; it tells studies apart that name neither a patient nor themselves.
    """
    number, name, born = (_plain(text) for text in (study.patient_id, study.patient_name, study.birth_date))
    if number or name or born:
        return Patient(number, name, born)
    return Patient(unnamed=study.study_uid or place or "unnamed")


def _plain(text: str) -> str:
    """Without what is no difference: case and how many blanks there are."""
    return " ".join(text.split()).casefold()
