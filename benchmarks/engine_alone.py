"""In a process of its own: one way to segment a large made-up CT with a tiny random network.

    python -m benchmarks.engine_alone ours|forward|reference --shape 400 512 512 --classes 118 --step 0.75

Prints one line of JSON: seconds, processor seconds, tiles, and the peak of the resident memory in bytes.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Any

import numpy as np

TILE = (96, 96, 96)
FEATURES = (8, 8, 8, 16, 16, 8)
INTENSITIES = (-1024, 1500)


def peak_bytes() -> int:
    """The most that this process has had in memory."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return 1024 * next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


def a_ct(shape: tuple[int, ...], body: int = 0) -> np.ndarray:
    """Noise in HU (int16), made slice by slice; air beyond ``body`` columns."""
    random = np.random.default_rng(0)
    voxels = np.empty(shape, np.int16)
    for plane in voxels:
        plane[...] = random.integers(*INTENSITIES, plane.shape, np.int16)
    if body:
        voxels[..., body:] = INTENSITIES[0]
    return voxels


def a_network(classes: int) -> Any:
    """A small MONAI BasicUNet with random weights."""
    import torch

    from medviewer.engine.networks.table import build_network

    torch.manual_seed(0)
    arguments = {"spatial_dims": 3, "in_channels": 1, "out_channels": classes, "features": FEATURES}
    return build_network("monai.BasicUNet", arguments).requires_grad_(False)


def by_the_engine(voxels: np.ndarray, options: argparse.Namespace) -> dict[str, float]:
    """Everything from the volume to the label map on its grid."""
    from medviewer.api import Geometry, InputContract, Label, ModelInfo, Volume
    from medviewer.engine.backends.split_network import HeadBackend, split_network
    from medviewer.engine.backends.torch_backend import TorchBackend
    from medviewer.engine.engine_run import EngineRun
    from medviewer.engine.tasks.segmentation import run
    from medviewer.packs.pack_manifest import PackManifest
    from medviewer.packs.stage import Normalise, Output, Stage, Tiles

    network = a_network(options.classes)
    head = None if options.whole else split_network(network, TILE)
    backend: Any = TorchBackend(network)
    backend = backend if head is None else HeadBackend(backend, head)
    labels = tuple(Label(n, f"Label {n}") for n in range(1, options.classes))
    info = ModelInfo("bench", "1", "Bench", "segmentation", InputContract(), labels, "Apache-2.0", "Bench")
    normalise = ((Normalise("range", *INTENSITIES, clip=True),),)
    stage = Stage(
        "main",
        normalise=normalise,
        tiles=Tiles(TILE, options.step, skip_below=0.0 if options.body else None),
        output=Output("softmax", tuple(range(options.classes))),
    )
    volume = Volume(voxels, Geometry(voxels.shape))  # type: ignore[arg-type]
    watch, passes = _Watch(options.tiles), []
    network.register_forward_hook(lambda *_: passes.append(1))
    pack = PackManifest(info, Path(), (stage,))
    started = time.perf_counter()
    try:
        found = run(EngineRun(pack, {"main": (backend,)}, (volume,), {}, watch))
        told = {"labels_found": float(len(np.unique(found.labels[::8, ::8, ::8])))}
    except _Enough:
        told = {}
    return told | {"seconds": time.perf_counter() - started, "tiles": watch.tiles, "passes": len(passes)}


class _Enough(Exception):
    """So many tiles were asked for."""


class _Watch:
    """Counts tiles; ends the run after so many."""

    def __init__(self, most: int) -> None:
        self.tiles = 0
        self._most = most

    def __call__(self, fraction: float, message: str = "") -> None:
        if not message.startswith("Tile"):
            return
        if self._most and self.tiles >= self._most:
            raise _Enough
        self.tiles += 1


def by_forward_passes(voxels: np.ndarray, options: argparse.Namespace) -> dict[str, float]:
    """The network on the same tiles, and nothing else."""
    import torch

    from medviewer.engine.tiling.tile_plan import plan_tiles
    from medviewer.packs.stage import Tiles

    network = a_network(options.classes)
    plan = plan_tiles(voxels.shape, Tiles(TILE, options.step))
    positions = list(plan)[: options.tiles or None]
    tile = torch.rand((1, 1, *TILE))
    started = time.perf_counter()
    with torch.inference_mode():
        for _ in positions:
            network(tile)
    return {"seconds": time.perf_counter() - started, "tiles": len(positions)}


def by_the_reference(voxels: np.ndarray, options: argparse.Namespace) -> dict[str, float]:
    """MONAI's sliding window and the argmax of its volume of logits."""
    import torch
    from monai.inferers import sliding_window_inference

    from medviewer.engine.tiling.tile_plan import plan_tiles
    from medviewer.packs.stage import Tiles

    network = a_network(options.classes)
    started = time.perf_counter()
    image = torch.from_numpy(voxels)[None, None].float()
    image = (image.clamp_(*INTENSITIES) - INTENSITIES[0]) / (INTENSITIES[1] - INTENSITIES[0])
    with torch.inference_mode():
        logits = sliding_window_inference(
            image, TILE, 1, network, overlap=1 - options.step, mode="gaussian", sigma_scale=0.125
        )
        logits[0].argmax(0).to(torch.uint8)
    tiles = len(plan_tiles(voxels.shape, Tiles(TILE, options.step)))
    return {"seconds": time.perf_counter() - started, "tiles": tiles}


WAYS = {"ours": by_the_engine, "forward": by_forward_passes, "reference": by_the_reference}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("way", choices=WAYS)
    parser.add_argument("--shape", type=int, nargs=3, default=(400, 512, 512))
    parser.add_argument("--classes", type=int, default=118)
    parser.add_argument("--step", type=float, default=0.75)
    parser.add_argument("--tiles", type=int, default=0, help="stop after so many; 0: all")
    parser.add_argument("--whole", action="store_true", help="the network is not split before its last layer")
    parser.add_argument("--body", type=int, default=0, help="air beyond so many columns, which is skipped")
    options = parser.parse_args()
    voxels = a_ct(tuple(options.shape), options.body)
    import torch

    from medviewer.engine.lean_heap import give_large_blocks_back

    give_large_blocks_back()  # as the process does that runs models

    torch.set_num_threads(2)
    a_network(options.classes)  # the libraries are there before
    before = peak_bytes()
    used = time.process_time()
    told = WAYS[options.way](voxels, options)
    told |= {"processor": time.process_time() - used}
    print(json.dumps(told | {"peak": peak_bytes(), "before": before, "volume": voxels.nbytes}))


if __name__ == "__main__":
    main()
