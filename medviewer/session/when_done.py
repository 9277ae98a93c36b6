"""What follows a job that has succeeded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from medviewer.jobs.job import Job, JobState


def when_done(job: Job, done: Callable[[Any], None], forget: bool = True) -> Job:
    """Hands the result on when the job is done; failures are told by the job itself.

    Parameters
    ----------
    done
        Called on the main thread with the result.
    forget
        The job lets go of the result, so that it is held by whoever it was handed to alone.
    """

    def hand_on(finished: Job) -> None:
        if finished.state is JobState.DONE:
            result = finished.result
            if forget:
                finished.forget_result()
            done(result)

    job.finished.connect(hand_on)
    return job
