"""A detection bundle in the form of the model zoo's lung_nodule_ct_detection, with a tiny random network."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import torch

from medviewer.engine.networks.torchvision_import import import_torchvision

# MONAI takes parts of torchvision when it is imported, and must find them where they can be found.
import_torchvision("torchvision.models")

ZOO_BACKBONE = (
    "$monai.networks.nets.resnet.resnet50(spatial_dims=3,n_input_channels=1,conv1_t_stride=[2,2,1],"
    "conv1_t_size=[7,7,7])"
)
RESNET = (
    "$monai.networks.nets.resnet.ResNet('basic', [1, 1, 1, 1], [4, 8, 16, 32], spatial_dims=3, "
    "n_input_channels=1, conv1_t_stride=[2,2,1], conv1_t_size=[3,3,3])"
)


def detector_config(**changes: Any) -> dict[str, Any]:
    """An ``inference.json`` as the zoo has it, everything around the model included."""
    document: dict[str, Any] = {
        "whether_raw_luna16": False,
        "whether_resampled_luna16": "$(not @whether_raw_luna16)",
        "imports": ["$import glob", "$import os"],
        "bundle_root": "./",
        "ckpt_dir": "$@bundle_root + '/models'",
        "output_dir": "$@bundle_root + '/eval'",
        "data_list_file_path": "$@bundle_root + '/LUNA16_datasplit/dataset_fold0.json'",
        "data_file_base_dir": "/datasets/LUNA16_Images_resample",
        "test_datalist": "$monai.data.load_decathlon_datalist(@data_list_file_path, is_segmentation=True, "
        "data_list_key='validation', base_dir=@data_file_base_dir)",
        "device": "$torch.device('cuda:0' if torch.cuda.is_available() else 'cpu')",
        "amp": True,
        "infer_patch_size": [64, 64, 32],
        "anchor_generator": {
            "_target_": "monai.apps.detection.utils.anchor_utils.AnchorGeneratorWithAnchorShape",
            "feature_map_scales": [1, 2, 4],
            "base_anchor_shapes": [[6, 8, 4], [8, 6, 5], [10, 10, 6]],
        },
        "backbone": RESNET,
        "feature_extractor": "$monai.apps.detection.networks.retinanet_network."
        "resnet_fpn_feature_extractor(@backbone,3,False,[1,2],None)",
        "network_def": {
            "_target_": "RetinaNet", "spatial_dims": 3, "num_classes": 1, "num_anchors": 3,
            "feature_extractor": "@feature_extractor", "size_divisible": [16, 16, 8],
        },
        "network": "$@network_def.to(@device)",
        "detector": {"_target_": "RetinaNetDetector", "network": "@network",
                     "anchor_generator": "@anchor_generator", "debug": False},
        "detector_ops": [
            "$@detector.set_target_keys(box_key='box', label_key='label')",
            "$@detector.set_box_selector_parameters(score_thresh=0.02,topk_candidates_per_level=1000,"
            "nms_thresh=0.22,detections_per_img=300)",
            "$@detector.set_sliding_window_inferer(roi_size=@infer_patch_size,overlap=0.25,sw_batch_size=1,"
            "mode='constant',device='cpu')",
        ],
        "preprocessing": {"_target_": "Compose", "transforms": _before()},
        "dataset": {"_target_": "Dataset", "data": "$@test_datalist", "transform": "@preprocessing"},
        "dataloader": {"_target_": "DataLoader", "dataset": "@dataset", "batch_size": 1, "shuffle": False,
                       "num_workers": 4, "collate_fn": "$monai.data.utils.no_collation"},
        "inferer": {"_target_": "scripts.detection_inferer.RetinaNetInferer", "detector": "@detector"},
        "postprocessing": {"_target_": "Compose", "transforms": _after()},
        "handlers": _handlers(),
        "evaluator": {"_target_": "scripts.evaluator.DetectionEvaluator", "_requires_": "@detector_ops",
                      "device": "@device", "val_data_loader": "@dataloader", "network": "@network",
                      "inferer": "@inferer", "val_handlers": "@handlers", "amp": "@amp"},
        "evaluating": ["$setattr(torch.backends.cudnn, 'benchmark', True)", "$@evaluator.run()"],
    }  # fmt: skip
    return document | changes


def _before() -> list[dict[str, Any]]:
    image: dict[str, Any] = {"keys": "image"}
    return [
        {"_target_": "LoadImaged", **image, "meta_key_postfix": "meta_dict",
         "_disabled_": "@whether_raw_luna16"},
        {"_target_": "LoadImaged", **image, "meta_key_postfix": "meta_dict", "reader": "itkreader",
         "affine_lps_to_ras": True, "_disabled_": "@whether_resampled_luna16"},
        {"_target_": "EnsureChannelFirstd", **image, "meta_key_postfix": "meta_dict"},
        {"_target_": "Orientationd", **image, "axcodes": "RAS"},
        {"_target_": "Spacingd", **image, "pixdim": [1.5, 1.5, 2.0],
         "_disabled_": "@whether_resampled_luna16"},
        {"_target_": "ScaleIntensityRanged", **image, "a_min": -1024.0, "a_max": 300.0, "b_min": 0.0,
         "b_max": 1.0, "clip": True},
        {"_target_": "EnsureTyped", **image},
    ]  # fmt: skip


def _after() -> list[dict[str, Any]]:
    return [
        {"_target_": "ClipBoxToImaged", "box_keys": "box", "label_keys": "label",
         "box_ref_image_keys": "image", "remove_empty": True},
        {"_target_": "AffineBoxToWorldCoordinated", "box_keys": "box", "box_ref_image_keys": "image",
         "image_meta_key_postfix": "meta_dict", "affine_lps_to_ras": True},
        {"_target_": "ConvertBoxModed", "box_keys": "box", "src_mode": "xyzxyz", "dst_mode": "cccwhd"},
        {"_target_": "DeleteItemsd", "keys": ["image"]},
    ]  # fmt: skip


def _handlers() -> list[dict[str, Any]]:
    return [
        {"_target_": "CheckpointLoader", "load_path": "$@bundle_root + '/models/model.pt'",
         "load_dict": {"model": "@network"}},
        {"_target_": "StatsHandler", "iteration_log": False},
        {"_target_": "scripts.detection_saver.DetectionSaver", "output_dir": "@output_dir",
         "filename": "result_luna16_fold0.json",
         "batch_transform": "$lambda x: [xx['image_meta_dict'] for xx in x]",
         "output_transform": "$lambda x: [@postprocessing({**xx['pred'],'image':xx['image']}) for xx in x]",
         "pred_box_key": "box", "pred_label_key": "label", "pred_score_key": "label_scores"},
    ]  # fmt: skip


def detector_metadata() -> dict[str, Any]:
    """The zoo's ``metadata.json``, as far as a pack takes anything of it."""
    return {
        "version": "0.1.1",
        "task": "CT lung nodule detection",
        "authors": "Nobody",
        "image_classes": "1 channel data, CT at 0.703125 x 0.703125 x 1.25 mm",
        "intended_use": "This is an example, not to be used for diagnostic purposes",
        "references": ["Lin, Tsung-Yi, et al. 'Focal loss for dense object detection. ICCV 2017"],
        "network_data_format": {
            "inputs": {"image": {"type": "image", "format": "magnitude", "modality": "CT", "num_channels": 1,
                                 "spatial_shape": ["16*n", "16*n", "8*n"], "dtype": "float16",
                                 "value_range": [0, 1], "is_patch_data": True,
                                 "channel_def": {"0": "image"}}},
            "outputs": {"pred": {"type": "object", "format": "dict", "dtype": "float16", "num_channels": 1,
                                 "spatial_shape": ["n", "n", "n"], "value_range": [-10000, 10000]}},
        },
    }  # fmt: skip


def write_detector(
    folder: Path,
    document: dict[str, Any] | None = None,
    about: dict[str, Any] | None = None,
    has_weights: bool = True,
) -> Path:
    """A bundle's folder; returns it. Without weights its ``model.pt`` is empty."""
    (folder / "configs").mkdir(parents=True)
    (folder / "models").mkdir()
    (folder / "configs" / "inference.json").write_text(json.dumps(document or detector_config(), indent=2))
    (folder / "configs" / "metadata.json").write_text(json.dumps(about or detector_metadata(), indent=2))
    (folder / "LICENSE").write_text("Apache License, Version 2.0")
    if has_weights:
        torch.save(_made_weights(), folder / "models" / "model.pt")
    else:
        (folder / "models" / "model.pt").touch()
    return folder


def _made_weights() -> dict[str, torch.Tensor]:
    """Of MONAI's own network, scaled so that scores and boxes differ from anchor to anchor."""
    warnings.simplefilter("ignore")
    from monai.apps.detection.networks.retinanet_network import RetinaNet, resnet_fpn_feature_extractor
    from monai.networks.nets.resnet import ResNet

    torch.manual_seed(3)
    backbone = ResNet("basic", [1, 1, 1, 1], [4, 8, 16, 32], 3, 1, (3, 3, 3), (2, 2, 1))
    extractor = resnet_fpn_feature_extractor(backbone, 3, False, [1, 2], None)
    network = RetinaNet(3, 1, 3, extractor, size_divisible=[16, 16, 8])
    with torch.no_grad():
        network.classification_head.cls_logits.weight *= 60.0
        network.regression_head.bbox_reg.weight *= 10.0
    return network.state_dict()
