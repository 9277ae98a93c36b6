"""A tiny pack that really segments: a BasicUNet that learned in a second or two to find a bright block."""

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

ARGUMENTS = {"spatial_dims": 3, "in_channels": 1, "out_channels": 2, "features": (4, 4, 4, 4, 4, 4)}
GRID = Geometry((32, 36, 40), (-20.0, 10.0, 100.0), (1.0, 1.0, 1.0))


def bright_blocks(seed=0):
    """An image of an oblong bright block, not symmetric in any way, with soft noise; and where it is."""
    generator = np.random.default_rng(seed)
    voxels = generator.normal(0.0, 8.0, GRID.shape_kji)
    mask = np.zeros(GRID.shape_kji, bool)
    mask[8:22, 10:30, 8:20] = True
    mask[8:14, 10:18, 20:32] = True
    return (voxels + 100.0 * mask).astype(np.float32), mask


@pytest.fixture(scope="session")
def trained_weights():
    """A state that finds bright blocks in normalised images."""
    torch.manual_seed(0)
    torch.set_num_threads(2)
    network = build_network("monai.BasicUNet", ARGUMENTS).train()
    optimiser = torch.optim.Adam(network.parameters(), 0.02)
    for step in range(25):
        voxels, mask = bright_blocks(step)
        tile = torch.from_numpy((voxels / 100.0)[:32, :32, :32])[None, None]
        wanted = torch.from_numpy(mask[:32, :32, :32].astype(np.int64))[None]
        loss = torch.nn.functional.cross_entropy(network(tile), wanted)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return {key: value.detach().clone().contiguous() for key, value in network.eval().state_dict().items()}


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
                architecture="monai.BasicUNet",
                arguments=ARGUMENTS,
                normalise=((Normalise("linear", scale=0.01),),),
                space=Space("SPL", (1.0, 1.0, 1.0)),
                tiles=Tiles((32, 32, 32)),
                output=Output("softmax", (0, 1)),
            ),
        ),
        golden=Golden(("golden/image.nii.gz",), "golden/labels.nii.gz"),
    )


@pytest.fixture(scope="session")
def made_pack(trained_weights, tmp_path_factory):
    """The folder of a good pack with a golden case; to be copied, not changed."""
    folder = tmp_path_factory.mktemp("made") / "bright-block"
    (folder / "golden").mkdir(parents=True)
    save_file(trained_weights, folder / "weights.safetensors")
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
