"""The page on model packs, followed literally: its files are written as it says, its commands are typed."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch

from medviewer.cli import main
from medviewer.core.geometry import Geometry
from medviewer.engine.networks.table import build_network
from medviewer.io.write_image import write_image
from medviewer.packs.read_pack import read_pack
from medviewer.packs.store import models_folder
from tests.importers.nnunet.conftest import make_model as make_model  # a fixture

PAGE = Path(__file__).parent.parent.parent / "docs" / "model-packs.md"


def blocks(language, heading):
    """The blocks of a language below a heading, up to the next heading."""
    text = PAGE.read_text(encoding="utf-8").partition(f"\n{heading}\n")[2]
    assert text, heading
    return re.findall(rf"```{language}\n(.*?)```", re.split(r"\n#+ ", text)[0], re.DOTALL)


@pytest.fixture
def a_desk(tmp_path, monkeypatch):
    """A folder with an image, where the researcher sits."""
    monkeypatch.chdir(tmp_path)
    shutil.rmtree(models_folder(), ignore_errors=True)
    generator = np.random.default_rng(0)
    voxels = generator.integers(-200, 300, (20, 24, 24)).astype(np.int16)
    write_image(tmp_path / "image.nii.gz", voxels, Geometry((20, 24, 24), (0, 0, 0), (1.5, 1.5, 2.0)))
    yield tmp_path
    shutil.rmtree(models_folder(), ignore_errors=True)


def typed(commands, capsys):
    for line in commands.strip().splitlines():
        words = shlex.split(line)
        assert words[0] == "medviewer"
        status = main(words[1:])
        said = capsys.readouterr()
        assert status == 0, f"{line}\n{said.out}{said.err}"


def test_monai_unet_in_ten_minutes(a_desk, capsys):
    heading = "### A MONAI U-Net"
    (save,) = blocks("python", heading)
    (manifest,) = blocks("toml", heading)
    (commands,) = blocks("bash", heading)
    assert save.strip() == 'torch.save(network.state_dict(), "liver.pt")'
    torch.manual_seed(0)
    network = build_network(
        "monai.BasicUNet",
        {"spatial_dims": 3, "in_channels": 1, "out_channels": 2, "features": (4, 4, 4, 4, 4, 4)},
    )
    torch.save(network.state_dict(), "liver.pt")
    (a_desk / "liver.toml").write_text(manifest, encoding="utf-8")
    typed(commands, capsys)
    assert (a_desk / "liver.nii.gz").stat().st_size > 100
    assert (models_folder() / "liver-unet" / "1.0.0" / "install.json").is_file()


def test_nnunet_folder_in_ten_minutes(a_desk, capsys, make_model):
    (commands,) = blocks("bash", "### An nnU-Net folder")
    make_model(a_desk / "nnUNet_results", folds=(0, 1), patch=(32, 32, 32), mirror=(0,))
    typed(commands, capsys)
    assert (a_desk / "organs.nii.gz").is_file()
    assert len(read_pack(a_desk / "organs-copy").stages[0].weights) == 2
    assert not (models_folder() / "organs").exists()
