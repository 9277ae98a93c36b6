"""Reading ``pack.toml``: what a model pack says of itself, checked strictly."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast, get_args

from medviewer.api.manifest_info import read_info
from medviewer.api.model_info import ModelInfo
from medviewer.core.errors import PluginError
from medviewer.packs.pack_manifest import (
    FORMAT_VERSION,
    PACK_NAME,
    Calibration,
    CalibrationMethod,
    CleanUp,
    Golden,
    PackManifest,
)
from medviewer.packs.pack_path import is_folder_name
from medviewer.packs.pack_table import PackTable
from medviewer.packs.read_stage import read_stage
from medviewer.packs.stage import Stage

_LONGEST_BYTES = 1 << 20
_LONG_KEY = re.compile(r"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){32}""")
"""A dotted key of so many parts; tomllib takes time with the square of their number."""
_KINDS = {
    "segmentation": {"softmax", "sigmoid", "regions"},
    "classification": {"scores", "sigmoid_scores"},
    "sequence": {"scores", "sigmoid_scores"},
    "detection": {"boxes"},
    "image": {"image"},
    "anomaly": {"reconstruction"},
    "landmarks": {"heat_maps"},
}
"""Which outputs give the result of a task."""


def read_pack(folder: Path) -> PackManifest:
    """The manifest of an unpacked pack; reads no weights and runs nothing.

    Raises
    ------
    PluginError
        If it is missing, has unknown, missing or wrong fields, or names files that are not there.
    """
    root = PackTable(_toml(folder), f"{folder.name}/{PACK_NAME}")
    version = root.whole_number("format")
    if version != FORMAT_VERSION:
        raise PluginError(
            f"{root.place} has format {version}; this program reads {FORMAT_VERSION}. "
            "Ask for another version of the pack."
        )
    model = root.table("model")
    if "weights" in model:
        raise PluginError(f"{model.place}: the weights of a pack are named by its stages.")
    told = {name: model.text(name, default="") for name in ("author", "made_from", "legacy")}
    references = model.texts("references")
    info = read_info(root, model, folder)
    model.expect_no_more()
    for name, value in (("id", info.id), ("version", info.version)):  # both become names of folders
        if not is_folder_name(value):
            raise PluginError(
                f"{model.place}: {name} must be letters, digits, -, _, + and . and no {value!r}."
            )
    manifest = PackManifest(
        info=info,
        folder=folder,
        stages=tuple(read_stage(table, folder) for table in root.tables("stages")),
        clean_up=tuple(_clean_up(table) for table in root.tables("clean_up")),
        calibration=tuple(_calibration(table) for table in root.tables("calibration")),
        golden=_golden(root.table("golden", optional=True), folder),
        references=references,
        **told,
    )
    root.expect_no_more()
    _check_sense(manifest, root.place)
    return manifest


def _toml(folder: Path) -> dict[str, Any]:
    path = folder / PACK_NAME
    try:
        if path.stat().st_size > _LONGEST_BYTES:
            raise PluginError(f"{folder.name}/{PACK_NAME} is larger than 1 MB, so it is not read.")
        text = path.read_text(encoding="utf-8")
        if _LONG_KEY.search(text):
            raise PluginError(f"{folder.name}/{PACK_NAME} is nested too deeply to be read.")
        document = tomllib.loads(text)
        _refuse_long_numbers(document)
        return document
    except FileNotFoundError as error:
        raise PluginError(f"The folder {folder.name} has no {PACK_NAME}.") from error
    except RecursionError as error:
        raise PluginError(f"{folder.name}/{PACK_NAME} is nested too deeply to be read.") from error
    except (OSError, ValueError) as error:
        raise PluginError(f"{folder.name}/{PACK_NAME} cannot be read: {error}.") from error


def _refuse_long_numbers(document: dict[str, Any]) -> None:
    """TOML's whole numbers have 64 bits; Python's have no end, and longer ones cannot even be told."""
    left: list[Any] = [document]
    while left:
        value = left.pop()
        if isinstance(value, int) and not -(1 << 63) <= value < 1 << 63:
            raise ValueError("a number in it is too long")
        left += value.values() if isinstance(value, dict) else value if isinstance(value, list) else []


def _clean_up(table: PackTable) -> CleanUp:
    step = CleanUp(
        label=table.whole_number("label", default=0),
        largest=table.whole_number("largest", default=0),
        smallest_ml=table.number("smallest_ml", default=0.0),
        fill_holes=table.flag("fill_holes"),
    )
    table.expect_no_more()
    if step.largest < 0 or step.smallest_ml < 0:
        raise PluginError(f"{table.place}: largest and smallest_ml must not be negative.")
    return step


def _calibration(table: PackTable) -> Calibration:
    calibration = Calibration(
        method=cast(CalibrationMethod, table.choice("method", get_args(CalibrationMethod))),
        a=table.number("a", default=1.0),
        b=table.number("b", default=0.0),
        label=table.text("label", default=""),
        error=table.optional_number("error"),
        cases=table.whole_number("cases", default=0),
    )
    table.expect_no_more()
    if calibration.method == "temperature" and (calibration.a <= 0 or calibration.b != 0):
        raise PluginError(f"{table.place}: a temperature a must be more than 0, and has no b.")
    if calibration.cases < 0 or not 0.0 <= (calibration.error or 0.0) <= 1.0:
        raise PluginError(f"{table.place}: cases must not be negative, and error be from 0 to 1.")
    return calibration


def _golden(table: PackTable, folder: Path) -> Golden | None:
    if table.is_empty:
        return None
    golden = Golden(
        inputs=table.pack_files("inputs", folder),
        expected=table.pack_file("expected", folder),
        agreement=table.number("agreement", default=0.999),
    )
    table.expect_no_more()
    if not golden.inputs:
        raise PluginError(f"{table.place} has no inputs.")
    if not 0.0 < golden.agreement <= 1.0:
        raise PluginError(f"{table.place}: agreement must be more than 0 and at most 1.")
    return golden


def _check_sense(manifest: PackManifest, place: str) -> None:
    """What fields say of each other."""
    info, stages = manifest.info, manifest.stages
    if not stages:
        raise PluginError(f"{place} has none of [[stages]].")
    if len({stage.name for stage in stages}) != len(stages):
        raise PluginError(f"{place}: two stages have the same name.")
    helpers = {stage.previous for stage in stages}
    for position, stage in enumerate(stages):
        _check_stage(stage, stages[:position], info, stage.name in helpers, place)
    numbers = {label.number for label in info.labels}
    names = {label.name for label in info.labels}
    if any(step.label and step.label not in numbers for step in manifest.clean_up):
        raise PluginError(f"{place}: [[clean_up]] names a label that is not there.")
    if any(calibration.label and calibration.label not in names for calibration in manifest.calibration):
        raise PluginError(f"{place}: [[calibration]] names a label that is not there.")
    roles = info.contract.roles
    needed = max(1, sum(not role.optional for role in roles))
    if manifest.golden is not None and not needed <= len(manifest.golden.inputs) <= max(1, len(roles)):
        raise PluginError(f"{place} [golden] needs {needed} inputs, one a channel or time point.")
    if info.contract.time_points is not None and (info.task != "sequence" or not stages[-1].space.conform):
        raise PluginError(
            f"{place}: a model of time points has the task sequence, and its space a shape to conform to."
        )


def _check_stage(
    stage: Stage, earlier: Sequence[Stage], info: ModelInfo, is_helper: bool, place: str
) -> None:
    where = f"{place} stage {stage.name}"
    kinds = _KINDS["segmentation" if is_helper else info.task]
    if stage.output.kind not in kinds:
        raise PluginError(
            f"{where}: an output of kind {stage.output.kind} gives no {info.task}; "
            f"it must be {' or '.join(sorted(kinds))}."
        )
    if stage.output.options.get("form") == "boxes" and len(stage.weights) > 1:
        raise PluginError(
            f"{where}: a detector of form boxes can have one fold only, because the boxes of "
            f"{len(stage.weights)} networks cannot be averaged."
        )
    unknown = set(stage.output.labels) - {0} - {label.number for label in info.labels}
    if unknown:
        raise PluginError(f"{where}: its output names the label {min(unknown)}, which is not there.")
    channels = max(1, len(info.contract.channels))
    of_colours = 3 if channels == 1 else 1  # one picture as red, green and blue
    if len(stage.normalise) not in {0, 1, channels, of_colours}:
        raise PluginError(f"{where} normalises {len(stage.normalise)} channels of {channels}.")
    if stage.previous and stage.previous not in {other.name for other in earlier}:
        raise PluginError(f"{where}: there is no earlier stage {stage.previous!r}.")
