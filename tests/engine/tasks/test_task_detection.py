"""Boxes: as MONAI's detector finds them, over tiles, and in the world."""

from __future__ import annotations

from itertools import product

import numpy as np
import onnx
import pytest
import torch
from onnx import TensorProto, helper, numpy_helper

from medviewer.api.contract import InputContract
from medviewer.core.errors import ModelError
from medviewer.core.geometry import Geometry
from medviewer.engine.networks.table import build_network
from medviewer.engine.outputs.detection_boxes import FoundBoxes, suppressed
from medviewer.packs.stage import Normalise, Output, Space, Stage, Tiles
from medviewer.scene.layers.layers import DetectionsLayer
from medviewer.scene.scene import Scene

CELL = 4
GROUND = np.zeros((16, 16, 16), np.int16)
GROUND[..., ::2] = 10
TO_UNIT = ((Normalise("range", low=0, high=1000),),)


def bright_cells(size: tuple[int, ...]) -> bytes:
    """A detector in ONNX: each cell of 4 voxels an axis is a box whose score is its brightest voxel."""
    cells = list(product(*(range(n // CELL) for n in size)))
    boxes = np.array(
        [[*(CELL * n for n in cell), *(CELL * (n + 1) for n in cell)] for cell in cells], np.float32
    )
    nodes = [
        helper.make_node(
            "MaxPool", ["image"], ["brightest"], kernel_shape=[CELL] * len(size), strides=[CELL] * len(size)
        ),
        helper.make_node("Reshape", ["brightest", "rows"], ["scores"]),
        helper.make_node("Concat", ["boxes", "scores"], ["found"], axis=2),
    ]
    graph = helper.make_graph(
        nodes,
        "bright_cells",
        [helper.make_tensor_value_info("image", TensorProto.FLOAT, [1, 1, *size])],
        [helper.make_tensor_value_info("found", TensorProto.FLOAT, [1, len(cells), 2 * len(size) + 1])],
        [
            numpy_helper.from_array(boxes[None], "boxes"),
            numpy_helper.from_array(np.array([1, len(cells), 1]), "rows"),
        ],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    return model.SerializeToString()


def a_cell_stage(size, **changes) -> Stage:
    options = {"form": "boxes", "score_threshold": 0.5, "whole_numbers_at": "edges"}
    given = {
        "tiles": Tiles(size, step=0.5, blending="constant"),
        "output": Output("boxes", (1,), options=options),
    }
    return Stage("cells", format="onnx", weights=("net.onnx",), normalise=TO_UNIT, **(given | changes))


@pytest.fixture
def two_bright_voxels(an_oblique_grid, a_volume_of):
    voxels = np.zeros(an_oblique_grid.shape_kji, np.int16)
    voxels[..., ::2] = 10
    voxels[9, 22, 30], voxels[17, 5, 6] = 900, 700
    return a_volume_of(voxels, an_oblique_grid)


def test_bright_voxels_are_found_in_an_oblique_volume_over_tiles(packs, two_bright_voxels):
    folder = packs.write("detection", a_cell_stage((16, 16, 16)), bright_cells((16, 16, 16)), ("bright",))
    boxes = packs.run(folder, two_bright_voxels).boxes
    assert [round(box.score, 2) for box in boxes] == [0.9, 0.7]
    grid = two_bright_voxels.geometry
    for box, (k, j, i) in zip(boxes, ((9, 22, 30), (17, 5, 6)), strict=True):
        off = np.abs(np.array(box.centre_lps) - grid.index_to_lps((i, j, k)))
        assert (off <= np.array(box.size_lps) / 2).all()
        # a cell is 4 x 4 x 4 voxels; the box along the patient's axes around it is larger, but not by far
        cell_mm = CELL * np.array(grid.spacing_ijk)
        around = np.abs(np.array(grid.axes_lps)).T @ cell_mm
        assert np.array(box.size_lps) == pytest.approx(around, rel=1e-4)


@pytest.mark.parametrize("axes", ["SPL", "RAI", "LSP"])
def test_a_straight_volume_has_boxes_of_exactly_the_cell_whatever_the_axes(packs, a_volume_of, axes):
    voxels = GROUND.copy()
    voxels[5, 9, 14] = 800
    volume = a_volume_of(voxels, Geometry((16, 16, 16), (10.0, 20.0, 30.0), (1.0, 1.0, 2.0)))
    stage = a_cell_stage((16, 16, 16), space=Space(axes))
    (box,) = packs.run(packs.write("detection", stage, bright_cells((16, 16, 16)), ("bright",)), volume).boxes
    # voxels 12..15 along i, 8..11 along j, 4..7 along k, from edge to edge
    assert box.centre_lps == pytest.approx((10 + 13.5, 20 + 9.5, 30 + 2 * 5.5))
    assert box.size_lps == pytest.approx((4.0, 4.0, 8.0))


def test_whole_numbers_may_lie_at_the_middle_of_voxels(packs, a_volume_of):
    voxels = GROUND.copy()
    voxels[5, 9, 14] = 800
    volume = a_volume_of(voxels, Geometry((16, 16, 16)))
    output = Output("boxes", (1,), options={"form": "boxes", "score_threshold": 0.5})
    stage = a_cell_stage((16, 16, 16), output=output)
    (box,) = packs.run(packs.write("detection", stage, bright_cells((16, 16, 16)), ("bright",)), volume).boxes
    assert box.centre_lps == pytest.approx((14.0, 10.0, 6.0))


def test_nothing_bright_is_no_box_and_boxes_become_a_layer(
    packs, an_oblique_grid, a_volume_of, two_bright_voxels
):
    folder = packs.write("detection", a_cell_stage((16, 16, 16)), bright_cells((16, 16, 16)), ("bright",))
    ground = np.zeros(an_oblique_grid.shape_kji, np.int16)
    ground[::2] = 100
    assert packs.run(folder, a_volume_of(ground, an_oblique_grid)).boxes == ()
    scene = Scene()
    layer = scene.add_result(packs.run(folder, two_bright_voxels), scene.add_volume(two_bright_voxels).id)
    assert isinstance(layer, DetectionsLayer)


def test_over_many_tiles_nothing_is_lost_and_nothing_found_twice(packs, a_volume_of):
    shape = (32, 40, 48)  # so that cells of all tiles coincide
    places = np.random.default_rng(11).permutation(np.prod(shape) // 64)[:60]
    cells = np.stack(np.unravel_index(places, [n // CELL for n in shape]), axis=1)
    voxels = np.zeros(shape, np.int16)
    voxels[..., ::2] = 10
    voxels[tuple((cells * CELL + 2).T)] = 900
    volume = a_volume_of(voxels, Geometry(shape))
    folder = packs.write("detection", a_cell_stage((16, 16, 16)), bright_cells((16, 16, 16)), ("bright",))
    boxes = packs.run(folder, volume).boxes
    found = np.array([volume.geometry.lps_to_index(box.centre_lps)[::-1] for box in boxes])
    assert sorted(map(tuple, found.round(3).tolist())) == sorted(map(tuple, (cells * CELL + 1.5).tolist()))


def test_a_box_of_a_single_picture_is_as_thick_as_the_picture(packs, a_volume_of):
    voxels = np.zeros((1, 16, 24), np.int16)
    voxels[..., ::2] = 10
    voxels[0, 9, 14] = 800
    volume = a_volume_of(voxels, Geometry((1, 16, 24), (5.0, 6.0, 7.0), (0.5, 0.5, 1.0)), modality="DX")
    stage = a_cell_stage((16, 24), space=Space("", slices=True))
    contract = InputContract(dimensions=2)
    folder = packs.write("detection", stage, bright_cells((16, 24)), ("bright",), contract)
    (box,) = packs.run(folder, volume).boxes
    assert box.centre_lps == pytest.approx((5 + 0.5 * 13.5, 6 + 0.5 * 9.5, 7.0))
    assert box.size_lps == pytest.approx((2.0, 2.0, 1.0))


# --- MONAI's RetinaNet ---

ARGUMENTS = {
    "spatial_dims": 3,
    "in_channels": 1,
    "num_classes": 2,
    "num_anchors": 2,
    "block": "basic",
    "layers": (1, 1, 1, 1),
    "block_inplanes": (8, 16, 32, 64),
    "conv1_t_size": (3, 3, 3),
    "conv1_t_stride": (2, 2, 1),
    "returned_layers": (1, 2),
    "fpn_channels": 16,
}
STRIDES = ((4, 4, 2), (8, 8, 4), (16, 16, 8))
SHAPES = ((4, 6, 4), (8, 8, 6))
OPTIONS = {
    "strides": STRIDES,
    "anchor_shapes": SHAPES,
    "level_scales": (1, 2, 4),
    "score_threshold": 0.02,
    "nms_threshold": 0.3,
    "most_boxes": 40,
}


@pytest.fixture(scope="module")
def a_retina_net():
    torch.manual_seed(5)
    network = build_network("monai.RetinaNet", ARGUMENTS)
    with torch.no_grad():  # so that scores differ from anchor to anchor
        network.classification_head.cls_logits.weight *= 60.0
        network.regression_head.bbox_reg.weight *= 10.0
    return network


def monai_detects(network, image):
    """Boxes, scores and classes of MONAI's own detector with the same weights."""
    from monai.apps.detection.networks.retinanet_detector import RetinaNetDetector
    from monai.apps.detection.networks.retinanet_network import RetinaNet
    from monai.apps.detection.utils.anchor_utils import AnchorGeneratorWithAnchorShape

    theirs = RetinaNet(3, 2, 2, network.feature_extractor, size_divisible=(16, 16, 8))
    theirs.load_state_dict(network.state_dict())
    detector = RetinaNetDetector(theirs.eval(), AnchorGeneratorWithAnchorShape((1, 2, 4), SHAPES))
    detector.set_box_selector_parameters(score_thresh=0.02, nms_thresh=0.3, detections_per_img=40)
    detector.eval()
    with torch.inference_mode():
        (found,) = detector(image)
    return found["boxes"].numpy(), found["labels_scores"].numpy(), found["labels"].numpy()


@pytest.mark.parametrize("shape", [(32, 32, 16), (27, 40, 18)], ids=["fits", "is filled up"])
def test_boxes_equal_those_of_monais_detector(packs, a_retina_net, a_volume_of, shape):
    values = np.random.default_rng(8).integers(0, 1000, shape).astype(np.int16)
    volume = a_volume_of(values, Geometry(shape, (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)))
    image = torch.from_numpy(values.astype(np.float32) / 1000.0)[None, None]
    boxes, scores, labels = monai_detects(a_retina_net, image)
    assert len(boxes) > 10
    # anchors are not cubes, so the tensor's axes matter; each axis is filled up to a multiple of its own
    stage = Stage(
        "nodules", "monai.RetinaNet", ARGUMENTS, normalise=TO_UNIT,
        tiles=Tiles(tuple(-(-n // m) * m for n, m in zip(shape, (16, 16, 8), strict=True))),
        output=Output("boxes", (1, 2), options=OPTIONS),
    )  # fmt: skip
    folder = packs.write("detection", stage, a_retina_net, ("one", "two"))
    ours = packs.run(folder, volume, {"precision": "float32"}).boxes
    assert len(ours) == len(boxes)
    for box, corners, score, label in zip(ours, boxes, scores, labels, strict=True):
        assert box.score == pytest.approx(float(score), abs=1e-5)
        assert box.label == ("one", "two")[int(label)]
        low, high = corners[:3][::-1], corners[3:][::-1]  # a, b, c are z, y, x here
        assert box.centre_lps == pytest.approx((low + high) / 2, abs=1e-3)
        assert box.size_lps == pytest.approx(high - low, abs=1e-3)


def test_weights_have_monais_names(a_retina_net):
    from monai.apps.detection.networks.retinanet_network import RetinaNet, resnet_fpn_feature_extractor
    from monai.networks.nets.resnet import ResNet

    arguments = ARGUMENTS | {"fpn_channels": 256}
    backbone = ResNet("basic", [1, 1, 1, 1], [8, 16, 32, 64], 3, 1, (3, 3, 3), (2, 2, 1))
    extractor = resnet_fpn_feature_extractor(backbone, 3, False, [1, 2], None)
    theirs = RetinaNet(3, 2, 2, extractor, size_divisible=(16, 16, 8)).state_dict()
    ours = build_network("monai.RetinaNet", arguments).state_dict()
    assert {name: value.shape for name, value in ours.items()} == {n: v.shape for n, v in theirs.items()}


def test_strides_that_do_not_fit_are_told(packs, a_retina_net, a_volume_of):
    values = np.random.default_rng(8).integers(0, 1000, (32, 32, 16)).astype(np.int16)
    output = Output("boxes", (1, 2), options=OPTIONS | {"strides": STRIDES[:2], "level_scales": (1, 2)})
    stage = Stage("n", "monai.RetinaNet", ARGUMENTS, normalise=TO_UNIT, output=output)
    folder = packs.write("detection", stage, a_retina_net, ("one", "two"))
    with pytest.raises(ModelError, match="strides make"):
        packs.run(folder, a_volume_of(values))


# --- suppression ---


def test_of_overlapping_boxes_of_one_class_the_best_stays():
    corners = np.array(
        [[0, 0, 0, 10, 10, 10], [1, 0, 0, 11, 10, 10], [0, 0, 0, 10, 10, 10], [30, 0, 0, 40, 10, 10]],
        np.float32,
    )
    found = FoundBoxes(corners, np.array([0.6, 0.9, 0.5, 0.2], np.float32), np.array([0, 0, 1, 0]))
    kept = suppressed(found, 0.3, 10)
    assert kept.scores == pytest.approx([0.9, 0.5, 0.2])  # another class and another place stay
    assert len(suppressed(found, 0.9, 10)) == 4
    assert len(suppressed(found, 0.3, 1)) == 1
