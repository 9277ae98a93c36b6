"""A tiny pack that really segments: a MeshNet whose weights are set by hand to find what is bright."""

from __future__ import annotations

import shutil
from dataclasses import replace

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from medviewer.api.contract import InputContract
from medviewer.api.model_info import Label, ModelInfo
from medviewer.core.geometry import Geometry
from medviewer.core.segmentation import Code
from medviewer.core.volume import Volume
from medviewer.engine.networks.table import build_network
from medviewer.io.write_image import write_image
from medviewer.packs.pack_manifest import Golden, PackManifest
from medviewer.packs.stage import Normalise, Output, Space, Stage, Tiles
from medviewer.packs.write_pack import write_pack

NETWORK = "medviewer.MeshNet"
ARGUMENTS = {"in_channels": 1, "out_channels": 2, "channels": 2, "dilations": (1, 1)}
GRID = Geometry((20, 24, 28), (-20.0, 10.0, 100.0), (1.0, 1.0, 1.0))


def bright_blocks(seed=0):
    """An image of an oblong bright block, not symmetric in any way, with soft noise; and where it is."""
    generator = np.random.default_rng(seed)
    voxels = generator.normal(0.0, 8.0, GRID.shape_kji)
    mask = np.zeros(GRID.shape_kji, bool)
    mask[4:14, 5:19, 5:14] = True
    mask[4:9, 5:11, 14:23] = True
    return (voxels + 100.0 * mask).astype(np.float32), mask


def bright_weights():
    """Smooths, looks one voxel to the side (so that left and right are not the same to it), and compares."""
    state = {
        key: torch.zeros_like(value) for key, value in build_network(NETWORK, ARGUMENTS).state_dict().items()
    }
    state["layers.0.weight"][0, 0] = 1 / 27
    state["layers.1.weight"][0, 0, 1, 2, 1] = 1.0  # the value of the next voxel along tensor axis b
    state["last.weight"][1, 0] = 1.0
    state["last.bias"][1] = -0.5
    return state


def manifest_in(folder):
    return PackManifest(
        info=ModelInfo(
            id="bright-block",
            version="1.0.0",
            name="Bright block",
            task="segmentation",
            contract=InputContract(modalities=("CT", "MR")),
            labels=(Label(1, "Block", (230, 159, 0), Code("4147007", "SCT", "Mass")),),
            licence="Apache-2.0",
            intended_use="Tests.",
        ),
        folder=folder,
        stages=(
            Stage(
                name="main",
                architecture=NETWORK,
                arguments=ARGUMENTS,
                normalise=((Normalise("linear", scale=0.01),),),
                space=Space("SPL", (1.0, 1.0, 1.0)),
                tiles=Tiles((16, 16, 16)),
                output=Output("softmax", (0, 1)),
            ),
        ),
        golden=Golden(("golden/image.nii.gz",), "golden/labels.nii.gz"),
    )


@pytest.fixture(scope="session")
def made_pack(tmp_path_factory):
    """The folder of a good pack with a golden case; to be copied, not changed."""
    folder = tmp_path_factory.mktemp("made") / "bright-block"
    (folder / "golden").mkdir(parents=True)
    save_file(bright_weights(), folder / "weights.safetensors")
    (folder / "card.md").write_text("# Bright block\n\nFinds <b>bright</b> blocks.\n")
    (folder / "LICENSE").write_text("Apache-2.0\n")
    voxels, _ = bright_blocks(99)
    write_image(folder / "golden" / "image.nii.gz", voxels, GRID)
    write_image(folder / "golden" / "labels.nii.gz", answer_to(folder, voxels), GRID)
    write_pack(manifest_in(folder), folder)
    return folder


def answer_to(folder, voxels):
    """Labels that the engine gives, for the golden case."""
    from medviewer.engine.pack_model import PackModel

    model = PackModel(replace(manifest_in(folder), golden=None))
    model.load("cpu")
    return model.predict(Volume(voxels, GRID), {}, lambda fraction, message="": None).labels


@pytest.fixture
def a_pack(made_pack, tmp_path):
    """A good pack's folder of one's own."""
    return shutil.copytree(made_pack, tmp_path / "given" / "bright-block")


@pytest.fixture
def a_store(tmp_path):
    return tmp_path / "models"


@pytest.fixture
def silent():
    def report(fraction, message=""):
        assert 0.0 <= fraction <= 1.0

    return report


@pytest.fixture
def no_policy(tmp_path, monkeypatch):
    """Empty folders for the settings of the machine and of the user."""
    from medviewer.packs import policy

    machine, user = tmp_path / "machine", tmp_path / "user"
    monkeypatch.setattr(policy, "machine_config", lambda: machine)
    monkeypatch.setattr(policy, "user_config", lambda: user)
    return machine, user
