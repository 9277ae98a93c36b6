"""MONAI bundles become packs that give what MONAI itself gives, and nothing of theirs is run."""

from __future__ import annotations

import copy
import json
import shutil
import sys
import warnings
from pathlib import Path
from typing import Any

import nibabel
import numpy as np
import pytest
import torch

sys.path.insert(0, str(Path(__file__).parent))
from bundle_maker import NETWORK, PREPROCESSING, config, made_network, metadata, write_bundle

from medviewer.core.geometry import Geometry
from medviewer.core.segmentation import Segmentation
from medviewer.core.volume import Volume
from medviewer.engine.pack_model import PackModel
from medviewer.importers.convert import convert
from medviewer.importers.phantom import phantom
from medviewer.importers.refused import ImportRefused
from medviewer.io.progress import LocalReport
from medviewer.io.write import save_volume
from medviewer.packs.pack_manifest import PackManifest

NO_GOLDEN = {"golden": "no"}


def _by_monai(bundle: Path, network: torch.nn.Module, image: Path) -> np.ndarray[Any, Any]:
    """The bundle's own transforms and inferer, run by MONAI, as array [x, y, z] of the image's file."""
    warnings.simplefilter("ignore")  # of optional readers that are not installed
    from monai.bundle import ConfigParser
    from monai.data import decollate_batch, list_data_collate
    from monai.inferers import SlidingWindowInferer

    parser = ConfigParser()
    parser.read_config(str(bundle / "configs" / "inference.json"))
    parser["output_dir"] = str(bundle / "eval")
    parser["postprocessing"]["transforms"] = [
        one for one in parser["postprocessing"]["transforms"] if one["_target_"] != "SaveImaged"
    ]
    before, after = parser.get_parsed_content("preprocessing"), parser.get_parsed_content("postprocessing")
    inferer = parser.get_parsed_content("inferer")
    assert isinstance(inferer, SlidingWindowInferer)
    batch = list_data_collate([before({"image": str(image)})])
    with torch.inference_mode():
        batch["pred"] = inferer(batch["image"], network)
    (case,) = decollate_batch(batch)
    return np.asarray(after(case)["pred"][0])


def _by_us(manifest: PackManifest, volume: Volume) -> np.ndarray[Any, Any]:
    model = PackModel(manifest, manifest.folder)
    model.load("cpu")
    result = model.predict(volume, {"precision": "float32"}, LocalReport())
    assert isinstance(result, Segmentation)
    return result.labels.transpose(2, 1, 0)


def _compared(
    tmp_path: Path, inference: dict[str, Any], volume: Volume, told: dict[str, Any] = NETWORK
) -> tuple[float, np.ndarray[Any, Any]]:
    """Share of equal voxels, and MONAI's labels."""
    network = made_network(told)
    bundle = write_bundle(tmp_path / "bundle", inference, metadata(told["out_channels"]), network)
    manifest = convert(bundle, tmp_path / "pack", NO_GOLDEN, LocalReport())
    image = tmp_path / "image.nii.gz"
    save_volume(volume, str(image), LocalReport())
    theirs = _by_monai(bundle, network, image)
    return float((theirs == _by_us(manifest, volume)).mean()), theirs


def _transforms(*without: str) -> list[dict[str, Any]]:
    return [one for one in copy.deepcopy(PREPROCESSING) if one["_target_"] not in without]


def test_what_a_zoo_bundle_says_is_in_the_pack(tmp_path: Path) -> None:
    bundle = write_bundle(tmp_path / "spleen")
    manifest = convert(bundle, tmp_path / "pack", {}, LocalReport())
    (stage,) = manifest.stages
    assert stage.architecture == "monai.UNet"
    assert stage.arguments["channels"] == (4, 8, 8)
    assert (stage.space.axes, stage.space.spacing_mm) == ("RAS", (1.5, 1.5, 2.0))
    (step,) = stage.normalise[0]
    assert (step.op, step.low, step.high, step.clip) == ("range", -57, 164, True)
    assert (stage.tiles.size, stage.tiles.step, stage.tiles.scheme) == ((32, 32, 32), 0.5, "monai")
    assert stage.output.kind == "softmax"
    assert [label.name for label in manifest.info.labels] == ["organ 1", "organ 2"]
    assert manifest.info.contract.modalities == ("CT",)
    assert manifest.info.licence == "Apache-2.0"
    assert manifest.info.version == "0.2.0"
    assert manifest.author == "Nobody"
    assert manifest.golden is not None


def test_without_resampling_every_voxel_is_as_by_monai(tmp_path: Path) -> None:
    inference = config(preprocessing={"_target_": "Compose", "transforms": _transforms("Spacingd")})
    equal, theirs = _compared(tmp_path, inference, phantom((44, 40, 52), (1.5, 1.5, 2.0), "CT"))
    assert len(np.unique(theirs)) > 1
    assert equal == 1.0


def test_with_resampling_labels_are_as_by_monai(tmp_path: Path) -> None:
    equal, theirs = _compared(tmp_path, config(), phantom((40, 60, 64), (0.9, 1.1, 2.37), "CT"))
    assert len(np.unique(theirs)) > 1
    assert equal >= 0.9999


def test_logits_that_go_back_before_the_softmax_are_as_by_monai(tmp_path: Path) -> None:
    inference = config()
    steps = inference["postprocessing"]["transforms"]
    steps[0], steps[1] = steps[1], steps[0]
    equal, theirs = _compared(tmp_path, inference, phantom((40, 60, 64), (0.9, 1.1, 2.37), "CT"))
    assert len(np.unique(theirs)) > 1
    assert equal >= 0.9999


def test_labels_that_go_back_to_the_nearest_voxel_are_as_by_monai(tmp_path: Path) -> None:
    inference = config()
    steps = inference["postprocessing"]["transforms"]
    steps[1], steps[2] = steps[2] | {"keys": "pred"}, steps[1] | {"nearest_interp": True}
    equal, theirs = _compared(tmp_path, inference, phantom((40, 60, 64), (0.9, 1.1, 2.37), "CT"))
    assert len(np.unique(theirs)) > 1
    assert equal >= 0.9999


@pytest.mark.parametrize(
    "step",
    [
        {"_target_": "NormalizeIntensityd", "keys": "image", "nonzero": True, "channel_wise": True},
        {"_target_": "ScaleIntensityd", "keys": "image", "minv": -1.0, "maxv": 1.0},
        {"_target_": "ScaleIntensityRangePercentilesd", "keys": "image", "lower": 2, "upper": 98,
         "b_min": 0.0, "b_max": 1.0, "clip": True},
    ],
    ids=lambda step: step["_target_"],
)  # fmt: skip
def test_each_normalisation_is_as_by_monai(tmp_path: Path, step: dict[str, Any]) -> None:
    transforms = _transforms("Spacingd", "ScaleIntensityRanged")
    transforms.insert(3, step)
    inference = config(preprocessing={"_target_": "Compose", "transforms": transforms})
    inference["inferer"] |= {"mode": "gaussian", "overlap": 0.25}
    equal, theirs = _compared(tmp_path, inference, phantom((44, 40, 52), (1.0, 1.0, 1.0), "MR"))
    assert len(np.unique(theirs)) > 1
    assert equal >= 0.9999


def test_turned_and_sigmoid_bundle_is_as_by_monai(tmp_path: Path) -> None:
    inference = config(preprocessing={"_target_": "Compose", "transforms": _transforms("Spacingd")})
    inference["postprocessing"]["transforms"][0] = {
        "_target_": "Activationsd",
        "keys": "pred",
        "sigmoid": True,
    }
    inference["postprocessing"]["transforms"][2] = {
        "_target_": "AsDiscreted",
        "keys": "pred",
        "threshold": 0.5,
    }
    told = NETWORK | {"out_channels": 1}
    inference["network_def"] = told
    volume = phantom((40, 44, 36), (1.0, 1.0, 1.0), "CT")
    turned = Geometry(volume.geometry.shape_kji, axes_lps=((-1.0, 0, 0), (0, 0, -1.0), (0, 1.0, 0)))
    volume = Volume(volume.voxels, turned, unit="HU")
    network = made_network(told)
    about = metadata(2)
    about["network_data_format"]["outputs"]["pred"] |= {"num_channels": 1, "channel_def": {"0": "organ"}}
    bundle = write_bundle(tmp_path / "bundle", inference, about, network)
    manifest = convert(bundle, tmp_path / "pack", NO_GOLDEN, LocalReport())
    image = tmp_path / "image.nii"
    save_volume(volume, str(image), LocalReport())
    theirs = _by_monai(bundle, network, image)
    assert 0.01 < theirs.mean() < 0.99
    assert (theirs == _by_us(manifest, volume)).all()


def test_zip_of_a_bundle_gives_the_same_pack_as_its_folder(tmp_path: Path) -> None:
    bundle = write_bundle(tmp_path / "spleen")
    archive = shutil.make_archive(str(tmp_path / "spleen_v0"), "zip", tmp_path, "spleen")
    folder = convert(bundle, tmp_path / "one", NO_GOLDEN, LocalReport())
    packed = convert(Path(archive), tmp_path / "two", NO_GOLDEN, LocalReport())
    assert packed.stages == folder.stages
    assert packed.info.id == "spleen_v0"
    assert (tmp_path / "one" / "weights.safetensors").read_bytes() == (
        tmp_path / "two" / "weights.safetensors"
    ).read_bytes()


def test_weights_of_another_network_are_refused_with_what_is_missing(tmp_path: Path) -> None:
    bundle = write_bundle(tmp_path / "spleen", network=made_network(NETWORK | {"channels": [4, 8, 16]}))
    with pytest.raises(ImportRefused, match="of shape"):
        convert(bundle, tmp_path / "pack", {}, LocalReport())
    assert not any((tmp_path / "pack").iterdir())


def _hostile() -> dict[str, dict[str, Any]]:
    def nested(position: int, step: Any) -> dict[str, Any]:
        transforms = copy.deepcopy(PREPROCESSING)
        transforms.insert(position, step)
        return {"preprocessing": {"_target_": "Compose", "transforms": transforms}}

    touch = "open('TOUCHED', 'w').close()"
    system = "$__import__('os').system('touch TOUCHED')"
    network = copy.deepcopy(NETWORK)
    return {
        "expression in the network": {"network_def": network | {"out_channels": system}},
        "target": {"network_def": {"_target_": "subprocess.run", "args": ["touch", "TOUCHED"]}},
        "target in transforms": nested(2, {"_target_": "subprocess.check_call", "args": ["touch", "x"]}),
        "expression in transforms": nested(3, {"_target_": "Spacingd", "keys": "image", "pixdim": system}),
        "Lambdad": nested(3, {"_target_": "Lambdad", "keys": "image", "func": f"$lambda x: {touch}"}),
        "import": {"imports": ["$import subprocess"]},
        "import of a member": {"imports": ["$from os import system"], "go": "$system('touch TOUCHED')"},
        "expression as import": {"imports": [system]},
        "initialize": {"initialize": [f"$exec(\"{touch}\")"]},
        "comprehension": {"datalist": f"$[{touch} for _ in range(1)]"},
        "attribute chain": {"x": "$().__class__.__base__.__subclasses__()"},
        "method of a module": {"x": "$os.system('touch TOUCHED')"},
        "own script": {"inferer": {"_target_": "scripts.inferer.Mine"}},
        "target by expression": {"network_def": {"_target_": "$subprocess.run"}},
        "text of another file": {"network_def": "%/etc/passwd"},
        "builtins": {"network_def": {"_target_": "builtins.exec", "source": touch}},
        "module in a known name": {"network_def": {"_target_": "evil.UNet"}},
        "torch.load": {"x": "$torch.load('TOUCHED')"},
        "setattr": {"x": "$setattr(@network, 'forward', print)"},
        "format": {"x": "$'{0.__class__}'.__class__"},
    }  # fmt: skip


@pytest.mark.parametrize("name", _hostile())
def test_hostile_bundle_is_refused_with_what_it_wanted_and_nothing_ran(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bundle" / "scripts").mkdir(parents=True)
    (tmp_path / "bundle" / "scripts" / "__init__.py").write_text("open('TOUCHED', 'w').close()")
    shutil.rmtree(tmp_path / "bundle")
    bundle = write_bundle(tmp_path / "bundle", config(**_hostile()[name]))
    with pytest.raises(ImportRefused) as refused:
        convert(bundle, tmp_path / "pack", {}, LocalReport())
    assert any(word in str(refused.value) for word in ("wanted to", "takes the text", "chooses what"))
    assert not (tmp_path / "TOUCHED").exists()
    assert not any((tmp_path / "pack").iterdir())
    assert "scripts" not in sys.modules


def test_every_reason_is_listed_at_once(tmp_path: Path) -> None:
    inference = config(imports=["$import socket", "$import ctypes"], run=["$evil()"])
    with pytest.raises(ImportRefused) as refused:
        convert(write_bundle(tmp_path / "bundle", inference), tmp_path / "pack", {}, LocalReport())
    assert len(refused.value.reasons) == 3
    assert "wanted to import socket" in str(refused.value)


@pytest.mark.parametrize(
    "changes",
    [
        {"network_def": "@network"},
        {"network_def": {"_target_": "UNet"}},
        {"inferer": {"_target_": "SlidingWindowInferer", "roi_size": "@nowhere"}},
        {"preprocessing": {"_target_": "Compose", "transforms": "$'a' * 10"}},
        {"preprocessing": [[[]]]},
        {"network_def": NETWORK | {"channels": [10**9, 10**9]}},
        {"network_def": NETWORK | {"strides": "$[2] * 999999999"}},
        {"network_def": NETWORK | {"channels": "x" * 9}},
    ],
)
def test_nonsense_is_one_sentence(tmp_path: Path, changes: dict[str, Any]) -> None:
    from medviewer.core.errors import MedviewerError

    with pytest.raises(MedviewerError):
        convert(write_bundle(tmp_path / "bundle", config(**changes)), tmp_path / "pack", {}, LocalReport())
    assert not any((tmp_path / "pack").iterdir())


def test_yaml_says_the_same_as_json(tmp_path: Path) -> None:
    yaml = pytest.importorskip("yaml")
    bundle = write_bundle(tmp_path / "spleen")
    wanted = convert(bundle, tmp_path / "one", NO_GOLDEN, LocalReport())
    path = bundle / "configs" / "inference.json"
    (bundle / "configs" / "inference.yaml").write_text(yaml.safe_dump(json.loads(path.read_text())))
    path.unlink()
    assert convert(bundle, tmp_path / "two", NO_GOLDEN, LocalReport()).stages == wanted.stages


@pytest.mark.parametrize(
    "text",
    [
        "network_def: !!python/object/apply:os.system ['touch TOUCHED']\n",
        "a: &a [x, x]\nb: &b [*a, *a]\nnetwork_def: *b\n",
        "network_def: [\n",
    ],
)
def test_hostile_yaml_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    pytest.importorskip("yaml")
    monkeypatch.chdir(tmp_path)
    bundle = write_bundle(tmp_path / "spleen")
    (bundle / "configs" / "inference.json").unlink()
    (bundle / "configs" / "inference.yaml").write_text(text)
    with pytest.raises(ImportRefused):
        convert(bundle, tmp_path / "pack", {}, LocalReport())
    assert not (tmp_path / "TOUCHED").exists()


def test_nibabel_reads_what_is_compared(tmp_path: Path) -> None:
    """The comparison above stands on the file having the volume's own order of axes."""
    volume = phantom((4, 5, 6), (1.0, 2.0, 3.0), "CT")
    save_volume(volume, str(tmp_path / "a.nii"), LocalReport())
    image = nibabel.load(tmp_path / "a.nii")
    assert (np.asarray(image.dataobj).transpose(2, 1, 0) == volume.voxels).all()
