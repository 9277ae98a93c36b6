"""A user's own DenseNet-121 weights: every layout runs, no code is run, what does not fit is refused."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from chest_xray_evaluate import a_model, silent
from chest_xray_model import ChestXrayModel
from chest_xray_network import DenseNet121
from chest_xray_weights import read_network
from safetensors.torch import save_file

from medviewer.api import ModelError, Volume
from medviewer.api.testing import check_model
from medviewer.samples.radiograph import RadiographSpec, chest_radiograph, standing_spec

FOLDER = Path(__file__).resolve().parent


@pytest.fixture(scope="module")
def the_model() -> ChestXrayModel:
    return a_model()


@pytest.fixture(scope="module")
def a_picture() -> Volume:
    return chest_radiograph(RadiographSpec(standing_spec(50_003, opacity=True), (300, 300))).volume


@pytest.fixture(scope="module")
def plain_state() -> dict[str, torch.Tensor]:
    """A state dict in torchvision's layout with three channels and two outputs."""
    torch.manual_seed(1)
    return DenseNet121(3, 2).state_dict()


@pytest.fixture
def two_labels(tmp_path: Path) -> Path:
    path = tmp_path / "labels.txt"
    path.write_text("Effusion\nMass\n", encoding="utf-8")
    return path


def chexnet(state: dict[str, torch.Tensor]) -> dict[str, object]:
    """The layout of CheXNet checkpoints: wrapped, prefixed, old names, a sigmoid behind the classifier."""
    renamed = {}
    for name, tensor in state.items():
        for old in ("norm", "conv"):
            for n in "12":
                if "denselayer" in name:
                    name = name.replace(f".{old}{n}.", f".{old}.{n}.")
        renamed["module.densenet121." + name.replace("classifier.", "classifier.0.")] = tensor
    return {"epoch": 3, "best_loss": 0.2, "state_dict": renamed}


def torchxrayvision(state: dict[str, torch.Tensor]) -> dict[str, object]:
    """The layout of torchxrayvision: one channel, operating points, one of them unknown."""
    grey = dict(state)
    grey["features.conv0.weight"] = state["features.conv0.weight"].sum(dim=1, keepdim=True)
    return {**grey, "op_threshs": torch.tensor([0.2, float("nan")])}


@pytest.mark.parametrize(
    ("layout", "thresholds"), [(dict, (0.5, 0.5)), (chexnet, (0.5, 0.5)), (torchxrayvision, (0.2, 0.5))]
)
def test_a_users_weights_run_with_the_users_labels(
    the_model: ChestXrayModel,
    a_picture: Volume,
    plain_state: dict[str, torch.Tensor],
    two_labels: Path,
    layout: Callable[[dict[str, torch.Tensor]], dict[str, object]],
    thresholds: tuple[float, float],
) -> None:
    weights = two_labels.parent / "mine.pt"
    torch.save(layout(plain_state), weights)
    params = {"weights": str(weights), "labels": str(two_labels)}
    result = the_model.predict(a_picture, params, silent)
    assert [f.label for f in result.findings] == ["Effusion", "Mass"]
    assert tuple(round(f.threshold, 3) for f in result.findings) == thresholds
    assert [label.name for label in the_model.info.labels] == ["Effusion", "Mass"]
    own = the_model.predict(a_picture, {}, silent)
    assert [f.label for f in own.findings] == ["Opacity"]
    assert [label.name for label in the_model.info.labels] == ["Opacity"]


def test_every_layout_gives_the_same_network(plain_state: dict[str, torch.Tensor], tmp_path: Path) -> None:
    torch.save(plain_state, tmp_path / "plain.pt")
    torch.save(chexnet(plain_state), tmp_path / "chexnet.pth.tar")
    picture = torch.randn(1, 3, 64, 64)
    logits = []
    for name in ("plain.pt", "chexnet.pth.tar"):
        with torch.inference_mode():
            logits.append(read_network(tmp_path / name, 2).network(picture))
    assert torch.equal(logits[0], logits[1])


class RunsCode:
    """What a malicious file would hold."""

    def __init__(self, target: Path) -> None:
        self._target = target

    def __reduce__(self) -> tuple[object, tuple[str, str]]:
        return (Path.write_text, (self._target, "pwned"))  # type: ignore[return-value]


@pytest.mark.parametrize("way", ["torch", "pickle"])
def test_a_malicious_pickle_is_refused_and_not_run(tmp_path: Path, way: str) -> None:
    target, weights = tmp_path / "trace", tmp_path / "evil.pt"
    if way == "torch":
        torch.save({"features.conv0.weight": RunsCode(target)}, weights)
    else:
        weights.write_bytes(pickle.dumps(RunsCode(target)))
    with pytest.raises(ModelError, match=r"evil\.pt"):
        read_network(weights, 1)
    assert not target.exists()


def without(name: str) -> Callable[[dict[str, torch.Tensor]], dict[str, torch.Tensor]]:
    return lambda state: {n: t for n, t in state.items() if n != name}


def with_one(name: str, tensor: torch.Tensor) -> Callable[[dict[str, torch.Tensor]], dict[str, torch.Tensor]]:
    return lambda state: {**state, name: tensor}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (without("features.norm5.weight"), "lacks features.norm5.weight"),
        (with_one("features.extra.weight", torch.ones(1)), "has besides features.extra.weight"),
        (
            with_one("features.norm0.weight", torch.ones(63)),
            r"features.norm0.weight is \(63,\) instead of \(64,\)",
        ),
        (with_one("features.norm0.weight", torch.full((64,), torch.nan)), "not finite"),
        (with_one("classifier.weight", torch.ones(3, 1024)), "has 3 outputs, and the list of labels has 2"),
        (with_one("features.conv0.weight", torch.ones(64, 2, 7, 7)), "one or three channels"),
    ],
)
def test_weights_that_do_not_fit_are_refused_with_one_sentence(
    plain_state: dict[str, torch.Tensor],
    tmp_path: Path,
    change: Callable[[dict[str, torch.Tensor]], dict[str, torch.Tensor]],
    sentence: str,
) -> None:
    torch.save(change(plain_state), tmp_path / "mine.pt")
    with pytest.raises(ModelError, match=sentence) as caught:
        read_network(tmp_path / "mine.pt", 2)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize("name", ["mine.pt", "mine.safetensors"])
def test_a_damaged_file_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"PK\x03\x04 nothing more")
    with pytest.raises(ModelError, match="mine"):
        read_network(tmp_path / name, 1)


def test_weights_without_labels_are_refused(
    the_model: ChestXrayModel, a_picture: Volume, tmp_path: Path
) -> None:
    labels = tmp_path / "labels.txt"
    labels.write_text("Mass")
    absent = {"weights": str(tmp_path / "no.pt"), "labels": str(labels)}
    for params, sentence in (({"weights": "mine.pt"}, "both"), (absent, "not there")):
        with pytest.raises(ModelError, match=sentence):
            the_model.predict(a_picture, params, silent)


@pytest.mark.parametrize(
    ("notes", "sentence"),
    [
        ({"input_size": "-3"}, "no size in pixels"),
        ({"thresholds": "x"}, "not a list"),
        ({"thresholds": "[1]"}, "1 op"),
    ],
)
def test_notes_that_make_no_sense_are_refused(
    plain_state: dict[str, torch.Tensor], tmp_path: Path, notes: dict[str, str], sentence: str
) -> None:
    save_file(plain_state, tmp_path / "mine.safetensors", notes)
    with pytest.raises(ModelError, match=sentence):
        read_network(tmp_path / "mine.safetensors", 2)


def test_a_copy_of_the_folder_with_own_weights_is_a_model_of_its_own(
    plain_state: dict[str, torch.Tensor], tmp_path: Path, a_picture: Volume
) -> None:
    copy = tmp_path / "my_model"
    shutil.copytree(FOLDER, copy, ignore=shutil.ignore_patterns("*.safetensors", "test_*", "__pycache__"))
    torch.save(plain_state, copy / "mine.pt")
    text = (copy / "plugin.toml").read_text(encoding="utf-8").replace("weights.safetensors", "mine.pt")
    text = text.replace('id = "chest_xray"', 'id = "my_model"').replace(
        'name = "Opacity"', 'name = "Effusion"'
    )
    (copy / "plugin.toml").write_text(text + '\n[[labels]]\nnumber = 2\nname = "Mass"\n', encoding="utf-8")
    check_model(copy, a_picture)
