"""What may be said of bundles, single files with a graph, brainchop's networks and plain weights."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from medviewer.api.model_info import TaskType
from medviewer.core.source_look import SourceRow
from medviewer.importers.asking.rows import (
    about_rows,
    axes_row,
    body_part_row,
    choice_row,
    flag_row,
    labels_row,
    modality_row,
    normalise_row,
    text_row,
)
from medviewer.importers.graph_shape import GraphShape
from medviewer.importers.options import NOT_STATED
from medviewer.packs.stage import OutputKind

AS_FOUND = ""
_SIZE_HELP = "Numbers in the order of its axes, such as 96 96 96."
_LEGACY_HELP = "TorchScript is a program and no plain weights; say yes only if you trust who made it."


def asked_of_bundle(source: Path) -> tuple[SourceRow, ...]:
    """MONAI: what its metadata says, open to be said otherwise."""
    from medviewer.importers.monai_bundle.convert import planned

    files, plan = planned(source, {})
    metadata = plan.metadata
    flags = [flag_row("allow_legacy", _LEGACY_HELP)] if files.weights is None else []
    return (
        *flags,
        labels_row(),
        modality_row(", ".join(metadata.modalities)),
        body_part_row(),
        normalise_row(),
        *about_rows(
            source,
            name=metadata.text("name") or metadata.text("task") or files.name,
            version=metadata.text("version", "1"),
            licence="" if metadata.licence == NOT_STATED else metadata.licence,
            author=metadata.text("authors"),
            intended_use=metadata.text("intended_use"),
        ),
    )


def asked_of_brainchop(source: Path) -> tuple[SourceRow, ...]:
    """brainchop: names of its parts."""
    from medviewer.importers.brainchop.layer_model import read_layer_model

    read_layer_model(source)
    about = about_rows(source, name=f"brainchop {source.name}", author="brainchop (neuroneural)")
    return (labels_row(), normalise_row(), modality_row("MR"), body_part_row("HEAD, BRAIN"), *about)


def asked_of_weights(source: Path) -> tuple[SourceRow, ...]:
    """Plain weights: the manifest that names their network."""
    help_text = "A manifest (docs/model-packs.md); empty: the one beside the weights."
    rows = {row.name: row for row in about_rows(source)}
    return (
        text_row("network", "", help_text),
        text_row("id", "", "Empty: as the manifest says."),
        rows["licence_file"],
        rows["golden"],
    )


def asked_of_graph(source: Path, shape: GraphShape | None, is_script: bool = False) -> tuple[SourceRow, ...]:
    """ONNX, ``.pt2``, TorchScript: all but the graph; ``shape`` is None where only a run would tell."""
    flags = [flag_row("allow_legacy", _LEGACY_HELP)] if is_script else []
    is_task_clear = shape is not None and (shape.gives_scores or shape.outputs[1] > 1)
    task = (
        ("classification" if shape.gives_scores else "segmentation") if shape and is_task_clear else AS_FOUND
    )
    tasks = get_args(TaskType) if is_task_clear else (AS_FOUND, *get_args(TaskType))
    rows = [
        choice_row("task", tasks, task),
        choice_row("output", (AS_FOUND, *get_args(OutputKind)), AS_FOUND),
        modality_row(),
        normalise_row(),
    ]
    if shape is None or not shape.is_flat:
        rows += [
            axes_row(),
            text_row("spacing", "", "Millimetres, one number or three; empty: as they come."),
        ]
    if shape is None or not shape.size:
        rows.append(text_row("size", "", _SIZE_HELP))
    if shape is None or shape.channels > 1:
        help_text = "Names of the images that it takes, such as T1, T2, FLAIR; empty: one image."
        rows.append(text_row("channels", "", help_text))
    return (*flags, *rows, labels_row(), body_part_row(), *about_rows(source))
