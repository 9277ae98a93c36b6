"""Small studies and a small model for the command line."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from medviewer.cli import main
from medviewer.commands import in_model_host
from medviewer.core.geometry import Geometry
from medviewer.core.segmentation import Segment, Segmentation
from medviewer.core.series import SeriesInfo, StudyInfo
from medviewer.core.volume import Volume
from medviewer.io.dicom.write_series import write_ct_series
from medviewer.io.progress import LocalReport
from medviewer.io.write import save_segmentation, save_volume

GRID = Geometry((6, 40, 50), (-24.5, -19.5, 100.0), (1.0, 1.0, 4.0))


@dataclass(frozen=True)
class Said:
    """What a command left: exit status and both outputs."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def sentence(self) -> str:
        """The one sentence of a failure."""
        lines = self.err.splitlines()
        assert self.status == 1, self
        assert len(lines) == 1, self.err
        assert lines[0].startswith("medviewer: ")
        assert "Traceback" not in self.err
        return lines[0].removeprefix("medviewer: ")


@pytest.fixture(autouse=True)
def models_run_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """A host takes seconds to start; `test_commands_in_host` has it."""

    def here(function: str, *what: Any, title: str, report: Any) -> Any:
        module, _, name = function.partition(":")
        return getattr(importlib.import_module(module), name)(*what, report=report)

    monkeypatch.setattr(in_model_host, "in_model_host", here)


@pytest.fixture
def medviewer(capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Runs a command in this process."""

    def run(*words: object) -> Said:
        capsys.readouterr()
        status = main([str(word) for word in words])
        said = capsys.readouterr()
        return Said(status, said.out, said.err)

    return run


def a_volume(grid: Geometry = GRID) -> Volume:
    """Values tell their place: 100 k + j, air outside; a bright block on the patient's left."""
    k, j, _ = np.indices(grid.shape_kji)
    voxels = (100 * k + j - 1000).astype(np.int16)
    voxels[2:4, 5:15, 40:48] = 1000
    study = StudyInfo(patient_name="DOE^JANE", patient_id="4711")
    return Volume(voxels, grid, "HU", SeriesInfo("", "CT", "Block", "1", study=study))


@pytest.fixture
def a_ct_folder(tmp_path: Path) -> Path:
    """A CT series of six slices."""
    folder = tmp_path / "胸部 CT"
    write_ct_series(a_volume(), folder, uid_seed="block")
    return folder


@pytest.fixture
def a_nifti(tmp_path: Path) -> Path:
    """The same volume as NIfTI."""
    return Path(save_volume(a_volume(), str(tmp_path / "block.nii.gz"), LocalReport()))


@pytest.fixture
def some_labels(tmp_path: Path) -> Path:
    """The block as a label map."""
    labels = (a_volume().voxels == 1000).astype(np.uint8)
    segmentation = Segmentation(labels, GRID, (Segment(1, "Block", (255, 0, 0)),))
    return Path(save_segmentation(segmentation, str(tmp_path / "labels.nii.gz"), report=LocalReport()))


_MODEL = """
import numpy as np
from medviewer.api import Classification, Finding, Segment, Segmentation


class Above:
    def __init__(self, info, folder):
        self.info = info

    def load(self, device):
        self.device = device

    def predict(self, volume, params, report):
        report(0.1, "Looking")
        labels = (volume.voxels >= float(params.get("level", "500"))).astype(np.uint8)
        report(0.9, "Done")
        if self.info.task == "classification":
            return Classification((Finding("Bright", float(labels.any()) * 0.75),))
        segments = tuple(Segment(l.number, l.name, l.color, l.code) for l in self.info.labels)
        return Segmentation(labels, volume.geometry, segments, "Bright parts")
"""

_MANIFEST = """
api_version = "1"
entry = "above_model:Above"

[model]
id = "{task}_above"
version = "1.0.0"
name = "Above"
task = "{task}"
licence = "Apache-2.0"
intended_use = "Tests."
weights = ""
card = "card.md"

[contract]
modalities = ["CT"]
dimensions = 3

[[labels]]
number = 1
name = "Bright"
color = [0, 158, 115]
"""


@pytest.fixture(params=["segmentation"])
def a_model(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The folder of a plugin that needs no torch."""
    folder = tmp_path / "above"
    folder.mkdir()
    (folder / "above_model.py").write_text(_MODEL)
    (folder / "plugin.toml").write_text(_MANIFEST.format(task=request.param))
    (folder / "card.md").write_text("# Above\n\nFinds what is bright.\n")
    (folder / "LICENSE").write_text("Apache-2.0\n")
    return folder
