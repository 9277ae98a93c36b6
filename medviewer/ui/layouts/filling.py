"""Which series fill the empty views of a grid."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from medviewer.core.patient import patient_of
from medviewer.core.series import SeriesEntry, Verdict

_BYTES_PER_VOXEL = 2
_SHARE_OF_FREE_MEMORY = 0.5


def may_be_shown(entry: SeriesEntry) -> bool:
    """Whether a series is a picture that can be read."""
    return entry.is_image and entry.report.verdict is not Verdict.REFUSED


def series_of_patient(entries: Iterable[SeriesEntry], active_id: str) -> list[SeriesEntry]:
    """The images of the patient on screen in the order of the list, those of the study on screen first.

    Without an active series it is the patient of the first one: a grid never mixes patients by itself.
    """
    images = [entry for entry in entries if may_be_shown(entry)]
    lead = next((entry for entry in images if entry.series_id == active_id), images[0] if images else None)
    if lead is None:
        return []
    patient = patient_of(lead.info.study, lead.source)
    same = [entry for entry in images if patient_of(entry.info.study, entry.source) == patient]
    return sorted(same, key=lambda entry: entry.info.study.study_uid != lead.info.study.study_uid)


def filling_order(series: Sequence[str], active_id: str, shown: Collection[str], places: int) -> list[str]:
    """What fills ``places`` empty views: list order; if not all fit, from the active series on."""
    missing = [name for name in series if name not in shown]
    if active_id in missing and len(missing) > places:
        at = missing.index(active_id)
        missing = missing[at:] + missing[:at]
    return missing[:places]


def estimated_bytes(entry: SeriesEntry) -> int:
    """What the pixels of a series will take in memory, about."""
    slices, rows, columns = entry.shape_kji
    return slices * rows * columns * max(1, entry.time_points) * _BYTES_PER_VOXEL


def that_fit(entries: Sequence[SeriesEntry], free_bytes: int | None) -> list[SeriesEntry]:
    """The first of some series that can be read at once without filling half of what memory is free."""
    fitting: list[SeriesEntry] = []
    left = None if free_bytes is None else free_bytes * _SHARE_OF_FREE_MEMORY
    for entry in entries:
        if left is not None:
            left -= estimated_bytes(entry)
            if left < 0:
                break
        fitting.append(entry)
    return fitting
