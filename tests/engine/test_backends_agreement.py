"""What counts as the same answer, and the choice of the fastest backend that gives it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from medviewer.api import InputContract, Label, ModelInfo
from medviewer.engine.backends import choose_backend as choosing
from medviewer.engine.backends.agreement import agreement
from medviewer.engine.backends.choose_backend import choose_backend
from medviewer.engine.backends.made_tiles import made_tiles, tile_shape
from medviewer.engine.backends.make_backend import make_backend
from medviewer.engine.backends.processor import processor_name
from medviewer.engine.backends.record import (
    BackendRecord,
    BackendTrial,
    StageRecord,
    library_versions,
    read_backend_record,
    write_backend_record,
)
from medviewer.engine.networks.table import build_network
from medviewer.packs.pack_manifest import PACK_NAME, PackManifest
from medviewer.packs.stage import Output, Stage, Tiles

ARGUMENTS = {
    "spatial_dims": 3, "in_channels": 1, "out_channels": 2, "channels": (4, 8), "strides": (2,),
}  # fmt: skip


def logits_of(labels: torch.Tensor, count: int) -> torch.Tensor:
    return torch.nn.functional.one_hot(labels, count).movedim(-1, 1).float()


@pytest.fixture
def some_labels() -> torch.Tensor:
    labels = torch.zeros(1, 40, 50, 50, dtype=torch.long)
    labels[:, 10:30, 10:40, 10:40] = 1
    labels[:, 12, 12, 12:32] = 2  # 20 voxels
    return labels


def test_one_voxel_of_a_thousand_may_differ_but_not_of_a_small_label(some_labels: torch.Tensor) -> None:
    reference = logits_of(some_labels, 3)
    other = some_labels.clone()
    other[0, 10, 10, 10] = 0
    assert agreement(logits_of(other, 3), reference, Output("softmax")).is_enough
    other[0, 12, 12, 12] = 1
    found = agreement(logits_of(other, 3), reference, Output("softmax"))
    assert found.equal > 0.9999
    assert found.dice == pytest.approx(2 * 19 / 39)
    assert not found.is_enough


def test_regions_are_compared_each_for_itself() -> None:
    reference = torch.full((1, 2, 10, 10, 10), -4.0)
    reference[:, 0] = 4.0
    answer = reference.clone()
    answer[0, 1, 0, 0, :5] = 4.0
    found = agreement(answer, reference, Output("regions", (1, 2)))
    assert found.equal == pytest.approx(0.995)
    assert found.dice == 0.0


@pytest.mark.parametrize(("shift", "is_enough"), [(0.01, True), (0.2, False)])
def test_probabilities_may_differ_by_a_hundredth(shift: float, is_enough: bool) -> None:
    reference = torch.tensor([[0.4, 0.1, -1.0]])
    answer = reference + torch.tensor([[0.0, shift, 0.0]])
    assert agreement(answer, reference, Output("scores")).is_enough is is_enough


@pytest.mark.parametrize(("share", "is_enough"), [(0.005, True), (0.02, False)])
def test_pictures_may_differ_by_a_hundredth_of_their_range(share: float, is_enough: bool) -> None:
    reference = torch.linspace(0, 1000, 4096).reshape(1, 1, 64, 64)
    assert agreement(reference + share * 1000, reference, Output("image")).is_enough is is_enough


def test_what_is_not_finite_agrees_in_nothing() -> None:
    reference = torch.zeros(1, 2, 4, 4)
    assert not agreement(reference / 0, reference, Output("image")).is_enough


@pytest.fixture
def a_pack(tmp_path: Path) -> PackManifest:
    """Its two logits lie far apart, so that no arithmetic changes a label."""
    torch.manual_seed(0)
    network = build_network("monai.UNet", ARGUMENTS)
    state = network.state_dict()
    last = [key for key in state if key.endswith("bias")][-1]
    state[last] = torch.tensor([50.0, -50.0])
    save_file(state, tmp_path / "weights.safetensors")
    (tmp_path / PACK_NAME).write_text("", encoding="utf-8")
    stage = Stage(
        "main", "monai.UNet", ARGUMENTS, output=Output("softmax", (0, 1)), tiles=Tiles(size=(16, 16, 16))
    )
    info = ModelInfo(
        "tiny", "1", "Tiny", "segmentation", InputContract(("CT",)), (Label(1, "Thing"),), "MIT", "Tests."
    )
    return PackManifest(info, tmp_path, (stage,))


@pytest.fixture
def a_record(a_pack: PackManifest, silent):
    return choose_backend(a_pack, "cpu", report=silent)


@pytest.fixture
def a_written_record() -> BackendRecord:
    slow, fast = BackendTrial("torch", "float32", 20.0), BackendTrial("openvino", "float32", 5.0)
    stage = StageRecord("main", (1, 1, 16, 16, 16), (slow, fast))
    return BackendRecord("cpu", processor_name(), library_versions(), 2, 10**8, False, (stage,))


@pytest.fixture
def silent():
    return lambda fraction, message="": None


def test_every_way_is_tried_and_measured(a_record) -> None:
    (stage,) = a_record.stages
    assert stage.tile_shape == (1, 1, 16, 16, 16)
    assert {(t.runner, t.precision) for t in stage.trials} >= {("torch", "float32"), ("openvino", "float32")}
    assert all(t.is_admissible and t.ms_per_tile > 0 for t in stage.trials), stage.trials
    assert stage.best() == min(stage.trials, key=lambda trial: trial.ms_per_tile)
    assert a_record.sentences()[0].startswith("main: ")


def test_what_changes_labels_is_not_chosen_however_fast(a_pack: PackManifest, silent) -> None:
    weights = build_network("monai.UNet", ARGUMENTS).state_dict()  # noise: labels hang by a thread
    save_file(weights, a_pack.folder / "weights.safetensors")
    (stage,) = choose_backend(a_pack, "cpu", report=silent).stages
    for trial in stage.trials:
        assert trial.is_admissible == (trial.equal_voxels >= 0.999 and trial.least_dice >= 0.999)
        assert trial.is_admissible or "% the same" in trial.remark
    best = stage.best()
    assert best is not None
    assert best.is_admissible


def test_a_way_that_fails_is_recorded_and_left(a_pack: PackManifest, silent, monkeypatch) -> None:
    ways = (("torch", "float32"), ("torch", "float99"))
    monkeypatch.setattr(choosing, "ways_to_run", lambda stage, device: ways)
    (stage,) = choose_backend(a_pack, "cpu", report=silent).stages
    failed = stage.trials[1]
    assert not failed.is_admissible
    assert "float99" in failed.remark


def test_record_is_read_back_and_used(a_pack: PackManifest, a_written_record: BackendRecord) -> None:
    (a_pack.folder / "install.json").write_text('{"install": {"kept": 1}}', encoding="utf-8")
    write_backend_record(a_pack.folder, a_written_record)
    assert read_backend_record(a_pack.folder, "cpu", a_written_record.hardware) == a_written_record
    assert '"kept": 1' in (a_pack.folder / "install.json").read_text()
    backend = make_backend(a_pack.stages[0], a_pack.folder / "weights.safetensors", "cpu")
    assert backend.name == "OpenVINO float32"
    assert a_written_record.sentences() == (
        "main: openvino float32, 5 ms a tile, 4.0 times faster than torch float32.",
    )


def test_record_of_another_machine_or_library_or_a_damaged_one_is_not_used(a_pack, a_written_record) -> None:
    folder = a_pack.folder
    write_backend_record(folder, a_written_record)
    assert read_backend_record(folder, "cpu", "Another processor") is None
    write_backend_record(folder, replace(a_written_record, libraries={"torch": "1.0"}))
    assert read_backend_record(folder, "cpu", a_written_record.hardware) is None
    assert make_backend(a_pack.stages[0], folder / "weights.safetensors", "cpu").name == "torch float32"
    for damaged in ("", "[]", '{"backend": 3}', '{"backend": {"cpu": {"stages": [3]}}}'):
        (folder / "install.json").write_text(damaged, encoding="utf-8")
        assert read_backend_record(folder, "cpu", a_written_record.hardware) is None


def test_made_tiles_are_smooth_and_always_the_same(a_pack: PackManifest) -> None:
    shape = tile_shape(a_pack, a_pack.stages[0])
    (tile,) = made_tiles(shape, 1)
    assert torch.equal(tile, made_tiles(shape, 1)[0])
    assert tile.shape == shape
    assert float(tile.std()) == pytest.approx(1, abs=1e-3)
    assert float(tile.diff(dim=2).abs().mean()) < 0.6
