"""Makes weights.safetensors. One command, from the repository's root:

    OMP_NUM_THREADS=1 python plugins/chest_xray/train.py --cache ../chest_xray_cache

It projects random thorax phantoms to radiographs (kept in ``--cache``), exposes them anew for every
batch, trains DenseNet-121 from scratch for "opacity", writes the weights as float16 and prints what
they reach on bodies that were not trained on. Everything follows from ``--seed``. It takes about 25
minutes on two cores that know bfloat16; more than one thread makes it slower.
"""

from __future__ import annotations

import argparse
import itertools
import json
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from chest_xray_cases import Body, kept_body, take_picture
from chest_xray_clutter import add_clutter
from chest_xray_evaluate import choose_threshold, judge, print_measures
from chest_xray_network import DenseNet121
from chest_xray_picture import Square, network_input
from safetensors.torch import save_file
from torch import nn
from torch.nn import functional
from torch.utils.data import DataLoader, IterableDataset

FOLDER = Path(__file__).resolve().parent
INPUT_SIZE = 160
MAP_SIZE = INPUT_SIZE // 16
TUNING = range(10_000, 10_012)
HELD_OUT = range(10_012, 10_040)
_LEAST_SHARE = 0.004
"""An opacity that fills less of the picture than this counts neither as one nor as none."""

_AVERAGE = 0.99
_IN_UNITS = 1024.0

Item = tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]


class Exposures(IterableDataset[Item]):
    """Endless random exposures: picture, label (0 or 1), its weight and where the opacity lies.

    Opacities begin denser than they are and come down to the truth within the first ``easy`` pictures.
    """

    def __init__(self, cache: Path, bodies: int, seed: int, easy: int) -> None:
        self._cache, self._bodies, self._seed, self._easy = cache, bodies, seed, easy

    def __iter__(self) -> Iterator[Item]:
        rng = np.random.default_rng(self._seed)
        bodies = [kept_body(seed, self._cache) for seed in range(self._bodies)]
        for number in itertools.count():
            density = 1.0 + max(0.0, 1.0 - number / self._easy)
            body = bodies[int(rng.integers(len(bodies)))]
            with_opacity = bool(rng.random() < 0.5)
            yield make_item(body, rng, with_opacity, density)


def make_item(body: Body, rng: np.random.Generator, with_opacity: bool, density: float = 1.0) -> Item:
    """One exposure as the network sees it, cluttered and sometimes mirrored."""
    radiograph = add_clutter(take_picture(body, rng, with_opacity, INPUT_SIZE, density), rng)
    square = Square.of(radiograph.volume)
    picture = network_input(radiograph.volume, INPUT_SIZE, 1)[0] / _IN_UNITS
    rows = slice(square.row, square.row + square.side)
    columns = slice(square.column, square.column + square.side)
    mask = torch.from_numpy(radiograph.opacity_mask[rows, columns].astype(np.float32))[None]
    share = float(mask.mean())
    places = functional.adaptive_avg_pool2d(mask, MAP_SIZE)
    if rng.random() < 0.3:
        picture, places = picture.flip(-1), places.flip(-1)
    weight = 1.0 if share == 0.0 or share >= _LEAST_SHARE else 0.0
    return picture, torch.tensor([float(share > 0.0)]), torch.tensor([weight]), places


class LocalHeads(nn.Module):
    """Teaches where the opacity lies; used in training only.

    ``fine`` judges each place of the maps before the last transition (1/16 of the picture's size).
    On the last maps (1/32) a place must stand out from their mean: the mean is the picture's logit,
    so one hot place among many need not be positive on its own.
    """

    def __init__(self) -> None:
        super().__init__()
        self.fine = nn.Conv2d(512, 1, 1)
        self.scale = nn.Parameter(torch.tensor(1.0))
        self.shift = nn.Parameter(torch.tensor(-3.0))
        nn.init.constant_(self.fine.bias, -3.0)

    def forward(self, middle: torch.Tensor, local: torch.Tensor, places: torch.Tensor) -> torch.Tensor:
        coarse_places = functional.avg_pool2d(places, 2)
        stands_out = self.scale * (local - local.mean(dim=(2, 3), keepdim=True)) + self.shift
        return _local_loss(self.fine(middle), places) + 0.5 * _local_loss(stands_out, coarse_places)


def _local_loss(logits: torch.Tensor, places: torch.Tensor) -> torch.Tensor:
    """Cross entropy where the truth is clear; places with opacity are few and count more."""
    weight = ((places < 0.02) | (places > 0.3)) * torch.where(places > 0.3, 3.0, 1.0)
    return functional.binary_cross_entropy_with_logits(logits, (places > 0.3).float(), weight)


def loss_of(network: DenseNet121, heads: LocalHeads, batch: Item) -> torch.Tensor:
    """Cross entropy of the whole picture and of its places."""
    pictures, labels, weights, places = batch
    maps = pictures.contiguous(memory_format=torch.channels_last)
    middle = maps
    with torch.autocast("cpu", torch.bfloat16):
        for name, part in network.features.named_children():
            if name == "transition3":
                middle = part.conv(part.relu(part.norm(maps)))
                maps = part.pool(middle)
            else:
                maps = part(maps)
    maps, middle = maps.float(), middle.float()
    whole = functional.binary_cross_entropy_with_logits(network.head(maps), labels, weights)
    return whole + heads(middle, network.local_logits(maps), places)


def train(options: argparse.Namespace) -> DenseNet121:
    """Trains with AdamW and one cycle; returns the running average of the weights."""
    torch.manual_seed(options.seed)
    network = DenseNet121(1, 1).to(memory_format=torch.channels_last)
    average = torch.optim.swa_utils.AveragedModel(
        network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(_AVERAGE), use_buffers=True
    )
    heads = LocalHeads()
    parameters = [*network.parameters(), *heads.parameters()]
    optimizer = torch.optim.AdamW(parameters, lr=1e-4, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 7e-4, options.steps, pct_start=0.1)
    easy = options.steps * options.batch // 3
    exposures = Exposures(options.cache, options.bodies, options.seed, easy)
    batches = iter(
        DataLoader(
            exposures,
            options.batch,
            num_workers=1,
            prefetch_factor=4,
        )
    )
    started, losses = time.time(), []
    for step in range(options.steps):
        network.train()
        loss = loss_of(network, heads, next(batches))
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        average.update_parameters(network)
        losses.append(loss.item())
        if (step + 1) % 20 == 0:
            print(f"{step + 1:5d} {np.mean(losses[-20:]):.3f} {time.time() - started:5.0f} s", flush=True)
            if (step + 1) % 100 == 0:
                write_weights(average.module, options.out, 0.5)
    return average.module  # type: ignore[no-any-return]


def write_weights(network: DenseNet121, path: Path, threshold: float) -> None:
    """Float16 weights for inputs of -1024..1024, with input size and threshold in the file's notes."""
    state = {n: t.detach().clone() for n, t in network.state_dict().items() if "num_batches" not in n}
    state["features.conv0.weight"] /= _IN_UNITS
    tensors = {
        name: (tensor if "running_" in name or "conv0" in name else tensor.half()).contiguous()
        for name, tensor in state.items()
    }
    save_file(tensors, path, {"input_size": str(INPUT_SIZE), "thresholds": json.dumps([round(threshold, 3)])})


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cache", type=Path, required=True, help="folder for projected bodies")
    parser.add_argument("--out", type=Path, default=FOLDER / "weights.safetensors")
    parser.add_argument("--bodies", type=int, default=200)
    parser.add_argument("--steps", type=int, default=700)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    options.cache.mkdir(parents=True, exist_ok=True)
    network = train(options)
    write_weights(network, options.out, 0.5)
    threshold = choose_threshold(judge(options.out, options.cache, TUNING))
    write_weights(network, options.out, threshold)
    print_measures(judge(options.out, options.cache, HELD_OUT), threshold)


if __name__ == "__main__":
    main()
