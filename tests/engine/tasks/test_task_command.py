"""``medviewer run`` with each kind of result: what is said and what is saved."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from medviewer.cli import main
from medviewer.commands import in_model_host
from medviewer.io.progress import LocalReport
from medviewer.io.write import save_volume
from medviewer.io.write_image import read_grid
from medviewer.packs.stage import Normalise, Output, Stage

WARM = (22.3, -11.7, 71.4)


@pytest.fixture
def a_file(tmp_path, an_oblique_grid, a_volume_of, blobs) -> Path:
    values = (1000.0 * blobs(an_oblique_grid, WARM)).astype(np.int16)
    return Path(
        save_volume(a_volume_of(values, an_oblique_grid), str(tmp_path / "image.nii.gz"), LocalReport())
    )


def in_this_process(function: str, *what: Any, title: str, report: Any) -> Any:
    """A host takes seconds to start, and has tests of its own."""
    module, _, name = function.partition(":")
    return getattr(importlib.import_module(module), name)(*what, report=report)


@pytest.fixture
def run(capsys, a_file, tmp_path, monkeypatch):
    """Runs a pack on the file; gives exit status, what was said, and the file that was to be written."""
    monkeypatch.setattr(in_model_host, "in_model_host", in_this_process)

    def make(folder: Path, name: str, *words: str):
        out = tmp_path / "results"
        out.mkdir(exist_ok=True)
        capsys.readouterr()
        status = main(["run", str(folder), str(a_file), "-o", str(out / name), "--device", "cpu", *words])
        said = capsys.readouterr()
        return status, said.out + said.err, out / name

    return make


def a_stage(arguments, output: Output) -> Stage:
    unit = ((Normalise("linear", scale=0.001),),)
    return Stage("net", "medviewer.MeshNet", arguments, normalise=unit, output=output)


def test_landmarks_are_said_and_saved(packs, mixing, run):
    arguments, network = mixing([[1.0]])
    folder = packs.write("landmarks", a_stage(arguments, Output("heat_maps", (1,))), network, ("warm",))
    status, said, file = run(folder, "points.json")
    assert status == 0, said
    assert "warm: at 22." in said
    (point,) = json.loads(file.read_text())["landmarks"]
    assert point["point_lps"] == pytest.approx(WARM, abs=0.4)


def test_an_anomaly_is_said_and_its_map_saved(packs, blurring, run, an_oblique_grid):
    arguments, network = blurring
    output = Output("reconstruction", options={"score": "max", "threshold": 0.001})
    folder = packs.write("anomaly", a_stage(arguments, output), network)
    status, said, file = run(folder, "map.nrrd")
    assert status == 0, said
    assert "(abnormal at 0.001)" in said
    voxels, grid, _ = read_grid(file)
    assert voxels.dtype == np.float32
    assert grid.matches(an_oblique_grid)
    status, said, file = run(folder, "score.json", "--json")
    assert json.loads(said)["anomaly"]["abnormal"] is True
    assert json.loads(file.read_text())["anomaly"]["threshold"] == 0.001


def test_an_image_is_saved_as_one(packs, mixing, run, a_file):
    arguments, network = mixing([[0.5]])
    folder = packs.write(
        "image", a_stage(arguments, Output("image", options={"denormalise": "input"})), network
    )
    status, said, file = run(folder, "image.mha", "--json")
    assert status == 0, said
    assert json.loads(said)["kind"] == "image"
    before, after = read_grid(a_file)[0], read_grid(file)[0]
    assert np.allclose(after, 0.5 * before, atol=0.01)


@pytest.mark.parametrize(
    ("task", "kind", "name"), [("landmarks", "heat_maps", "x.nrrd"), ("image", "image", "x.json")]
)
def test_a_name_that_cannot_hold_the_result_is_refused_before_anything_runs(
    packs, mixing, run, task, kind, name
):
    arguments, network = mixing([[1.0]])
    labels = ("warm",) if task == "landmarks" else ()
    output = Output(kind, (1,) if labels else ())
    status, said, file = run(packs.write(task, a_stage(arguments, output), network, labels), name)
    assert status == 1
    assert f"is a model for {task}" in said
    assert not file.exists()
