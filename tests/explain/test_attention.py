"""Attention rollout of transformers."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import nn

from medviewer.core.errors import ModelError
from medviewer.explain.attention import attention_rollout
from medviewer.explain.explain import explain
from medviewer.explain.options import Options
from medviewer.explain.subject import Subject


def silent(fraction: float, message: str = "") -> None:
    return None


def a_transformer(dimensions: int, classification: bool = True) -> nn.Module:
    from monai.networks.nets.vit import ViT

    torch.manual_seed(0)
    return ViT(
        1, (32, 48, 16)[:dimensions], (8, 8, 8)[:dimensions], hidden_size=12, mlp_dim=24, num_layers=3,
        num_heads=2, classification=classification, num_classes=2, spatial_dims=dimensions,
    ).eval()  # fmt: skip


@pytest.mark.parametrize("dimensions", [2, 3])
@pytest.mark.parametrize("classification", [True, False])
def test_rollout_is_the_product_of_what_each_block_attends_to(dimensions: int, classification: bool) -> None:
    network = a_transformer(dimensions, classification)
    image = torch.randn(1, 1, *(32, 48, 16)[:dimensions])
    heat = attention_rollout(Subject(network, image, 0))
    assert heat.shape == image.shape[2:]
    tokens = image[0, 0].numel() // 8**dimensions + classification
    rolled = np.eye(tokens)
    for block in network.blocks:  # type: ignore[union-attr]
        block.attn.save_attn = True
    with torch.no_grad():
        network(image)
    for block in network.blocks:  # type: ignore[union-attr]
        matrix = block.attn.att_mat[0].mean(dim=0).double().numpy()
        rolled = (0.5 * matrix + 0.5 * np.eye(tokens)) @ rolled
    row = rolled[0, 1:] if classification else rolled.mean(axis=0)
    strongest = np.unravel_index(row.argmax(), [n // 8 for n in image.shape[2:]])
    found = np.unravel_index(int(heat.argmax()), heat.shape)
    assert all(abs(f - (s * 8 + 3.5)) <= 4.5 for f, s in zip(found, strongest, strict=True))


def test_one_patch_that_all_tokens_attend_to_is_the_hottest() -> None:
    network = a_transformer(2)
    image = torch.zeros(1, 1, 32, 48)
    image[..., 8:16, 32:40] = 30.0
    for block in network.blocks:  # type: ignore[union-attr]
        width = 12
        with torch.no_grad():
            block.attn.qkv.weight.zero_()
            block.attn.qkv.weight[:width] = torch.eye(width) * 0.0
            block.attn.qkv.weight[width : 2 * width] = torch.eye(width)
    with torch.no_grad():
        tokens = network.norm(network.patch_embedding(image))  # type: ignore[operator]
        for block in network.blocks:  # type: ignore[union-attr]
            query = tokens[0, 1 * 6 + 4] - tokens[0].mean(dim=0)
            block.attn.qkv.bias = nn.Parameter(torch.cat([query * 20.0, torch.zeros(24)]))
    heat = explain(network, image, 0, "attention", Options(), silent)
    row, column = np.unravel_index(int(heat.argmax()), heat.shape)
    assert 8 <= row < 16
    assert 32 <= column < 40


def test_the_network_keeps_no_matrices_afterwards() -> None:
    network = a_transformer(2)
    attention_rollout(Subject(network, torch.randn(1, 1, 32, 48), 0))
    for block in network.blocks:  # type: ignore[union-attr]
        assert block.attn.save_attn is False
        assert block.attn.att_mat.numel() == 0


def test_a_network_without_attention_says_so_and_a_transformer_has_no_grad_cam() -> None:
    convolutions = nn.Sequential(nn.Conv2d(1, 2, 3), nn.Flatten(), nn.Linear(2 * 30 * 46, 2))
    image = torch.randn(1, 1, 32, 48)
    with pytest.raises(ModelError, match="no attention"):
        explain(convolutions, image, 0, "attention", Options(), silent)
    transformer = a_transformer(2)
    with pytest.raises(ModelError, match="choose attention"):
        explain(transformer, image, 0, "gradcam", Options(), silent)
