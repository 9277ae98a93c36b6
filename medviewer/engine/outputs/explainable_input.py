"""What a pack's classifier sees of an image, so that its statements can be explained.

The network that runs may be OpenVINO's or in half precision; gradients need it in torch and float32, so it is
loaded anew for this.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from medviewer.api.explainable import Activation, ExplainableInput
from medviewer.core.errors import ModelError
from medviewer.core.volume import Volume
from medviewer.engine.backends.make_backend import backend_of, load_network
from medviewer.engine.grid.model_space import ModelImage, to_model_space
from medviewer.engine.outputs.class_findings import BACKGROUND, output_names
from medviewer.engine.tiling.tile_plan import plan_tiles
from medviewer.packs.pack_manifest import PackManifest
from medviewer.packs.stage import Stage, Tiles


def explainable_input(
    manifest: PackManifest, folder: Path, volumes: Sequence[Volume], device: str
) -> ExplainableInput:
    """The last stage's network with all folds, and the image on its grid.

    Raises
    ------
    ModelError
        If the pack is no classifier, or its network reads a volume in several tiles.
    """
    task, stage = manifest.info.task, manifest.stages[-1]
    if task not in ("classification", "sequence"):
        raise ModelError(f"{manifest.info.name} is no classifier, so it makes no statements to explain.")
    if manifest.info.contract.time_points is not None:
        raise ModelError(f"{manifest.info.name} reads several time points, which cannot be explained.")
    image = to_model_space(volumes, stage)
    is_per_slice = task == "classification" and stage.space.slices and image.shape[0] > 1
    names = output_names(manifest, stage)
    return ExplainableInput(
        network=network_of_folds(
            stage, [folder / name for name in stage.weights], device, task == "sequence"
        ),
        tensor=_tensor(manifest, stage, image, is_per_slice).to(device),
        geometry=image.grid.geometry,
        labels=tuple("" if name == BACKGROUND else name for name in names),
        activation=_activation(stage),
        layer=str(stage.output.options.get("explain_layer", "")),
        per_slice=is_per_slice,
    )


class _MeanOfFolds(nn.Module):
    """The mean output of all folds; of a sequence model the row of the whole."""

    def __init__(self, folds: Sequence[nn.Module], is_sequence: bool) -> None:
        super().__init__()
        self.folds = nn.ModuleList(folds)
        self._is_sequence = is_sequence

    def forward(self, images: Tensor) -> Tensor:
        outputs = [_first(fold(images)) for fold in self.folds]
        mean = torch.stack(outputs).mean(dim=0) if len(outputs) > 1 else outputs[0]
        return mean[:, :-1, 0] if self._is_sequence else mean


def _first(output: Tensor | Sequence[Tensor]) -> Tensor:
    return output if isinstance(output, Tensor) else _first(output[0])


def network_of_folds(
    stage: Stage, weights: Sequence[Path], device: str, is_sequence: bool = False
) -> nn.Module | Callable[[Tensor], Tensor]:
    """The mean of a stage's folds, of [n, channels, ...]; a module where gradients can be had."""
    if stage.format != "onnx":
        folds = [load_network(stage, path) for path in weights]
        return _MeanOfFolds(folds, is_sequence).to(device).eval()
    backends = [backend_of(stage, path, device, "onnxruntime", "float32") for path in weights]

    def run(images: Tensor) -> Tensor:
        """One image at a time: a graph may be made for a batch of one."""
        rows = [
            torch.stack([backend.forward(image[None])[0].clone() for backend in backends]).mean(dim=0)
            for image in images
        ]
        given = torch.stack(rows)
        return given[:, :-1, 0] if is_sequence else given

    return run


def _tensor(manifest: PackManifest, stage: Stage, image: ModelImage, is_per_slice: bool) -> Tensor:
    """The image [1, channels, (a,) b, c] without the filling around it."""
    is_sequence = manifest.info.task == "sequence"
    tiles = Tiles() if is_sequence else stage.tiles
    plan = plan_tiles(image.shape, tiles, stage.space.slices and not is_sequence)
    if len(plan) > (image.shape[0] if stage.space.slices and not is_sequence else 1):
        raise ModelError(
            f"{manifest.info.name} reads the image in {len(plan)} tiles; such statements cannot be explained."
        )
    tensor = image.tensor().clone()[None]
    is_picture = stage.space.slices and not (is_per_slice or is_sequence)
    return tensor[:, :, 0] if is_picture else tensor


def _activation(stage: Stage) -> Activation:
    return "softmax" if stage.output.kind == "scores" else "sigmoid"
