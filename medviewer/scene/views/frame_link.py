"""Frames of reference, and what joins two of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from medviewer.core.geometry import Vector
from medviewer.core.patient import patient_of
from medviewer.core.series import StudyInfo
from medviewer.scene.images.image_layer import ImageLayer

Matrix = tuple[tuple[float, ...], ...]


def frame_of(image: ImageLayer) -> str:
    """The frame of reference that an image lies in; one without a UID lies in a frame of its own.

    Copies without names give the same UID to several patients: images of two never lie in one frame.
    """
    info = image.image.info
    if not info.frame_of_reference_uid:
        return image.id
    return f"{info.frame_of_reference_uid}{_of_patient(info.study)}"


@lru_cache(maxsize=256)
def _of_patient(study: StudyInfo) -> str:
    patient = patient_of(study)
    return f" {patient.digest[:16]}" if patient.is_known else ""


@dataclass(frozen=True)
class FrameLink:
    """Two frames of reference that scroll together.

    Parameters
    ----------
    first, second
        Frames as `frame_of` names them.
    matrix
        Rigid 4x4 matrix, rows, that maps LPS mm of the first frame to LPS mm of the second.
    name
        Where it comes from, for the reader ("registered", "by hand").
    """

    first: str
    second: str
    matrix: Matrix
    name: str = ""

    def other(self, frame: str) -> str:
        """The frame at the other end, "" if this one is at neither."""
        return {self.first: self.second, self.second: self.first}.get(frame, "")

    def carry(self, point_lps: Vector, frame: str) -> Vector:
        """A point of one of the frames (LPS mm) in the other one."""
        matrix = np.array(self.matrix)
        if frame == self.second:
            matrix = np.linalg.inv(matrix)
        x, y, z = (float(v) for v in matrix[:3, :3] @ np.array(point_lps) + matrix[:3, 3])
        return (x, y, z)


def shift_link(first: str, second: str, shift_mm: Vector, name: str = "") -> FrameLink:
    """A link by an offset alone: the same patient axes, ``shift_mm`` apart."""
    rows = [(1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)]
    matrix = tuple((*row, float(by)) for row, by in zip(rows, shift_mm, strict=True))
    return FrameLink(first, second, (*matrix, (0.0, 0.0, 0.0, 1.0)), name)
