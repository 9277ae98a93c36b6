"""The verbs for comparing two images: registering them, laying one over the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from medviewer.core.errors import MedviewerError
from medviewer.core.geometry import Vector
from medviewer.core.registration import Registration
from medviewer.core.volume import Volume
from medviewer.jobs.job import Job
from medviewer.scene.images.image_layer import ImageLayer
from medviewer.scene.scene import Scene
from medviewer.scene.views.adjust_link import reset_link, shift_over, turn_over, turning_axis
from medviewer.scene.views.frame_link import UNTURNED, FrameLink, frame_of, with_link
from medviewer.scene.views.over_image import link_between
from medviewer.scene.views.over_look import OverImage
from medviewer.session.sent import without_slices
from medviewer.session.when_done import when_done

if TYPE_CHECKING:
    from medviewer.jobs.queue import JobQueue


class Comparing:
    """Joins the frames of two images that are open, and shows them together.

    Every change is a step that can be taken back.
    """

    def __init__(self, scene: Scene, queue: JobQueue) -> None:
        self._scene = scene
        self._queue = queue

    def register(
        self,
        fixed_id: str,
        moving_id: str,
        title: str,
        done: Callable[[Registration], None] = lambda _found: None,
    ) -> Job:
        """Finds how the second image lies in the frame of the first, in the background, and links the two.

        Raises
        ------
        MedviewerError
            If one of them is no volume or still being read, or both lie in one frame already.
        """
        fixed, moving = self._volume_layer(fixed_id), self._volume_layer(moving_id)
        if frame_of(fixed) == frame_of(moving):
            raise MedviewerError("Both series lie in one frame of reference: they match as they are.")
        volumes = [without_slices(layer.image) for layer in (fixed, moving)]
        function = "medviewer.io.register:register_rigid"
        job = self._queue.submit("worker", function, *volumes, title=title, kind="register")

        def take(found: Registration) -> None:
            if fixed in self._scene.images and moving in self._scene.images:  # neither was closed meanwhile
                self._link("Registration", fixed, moving, found.matrix, "registered")
            done(found)

        return when_done(job, take)

    def trust_scanner(self, image_id: str, other_id: str) -> None:
        """Takes the coordinates of two frames as the same, as those of one scanner session are."""
        self._link("Link", self._image(image_id), self._image(other_id), UNTURNED, "as the files say")

    def shift(self, image_id: str, other_id: str, by_mm: Vector) -> None:
        """Moves the second image over the first by hand, LPS mm of the first."""
        shift_over(self._scene, self._image(image_id), self._image(other_id), by_mm)

    def turn(self, image_id: str, other_id: str, degrees: float) -> None:
        """Turns the second image over the first about the crosshair, clockwise in the view in use."""
        image, other = self._image(image_id), self._image(other_id)
        axis = turning_axis(self._scene, image)
        if axis is not None:
            turn_over(self._scene, image, other, axis, degrees)

    def reset(self, image_id: str, other_id: str) -> None:
        """Takes back what was moved by hand."""
        reset_link(self._scene, self._image(image_id), self._image(other_id))

    def unlink(self, image_id: str, other_id: str) -> None:
        """Parts the frames of two images."""
        link = link_between(self._scene, self._image(image_id), self._image(other_id))
        if link is not None:
            rest = tuple(one for one in self._scene.links if one is not link)
            self._scene.undo.write("Unlink", (self._scene, "links", rest))

    def lay_over(self, image_id: str, over: OverImage | None) -> None:
        """Shows another image over one, or none."""
        image = self._image(image_id)
        way = "" if over is None else over.way
        self._scene.undo.write("Lay over", (image, "over", over), merge=f"over {image_id} {way}")

    # --- parts ---

    def _link(
        self,
        step: str,
        image: ImageLayer,
        other: ImageLayer,
        matrix: tuple[tuple[float, ...], ...],
        name: str,
    ) -> None:
        link = FrameLink(frame_of(image), frame_of(other), matrix, name)
        self._scene.undo.write(step, (self._scene, "links", with_link(self._scene.links, link)))

    def _image(self, image_id: str) -> ImageLayer:
        layer = self._scene.layer(image_id)
        if not isinstance(layer, ImageLayer):
            raise KeyError(image_id)
        return layer

    def _volume_layer(self, image_id: str) -> ImageLayer:
        layer = self._image(image_id)
        if layer.arriving is not None:
            raise MedviewerError("A series is still being read: wait until all its slices are there.")
        if not isinstance(layer.image, Volume) or layer.image.geometry.shape_kji[0] < 2:
            raise MedviewerError(f"“{layer.name}” is no volume: only volumes can be registered.")
        return layer
