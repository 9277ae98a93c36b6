"""The frames of one file as the headers of the classic slices they stand for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from medviewer.io.dicom import tags
from medviewer.io.dicom.frame_source import FrameSource
from medviewer.io.dicom.functional_groups import frame_values, has_functional_groups, shared_values
from medviewer.io.dicom.header import Header

_ABOUT_ALL_FRAMES = (
    tags.NUMBER_OF_FRAMES,
    tags.SHARED_FUNCTIONAL_GROUPS,
    tags.PER_FRAME_FUNCTIONAL_GROUPS,
)


class _OwnAndShared(Mapping[int, bytes]):
    """Elements of one frame in front of those that all frames of the file share."""

    __slots__ = ("_own", "_shared")

    def __init__(self, own: Mapping[int, bytes], shared: Mapping[int, bytes]) -> None:
        self._own = own
        self._shared = shared

    def __getitem__(self, tag: int) -> bytes:
        own = self._own.get(tag)
        return self._shared[tag] if own is None else own

    def __contains__(self, tag: object) -> bool:
        return tag in self._own or tag in self._shared

    def __iter__(self) -> Iterator[int]:
        yield from self._own
        yield from (tag for tag in self._shared if tag not in self._own)

    def __len__(self) -> int:
        return len(self._own.keys() | self._shared.keys())


def frame_headers(header: Header) -> tuple[Header, ...]:
    """One header for each frame of a file, as if each were a file of its own.

    The elements of the shared and the per-frame functional groups stand at the top, with the tags that a
    classic slice has for them. A file of a single picture gives itself. File and SOP instance stay the
    same; `Header.frame_index` tells the frames apart.

    Parameters
    ----------
    header
        Of a whole file that `admit` takes as a picture.
    """
    if header.is_frame or header.elements.pixels is None:
        return (header,)
    if not has_functional_groups(header):
        return (header,) if header.frames == 1 else _as_frames(header, {}, [{}] * header.frames)
    return _as_frames(header, shared_values(header), frame_values(header))


def _as_frames(
    header: Header, shared: Mapping[int, bytes], own: list[dict[int, bytes]]
) -> tuple[Header, ...]:
    base = {tag: value for tag, value in header.elements.values.items() if tag not in _ABOUT_ALL_FRAMES}
    base.update(shared)
    source = FrameSource(header.elements, header.frames)
    return tuple(
        Header(
            replace(header.elements, values=_OwnAndShared(values, base) if values else base),
            frame_index=n,
            is_frame=True,
            source=source,
        )
        for n, values in enumerate(own)
    )
