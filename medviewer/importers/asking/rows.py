"""The rows of the form, one for each option that more than one importer has."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from medviewer.core.source_look import SourceRow
from medviewer.importers.options import model_id

TITLES = {
    "name": "Name",
    "id": "Identifier",
    "version": "Version",
    "licence": "Licence",
    "licence_file": "Text of the licence",
    "author": "Author",
    "intended_use": "Intended use",
    "golden": "Make a known case",
    "labels": "Names of the classes",
    "axes": "Axes",
    "normalise": "Normalisation of values",
    "modality": "Kind of image",
    "body_part": "Part of the body",
    "trust_trainer": "Trust its trainer",
    "whole_image": "Run it on the whole image",
    "task": "Task",
    "folds": "Folds",
    "checkpoint": "Checkpoint",
    "allow_legacy": "Take TorchScript",
    "network": "Manifest of the network",
    "output": "Meaning of its output",
    "spacing": "Size of voxels",
    "size": "Size of its tiles",
    "channels": "Its images",
    "dataset": "Data set",
    "configuration": "Configuration",
    "trainer": "Trainer",
    "plans": "Plans",
}
"""Name of an option -> what the form calls it."""

AXES_HELP = "Which way its axes run in the patient: SPL for slices from feet to head, RAS for MONAI."


def about_rows(
    source: Path,
    *,
    name: str = "",
    id_: str = "",
    version: str = "1",
    licence: str = "",
    author: str = "",
    intended_use: str = "",
) -> tuple[SourceRow, ...]:
    """Who it is: the rows at the end of every form. ``name`` and so on are what the source says."""
    id_help = "Letters, digits, - _ and points; names its folder."
    golden_help = "Runs it once on a made-up image and keeps the answer."
    licence_help = "Its name, such as Apache-2.0."
    return (
        text_row("name", name or source.name.partition(".")[0]),
        text_row("id", id_ or model_id({}, source), id_help),
        text_row("version", version, "A changed model needs a new one."),
        text_row("licence", licence, licence_help),
        text_row("licence_file", "", "A file; empty: the one beside the model, if any."),
        text_row("author", author),
        text_row("intended_use", intended_use, "One sentence for whoever runs it."),
        flag_row("golden", golden_help, "true"),
    )  # fmt: skip


def labels_row() -> SourceRow:
    """Names of the classes, from a file."""
    help_text = "A text with one name a line, background first, or a JSON table; empty: as the model says."
    return text_row("labels", "", help_text)


def axes_row(default: str = "") -> SourceRow:
    """Which way the network's axes run."""
    return text_row("axes", default, AXES_HELP)


def normalise_row() -> SourceRow:
    """How values are brought to the network's range."""
    help_text = (
        "Steps, separated by semicolons: minmax, zscore, zscore 0.45 0.22, range -1000 1000 0 1 clip, "
        "percentile 5 95 clip, none."
    )
    return text_row("normalise", "", help_text)


def modality_row(default: str = "") -> SourceRow:
    """For which images it is."""
    help_text = "DICOM's words, separated by commas: CT, MR, DX, MG, US, PT, NM."
    return text_row("modality", default, help_text)


def body_part_row(default: str = "") -> SourceRow:
    """For which part of the body it is."""
    return text_row("body_part", default, "DICOM's words, such as CHEST; empty: any.")


def choice_row(name: str, choices: Sequence[str], default: str, help_text: str = "") -> SourceRow:
    """One of several that the source holds."""
    return SourceRow(name, TITLES[name], "choice", default, help_text, tuple(choices))


def flag_row(name: str, help_text: str, default: str = "false") -> SourceRow:
    """Something that is wanted or not."""
    return SourceRow(name, TITLES[name], "flag", default, help_text)


def text_row(name: str, default: str, help_text: str = "") -> SourceRow:
    """Any text."""
    return SourceRow(name, TITLES[name], "text", default, help_text)
