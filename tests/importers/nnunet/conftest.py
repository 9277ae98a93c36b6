"""Models as nnU-Net v2 writes them, tiny, with weights from a seed, and nnU-Net itself to run them."""

from __future__ import annotations

import contextlib
import io
import json
import os
import warnings
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import torch
from dynamic_network_architectures.architectures import unet as packages

from medviewer.engine.networks.torchvision_import import import_torchvision

_FLOAT = npt.NDArray[np.float32]
_RESAMPLING = {
    "resampling_fn_data": "resample_data_or_seg_to_shape",
    "resampling_fn_data_kwargs": {"is_seg": False, "order": 3, "order_z": 0, "force_separate_z": None},
    "resampling_fn_seg": "resample_data_or_seg_to_shape",
    "resampling_fn_seg_kwargs": {"is_seg": True, "order": 1, "order_z": 0, "force_separate_z": None},
    "resampling_fn_probabilities": "resample_data_or_seg_to_shape",
    "resampling_fn_probabilities_kwargs": {
        "is_seg": False, "order": 1, "order_z": 0, "force_separate_z": None,
    },
}  # fmt: skip
_MEASURED = {
    "mean": 40.0, "std": 90.0, "percentile_00_5": -160.0, "percentile_99_5": 230.0, "min": -1000.0,
    "max": 1500.0, "median": 35.0,
}  # fmt: skip


def _architecture(patch: tuple[int, ...], network: str) -> dict[str, Any]:
    n = len(patch)
    blocks = "n_conv_per_stage" if network == "PlainConvUNet" else "n_blocks_per_stage"
    return {
        "network_class_name": f"dynamic_network_architectures.architectures.unet.{network}",
        "arch_kwargs": {
            "n_stages": 3,
            "features_per_stage": [4, 6, 8],
            "conv_op": f"torch.nn.modules.conv.Conv{n}d",
            "kernel_sizes": [[3] * n] * 3,
            "strides": [[1] * n, [2] * n, [2] * n],
            blocks: [1, 1, 1],
            "n_conv_per_stage_decoder": [1, 1],
            "conv_bias": True,
            "norm_op": f"torch.nn.modules.instancenorm.InstanceNorm{n}d",
            "norm_op_kwargs": {"eps": 1e-05, "affine": True},
            "dropout_op": None,
            "dropout_op_kwargs": None,
            "nonlin": "torch.nn.LeakyReLU",
            "nonlin_kwargs": {"inplace": True},
        },
        "_kw_requires_import": ["conv_op", "norm_op", "dropout_op", "nonlin"],
    }


def _old_architecture(patch: tuple[int, ...], network: str) -> dict[str, Any]:
    n = len(patch)
    return {
        "UNet_class_name": network,
        "UNet_base_num_features": 4,
        "n_conv_per_stage_encoder": [1, 1, 1],
        "n_conv_per_stage_decoder": [1, 1],
        "num_pool_per_axis": [2] * n,
        "pool_op_kernel_sizes": [[1] * n, [2] * n, [2] * n],
        "conv_kernel_sizes": [[3] * n] * 3,
        "unet_max_num_features": 6,
    }


def _weights(own: Mapping[str, Any], channels_in: int, channels_out: int, seed: int) -> dict[str, Any]:
    """The state of the package's own network."""
    if "architecture" in own:
        name = own["architecture"]["network_class_name"].rpartition(".")[2]
        kwargs = dict(own["architecture"]["arch_kwargs"])
    else:
        name, n = own["UNet_class_name"], len(own["patch_size"])
        kwargs = _architecture(tuple(own["patch_size"]), name)["arch_kwargs"]
        kwargs["features_per_stage"] = [4, 6, 6]
    n = len(own["patch_size"])
    kwargs["conv_op"] = getattr(torch.nn, f"Conv{n}d")
    kwargs["norm_op"] = getattr(torch.nn, f"InstanceNorm{n}d")
    kwargs["nonlin"] = torch.nn.LeakyReLU
    torch.manual_seed(seed)
    made = getattr(packages, name)(
        input_channels=channels_in, num_classes=channels_out, **kwargs, deep_supervision=True
    )
    with torch.no_grad():
        for parameter in made.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.1)
    state: dict[str, Any] = made.state_dict()
    return state


MakeModel = Callable[..., Path]


@pytest.fixture(scope="session")
def make_model(tmp_path_factory: pytest.TempPathFactory) -> MakeModel:
    """Writes a trained model as nnU-Net v2 does; gives the folder of the trainer."""

    def make(
        top: Path | None = None,
        *,
        configuration: str = "3d_fullres",
        network: str = "PlainConvUNet",
        patch: tuple[int, ...] = (16, 16, 16),
        spacing: tuple[float, ...] = (1.0, 1.0, 1.0),
        labels: Mapping[str, Any] | None = None,
        order: tuple[int, ...] | None = None,
        channels: tuple[str, ...] = ("CT",),
        schemes: tuple[str, ...] = ("CTNormalization",),
        masked: tuple[bool, ...] = (False,),
        folds: tuple[Any, ...] = (0,),
        mirror: tuple[int, ...] | None = (0, 1, 2),
        transpose: tuple[int, ...] = (0, 1, 2),
        trainer: str = "nnUNetTrainer",
        old: bool = False,
        previous: str = "",
        checkpoint: str = "checkpoint_final.pth",
        plans: Mapping[str, Any] | None = None,
        own: Mapping[str, Any] | None = None,
        dataset_name: str = "Dataset999_Made",
        seed: int = 0,
    ) -> Path:
        top = top or tmp_path_factory.mktemp("nnunet")
        folder = top / dataset_name / f"{trainer}__nnUNetPlans__{configuration}"
        folder.mkdir(parents=True)
        named = dict(labels or {"background": 0, "liver": 1, "spleen": 2})
        dataset: dict[str, Any] = {
            "channel_names": {str(n): name for n, name in enumerate(channels)},
            "labels": named,
            "numTraining": 4,
            "file_ending": ".nii.gz",
        }
        if order is not None:
            dataset["regions_class_order"] = list(order)
        settings: dict[str, Any] = {
            "data_identifier": f"nnUNetPlans_{configuration}",
            "preprocessor_name": "DefaultPreprocessor",
            "batch_size": 2,
            "patch_size": list(patch),
            "median_image_size_in_voxels": [40.0] * len(patch),
            "spacing": list(spacing),
            "normalization_schemes": list(schemes),
            "use_mask_for_norm": list(masked),
            "batch_dice": False,
            **_RESAMPLING,
            **(_old_architecture(patch, network) if old else {"architecture": _architecture(patch, network)}),
            **(own or {}),
        }
        if previous:
            settings["previous_stage"] = previous
        document = {
            "dataset_name": dataset_name,
            "plans_name": "nnUNetPlans",
            "original_median_spacing_after_transp": [1.0, 1.0, 1.0],
            "original_median_shape_after_transp": [40, 40, 40],
            "image_reader_writer": "SimpleITKIO",
            "transpose_forward": list(transpose),
            "transpose_backward": [int(n) for n in np.argsort(transpose)],
            "configurations": {configuration: settings},
            "experiment_planner_used": "ExperimentPlanner",
            "label_manager": "LabelManager",
            "foreground_intensity_properties_per_channel": {str(n): _MEASURED for n in range(len(channels))},
            **(plans or {}),
        }
        (folder / "dataset.json").write_text(json.dumps(dataset))
        (folder / "plans.json").write_text(json.dumps(document))
        kept = {name: value for name, value in named.items() if name != "ignore"}
        numbers = {n for value in kept.values() for n in (value if isinstance(value, list) else [value])}
        heads = len(order) if order is not None else len(numbers)
        inputs = len(channels) + (len(numbers - {0}) if previous else 0)
        for fold in folds:
            (folder / f"fold_{fold}").mkdir()
            torch.save(
                {
                    "network_weights": _weights(
                        settings, inputs, heads, seed + 10 * len(str(fold)) + hash_of(fold)
                    ),
                    "optimizer_state": {"state": {}},
                    "grad_scaler_state": None,
                    "logging": {"ema_fg_dice": [np.float64(0.5)], "lrs": [np.float32(0.01)]},
                    "_best_ema": np.float64(0.5),
                    "current_epoch": 1000,
                    "init_args": {"configuration": configuration, "fold": fold, "dataset_json": dataset},
                    "trainer_name": trainer,
                    "inference_allowed_mirroring_axes": mirror,
                },
                folder / f"fold_{fold}" / checkpoint,
            )
        return folder

    return make


def hash_of(fold: Any) -> int:
    return int(fold) if str(fold).isdigit() else 7


@contextlib.contextmanager
def _as_nnunet_likes_it() -> Iterator[None]:
    """nnU-Net prints, warns of its own old plans and of folders that it is not told of."""
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


class _TorchWithoutHalf:
    """Torch, but sums that would be made in half precision are made in single precision."""

    half = torch.float32

    def __getattr__(self, name: str) -> Any:
        return getattr(torch, name)


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    """Networks as tiny as these only wait for each other's threads."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


Predict = Callable[..., npt.NDArray[Any]]


@pytest.fixture(scope="session")
def predict_with_nnunet() -> Predict:
    """nnU-Net's own prediction of arrays [c, k, j, i] with spacing [k, j, i].

    It sums tiles in half precision, which decides voxels whose labels are nearly equal by rounding; with
    ``single`` it sums in single precision and is otherwise what it is.
    """
    for name in ("nnUNet_raw", "nnUNet_preprocessed", "nnUNet_results"):
        os.environ.setdefault(name, os.devnull)
    with _as_nnunet_likes_it():
        import_torchvision("torchvision")  # nnU-Net imports it while it looks for trainers
        from nnunetv2.inference import predict_from_raw_data as inference

    def predict(
        folder: Path,
        image: _FLOAT,
        spacing: tuple[float, ...],
        *,
        mirroring: bool = False,
        step: float = 0.5,
        previous: npt.NDArray[Any] | None = None,
        checkpoint: str = "checkpoint_final.pth",
        probabilities: bool = False,
        single: bool = True,
    ) -> Any:
        with _as_nnunet_likes_it(), pytest.MonkeyPatch.context() as patch:
            if single:
                patch.setattr(inference, "torch", _TorchWithoutHalf())
            predictor = inference.nnUNetPredictor(
                tile_step_size=step, use_mirroring=mirroring, device=torch.device("cpu"), allow_tqdm=False
            )
            predictor.initialize_from_trained_model_folder(str(folder), None, checkpoint)
            return predictor.predict_single_npy_array(
                image.copy(),
                {"spacing": list(spacing)},
                None if previous is None else previous[None].copy(),
                None,
                probabilities,
            )

    return predict
