"""``medviewer run --channel``: a model of several images gets each by its role."""

from __future__ import annotations

from pathlib import Path

import nibabel
import numpy as np
import pytest

MANIFEST = """
api_version = "1"
entry = "both_model:BothModel"
[model]
id = "both"
version = "1"
name = "Bright in both"
task = "segmentation"
licence = "Apache-2.0"
intended_use = "Tests."
[contract]
dimensions = 3
[[contract.channels]]
role = "T1"
[[contract.channels]]
role = "FLAIR"
[[labels]]
number = 1
name = "Both"
"""

MODEL = """
import numpy as np
from medviewer.api import Segment, Segmentation

class BothModel:
    def __init__(self, info, folder):
        self.info = info
    def load(self, device):
        pass
    def predict(self, volume, params, report):
        raise AssertionError("not for one image")
    def predict_channels(self, volumes, params, report):
        first, second = volumes["T1"], volumes["FLAIR"]
        labels = ((first.voxels > 100) & (second.voxels > 100)).astype(np.uint8)
        return Segmentation(labels, first.geometry, (Segment(1, "Both"),))
"""


@pytest.fixture
def a_plugin(tmp_path: Path) -> Path:
    folder = tmp_path / "both"
    folder.mkdir()
    (folder / "plugin.toml").write_text(MANIFEST)
    (folder / "both_model.py").write_text(MODEL)
    return folder


def write(path: Path, bright: slice) -> Path:
    voxels = (np.arange(1000).reshape(10, 10, 10) % 50).astype(np.int16)
    voxels[bright] = 200
    nibabel.save(nibabel.Nifti1Image(voxels, np.diag([2.0, 2.0, 2.0, 1.0])), path)
    return path


def test_each_image_is_given_by_its_role(medviewer, a_plugin: Path, tmp_path: Path) -> None:
    first = write(tmp_path / "t1.nii.gz", slice(0, 4))
    second = write(tmp_path / "flair.nii.gz", slice(3, 8))
    out = tmp_path / "out.nii.gz"
    found = medviewer(
        "run", str(a_plugin), str(first), "--channel", f"FLAIR={second}", "-o", str(out), "--device", "cpu",
        "--json",
    ).json  # fmt: skip
    assert found["segments"][0]["voxels"] == 100
    assert len(found["provenance"]["further_inputs"]) == 1


def test_a_missing_unknown_or_unreadable_image_is_one_sentence(
    medviewer, a_plugin: Path, tmp_path: Path
) -> None:
    first = write(tmp_path / "t1.nii.gz", slice(0, 4))
    words = ["run", str(a_plugin), str(first), "-o", str(tmp_path / "out.nii.gz"), "--device", "cpu"]
    assert "also needs a series for FLAIR" in medviewer(*words).sentence
    assert "no image for 'T2'" in medviewer(
        *words, "--channel", f"FLAIR={first}", "--channel", f"T2={first}"
    ).sentence  # fmt: skip
    assert medviewer(*words, "--channel", "FLAIR=/nowhere.nii.gz").sentence
    assert not (tmp_path / "out.nii.gz").exists()
