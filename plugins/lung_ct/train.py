"""Makes weights.safetensors. One command, from the repository's root:

    OMP_NUM_THREADS=2 python plugins/lung_ct/train.py --real-data ../shared/data

It makes thorax phantoms at 3 mm (kept in ``--cache``), varies them (lung_ct_augment.py), trains the
network of lung_ct_network.py and prints the Dice on phantoms it has not seen. ``--real-data`` adds
labelled real CT; without it only phantoms are used. Everything follows from ``--seed``.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from lung_ct_augment import Augment, Case
from lung_ct_network import build_network, normalised
from lung_ct_real_cases import real_case
from safetensors.torch import load_file, save_file
from scipy import ndimage
from torch.nn import functional

FOLDER = Path(__file__).resolve().parent
_AVERAGE = 0.99
LEFT, RIGHT, HEART, AIRWAY, NODULE, BODY = 1, 2, 3, 6, 7, 8


def phantom(seed: int, cache: Path) -> Case:
    """The random thorax phantom of a seed, kept in ``cache`` as int16 and uint8."""
    file = cache / f"phantom_{seed:05d}.npz"
    if not file.exists():
        from medviewer.samples.spec import random_spec
        from medviewer.samples.thorax import thorax_ct

        rng = np.random.default_rng(seed)
        sample = thorax_ct(random_spec(rng, shape_kji=(128, 104, 136), spacing_ijk=(3.0, 3.0, 3.0)))
        hu = np.clip(sample.volume.voxels, -1000, 1500).astype(np.int16)
        organs = without_midline_pockets(hu, lungs_with_contents(sample.labels.labels))
        part = file.with_suffix(".part.npz")
        np.savez(part, hu=hu, organs=organs)
        part.replace(file)
    with np.load(file) as stored:
        return Case(torch.from_numpy(stored["hu"]), torch.from_numpy(stored["organs"]))


def lungs_with_contents(organs: np.ndarray) -> np.ndarray:
    """The organ map with nodules and the bronchi deep in a lung given to the lung they lie in."""
    lung = (organs == LEFT) | (organs == RIGHT)
    out = organs.astype(np.uint8)
    if lung.any():
        closed = ndimage.binary_closing(lung, iterations=2)
        inner = (organs == NODULE) | ((organs == AIRWAY) & closed)
        nearest = ndimage.distance_transform_edt(~lung, return_distances=False, return_indices=True)
        out[inner] = organs[tuple(nearest)][inner]
    return out


def without_midline_pockets(hu: np.ndarray, organs: np.ndarray) -> np.ndarray:
    """Fills (in place) the small pockets of lung that a phantom has below the heart at the midline.

    People have bowel there; a network must not learn that such air is lung.
    """
    heart = np.flatnonzero((organs == HEART).any(axis=(1, 2)))
    lowest = int(heart[0]) if len(heart) else 0
    for k in range(min(lowest + 3, len(organs))):
        lung = (organs[k] == LEFT) | (organs[k] == RIGHT)
        tissue = (organs[k] > RIGHT) & (hu[k] > -200)
        if not lung.any() or not tissue.any():
            continue
        middle = float(np.median(np.nonzero(tissue)[1]))
        numbered, count = ndimage.label(lung)
        for number in range(1, count + 1):
            rows, columns = np.nonzero(numbered == number)
            if len(rows) < 170 and abs(columns.mean() - middle) < 14:
                values = hu[k][tissue]
                hu[k][rows, columns] = values[np.arange(len(rows)) * 97 % len(values)]
                organs[k][rows, columns] = BODY
    return organs


@dataclass(frozen=True)
class Stage:
    """One part of the training: steps of two crops each, peak learning rate, and which real scans join in."""

    steps: int
    rate: float
    real: tuple[str, ...] = ()
    real_share: float = 0.0


STAGES = (
    Stage(300, 3e-3),
    Stage(500, 2e-3, ("body",), 0.25),
    Stage(200, 1.2e-3, ("body",), 0.25),
    Stage(240, 8e-4, ("body",), 0.25),
    Stage(300, 1e-3, ("body",), 0.2),
)


class Pairs(torch.utils.data.IterableDataset):
    """Endless random training pairs; ``real_share`` of them from real scans where there are any."""

    def __init__(self, cases: list[Case], real: list[Case], real_share: float, seed: int) -> None:
        self.cases, self.real, self.real_share, self.seed = cases, real, real_share, seed

    def __iter__(self) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
        torch.set_num_threads(1)
        augment = Augment(self.seed)
        while True:
            from_real = bool(self.real) and augment.chance(self.real_share)
            source = self.real if from_real else self.cases
            yield augment(source[int(augment.rng.integers(len(source)))])


def loss_of(logits: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    """Cross-entropy plus soft Dice of the two lungs over the batch."""
    logits = logits.float()
    entropy = functional.cross_entropy(logits, target)
    share = torch.softmax(logits, dim=1)[:, 1:]
    truth = functional.one_hot(target, 3).movedim(-1, 1)[:, 1:].float()
    both = (share * truth).sum(dim=(0, 2, 3, 4))
    total = (share + truth).sum(dim=(0, 2, 3, 4))
    return entropy + (1 - (2 * both + 200) / (total + 200)).mean()


@torch.inference_mode()
def phantom_dice(network: torch.nn.Module, pairs: list[tuple[torch.Tensor, torch.Tensor]]) -> float:
    """Mean Dice of left and right lung over varied phantoms that training did not see."""
    network.eval()
    both, total = torch.zeros(2), torch.zeros(2)
    for hu, target in pairs:
        with torch.autocast("cpu", dtype=torch.bfloat16):
            found = network(normalised(hu)[None])[0].argmax(dim=0)
        for n in (1, 2):
            both[n - 1] += ((found == n) & (target == n)).sum()
            total[n - 1] += (found == n).sum() + (target == n).sum()
    network.train()
    return float((2 * both / total.clamp(min=1)).mean())


def train(options: argparse.Namespace) -> None:
    """Trains through all stages; the mean of the last two is written to ``options.out``."""
    torch.manual_seed(options.seed)
    options.cache.mkdir(parents=True, exist_ok=True)
    cases = [phantom(options.seed * 100_000 + n, options.cache) for n in range(options.phantoms)]
    unseen = Augment(options.seed + 1)
    held_out = [phantom(options.seed * 100_000 + 90_000 + n, options.cache) for n in range(8)]
    checks = [unseen(case) for case in held_out]
    network = build_network().to(memory_format=torch.channels_last_3d)
    if options.start:
        network.load_state_dict(load_file(str(options.start)))
    results: list[dict[str, torch.Tensor]] = []
    for number, stage in enumerate(STAGES, start=1):
        if number in options.stages:
            real = [real_case(options.real_data, name) for name in stage.real if options.real_data]
            print(f"stage {number}: {len(cases)} phantoms, {len(real)} real scans", flush=True)
            pairs = Pairs(cases, real, stage.real_share, options.seed + 1000 * number)
            network = train_stage(network, stage, pairs, checks, options)
            results.append({name: value.clone() for name, value in network.state_dict().items()})
    if len(results) > 1:
        network.load_state_dict({name: (results[-2][name] + results[-1][name]) / 2 for name in results[-1]})
        save(network, options.out)


def train_stage(
    network: torch.nn.Module,
    stage: Stage,
    pairs: Pairs,
    checks: list[tuple[torch.Tensor, torch.Tensor]],
    options: argparse.Namespace,
) -> torch.nn.Module:
    """One stage; gives the running average of the network's weights."""
    average = torch.optim.swa_utils.get_ema_multi_avg_fn(_AVERAGE)
    averaged = torch.optim.swa_utils.AveragedModel(network, multi_avg_fn=average)
    optimiser = torch.optim.AdamW(network.parameters(), lr=stage.rate, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, stage.rate, stage.steps, pct_start=0.1)
    loader = torch.utils.data.DataLoader(pairs, batch_size=2, num_workers=1, prefetch_factor=3)
    started, recent = time.perf_counter(), []
    for step, (hu, target) in zip(range(1, stage.steps + 1), loader, strict=False):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = network(normalised(hu).contiguous(memory_format=torch.channels_last_3d))
        loss = loss_of(logits, target)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimiser.step()
        schedule.step()
        averaged.update_parameters(network)
        recent.append(float(loss.detach()))
        if step % options.save_every == 0 or step == stage.steps:
            save(averaged.module, options.out)
            mean_loss, seconds = np.mean(recent[-options.save_every :]), time.perf_counter() - started
            dice = phantom_dice(averaged.module, checks)
            print(f"step {step} loss {mean_loss:.4f} phantom dice {dice:.4f} {seconds:.0f} s", flush=True)
    return averaged.module


def save(network: torch.nn.Module, path: Path) -> None:
    """Weights as 16-bit safetensors, written beside the old file and then put in its place."""
    state = {name: value.detach().half().contiguous() for name, value in network.state_dict().items()}
    part = path.with_suffix(".part")
    save_file(state, str(part))
    part.replace(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--out", type=Path, default=FOLDER / "weights.safetensors")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "lung_train")
    parser.add_argument("--real-data", type=Path, help="folder with ct/ and dicom/ of labelled CT")
    parser.add_argument("--start", type=Path, help="weights to go on from")
    parser.add_argument("--stages", type=int, nargs="+", default=[1, 2, 3, 4, 5], help="which stages to run")
    parser.add_argument("--phantoms", type=int, default=240)
    parser.add_argument("--save-every", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
