"""Which series of a patient's studies a model of several time points is likely meant to be given."""

from __future__ import annotations

import re
from collections.abc import Sequence

from medviewer.api.contract import ChannelRole
from medviewer.core.series import SeriesInfo

_WORD = re.compile(r"[^\W_]+")


def propose_time_points(
    roles: Sequence[ChannelRole], series: Sequence[SeriesInfo], on_screen: str = ""
) -> dict[str, str]:
    """A series id for each role: the series on screen is the latest, then that of each study before it.

    Of each study of the same patient, by its number, the one series is taken whose modality is the same and
    whose description says most of what that of the series on screen does. Studies without a date, or of
    the same day, are not proposed: what came first is then not known.
    """
    home = next((one for one in series if one.series_id == on_screen), None)
    if home is None or not roles:
        return {}
    proposed = {roles[0].role: home.series_id}
    patient, today = home.study.patient_id.strip(), home.study.study_date
    best: dict[str, SeriesInfo] = {}
    for one in series:
        same = patient != "" and one.study.patient_id.strip() == patient and one.modality == home.modality
        date = one.study.study_date
        if not same or not date or not today or date >= today:
            continue
        before = best.get(date)
        if before is None or _likeness(one, home) > _likeness(before, home):
            best[date] = one
    dates = sorted(best, reverse=True)
    further = zip(roles[1:], dates, strict=False)
    return proposed | {role.role: best[date].series_id for role, date in further}


def _likeness(one: SeriesInfo, other: SeriesInfo) -> float:
    """The share of words that two descriptions have in common, 0..1; equal ones are most alike."""
    first, second = (set(_WORD.findall(info.description.casefold())) for info in (one, other))
    return len(first & second) / max(1, len(first | second))
