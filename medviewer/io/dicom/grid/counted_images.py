"""First or last slices that are missing: geometry cannot show it, only a count in the files can."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from medviewer.core.series import Problem
from medviewer.io.dicom.grid.series_plan import SeriesPlan
from medviewer.io.dicom.parse import tags
from medviewer.io.dicom.parse.header import Header

_FEWEST = 2
"""A single picture that was opened alone is not missing the others."""


class CountedImages:
    """How many images of each series and acquisition are here, of all that are said to be.

    Parameters
    ----------
    headers
        Of all files, also of those that are left out: they are here all the same.
    """

    def __init__(self, headers: Iterable[Header]) -> None:
        self._of_series: dict[str, set[str]] = {}
        self._of_acquisition: dict[tuple[str, str], set[str]] = {}
        for header in headers:
            instance = header.string(tags.SOP_INSTANCE_UID) or header.path
            series, acquisition = _names(header)
            self._of_series.setdefault(series, set()).add(instance)
            self._of_acquisition.setdefault((series, acquisition), set()).add(instance)

    def missing_from(self, plan: SeriesPlan) -> list[Problem]:
        """A sentence where the files speak of more images than are here and than gaps account for.

        Number of Series Related Instances and Images in Acquisition (DICOM PS3.3 C.7.3.1, C.7.6.1).
        """
        series, acquisition = _names(plan.headers[0])
        for tag, here in (
            (tags.INSTANCES_IN_SERIES, len(self._of_series.get(series, ()))),
            (tags.IMAGES_IN_ACQUISITION, len(self._of_acquisition.get((series, acquisition), ()))),
        ):
            said = _largest(plan.headers, tag)
            in_gaps = 0 if plan.positions is None else plan.positions.missing * plan.time_points
            if series and here >= _FEWEST and here + in_gaps < said < 1e5:
                message = (
                    f"The files speak of {said:.0f} images and {here} are here: "
                    "the first or the last ones may be missing."
                )
                return [Problem("INCOMPLETE", message)]
        return []


def _names(header: Header) -> tuple[str, str]:
    return header.string(tags.SERIES_INSTANCE_UID), header.string(tags.ACQUISITION_NUMBER)


def _largest(headers: Sequence[Header], tag: int) -> float:
    numbers = [header.number(tag) for header in (headers[0], headers[-1])]
    return max((n for n in numbers if n is not None and n == n), default=0.0)
