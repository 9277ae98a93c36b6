"""What a model in another format may be told is known before anything is converted."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from medviewer.core.source_look import SourceLook
from medviewer.importers.asking.look import look_at_source
from medviewer.importers.convert import convert
from medviewer.importers.options import OPTIONS
from medviewer.importers.refused import ImportRefused

MakeModel = Callable[..., Path]


def _silent(fraction: float, message: str = "") -> None:
    """Nobody watches."""


def _look(path: Path) -> SourceLook:
    return look_at_source(str(path), report=_silent)


def _defaults(look: SourceLook) -> dict[str, str]:
    assert {row.name for row in look.rows} <= set(OPTIONS)
    return {row.name: row.default for row in look.rows}


@pytest.fixture
def two_folds(make_model: MakeModel, tmp_path: Path) -> Path:
    folder = make_model(tmp_path, folds=(0, 1))
    for fold in (0, 1):
        shutil.copy(
            folder / f"fold_{fold}" / "checkpoint_final.pth", folder / f"fold_{fold}" / "checkpoint_best.pth"
        )
    return folder.parent


def test_the_folds_and_checkpoints_of_a_folder_are_the_defaults(two_folds: Path) -> None:
    look = _look(two_folds)
    told = _defaults(look)
    assert (look.form, look.refused, look.needed) == ("nnunet", (), ())
    assert told["folds"] == "0, 1"
    assert told["checkpoint"] == "final"
    assert told["id"] == "Dataset999_Made-3d_fullres"
    assert "configuration" not in told  # there is one only


def test_the_best_checkpoint_of_one_fold_is_taken_if_it_is_asked_for(two_folds: Path, tmp_path: Path) -> None:
    (two_folds / next(two_folds.iterdir()).name / "fold_1" / "checkpoint_final.pth").write_bytes(b"")
    told = {"golden": "no", "folds": "1", "checkpoint": "best"}
    pack = convert(two_folds, tmp_path / "pack", told, _silent)
    assert [name.split(".")[1] for name in pack.stages[0].weights] == ["fold_1"]
    with pytest.raises(ImportRefused, match="no fold 4"):
        convert(two_folds, tmp_path / "other", {"folds": "4"}, _silent)


def test_what_the_form_shows_is_what_is_converted_without_it(two_folds: Path, tmp_path: Path) -> None:
    told = {name: value for name, value in _defaults(_look(two_folds)).items() if value}
    plain = convert(two_folds, tmp_path / "plain", {"golden": "no"}, _silent)
    filled = convert(two_folds, tmp_path / "filled", {**told, "golden": "no"}, _silent)
    assert (filled.info.id, filled.info.name, filled.stages) == (plain.info.id, plain.info.name, plain.stages)


def test_an_archive_is_looked_at_without_its_weights(two_folds: Path, tmp_path: Path) -> None:
    path = tmp_path / "organs.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(two_folds.rglob("*")):
            if file.is_file():
                archive.write(file, file.relative_to(two_folds.parent))
        archive.writestr("../outside.pth", b"x")
    look = _look(path)
    assert look.refused  # a name that leads out of the archive
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(two_folds.rglob("*")):
            if file.is_file():
                archive.write(file, file.relative_to(two_folds.parent))
    assert _defaults(_look(path))["folds"] == "0, 1"


def test_of_several_configurations_one_is_chosen(make_model: MakeModel, tmp_path: Path) -> None:
    make_model(tmp_path, configuration="3d_fullres")
    make_model(tmp_path, configuration="2d", patch=(16, 16), spacing=(1.0, 1.0))
    row = next(row for row in _look(tmp_path).rows if row.name == "configuration")
    assert (row.kind, row.choices, row.default) == ("choice", ("2d", "3d_fullres"), "3d_fullres")


def test_a_trainer_of_another_name_must_be_trusted(make_model: MakeModel, tmp_path: Path) -> None:
    assert _look(make_model(tmp_path, trainer="nnUNetTrainerMine")).needed == ("trust_trainer",)


def test_a_graph_says_what_it_needs_to_be_told(tmp_path: Path) -> None:
    path = tmp_path / "x.onnx"
    path.write_bytes(_graph([1, 1, 8, 8, 8], [1, 3, 8, 8, 8]).SerializeToString())
    look = _look(path)
    told = _defaults(look)
    assert look.needed == ("normalise", "modality", "axes")
    assert told["task"] == "segmentation"
    assert "size" not in told  # its file has it


def test_what_cannot_be_converted_says_why_and_has_no_form(tmp_path: Path) -> None:
    (tmp_path / "x.py").write_text("print()")
    look = _look(tmp_path / "x.py")
    assert look.rows == ()
    assert "code is never run" in look.refused[0]
    (tmp_path / "configs").mkdir()
    (tmp_path / "configs" / "inference.json").write_text("{\"a\": \"$__import__('os').system('x')\"}")
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "model.pt").touch()
    wanted = " ".join(_look(tmp_path).refused)
    assert "os" in wanted


def test_a_misspelt_option_is_refused(two_folds: Path, tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="no option 'fold'"):
        convert(two_folds, tmp_path / "pack", {"fold": "0"}, _silent)


def _graph(given: list[int], answer: list[int]) -> Any:
    weight = numpy_helper.from_array(np.zeros((answer[1], given[1], 1, 1, 1), np.float32), "w")
    graph = helper.make_graph(
        [helper.make_node("Conv", ["x", "w"], ["y"])],
        "made up",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, given)],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, answer)],
        [weight],
    )
    return onnx.helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)


def test_the_licence_beside_a_model_is_named(two_folds: Path) -> None:
    assert _defaults(_look(two_folds))["licence"] == ""
    (two_folds / "LICENSE").write_text("Apache License\nVersion 2.0, January 2004")
    assert _defaults(_look(two_folds))["licence"] == "Apache-2.0"
