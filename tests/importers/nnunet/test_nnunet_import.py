"""Folders and zips of nnU-Net v2 become packs, or are refused with a list."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file

from medviewer.core.errors import PluginError
from medviewer.importers.convert import convert
from medviewer.importers.nnunet.convert import convert_nnunet
from medviewer.importers.refused import ImportRefused

MakeModel = Callable[..., Path]


def _silent(fraction: float, message: str = "") -> None:
    """Nobody watches."""


def _zipped(folder: Path, path: Path, method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                archive.write(file, file.relative_to(folder))
    return path


def test_a_folder_becomes_a_pack(make_model: MakeModel, tmp_path: Path) -> None:
    model = make_model(spacing=(2.5, 0.8, 0.8), mirror=(0, 1))
    pack = convert(model.parent, tmp_path / "pack", {"golden": "no"}, _silent)
    stage = pack.stages[0]
    assert pack.info.id == "Dataset999_Made-3d_fullres"
    assert [label.name for label in pack.info.labels] == ["liver", "spleen"]
    assert pack.info.contract.modalities == ("CT",)
    assert pack.info.contract.unit == "HU"
    assert (stage.name, stage.architecture) == ("3d_fullres", "nnunet.PlainConvUNet")
    assert (stage.space.axes, stage.space.spacing_mm) == ("SPL", (2.5, 0.8, 0.8))
    assert (stage.space.resampling, stage.space.crop) == ("nnunet", "nonzero")
    assert (stage.tiles.scheme, stage.tiles.size, stage.tiles.mirror_axes) == ("nnunet", (16, 16, 16), (0, 1))
    assert [step.op for step in stage.normalise[0]] == ["clip", "zscore"]
    assert stage.output.labels == (0, 1, 2)
    assert "SPL" in pack.made_from
    assert (tmp_path / "pack" / "LICENSE").is_file()
    assert (tmp_path / "pack" / "card.md").is_file()


def test_the_weights_are_kept_once_and_exactly(make_model: MakeModel, tmp_path: Path) -> None:
    model = make_model(network="ResidualEncoderUNet")
    convert_nnunet(model, tmp_path / "pack", {})
    theirs = torch.load(model / "fold_0" / "checkpoint_final.pth", weights_only=False)["network_weights"]
    ours = load_file(tmp_path / "pack" / "3d_fullres.fold_0.safetensors")
    assert len(ours) < len(theirs)
    assert all(torch.equal(value, theirs[key]) for key, value in ours.items())


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_zip_gives_the_same_pack_as_its_folder(make_model: MakeModel, tmp_path: Path, method: int) -> None:
    model = make_model(folds=(0, 1))
    archive = _zipped(model.parent.parent, tmp_path / "model.zip", method)
    told = {"golden": "no", "id": "made"}
    convert(model.parent, tmp_path / "a", told, _silent)
    convert(archive, tmp_path / "b", told, _silent)
    assert (tmp_path / "a" / "SHA256SUMS").read_text() == (tmp_path / "b" / "SHA256SUMS").read_text()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b", "model.zip"]


def test_folds_are_numbered_ones_first_and_can_be_chosen(make_model: MakeModel, tmp_path: Path) -> None:
    model = make_model(folds=(1, 0, "all"))
    every = convert_nnunet(model, tmp_path / "a", {})
    assert every.stages[0].weights == ("3d_fullres.fold_0.safetensors", "3d_fullres.fold_1.safetensors")
    one = convert_nnunet(model, tmp_path / "b", {"folds": "all"})
    assert one.stages[0].weights == ("3d_fullres.fold_all.safetensors",)
    with pytest.raises(ImportRefused, match="no fold 4"):
        convert_nnunet(model, tmp_path / "c", {"folds": "0,4"})


def test_fold_all_alone_is_taken(make_model: MakeModel, tmp_path: Path) -> None:
    pack = convert_nnunet(make_model(folds=("all",)), tmp_path / "a", {})
    assert pack.stages[0].weights == ("3d_fullres.fold_all.safetensors",)


def test_the_best_checkpoint_stands_in_for_a_final_one(make_model: MakeModel, tmp_path: Path) -> None:
    convert_nnunet(make_model(checkpoint="checkpoint_best.pth"), tmp_path / "a", {})
    assert (tmp_path / "a" / "3d_fullres.fold_0.safetensors").is_file()


@pytest.mark.parametrize("network", ["PlainConvUNet", "ResidualEncoderUNet"])
def test_old_plans_are_read(make_model: MakeModel, tmp_path: Path, network: str) -> None:
    pack = convert_nnunet(make_model(old=True, network=network), tmp_path / "a", {})
    assert pack.stages[0].architecture == f"nnunet.{network}"
    assert pack.stages[0].arguments["features_per_stage"] == [4, 6, 6]


def test_inherited_configurations_are_read(make_model: MakeModel, tmp_path: Path) -> None:
    model = make_model()
    plans = json.loads((model / "plans.json").read_text())
    base = plans["configurations"].pop("3d_fullres")
    plans["configurations"] = {
        "base": base, "3d_fullres": {"inherits_from": "base", "spacing": [3.0, 2.0, 1.0]}
    }  # fmt: skip
    (model / "plans.json").write_text(json.dumps(plans))
    pack = convert_nnunet(model, tmp_path / "a", {})
    assert pack.stages[0].space.spacing_mm == (3.0, 2.0, 1.0)


def test_a_circle_of_inheritance_is_refused(make_model: MakeModel, tmp_path: Path) -> None:
    model = make_model(own={"inherits_from": "3d_fullres"})
    with pytest.raises(ImportRefused, match=r"plans\.json"):
        convert_nnunet(model, tmp_path / "a", {})


def test_regions_are_written_in_order(make_model: MakeModel, tmp_path: Path) -> None:
    labels = {"background": 0, "whole tumour": [1, 2, 3], "core": [2, 3], "enhancing": 3}
    pack = convert_nnunet(make_model(labels=labels, order=(1, 2, 3)), tmp_path / "a", {})
    assert pack.stages[0].output.kind == "regions"
    assert pack.stages[0].output.labels == (1, 2, 3)
    assert [(label.number, label.name) for label in pack.info.labels] == [
        (1, "whole tumour without core and enhancing"),
        (2, "core without enhancing"),
        (3, "enhancing"),
    ]


def test_the_ignore_label_has_no_channel(make_model: MakeModel, tmp_path: Path) -> None:
    labels = {"background": 0, "liver": 1, "ignore": 2}
    pack = convert_nnunet(make_model(labels=labels), tmp_path / "a", {})
    assert pack.stages[0].output.labels == (0, 1)


def test_several_channels_have_roles_and_their_own_normalisation(
    make_model: MakeModel, tmp_path: Path
) -> None:
    model = make_model(
        channels=("T1", "FLAIR", "CT", "other", "rgb"),
        schemes=(
            "ZScoreNormalization", "RescaleTo01Normalization", "CTNormalization", "NoNormalization",
            "RGBTo01Normalization",
        ),
        masked=(True, False, False, False, False),
    )  # fmt: skip
    pack = convert_nnunet(model, tmp_path / "a", {})
    assert [role.role for role in pack.info.contract.channels] == ["T1", "FLAIR", "CT", "other", "rgb"]
    assert pack.info.contract.channels[0].modalities == ("MR",)
    ops = [[step.op for step in steps] for steps in pack.stages[0].normalise]
    assert ops == [["zscore"], ["minmax"], ["clip", "zscore"], [], ["linear"]]
    assert pack.stages[0].normalise[0][0].nonzero


def test_a_network_of_slices(make_model: MakeModel, tmp_path: Path) -> None:
    model = make_model(configuration="2d", patch=(16, 32), spacing=(0.8, 0.7), mirror=(0, 1))
    stage = convert_nnunet(model, tmp_path / "a", {}).stages[0]
    assert stage.space.slices
    assert stage.space.spacing_mm == (0.0, 0.8, 0.7)
    assert stage.tiles.size == (16, 32)
    assert stage.tiles.mirror_axes == (1, 2)


@pytest.mark.parametrize(
    ("transpose", "reader", "options", "axes"),
    [
        ((0, 1, 2), "SimpleITKIO", {}, "SPL"),
        ((2, 0, 1), "SimpleITKIO", {}, "LSP"),
        ((0, 1, 2), "NibabelIOWithReorient", {}, "SAR"),
        ((1, 0, 2), "NibabelIOWithReorient", {}, "ASR"),
        ((1, 0, 2), "SimpleITKIO", {"axes": "SAL"}, "ASL"),
        ((0, 1, 2), "Tiff3DIO", {"axes": "spl"}, "SPL"),
    ],
)
def test_the_axes_follow_reader_transpose_and_option(
    make_model: MakeModel, tmp_path: Path, transpose: Any, reader: str, options: dict[str, str], axes: str
) -> None:
    model = make_model(transpose=transpose, plans={"image_reader_writer": reader})
    pack = convert_nnunet(model, tmp_path / "a", options)
    assert pack.stages[0].space.axes == axes
    assert axes in pack.made_from


def test_a_cascade_needs_its_first_stage_and_becomes_two(make_model: MakeModel, tmp_path: Path) -> None:
    top = tmp_path / "both"
    make_model(top, configuration="3d_lowres", spacing=(3.0, 3.0, 3.0))
    fine = make_model(top, configuration="3d_cascade_fullres", previous="3d_lowres")
    pack = convert_nnunet(top, tmp_path / "a", {})
    assert [stage.name for stage in pack.stages] == ["3d_lowres", "3d_cascade_fullres"]
    assert pack.stages[1].previous == "3d_lowres"
    assert pack.stages[1].arguments["input_channels"] == 3
    with pytest.raises(ImportRefused, match="3d_lowres"):
        convert_nnunet(fine, tmp_path / "b", {})
    shutil.rmtree(top / "Dataset999_Made" / "nnUNetTrainer__nnUNetPlans__3d_lowres")
    with pytest.raises(ImportRefused, match="3d_lowres"):
        convert_nnunet(top, tmp_path / "c", {})


def test_of_several_models_one_must_be_named(make_model: MakeModel, tmp_path: Path) -> None:
    top = tmp_path / "both"
    make_model(top, configuration="3d_fullres")
    make_model(top, configuration="2d", patch=(16, 16), spacing=(1.0, 1.0), mirror=(0, 1))
    with pytest.raises(ImportRefused, match="configuration") as refused:
        convert_nnunet(top, tmp_path / "a", {})
    assert len(refused.value.reasons) == 3
    assert convert_nnunet(top, tmp_path / "b", {"configuration": "2d"}).stages[0].name == "2d"
    with pytest.raises(ImportRefused, match="none of its models"):
        convert_nnunet(top, tmp_path / "c", {"configuration": "4d"})


_BAD = {
    "the network": (
        {"own": {"architecture": {"network_class_name": "mine.Net", "arch_kwargs": {}}}}, "mine.Net",
    ),
    "an operation": (
        {
            "own": {
                "architecture": {
                    "network_class_name": "PlainConvUNet",
                    "arch_kwargs": {
                        "n_stages": 1, "features_per_stage": [1], "conv_op": "os.system", "kernel_sizes": 3,
                        "strides": 1, "n_conv_per_stage": 1, "n_conv_per_stage_decoder": [],
                    },
                }
            }
        },
        "os.system",
    ),
    "the trainer": ({"trainer": "nnUNetTrainerMedNeXt"}, "nnUNetTrainerMedNeXt"),
    "the preprocessor": ({"own": {"preprocessor_name": "MyPreprocessor"}}, "MyPreprocessor"),
    "the labels' code": ({"plans": {"label_manager": "MyLabels"}}, "MyLabels"),
    "resampling": ({"own": {"resampling_fn_data": "resample_torch_fornnunet"}}, "resample_torch_fornnunet"),
    "resampling settings": (
        {"own": {"resampling_fn_probabilities_kwargs": {"is_seg": False, "order": 0}}}, "unusual",
    ),
    "a normalisation": ({"schemes": ("MyNormalization",)}, "MyNormalization"),
    "a reader": ({"plans": {"image_reader_writer": "MyIO"}}, "MyIO"),
    "missing intensities": (
        {"plans": {"foreground_intensity_properties_per_channel": {}}}, "percentile_00_5 is missing",
    ),
    "labels with a gap": ({"labels": {"background": 0, "liver": 2}}, "not numbered"),
    "no background": ({"labels": {"liver": 1}}, "background"),
    "regions without order": (
        {"labels": {"background": 0, "a": [1, 2], "b": 2}}, "regions_class_order",
    ),
    "too few schemes": ({"channels": ("CT", "PET")}, "2"),
}  # fmt: skip


@pytest.mark.parametrize("what", _BAD)
def test_what_cannot_be_converted_is_named(make_model: MakeModel, tmp_path: Path, what: str) -> None:
    settings, words = _BAD[what]
    model = _model_or_plain(make_model, settings)
    with pytest.raises(ImportRefused) as refused:
        convert_nnunet(model, tmp_path / "pack", {})
    assert words in str(refused.value)


def _model_or_plain(make_model: MakeModel, settings: dict[str, Any]) -> Path:
    """A model of a foreign architecture is a plain one whose plans were changed."""
    own = settings.get("own", {})
    if "architecture" not in own:
        return make_model(**settings)
    model = make_model()
    plans = json.loads((model / "plans.json").read_text())
    plans["configurations"]["3d_fullres"]["architecture"] = own["architecture"]
    (model / "plans.json").write_text(json.dumps(plans))
    return model


def test_all_reasons_come_at_once(make_model: MakeModel, tmp_path: Path) -> None:
    model = make_model(
        trainer="MyTrainer", schemes=("MyNormalization",), plans={"image_reader_writer": "MyIO"}
    )
    with pytest.raises(ImportRefused) as refused:
        convert_nnunet(model, tmp_path / "pack", {})
    assert len(refused.value.reasons) == 3


@pytest.mark.parametrize(
    "trainer",
    [
        "nnUNetTrainer", "nnUNetTrainerNoMirroring", "nnUNetTrainer_4000epochs_NoMirroring",
        "nnUNetTrainerDA5", "nnUNetTrainer_DASegOrd0_NoMirroring", "nnUNetTrainer_250epochs",
        "nnUNetTrainerDiceLoss",
    ],
)  # fmt: skip
def test_trainers_that_only_train_otherwise_are_known(
    make_model: MakeModel, tmp_path: Path, trainer: str
) -> None:
    assert trainer in convert_nnunet(make_model(trainer=trainer), tmp_path / "a", {}).made_from


def test_an_unknown_trainer_can_be_vouched_for(make_model: MakeModel, tmp_path: Path) -> None:
    model = make_model(trainer="nnUNetTrainerMine")
    convert_nnunet(model, tmp_path / "a", {"trust_trainer": "yes"})


def test_batch_norm_of_the_trainer_named_so(make_model: MakeModel, tmp_path: Path) -> None:
    model = make_model(trainer="nnUNetTrainerBN")
    with pytest.raises(ImportRefused, match="missing"):  # this one's weights are those of instance norms
        convert_nnunet(model, tmp_path / "a", {})


def _changed_checkpoint(model: Path, change: Callable[[dict[str, Any]], None]) -> None:
    path = model / "fold_0" / "checkpoint_final.pth"
    held = torch.load(path, weights_only=False)
    change(held)
    torch.save(held, path)


def test_weights_that_do_not_fit_are_refused(make_model: MakeModel, tmp_path: Path) -> None:
    model = make_model()
    _changed_checkpoint(model, lambda held: held["network_weights"].pop("decoder.seg_layers.0.bias"))
    with pytest.raises(ImportRefused, match=r"decoder\.seg_layers\.0\.bias missing"):
        convert_nnunet(model, tmp_path / "a", {})


def test_weights_that_are_not_finite_are_refused(make_model: MakeModel, tmp_path: Path) -> None:
    model = make_model()
    _changed_checkpoint(
        model, lambda held: held["network_weights"]["decoder.seg_layers.0.bias"].fill_(torch.nan)
    )
    with pytest.raises(ImportRefused, match="not finite"):
        convert_nnunet(model, tmp_path / "a", {})


def test_copies_of_a_weight_that_differ_are_refused(make_model: MakeModel, tmp_path: Path) -> None:
    model = make_model()

    def change(held: dict[str, Any]) -> None:
        key = "encoder.stages.0.0.convs.0.all_modules.0.weight"
        held["network_weights"][key] = held["network_weights"][key] + 1

    _changed_checkpoint(model, change)
    with pytest.raises(ImportRefused, match="copies"):
        convert_nnunet(model, tmp_path / "a", {})


def test_prefixes_of_compiled_and_parallel_networks_are_taken_off(
    make_model: MakeModel, tmp_path: Path
) -> None:
    model = make_model()

    def change(held: dict[str, Any]) -> None:
        held["network_weights"] = {
            f"_orig_mod.{key}": value for key, value in held["network_weights"].items()
        }

    _changed_checkpoint(model, change)
    convert_nnunet(model, tmp_path / "a", {})


@pytest.mark.parametrize("name", ["plans.json", "dataset.json"])
def test_damaged_json_is_refused(make_model: MakeModel, tmp_path: Path, name: str) -> None:
    model = make_model()
    (model / name).write_text('{"configurations": [')
    with pytest.raises(ImportRefused, match=name):
        convert_nnunet(model, tmp_path / "a", {})


def test_a_zip_that_reaches_outside_is_refused(make_model: MakeModel, tmp_path: Path) -> None:
    path = _zipped(make_model().parent, tmp_path / "model.zip")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("../../plans.json", "{}")
    with pytest.raises(PluginError, match=r"model\.zip"):
        convert(path, tmp_path / "out" / "pack", {"golden": "no"}, _silent)
    assert not (tmp_path / "plans.json").exists()
    assert not any((tmp_path / "out" / "pack").iterdir())


def test_an_empty_folder_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match=r"dataset\.json"):
        convert_nnunet(tmp_path, tmp_path / "pack", {})


def test_a_licence_beside_the_model_is_kept(make_model: MakeModel, tmp_path: Path) -> None:
    model = make_model()
    (model.parent / "LICENSE").write_text("CC BY 4.0 ...")
    pack = convert_nnunet(model.parent, tmp_path / "a", {"licence": "CC BY 4.0"})
    assert pack.info.licence == "CC BY 4.0"
    assert (tmp_path / "a" / "LICENSE").read_text() == "CC BY 4.0 ..."
