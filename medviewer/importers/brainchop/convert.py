"""brainchop's MeshNets -> packs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from medviewer.api.contract import InputContract
from medviewer.api.model import Report
from medviewer.api.model_info import Label, ModelInfo
from medviewer.importers.brainchop.flat_weights import mesh_net_state
from medviewer.importers.brainchop.layer_model import MODEL_NAME, LayerModel, read_layer_model
from medviewer.importers.foreign_json import read_json_table
from medviewer.importers.label_file import read_labels, unnamed
from medviewer.importers.normalise_option import normalise_steps
from medviewer.importers.options import model_id, words
from medviewer.importers.pack_files import take_licence, write_weights
from medviewer.importers.refused import ImportRefused
from medviewer.packs.pack_manifest import PackManifest
from medviewer.packs.stage import Normalise, Output, Space, Stage, Tiles

_AXES = "LIA"
"""Of a volume that FreeSurfer (mri_convert --conform) or brainchop has conformed."""

_COLORMAPS = ("colormap.json", "colormap3.json")
_REFERENCES = (
    "Masoud et al. (2023), Brainchop: In-browser MRI volumetric segmentation and rendering, JOSS 8(83), 5098",
)


def convert_brainchop(source: Path, into: Path, options: Mapping[str, str], report: Report) -> PackManifest:
    """Converts a folder with ``model.json`` and its ``*.bin``; ``into`` gets weights and licence.

    Raises
    ------
    ImportRefused
        If it is no MeshNet, or files are missing, damaged or not beside it.
    """
    model = read_layer_model(source)
    report(0.2, "Reading the weights")
    write_weights(mesh_net_state(model, source), into / "weights.safetensors")
    licence = take_licence(source, into, options, also_above=True)
    labels = _labels(source, model, options)
    is_any_contrast = model.convolutions[0].is_normalised
    info = ModelInfo(
        id=model_id(options, source),
        version=options.get("version") or "1",
        name=options.get("name") or f"brainchop {source.name}",
        task="segmentation",
        contract=InputContract(
            modalities=words(options, "modality") or (() if is_any_contrast else ("MR",)),
            body_parts=words(options, "body_part") or ("HEAD", "BRAIN"),
        ),
        labels=labels,
        licence=licence,
        intended_use=options.get("intended_use") or _intended_use(labels, is_any_contrast),
    )
    return PackManifest(
        info,
        into,
        (_stage(model, labels, options),),
        made_from=f"brainchop MeshNet, TensorFlow.js layer model ({source.name}/{MODEL_NAME})",
        author=options.get("author") or "brainchop (neuroneural)",
        references=_REFERENCES,
    )


def _stage(model: LayerModel, labels: tuple[Label, ...], options: Mapping[str, str]) -> Stage:
    return Stage(
        name="mesh_net",
        architecture="medviewer.MeshNet",
        arguments=model.arguments,
        normalise=(normalise_steps(options) or _normalise(model),),
        space=Space(axes=_AXES, spacing_mm=(1.0, 1.0, 1.0), conform=_conform(model)),
        tiles=Tiles(blending="constant"),
        output=Output("softmax", labels=(0, *(label.number for label in labels)), resample="labels"),
    )


def _normalise(model: LayerModel) -> tuple[Normalise, ...]:
    """As brainchop's settings have it; ``model.json`` says it at most in its comment."""
    if model.convolutions[0].is_normalised:
        return (Normalise("percentile", low=2.0, high=98.0, clip=True),)
    if "quantile" in str(model.document.get("_comment", "")).lower():
        return (Normalise("percentile", low=5.0, high=95.0),)
    return (Normalise("minmax"),)


def _conform(model: LayerModel) -> tuple[int, ...]:
    """brainchop puts each image into 256^3 voxels, mostly of air, which decides quantiles and instance norms.

    Where neither is used, all that an output voxel depends on is within the network's reach, and the image as
    it is gives the same in a fraction of the time.
    """
    depends_on_all = model.convolutions[0].is_normalised or _normalise(model)[0].op == "percentile"
    return model.shape[:3] if depends_on_all else ()


def _labels(source: Path, model: LayerModel, options: Mapping[str, str]) -> tuple[Label, ...]:
    count = model.arguments["out_channels"] - 1
    told = options.get("labels", "")
    if told:
        labels = read_labels(Path(told))
        if len(labels) != count:
            raise ImportRefused(
                Path(told).name, [f"it names {len(labels)} classes; the network has {count}."]
            )
        return labels
    for name in _COLORMAPS:  # some folders have an older one for fewer classes beside the right one
        path = source / name
        if path.is_file() and len(read_json_table(path).get("labels", [])) == count + 1:
            return read_labels(path)
    return unnamed(count)


def _intended_use(labels: tuple[Label, ...], is_any_contrast: bool) -> str:
    parts = labels[0].name if len(labels) == 1 else f"{len(labels)} parts"
    image = "images of the head" if is_any_contrast else "T1-weighted images of the head"
    return f"Segmentation of {parts} in {image}, for research."
