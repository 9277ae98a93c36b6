"""Which picture an object speaks of: a series, an instance in it, and frames of that instance."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ImageReference:
    """A reference to one instance, as presentation states, reports and key objects make it.

    Parameters
    ----------
    instance_uid
        SOP instance UID.
    series_uid
        Series instance UID, "" where the object does not say it.
    frames
        Frames of the instance that are meant, from 1; empty for all of them.
    """

    instance_uid: str
    series_uid: str = ""
    frames: tuple[int, ...] = ()

    def means(self, instance_uid: str, frame: int = 1) -> bool:
        """Whether a frame (from 1) of an instance is meant."""
        return self.instance_uid == instance_uid and (not self.frames or frame in self.frames)
