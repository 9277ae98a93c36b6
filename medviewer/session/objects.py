"""The verbs for what a study holds beside its images: read, lay over, save a copy of a document."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from medviewer.core.series import SeriesEntry
from medviewer.core.study_object import StudyObject
from medviewer.jobs.job import Job
from medviewer.session.when_done import when_done

if TYPE_CHECKING:
    from medviewer.jobs.queue import JobQueue


def read_object(queue: JobQueue, entry: SeriesEntry, done: Callable[[StudyObject], None], title: str) -> Job:
    """Reads a structure set, presentation state, report or the facts of a document."""
    job = queue.submit(
        "reader", "medviewer.io.load_object:load_object", entry, title=title, kind="load", urgent=True
    )
    return when_done(job, done)


def save_document(
    queue: JobQueue, entry: SeriesEntry, path: str, done: Callable[[str], None], title: str
) -> Job:
    """Writes the document inside a DICOM file to a place that the user chose."""
    function = "medviewer.io.dicom.objects.encapsulated:save_document"
    return when_done(queue.submit("writer", function, entry, path, title=title, kind="save"), done)
