"""Frames of reference, and what joins two of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import numpy as np

from medviewer.core.geometry import Vector
from medviewer.core.patient import patient_of
from medviewer.core.series import StudyInfo
from medviewer.scene.images.image_layer import ImageLayer

Matrix = tuple[tuple[float, ...], ...]
UNTURNED: Matrix = ((1.0, 0.0, 0.0, 0.0), (0.0, 1.0, 0.0, 0.0), (0.0, 0.0, 1.0, 0.0), (0.0, 0.0, 0.0, 1.0))
BY_HAND = "by hand"
_NOT_RIGID = 1e-3


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
    computed, computed_name
        What it was before it was moved by hand; None where there was nothing before.

    Raises
    ------
    ValueError
        If a matrix is not rigid: what a damaged session says must not bend the patient.
    """

    first: str
    second: str
    matrix: Matrix
    name: str = ""
    computed: Matrix | None = None
    computed_name: str = ""

    def __post_init__(self) -> None:
        for matrix in (self.matrix, self.computed):
            if matrix is not None and not _is_rigid(matrix):
                raise ValueError("A link of two frames needs a rigid 4x4 matrix.")

    def turned_round(self) -> FrameLink:
        """The same link told from its other end."""
        computed = None if self.computed is None else inverse(self.computed)
        return FrameLink(
            self.second, self.first, inverse(self.matrix), self.name, computed, self.computed_name
        )

    def other(self, frame: str) -> str:
        """The frame at the other end, "" if this one is at neither."""
        return {self.first: self.second, self.second: self.first}.get(frame, "")


def _is_rigid(matrix: Matrix) -> bool:
    if len(matrix) != 4 or any(len(row) != 4 for row in matrix):
        return False
    rows = np.array(matrix, dtype=np.float64)
    turn = rows[:3, :3]
    is_turn = np.abs(turn @ turn.T - np.eye(3)).max() < _NOT_RIGID and np.linalg.det(turn) > 0
    return bool(np.isfinite(rows).all() and is_turn and np.abs(rows[3] - (0, 0, 0, 1)).max() < 1e-9)


def shift_link(first: str, second: str, shift_mm: Vector, name: str = "") -> FrameLink:
    """A link by an offset alone: the same patient axes, ``shift_mm`` apart."""
    rows = [(1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)]
    matrix = tuple((*row, float(by)) for row, by in zip(rows, shift_mm, strict=True))
    return FrameLink(first, second, (*matrix, (0.0, 0.0, 0.0, 1.0)), name)


def inverse(matrix: Matrix) -> Matrix:
    """The way back of a 4x4 matrix."""
    return tuple(tuple(float(v) for v in row) for row in np.linalg.inv(np.array(matrix)))


def moved_by(matrix: Matrix, point_lps: Vector) -> Vector:
    """A point, LPS mm, carried by a 4x4 matrix."""
    rows = np.array(matrix)
    x, y, z = (float(v) for v in rows[:3, :3] @ np.array(point_lps) + rows[:3, 3])
    return (x, y, z)


@lru_cache(maxsize=64)
def joined(links: tuple[FrameLink, ...], frame: str) -> Mapping[str, Matrix]:
    """All frames that a frame is joined with, over however many links, each with the matrix to it.

    The way from one frame to another is always the same one, whichever end it begins at: where links make
    a circle, whose matrices never quite close, the oldest of them is left out. So nothing creeps away,
    however often one goes round.
    """
    found: dict[str, Matrix] = {frame: UNTURNED}
    ways = without_circles(links)
    ends = [frame]
    for start in ends:
        for link in ways:
            other = link.other(start)
            if other and other not in found:
                step = np.array(link.matrix if start == link.first else inverse(link.matrix))
                found[other] = tuple(tuple(float(v) for v in row) for row in step @ np.array(found[start]))
                ends.append(other)
    del found[frame]
    return MappingProxyType(found)


def without_circles(links: Sequence[FrameLink]) -> tuple[FrameLink, ...]:
    """The links less those that join what later ones join already, in the same order."""
    group: dict[str, str] = {}

    def root(frame: str) -> str:
        while frame in group:
            frame = group[frame]
        return frame

    kept: list[FrameLink] = []
    for link in reversed(links):
        first, second = root(link.first), root(link.second)
        if first != second:
            group[first] = second
            kept.append(link)
    return tuple(reversed(kept))


def with_link(links: Sequence[FrameLink], link: FrameLink) -> tuple[FrameLink, ...]:
    """Links and a new one; what it takes the place of goes, also a link over others that it contradicts.

    Of the others, links by hand go before those that were reckoned.
    """
    by_hand = [one for one in links if one.name == BY_HAND]
    reckoned = [one for one in links if one.name != BY_HAND]
    kept = without_circles((*by_hand, *reckoned, link))
    return tuple(one for one in (*links, link) if any(one is other for other in kept))
