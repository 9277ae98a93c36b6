"""Segmentations of resampled volumes: saved as DICOM, valid, and in the same place when opened again."""

from __future__ import annotations

import os
import shutil
import subprocess

import numpy as np
import pydicom
import pytest

from medviewer.core.fingerprint import fingerprint
from medviewer.core.geometry import Geometry
from medviewer.core.segmentation import Segment, Segmentation
from medviewer.core.volume import Volume
from medviewer.io.dicom.seg.read import read_segmentation
from medviewer.io.dicom.write_series import write_ct_series
from medviewer.io.fit_to_grid import fit_to_grid
from medviewer.io.progress import LocalReport
from medviewer.io.write import save_segmentation


@pytest.fixture
def a_ct_folder(tmp_path):
    """Writes a series of a block: tilted, or with slices left out."""

    def build(tilt=0.0, without=(), **elements):
        voxels = np.full((9, 24, 20), -1000, np.int16)
        voxels[2:7, 8:16, 5:15] = 100 + np.arange(5, dtype=np.int16)[:, None, None]
        grid = Geometry(voxels.shape, (-10, -12, 30), (1.0, 1.2, 2.5))
        files = write_ct_series(Volume(voxels, grid), tmp_path / "ct", gantry_tilt_deg=tilt)
        for k in without:
            files[k].unlink()
        for file in set(files) - {files[k] for k in without}:
            dataset = pydicom.dcmread(file)
            for name, value in elements.items():
                delattr(dataset, name) if value is None else setattr(dataset, name, value)
            dataset.save_as(file)
        return tmp_path / "ct"

    return build


def errors_in(path):
    if shutil.which("dciodvfy") is None:
        assert not os.environ.get("CI"), "dciodvfy must be installed where CI is set"
        pytest.skip("dciodvfy is not installed")
    done = subprocess.run(["dciodvfy", "-new", str(path)], capture_output=True, text=True, check=False)
    return [line for line in (done.stdout + done.stderr).splitlines() if line.startswith("Error")]


@pytest.mark.parametrize(
    "made",
    [
        {"tilt": 20.0},
        {"tilt": -12.0, "without": [4]},
        {"without": [3, 4]},
        {"tilt": 20.0, "SliceThickness": None},
    ],
    ids=["tilted", "tilted with a gap", "gap", "without thickness"],
)
def test_a_segmentation_of_a_resampled_volume_opens_in_its_place(a_ct_folder, scan, load, tmp_path, made):
    folder = a_ct_folder(**made)
    (entry,) = scan(folder).series
    volume = load(folder)
    assert volume.acquired is not None
    segmentation = Segmentation(
        labels=(volume.voxels > 0).astype(np.uint8),
        geometry=volume.geometry,
        segments=(Segment(1, "Block", (230, 159, 0)),),
        source_series_uid=volume.info.series_uid,
        source_instance_uids=volume.instance_uids,
    )
    assert segmentation.labels.any()
    path = tmp_path / "block.dcm"
    save_segmentation(segmentation, str(path), volume, entry.files, report=LocalReport())
    assert errors_in(path) == []
    opened = read_segmentation(str(path), report=LocalReport())
    assert np.abs(opened.geometry.corners_lps() - volume.geometry.corners_lps()).max() < 0.01
    assert np.array_equal(opened.labels, segmentation.labels)
    assert set(opened.source_instance_uids) == set(volume.instance_uids)
    fitted = fit_to_grid(opened, volume.geometry)
    assert np.array_equal(fitted.labels, segmentation.labels)


def test_a_resampled_volume_names_the_instances_of_its_slices_in_order(a_ct_folder, load):
    volume = load(a_ct_folder(tilt=15.0, without=[2]))
    assert volume.instance_uids == volume.acquired.instance_uids
    assert len(set(volume.instance_uids)) == 8
    assert fingerprint(volume) != fingerprint(volume.acquired)
