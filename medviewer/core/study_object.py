"""What a study holds beside its images, and which image it belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from medviewer.core.contours import StructureSet
from medviewer.core.document import Document, EncapsulatedDocument
from medviewer.core.presentation_state import PresentationState
from medviewer.core.series import SeriesEntry, Verdict

Drawn = StructureSet | PresentationState
"""Objects that are seen on an image."""
StudyObject = Drawn | Document | EncapsulatedDocument
"""All that loading an object can give, besides a `Segmentation`."""

NOT_HERE = "It refers to a series that is not here"


def home_of(entry: SeriesEntry, entries: Iterable[SeriesEntry]) -> SeriesEntry | None:
    """The image that an object speaks of: the first of its series that is here and can be shown."""
    return next(iter(homes_of(entry, entries)), None)


def homes_of(entry: SeriesEntry, entries: Iterable[SeriesEntry]) -> list[SeriesEntry]:
    """All images that an object speaks of, in the order in which it names their series."""
    images = [one for one in entries if one.is_image and one.report.verdict is not Verdict.REFUSED]
    return [image for uid in entry.refers_to for image in images if image.info.series_uid == uid]


def beside_images(entry: SeriesEntry, image: SeriesEntry | None) -> SeriesEntry:
    """The entry of an object with the files of its image behind its own, for whoever reads it."""
    return entry if image is None else replace(entry, files=(*entry.files[:1], *image.files))
