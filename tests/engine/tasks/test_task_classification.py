"""Classifiers of pictures, volumes and slices; what they say of each slice of the image."""

from __future__ import annotations

import numpy as np
import onnx
import pytest
import torch
from onnx import TensorProto, helper, numpy_helper

from medviewer.api.contract import InputContract
from medviewer.api.model_info import OperatingPoint
from medviewer.core.errors import Cancelled, ModelError
from medviewer.core.geometry import Geometry
from medviewer.engine.networks.table import build_network
from medviewer.engine.outputs.slice_values import aggregated
from medviewer.inference.run import run_model
from medviewer.packs.pack_manifest import Calibration
from medviewer.packs.stage import Normalise, Output, Space, Stage, Tiles
from medviewer.scene.layers.finding_slices import go_to_finding_slice
from medviewer.scene.layers.layers import FindingsLayer
from medviewer.scene.scene import Scene

TO_UNIT = ((Normalise("range", low=0, high=1000),),)


def brightest(dims: int) -> bytes:
    """A classifier in ONNX of images of any size: the logit is 10 times the brightest voxel, less 5."""
    image = helper.make_tensor_value_info("image", TensorProto.FLOAT, [1, 1, *(f"n{n}" for n in range(dims))])
    graph = helper.make_graph(
        [
            helper.make_node("GlobalMaxPool", ["image"], ["highest"]),
            helper.make_node("Reshape", ["highest", "row"], ["one"]),
            helper.make_node("Mul", ["one", "ten"], ["tenfold"]),
            helper.make_node("Sub", ["tenfold", "five"], ["logit"]),
        ],
        "brightest",
        [image],
        [helper.make_tensor_value_info("logit", TensorProto.FLOAT, [1, 1])],
        [
            numpy_helper.from_array(np.array([1, 1]), "row"),
            numpy_helper.from_array(np.array(10.0, np.float32), "ten"),
            numpy_helper.from_array(np.array(5.0, np.float32), "five"),
        ],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    return model.SerializeToString()


def a_stage(options=None, **changes) -> Stage:
    output = Output("sigmoid_scores", (1,), options=options or {})
    given = {"space": Space(slices=True), "output": output, "normalise": TO_UNIT} | changes
    return Stage("slices", format="onnx", weights=("net.onnx",), **given)


def sigmoid(logit: float) -> float:
    return float(1 / (1 + np.exp(-logit)))


@pytest.fixture
def two_bright_slices(an_oblique_grid, a_volume_of):
    voxels = np.zeros(an_oblique_grid.shape_kji, np.int16)
    voxels[..., ::2] = 10  # what a slice without anything in it looks like
    voxels[7, 10:20, 10:20], voxels[19, 5, 5] = 900, 600
    return a_volume_of(voxels, an_oblique_grid)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, sigmoid(4)),
        ({"aggregate": "mean"}, (sigmoid(4) + sigmoid(1) + 24 * sigmoid(-4.9)) / 26),
        ({"aggregate": "top_k", "top_k": 2}, (sigmoid(4) + sigmoid(1)) / 2),
        ({"aggregate": "noisy_or"}, 1 - (1 - sigmoid(4)) * (1 - sigmoid(1)) * (1 - sigmoid(-4.9)) ** 24),
    ],
    ids=["max", "mean", "top_k", "noisy_or"],
)
def test_slices_are_put_together_as_the_pack_says(packs, two_bright_slices, options, expected):
    folder = packs.write("classification", a_stage(options), brightest(2), ("bright",))
    (finding,) = packs.run(folder, two_bright_slices).findings
    assert finding.probability == pytest.approx(expected, abs=2e-3)
    assert len(finding.per_slice) == 26
    assert int(np.argmax(finding.per_slice)) == 7
    assert finding.per_slice[19] == pytest.approx(sigmoid(1), abs=2e-3)
    assert finding.slice_places == ()


@pytest.mark.parametrize("axes", ["IPL", "SPL", "SAR"])
def test_a_slice_keeps_its_number_whichever_way_the_network_goes(packs, two_bright_slices, axes):
    folder = packs.write("classification", a_stage(space=Space(axes, slices=True)), brightest(2), ("bright",))
    (finding,) = packs.run(folder, two_bright_slices).findings
    assert np.flatnonzero(np.array(finding.per_slice) > 0.5).tolist() == [7, 19]


def test_finer_slices_of_the_network_lose_none_of_the_image(packs, two_bright_slices):
    space = Space("SPL", spacing_mm=(0.7, 0.0, 0.0), slices=True)
    folder = packs.write("classification", a_stage(space=space), brightest(2), ("bright",))
    (finding,) = packs.run(folder, two_bright_slices).findings
    assert len(finding.per_slice) == 26
    assert int(np.argmax(finding.per_slice)) == 7
    assert finding.per_slice[12] < 0.01


def test_slices_across_those_of_the_image_are_told_by_their_places(packs, a_volume_of):
    voxels = np.zeros((8, 20, 30), np.int16)
    voxels[:, ::2] = 10
    voxels[:, :, 21] = 900
    volume = a_volume_of(voxels, Geometry((8, 20, 30), (-10.0, 5.0, 3.0), (1.5, 1.0, 2.0)))
    stage = a_stage(space=Space("LPS", slices=True))
    result = packs.run(packs.write("classification", stage, brightest(2), ("bright",)), volume)
    (finding,) = result.findings
    assert len(finding.per_slice) == 30
    best = int(np.argmax(finding.per_slice))
    assert finding.slice_places[best][0] == pytest.approx(-10.0 + 21 * 1.5)
    scene = Scene()
    scene.add_result(result, scene.add_volume(volume).id)
    go_to_finding_slice(scene, finding, best)
    assert volume.geometry.nearest_index(scene.cursor_lps)[0] == 21


def test_empty_slices_are_left_out(packs, two_bright_slices):
    stage = a_stage({"aggregate": "mean"}, tiles=Tiles(skip_below=0.02))
    (finding,) = packs.run(
        packs.write("classification", stage, brightest(2), ("bright",)), two_bright_slices
    ).findings
    assert finding.probability == pytest.approx((sigmoid(4) + sigmoid(1)) / 2, abs=2e-3)
    assert finding.per_slice[3] == 0.0


def test_a_volume_is_seen_whole(packs, two_bright_slices):
    stage = a_stage(space=Space())
    (finding,) = packs.run(
        packs.write("classification", stage, brightest(3), ("bright",)), two_bright_slices
    ).findings
    assert finding.probability == pytest.approx(sigmoid(4), abs=2e-3)
    assert finding.per_slice == ()


def test_threshold_operating_point_and_calibration_come_from_the_pack(packs, two_bright_slices):
    folder = packs.write(
        "classification",
        a_stage(space=Space()),
        brightest(3),
        ("bright",),
        operating_points=(
            OperatingPoint("bright", "screening", 0.2, 0.95, 0.6),
            OperatingPoint("bright", "rule in", 0.9),
        ),
        calibration=(Calibration("temperature", 2.0, error=0.03, cases=400),),
    )
    (finding,) = packs.run(folder, two_bright_slices).findings
    assert finding.probability == pytest.approx(sigmoid(2), abs=2e-3)  # 4 / 2
    assert (finding.threshold, finding.operating_point) == (0.2, "screening")
    assert "ECE 0.03" in finding.calibration
    (strict,) = packs.run(folder, two_bright_slices, {"operating_point": "rule in"}).findings
    assert not strict.is_positive


def test_a_radiograph_is_resized_and_its_classes_exclude_each_other(packs, a_volume_of):
    torch.manual_seed(2)
    network = build_network("torchvision.squeezenet1_1", {"num_classes": 3})
    values = np.random.default_rng(4).integers(0, 4000, (1, 90, 70)).astype(np.uint16)
    volume = a_volume_of(values, unit="", modality="DX")
    steps = (Normalise("minmax"), Normalise("linear", scale=2.0, shift=-1.0))
    stage = Stage(
        "chest", "torchvision.squeezenet1_1", {"num_classes": 3}, normalise=(steps,) * 3,
        space=Space("", slices=True, resize=(64, 64)), output=Output("scores", (0, 1, 2)),
    )  # fmt: skip
    contract = InputContract(modalities=("DX",), dimensions=2)
    folder = packs.write("classification", stage, network, ("effusion", "opacity"), contract)
    result = packs.run(folder, volume, {"precision": "float32"})
    picture = torch.from_numpy(values[0].astype(np.float32))[None, None]
    small = torch.nn.functional.interpolate(picture, (64, 64), mode="bilinear", antialias=True)
    small = (small - small.min()) / (small.max() - small.min()) * 2 - 1
    with torch.inference_mode():
        expected = torch.softmax(network(small.repeat(1, 3, 1, 1))[0], 0).numpy()
    assert [finding.label for finding in result.findings] == ["effusion", "opacity"]
    assert [finding.probability for finding in result.findings] == pytest.approx(expected[1:], abs=1e-3)
    scene = Scene()
    assert isinstance(scene.add_result(result, scene.add_volume(volume).id), FindingsLayer)


def test_more_outputs_than_labels_are_told(packs, two_bright_slices):
    stage = a_stage()
    folder = packs.write(
        "classification",
        Stage(
            "s",
            format="onnx",
            weights=("net.onnx",),
            space=stage.space,
            output=Output("sigmoid_scores", (1, 2)),
        ),
        brightest(2),
        ("bright", "dark"),
    )
    with pytest.raises(ModelError, match="gives 1 numbers, and its pack names 2"):
        packs.run(folder, two_bright_slices)


def test_noisy_or_of_nothing_likely_is_unlikely():
    low = np.full((40, 2), 0.001)
    assert aggregated(low, "noisy_or") == pytest.approx([0.0392, 0.0392], abs=1e-3)
    assert aggregated(low, "top_k", 100) == pytest.approx([0.001, 0.001])


def test_a_cancel_stops_between_two_slices(packs, two_bright_slices):
    folder = packs.write("classification", a_stage(), brightest(2), ("bright",))
    told = []

    def report(fraction, message=""):
        told.append(fraction)
        if len(told) == 6:
            raise Cancelled()

    with pytest.raises(Cancelled):
        run_model(str(folder), two_bright_slices, {}, "cpu", report=report)
    assert len(told) == 6
