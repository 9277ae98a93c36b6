"""What the RECIST table says, in the reader's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from medviewer.core.dicom_text import date_text
from medviewer.core.recist import Notice, Response, Visit
from medviewer.scene.marks.lesion_match import LesionMatch


def response_text(response: Response) -> str:
    """The category in full."""
    return {
        "baseline": _tr("Baseline"),
        "CR": _tr("Complete response (CR)"),
        "PR": _tr("Partial response (PR)"),
        "SD": _tr("Stable disease (SD)"),
        "PD": _tr("Progressive disease (PD)"),
        "NE": _tr("Not evaluable (NE)"),
    }[response]


def date_of(visit: Visit) -> str:
    """The date of a visit."""
    return date_text(visit.time_point.date) or _tr("without date")


def millimetres(value: float | None) -> str:
    """A length with one decimal, a dash for none."""
    return "–" if value is None else f"{QLocale().toString(value, 'f', 1)} mm"


def percent(value: float | None) -> str:
    """A change with its sign, a dash for none."""
    return "–" if value is None else f"{'+' if value > 0 else ''}{QLocale().toString(value, 'f', 1)} %"


def role_text(role: str) -> str:
    """What a lesion counts as."""
    return {"target": _tr("Target"), "non-target": _tr("Non-target"), "new": _tr("New")}[role]


def notice_text(notice: Notice) -> str:
    """One sentence."""
    words = {
        "too_many": _tr("More than five target lesions: RECIST 1.1 sums five at most."),
        "too_many_in_organ": _tr("More than two target lesions in one organ (%1)."),
        "too_small": _tr("Lesion %1 is too small for a target: 10 mm long, a lymph node 15 mm short."),
        "no_number": _tr("A target lesion has no number and is not in the sum."),
        "twice": _tr("Lesion %1 is marked twice; the larger one counts."),
        "missing": _tr("Lesion %1 was not measured; a point on its place says that it is gone."),
        "no_mm": _tr("Lesion %1 has no length in mm and is not in the sum."),
        "new_at_baseline": _tr("A lesion is marked as new at the baseline."),
        "node_by_length": _tr("Lymph node %1 has one diameter only; the short axis is to be measured."),
        "over_slices": _tr(
            "Lesion %1 is measured over several slices; RECIST 1.1 measures in the plane of one."
        ),
        "late_target": _tr("Lesion %1 is no target of the baseline and is not in the sum."),
    }[notice.code]
    return words.replace("%1", organ_text(notice.organ) or str(notice.lesion))


def match_text(match: LesionMatch, date: str) -> str:
    """Which lesion of another visit lies near."""
    mark = match.mark
    dated, undated = (
        _tr("This may be lesion %1 (%2) of %4: it lies %3 from there."),
        _tr("This may be lesion %1 (%2) of another visit: it lies %3 from there."),
    )
    text = dated if date else undated
    name = mark.label or organ_text(mark.organ) or role_text(mark.role)
    told = (str(mark.lesion), name, millimetres(match.away_mm), date)
    for number, part in enumerate(told, start=1):
        text = text.replace(f"%{number}", part)
    return text


def organ_text(organ: str) -> str:
    """What an organ is called; one that is not in the list as it was written."""
    return {
        "liver": _tr("liver"),
        "lung": _tr("lung"),
        "brain": _tr("brain"),
        "bone": _tr("bone"),
        "adrenal gland": _tr("adrenal gland"),
        "kidney": _tr("kidney"),
        "pancreas": _tr("pancreas"),
        "spleen": _tr("spleen"),
        "pleura": _tr("pleura"),
        "mediastinum": _tr("mediastinum"),
        "breast": _tr("breast"),
        "thyroid": _tr("thyroid"),
        "esophagus": _tr("esophagus"),
        "stomach": _tr("stomach"),
        "colon": _tr("colon"),
        "rectum": _tr("rectum"),
        "bladder": _tr("bladder"),
        "prostate": _tr("prostate"),
        "uterus": _tr("uterus"),
        "ovary": _tr("ovary"),
        "retroperitoneum": _tr("retroperitoneum"),
        "chest wall": _tr("chest wall"),
        "muscle": _tr("muscle"),
        "soft tissue": _tr("soft tissue"),
        "skin": _tr("skin"),
        "heart": _tr("heart"),
        "neck": _tr("neck"),
    }.get(organ, organ)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Recist", text)
