"""Surfaces in files are solid: every edge has two faces, whole and where a crop box cuts them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from vtkmodules.util.numpy_support import vtk_to_numpy
from vtkmodules.vtkFiltersCore import vtkFeatureEdges
from vtkmodules.vtkIOGeometry import vtkSTLReader

from medviewer.core.geometry import Geometry
from medviewer.core.segmentation import Segment, Segmentation
from medviewer.render.sound_mask import sound
from medviewer.render.surface_cut import cut_and_closed
from medviewer.render.surface_export import export_surfaces
from medviewer.render.surface_nets import surfaces_of

C, S = float(np.cos(0.4)), float(np.sin(0.4))
GRID = Geometry(
    (30, 34, 36), (10.0, -20.0, 5.0), (0.8, 0.9, 1.5), ((C, S, 0.0), (-S, C, 0.0), (0.0, 0.0, 1.0))
)


def silent(*_: object) -> None:
    """Nobody looks at the progress."""


@pytest.fixture
def a_crumbly_segmentation() -> Segmentation:
    """Noise that is full of voxels which touch by an edge or a corner, and a ball."""
    rng = np.random.default_rng(4)
    labels = np.zeros(GRID.shape_kji, np.uint8)
    labels[2:12, 3:20, 4:20] = rng.random((10, 17, 16)) < 0.45
    k, j, i = np.ogrid[:30, :34, :36]
    labels[(k - 20) ** 2 + (j - 20) ** 2 + (i - 20) ** 2 < 64] = 2
    return Segmentation(labels, GRID, (Segment(1, "crumbs"), Segment(2, "ball")))


def open_edges(path: str) -> int:
    """Edges in an STL file that do not belong to two triangles, as VTK counts them."""
    reader = vtkSTLReader()
    reader.SetFileName(path)
    edges = vtkFeatureEdges()
    edges.SetInputConnection(reader.GetOutputPort())
    edges.FeatureEdgesOff()
    edges.ManifoldEdgesOff()
    edges.BoundaryEdgesOn()
    edges.NonManifoldEdgesOn()
    edges.Update()
    return int(edges.GetOutput().GetNumberOfCells())


def test_what_touches_by_an_edge_or_a_corner_is_joined_and_nothing_is_lost() -> None:
    mask = np.pad((np.random.default_rng(1).random((14, 15, 16)) < 0.5).astype(np.uint8), 2)
    mended = sound(mask)
    assert (mended >= mask).all()
    np.testing.assert_array_equal(sound(mended), mended)
    plain = np.zeros((8, 8, 8), np.uint8)
    plain[2:5, 2:6, 3:5] = 1
    np.testing.assert_array_equal(sound(plain), plain)


@pytest.mark.parametrize("each", [False, True])
def test_files_are_watertight_whatever_the_segment(
    tmp_path: Path, a_crumbly_segmentation: Segmentation, each: bool
) -> None:
    assert all(one.is_closed for one in surfaces_of(a_crumbly_segmentation, (1, 2), report=silent))
    parts = [(a_crumbly_segmentation, (1,)), (a_crumbly_segmentation, (2,))]
    paths = export_surfaces(parts, str(tmp_path / "x.stl"), each, report=silent)
    assert [Path(path).name for path in paths] == (["x-crumbs.stl", "x-ball.stl"] if each else ["x.stl"])
    assert all(open_edges(path) == 0 for path in paths)


def test_a_crop_box_cuts_and_closes_what_is_exported(
    tmp_path: Path, a_crumbly_segmentation: Segmentation
) -> None:
    box = ((5.3, 6.2, 4.6), (20.0, 20.4, 20.0))
    parts = [(a_crumbly_segmentation, (1, 2))]
    paths = export_surfaces(parts, str(tmp_path / "x.stl"), True, (box, GRID), report=silent)
    for path in paths:
        assert open_edges(path) == 0
        reader = vtkSTLReader()
        reader.SetFileName(path)
        reader.Update()
        index = GRID.lps_to_index(vtk_to_numpy(reader.GetOutput().GetPoints().GetData()))
        assert (index > np.array(box[0]) - 0.6).all()
        assert (index < np.array(box[1]) + 0.6).all()


def test_a_cut_ball_is_an_eighth_of_it_and_flat_where_it_was_cut(
    a_crumbly_segmentation: Segmentation,
) -> None:
    (ball,) = surfaces_of(a_crumbly_segmentation, (2,), report=silent)
    part = cut_and_closed(ball, ((20.0, 20.0, 20.0), (40.0, 40.0, 40.0)), GRID)
    assert part.is_closed
    assert part.volume_ml == pytest.approx(ball.volume_ml / 8, rel=0.04)
    index = GRID.lps_to_index(part.points_lps)
    assert index.min() == pytest.approx(20.0, abs=1e-3)
    beside = cut_and_closed(ball, ((0.0, 0.0, 0.0), (5.0, 5.0, 5.0)), GRID)
    assert len(beside.triangles) == 0
