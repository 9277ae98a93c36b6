"""The golden case of a converted pack says something wherever one of three made-up patients makes it."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import nibabel
import numpy as np
import pytest
import torch

sys.path.insert(0, str(Path(__file__).parent))
from bundle_maker import NETWORK, config, made_network, metadata, write_bundle

from medviewer.core.segmentation import Segmentation
from medviewer.core.volume import Volume
from medviewer.engine.pack_model import PackModel
from medviewer.importers.convert import convert
from medviewer.importers.phantom import phantom
from medviewer.io.progress import LocalReport
from medviewer.packs.pack_manifest import PackManifest


def _converted(tmp_path: Path, bias: float) -> tuple[PackManifest, np.ndarray]:
    """A pack of a network whose first class wins over the others by ``bias``, and its known answer."""
    network = made_network(NETWORK)
    last = [parameter for name, parameter in network.named_parameters() if name.endswith("bias")][-1]
    with torch.no_grad():
        last[0] += bias
    bundle = write_bundle(tmp_path / "bundle", config(), metadata(), network)
    manifest = convert(bundle, tmp_path / "pack", {}, LocalReport())
    assert manifest.golden is not None
    return manifest, np.asarray(nibabel.load(manifest.folder / manifest.golden.expected).dataobj)


def test_a_network_that_says_something_has_its_first_made_up_patient(tmp_path: Path) -> None:
    manifest, expected = _converted(tmp_path, 0.0)
    assert expected.min() < expected.max()
    assert "one value everywhere" not in manifest.made_from


def test_a_network_that_says_nothing_of_any_patient_is_noted_in_the_pack(tmp_path: Path) -> None:
    manifest, expected = _converted(tmp_path, 1e6)
    assert expected.min() == expected.max() == 0
    assert "one value everywhere" in manifest.made_from


def test_another_patient_is_tried_where_the_first_is_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A network that is silent about the first patient only."""
    told = PackModel.predict
    asked: list[Volume] = []

    def predict(self: PackModel, volume: Volume, *others: object) -> object:
        asked.append(volume)
        found = told(self, volume, *others)  # type: ignore[arg-type]
        assert isinstance(found, Segmentation)
        if len(asked) == 1:
            return replace(found, labels=np.zeros_like(found.labels))
        return found

    monkeypatch.setattr(PackModel, "predict", predict)
    manifest, expected = _converted(tmp_path, 0.0)
    assert manifest.golden is not None
    given = np.asarray(nibabel.load(manifest.folder / manifest.golden.inputs[0]).dataobj)
    assert len(asked) == 2
    assert (given.transpose(2, 1, 0) == asked[1].voxels).all()
    assert expected.min() < expected.max()
    assert "one value everywhere" not in manifest.made_from


def test_patients_differ() -> None:
    first, second, third = (phantom((20, 22, 24), (1, 1, 1), "CT", None, 0, n).voxels for n in range(3))
    for one, other in ((first, second), (first, third), (second, third)):
        assert (np.abs(one.astype(int) - other) > 50).mean() > 0.05
