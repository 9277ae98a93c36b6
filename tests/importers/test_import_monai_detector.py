"""MONAI's detection bundles become packs that find the boxes that MONAI's own detector finds."""

from __future__ import annotations

import copy
import json
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

sys.path.insert(0, str(Path(__file__).parent))
from detector_bundle import RESNET, ZOO_BACKBONE, detector_config, detector_metadata, write_detector

from medviewer.core.detections import Detections
from medviewer.core.errors import PluginError
from medviewer.core.geometry import Geometry
from medviewer.core.volume import Volume
from medviewer.engine.networks.table import build_network
from medviewer.engine.pack_model import PackModel
from medviewer.engine.reckoning.workload import workload
from medviewer.importers.convert import convert
from medviewer.importers.monai_bundle.bundle_config import BundleConfig
from medviewer.importers.monai_bundle.detector import read_detector
from medviewer.importers.phantom import phantom
from medviewer.importers.refused import ImportRefused
from medviewer.io.progress import LocalReport
from medviewer.io.write import save_volume
from medviewer.packs.pack_manifest import PackManifest

NO_GOLDEN = {"golden": "no"}


@pytest.fixture(scope="module")
def a_bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_detector(tmp_path_factory.mktemp("detector") / "nodules")


@pytest.fixture(scope="module")
def a_pack(a_bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> PackManifest:
    return convert(a_bundle, tmp_path_factory.mktemp("pack") / "pack", NO_GOLDEN, LocalReport())


def _by_monai(bundle: Path, image: Path) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Boxes as centre and size in LPS mm, and scores: the bundle's own configuration, run by MONAI."""
    warnings.simplefilter("ignore")  # of optional readers that are not installed
    from monai.bundle import ConfigParser

    parser = ConfigParser()
    parser.read_config(str(bundle / "configs" / "inference.json"))
    parser["whether_raw_luna16"] = True
    # MONAI's ITKReader needs ITK; its reader by nibabel gives the same array and affine (RAS).
    parser["preprocessing"]["transforms"][1] = {"_target_": "LoadImaged", "keys": "image"}
    del parser["preprocessing"]["transforms"][2]["meta_key_postfix"]  # which MONAI no longer has
    before, after = parser.get_parsed_content("preprocessing"), parser.get_parsed_content("postprocessing")
    network, detector = parser.get_parsed_content("network_def"), parser.get_parsed_content("detector")
    network.load_state_dict(torch.load(bundle / "models" / "model.pt", weights_only=True))
    parser.get_parsed_content("detector_ops")
    detector.eval()
    case = before({"image": str(image)})
    # what scripts.detection_inferer.RetinaNetInferer does: a window only for an image that is larger
    is_large = case["image"][0].numel() >= np.prod(detector.inferer.roi_size)
    assert not is_large
    with torch.inference_mode():
        (found,) = detector([case["image"]], use_inferer=is_large)
    done = after({**found, "image": case["image"]})
    return np.asarray(done["box"]), np.asarray(done["label_scores"])


def _by_us(manifest: PackManifest, volume: Volume) -> Detections:
    model = PackModel(manifest, manifest.folder)
    model.load("cpu")
    result = model.predict(volume, {"precision": "float32"}, LocalReport())
    model.close()
    assert isinstance(result, Detections)
    return result


@pytest.mark.parametrize(
    ("shape", "spacing", "turned"),
    [((24, 40, 44), (1.5, 1.5, 2.0), False), ((22, 41, 37), (1.5, 1.5, 2.0), True),
     ((21, 50, 47), (1.1, 1.3, 2.6), False), ((21, 50, 47), (1.1, 1.3, 2.6), True)],
    ids=["on its spacing", "turned", "resampled", "turned and resampled"],
)  # fmt: skip
def test_boxes_in_the_world_are_those_of_monais_detector(
    a_bundle: Path,
    a_pack: PackManifest,
    tmp_path: Path,
    shape: tuple[int, int, int],
    spacing: tuple[float, float, float],
    turned: bool,
) -> None:
    volume = phantom(shape, spacing, "CT")
    if turned:
        axes = ((0.0, -1.0, 0.0), (-1.0, 0.0, 0.0), (0.0, 0.0, -1.0))
        volume = Volume(volume.voxels, Geometry(shape, (30.0, -20.0, 7.0), spacing, axes), unit="HU")
    image = tmp_path / "image.nii"
    save_volume(volume, str(image), LocalReport())
    boxes, scores = _by_monai(a_bundle, image)
    ours = _by_us(a_pack, volume).boxes
    # MONAI's grid may reach half a voxel beyond the picture; a box with its middle there is not told
    inside = np.array([volume.geometry.nearest_index(box[:3]) is not None for box in boxes])
    assert (~inside).sum() <= (0 if spacing == (1.5, 1.5, 2.0) else 1)
    boxes, scores = boxes[inside], scores[inside]
    assert len(boxes) > 10
    assert len(ours) == len(boxes)
    assert [box.score for box in ours] == pytest.approx(scores.tolist(), abs=1e-5)
    found = np.array([[*box.centre_lps, *box.size_lps] for box in ours])
    assert np.abs(found - boxes).max() < 1e-2


def test_what_the_zoos_detector_says_is_in_the_pack(a_pack: PackManifest) -> None:
    (stage,) = a_pack.stages
    assert (a_pack.info.task, stage.architecture, stage.output.kind) == (
        "detection",
        "monai.RetinaNet",
        "boxes",
    )
    assert (stage.space.axes, stage.space.spacing_mm) == ("RAS", (1.5, 1.5, 2.0))
    (step,) = stage.normalise[0]
    assert (step.op, step.low, step.high, step.clip) == ("range", -1024.0, 300.0, True)
    assert (stage.tiles.size, stage.tiles.step) == ((64, 64, 32), 0.75)
    assert stage.output.options == {
        "form": "anchors",
        "strides": ((4, 4, 2), (8, 8, 4), (16, 16, 8)),
        "size_divisible": (16, 16, 8),
        "anchor_shapes": ((6, 8, 4), (8, 6, 5), (10, 10, 6)),
        "level_scales": (1, 2, 4),
        "score_threshold": 0.02,
        "nms_threshold": 0.22,
        "candidates_per_level": 1000,
        "most_boxes": 300,
    }
    assert stage.output.threshold == 0.02
    assert "window by window" in a_pack.made_from
    assert "brought to its spacing" in a_pack.made_from


def test_a_small_image_is_reckoned_as_it_is_looked_at(a_pack: PackManifest) -> None:
    (small,) = workload(a_pack, Geometry((24, 40, 44), (0, 0, 0), (1.5, 1.5, 2.0)), {})
    (large,) = workload(a_pack, Geometry((48, 100, 100), (0, 0, 0), (1.5, 1.5, 2.0)), {})
    assert (small.tiles, small.tile_voxels) == (1, 48 * 48 * 24)
    assert (large.tiles, large.tile_voxels) == (8, 64 * 64 * 32)


def test_an_image_larger_than_the_window_is_searched_window_by_window(a_pack: PackManifest) -> None:
    volume = phantom((40, 80, 70), (1.5, 1.5, 2.0), "CT")
    boxes = _by_us(a_pack, volume).boxes
    assert boxes
    assert all(volume.geometry.nearest_index(box.centre_lps) is not None for box in boxes)


def test_the_zoos_resnet_has_the_names_and_shapes_of_monais() -> None:
    from monai.apps.detection.networks.retinanet_network import RetinaNet, resnet_fpn_feature_extractor
    from monai.networks.nets.resnet import resnet50

    document = detector_config(backbone=ZOO_BACKBONE)
    told = read_detector(BundleConfig(document)).arguments
    with torch.device("meta"):
        backbone = resnet50(
            spatial_dims=3, n_input_channels=1, conv1_t_stride=[2, 2, 1], conv1_t_size=[7, 7, 7]
        )
        extractor = resnet_fpn_feature_extractor(backbone, 3, False, [1, 2], None)
        theirs = RetinaNet(3, 1, 3, extractor, size_divisible=[16, 16, 8]).state_dict()
        ours = build_network("monai.RetinaNet", told).state_dict()
    assert {name: value.shape for name, value in ours.items()} == {n: v.shape for n, v in theirs.items()}


def _with(key: str, value: Any) -> Callable[[dict[str, Any]], None]:
    def change(document: dict[str, Any]) -> None:
        place = document
        *path, last = key.split("/")
        for name in path:
            place = place[int(name)] if isinstance(place, list) else place[name]
        if isinstance(place, list):
            place[int(last)] = value
        else:
            place[last] = value

    return change


HOSTILE = {
    "a backbone of its own": (_with("backbone", "$scripts.net.make(3)"), "wanted to run the Python expr"),
    "another backbone": (
        _with("backbone", "$monai.networks.nets.DenseNet121(spatial_dims=3, in_channels=1, out_channels=1)"),
        "none of MONAI's residual networks",
    ),
    "fetched weights": (
        _with("backbone", "$monai.networks.nets.resnet.resnet50(pretrained=True, spatial_dims=3)"),
        "fetch a pretrained backbone",
    ),
    "code in the pyramid": (
        _with("feature_extractor", "$exec('import os')"),
        "wanted to run the Python expression",
    ),
    "code in an argument": (
        _with(
            "detector_ops/1", "$@detector.set_box_selector_parameters(score_thresh=__import__('os').nice(0))"
        ),
        "wanted to run the Python expression",
    ),
    "another setting": (
        _with("detector_ops/1", "$@detector.set_target_keys.__globals__.clear()"),
        "wanted to run the Python expression",
    ),
    "unknown choice": (
        _with("detector_ops/1", "$@detector.set_box_selector_parameters(apply_sigmoid=False)"),
        "chooses boxes in a way",
    ),
    "anchors by ratio": (
        _with("anchor_generator", {"_target_": "AnchorGenerator", "sizes": [[8], [16], [32]]}),
        "not told by their shapes",
    ),
    "fewer anchors": (_with("anchor_generator/base_anchor_shapes", [[6, 8, 4]]), "not as many"),
    "other levels": (_with("anchor_generator/feature_map_scales", [1, 2]), "2 scales and its network 3"),
    "own script": (_with("inferer/_target_", "scripts.mine.Inferer"), "wanted to run 'scripts.mine.Inferer'"),
    "plain window": (
        _with("inferer", {"_target_": "SlidingWindowInferer", "roi_size": [64, 64, 32]}),
        "not the one of MONAI's detection",
    ),
    "window that does not fit": (
        _with("infer_patch_size", [60, 64, 32]),
        "no multiple of its size_divisible",
    ),
    "sizes that do not fit": (_with("network_def/size_divisible", [8, 8, 8]), "size_divisible"),
    "boxes of another form": (
        _with("postprocessing/transforms/2/src_mode", "ccwh"),
        "another form than corners",
    ),
    "unknown step": (
        _with("postprocessing/transforms/0", {"_target_": "Activationsd", "keys": "box", "sigmoid": True}),
        "not known for boxes",
    ),
    "endless network": (_with("network_def/num_classes", 10**9), "how many classes"),
    "a list of nothing": (_with("anchor_generator/base_anchor_shapes", [[0, -1, 2]] * 3), "numbers above 0"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_not_known_of_a_detector_is_refused_in_words(tmp_path: Path, name: str) -> None:
    change, reason = HOSTILE[name]
    document = copy.deepcopy(detector_config())
    change(document)
    bundle = write_detector(tmp_path / "bundle", document, has_weights=False)
    with pytest.raises(ImportRefused, match=reason):
        convert(bundle, tmp_path / "pack", NO_GOLDEN, LocalReport())
    assert not any((tmp_path / "pack").iterdir())


def test_weights_of_another_detector_are_refused(a_bundle: Path, tmp_path: Path) -> None:
    document = json.loads((a_bundle / "configs" / "inference.json").read_text())
    document["backbone"] = RESNET.replace("[4, 8, 16, 32]", "[8, 16, 32, 64]")
    bundle = write_detector(tmp_path / "bundle", document, has_weights=False)
    (bundle / "models" / "model.pt").unlink()
    (bundle / "models" / "model.pt").hardlink_to(a_bundle / "models" / "model.pt")
    with pytest.raises(PluginError, match="of shape"):
        convert(bundle, tmp_path / "pack", NO_GOLDEN, LocalReport())


def test_classes_have_the_names_of_the_metadata(tmp_path: Path) -> None:
    about = detector_metadata()
    about["network_data_format"]["outputs"]["pred"]["channel_def"] = {"0": "nodule"}
    bundle = write_detector(tmp_path / "bundle", about=about)
    manifest = convert(bundle, tmp_path / "pack", {}, LocalReport())
    assert [label.name for label in manifest.info.labels] == ["nodule"]
    assert manifest.golden is not None
