"""What the manifest of any model, plugin or pack, says of it: names, contract, labels, settings."""

from __future__ import annotations

import math
from pathlib import Path
from typing import cast, get_args

from medviewer.api.contract import MOST_TIME_POINTS, ChannelRole, InputContract
from medviewer.api.manifest_table import Table
from medviewer.api.model_info import Label, ModelInfo, OperatingPoint, Parameter, ParameterKind, TaskType
from medviewer.core.errors import PluginError
from medviewer.core.segmentation import COLOR_BLIND_SAFE, Code


def read_info(root: Table, model: Table, folder: Path) -> ModelInfo:
    """The `ModelInfo` of a manifest, whose table ``[model]`` is ``model``.

    Raises
    ------
    PluginError
        If a field is missing, wrong or contradicts another one.
    """
    task = model.choice("task", get_args(TaskType))
    labels = tuple(_label(table, n) for n, table in enumerate(root.tables("labels")))
    if task == "segmentation" and not labels:
        raise PluginError(f"{root.place}: a segmentation model needs at least one of [[labels]].")
    for what in ("number", "name"):
        if len({getattr(label, what) for label in labels}) != len(labels):
            raise PluginError(f"{root.place}: two labels have the same {what}.")
    parameters = tuple(_parameter(table) for table in root.tables("parameters"))
    if len({parameter.name for parameter in parameters}) != len(parameters):
        raise PluginError(f"{root.place}: two parameters have the same name.")
    return ModelInfo(
        id=model.identifier("id"),
        version=model.text("version"),
        name=model.text("name"),
        task=cast(TaskType, task),
        contract=_contract(root.table("contract", optional=True)),
        labels=labels,
        licence=model.text("licence"),
        intended_use=model.text("intended_use"),
        weights=model.file_name("weights", folder, default=""),
        card=model.file_name("card", folder, default="card.md", must_exist=False),
        parameters=parameters,
        operating_points=tuple(_operating_point(table, labels) for table in root.tables("operating_points")),
        picture=model.file_name("picture", folder, default=""),
    )


def _contract(table: Table) -> InputContract:
    contract = InputContract(
        modalities=table.texts("modalities"),
        dimensions=table.whole_number("dimensions", default=3),
        spacing_mm=table.range("spacing_mm"),
        value_range=table.range("value_range"),
        unit=table.text("unit", default=""),
        min_extent_mm=table.number("min_extent_mm", default=0.0),
        body_parts=table.texts("body_parts"),
        channels=tuple(_channel(channel) for channel in table.tables("channels")),
        time_points=_time_points(table),
    )
    if contract.dimensions not in (2, 3):
        raise PluginError(f"{table.place}: dimensions must be 2 or 3.")
    if len({channel.role for channel in contract.channels}) != len(contract.channels):
        raise PluginError(f"{table.place}: two channels have the same role.")
    if contract.time_points is not None and contract.channels:
        raise PluginError(f"{table.place}: a model of time points takes one image of each, no channels.")
    table.expect_no_more()
    return contract


def _time_points(table: Table) -> tuple[int, int] | None:
    told = table.whole_range("time_points")
    if told is not None and not 2 <= told[0] <= told[1] <= MOST_TIME_POINTS:
        raise PluginError(f"{table.place}: time_points must be from 2 to {MOST_TIME_POINTS}, least and most.")
    return told


def _channel(table: Table) -> ChannelRole:
    channel = ChannelRole(table.text("role"), table.texts("modalities"), table.texts("keywords"))
    table.expect_no_more()
    return channel


def _label(table: Table, position: int) -> Label:
    number = table.whole_number("number")
    if not 1 <= number <= 65535:
        raise PluginError(f"{table.place}: a label's number must be from 1 to 65535.")
    color = table.color("color", default=COLOR_BLIND_SAFE[position % len(COLOR_BLIND_SAFE)])
    label = Label(number, table.text("name"), color, _code(table.table("code", optional=True)))
    table.expect_no_more()
    return label


def _code(table: Table) -> Code | None:
    if table.is_empty:
        return None
    code = Code(table.text("value"), table.text("scheme"), table.text("meaning"))
    table.expect_no_more()
    return code


def _parameter(table: Table) -> Parameter:
    parameter = Parameter(
        name=table.identifier("name"),
        title=table.text("title"),
        kind=cast(ParameterKind, table.choice("kind", get_args(ParameterKind))),
        default=table.text("default", default=""),
        help=table.text("help", default=""),
        choices=table.texts("choices"),
        low=table.optional_number("low"),
        high=table.optional_number("high"),
        unit=table.text("unit", default=""),
    )
    table.expect_no_more()
    if not _is_allowed(parameter, parameter.default):
        raise PluginError(f"{table.place}: its default {parameter.default!r} is no value that it may have.")
    return parameter


def _is_allowed(parameter: Parameter, value: str) -> bool:
    if parameter.kind == "choice":
        return value in parameter.choices
    if parameter.kind == "flag":
        return value in ("true", "false")
    if parameter.kind == "text":
        return True
    try:
        number = float(int(value)) if parameter.kind == "whole" else float(value)
    except ValueError:
        return False
    low = -math.inf if parameter.low is None else parameter.low
    high = math.inf if parameter.high is None else parameter.high
    return math.isfinite(number) and low <= number <= high


def _operating_point(table: Table, labels: tuple[Label, ...]) -> OperatingPoint:
    point = OperatingPoint(
        label=table.text("label"),
        name=table.text("name"),
        threshold=table.number("threshold"),
        sensitivity=table.optional_number("sensitivity"),
        specificity=table.optional_number("specificity"),
    )
    table.expect_no_more()
    if labels and point.label not in {label.name for label in labels}:
        raise PluginError(f"{table.place}: there is no label {point.label!r}.")
    for value in (point.threshold, point.sensitivity, point.specificity):
        if value is not None and not 0.0 <= value <= 1.0:
            raise PluginError(f"{table.place}: {value:g} is not from 0 to 1.")
    return point
