"""The frames of one file as the headers of the classic slices they stand for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from medviewer.core.series import Problem
from medviewer.io.dicom.frames.cine import is_film
from medviewer.io.dicom.frames.dose_grid import dose_frames, is_dose
from medviewer.io.dicom.frames.frame_source import FrameSource, Tile
from medviewer.io.dicom.frames.functional_groups import frame_values, has_functional_groups, shared_values
from medviewer.io.dicom.frames.mosaic import NotProven, is_mosaic, mosaic_tiles, unplaced
from medviewer.io.dicom.frames.nuclear import is_nuclear, nuclear_frames
from medviewer.io.dicom.parse import tags
from medviewer.io.dicom.parse.elements import OwnAndShared
from medviewer.io.dicom.parse.header import Header

_ABOUT_ALL_FRAMES = (
    tags.NUMBER_OF_FRAMES,
    tags.SHARED_FUNCTIONAL_GROUPS,
    tags.PER_FRAME_FUNCTIONAL_GROUPS,
)


@dataclass(frozen=True, slots=True)
class _Frames:
    """What the frames of a file say of themselves, each and all together."""

    own: list[dict[int, bytes]]
    shared: Mapping[int, bytes]
    tiles: tuple[Tile, ...] = ()
    notes: tuple[Problem, ...] = ()


def frame_headers(header: Header) -> tuple[Header, ...]:
    """One header for each frame of a file, as if each were a file of its own.

    What functional groups, frame vectors and private tables say of a frame stands at the top, with the tags
    that a classic slice has for it. A file of a single picture gives itself. File and SOP instance stay the
    same; `Header.frame_index` tells the frames apart, and `Header.tile` the slices of a mosaic.

    Parameters
    ----------
    header
        Of a whole file that `admit` takes as a picture.
    """
    if header.is_frame or header.elements.pixels is None:
        return (header,)
    try:
        frames = _frames_of(header)
    except NotProven as reason:
        return (unplaced(header, str(reason)),)
    return (header,) if frames is None else _as_headers(header, frames)


def _frames_of(header: Header) -> _Frames | None:
    if is_mosaic(header):
        slices, shared, tiles = mosaic_tiles(header)
        return _Frames(slices, shared, tiles)
    if has_functional_groups(header):
        return _Frames(frame_values(header), shared_values(header))
    if is_dose(header):
        own, notes = dose_frames(header)
        return _Frames(own, {}, notes=notes)
    if is_nuclear(header):
        own, notes = nuclear_frames(header)
        return _Frames(own, {}, notes=notes)
    if header.frames == 1:
        return None
    # One position for many frames is true of a film; else nobody knows of which frame it is.
    shared = {} if is_film(header) else {tags.IMAGE_POSITION: b""}
    return _Frames([{} for _ in range(header.frames)], shared)


def _as_headers(header: Header, frames: _Frames) -> tuple[Header, ...]:
    base = {tag: value for tag, value in header.elements.values.items() if tag not in _ABOUT_ALL_FRAMES}
    base.update(frames.shared)
    shared = Header(replace(header.elements, values=base), is_frame=True)
    source = FrameSource(header.elements, header.frames)
    return tuple(
        Header(
            replace(header.elements, values=OwnAndShared(values, base)),
            frame_index=0 if frames.tiles else n,
            is_frame=True,
            tile=frames.tiles[n] if frames.tiles else None,
            source=source,
            notes=frames.notes,
            shared=shared,
        )
        for n, values in enumerate(frames.own)
    )
