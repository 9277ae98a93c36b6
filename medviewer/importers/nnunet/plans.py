"""Reading ``plans.json``: what one configuration does, in the old and the new way of saying it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from medviewer.importers.foreign_json import read_json_table
from medviewer.importers.refused import ImportRefused

_RESAMPLE = "resample_data_or_seg_to_shape"
_RESAMPLE_WITH = {
    "resampling_fn_data": {"is_seg": False, "order": 3, "order_z": 0, "force_separate_z": None},
    "resampling_fn_seg": {"is_seg": True, "order": 1, "order_z": 0, "force_separate_z": None},
    "resampling_fn_probabilities": {"is_seg": False, "order": 1, "order_z": 0, "force_separate_z": None},
}
_RESAMPLE_DEFAULTS = {
    "is_seg": False, "order": 3, "order_z": 0, "force_separate_z": False,
    "separate_z_anisotropy_threshold": 3,
}  # fmt: skip
_MOST_INHERITED = 16


@dataclass(frozen=True)
class Plans:
    """One configuration of ``plans.json``.

    ``spacing_mm`` and ``patch_size`` are in the network's order of axes, two numbers for a network of
    slices. ``network`` and ``arguments`` are the name and the keyword arguments of the architecture,
    without the number of channels in and out. ``intensities`` is by the number of the channel.
    """

    configuration: str
    spacing_mm: tuple[float, ...]
    patch_size: tuple[int, ...]
    schemes: tuple[str, ...]
    masked: tuple[bool, ...]
    intensities: Mapping[str, Mapping[str, float]]
    transpose: tuple[int, ...]
    reader: str
    network: str
    arguments: dict[str, Any]
    previous: str
    reasons: tuple[str, ...] = field(default=())
    """Why it cannot be converted."""


def read_plans(path: Path, configuration: str) -> Plans:
    """What ``plans.json`` says of a configuration.

    Raises
    ------
    ImportRefused
        If the configuration is not there or what it says is not of the right kind.
    """
    plans = read_json_table(path)
    try:
        own = _configuration(plans, configuration)
        network, arguments = _architecture(own)
        intensities = plans.get(
            "foreground_intensity_properties_per_channel",
            plans.get("foreground_intensity_properties_by_modality", {}),
        )
        return Plans(
            configuration=configuration,
            spacing_mm=tuple(float(number) for number in own["spacing"]),
            patch_size=tuple(int(number) for number in own["patch_size"]),
            schemes=tuple(str(name) for name in own["normalization_schemes"]),
            masked=tuple(bool(flag) for flag in own["use_mask_for_norm"]),
            intensities=dict(intensities),
            transpose=tuple(int(number) for number in plans.get("transpose_forward", (0, 1, 2))),
            reader=str(plans.get("image_reader_writer", "SimpleITKIO")),
            network=network,
            arguments=arguments,
            previous=str(own.get("previous_stage") or ""),
            reasons=tuple(_reasons(plans, own)),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        what = (
            f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else "a value is of a wrong kind"
        )
        raise ImportRefused(path.name, [f"of the configuration {configuration}, {what}"]) from error


def _configuration(plans: Mapping[str, Any], name: str) -> dict[str, Any]:
    """A configuration with what it inherits."""
    configurations = plans["configurations"]
    own: dict[str, Any] = {}
    for _ in range(_MOST_INHERITED):
        own = {**configurations[name], **own}
        parent = configurations[name].get("inherits_from")
        if parent is None:
            return own
        name = parent
    raise ValueError("a circle of inheritance")


def _architecture(own: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    if "architecture" in own:
        arguments = {
            key: value for key, value in own["architecture"]["arch_kwargs"].items() if value is not None
        }
        return str(own["architecture"]["network_class_name"]), arguments
    return str(own["UNet_class_name"]), _old_arguments(own)


def _old_arguments(own: Mapping[str, Any]) -> dict[str, Any]:
    """Until 2.3 plans named the numbers alone; the operations were always these."""
    counts = own["n_conv_per_stage_encoder"]
    dimensions = len(own["patch_size"])
    base, most = int(own["UNet_base_num_features"]), int(own["unet_max_num_features"])
    is_plain = own["UNet_class_name"] == "PlainConvUNet"
    return {
        "n_stages": len(counts),
        "features_per_stage": [min(base * 2**n, most) for n in range(len(counts))],
        "conv_op": f"torch.nn.modules.conv.Conv{dimensions}d",
        "kernel_sizes": own["conv_kernel_sizes"],
        "strides": own["pool_op_kernel_sizes"],
        "n_conv_per_stage" if is_plain else "n_blocks_per_stage": counts,
        "n_conv_per_stage_decoder": own["n_conv_per_stage_decoder"],
        "conv_bias": True,
        "norm_op": f"torch.nn.modules.instancenorm.InstanceNorm{dimensions}d",
        "norm_op_kwargs": {"eps": 1e-05, "affine": True},
        "nonlin": "torch.nn.LeakyReLU",
        "nonlin_kwargs": {"inplace": True},
    }


def _reasons(plans: Mapping[str, Any], own: Mapping[str, Any]) -> list[str]:
    """What it would have done with code that is not here."""
    reasons = []
    if own.get("preprocessor_name", "DefaultPreprocessor") != "DefaultPreprocessor":
        reasons.append(f"it prepares images with its own code, {own['preprocessor_name']}")
    if plans.get("label_manager", "LabelManager") != "LabelManager":
        reasons.append(f"it makes labels with its own code, {plans['label_manager']}")
    for name, with_ in _RESAMPLE_WITH.items():
        function, given = own.get(name, _RESAMPLE), own.get(f"{name}_kwargs", with_)
        if function != _RESAMPLE:
            reasons.append(f"it resamples with {function} ({name}), which this program does not have")
        elif {**_RESAMPLE_DEFAULTS, **given} != {**_RESAMPLE_DEFAULTS, **with_}:
            reasons.append(f"it resamples with unusual settings ({name})")
    return reasons
