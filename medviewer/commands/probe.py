"""``medviewer probe``: the value at a point."""

from __future__ import annotations

import argparse

import numpy as np

from medviewer.commands.console import ConsoleReport, say, say_json
from medviewer.commands.open_series import open_image
from medviewer.core.errors import GeometryError
from medviewer.core.geometry import Vector
from medviewer.core.volume import Stack, Volume


def run(arguments: argparse.Namespace) -> int:
    """Prints value, unit and index of the nearest voxel."""
    report = ConsoleReport()
    _, image = open_image(arguments.path, arguments.series, report, arguments.time)
    report.clear()
    index = nearest_voxel(image, arguments.lps)
    if index is None:
        x, y, z = arguments.lps
        raise GeometryError(f"The point {x:g},{y:g},{z:g} lies outside the series {image.info.series_id}.")
    voxels = image.voxels if isinstance(image, Volume) else image.frames
    found = voxels[index[::-1]]
    value = int(found) if voxels.dtype.kind in "iu" else float(found) if np.isfinite(found) else None
    if isinstance(image, Volume) and image.is_gap(index):
        value = None
    rgb = None if image.rgb is None else image.rgb[index[::-1]].tolist()
    if arguments.json:
        colours = {} if rgb is None else {"rgb": rgb}
        say_json({"value": value, "unit": image.unit, "index_ijk": list(index), **colours})
    elif rgb is not None:
        say(f"R {rgb[0]} G {rgb[1]} B {rgb[2]} at voxel {','.join(str(n) for n in index)}")
    else:
        say(f"{value} {image.unit} at voxel {','.join(str(n) for n in index)}".replace("  ", " "))
    return 0


def nearest_voxel(image: Volume | Stack, point_lps: Vector) -> tuple[int, int, int] | None:
    """Index ijk of the voxel that holds a point (of a stack: k is the frame), or None outside."""
    if isinstance(image, Volume):
        return image.geometry.nearest_index(point_lps)
    best: tuple[float, tuple[int, int, int]] | None = None
    for k, plane in enumerate(image.planes):
        index = plane.nearest_index(point_lps)
        if index is None:
            continue
        distance = abs(float(plane.lps_to_index(point_lps)[2])) * plane.spacing_ijk[2]
        if best is None or distance < best[0]:
            best = (distance, (index[0], index[1], k))
    return None if best is None else best[1]
