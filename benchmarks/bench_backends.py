"""One network by every backend, and a whole run of the engine against MONAI's inferer, on the same cores."""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.measurement import Measurement, at_least, medians_in_turn, told

TOPIC = "backends"
FEATURES = (16, 16, 32, 64, 128, 16)
SIDE = 96
SHAPE = (96, 144, 192)
ARGUMENTS = {"spatial_dims": 3, "in_channels": 1, "out_channels": 2, "features": FEATURES}
_ROUNDS = 5


def _network() -> Any:
    import torch

    from medviewer.engine.networks.table import build_network

    torch.manual_seed(0)
    return build_network("monai.BasicUNet", ARGUMENTS).requires_grad_(False)


def _pack(folder: Path, network: Any) -> Any:
    """The network as a pack whose answers are noise: what counts is the time."""
    from safetensors.torch import save_file

    from medviewer.api import InputContract, Label, ModelInfo
    from medviewer.packs.pack_manifest import PACK_NAME, PackManifest
    from medviewer.packs.stage import Normalise, Output, Stage, Tiles

    save_file(network.state_dict(), folder / "weights.safetensors")
    (folder / PACK_NAME).write_text("")
    stage = Stage(
        "main",
        "monai.BasicUNet",
        ARGUMENTS,
        normalise=((Normalise("range", -1000, 1000, to_low=-1.0, clip=True),),),
        tiles=Tiles(size=(SIDE, SIDE, SIDE)),
        output=Output("softmax", (0, 1)),
    )
    contract = InputContract(("CT",))
    info = ModelInfo("bench", "1", "Bench", "segmentation", contract, (Label(1, "Noise"),), "MIT", "Bench.")
    return PackManifest(info, folder, (stage,))


def _onnx_file(folder: Path, network: Any, batch: Any) -> Path:
    import torch

    path = folder / "network.onnx"
    with warnings.catch_warnings(), contextlib.redirect_stdout(None):
        warnings.simplefilter("ignore")
        torch.onnx.export(network, (batch,), str(path), dynamo=False, opset_version=17)
    return path


def _one_patch(folder: Path, manifest: Any) -> list[Measurement]:
    from dataclasses import replace

    from medviewer.engine.backends.choose_backend import ways_to_run
    from medviewer.engine.backends.made_tiles import made_tiles
    from medviewer.engine.backends.make_backend import backend_of

    (batch,) = made_tiles((1, 1, SIDE, SIDE, SIDE), 1)
    (stage,) = manifest.stages
    onnx = _onnx_file(folder, _network(), batch)
    backends = {
        " ".join(way): backend_of(stage, folder / "weights.safetensors", "cpu", *way)
        for way in ways_to_run(stage, "cpu")
    }
    for runner in ("onnxruntime", "openvino"):
        backends[f"ONNX by {runner} float32"] = backend_of(
            replace(stage, format="onnx"), onnx, "cpu", runner, "float32"
        )
    works: dict[str, Callable[[], object]] = {
        name: lambda backend=backend: backend.forward(batch) for name, backend in backends.items()
    }
    medians_in_turn(works, 1)
    seconds = medians_in_turn(works, _ROUNDS)
    plain = seconds["torch float32"]
    return [
        told(TOPIC, f"one {SIDE}^3 patch, {name}", 1000 * taken, "ms", f"{plain / taken:.2f} x torch float32")
        for name, taken in seconds.items()
    ]


def _volume() -> Any:
    import numpy as np

    from medviewer.core.geometry import Geometry
    from medviewer.core.series import SeriesInfo
    from medviewer.core.volume import Volume

    voxels = np.random.default_rng(0).integers(-1000, 1000, SHAPE).astype(np.int16)
    grid = Geometry(SHAPE, (0.0, 0.0, 0.0), (1.0, 1.0, 1.0))
    return Volume(voxels, grid, unit="HU", info=SeriesInfo("bench", modality="CT"))


def _by_monai(network: Any, volume: Any) -> Any:
    """The same work as MONAI's users do it: normalise, slide, argmax."""
    import torch
    from monai.inferers import sliding_window_inference

    with torch.inference_mode():
        image = torch.from_numpy(volume.voxels).float().clamp(-1000, 1000) / 1000
        logits = sliding_window_inference(
            image[None, None], (SIDE,) * 3, 1, network, overlap=0.5, mode="gaussian"
        )
        return logits.argmax(1)[0].byte().numpy()


def _whole_run(folder: Path, manifest: Any) -> list[Measurement]:
    from medviewer.engine.backends.record import write_backend_record
    from medviewer.engine.pack_model import PackModel
    from medviewer.io.progress import LocalReport

    network, volume = _network(), _volume()
    write_backend_record(folder, _all_admitted(manifest))
    models = {precision: PackModel(manifest) for precision in ("float32", "auto")}
    for model in models.values():
        model.load("cpu")
    works: dict[str, Callable[[], object]] = {
        "MONAI": lambda: _by_monai(network, volume),
        **{
            name: lambda model=model, name=name: model.predict(volume, {"precision": name}, LocalReport())
            for name, model in models.items()
        },
    }
    medians_in_turn({name: works[name] for name in models}, 1)
    seconds = medians_in_turn(works, 3)
    used = {name: _processor_seconds(work) for name, work in works.items()}
    shape = " x ".join(str(n) for n in SHAPE)
    exact, fastest = (model.backends(manifest.stages[0])[0].name for model in models.values())
    name = f"MONAI's inferer in torch float32 / engine, {shape}"
    rows = []
    for way, backend in (("float32", exact), ("auto", fastest)):
        wall, processor = seconds["MONAI"] / seconds[way], used["MONAI"] / used[way]
        note = f"{seconds['MONAI']:.1f} s against {seconds[way]:.1f} s; {processor:.2f} x in processor time"
        if way == "float32":
            rows.append(at_least(TOPIC, f"{name}, {backend}", wall, "x", 3.0, note))
        else:
            note += "; of random weights, whose labels it would not be let to change"
            rows.append(told(TOPIC, f"{name}, {backend}", wall, "x", note))
    return rows


def _processor_seconds(work: Callable[[], object]) -> float:
    """Of all threads: other programs on the machine do not count."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def _all_admitted(manifest: Any) -> Any:
    """The install record as it would be if every backend agreed, which those of random weights do not."""
    from dataclasses import replace

    from medviewer.engine.backends.choose_backend import choose_backend
    from medviewer.io.progress import LocalReport

    record = choose_backend(manifest, "cpu", report=LocalReport())
    stages = tuple(
        replace(stage, trials=tuple(replace(trial, is_admissible=True) for trial in stage.trials))
        for stage in record.stages
    )
    return replace(record, stages=stages)


def measure() -> list[Measurement]:
    """A patch by every backend in turn, then whole runs in turn."""
    for name, value in (("OMP_WAIT_POLICY", "PASSIVE"), ("GOMP_SPINCOUNT", "0")):
        os.environ.setdefault(name, value)  # as in the model host
    with tempfile.TemporaryDirectory(prefix="medviewer-bench-") as name:
        folder = Path(name)
        manifest = _pack(folder, _network())
        return [*_one_patch(folder, manifest), *_whole_run(folder, manifest)]
