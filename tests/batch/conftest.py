"""A folder of small studies, and a plugin that marks what is bright and takes its time."""

from __future__ import annotations

import json
from pathlib import Path

import nibabel
import numpy as np
import pytest

from medviewer.batch.batch_order import BatchOrder
from medviewer.batch.case import Case
from medviewer.batch.find_cases import cases_of
from medviewer.batch.fingerprints import model_fingerprint
from medviewer.inference.discover import discover
from medviewer.io.progress import LocalReport
from medviewer.io.scan import scan_path

MANIFEST = """
api_version = "1"
entry = "bright_model:BrightModel"
[model]
id = "bright"
version = "1.0.0"
name = "Bright"
task = "segmentation"
licence = "Apache-2.0"
intended_use = "Tests."
[contract]
dimensions = 3
[[labels]]
number = 1
name = "Bright"
"""

MODEL = """
import time
import numpy as np
from medviewer.api import ModelError, Segment, Segmentation

class BrightModel:
    def __init__(self, info, folder):
        self.info = info
    def load(self, device):
        pass
    def predict(self, volume, params, report):
        for n in range(int(float(params.get("pause_s", "0")) * 50)):
            report(n / 1000)
            time.sleep(0.02)
        if volume.voxels.max() > 900:
            raise ModelError("This case is too bright for the model.")
        labels = (volume.voxels > float(params.get("limit", "100"))).astype(np.uint8)
        return Segmentation(labels, volume.geometry, (Segment(1, "Bright"),))
"""


@pytest.fixture(scope="session")
def a_plugin(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("plugins") / "bright"
    folder.mkdir()
    (folder / "plugin.toml").write_text(MANIFEST)
    (folder / "bright_model.py").write_text(MODEL)
    return folder


def write_study(path: Path, bright_voxels: int, value: int = 200) -> Path:
    """A study of one small volume with some bright voxels."""
    voxels = (np.arange(12 * 12 * 12).reshape(12, 12, 12) % 40).astype(np.int16)
    voxels.reshape(-1)[:bright_voxels] = value
    nibabel.save(nibabel.Nifti1Image(voxels, np.diag([2.0, 2.0, 2.0, 1.0])), path)
    return path


@pytest.fixture
def a_folder_of_studies(tmp_path) -> Path:
    folder = tmp_path / "studies"
    folder.mkdir()
    for n in range(1, 7):
        write_study(folder / f"study{n}.nii.gz", bright_voxels=n * 10)
    return folder


@pytest.fixture
def make_order(a_plugin, tmp_path):
    def make(output: Path | None = None, **params: str) -> BatchOrder:
        (record,) = discover([a_plugin], with_packages=False)
        where = output or tmp_path / "out"
        where.mkdir(exist_ok=True)
        return BatchOrder(
            model_folder=str(record.folder),
            info=record.info,
            model_fingerprint=model_fingerprint(record.folder),
            output=str(where),
            ending=".nii.gz",
            params=tuple(params.items()),
            device="cpu",
        )

    return make


def cases_in(folder: Path, order: BatchOrder) -> list[Case]:
    """The cases of a folder."""
    return cases_of([scan_path(str(folder), report=LocalReport())], order.info)[0]


def records_in(output: Path) -> dict[str, dict]:
    """All whole records of an output folder by their key."""
    return {path.parent.name: json.loads(path.read_text()) for path in output.glob("cases/*/record.json")}
