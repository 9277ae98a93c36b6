"""The rows of the form, one for each option that more than one importer has."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from medviewer.api.model_info import Parameter
from medviewer.importers.options import model_id

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
) -> tuple[Parameter, ...]:
    """Who it is: the rows at the end of every form. ``name`` and so on are what the source says."""
    id_help = "Letters, digits, - _ and points; names its folder."
    golden_help = "Runs it once on a made-up image and keeps the answer."
    licence_help = "Its name, such as Apache-2.0."
    return (
        _text("name", "Name", name or source.name.partition(".")[0]),
        _text("id", "Identifier", id_ or model_id({}, source), id_help),
        _text("version", "Version", version, "A changed model needs a new one."),
        _text("licence", "Licence", licence, licence_help),
        _text("licence_file", "Text of the licence", "", "A file; empty: the one beside the model, if any."),
        _text("author", "Author", author),
        _text("intended_use", "Intended use", intended_use, "One sentence for whoever runs it."),
        Parameter("golden", "Make a known case", "flag", "true", golden_help),
    )  # fmt: skip


def labels_row() -> Parameter:
    """Names of the classes, from a file."""
    help_text = "A text with one name a line, background first, or a JSON table; empty: as the model says."
    return _text("labels", "Names of the classes", "", help_text)


def axes_row(default: str = "") -> Parameter:
    """Which way the network's axes run."""
    return _text("axes", "Axes", default, AXES_HELP)


def normalise_row() -> Parameter:
    """How values are brought to the network's range."""
    help_text = (
        "Steps, separated by semicolons: minmax, zscore, zscore 0.45 0.22, range -1000 1000 0 1 clip, "
        "percentile 5 95 clip, none."
    )
    return _text("normalise", "Values", "", help_text)


def modality_row(default: str = "") -> Parameter:
    """For which images it is."""
    help_text = "DICOM's words, separated by commas: CT, MR, DX, MG, US, PT, NM."
    return _text("modality", "Kind of image", default, help_text)


def body_part_row(default: str = "") -> Parameter:
    """For which part of the body it is."""
    return _text("body_part", "Part of the body", default, "DICOM's words, such as CHEST; empty: any.")


def choice_row(name: str, title: str, choices: Sequence[str], default: str, help_text: str = "") -> Parameter:
    """One of several that the source holds."""
    return Parameter(name, title, "choice", default, help_text, tuple(choices))


def flag_row(name: str, title: str, help_text: str) -> Parameter:
    """Something that is off unless it is wanted."""
    return Parameter(name, title, "flag", "false", help_text)


def text_row(name: str, title: str, default: str, help_text: str = "") -> Parameter:
    """Any text."""
    return _text(name, title, default, help_text)


def _text(name: str, title: str, default: str, help_text: str = "") -> Parameter:
    return Parameter(name, title, "text", default, help_text)
