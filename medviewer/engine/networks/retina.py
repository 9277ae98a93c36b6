"""MONAI's RetinaNet, built of literal arguments, with all that it says in one tensor."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from monai.apps.detection.networks import retinanet_network
from monai.networks.blocks import backbone_fpn_utils
from monai.networks.blocks.backbone_fpn_utils import BackboneWithFPN
from monai.networks.nets.resnet import ResNet

from medviewer.engine.networks.torchvision_import import import_torchvision


class RetinaNet(retinanet_network.RetinaNet):  # type: ignore[misc]
    """A ResNet with a feature pyramid and heads for classes and boxes (Lin et al. 2017, "Focal Loss").

    Its weights have the names of MONAI's ``RetinaNet`` with ``resnet_fpn_feature_extractor``.

    Parameters
    ----------
    spatial_dims
        2 or 3.
    num_classes, num_anchors
        Classes without background; anchor shapes at each place.
    block, layers, block_inplanes, conv1_t_size, conv1_t_stride
        Of the ResNet, as MONAI's ``ResNet`` names them; ``block`` is ``"basic"`` or ``"bottleneck"``.
    returned_layers
        Stages of the ResNet that become levels; one more level is made of the last by pooling.
    fpn_channels
        Width of the pyramid and the heads; a multiple of 8.
    """

    def __init__(
        self,
        spatial_dims: int = 3,
        in_channels: int = 1,
        num_classes: int = 1,
        num_anchors: int = 3,
        block: str = "bottleneck",
        layers: Sequence[int] = (3, 4, 6, 3),
        block_inplanes: Sequence[int] = (64, 128, 256, 512),
        conv1_t_size: int | Sequence[int] = 7,
        conv1_t_stride: int | Sequence[int] = (2, 2, 1),
        returned_layers: Sequence[int] = (1, 2),
        fpn_channels: int = 256,
    ) -> None:
        # MONAI looked for it when it was imported, in vain: `import_lean` hides it.
        backbone_fpn_utils.torchvision_models = import_torchvision("torchvision.models")
        backbone = ResNet(
            block,
            list(layers),
            list(block_inplanes),
            spatial_dims=spatial_dims,
            n_input_channels=in_channels,
            conv1_t_size=_per_axis(conv1_t_size),
            conv1_t_stride=_per_axis(conv1_t_stride),
        )
        first = backbone.in_planes // 8
        pyramid = BackboneWithFPN(
            backbone,
            {f"layer{stage}": str(level) for level, stage in enumerate(returned_layers)},
            [first * 2 ** (stage - 1) for stage in returned_layers],
            fpn_channels,
            spatial_dims=spatial_dims,
        )
        super().__init__(spatial_dims, num_classes, num_anchors, pyramid, use_list_output=True)

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        """Logits of the classes and the coded box of every anchor, [n, anchors, classes + 2 * dims].

        Anchors are in MONAI's order: level by level, in each level place by place, at each place shape
        by shape.
        """
        maps = super().forward(images)
        levels = len(maps) // 2
        scores = [self._by_anchor(one, self.num_classes) for one in maps[:levels]]
        boxes = [self._by_anchor(one, 2 * self.spatial_dims) for one in maps[levels:]]
        return torch.cat([torch.cat(scores, dim=1), torch.cat(boxes, dim=1)], dim=2)

    def _by_anchor(self, one: torch.Tensor, numbers: int) -> torch.Tensor:
        apart = one.reshape(one.shape[0], self.num_anchors, numbers, *one.shape[2:])
        last = torch.movedim(apart, (1, 2), (-2, -1))
        return last.flatten(1, -2)


def _per_axis(size: int | Sequence[int]) -> int | tuple[int, ...]:
    return size if isinstance(size, int) else tuple(size)
