"""NRRD voxels by our own reader are exactly what SimpleITK gives; unusual files are left to it."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import pytest
import SimpleITK as sitk  # noqa: N813

from medviewer.core.errors import ReadError
from medviewer.io.load import load_series
from medviewer.io.nrrd_voxels import nrrd_source
from medviewer.io.progress import LocalReport
from medviewer.io.scan import scan_path

SHAPE = (5, 6, 7)


def load(path):
    (entry,) = scan_path(str(path), report=LocalReport()).series
    return load_series(entry, report=LocalReport()).voxels


@pytest.fixture
def some_voxels():
    return np.random.default_rng(3).integers(0, 120, SHAPE)


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("kind", ["u1", "i1", "i2", "u2", "i4", "u4", "f4", "f8"])
def test_files_of_simpleitk_are_read_exactly_and_by_us(tmp_path, some_voxels, kind, packed):
    path = tmp_path / "x.nrrd"
    sitk.WriteImage(sitk.GetImageFromArray(some_voxels.astype(kind)), str(path), packed)
    assert nrrd_source(str(path), (1, *SHAPE)) is not None
    assert np.array_equal(load(path), some_voxels)


def written(
    path, some_voxels, extra="", encoding="raw", endian="big", newline="\n", kind=">i2", sizes="7 6 5"
):
    lines = [
        "NRRD0004",
        "# a comment",
        f"type: {'short' if kind.endswith('i2') else 'float'}",
        "dimension: 3",
    ]
    lines += [
        "space: left-posterior-superior",
        f"sizes: {sizes}",
        f"endian: {endian}",
        f"encoding: {encoding}",
    ]
    lines += ["space directions: (1,0,0) (0,1,0) (0,0,2)", "space origin: (0,0,0)", "key:=value"]
    head = newline.join([*lines, *([extra] if extra else []), "", ""]).encode()
    raw = some_voxels.astype(kind).tobytes()
    path.write_bytes(head + (gzip.compress(raw) if encoding == "gzip" else raw))
    return path


@pytest.mark.parametrize("encoding", ["raw", "gzip"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_other_byte_order_and_ends_of_lines(tmp_path, some_voxels, newline, encoding):
    path = written(tmp_path / "x.nrrd", some_voxels, encoding=encoding, newline=newline)
    assert np.array_equal(load(path), some_voxels)


@pytest.mark.parametrize("extra", ["byte skip: 0", "line skip: 0"])
def test_unusual_layouts_are_left_to_itk(tmp_path, some_voxels, extra):
    path = written(tmp_path / "x.nrrd", some_voxels, extra)
    assert nrrd_source(str(path), (1, *SHAPE)) is None


def test_axes_that_are_counted_otherwise_are_left_to_itk(tmp_path, some_voxels):
    path = written(tmp_path / "x.nrrd", some_voxels, sizes="6 7 5")
    assert nrrd_source(str(path), (1, *SHAPE)) is None


@pytest.mark.parametrize("encoding", ["raw", "gzip"])
def test_cut_files_are_refused(tmp_path, some_voxels, encoding):
    path = written(tmp_path / "x.nrrd", some_voxels, encoding=encoding)
    path.write_bytes(path.read_bytes()[:-5])
    with pytest.raises(ReadError, match="damaged"):
        load(path)


@pytest.mark.real_data
def test_every_real_nrrd_file_is_read_as_simpleitk_reads_it(data_dir):
    compared = 0
    for path in sorted(Path(data_dir).rglob("*.nrrd")):
        try:
            found = load(path)
        except ReadError:
            continue
        truth = sitk.GetArrayFromImage(sitk.ReadImage(str(path)))
        assert np.array_equal(found, truth.astype(found.dtype)), path.name
        compared += 1
    assert compared >= 1
