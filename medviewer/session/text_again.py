"""Reading the text of series again with another character set."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from medviewer.core.series import SeriesEntry, SeriesInfo
from medviewer.jobs.job import Job, JobState
from medviewer.jobs.queue import JobQueue


def read_text_again(
    queue: JobQueue,
    entries: Iterable[SeriesEntry],
    character_set: str,
    done: Callable[[SeriesInfo], None],
    title: str,
) -> None:
    """Hands on what identifies and describes each series, one after the other.

    ``character_set`` is a name of `CHOSEN_BY_HAND`; "" for what the files themselves name.
    """

    def hand_on(job: Job) -> None:
        if job.state is JobState.DONE:
            done(job.result)
        queue.forget(job)

    for entry in entries:
        function = "medviewer.io.dicom.recode:recoded_info"
        job = queue.submit("reader", function, entry, character_set, title=title, kind="text")
        job.finished.connect(hand_on)
