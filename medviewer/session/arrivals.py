"""An image on screen while its job still reads it."""

from __future__ import annotations

from collections.abc import Callable

from medviewer.core.arrival import Arrival
from medviewer.jobs.job import Job, JobState
from medviewer.scene.images.arriving_image import ArrivingImage
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.scene import Scene


def show_while_reading(job: Job, scene: Scene, first_shown: Callable[[ImageLayer], None]) -> ArrivingImage:
    """Shows what a reading job hands over before its end, and takes it back if the job fails.

    Parameters
    ----------
    first_shown
        Called with the layer when its first slice is on screen.

    Returns
    -------
    ArrivingImage
        Whoever takes the job's result completes it.
    """
    image = ArrivingImage(scene)

    def show(value: object) -> None:
        if not isinstance(value, Arrival) or image.was_closed:
            return
        layer = image.show(value)
        if layer is not None:
            first_shown(layer)

    def look(changed: Job) -> None:
        if image.was_closed:
            changed.cancel()
        elif changed.state in (JobState.FAILED, JobState.CANCELLED):
            image.withdraw()
        else:
            image.look()

    job.partial.connect(show)
    job.changed.connect(look)
    return image
