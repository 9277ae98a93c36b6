"""A recurrent network reads the slices in order: what it says of the whole and of each slice."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from medviewer.core.errors import ModelError
from medviewer.core.geometry import Geometry
from medviewer.engine.networks.table import build_network
from medviewer.packs.stage import Normalise, Output, Space, Stage
from medviewer.scene.layers.layers import FindingsLayer
from medviewer.scene.scene import Scene

ARGUMENTS = {"in_channels": 1, "classes": 1, "features": (1,), "hidden": 1, "bidirectional": False}


def sees_brightness() -> torch.nn.Module:
    """Says of each slice 20 * tanh(its mean) - 5, attends to bright ones, and keeps no memory."""
    network = build_network("medviewer.SliceSequence", ARGUMENTS)
    state = {name: torch.zeros_like(value) for name, value in network.state_dict().items()}
    state["encoder.0.weight"][0, 0, 1, 1] = 1.0
    state["encoder.1.weight"][:] = state["encoder.1.running_var"][:] = 1.0
    # gates in torch's order: reset, update, new; an update gate at 0 takes the new state alone
    state["recurrent.weight_ih_l0"][2] = 1.0
    state["recurrent.bias_ih_l0"][1] = -50.0
    state["head.weight"][:], state["head.bias"][:] = 20.0, -5.0
    state["attention.0.weight"][:], state["attention.2.weight"][:] = 1.0, 12.0
    network.load_state_dict(state)
    return network


def a_stage(**options) -> Stage:
    return Stage(
        "reader",
        "medviewer.SliceSequence",
        ARGUMENTS,
        normalise=((Normalise("range", low=0, high=1000),),),
        space=Space("SPL", resize=(16, 16)),
        output=Output("sigmoid_scores", (1,), options=options),
    )


@pytest.fixture
def a_bright_stretch(a_volume_of):
    voxels = np.full((18, 20, 20), 50, np.int16)
    voxels[12:15] = 800
    return a_volume_of(voxels, Geometry((18, 20, 20), (0.0, 0.0, 0.0), (1.0, 1.0, 3.0)))


def test_the_bright_slices_are_told_and_decide(packs, a_bright_stretch):
    folder = packs.write("sequence", a_stage(), sees_brightness(), ("bright",))
    result = packs.run(folder, a_bright_stretch, {"precision": "float32"})
    (finding,) = result.findings
    high, low = (1 / (1 + np.exp(-(20 * np.tanh(v) - 5))) for v in (0.8, 0.05))
    assert np.flatnonzero(np.array(finding.per_slice) > 0.5).tolist() == [12, 13, 14]
    assert finding.per_slice[13] == pytest.approx(high, abs=5e-3)
    assert finding.per_slice[3] == pytest.approx(low, abs=5e-3)
    attention = np.exp(12 * np.tanh(np.tanh(np.where(np.isin(np.arange(18), (12, 13, 14)), 0.8, 0.05))))
    logits = 20 * np.tanh(np.where(np.isin(np.arange(18), (12, 13, 14)), 0.8, 0.05)) - 5
    whole = float((attention / attention.sum()) @ logits)
    assert finding.probability == pytest.approx(1 / (1 + np.exp(-whole)), abs=5e-3)
    assert finding.is_positive
    assert finding.per_slice_kind == "probability"
    scene = Scene()
    assert isinstance(scene.add_result(result, scene.add_volume(a_bright_stretch).id), FindingsLayer)


def test_attention_may_be_told_instead(packs, a_bright_stretch):
    folder = packs.write("sequence", a_stage(per_slice="attention"), sees_brightness(), ("bright",))
    (finding,) = packs.run(folder, a_bright_stretch, {"precision": "float32"}).findings
    assert finding.per_slice_kind == "attention"
    assert max(finding.per_slice) == pytest.approx(1.0)
    assert np.flatnonzero(np.array(finding.per_slice) > 0.5).tolist() == [12, 13, 14]


def test_the_order_of_slices_matters_to_a_network_with_a_memory():
    torch.manual_seed(3)
    network = build_network("medviewer.SliceSequence", {"classes": 2, "features": (4, 8), "cell": "lstm"})
    images = torch.rand(1, 1, 40, 16, 16)
    with torch.inference_mode():
        there, back = network(images), network(images.flip(2))
    assert there.shape == (1, 3, 41)
    assert not torch.allclose(there[0, 0, 0], back[0, 0, 0], atol=1e-7)
    # the whole is the mean of the slices weighted by attention
    attention, slices = there[0, -1, 1:], there[0, :2, 1:]
    assert float(attention.sum()) == pytest.approx(1.0, abs=1e-5)
    assert torch.allclose((slices * attention).sum(-1), there[0, :2, 0], atol=1e-5)


def test_a_network_that_gives_something_else_is_told(packs, a_bright_stretch):
    arguments = ARGUMENTS | {"classes": 2}
    stage = a_stage()
    network = build_network("medviewer.SliceSequence", arguments)
    other = Stage("reader", stage.architecture, arguments, space=stage.space, output=stage.output)
    with pytest.raises(ModelError, match="numbers for 18 slices and 1 outputs"):
        packs.run(packs.write("sequence", other, network, ("bright",)), a_bright_stretch)


def test_logits_of_folds_are_averaged(packs, a_bright_stretch):
    sure, unsure = sees_brightness(), sees_brightness()
    with torch.no_grad():
        unsure.head.bias -= 8.0
    folds = ("a.safetensors", "b.safetensors")
    folder = packs.write("sequence", replace(a_stage(), weights=folds), (sure, unsure), ("bright",))
    (one,) = packs.run(folder, a_bright_stretch, {"precision": "float32", "folds": "1"}).findings
    (both,) = packs.run(folder, a_bright_stretch, {"precision": "float32"}).findings
    odds = [np.log(p / (1 - p)) for p in (one.per_slice[13], both.per_slice[13])]
    assert odds[0] - odds[1] == pytest.approx(4.0, abs=0.1)
