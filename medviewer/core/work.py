"""Work: what a reader did on the studies that are open, as values that can be kept and shown again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from medviewer.core.mark import KeyImage, Mark

Looks = Mapping[str, Any]
"""How something is shown: fields by name, as plain values (text, numbers, lists of them)."""


@dataclass(frozen=True)
class WorkImage:
    """An image that was on screen, and where it was read from.

    Parameters
    ----------
    series_id
        As `SeriesInfo.series_id`.
    series_uid, study_uid
        DICOM UIDs, "" where the files have none.
    source
        The path that was opened.
    fingerprint
        Of its pixels and geometry (`core.fingerprint`), "" where it was not taken.
    looks
        Window, time point and the like.
    """

    series_id: str
    series_uid: str = ""
    study_uid: str = ""
    source: str = ""
    fingerprint: str = ""
    looks: Looks = field(default_factory=dict)


@dataclass(frozen=True)
class WorkResult:
    """A result that lay over an image: what a model or a file gave, and how it was shown."""

    id: str
    series_id: str
    result: Any
    looks: Looks = field(default_factory=dict)


@dataclass(frozen=True)
class Work:
    """Everything that one sitting made.

    Parameters
    ----------
    patient
        A digest that tells one patient from another (`core.patient`); "" where that is not known.
    paths
        What was opened, to open it again.
    texts
        What was written by hand, by the name of its place (a report, for instance).
    scene, views
        Layout, crosshair and the like; how each view looked, by its id.
    when
        Of the last change, ISO 8601 with offset.
    """

    patient: str = ""
    paths: tuple[str, ...] = ()
    images: tuple[WorkImage, ...] = ()
    marks: tuple[Mark, ...] = ()
    key_images: tuple[KeyImage, ...] = ()
    results: tuple[WorkResult, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    scene: Looks = field(default_factory=dict)
    views: Mapping[str, Looks] = field(default_factory=dict)
    when: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it that would be missed."""
        return not (self.marks or self.key_images or self.results or any(self.texts.values()))
