"""Which networks of MONAI and of torchvision a pack may name, and what none of them may be told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from medviewer.core.errors import PluginError

_NETS = "monai.networks.nets"

MONAI: Mapping[str, tuple[str, str]] = {
    f"monai.{name}": (f"{_NETS}.{module}", name)
    for module, names in {
        "ahnet": "AHNet",
        "attentionunet": "AttentionUnet",
        "autoencoder": "AutoEncoder",
        "basic_unet": "BasicUNet",
        "basic_unetplusplus": "BasicUNetPlusPlus",
        "classifier": "Classifier Discriminator",
        "daf3d": "DAF3D",
        "densenet": "DenseNet DenseNet121 DenseNet169 DenseNet201 DenseNet264",
        "dynunet": "DynUNet",
        "efficientnet": "EfficientNet EfficientNetBN",
        "flexible_unet": "FlexibleUNet",
        "fullyconnectednet": "FullyConnectedNet",
        "generator": "Generator",
        "highresnet": "HighResNet",
        "regressor": "Regressor",
        "regunet": "RegUNet LocalNet GlobalNet",
        "resnet": "ResNet resnet10 resnet18 resnet34 resnet50 resnet101 resnet152 resnet200",
        "segresnet": "SegResNet SegResNetVAE",
        "segresnet_ds": "SegResNetDS",
        "senet": "SENet SENet154 SEResNet50 SEResNet101 SEResNet152 SEResNext50 SEResNext101",
        "swin_unetr": "SwinUNETR",
        "unet": "UNet",
        "unetr": "UNETR",
        "varautoencoder": "VarAutoEncoder",
        "vit": "ViT",
        "vitautoenc": "ViTAutoEnc",
        "vnet": "VNet",
    }.items()
    for name in names.split()
}
"""Networks of MONAI that are made of literal arguments alone."""

TORCHVISION: Mapping[str, tuple[str, str]] = {
    f"torchvision.{name}": (f"torchvision.models.{module}", name)
    for module, names in {
        "alexnet": "alexnet",
        "convnext": "convnext_tiny convnext_small convnext_base",
        "densenet": "densenet121 densenet161 densenet169 densenet201",
        "efficientnet": (
            "efficientnet_b0 efficientnet_b1 efficientnet_b2 efficientnet_b3 efficientnet_b4 "
            "efficientnet_v2_s efficientnet_v2_m"
        ),
        "googlenet": "googlenet",
        "inception": "inception_v3",
        "mobilenetv2": "mobilenet_v2",
        "mobilenetv3": "mobilenet_v3_small mobilenet_v3_large",
        "regnet": "regnet_y_400mf regnet_y_800mf regnet_y_1_6gf",
        "resnet": (
            "resnet18 resnet34 resnet50 resnet101 resnet152 resnext50_32x4d resnext101_32x8d "
            "wide_resnet50_2 wide_resnet101_2"
        ),
        "shufflenetv2": "shufflenet_v2_x0_5 shufflenet_v2_x1_0",
        "squeezenet": "squeezenet1_0 squeezenet1_1",
        "swin_transformer": "swin_t swin_s swin_v2_t",
        "vgg": "vgg11 vgg11_bn vgg16 vgg16_bn vgg19 vgg19_bn",
        "vision_transformer": "vit_b_16 vit_b_32",
    }.items()
    for name in names.split()
}
"""Classifiers of two-dimensional pictures."""

# "progress" is about the bar of that fetching.
_WOULD_FETCH = ("weights", "weights_backbone", "pretrained", "pretrained_backbone", "progress")
_FETCHES_UNLESS_TOLD = ("monai.EfficientNetBN",)
_LARGEST_NUMBER = 1_000_000


def checked_arguments(architecture: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments without those that would make a library fetch weights from the internet.

    Raises
    ------
    PluginError
        If one of those is set to anything but "no", or an argument is no literal or out of bounds.
    """
    kept: dict[str, Any] = {}
    for name, value in arguments.items():
        if not name.isidentifier():
            raise PluginError(f"{name!r} is no argument of {architecture}.")
        if name not in _WOULD_FETCH:
            kept[name] = _literal(value, f"{name} of {architecture}")
        elif value and name != "progress":
            raise PluginError(
                f"{architecture} must not be told {name}, because it would fetch weights from elsewhere; "
                "a pack carries its own."
            )
    if architecture.startswith("torchvision."):
        kept["weights"] = None
    if architecture in _FETCHES_UNLESS_TOLD:
        kept["pretrained"] = False
    return kept


def _literal(value: Any, place: str) -> Any:
    """Numbers, texts, None, and lists and tables of these."""
    if isinstance(value, bool | str) or value is None:
        return value
    if isinstance(value, int | float):
        if not abs(value) <= _LARGEST_NUMBER:
            raise PluginError(f"{place} is out of bounds: {value}.")
        return value
    if isinstance(value, list | tuple):
        return type(value)(_literal(item, place) for item in value)
    if isinstance(value, Mapping):
        return {str(key): _literal(item, place) for key, item in value.items()}
    raise PluginError(f"{place} must be a number, a text or a list of these, not a {type(value).__name__}.")
