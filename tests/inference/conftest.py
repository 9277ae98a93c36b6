"""Tiny plugins made of numpy only."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from medviewer.core.geometry import Geometry
from medviewer.core.series import SeriesInfo
from medviewer.core.volume import Volume

sys.path.insert(0, str(Path(__file__).resolve().parent))

MANIFEST = """
api_version = "1"
entry = "threshold_model:ThresholdModel"
[model]
id = "threshold"
version = "1.0.0"
name = "Threshold"
task = "segmentation"
licence = "Apache-2.0"
intended_use = "Tests."
weights = "weights.bin"
card = "card.md"
[contract]
modalities = ["CT"]
dimensions = 3
spacing_mm = [0.5, 5.0]
value_range = [-1000, 400]
unit = "HU"
min_extent_mm = 30
[[labels]]
number = 1
name = "Dense"
color = [86, 180, 233]
code = {value = "44029006", scheme = "SCT", meaning = "Left lung"}
"""

MODEL = """
import numpy as np
from medviewer.api import Segment, Segmentation
from sibling import LIMIT

class ThresholdModel:
    def __init__(self, info, folder):
        self.info, self.folder = info, folder
    def load(self, device):
        self.device = device
        self.weights = (self.folder / "weights.bin").read_bytes()
    def predict(self, volume, params, report):
        report(0.0, "begin")
        labels = (volume.voxels > float(params.get("limit", LIMIT))).astype(np.uint8)
        report(0.9, "counted")
        return Segmentation(labels, volume.geometry, (Segment(1, "Dense"),))
"""


def write_plugin(folder: Path, manifest: str = MANIFEST, model: str = MODEL) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "plugin.toml").write_text(manifest, encoding="utf-8")
    (folder / "threshold_model.py").write_text(model, encoding="utf-8")
    (folder / "sibling.py").write_text("LIMIT = 0\n", encoding="utf-8")
    (folder / "weights.bin").write_bytes(b"12345678")
    (folder / "card.md").write_text("# Card\n", encoding="utf-8")
    (folder / "LICENSE").write_text("Apache-2.0\n", encoding="utf-8")
    return folder


@pytest.fixture
def make_plugin(tmp_path):
    """Writes a plugin whose manifest and code have had parts of their text replaced."""

    def make(name="a_plugin", manifest=(), model=()):
        manifest_text, model_text = MANIFEST, MODEL
        for old, new in manifest:
            assert old in manifest_text
            manifest_text = manifest_text.replace(old, new)
        for old, new in model:
            assert old in model_text
            model_text = model_text.replace(old, new)
        return write_plugin(tmp_path / "plugins" / name, manifest_text, model_text)

    return make


@pytest.fixture
def a_plugin(make_plugin):
    return make_plugin()


@pytest.fixture
def a_ct():
    generator = np.random.default_rng(1)
    voxels = generator.integers(-1000, 1000, (24, 40, 48)).astype(np.int16)
    geometry = Geometry((24, 40, 48), (5.0, -7.0, 100.0), (1.0, 1.0, 2.0))
    return Volume(voxels, geometry, unit="HU", info=SeriesInfo("ct-1", modality="CT", series_uid="1.2.3"))


@pytest.fixture
def silent():
    def report(fraction, message=""):
        assert 0.0 <= fraction <= 1.0

    return report
