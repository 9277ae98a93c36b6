"""Surfaces as STL, OBJ or PLY files: vertices in LPS millimetres, and the file says so.

STL: 3D Systems, "StereoLithography Interface Specification", 1988 (binary, little-endian). OBJ: Wavefront,
"Object Files", appendix B1. PLY: Turk, "The PLY Polygon File Format", 1994 (binary, little-endian). The words
``SPACE=LPS`` are what 3D Slicer looks for.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from medviewer.core.errors import WriteError
from medviewer.core.surface_mesh import SurfaceMesh
from medviewer.io.atomic import write_bytes_whole

MESH_SUFFIXES = (".stl", ".obj", ".ply")
SPACE_NOTE = "medviewer SPACE=LPS unit=mm"

_STL_TRIANGLE = np.dtype([("normal", "<f4", 3), ("corners", "<f4", (3, 3)), ("attribute", "<u2")])
_PLY_VERTEX = np.dtype([("point", "<f4", 3), ("color", "u1", 3)])
_PLY_FACE = np.dtype([("count", "u1"), ("corners", "<i4", 3)])
_NAME_BYTES = 60


def save_meshes(meshes: Sequence[SurfaceMesh], path: str, each: bool = False) -> tuple[str, ...]:
    """Writes surfaces by the suffix of ``path``, each file whole or not at all.

    OBJ and PLY keep names and colours (OBJ: as groups, PLY: names as comments). STL knows neither: of a file
    with several surfaces it keeps the shape alone.

    Parameters
    ----------
    each
        A file for each surface, named after ``path`` and the segment; otherwise one with all of them.

    Returns
    -------
    the paths of the finished files.

    Raises
    ------
    WriteError
        If there is no surface, the suffix is another one or a file could not be saved.
    """
    target = Path(path)
    suffix = target.suffix.lower()
    if suffix not in MESH_SUFFIXES:
        raise WriteError(f"{path} was not saved: the name must end in {' or '.join(MESH_SUFFIXES)}.")
    if not meshes:
        raise WriteError(f"{path} was not saved: the chosen segments have no voxels and so no surface.")
    content = {".stl": stl_bytes, ".obj": obj_bytes, ".ply": ply_bytes}[suffix]
    if not each:
        return (str(write_bytes_whole(target, content(meshes))),)
    names = _names_beside(target, meshes)
    return tuple(
        str(write_bytes_whole(name, content([mesh]))) for name, mesh in zip(names, meshes, strict=True)
    )


def stl_bytes(meshes: Sequence[SurfaceMesh]) -> bytes:
    """Surfaces as binary STL, one after the other; the header of 80 bytes holds the note and no name."""
    corners = np.concatenate([mesh.points_lps[mesh.triangles] for mesh in meshes])
    normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), np.float32(1e-20))
    facets = np.zeros(len(corners), _STL_TRIANGLE)
    facets["normal"], facets["corners"] = normals, corners
    count = np.array([len(facets)], "<u4").tobytes()
    return SPACE_NOTE.encode("ascii").ljust(80, b" ") + count + facets.tobytes()


def obj_bytes(meshes: Sequence[SurfaceMesh]) -> bytes:
    """Surfaces as OBJ: a group for each, colours with the vertices."""
    lines = [f"# {SPACE_NOTE}"]
    first = 1
    for mesh in meshes:
        red, green, blue = (f"{part / 255.0:.6g}" for part in mesh.color)
        lines.append(f"g {_plain(mesh)}")
        lines += [f"v {x:.9g} {y:.9g} {z:.9g} {red} {green} {blue}" for x, y, z in mesh.points_lps.tolist()]
        lines += [f"f {a} {b} {c}" for a, b, c in (mesh.triangles + first).tolist()]
        first += len(mesh.points_lps)
    return ("\n".join(lines) + "\n").encode()


def ply_bytes(meshes: Sequence[SurfaceMesh]) -> bytes:
    """Surfaces as binary PLY: one mesh, colours with the vertices, names in comments."""
    points, faces = sum(len(one.points_lps) for one in meshes), sum(len(one.triangles) for one in meshes)
    header = [
        "ply", "format binary_little_endian 1.0", f"comment {SPACE_NOTE}",
        *(f"comment segment {_plain(one)} {len(one.points_lps)} vertices" for one in meshes),
        f"element vertex {points}", "property float x", "property float y", "property float z",
        "property uchar red", "property uchar green", "property uchar blue",
        f"element face {faces}", "property list uchar int vertex_indices", "end_header",
    ]  # fmt: skip
    vertices, triangles = np.zeros(points, _PLY_VERTEX), np.zeros(faces, _PLY_FACE)
    vertices["point"] = np.concatenate([one.points_lps for one in meshes])
    vertices["color"] = np.repeat(
        [one.color for one in meshes], [len(one.points_lps) for one in meshes], axis=0
    )
    starts = np.cumsum([0, *(len(one.points_lps) for one in meshes)])
    triangles["count"] = 3
    triangles["corners"] = np.concatenate(
        [one.triangles + start for one, start in zip(meshes, starts, strict=False)]
    )
    return ("\n".join(header) + "\n").encode() + vertices.tobytes() + triangles.tobytes()


def _names_beside(target: Path, meshes: Sequence[SurfaceMesh]) -> list[Path]:
    """A name for each surface that no other of them has, whatever the file system thinks of capitals."""
    names: list[str] = []
    for mesh in meshes:
        first = name = f"{target.stem}-{_plain(mesh)}"
        more = 1
        while name.lower() in (other.lower() for other in names):
            more += 1
            name = f"{first}-{more}"
        names.append(name)
    return [target.with_name(name + target.suffix) for name in names]


def _plain(mesh: SurfaceMesh) -> str:
    """A segment's name in letters and digits of any script, which file systems and readers of meshes take."""
    name = unicodedata.normalize("NFC", mesh.name)
    name = "".join(one if one.isalnum() or one == "-" else "_" for one in name).strip("_-")
    name = name.encode()[:_NAME_BYTES].decode(errors="ignore")
    return name or f"segment_{mesh.number}"
