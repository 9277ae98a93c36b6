"""Plain weights with a manifest beside them become packs; the real lung network gives what is stated."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from scipy import ndimage

from medviewer.core.geometry import Geometry
from medviewer.core.segmentation import Segmentation
from medviewer.core.volume import Volume
from medviewer.engine.networks.small_unet import SmallUNet
from medviewer.importers.convert import convert
from medviewer.importers.refused import ImportRefused
from medviewer.inference.run import run_model
from medviewer.io.load import load_series
from medviewer.io.progress import LocalReport
from medviewer.io.scan import scan_path

NO_GOLDEN = {"golden": "no"}
EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "unet-small-lung.toml"

SHEET = """
format = 1
[model]
id = "small"
version = "1"
name = "Small"
task = "segmentation"
licence = "MIT"
intended_use = "Tests."
[[labels]]
number = 1
name = "Thing"
[[stages]]
name = "slices"
architecture = "medviewer.SmallUNet"
arguments = { channels = [2, 2, 4, 4] }
weights = ["small.pt"]
[stages.space]
slices = true
[stages.tiles]
multiple_of = 8
[stages.output]
kind = "sigmoid"
labels = [1]
"""


@pytest.fixture
def a_network() -> SmallUNet:
    torch.manual_seed(0)
    return SmallUNet(channels=(2, 2, 4, 4)).eval()


@pytest.fixture
def a_folder(tmp_path: Path, a_network: SmallUNet) -> Path:
    folder = tmp_path / "download"
    folder.mkdir()
    (folder / "small.toml").write_text(SHEET)
    torch.save(a_network.state_dict(), folder / "small.pt")
    return folder


@pytest.mark.parametrize("what", ["small.pt", "."])
def test_manifest_beside_weights_is_found(a_folder: Path, tmp_path: Path, what: str) -> None:
    manifest = convert(a_folder / what, tmp_path / "pack", {}, LocalReport())
    assert manifest.info.id == "small"
    assert manifest.stages[0].weights == ("slices.safetensors",)
    assert manifest.golden is not None


@pytest.mark.parametrize("prefix", ["module.", "_orig_mod.", "model."])
@pytest.mark.parametrize("key", ["", "state_dict", "model"])
def test_wrappings_of_trainings_are_taken_off(
    a_folder: Path, tmp_path: Path, a_network: SmallUNet, prefix: str, key: str
) -> None:
    plain = convert(a_folder, tmp_path / "one", NO_GOLDEN, LocalReport())
    state = {f"{prefix}{name}": value for name, value in a_network.state_dict().items()}
    torch.save({key: state, "epoch": 3} if key else state, a_folder / "small.pt")
    wrapped = convert(a_folder, tmp_path / "two", NO_GOLDEN, LocalReport())
    name = plain.stages[0].weights[0]
    assert (plain.folder / name).read_bytes() == (wrapped.folder / name).read_bytes()


def test_weights_alone_do_not_say_their_network(a_folder: Path, tmp_path: Path) -> None:
    (a_folder / "small.toml").unlink()
    with pytest.raises(ImportRefused, match=r"put a manifest beside it \(small.toml"):
        convert(a_folder / "small.pt", tmp_path / "pack", {}, LocalReport())
    assert not any((tmp_path / "pack").iterdir())


def test_weights_of_another_network_are_refused_with_what_differs(a_folder: Path, tmp_path: Path) -> None:
    state = SmallUNet(channels=(2, 2, 4, 8)).state_dict()
    state["extra"] = state.pop("final.bias")
    torch.save(state, a_folder / "small.pt")
    with pytest.raises(ImportRefused) as refused:
        convert(a_folder, tmp_path / "pack", {}, LocalReport())
    text = str(refused.value)
    assert "lacks final.bias" in text
    assert "has besides extra" in text
    assert "middle.0.weight is of shape (8, 4, 3, 3), not (4, 4, 3, 3)" in text


def test_weights_that_are_no_numbers_are_refused(
    a_folder: Path, tmp_path: Path, a_network: SmallUNet
) -> None:
    state = a_network.state_dict()
    state["final.bias"][0] = float("nan")
    torch.save(state, a_folder / "small.pt")
    with pytest.raises(ImportRefused, match="not numbers"):
        convert(a_folder, tmp_path / "pack", {}, LocalReport())


class _Touch:
    def __init__(self, path: Path) -> None:
        self.path = str(path)

    def __reduce__(self) -> tuple[object, tuple[str, str]]:
        return (open, (self.path, "w"))


@pytest.mark.parametrize("is_zip", [True, False])
def test_malicious_pickle_does_not_run_and_is_named(a_folder: Path, tmp_path: Path, is_zip: bool) -> None:
    evil = {"final.bias": torch.zeros(1), "x": _Touch(tmp_path / "TOUCHED")}
    if is_zip:
        torch.save(evil, a_folder / "small.pt")
    else:
        (a_folder / "small.pt").write_bytes(pickle.dumps(evil))
    with pytest.raises(ImportRefused) as refused:
        convert(a_folder, tmp_path / "pack", {}, LocalReport())
    assert not (tmp_path / "TOUCHED").exists()
    assert "open" in str(refused.value)
    assert not any((tmp_path / "pack").iterdir())


def test_saved_network_is_code_and_refused(a_folder: Path, tmp_path: Path, a_network: SmallUNet) -> None:
    torch.save(a_network, a_folder / "small.pt")
    with pytest.raises(ImportRefused, match="SmallUNet"):
        convert(a_folder, tmp_path / "pack", {}, LocalReport())


@pytest.fixture(scope="module")
def a_lung_pack(data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lung")
    told = {"network": str(EXAMPLE), **NO_GOLDEN}
    source = data_dir / "models" / "unet-small-lung" / "UNet_wdk24.pt"
    return convert(source, folder / "pack", told, LocalReport()).folder


def _chest(data_dir: Path) -> Volume:
    (series,) = scan_path(str(data_dir / "dicom" / "ct-chest-lidc0314-5mm"), report=LocalReport()).series
    volume = load_series(series, LocalReport())
    assert isinstance(volume, Volume)
    return volume


def _inside_air(hu: np.ndarray) -> np.ndarray:  # type: ignore[type-arg]
    """Below -400 HU inside the largest part of the body, slice by slice, vessels closed; the two lungs."""
    mask = np.zeros(hu.shape, bool)
    for k, plane in enumerate(hu):
        parts, _ = ndimage.label(plane > -400)
        sizes = np.bincount(parts.ravel())
        sizes[0] = 0
        body = ndimage.binary_fill_holes(parts == sizes.argmax())
        mask[k] = ndimage.binary_closing(body & (plane < -400), np.ones((7, 7)))
    return mask


def _dice(one: np.ndarray, other: np.ndarray) -> float:  # type: ignore[type-arg]
    return float(2 * (one & other).sum() / (one.sum() + other.sum()))


@pytest.mark.real_data
def test_real_lung_network_finds_the_lungs(data_dir: Path, a_lung_pack: Path) -> None:
    whole = _chest(data_dir)
    first, count = 11, 3
    origin = whole.geometry.index_to_lps((0, 0, first))
    part = Volume(
        whole.voxels[first : first + count],
        Geometry((count, 512, 512), tuple(origin), whole.geometry.spacing_ijk, whole.geometry.axes_lps),
        unit="HU",
        info=whole.info,
    )
    result = run_model(str(a_lung_pack), part, {}, "cpu", True, report=LocalReport())
    assert isinstance(result, Segmentation)
    assert _dice(result.labels > 0, _inside_air(part.voxels)) >= 0.975


@pytest.mark.real_data
@pytest.mark.slow
def test_real_lung_network_gives_the_stated_volume_and_dice(data_dir: Path, a_lung_pack: Path) -> None:
    """2336 ml, and 0.978 against a threshold; the largest components then leave 23 ml of bowel and air."""
    manifest = a_lung_pack / "pack.toml"
    raw = shutil.copytree(a_lung_pack, a_lung_pack.parent / "raw")
    text = manifest.read_text(encoding="utf-8")
    (raw / "pack.toml").write_text(text.partition("[[clean_up]]")[0], encoding="utf-8")
    volume = _chest(data_dir)
    result = run_model(str(raw), volume, {}, "cpu", True, report=LocalReport())
    assert isinstance(result, Segmentation)
    assert result.volumes_ml()[1] == pytest.approx(2336, abs=1)
    cleaned = run_model(str(a_lung_pack), volume, {}, "cpu", True, report=LocalReport())
    assert isinstance(cleaned, Segmentation)
    assert _dice(cleaned.labels > 0, _inside_air(volume.voxels)) >= 0.975
