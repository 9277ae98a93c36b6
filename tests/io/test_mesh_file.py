"""Surfaces in files: read back by VTK's own readers, in the patient's frame, and safe to name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from vtkmodules.util.numpy_support import vtk_to_numpy
from vtkmodules.vtkIOGeometry import vtkOBJReader, vtkSTLReader
from vtkmodules.vtkIOPLY import vtkPLYReader

from medviewer.core.errors import WriteError
from medviewer.core.surface_mesh import SurfaceMesh
from medviewer.io.mesh_file import save_meshes

READERS = {".stl": vtkSTLReader, ".obj": vtkOBJReader, ".ply": vtkPLYReader}


@pytest.fixture
def a_tetrahedron() -> SurfaceMesh:
    points = np.array(
        [(-100.25, 40.5, 900.125), (-90, 40.5, 900), (-100, 55, 900), (-100, 40, 930.75)], np.float32
    )
    triangles = np.array([(0, 2, 1), (0, 1, 3), (1, 2, 3), (0, 3, 2)], np.int32)
    return SurfaceMesh(points, triangles, 1, "Left lung", (86, 180, 233))


def read_back(path: str) -> tuple[np.ndarray, np.ndarray, object]:
    """Vertices, triangles as VTK has them, and the data."""
    reader = READERS[Path(path).suffix]()
    reader.SetFileName(path)
    reader.Update()
    data = reader.GetOutput()
    triangles = vtk_to_numpy(data.GetPolys().GetConnectivityArray()).reshape(-1, 3)
    return vtk_to_numpy(data.GetPoints().GetData()), triangles, data


@pytest.mark.parametrize("suffix", sorted(READERS))
def test_vtk_reads_every_vertex_where_it_is_in_the_patient(
    tmp_path: Path, a_tetrahedron: SurfaceMesh, suffix: str
) -> None:
    (path,) = save_meshes([a_tetrahedron], str(tmp_path / f"肺{suffix}"))
    points, triangles, _ = read_back(path)
    expected = a_tetrahedron.points_lps[a_tetrahedron.triangles]
    np.testing.assert_array_equal(points[triangles].astype(np.float32), expected)  # corners and their turn


@pytest.mark.parametrize("suffix", sorted(READERS))
def test_the_file_says_that_it_is_lps_in_millimetres(
    tmp_path: Path, a_tetrahedron: SurfaceMesh, suffix: str
) -> None:
    (path,) = save_meshes([a_tetrahedron], str(tmp_path / f"x{suffix}"))
    head = Path(path).read_bytes()[:200]
    assert b"SPACE=LPS" in head
    assert b"unit=mm" in head
    if suffix == ".stl":
        assert not head.startswith(b"solid")  # or readers take it for text
        assert len(Path(path).read_bytes()) == 84 + 50 * 4


def test_several_surfaces_lie_in_one_ply_with_their_colours(
    tmp_path: Path, a_tetrahedron: SurfaceMesh
) -> None:
    other = replace(a_tetrahedron, points_lps=a_tetrahedron.points_lps + 50, number=2, color=(1, 2, 3))
    (path,) = save_meshes([a_tetrahedron, other], str(tmp_path / "both.ply"))
    points, triangles, data = read_back(path)
    assert (len(points), len(triangles)) == (8, 8)
    np.testing.assert_array_equal(points[triangles[4:]], other.points_lps[other.triangles])
    colors = vtk_to_numpy(data.GetPointData().GetScalars())
    np.testing.assert_array_equal(np.unique(colors, axis=0), [(1, 2, 3), (86, 180, 233)])


def test_several_surfaces_are_groups_of_one_obj(tmp_path: Path, a_tetrahedron: SurfaceMesh) -> None:
    other = replace(a_tetrahedron, number=2, name="x\nf 1 1 1\n; 右肺")
    (path,) = save_meshes([a_tetrahedron, other], str(tmp_path / "both.obj"))
    lines = Path(path).read_text("utf-8").splitlines()
    assert [line for line in lines if line.startswith("g ")] == ["g Left_lung", "g x_f_1_1_1___右肺"]
    assert sum(line.startswith("f ") for line in lines) == 8
    points, triangles, _ = read_back(path)
    np.testing.assert_array_equal(points[triangles[4:]].astype(np.float32), other.points_lps[other.triangles])


@pytest.mark.parametrize("suffix", sorted(READERS))
def test_a_file_for_each_surface_has_its_name_and_one_that_is_safe(
    tmp_path: Path, a_tetrahedron: SurfaceMesh, suffix: str
) -> None:
    names = ("../../etc/passwd", "LEFT lung", "Left lung", "右肺", "con:<>|?*", "x" * 300, "Left lung", "?")
    meshes = [replace(a_tetrahedron, name=name, number=n + 1) for n, name in enumerate(names)]
    paths = save_meshes(meshes, str(tmp_path / f"all{suffix}"), each=True)
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(Path(path).name for path in paths)
    assert [Path(path).stem for path in paths if "xxx" not in path] == [
        "all-etc_passwd", "all-LEFT_lung", "all-Left_lung-2", "all-右肺", "all-con", "all-Left_lung-3",
        "all-segment_8",
    ]  # fmt: skip
    assert len(Path(paths[5]).name) < 80
    for path in paths:
        points, triangles, _ = read_back(path)
        assert points[triangles].shape == (4, 3, 3)


def test_one_stl_holds_all_surfaces(tmp_path: Path, a_tetrahedron: SurfaceMesh) -> None:
    other = replace(a_tetrahedron, points_lps=a_tetrahedron.points_lps + 50, number=2)
    (path,) = save_meshes([a_tetrahedron, other], str(tmp_path / "both.stl"))
    points, triangles, _ = read_back(path)
    np.testing.assert_array_equal(points[triangles[4:]], other.points_lps[other.triangles])


def test_nothing_is_left_where_nothing_can_be_saved(tmp_path: Path, a_tetrahedron: SurfaceMesh) -> None:
    for meshes, name, words in (
        ([], "a.stl", "no voxels"),
        ([a_tetrahedron], "a.gltf", "must end in"),
        ([a_tetrahedron], "no/a.stl", "folder"),
    ):
        with pytest.raises(WriteError, match=words):
            save_meshes(meshes, str(tmp_path / name))
    assert list(tmp_path.iterdir()) == []
    old = tmp_path / "old.ply"
    old.write_text("mine")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "read_bytes", lambda _path: b"something else")
        with pytest.raises(WriteError, match="differs"):
            save_meshes([a_tetrahedron], str(old))
    assert old.read_text() == "mine"
    assert [one.name for one in tmp_path.iterdir()] == ["old.ply"]
