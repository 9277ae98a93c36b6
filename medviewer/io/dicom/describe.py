"""Who and what a series shows, as plain text."""

from __future__ import annotations

import re

from medviewer.core.series import SeriesInfo, StudyInfo
from medviewer.io.dicom.admission import modality_of
from medviewer.io.dicom.parse import tags
from medviewer.io.dicom.parse.header import Header
from medviewer.io.dicom.parse.text import person_name, text_marks
from medviewer.io.dicom.parse.transfer_syntax import SURELY_LOSSY

_SHOWN_TEXTS = (
    tags.PATIENT_NAME,
    tags.PATIENT_ID,
    tags.INSTITUTION_NAME,
    tags.STUDY_DESCRIPTION,
    tags.SERIES_DESCRIPTION,
)


def describe(header: Header, series_id: str, label: str = "") -> SeriesInfo:
    """Text of one header; ``label`` is added to the description of a part of a series."""
    description = header.text(tags.SERIES_DESCRIPTION)
    thickness = header.number(tags.SLICE_THICKNESS)
    return SeriesInfo(
        series_id=series_id,
        modality=modality_of(header),
        description=f"{description} ({label})".strip() if label else description,
        number=header.string(tags.SERIES_NUMBER),
        series_uid=header.string(tags.SERIES_INSTANCE_UID),
        frame_of_reference_uid=header.string(tags.FRAME_OF_REFERENCE_UID),
        body_part=header.text(tags.BODY_PART_EXAMINED),
        slice_thickness_mm=thickness if thickness is not None and 0 < thickness < 1e4 else None,
        lossy=_lossy(header),
        text_marks=_text_marks(header),
        study=_study(header),
    )


def _text_marks(header: Header) -> tuple[str, ...]:
    values = [header.elements.values.get(tag, b"") for tag in _SHOWN_TEXTS]
    return text_marks(values, header.strings(tags.SPECIFIC_CHARACTER_SET))


def _study(header: Header) -> StudyInfo:
    return StudyInfo(
        patient_name=person_name(header.text(tags.PATIENT_NAME)),
        patient_id=header.text(tags.PATIENT_ID),
        birth_date=_digits(header.string(tags.PATIENT_BIRTH_DATE), 8),
        sex=header.text(tags.PATIENT_SEX)[:1],
        institution=header.text(tags.INSTITUTION_NAME),
        study_description=header.text(tags.STUDY_DESCRIPTION),
        study_date=_digits(header.string(tags.STUDY_DATE), 8),
        study_time=_digits(header.string(tags.STUDY_TIME).split(".")[0], 6),
        accession=header.text(tags.ACCESSION_NUMBER),
        study_uid=header.string(tags.STUDY_INSTANCE_UID),
    )


def _digits(text: str, count: int) -> str:
    """Digits alone, so that the old forms ``2020.01.31`` and ``10:20:30`` read like today's."""
    return re.sub(r"[^0-9]", "", text)[:count]


def _lossy(header: Header) -> str:
    """``"LOSSY"`` with the ratio if known, from (0028,2110) and from the transfer syntax."""
    said = header.string(tags.LOSSY_IMAGE_COMPRESSION) == "01"
    if not said and header.transfer_syntax not in SURELY_LOSSY:
        return ""
    ratio = header.number(tags.LOSSY_IMAGE_COMPRESSION_RATIO)
    if ratio is None or not 1 < ratio < 1e4:
        return "LOSSY"
    return f"LOSSY {ratio:.0f}:1" if ratio >= 100 else f"LOSSY {ratio:.3g}:1"
