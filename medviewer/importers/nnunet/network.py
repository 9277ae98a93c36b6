"""From plans and checkpoints to an architecture of the table and its weights."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from medviewer.core.errors import PluginError
from medviewer.engine.backends.weights import refuse_what_does_not_fit, refuse_what_is_not_finite
from medviewer.engine.networks.meta_weights import meta_weights
from medviewer.importers.checkpoint import load_checkpoint
from medviewer.importers.nnunet.plans import Plans
from medviewer.importers.refused import ImportRefused

_NETWORKS = {
    f"dynamic_network_architectures.architectures.{module}.{name}": f"nnunet.{name}"
    for module, name in (
        ("unet", "PlainConvUNet"),
        ("unet", "ResidualEncoderUNet"),
        ("residual_unet", "ResidualEncoderUNet"),
    )
} | {"PlainConvUNet": "nnunet.PlainConvUNet", "ResidualEncoderUNet": "nnunet.ResidualEncoderUNet"}
# Variants of nnU-Net's trainer that train otherwise and build the network that the plans say.
_TRAINER = re.compile(
    r"nnUNetTrainer(V2)?(_?("
    r"\d+epochs?|NoMirroring|onlyMirror01|DA5|DA5ord0|DA5Segord0|DA5_10epochs|DAOrd0|DASegOrd0|DA5Ord0|NoDA|"
    r"noDummy2DDA|CELoss|DiceLoss|DiceCELoss_noSmooth|TopkLoss|DiceTopK10Loss|TopK10Loss|TopK10|"
    r"CosAnneal|warmup|Adam|Adan|AdanCosAnneal|vanillaAdam|lr\w*|3en4|1en3|1en4|"
    r"probabilisticOversampling\w*|BN|NoDeepSupervision|noDeepSupervision|Benchmark|ep\d+|Skeleton\w*|"
    r"CLDice\w*|float16|bf16|fastlr|longer"
    r"))*"
)
_BATCH_NORM = re.compile(r"(?:_|Trainer)BN(?:_|$)")
_ALIAS = re.compile(r"\.all_modules\.\d+\.|^decoder\.encoder\.")
_PREFIXES = ("_orig_mod.", "module.")
TRUST_TRAINER = "trust_trainer"
"""Option: ``yes`` says that a trainer with a name of its own builds the network that the plans say."""


@dataclass(frozen=True)
class Fold:
    """What is kept of one checkpoint."""

    weights: dict[str, torch.Tensor]
    trainer: str
    configuration: str
    mirror_axes: tuple[int, ...]


def read_fold(path: Path) -> Fold:
    """The weights of one fold under our names, and what was said with them.

    nnU-Net's networks register each part two or four times over; those copies must be the same.

    Raises
    ------
    ImportRefused
        If the checkpoint is none of nnU-Net v2's.
    """
    where = f"{path.parent.name}/{path.name}"
    held = load_checkpoint(path)
    given = held.get("network_weights")
    if not isinstance(given, Mapping) or not all(isinstance(value, torch.Tensor) for value in given.values()):
        raise ImportRefused(where, ["it holds no network_weights as nnU-Net v2 writes them"])
    arguments = held.get("init_args")
    axes = held.get("inference_allowed_mirroring_axes")
    return Fold(
        weights=_own_names({_without_prefix(str(key)): value for key, value in given.items()}, where),
        trainer=str(held.get("trainer_name", "")),
        configuration=str(arguments.get("configuration", "")) if isinstance(arguments, Mapping) else "",
        mirror_axes=tuple(int(axis) for axis in axes) if isinstance(axes, (tuple, list)) else (),
    )


def trainer_reasons(trainer: str, trusted: bool) -> list[str]:
    """Why a trainer's network cannot be known; none for nnU-Net's own variants."""
    if trusted or _TRAINER.fullmatch(trainer):
        return []
    return [
        f"it was trained by {trainer or 'a trainer without a name'}, whose code is not here and may "
        "build another network than the plans say; if you know that it does not, give the option "
        f"{TRUST_TRAINER} = yes"
    ]


def architecture(
    plans: Plans, trainer: str, channels_in: int, channels_out: int
) -> tuple[str, dict[str, Any]]:
    """Name of the table and its arguments.

    Raises
    ------
    ValueError
        With what is wrong, in plain words.
    """
    if plans.network not in _NETWORKS:
        raise ValueError(f"it wanted to run the network {plans.network}, which this program does not have")
    arguments = {key: value for key, value in plans.arguments.items() if key != "deep_supervision"}
    if _BATCH_NORM.search(trainer):
        dimensions = len(plans.patch_size)
        arguments["norm_op"] = f"torch.nn.modules.batchnorm.BatchNorm{dimensions}d"
        arguments["norm_op_kwargs"] = {"eps": 1e-05, "affine": True}
    return _NETWORKS[plans.network], {"input_channels": channels_in, "num_classes": channels_out, **arguments}


def check_weights(
    name: str, arguments: Mapping[str, Any], weights: dict[str, torch.Tensor], where: str
) -> None:
    """Every key, every shape, every number.

    Raises
    ------
    ImportRefused
        If they do not fit the network.
    """
    try:
        refuse_what_does_not_fit(meta_weights(name, arguments), weights, where)
        refuse_what_is_not_finite(weights, where)
    except PluginError as error:
        raise ImportRefused(where, [str(error)]) from error


def _without_prefix(key: str) -> str:
    for prefix in _PREFIXES:
        key = key.removeprefix(prefix)
    return key


def _own_names(given: dict[str, torch.Tensor], where: str) -> dict[str, torch.Tensor]:
    own = {key: value for key, value in given.items() if not _ALIAS.search(key)}
    for key, value in given.items():
        if _ALIAS.search(key) and not any(torch.equal(value, original) for original in _originals(key, own)):
            raise ImportRefused(where, [f"two copies of one weight differ ({key})"])
    return own


def _originals(alias: str, own: Mapping[str, torch.Tensor]) -> list[torch.Tensor]:
    """What ``convs.0.all_modules.1.weight`` may be a copy of: weights of that block's conv, norm, nonlin."""
    key = alias.removeprefix("decoder.")
    if not alias.startswith("decoder.encoder."):
        key = alias
    if key in own:
        return [own[key]]
    block, _, rest = key.partition(".all_modules.")
    last = rest.partition(".")[2]
    return [
        value
        for part in ("conv", "norm", "nonlin")
        if (value := own.get(f"{block}.{part}.{last}")) is not None
    ]
