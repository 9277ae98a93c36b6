"""Pictures that are left out of a series, in words: by file, and by frame where not all are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from medviewer.core.series import RejectedFile
from medviewer.io.dicom.parse.header import Header


def left_out(headers: Sequence[Header], failed: Mapping[int, str]) -> list[RejectedFile]:
    """Each file of which pictures are left out, with the reason and which ones, if not all.

    Parameters
    ----------
    headers
        Of all pictures of the series.
    failed
        Why a picture is left out, by its place among ``headers``.
    """
    pictures: dict[str, int] = {}
    for header in headers:
        pictures[header.path] = pictures.get(header.path, 0) + 1
    bad: dict[str, list[int]] = {}
    for n in sorted(failed, key=lambda n: (headers[n].path, headers[n].frame_index)):
        bad.setdefault(headers[n].path, []).append(n)
    return [
        RejectedFile(path, _reason([headers[n] for n in places], failed[places[0]], pictures[path]))
        for path, places in bad.items()
    ]


def _reason(bad: Sequence[Header], first_reason: str, pictures: int) -> str:
    number = bad[0].frame_index + 1
    if len(bad) == pictures:
        return first_reason
    if len(bad) == 1:
        return f"Frame {number} is left out: {first_reason}"
    return f"{len(bad)} of {pictures} frames are left out; the first is frame {number}: {first_reason}"
