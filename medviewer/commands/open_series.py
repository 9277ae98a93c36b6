"""From a path and an optional series id to what is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from medviewer.core.errors import ReadError
from medviewer.core.segmentation import Segmentation
from medviewer.core.series import Catalog, SeriesEntry, Verdict
from medviewer.core.study_object import StudyObject
from medviewer.core.time_series import TimeSeries
from medviewer.core.volume import Stack, Volume
from medviewer.io.progress import ReadReport


@dataclass(frozen=True)
class Opened:
    """A catalog's entry and what was loaded from it."""

    entry: SeriesEntry
    image: Volume | Stack | TimeSeries | Segmentation | StudyObject


def open_image(
    path: str, series_id: str, report: ReadReport, time: int | None = None
) -> tuple[SeriesEntry, Volume | Stack]:
    """The one image series of a path, or the one with an id; of a series in time one volume.

    ``time`` counts from 1; without it the middle is taken.

    Raises
    ------
    ReadError
        If nothing can be read, the choice is not clear, or the series is a segmentation.
    """
    opened = open_any(path, series_id, report)
    if isinstance(opened.image, TimeSeries) and time is None:
        return opened.entry, opened.image.middle
    if isinstance(opened.image, (Volume, TimeSeries)) and time is not None:
        return opened.entry, point_in_time(opened.image, time)
    if not isinstance(opened.image, (Volume, Stack)):
        what = "a segmentation" if isinstance(opened.image, Segmentation) else "an object about images"
        raise ReadError(f"{path} is {what}, not an image; give the series it was made from.")
    return opened.entry, opened.image


def open_any(path: str, series_id: str, report: ReadReport) -> Opened:
    """The same, but a DICOM segmentation may be chosen too."""
    from medviewer.io.load import load_series
    from medviewer.io.scan import scan_path

    entry = choose(scan_path(path, report=report), series_id)
    return Opened(entry, load_series(entry, report=report))


def open_channels(pairs: Sequence[tuple[str, str]], report: ReadReport) -> dict[str, Volume]:
    """The images of a model's further roles, from pairs of role and path.

    Raises
    ------
    ReadError
        If one cannot be read or is no volume.
    """
    found = {}
    for role, path in pairs:
        image = open_image(path, "", report)[1]
        if not isinstance(image, Volume):
            raise ReadError(f"{path} is no volume, which the role {role} needs.")
        found[role] = image
    return found


def point_in_time(image: Volume | TimeSeries, time: int) -> Volume:
    """Volume number ``time`` of a series, from 1."""
    volumes = image.volumes if isinstance(image, TimeSeries) else (image,)
    if not 1 <= time <= len(volumes):
        held = "1 point" if len(volumes) == 1 else f"{len(volumes)} points"
        raise ReadError(f"The series {volumes[0].info.series_id} has {held} in time, and no number {time}.")
    return volumes[time - 1]


def choose(catalog: Catalog, series_id: str) -> SeriesEntry:
    """The entry with an id; without an id the only image, else the only entry."""
    if series_id:
        for entry in catalog.series:
            if entry.series_id == series_id:
                return entry
        raise ReadError(f"{catalog.source} has no series {series_id}; it has {_ids(catalog.series)}.")
    for candidates in (_shown_images(catalog), _images(catalog), catalog.series):
        if len(candidates) == 1:
            return candidates[0]
        if len(candidates) > 1:
            known = _ids(candidates)
            raise ReadError(f"{catalog.source} has {len(candidates)} series; choose with --series: {known}.")
    raise ReadError(f"{catalog.source} holds no series that can be opened.")


def _images(catalog: Catalog) -> tuple[SeriesEntry, ...]:
    return tuple(entry for entry in catalog.series if entry.is_image)


def _shown_images(catalog: Catalog) -> tuple[SeriesEntry, ...]:
    return tuple(entry for entry in _images(catalog) if entry.report.verdict is not Verdict.REFUSED)


def _ids(entries: tuple[SeriesEntry, ...]) -> str:
    named = [
        f"{e.series_id} ({e.info.modality or 'file'} {'x'.join(map(str, e.shape_kji))})" for e in entries[:8]
    ]
    return ", ".join(named) + (", ..." if len(entries) > 8 else "")
