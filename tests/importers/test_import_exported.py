""".pt2 and TorchScript files, archives and files of unknown kinds."""

from __future__ import annotations

import json
import shutil
import warnings
import zipfile
from pathlib import Path

import numpy as np
import pytest
import torch

from medviewer.core.errors import MedviewerError
from medviewer.core.segmentation import Segmentation
from medviewer.importers.convert import convert
from medviewer.importers.phantom import phantom
from medviewer.importers.refused import ImportRefused
from medviewer.importers.source_format import source_format
from medviewer.inference.run import run_model
from medviewer.io.progress import LocalReport

TOLD = {"golden": "no", "normalise": "minmax", "modality": "MR", "axes": "SPL"}


def _network() -> torch.nn.Module:
    torch.manual_seed(0)
    return torch.nn.Sequential(
        torch.nn.Conv3d(1, 4, 3, padding=1), torch.nn.ReLU(), torch.nn.Conv3d(4, 3, 3, padding=1)
    ).eval()


@pytest.fixture
def a_pt2(tmp_path: Path) -> Path:
    program = torch.export.export(_network(), (torch.zeros(1, 1, 16, 16, 16),))
    torch.export.save(program, tmp_path / "net.pt2")
    return tmp_path / "net.pt2"


@pytest.fixture
def a_script(tmp_path: Path) -> Path:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.jit.trace(_network(), torch.zeros(1, 1, 16, 16, 16)).save(tmp_path / "net.ts")
    return tmp_path / "net.ts"


def _labels(pack: Path) -> np.ndarray:  # type: ignore[type-arg]
    volume = phantom((16, 16, 16), (1.0, 1.0, 1.0), "MR")
    result = run_model(str(pack), volume, {}, "cpu", True, report=LocalReport())
    assert isinstance(result, Segmentation)
    return result.labels


def _expected() -> np.ndarray:  # type: ignore[type-arg]
    image = phantom((16, 16, 16), (1.0, 1.0, 1.0), "MR").voxels.astype(np.float32)
    image = (image - image.min()) / (image.max() - image.min())
    with torch.inference_mode():
        return _network()(torch.from_numpy(image)[None, None])[0].argmax(0).numpy()


def test_exported_program_gives_what_the_network_gives(a_pt2: Path, tmp_path: Path) -> None:
    manifest = convert(a_pt2, tmp_path / "pack", TOLD, LocalReport())
    assert manifest.stages[0].format == "torch_export"
    assert manifest.stages[0].tiles.size == (16, 16, 16)
    assert manifest.legacy == ""
    assert len(np.unique(_expected())) > 1
    assert (_labels(manifest.folder) == _expected()).all()


def test_exported_program_with_a_pickle_inside_is_refused(a_pt2: Path, tmp_path: Path) -> None:
    """A weight that says it is pickled would be unpickled without limits by torch's own loader."""
    changed = tmp_path / "evil.pt2"
    with zipfile.ZipFile(a_pt2) as source, zipfile.ZipFile(changed, "w") as target:
        for info in source.infolist():
            data = source.read(info)
            if info.filename.endswith("_weights_config.json"):
                document = json.loads(data)
                next(iter(document["config"].values()))["use_pickle"] = True
                data = json.dumps(document).encode()
            target.writestr(info.filename, data)
    with pytest.raises(MedviewerError, match=r"not safe|cannot be read"):
        convert(changed, tmp_path / "pack", TOLD, LocalReport())
    assert not any((tmp_path / "pack").iterdir())


def test_torchscript_is_put_off_until_a_user_says_so(a_script: Path, tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="allow_legacy=yes"):
        convert(a_script, tmp_path / "pack", TOLD, LocalReport())
    assert not any((tmp_path / "pack").iterdir())


def test_torchscript_is_marked_and_gives_what_the_network_gives(a_script: Path, tmp_path: Path) -> None:
    manifest = convert(
        a_script, tmp_path / "pack", TOLD | {"allow_legacy": "yes", "size": "16 16 16"}, LocalReport()
    )
    assert "deprecated" in manifest.legacy
    assert (_labels(manifest.folder) == _expected()).all()


def test_script_of_a_bundle_brings_its_preprocessing(a_script: Path, tmp_path: Path) -> None:
    import sys

    sys.path.insert(0, str(Path(__file__).parent))
    from bundle_maker import config, metadata

    path = tmp_path / "model.ts"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        files = {"inference.json": json.dumps(config()), "metadata.json": json.dumps(metadata())}
        torch.jit.save(torch.jit.load(str(a_script)), str(path), _extra_files=files)
    assert source_format(path) == "monai_bundle"
    with pytest.raises(ImportRefused, match="allow_legacy=yes"):
        convert(path, tmp_path / "no", {"golden": "no"}, LocalReport())
    manifest = convert(path, tmp_path / "pack", {"golden": "no", "allow_legacy": "yes"}, LocalReport())
    (stage,) = manifest.stages
    assert (stage.format, stage.space.axes, stage.normalise[0][0].op) == ("torchscript", "RAS", "range")
    assert manifest.legacy
    evil = json.dumps(config(imports=["$import subprocess"]))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.jit.save(
            torch.jit.load(str(a_script)), str(path), _extra_files=files | {"inference.json": evil}
        )
    with pytest.raises(ImportRefused, match="wanted to import subprocess"):
        convert(path, tmp_path / "evil", {"allow_legacy": "yes"}, LocalReport())


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("train.py", b"import os\n", "it is code"),
        ("notes.txt", b"hello", "no model that is known"),
        ("empty.zip", b"PK\x05\x06" + b"\0" * 18, "."),
        ("model.safetensors", b"\0" * 20, "plain weights"),
        ("broken.pt2", b"PK\x03\x04 rubbish", "."),
    ],
)
def test_file_of_another_kind_is_refused_with_one_sentence(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(MedviewerError, match=reason):
        convert(tmp_path / name, tmp_path / "pack", {}, LocalReport())
    assert not any((tmp_path / "pack").iterdir())


def test_plugin_is_code_and_refused(tmp_path: Path) -> None:
    (tmp_path / "plugin").mkdir()
    (tmp_path / "plugin" / "plugin.toml").write_text("")
    with pytest.raises(ImportRefused, match="Python plugin, which is code"):
        convert(tmp_path / "plugin", tmp_path / "pack", {}, LocalReport())


@pytest.mark.parametrize("member", ["../evil.txt", "/evil.txt", "a/../../evil.txt", "C:\\evil.txt"])
def test_archive_that_writes_elsewhere_is_refused(tmp_path: Path, member: str) -> None:
    with zipfile.ZipFile(tmp_path / "model.zip", "w") as archive:
        archive.writestr("configs/metadata.json", "{}")
        archive.writestr("configs/inference.json", "{}")
        archive.writestr(member, "evil")
    with pytest.raises(MedviewerError):
        convert(tmp_path / "model.zip", tmp_path / "in" / "pack", {}, LocalReport())
    assert not list(tmp_path.rglob("evil*"))


def test_folder_that_is_not_empty_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "mine.txt").write_text("mine")
    with pytest.raises(ImportRefused, match="not empty"):
        convert(tmp_path, tmp_path / "pack", {}, LocalReport())
    assert (tmp_path / "pack" / "mine.txt").read_text() == "mine"


def test_pack_is_taken_as_it_is(a_pt2: Path, tmp_path: Path) -> None:
    made = convert(a_pt2, tmp_path / "one", TOLD, LocalReport())
    again = convert(made.folder, tmp_path / "two", {}, LocalReport())
    assert again.stages == made.stages
    assert (tmp_path / "two" / "SHA256SUMS").read_bytes() == (tmp_path / "one" / "SHA256SUMS").read_bytes()


def test_two_golden_cases_of_one_pack_are_the_same(a_pt2: Path, tmp_path: Path) -> None:
    told = {name: value for name, value in TOLD.items() if name != "golden"}
    made = [convert(a_pt2, tmp_path / name, told, LocalReport()) for name in ("one", "two")]
    names = [*made[0].golden.inputs, made[0].golden.expected]  # type: ignore[union-attr]
    for name in names:
        assert (made[0].folder / name).read_bytes() == (made[1].folder / name).read_bytes()
    shutil.rmtree(tmp_path / "one")
