"""The earlier study that a report compares with: frozen on the main thread, reckoned on any other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from medviewer.core.change_table import Quantity, changes
from medviewer.core.mark import Mark
from medviewer.core.measure import Figures
from medviewer.core.patient import patient_of
from medviewer.core.prior import is_earlier
from medviewer.core.recist import TimePoint, assess
from medviewer.core.report_comparison import (
    SEGMENT,
    ReportChange,
    ReportComparison,
    days_between,
    report_changes,
)
from medviewer.core.series import StudyInfo
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.marks.lesion_points import lesion_points
from medviewer.scene.marks.quantities import quantities_of
from medviewer.scene.scene import Scene

MeasuredFigures = tuple[Mark, Figures | None]
NamedVolume = tuple[str, float, bool]
"""A segment's name, its volume, ml, and whether a model made it."""


@dataclass(frozen=True, eq=False)
class Visits:
    """The studies of one patient up to the present one: what they say of themselves, and marked lesions."""

    studies: Mapping[str, StudyInfo]
    points: tuple[TimePoint, ...]


def prior_of(scene: Scene, image: ImageLayer, compared_id: str = "") -> StudyInfo | None:
    """The earlier study of the patient that is open beside an image.

    Parameters
    ----------
    compared_id
        The image that the reader compares with, "" for none: its study goes before the nearest one.
    """
    present = image.image.info.study
    patient = patient_of(present)
    if not patient.is_known:
        return None
    layers = [one for one in scene.images if _is_earlier_of(one, present)]
    chosen = next((one for one in layers if one.id == compared_id), None)
    nearest = max(layers, key=lambda one: _moment(one.image.info.study), default=None)
    found = chosen or nearest
    return None if found is None else found.image.info.study


def visits_of(scene: Scene, present: StudyInfo, studies: Iterable[StudyInfo]) -> Visits:
    """The lesions that are marked on the studies of a patient, up to the present study."""
    known = {
        one.study_uid: one
        for one in studies
        if patient_of(one) == patient_of(present) and one.study_date and one.study_uid
    }
    until = {uid: one for uid, one in known.items() if not is_earlier(present, one)}
    dates = {uid: one.study_date for uid, one in until.items()}
    return Visits(until, lesion_points(scene, dates) if present.study_uid in until else ())


def comparison_of(
    present: StudyInfo,
    prior: StudyInfo | None,
    marks: tuple[Sequence[MeasuredFigures], Sequence[MeasuredFigures]],
    segments: tuple[Sequence[NamedVolume], Sequence[NamedVolume]],
    visits: Visits,
) -> ReportComparison | None:
    """The comparison, None where there is no earlier study to speak of.

    Parameters
    ----------
    marks, segments
        Those of the prior and those of the present study.
    """
    points = visits.points
    is_followed = len(points) > 1 and any(one.name == present.study_uid for one in points)
    if prior is None and is_followed:
        earlier = [one for one in points if one.name != present.study_uid]
        prior = visits.studies.get(earlier[-1].name)
    if prior is None:
        return None
    before, now = (_quantities(*one) for one in zip(marks, _kept(*segments), strict=True))
    by_model = {name.casefold() for some in segments for name, _, is_from_model in some if is_from_model}
    rows = [
        replace(one, is_from_model=one.kind == SEGMENT and one.label.casefold() in by_model)
        for one in report_changes(changes(before, now))
    ]
    return ReportComparison(
        prior,
        days_between(prior.study_date, present.study_date),
        tuple(one for one in rows if not (is_followed and _is_size_of_lesion(one))),
        assess(points) if is_followed else (),
    )


def _is_size_of_lesion(change: ReportChange) -> bool:
    """Whether the table of lesions over the visits tells it already."""
    return change.lesion > 0 and change.part in ("", "short")


def _is_earlier_of(layer: ImageLayer, present: StudyInfo) -> bool:
    study = layer.image.info.study
    return patient_of(study) == patient_of(present) and is_earlier(study, present)


def _moment(study: StudyInfo) -> str:
    return study.study_date + study.study_time


def _kept(
    before: Sequence[NamedVolume], now: Sequence[NamedVolume]
) -> tuple[Sequence[NamedVolume], Sequence[NamedVolume]]:
    """Without what is empty in both; where one study has no segments at all, nothing was compared."""
    if not before or not now:
        return (), ()
    there = {name.casefold() for name, volume, _ in (*before, *now) if volume > 0}
    first, second = ([one for one in some if one[0].casefold() in there] for some in (before, now))
    return first, second


def _quantities(marks: Sequence[MeasuredFigures], segments: Sequence[NamedVolume]) -> list[Quantity]:
    found: list[Quantity] = []
    for mark, figures in marks:
        if figures is not None:
            found += quantities_of(mark, figures, mark.label, lambda _part: "")
    found += [Quantity((SEGMENT, name.casefold()), name, volume, "ml") for name, volume, _ in segments]
    return found
