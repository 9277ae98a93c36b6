"""The images of a model of several time points: of one patient, each older than the one before it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from medviewer.core.errors import ContractError
from medviewer.core.volume import Volume


def require_time_order(images: Mapping[str, Volume]) -> None:
    """Refuses images, by role and the latest first, that are of several patients or not in the order of time.

    Images without a date, as of NIfTI files, are taken in the order that they are given in.

    Raises
    ------
    ContractError
        With the two that do not go together.
    """
    patients = {image.info.study.patient_id.strip() for image in images.values()} - {""}
    if len(patients) > 1:
        raise ContractError("The time points are of several patients; choose series of one patient.")
    for (later, new), (earlier, old) in pairwise(images.items()):
        if new.info.series_id == old.info.series_id and new.voxels is old.voxels:
            raise ContractError(
                f"The same series was chosen as {later} and as {earlier}; choose another one."
            )
        dates = new.info.study.study_date, old.info.study.study_date
        if all(dates) and dates[1] >= dates[0]:
            raise ContractError(
                f"The series for {earlier} is not older than that for {later}; put them in the order of time."
            )
