"""From the headers of a group to the series that can be opened: order, verdict and problems."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from medviewer.core.series import Problem, RejectedFile, SlicePositions, Verdict
from medviewer.io.dicom.admission import admit, is_projection, modality_of
from medviewer.io.dicom.grid.left_out import left_out
from medviewer.io.dicom.grid.plane import NoTruePlace, Plane, pixel_spacing_of, plane_of
from medviewer.io.dicom.grid.split import Part, split_repeats
from medviewer.io.dicom.grid.straight_grid import StraightGrid, straight_grid
from medviewer.io.dicom.grid.time_axis import TimeAxis
from medviewer.io.dicom.grid.time_plan import plans_in_time
from medviewer.io.dicom.grid.verdict import RESAMPLED, GridVerdict, judge
from medviewer.io.dicom.parse import tags
from medviewer.io.dicom.parse.header import Header

_KNOWN_PLACES = frozenset({"CT", "MR", "PT"})
"""Modalities whose pictures lie somewhere in the patient; of others nobody expects it."""


@dataclass(frozen=True)
class SeriesPlan:
    """How the files of one series are to be read.

    Parameters
    ----------
    headers
        In reading order: along the slice normal, or by instance number where there is no place; volume
        by volume where several follow each other in time.
    verdict, problems, rejected, positions
        What the load report will say.
    planes
        The place of each slice of one volume; empty where the files give none.
    step_mm
        Distance of slices along the normal; 0 where it has no meaning.
    label
        What sets this part of a split series apart.
    grid
        Where slices go that are no straight regular grid by themselves; None where nothing is resampled.
    axis
        The times of the volumes, which have the same planes; None for a single one.
    """

    headers: tuple[Header, ...]
    verdict: Verdict
    problems: tuple[Problem, ...] = ()
    rejected: tuple[RejectedFile, ...] = ()
    planes: tuple[Plane, ...] = ()
    step_mm: float = 0.0
    label: str = ""
    positions: SlicePositions | None = None
    grid: StraightGrid | None = None
    axis: TimeAxis | None = None

    @property
    def time_points(self) -> int:
        """How many volumes follow each other in time."""
        return 1 if self.axis is None else len(self.axis)

    @property
    def shape_kji(self) -> tuple[int, int, int]:
        """The shape of the image, or of each of its volumes."""
        if self.grid is not None:
            return self.grid.geometry.shape_kji
        first = self.headers[0]
        slices = len(self.headers) // self.time_points if first.frames == 1 else first.frames
        return slices, first.rows, first.columns


def plan_group(headers: Sequence[Header]) -> list[SeriesPlan]:
    """The series in one group of headers; more than one where positions repeat cleanly."""
    copies_left_out, doubles = _without_copies(headers)
    kept = _by_instance(copies_left_out)
    refusal = admit(kept[0]).problem
    if refusal is not None:
        return [SeriesPlan(kept, Verdict.REFUSED, (refusal,), doubles)]
    if is_projection(kept[0]):
        return [_placeless(kept, doubles)]
    return _plan_slices(kept, doubles)


def _plan_slices(headers: Sequence[Header], doubles: tuple[RejectedFile, ...]) -> list[SeriesPlan]:
    """Slices with a place, and beside them those without; a slice at a nonsensical place is left out."""
    placed: list[Header] = []
    planes: list[Plane] = []
    placeless: list[Header] = []
    wrong: dict[int, Problem] = {}
    for n, header in enumerate(headers):
        try:
            plane = plane_of(header)
        except NoTruePlace as refusal:
            wrong[n] = refusal.problem
            continue
        if plane is None:
            placeless.append(header)
        else:
            placed.append(header)
            planes.append(plane)
    if len(wrong) == len(headers):
        return [SeriesPlan(tuple(headers), Verdict.REFUSED, (wrong[0],), doubles)]
    misplaced = left_out(headers, {n: problem.message for n, problem in wrong.items()})
    rejected = (*doubles, *misplaced)
    plans = [_placeless(placeless, rejected)] if placeless else []
    if placed:
        plans += [replace(plan, rejected=rejected) for plan in _plan_placed(placed, planes)]
    return plans


def _plan_placed(headers: Sequence[Header], planes: Sequence[Plane]) -> list[SeriesPlan]:
    normal = planes[0].normal
    normals = np.array(list({plane.normal for plane in planes}))
    if np.abs(normals - normal).max() > 1e-3:
        message = "The slices lie in many directions: shown one by one, without MPR."
        return [
            SeriesPlan(tuple(headers), Verdict.STACK, (Problem("RADIAL", message),), planes=tuple(planes))
        ]
    origins = np.array([plane.origin for plane in planes])
    across = np.array([planes[0].row, planes[0].column]).T
    parts = split_repeats(headers, origins @ np.array(normal), origins @ across)
    if parts is None:
        return [_plan_volume(headers, planes, "")]
    return [plan for part in parts for plan in _plan_part(part, headers, planes)]


def _plan_part(part: Part, headers: Sequence[Header], planes: Sequence[Plane]) -> list[SeriesPlan]:
    """One plan for volumes that follow each other in time, else one for each."""
    volumes = [
        _plan_volume([headers[n] for n in volume], [planes[n] for n in volume], part.label)
        for volume in part.volumes
    ]
    return volumes if part.axis is None else plans_in_time(volumes, part.axis)


def _plan_volume(headers: Sequence[Header], planes: Sequence[Plane], label: str) -> SeriesPlan:
    found = judge(
        [plane.origin for plane in planes],
        planes[0].normal,
        min(planes[0].spacing_ij),
        [plane.thickness_mm for plane in planes],
    )
    problems = list(found.problems)
    ordered = tuple(headers[n] for n in found.order)
    places = tuple(planes[n] for n in found.order)
    step = found.step_mm
    if len(headers) == 1:
        step, guessed = _thickness(headers[0])
        problems += [guessed] if guessed else []
    grid = _grid(found, places, ordered[0])
    if grid is not None and any(problem.code != "DUPLICATE" for problem in problems):
        problems.append(RESAMPLED)
    if len({header.string(tags.FRAME_OF_REFERENCE_UID) for header in headers}) > 1:
        message = (
            "Every slice names a frame of reference of its own; they are taken as one by their positions."
        )
        problems.append(Problem("FRAME_OF_REFERENCE", message))
    return SeriesPlan(ordered, found.verdict, tuple(problems), (), places, step, label, found.positions, grid)


def _grid(found: GridVerdict, planes: Sequence[Plane], header: Header) -> StraightGrid | None:
    if found.verdict not in (Verdict.SHEARED, Verdict.GAPPED):
        return None
    return straight_grid(planes, header.rows, header.columns)


def _thickness(header: Header) -> tuple[float, Problem | None]:
    for tag in (tags.SLICE_THICKNESS, tags.SPACING_BETWEEN_SLICES):
        value = header.number(tag)
        if value is not None and 1e-3 < value < 1e4:
            return value, None
    return 1.0, Problem("NO_THICKNESS", "The one slice says no thickness; 1 mm is assumed.")


def _placeless(headers: Sequence[Header], doubles: tuple[RejectedFile, ...]) -> SeriesPlan:
    problems: list[Problem] = []
    _, wrong = pixel_spacing_of(headers[0])
    problems += headers[0].notes
    if modality_of(headers[0]) in _KNOWN_PLACES and not problems:
        message = (
            "The files do not say where the pictures lie in the patient: shown one by one, no orientation."
        )
        problems.append(Problem("NO_POSITION", message))
    problems += [wrong] if wrong else []
    return SeriesPlan(tuple(headers), Verdict.STACK, tuple(problems), doubles)


def _by_instance(headers: Sequence[Header]) -> tuple[Header, ...]:
    def known(header: Header, tag: int) -> float:
        number = header.number(tag)
        return number if number is not None and number == number else float("inf")

    def rank(header: Header) -> tuple[float, str, float, int]:
        number, moment = known(header, tags.INSTANCE_NUMBER), known(header, tags.TEMPORAL_POSITION)
        return number, header.path, moment, header.frame_index

    return tuple(sorted(headers, key=rank))


def _without_copies(headers: Sequence[Header]) -> tuple[list[Header], tuple[RejectedFile, ...]]:
    """One file of each instance: a second file with the same SOP instance UID and place is a copy.

    At another place it is a slice of its own, whose UID was spoilt on the way.
    """
    seen: dict[tuple[str, str], Header] = {}
    kept: list[Header] = []
    doubles: dict[str, RejectedFile] = {}
    for header in sorted(headers, key=lambda header: header.path):
        uid = header.string(tags.SOP_INSTANCE_UID), header.string(tags.IMAGE_POSITION)
        if uid[0] and uid in seen and seen[uid].path != header.path:
            first = Path(seen[uid].path).name
            doubles[header.path] = RejectedFile(header.path, f"A second copy of the instance in {first}.")
            continue
        seen.setdefault(uid, header)
        kept.append(header)
    return kept, tuple(doubles.values())
